#include "web/guardian_form.h"

#include <fmt/format.h>

#include "casework/words.h"

namespace moteplass::web {
namespace {

using namespace casework;

template <class Choice>
std::vector<Option> options_to(Words words, std::string_view group, Choice last) {
  std::vector<Option> options;
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    auto name = word(static_cast<Choice>(i));
    auto hint = fmt::format("{}_explained.{}", group, name);
    options.push_back({std::string(name), words.of(group, name), words.has(hint) ? words(hint) : ""});
  }
  return options;
}

std::optional<policy::SummonsAnswer> terms_of(const app::CaseView& view) {
  if (!view.answers.summons) return std::nullopt;
  return policy::summons_answer(*view.answers.summons);
}

bool guardian_is_called(const app::CaseView& view) {
  auto terms = terms_of(view);
  return terms && terms->guardian == policy::GuardianRule::called;
}

constexpr std::string_view fields_of_the_plan[] = {
    "plan.heard",           "plan.wish",         "plan.wish_with",        "plan.handling",     "plan.reason",
    "plan.reason_in_words", "plan.trusted_name", "plan.trusted_relation", "plan.trusted_phone"};

TrustedPerson trusted_person_from(FormReader& reader) {
  TrustedPerson person;
  person.name = reader.text("plan.trusted_name", Presence::required, 100).value_or("");
  person.relation = reader.text("plan.trusted_relation", Presence::optional, 60);
  person.phone = reader.text("plan.trusted_phone", Presence::optional, 30);
  return person;
}

json::object line(std::string label, std::string value) {
  return {{"label", std::move(label)}, {"value", std::move(value)}};
}

std::string names_of(Words words, const Message& message) {
  std::vector<std::string> names;
  for (const auto& guardian : message.guardians) names.push_back(guardian.name);
  return names.empty() ? words("told.guardians") : words.list(names);
}

std::string in_words(const TrustedPerson& person) {
  std::string text = person.name;
  if (person.relation) text += fmt::format(" ({})", *person.relation);
  if (person.phone) text += fmt::format(", {}", *person.phone);
  return text;
}

}  // namespace

std::optional<GuardianPlan> guardian_plan_from_form(FormReader& reader) {
  for (auto name : fields_of_the_plan) reader.know(name);
  GuardianPlan plan;
  auto heard = reader.choice("plan.heard", Presence::required, child_heard_from);
  if (heard == ChildHeard::heard) {
    plan.wish = reader.choice("plan.wish", Presence::required, contact_wish_from);
    if (plan.wish == ContactWish::together_with_someone) {
      plan.wish_with = reader.text("plan.wish_with", Presence::required, 100);
    }
  }
  auto handling = reader.choice("plan.handling", Presence::required, guardian_handling_from);
  if (handling && *handling != GuardianHandling::as_policy) {
    plan.reason = reader.choice("plan.reason", Presence::required, guardian_reason_from);
    bool own_words = plan.reason == GuardianReason::other;
    plan.reason_in_words =
        reader.text("plan.reason_in_words", own_words ? Presence::required : Presence::optional, 500);
  }
  if (handling == GuardianHandling::trusted_person_instead) plan.trusted_person = trusted_person_from(reader);
  if (!heard || !handling || !reader.is_good()) return std::nullopt;
  plan.heard = *heard;
  plan.handling = *handling;
  return plan;
}

http::Parameters form_of(const GuardianPlan& plan) {
  http::Parameters form{{"plan.heard", std::string(word(plan.heard))},
                        {"plan.handling", std::string(word(plan.handling))},
                        {"plan.reason_in_words", plan.reason_in_words.value_or("")},
                        {"plan.wish_with", plan.wish_with.value_or("")}};
  if (plan.wish) form.add("plan.wish", std::string(word(*plan.wish)));
  if (plan.reason) form.add("plan.reason", std::string(word(*plan.reason)));
  if (plan.trusted_person) {
    form.add("plan.trusted_name", plan.trusted_person->name);
    form.add("plan.trusted_relation", plan.trusted_person->relation.value_or(""));
    form.add("plan.trusted_phone", plan.trusted_person->phone.value_or(""));
  }
  return form;
}

json::object guardian_form_view(Words words, const app::CaseView& view, FormView& form) {
  auto required = Presence::required;
  auto terms = terms_of(view);
  bool may_replace = terms && terms->trusted_person_instead == true;
  std::vector<Option> handlings;
  for (auto handling : {GuardianHandling::as_policy, GuardianHandling::trusted_person_instead,
                        GuardianHandling::not_contacted}) {
    if (handling == GuardianHandling::trusted_person_instead && !may_replace) continue;
    auto name = word(handling);
    auto hint = fmt::format("guardian_handling_explained.{}", name);
    std::string key = fmt::format("guardian_handling.{}", name);
    // Where the policy calls no guardian, "as the policy says" is that the young person may bring one.
    if (handling == GuardianHandling::as_policy && !guardian_is_called(view)) key = "told.not_called_by_rule";
    handlings.push_back({std::string(name), words(key), words.has(hint) ? words(hint) : ""});
  }
  auto fields = by_key(
      {form.radios("plan.heard", required, options_to(words, "child_heard", ChildHeard::not_yet)),
       form.radios("plan.wish", required, options_to(words, "contact_wish", ContactWish::no_wish)),
       form.text("plan.wish_with", required, {.width = "medium"}),
       form.radios("plan.handling", required, handlings),
       form.radios("plan.reason", required, options_to(words, "guardian_reason", GuardianReason::other)),
       form.text("plan.reason_in_words", Presence::optional, {.width = "long"}),
       form.text("plan.trusted_name", required, {.width = "medium"}),
       form.text("plan.trusted_relation", Presence::optional, {.width = "medium"}),
       form.text("plan.trusted_phone", Presence::optional, {.type = "tel", .width = "short"})});
  return {{"fields", std::move(fields)}, {"may_replace", may_replace}};
}

std::string in_words(Words words, const GuardianPlan& plan) {
  auto text = words.of("guardian_handling", word(plan.handling));
  if (plan.trusted_person) text += ": " + in_words(*plan.trusted_person);
  text += ".";
  if (plan.reason) text += " " + words.of("guardian_reason", word(*plan.reason)) + ".";
  if (plan.reason_in_words) text += " " + *plan.reason_in_words;
  return text;
}

json::array guardian_plan_lines(Words words, const Case& c) {
  json::array lines;
  if (!c.guardian_plan) return lines;
  const auto& plan = *c.guardian_plan;
  lines.push_back(line(words("person.guardian_handling"), in_words(words, plan)));
  auto heard = words.of("child_heard", word(plan.heard));
  if (plan.wish) heard += ". " + words.of("contact_wish", word(*plan.wish));
  if (plan.wish_with) heard += ": " + *plan.wish_with;
  lines.push_back(line(words("person.child_heard"), heard + "."));
  return lines;
}

json::array who_gets_what(Words words, const app::CaseView& view, Date today) {
  json::array rows;
  const Case& c = view.c;
  if (is_minor(c, today) != true) return rows;
  auto add = [&rows](std::string who, std::string what) {
    rows.push_back(json::object{{"who", std::move(who)}, {"what", std::move(what)}});
  };
  const auto& message = *c.message;
  bool by_hand = (c.guardian_plan && goes_by_hand(*c.guardian_plan)) || !message.person.street;
  add(message.person.name, words(by_hand ? "told.letter_by_hand" : "told.letter_by_post"));
  auto handling = c.guardian_plan ? c.guardian_plan->handling : GuardianHandling::as_policy;
  switch (handling) {
    case GuardianHandling::as_policy: {
      bool called = guardian_is_called(view);
      bool letter = !c.guardian_plan || guardian_gets_letter(*c.guardian_plan);
      std::string what = words(!called ? "told.nothing" : letter ? "told.own_letter" : "told.no_letter");
      if (called && c.guardian_plan && c.guardian_plan->wish) {
        what += " " + words.of("told_wish", word(*c.guardian_plan->wish));
        if (c.guardian_plan->wish_with) what += " " + *c.guardian_plan->wish_with + ".";
      }
      add(names_of(words, message), std::move(what));
      break;
    }
    case GuardianHandling::trusted_person_instead:
      add(in_words(c.guardian_plan->trusted_person.value_or(TrustedPerson{})), words("told.trusted_person"));
      add(names_of(words, message), words("told.nothing"));
      break;
    case GuardianHandling::not_contacted:
      add(names_of(words, message), words("told.nothing"));
      break;
  }
  return rows;
}

bool waits_for_plan(const app::CaseView& view, Date today) {
  return guardian_is_called(view) && is_minor(view.c, today) != false && !view.c.guardian_plan;
}

}  // namespace moteplass::web
