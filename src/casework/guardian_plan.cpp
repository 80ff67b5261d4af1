#include "casework/guardian_plan.h"

#include "casework/words.h"

namespace moteplass::casework {
namespace {

// A line or nothing: a line break would let a name pose as more than one line of a letter.
std::optional<std::string> line(ObjectReader& reader, std::string_view name, Presence presence,
                                std::size_t longest) {
  auto text = reader.text(name, presence, longest);
  if (text && text->find('\n') != std::string::npos) {
    reader.fault(name, FaultKind::bad_format, "a text of one line");
    return std::nullopt;
  }
  return text;
}

template <class Choice>
std::optional<Choice> choice(ObjectReader& reader, std::string_view name, Presence presence,
                             std::optional<Choice> (*from)(std::string_view)) {
  auto text = reader.text(name, presence, 60);
  if (!text) return std::nullopt;
  auto found = from(*text);
  if (!found) reader.fault(name, FaultKind::not_allowed, "a known word");
  return found;
}

TrustedPerson trusted_person_from(const json::value& value, std::string path,
                                  std::vector<FieldFault>& faults) {
  ObjectReader reader(value, std::move(path), faults);
  TrustedPerson person;
  person.name = line(reader, "name", Presence::required, 100).value_or("");
  person.relation = line(reader, "relation", Presence::optional, 60);
  person.phone = line(reader, "phone", Presence::optional, 30);
  reader.refuse_unknown();
  return person;
}

void put(json::object& object, std::string_view name, const std::optional<std::string>& text) {
  if (text) object[name] = *text;
}

}  // namespace

std::string_view word(GuardianHandling handling) {
  switch (handling) {
    case GuardianHandling::as_policy:
      return "as_policy";
    case GuardianHandling::trusted_person_instead:
      return "trusted_person_instead";
    case GuardianHandling::not_contacted:
      return "not_contacted";
  }
  return "";
}

std::string_view word(GuardianReason reason) {
  switch (reason) {
    case GuardianReason::endangers_child:
      return "endangers_child";
    case GuardianReason::not_safe_to_speak:
      return "not_safe_to_speak";
    case GuardianReason::not_reachable:
      return "not_reachable";
    case GuardianReason::other:
      return "other";
  }
  return "";
}

std::string_view word(ChildHeard heard) {
  switch (heard) {
    case ChildHeard::heard:
      return "heard";
    case ChildHeard::did_not_want_to_say:
      return "did_not_want_to_say";
    case ChildHeard::not_yet:
      return "not_yet";
  }
  return "";
}

std::string_view word(ContactWish wish) {
  switch (wish) {
    case ContactWish::in_their_presence:
      return "in_their_presence";
    case ContactWish::letter:
      return "letter";
    case ContactWish::phone:
      return "phone";
    case ContactWish::together_with_someone:
      return "together_with_someone";
    case ContactWish::no_contact:
      return "no_contact";
    case ContactWish::no_wish:
      return "no_wish";
  }
  return "";
}

bool goes_by_hand(const GuardianPlan& plan) {
  return plan.handling != GuardianHandling::as_policy && plan.reason != GuardianReason::not_reachable;
}

bool guardian_gets_letter(const GuardianPlan& plan) {
  if (plan.handling != GuardianHandling::as_policy) return false;
  switch (plan.wish.value_or(ContactWish::no_wish)) {
    case ContactWish::in_their_presence:
    case ContactWish::phone:
    case ContactWish::together_with_someone:
      return false;
    case ContactWish::letter:
    case ContactWish::no_contact:
    case ContactWish::no_wish:
      return true;
  }
  return true;
}

std::string_view what_does_not_fit(const GuardianPlan& plan) {
  bool left_out = plan.handling != GuardianHandling::as_policy;
  if (plan.reason.has_value() != left_out) return "reason";
  if (plan.reason_in_words && !left_out) return "reason_in_words";
  if (plan.reason == GuardianReason::other && !plan.reason_in_words) return "reason_in_words";
  bool instead = plan.handling == GuardianHandling::trusted_person_instead;
  if (plan.trusted_person.has_value() != instead) return "trusted_person";
  if (plan.trusted_person && plan.trusted_person->name.empty()) return "trusted_person.name";
  if (plan.wish.has_value() != (plan.heard == ChildHeard::heard)) return "wish";
  if (plan.wish_with.has_value() != (plan.wish == ContactWish::together_with_someone)) return "wish_with";
  return {};
}

Result<GuardianPlan, std::vector<FieldFault>> guardian_plan_from_json(const json::value& value,
                                                                      std::string path) {
  std::vector<FieldFault> faults;
  ObjectReader reader(value, path, faults);
  GuardianPlan plan;
  auto handling = choice(reader, "handling", Presence::required, guardian_handling_from);
  plan.reason = choice(reader, "reason", Presence::optional, guardian_reason_from);
  plan.reason_in_words = reader.text("reason_in_words", Presence::optional, 500);
  if (const json::value* person = reader.object("trusted_person", Presence::optional)) {
    plan.trusted_person = trusted_person_from(*person, reader.path_of("trusted_person"), faults);
  }
  auto heard = choice(reader, "heard", Presence::required, child_heard_from);
  plan.wish = choice(reader, "wish", Presence::optional, contact_wish_from);
  plan.wish_with = line(reader, "wish_with", Presence::optional, 100);
  reader.refuse_unknown();
  if (!faults.empty() || !handling || !heard) return failure(std::move(faults));
  plan.handling = *handling;
  plan.heard = *heard;
  return plan;
}

json::object to_json(const GuardianPlan& plan) {
  json::object object{{"handling", word(plan.handling)}};
  if (plan.reason) object["reason"] = word(*plan.reason);
  put(object, "reason_in_words", plan.reason_in_words);
  if (plan.trusted_person) {
    json::object person{{"name", plan.trusted_person->name}};
    put(person, "relation", plan.trusted_person->relation);
    put(person, "phone", plan.trusted_person->phone);
    object["trusted_person"] = std::move(person);
  }
  object["heard"] = word(plan.heard);
  if (plan.wish) object["wish"] = word(*plan.wish);
  put(object, "wish_with", plan.wish_with);
  return object;
}

}  // namespace moteplass::casework
