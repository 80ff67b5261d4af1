#include "web/case_view.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/papers.h"
#include "casework/decide.h"
#include "casework/words.h"
#include "web/answer_view.h"
#include "web/child_welfare_form.h"
#include "web/entry_view.h"
#include "web/guardian_form.h"
#include "web/timeline_view.h"

namespace moteplass::web {
namespace {

using namespace casework;

json::object line(std::string label, std::string value) {
  return {{"label", std::move(label)}, {"value", std::move(value)}};
}

std::string address_of(const std::optional<std::string>& street,
                       const std::optional<std::string>& postal_code,
                       const std::optional<std::string>& place) {
  std::string town = postal_code.value_or("");
  if (place) town += (town.empty() ? "" : " ") + *place;
  if (!street) return town;
  return town.empty() ? *street : *street + ", " + town;
}

template <class Who>
std::string address_in_words(const Who& who) {
  return address_of(who.street, who.postal_code, who.place);
}

json::object person_view(Words words, const app::CaseView& view) {
  const auto& message = *view.c.message;
  const auto& person = message.person;
  json::array lines;
  if (view.c.facts.person.age) {
    lines.push_back(
        line(words("person.age"), words("facts.years", {{"age", std::to_string(*view.c.facts.person.age)}})));
  }
  if (person.birth_date) lines.push_back(line(words("person.birth_date"), words.date(*person.birth_date)));
  if (person.identity_number) {
    lines.push_back(line(words("person.identity_number"), person.identity_number->digits()));
  }
  auto address = address_in_words(person);
  if (address.empty()) address = words("common.unknown");
  if (has_protected_address(view.c)) address = words.of("protection", word(person.protection));
  lines.push_back(line(words("person.address"), address));
  lines.push_back(line(words("person.phone"), person.phone.value_or(words("common.unknown"))));
  if (person.language) {
    auto key = "language." + *person.language;
    lines.push_back(line(words("person.language"), words.has(key) ? words(key) : *person.language));
  }
  auto plan = guardian_plan_lines(words, view.c);
  bool planned = !plan.empty();
  for (auto& planned_line : plan) lines.push_back(std::move(planned_line));
  // A case from before there were plans says what its last summons did.
  if (!planned && leaves_guardian_out(view.c)) {
    lines.push_back(line(words("person.guardian_handling"),
                         words.of("event.guardian", word(view.c.last_summons->guardian))));
  }
  json::array guardians;
  for (const auto& guardian : message.guardians) {
    guardians.push_back(json::object{{"name", guardian.name},
                                     {"relation", guardian.relation.value_or("")},
                                     {"phone", guardian.phone.value_or("")},
                                     {"address", address_in_words(guardian)}});
  }
  bool any_guardians = !guardians.empty();
  return {{"lines", std::move(lines)},
          {"address_href",
           has_protected_address(view.c) ? fmt::format("/cases/{}/address", view.c.id) : std::string()},
          {"guardians",
           any_guardians ? json::value(json::object{{"list", std::move(guardians)}}) : json::value(false)}};
}

std::string condition_in_words(Words words, const Condition& condition) {
  std::string text;
  switch (condition.kind) {
    case ConditionKind::attendance:
      text = condition.count ? words.count("condition.attendance", *condition.count)
                             : words("condition.attendance_without_count");
      break;
    case ConditionKind::drug_test:
      text = condition.frequency ? words("condition.drug_test", {{"frequency", *condition.frequency}})
                                 : words("condition.drug_test_without_frequency");
      break;
  }
  if (condition.from) text += words("condition.from", {{"date", words.date(*condition.from)}});
  if (condition.to) text += words("condition.to", {{"date", words.date(*condition.to)}});
  return text;
}

json::object basis_view(Words words, const app::CaseView& view) {
  const auto& message = *view.c.message;
  const auto& basis = message.basis;
  json::array lines;
  lines.push_back(line(words("basis.reaction"), words.of("reaction", policy::word(basis.reaction))));
  lines.push_back(line(words("basis.legal_basis"), basis.legal_basis));
  lines.push_back(line(words("basis.decided_on"), words.date(basis.decided_on)));
  if (basis.final_on) {
    lines.push_back(line(words("basis.final_on"), words.date(*basis.final_on)));
  } else if (basis.reaction == policy::Reaction::condition_to_attend) {
    lines.push_back(line(words("basis.final_on"), words("basis.not_final")));
  }
  if (basis.probation_ends_on) {
    lines.push_back(line(words("basis.probation_ends_on"), words.date(*basis.probation_ends_on)));
  }
  lines.push_back(
      line(words("basis.own_use"), words(basis.own_use ? "common.yes" : "basis.own_use_not_said")));
  lines.push_back(line(words("basis.police_case"), message.case_number));
  json::array conditions;
  for (const auto& condition : message.conditions)
    conditions.push_back(json::string(condition_in_words(words, condition)));
  const auto& officer = message.contact_officer;
  bool any_conditions = !conditions.empty();
  return {{"lines", std::move(lines)},
          {"conditions",
           any_conditions ? json::value(json::object{{"list", std::move(conditions)}}) : json::value(false)},
          {"sender", view.sender_name},
          {"officer", json::object{{"name", officer.name},
                                   {"phone", officer.phone.value_or("")},
                                   {"email", officer.email.value_or("")}}}};
}

json::array steps_view(Words words, const app::CaseView& view) {
  json::array steps;
  bool rebooking = view.c.booked.has_value();
  for (auto step : view.next_steps) {
    if (is_child_welfare(step)) continue;  // a card of its own
    auto key = std::string(word(step));
    if (step == Step::book_meeting && rebooking) key = "rebook_meeting";
    if (step == Step::book_meeting && !rebooking && view.c.stage == Stage::not_attended) key = "book_again";
    steps.push_back(json::object{{"href", path_of(view.c.id, step)},
                                 {"label", words.of("step", key)},
                                 {"is_post", step == Step::open}});
  }
  return steps;
}

std::string status_of_letter(Words words, const Case& c, const std::string& letter) {
  bool made =
      std::any_of(c.letters.begin(), c.letters.end(), [&](const auto& l) { return l.letter == letter; });
  return words(made ? "letter.made" : "letter.being_made");
}

json::object letter_view(Words words, const Case& c, const std::string& letter, LetterKind kind,
                         std::string about) {
  bool made =
      std::any_of(c.letters.begin(), c.letters.end(), [&](const auto& l) { return l.letter == letter; });
  return {{"name", words.of("letter_kind", word(kind))},
          {"about", std::move(about)},
          {"status", status_of_letter(words, c, letter)},
          {"href", made ? fmt::format("/cases/{}/letters/{}", c.id, letter) : std::string()}};
}

json::object paper_view(Words words, const app::CaseView& view, const app::Paper& paper) {
  bool made = std::find(view.papers_made.begin(), view.papers_made.end(), paper.id) != view.papers_made.end();
  return {{"name", words.of("paper_kind", app::word(paper.kind))},
          {"about", paper.about},
          {"status", words(made ? "letter.made" : "letter.being_made")},
          {"href", made ? fmt::format("/cases/{}/letters/{}", view.c.id, paper.id) : std::string()}};
}

json::array letters_view(Words words, const app::CaseView& view) {
  const auto& c = view.c;
  auto papers = app::papers_of(c);
  json::array letters;
  if (c.feedback && c.feedback->feedback && !c.feedback->letter.empty()) {
    letters.push_back(letter_view(words, c, c.feedback->letter, LetterKind::feedback, ""));
  }
  for (auto summons = c.attendance.summonses.rbegin(); summons != c.attendance.summonses.rend(); ++summons) {
    letters.push_back(letter_view(words, c, summons->letter, LetterKind::summons,
                                  meeting_in_words(words, summons->meeting)));
    for (const auto& paper : papers) {
      if (paper.summons == summons->letter) letters.push_back(paper_view(words, view, paper));
    }
  }
  if (policy::is_attendance(c.message->basis.reaction)) {
    letters.push_back(letter_view(words, c, app::order_letter_of(c.id), LetterKind::order, ""));
  }
  return letters;
}

json::array accesses_view(Words words, const app::CaseView& view) {
  // Somebody who looks ten times in an hour is one line with a count: the list is there to be read.
  struct Reading {
    const app::Access* last;
    int count;
  };
  std::vector<Reading> readings;
  for (const auto& access : view.accesses) {
    auto same = std::find_if(readings.begin(), readings.end(), [&](const Reading& r) {
      return r.last->actor == access.actor && r.last->what == access.what &&
             local_date(r.last->at) == local_date(access.at);
    });
    if (same == readings.end()) {
      readings.push_back({&access, 1});
    } else {
      ++same->count;
    }
  }
  json::array list;
  for (const auto& reading : readings) {
    list.push_back(
        json::object{{"who", reading.last->actor_name},
                     {"what", words.of("access", reading.last->what)},
                     {"when", words.moment(reading.last->at)},
                     {"times", reading.count > 1 ? words.count("access.times", reading.count) : ""}});
  }
  return list;
}

json::value outreach_and_attempts(Words words, const Case& c) {
  auto summonses = static_cast<std::int64_t>(c.attendance.summonses.size());
  if (summonses == 0 && c.attendance.meetings.empty()) return false;
  return json::object{
      {"met", words("duty.meetings", {{"attended", std::to_string(c.attendance.attended_count())},
                                      {"required", std::to_string(c.attendance.meetings_required)}})},
      {"summonses", words.count("duty.summonses", summonses)}};
}

json::value answer_or_none(Words words, const std::optional<policy::Answer>& answer, const FieldsAt& fields) {
  if (!answer) return false;
  return answer_view(words, *answer, fields);
}

// A reminder of what the policy wants at the meeting that lies ahead.
std::string missing_team(Words words, const app::CaseView& view) {
  if (view.missing_team.empty()) return "";
  return words("meeting.missing_team", {{"team", words.list(view.missing_team)}});
}

json::value after_no_show(Words words, const app::CaseView& view) {
  const auto& c = view.c;
  if (c.stage != Stage::not_attended || !c.last_attendance || !c.last_attendance->no_show) return false;
  return answer_view(words, *c.last_attendance->no_show, {true, path_of(c.id, Step::state_facts)});
}

}  // namespace

std::string_view path_word(Step step) {
  switch (step) {
    case Step::open:
      return "open";
    case Step::state_facts:
      return "facts";
    case Step::assess:
      return "assess";
    case Step::book_meeting:
      return "meeting";
    case Step::plan_guardians:
      return "guardians";
    case Step::summon:
      return "summons";
    case Step::make_outreach:
      return "outreach";
    case Step::record_attendance:
      return "attendance";
    case Step::cancel_duty:
      return "cancel";
    case Step::send_feedback:
      return "feedback";
    case Step::assess_child_welfare:
      return "concern";
    case Step::report_to_child_welfare:
      return "concern-sent";
    case Step::confirm_child_welfare:
      return "concern-confirmed";
    case Step::remind_child_welfare:
      return "concern-reminded";
    case Step::close:
      return "close";
  }
  return "";
}

std::string path_of(const std::string& case_id, Step step) {
  return fmt::format("/cases/{}/{}", case_id, path_word(step));
}

json::value deadline_view(Words words, const std::optional<Deadline>& deadline, Instant now) {
  if (!deadline) return false;
  bool overdue = deadline->due < now;
  return json::object{{"text", words.of("deadline", word(deadline->kind))},
                      {"when", words.due(deadline->due)},
                      {"distance", words.distance(deadline->due, now)},
                      {"iso", to_string(deadline->due)},
                      {"overdue", overdue},
                      {"source", deadline->source.value_or(words("deadline.own_goal"))}};
}

json::object address_view(Words words, const app::ProtectedAddress& found) {
  json::array lines;
  auto add = [&](const std::string& name, const std::string& address) {
    lines.push_back(line(name, address.empty() ? words("common.unknown") : address));
  };
  add(found.person.name, address_in_words(found.person));
  for (const auto& guardian : found.guardians) add(guardian.name, address_in_words(guardian));
  return {{"lines", std::move(lines)}};
}

namespace {

// A duty that waits, and a case that waits for something after its duty, say so instead of what their stage
// would ask for.
std::string explained(Words words, const Case& c) {
  if (c.dialogue.suspended() && duty_runs(c.stage)) return words("entries.suspended");
  auto awaited = c.stage == Stage::reported ? what_closing_awaits(c) : std::string_view();
  if (awaited == "drug_control") return words("worklist_explained.drug_control");
  if (!awaited.empty()) return words("entries.reported_awaits");
  return words.of("stage_explained", word(c.stage));
}

}  // namespace

json::object case_head_view(Words words, const app::CaseView& view, Instant now) {
  const auto& c = view.c;
  return {{"id", c.id},
          {"number", c.number},
          {"version", c.version},
          {"href", "/cases/" + c.id},
          {"person", c.message->person.name},
          {"stage", words.of("stage", word(c.stage))},
          {"stage_explained", explained(words, c)},
          {"protection", has_protected_address(c)
                             ? words.of("protection_notice", word(c.message->person.protection))
                             : std::string()},
          {"missing_team", missing_team(words, view)},
          {"booked", c.booked ? json::value(meeting_in_words(words, *c.booked)) : json::value(false)},
          {"deadline", deadline_view(words, view.deadline, now)}};
}

bool leaves_guardian_out(const Case& c) {
  return c.last_summons && c.last_summons->guardian != GuardianHandling::as_policy;
}

json::array query_hints(Words words, const app::CaseView& view) {
  const auto& c = view.c;
  json::array hints;
  if (c.stage == Stage::closed || c.voluntary || !c.message) return hints;
  const auto& basis = c.message->basis;
  auto add = [&hints](std::string text) { hints.push_back(json::object{{"text", std::move(text)}}); };
  if (view.answers.reaction) {
    auto answer = policy::reaction_answer(*view.answers.reaction);
    if (answer && answer->reaction != basis.reaction) {
      add(words("query.disagree", {{"basis", words.of("reaction", policy::word(basis.reaction))},
                                   {"policy", words.of("reaction", policy::word(answer->reaction))}}));
    }
  }
  if (basis.reaction == policy::Reaction::condition_to_attend && !basis.final_on)
    add(words("query.not_final"));
  for (const auto& condition : c.message->conditions) {
    switch (condition.kind) {
      case ConditionKind::attendance:
        if (!condition.count && basis.reaction == policy::Reaction::condition_to_attend)
          add(words("query.no_count"));
        break;
      case ConditionKind::drug_test:
        if (!condition.frequency || !condition.to) add(words("query.no_test_terms"));
        break;
    }
  }
  return hints;
}

std::vector<std::string> offered_team(const app::CaseView& view) {
  if (!view.answers.summons) return {};
  auto terms = policy::summons_answer(*view.answers.summons);
  return terms ? terms->team : std::vector<std::string>{};
}

namespace {

json::value same_person(Words words, const app::CaseView& view) {
  if (view.same_person.empty()) return false;
  json::array list;
  for (const auto& row : view.same_person) {
    list.push_back(json::object{{"href", "/cases/" + row.case_id},
                                {"number", row.number},
                                {"stage", words.of("stage", row.stage)},
                                {"received", words.date(local_date(row.received_at))}});
  }
  return json::object{{"list", std::move(list)}};
}

}  // namespace

json::object case_page_view(Words words, const app::CaseView& view, Instant now) {
  const auto& c = view.c;
  auto steps = steps_view(words, view);
  json::value main_step = false;
  // While a meeting lies ahead that the person knows of, or the duty waits for a complaint, there is nothing
  // of the duty that should be done, only what may be.
  bool meeting_ahead = (c.stage == Stage::awaiting_meeting || (c.voluntary && c.booked)) &&
                       !view.next_steps.empty() && view.next_steps.front() != Step::record_attendance;
  bool suspended = c.dialogue.suspended() && duty_runs(c.stage);
  if (!steps.empty() && !meeting_ahead && !suspended) {
    main_step = steps.front();
    steps.erase(steps.begin());
  }
  // Where nothing is left of the duty itself, the case waits for what its deadline is about.
  auto awaited = view.deadline ? entry_for(view.deadline->kind) : std::string_view();
  bool may = std::find(view.entries.begin(), view.entries.end(), awaited) != view.entries.end();
  if (main_step.is_bool() && !meeting_ahead && may) {
    main_step = json::object{
        {"href", entry_path(c.id, awaited)}, {"label", words.of("entry_link", awaited)}, {"is_post", false}};
  }
  auto cards = entry_cards(words, view);
  auto hints = query_hints(words, view);
  bool any_steps = !steps.empty();
  bool any_hints = !hints.empty();
  FieldsAt fields{true, path_of(c.id, Step::state_facts)};
  const auto& officer = c.message->contact_officer;
  return {
      {"head", case_head_view(words, view, now)},
      {"main_step", std::move(main_step)},
      {"steps", any_steps ? json::value(json::object{{"list", std::move(steps)}}) : json::value(false)},
      {"hints", any_hints ? json::value(json::object{{"list", std::move(hints)}, {"officer", officer.name}})
                          : json::value(false)},
      {"duty", outreach_and_attempts(words, c)},
      {"no_show", after_no_show(words, view)},
      {"person", person_view(words, view)},
      {"basis", c.voluntary ? json::value(false) : json::value(basis_view(words, view))},
      {"facts",
       c.voluntary ? json::value(false) : json::value(json::object{{"list", facts_view(words, c.facts)}})},
      {"facts_href", path_of(c.id, Step::state_facts)},
      {"reaction", c.voluntary ? json::value(false) : answer_or_none(words, view.answers.reaction, fields)},
      {"other_version", !view.decided_by_its_own},
      {"told", c.voluntary             ? words("stage_explained.voluntary")
               : view.answers.feedback ? told_to_police(words, *view.answers.feedback)
                                       : words("answer.feedback_not_stated")},
      {"child_welfare", child_welfare_view(words, view)},
      {"same_person", same_person(words, view)},
      {"entry_cards", std::move(cards.cards)},
      {"other_entries", std::move(cards.other)},
      {"letters", letters_view(words, view)},
      {"timeline", timeline_view(words, view)},
      {"clock", clock_view(words, view.clock)},
      {"accesses", accesses_view(words, view)},
      {"policy",
       json::object{
           {"name", c.policy.name}, {"version", c.policy.version}, {"hash", c.policy.hash.substr(0, 12)}}}};
}

}  // namespace moteplass::web
