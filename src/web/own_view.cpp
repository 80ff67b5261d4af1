#include "web/own_view.h"

#include <algorithm>

#include <fmt/format.h>

#include "texts/marks.h"

namespace moteplass::web {
namespace {

using app::Holder;
using app::PersonView;
using app::Standing;

constexpr std::size_t longest_key = 60;

// Whether guardians have a part in this meeting.
bool guardians_called(const PersonView& view) {
  if (!view.minor || !view.summons) return false;
  auto terms = policy::summons_answer(*view.summons);
  return terms && terms->guardian == policy::GuardianRule::called &&
         view.guardians.value_or(casework::GuardianHandling::as_policy) ==
             casework::GuardianHandling::as_policy;
}

// A policy lists what may be compulsory; what does not concern this person is not said to them.
bool concerns(const PersonView& view, std::string_view text) {
  if (text.starts_with("foresatte ")) return guardians_called(view);
  if (text.starts_with("ruskontroll, bare dersom")) return view.basis && view.basis->drug_tests;
  return true;
}

json::array lines(Words words, const PersonView& view, const std::vector<std::string>& texts) {
  json::array list;
  for (const auto& text : texts) {
    if (concerns(view, text)) list.push_back(json::object{{"text", plain(words, text)}});
  }
  return list;
}

// Where it stands, in the policy's own words; each source once.
json::value sources(const std::optional<policy::Answer>& answer) {
  if (!answer || answer->status != policy::Status::decided) return false;
  json::array list;
  std::vector<std::string_view> said;
  for (const auto& reason : answer->because) {
    if (reason.source.empty() || std::find(said.begin(), said.end(), reason.source) != said.end()) continue;
    said.push_back(reason.source);
    list.push_back(json::object{{"text", texts::marked(texts::Language::nb, reason.source)}});
  }
  if (list.empty()) return false;
  return json::object{{"list", std::move(list)}};
}

// Not decided is not the same as not stated: the one depends on facts that are missing.
std::string nothing_said(Words words, const std::optional<policy::Answer>& answer) {
  bool undecided = answer && answer->status == policy::Status::undecided;
  return words(undecided ? "own.undecided" : "own.not_stated");
}

json::object choice_view(Words words, const PersonView& view) {
  auto terms = view.summons ? policy::summons_answer(*view.summons) : std::nullopt;
  auto must = lines(words, view, terms ? terms->compulsory : std::vector<std::string>{});
  auto may = lines(words, view, terms ? terms->voluntary : std::vector<std::string>{});
  if (must.empty()) must.push_back(json::object{{"text", words("own.must_meet")}});
  if (may.empty()) may.push_back(json::object{{"text", words("own.may_accept")}});
  return {{"must", std::move(must)}, {"may", std::move(may)}, {"sources", sources(view.summons)}};
}

json::object absence_view(Words words, const PersonView& view) {
  json::array list;
  auto answer = view.no_show ? policy::no_show_answer(*view.no_show) : std::nullopt;
  auto add = [&list](std::string text) { list.push_back(json::object{{"text", std::move(text)}}); };
  if (answer) {
    for (auto step : answer->steps) add(words.of("own_absence", word(step)));
    if (answer->consequence) add(plain(words, *answer->consequence));
  }
  if (list.empty()) add(nothing_said(words, view.no_show));
  return {{"list", std::move(list)}, {"sources", sources(view.no_show)}};
}

json::object police_view(Words words, const PersonView& view) {
  auto rule = view.feedback ? policy::feedback_answer(*view.feedback) : std::nullopt;
  json::array list;
  auto add = [&list](std::string text) { list.push_back(json::object{{"text", std::move(text)}}); };
  add(rule && rule->scope ? words.of("own_police", word(*rule->scope)) : words("own_police.not_stated"));
  add(words("own_police.never"));
  if (view.basis && view.basis->drug_tests) {
    bool by_unit = rule && rule->tests_reported == true;
    bool stated = rule && rule->tests_reported.has_value();
    add(words(!stated   ? "own_police.tests_not_stated"
              : by_unit ? "own_police.tests_by_unit"
                        : "own_police.tests_not_by_unit"));
  }
  add(words(view.minor ? "own_police.exception_minor" : "own_police.exception"));
  std::string told;
  if (view.told && view.told->feedback) {
    const auto& feedback = *view.told->feedback;
    std::vector<std::string> days;
    for (auto day : feedback.dates()) days.push_back(words.date(day));
    told = words.of("own_told", word(feedback.outcome()));
    if (!days.empty()) told += " " + words("own_told.days", {{"days", words.list(days)}});
  } else if (view.told) {
    told = words("own_told.nothing");
  }
  return {{"list", std::move(list)}, {"told", std::move(told)}, {"sources", sources(view.feedback)}};
}

json::object complaint_view(Words words, const PersonView& view) {
  auto deadlines = view.deadlines ? policy::deadlines_answer(*view.deadlines) : std::nullopt;
  std::string period;
  if (deadlines && deadlines->complaint_days) {
    period = words("own.complaint_days",
                   {{"days", texts::days_in_words(words.language(), *deadlines->complaint_days)}});
  } else if (deadlines && deadlines->complaint_months) {
    period = words.count("own.complaint_months", *deadlines->complaint_months);
  }
  bool known = deadlines && deadlines->complaint_route;
  return {{"route", known ? plain(words, *deadlines->complaint_route) : nothing_said(words, view.deadlines)},
          {"period", std::move(period)},
          {"police_number", view.basis ? view.basis->police_case_number : std::string()},
          {"sources", sources(view.deadlines)}};
}

json::value guardians_view(Words words, const PersonView& view) {
  if (!view.minor) return false;
  if (!view.guardians) return json::object{{"text", words("own.guardians_not_planned")}};
  auto key = fmt::format("own_guardians.{}", word(*view.guardians));
  if (*view.guardians == casework::GuardianHandling::as_policy && !guardians_called(view)) {
    key = "own_guardians.not_called";
  }
  return json::object{{"text", words(key, {{"name", view.trusted_person}})}};
}

json::object basis_view(Words words, const app::OwnBasis& basis) {
  return {{"text", words("own.basis", {{"sender", basis.sender_name},
                                       {"date", words.date(basis.decided_on)},
                                       {"reaction", words.of("own_reaction", word(basis.reaction))}})},
          {"legal_basis", texts::marked(texts::Language::nb, basis.legal_basis)},
          {"police_number", basis.police_case_number}};
}

std::string lead_of(Words words, const PersonView& view) {
  auto group = view.holder == Holder::person ? "own_standing" : "own_standing_others";
  return words.of(group, word(view.standing));
}

json::value times_view(Words words, const PersonView& view) {
  if (view.times.empty()) return false;
  json::array list;
  Instant until = view.times.front().until;
  for (const auto& time : view.times) {
    until = std::min(until, time.until);
    list.push_back(json::object{{"id", time.id},
                                {"when", words.moment(time.meeting.start)},
                                {"where", time.meeting.place},
                                {"length", texts::length_in_words(words.language(), time.meeting.minutes)}});
  }
  return json::object{{"list", std::move(list)},
                      {"until", words("own.choose_before", {{"when", words.moment(until)}})}};
}

// What a guardian is told of their own part.
json::object guardian_part(const PersonView& view) {
  auto terms = view.summons ? policy::summons_answer(*view.summons) : std::nullopt;
  bool other = terms && terms->trusted_person_instead == true;
  return {{"another_instead", other}, {"sources", sources(view.summons)}};
}

}  // namespace

std::string policy_word_key(std::string_view text) {
  std::string key;
  auto add = [&key](char c) {
    if (c == '_' && (key.empty() || key.back() == '_')) return;
    if (key.size() < longest_key) key += c;
  };
  while (!text.empty()) {
    char c = text.front();
    std::size_t length = 1;
    if (text.starts_with("æ") || text.starts_with("Æ")) {
      length = 2, c = 'a';
    } else if (text.starts_with("ø") || text.starts_with("Ø")) {
      length = 2, c = 'o';
    } else if (text.starts_with("å") || text.starts_with("Å")) {
      length = 2, c = 'a';
    } else if (c >= 'A' && c <= 'Z') {
      c = static_cast<char>(c - 'A' + 'a');
    }
    bool plain_letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    add(plain_letter ? c : '_');
    text.remove_prefix(length);
  }
  while (!key.empty() && key.back() == '_') key.pop_back();
  return key;
}

std::string plain(Words words, const std::string& policy_text) {
  auto key = "policy_words." + policy_word_key(policy_text);
  return words.has(key) ? words(key) : texts::marked(texts::Language::nb, policy_text);
}

json::object meeting_view(Words words, const casework::Meeting& meeting, bool with_team) {
  return {{"when", words.moment(meeting.start)},
          {"iso", to_string(meeting.start)},
          {"where", meeting.place},
          {"length", texts::length_in_words(words.language(), meeting.minutes)},
          {"team", with_team && !meeting.team.empty() ? words.list(meeting.team) : std::string()}};
}

json::object own_page_view(Words words, const PersonView& view, Instant now) {
  bool person = view.holder == Holder::person;
  bool guardian = view.holder == Holder::guardian;
  bool ahead = view.meeting && view.meeting->start > now;
  json::object page{{"lead", lead_of(words, view)},
                    {"meeting", view.meeting ? json::value(meeting_view(words, *view.meeting, person))
                                             : json::value(false)},
                    {"distance", ahead ? words.distance(view.meeting->start, now) : std::string()},
                    {"person", person},
                    {"guardian", guardian ? json::value(guardian_part(view)) : json::value(false)},
                    {"trusted", view.holder == Holder::trusted_person},
                    {"person_name", view.person_name}};
  if (!person) return page;
  page["times"] = times_view(words, view);
  page["duty"] = view.duty;
  page["choice"] = choice_view(words, view);
  page["absence"] = absence_view(words, view);
  page["police"] = police_view(words, view);
  page["complaint"] = complaint_view(words, view);
  page["guardians"] = guardians_view(words, view);
  page["basis"] = view.basis ? json::value(basis_view(words, *view.basis)) : json::value(false);
  page["case_number"] = view.case_number;
  page["several"] = view.meetings_required > 1
                        ? words("own.several", {{"attended", std::to_string(view.meetings_attended)},
                                                {"required", std::to_string(view.meetings_required)}})
                        : std::string();
  page["feedback_open"] = view.may_give_feedback;
  return page;
}

}  // namespace moteplass::web
