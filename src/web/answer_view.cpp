#include "web/answer_view.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "web/facts_form.h"

namespace moteplass::web {
namespace {

using policy::Answer;
using policy::Question;
using policy::Status;

// "4.50" as a Norwegian reads it.
std::string number_in_words(Words words, std::string text) {
  if (words.language() != texts::Language::en) std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

std::string plain(const json::value& value) {
  if (value.is_string()) return std::string(value.get_string());
  if (value.is_int64()) return std::to_string(value.get_int64());
  if (value.is_uint64()) return std::to_string(value.get_uint64());
  if (value.is_double()) return fmt::format("{}", value.get_double());
  return {};
}

std::string substance_in_words(Words words, const json::object& found) {
  auto member = [&found](std::string_view name) {
    auto value = found.if_contains(name);
    return value != nullptr ? plain(*value) : std::string();
  };
  auto substance = member("substance");
  auto name = substance.empty() ? words("facts.unknown_substance") : words.of("substance", substance);
  if (auto form = member("form"); !form.empty()) name += ", " + words.of("substance_form", form);
  auto amount = member("amount");
  if (amount.empty()) return words("facts.substance_without_amount", {{"substance", name}});
  auto unit = member("unit");
  return words("facts.substance_with_amount",
               {{"substance", name},
                {"amount", number_in_words(words, amount)},
                {"unit", unit.empty() ? words("facts.unknown_unit") : words.of("unit", unit)}});
}

// The group of texts that names a fact's words; empty for numbers, dates and free text.
std::string_view group_of(std::string_view key) {
  if (key == "encounter_acts") return "act";
  if (key == "person_addiction") return "addiction";
  if (key == "encounter_substances_substance") return "substance";
  if (key == "encounter_substances_unit") return "unit";
  if (key == "encounter_substances_form") return "substance_form";
  return {};
}

json::object line(std::string label, std::string value) {
  return {
      {"label", std::move(label)}, {"value", std::move(value)}, {"is_list", false}, {"items", json::array{}}};
}

json::object line(std::string label, const std::vector<std::string>& items) {
  json::array list;
  for (const auto& item : items) list.emplace_back(item);
  return {{"label", std::move(label)}, {"value", ""}, {"is_list", true}, {"items", std::move(list)}};
}

std::string or_open(Words words, const std::optional<std::string>& text) {
  return text ? *text : words("answer.not_stated_part");
}

std::string days_or_open(Words words, std::optional<std::int64_t> days) {
  return days ? texts::days_in_words(words.language(), *days) : words("answer.not_stated_part");
}

json::array reaction_lines(Words words, const policy::ReactionAnswer& view) {
  json::array lines;
  lines.push_back(line(words("answer.decided_by"), or_open(words, view.decided_by)));
  lines.push_back(line(words("answer.legal_basis"), or_open(words, view.legal_basis)));
  if (policy::is_attendance(view.reaction)) {
    lines.push_back(line(words("answer.meetings_required"),
                         view.meetings_required ? words.count("answer.meetings", *view.meetings_required)
                                                : words("answer.not_stated_part")));
  }
  return lines;
}

json::array summons_lines(Words words, const policy::SummonsAnswer& view) {
  json::array lines;
  auto guardian = words("answer.not_stated_part");
  if (view.guardian) {
    guardian = *view.guardian == policy::GuardianRule::called ? words("answer.guardian_called")
                                                              : words("answer.guardian_not_called");
  }
  lines.push_back(line(words("answer.guardian"), guardian));
  if (view.trusted_person_instead) {
    lines.push_back(line(words("answer.trusted_person"), *view.trusted_person_instead
                                                             ? words("answer.trusted_person_yes")
                                                             : words("answer.trusted_person_no")));
  }
  if (!view.compulsory.empty()) lines.push_back(line(words("answer.compulsory"), view.compulsory));
  if (!view.voluntary.empty()) lines.push_back(line(words("answer.voluntary"), view.voluntary));
  if (!view.team.empty()) lines.push_back(line(words("answer.team"), view.team));
  lines.push_back(line(words("answer.notice"), days_or_open(words, view.notice_days)));
  return lines;
}

json::array no_show_lines(Words words, const policy::NoShowAnswer& view) {
  std::vector<std::string> steps;
  for (auto step : view.steps) steps.push_back(words.of("no_show_step", policy::word(step)));
  json::array lines;
  if (!steps.empty()) lines.push_back(line(words("answer.no_show_steps"), steps));
  lines.push_back(line(words("answer.consequence"), or_open(words, view.consequence)));
  return lines;
}

json::array feedback_lines(Words words, const policy::FeedbackAnswer& view) {
  json::array lines;
  lines.push_back(
      line(words("answer.police_told"), view.scope ? words.of("feedback_scope", policy::word(*view.scope))
                                                   : words("answer.not_stated_part")));
  lines.push_back(line(words("answer.tests_reported"),
                       view.tests_reported ? words(*view.tests_reported ? "common.yes" : "common.no")
                                           : words("answer.not_stated_part")));
  return lines;
}

json::array deadline_lines(Words words, const policy::DeadlinesAnswer& view) {
  json::array lines;
  lines.push_back(line(words("answer.summons_days"), days_or_open(words, view.summons_days)));
  lines.push_back(line(words("answer.meeting_days"), days_or_open(words, view.meeting_days)));
  lines.push_back(line(words("answer.feedback_days"), days_or_open(words, view.feedback_days)));
  lines.push_back(line(words("answer.complaint_days"), days_or_open(words, view.complaint_days)));
  lines.push_back(line(words("answer.complaint_route"), or_open(words, view.complaint_route)));
  return lines;
}

std::string needs_href(const FieldsAt& fields, std::string_view path) {
  auto field = field_of_path(path);
  if (!fields.exist || field.empty()) return "";
  return fmt::format("{}#f-{}", fields.path, field);
}

}  // namespace

std::string fact_label(Words words, std::string_view path) {
  auto key = fmt::format("fact.{}", fact_key(path));
  return words.has(key) ? words(key) : std::string(path);
}

std::string fact_value(Words words, std::string_view path, const json::value& value) {
  auto key = fact_key(path);
  if (value.is_null()) return words("common.unknown");
  if (value.is_bool()) return words(value.get_bool() ? "common.yes" : "common.no");
  if (value.is_array()) {
    std::vector<std::string> items;
    for (const auto& item : value.get_array()) items.push_back(fact_value(words, path, item));
    return items.empty() ? words("facts.none_found") : words.list(items);
  }
  if (value.is_object()) return substance_in_words(words, value.get_object());
  if (value.is_string()) {
    std::string text(value.get_string());
    auto group = group_of(key);
    if (!group.empty() && words.has(fmt::format("{}.{}", group, text))) return words.of(group, text);
    if (key == "encounter_date") {
      if (auto date = parse_date(text)) return words.date(*date);
    }
    return key.ends_with("amount") ? number_in_words(words, text) : text;
  }
  auto number = number_in_words(words, plain(value));
  if (key == "person_age") return words("facts.years", {{"age", number}});
  return number;
}

std::string headline(Words words, const Answer& answer) {
  if (answer.status == Status::undecided) return words("answer.undecided");
  if (answer.status == Status::not_stated) return words("answer.not_stated");
  if (auto view = policy::reaction_answer(answer)) return words.of("reaction", policy::word(view->reaction));
  return {};  // the other questions have no one word for their answer
}

json::array consequences(Words words, const Answer& answer) {
  if (auto view = policy::reaction_answer(answer)) return reaction_lines(words, *view);
  if (auto view = policy::summons_answer(answer)) return summons_lines(words, *view);
  if (auto view = policy::no_show_answer(answer)) return no_show_lines(words, *view);
  if (auto view = policy::feedback_answer(answer)) return feedback_lines(words, *view);
  if (auto view = policy::deadlines_answer(answer)) return deadline_lines(words, *view);
  return {};
}

json::object answer_view(Words words, const Answer& answer, const FieldsAt& fields) {
  json::array reasons;
  for (const auto& reason : answer.because) {
    json::array facts;
    for (const auto& [path, value] : reason.facts) {
      facts.push_back(
          json::object{{"label", fact_label(words, path)}, {"value", fact_value(words, path, value)}});
    }
    bool any = !facts.empty();
    reasons.push_back(json::object{
        {"rule", reason.rule}, {"source", reason.source}, {"has_facts", any}, {"facts", std::move(facts)}});
  }
  json::array needs;
  for (const auto& path : answer.needs) {
    needs.push_back(json::object{{"label", fact_label(words, path)}, {"href", needs_href(fields, path)}});
  }
  auto reaction = policy::reaction_answer(answer);
  bool any_reasons = !reasons.empty();
  bool any_needs = !needs.empty();
  return {
      {"status", policy::word(answer.status)},
      {"is_decided", answer.status == Status::decided},
      {"is_undecided", answer.status == Status::undecided},
      {"is_not_stated", answer.status == Status::not_stated},
      {"headline", headline(words, answer)},
      {"explanation",
       reaction ? words.of("reaction_explained", policy::word(reaction->reaction)) : std::string()},
      {"lines", json::object{{"list", consequences(words, answer)}}},
      {"reasons", any_reasons ? json::value(json::object{{"list", std::move(reasons)}}) : json::value(false)},
      {"needs", any_needs ? json::value(json::object{{"list", std::move(needs)}}) : json::value(false)},
      {"policy_name", answer.policy.name},
      {"policy_version", answer.policy.version}};
}

json::array facts_view(Words words, const policy::Facts& facts) {
  static constexpr std::array paths{"encounter.date",
                                    "encounter.municipality",
                                    "encounter.near_school",
                                    "encounter.acts",
                                    "encounter.substances",
                                    "encounter.intent_to_sell",
                                    "encounter.other_offences",
                                    "person.age",
                                    "person.residence",
                                    "person.addiction",
                                    "history.orders",
                                    "history.no_shows",
                                    "encounter.affects_children",
                                    "encounter.overdose",
                                    "person.accepts_help",
                                    "history.breaches"};
  auto known = policy::to_json(facts);
  json::array lines;
  for (std::string_view path : paths) {
    auto dot = path.find('.');
    auto part = known.as_object().if_contains(path.substr(0, dot));
    auto value =
        part != nullptr && part->is_object() ? part->get_object().if_contains(path.substr(dot + 1)) : nullptr;
    lines.push_back(
        json::object{{"label", fact_label(words, path)},
                     {"value", value != nullptr ? fact_value(words, path, *value) : words("common.unknown")},
                     {"known", value != nullptr}});
  }
  return lines;
}

std::string told_to_police(Words words, const Answer& feedback) {
  if (auto view = policy::feedback_answer(feedback); view && view->scope) {
    return words.of("feedback_scope", policy::word(*view->scope));
  }
  return words(feedback.status == Status::undecided ? "answer.feedback_undecided"
                                                    : "answer.feedback_not_stated");
}

}  // namespace moteplass::web
