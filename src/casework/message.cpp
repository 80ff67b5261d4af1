#include "casework/message.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "casework/message_reader.h"
#include "casework/words.h"

namespace moteplass::casework {
namespace {

constexpr std::size_t most_guardians = 4;
constexpr std::size_t most_conditions = 10;
constexpr std::string_view lower_case_name = "abcdefghijklmnopqrstuvwxyz0123456789-";
constexpr std::string_view digits = "0123456789";

bool only(std::string_view text, std::string_view allowed) {
  return text.find_first_not_of(allowed) == std::string_view::npos;
}

bool is_visible_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
}

bool is_email(std::string_view text) {
  auto at = text.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() && text.rfind('@') == at &&
         text.find(' ') == std::string_view::npos;
}

// One object of a message. What only a sender can get wrong (patterns, dates out of bounds) is not checked in
// what our own store gives back, so that a stricter rule tomorrow does not make yesterday's events
// unreadable.
class Part {
 public:
  Part(const json::value& value, std::string path, std::vector<FieldFault>& faults, std::optional<Date> today)
      : reader_(value, path, faults), path_(std::move(path)), faults_(faults), today_(today) {}

  bool is_sent() const { return today_.has_value(); }
  Date today() const { return *today_; }
  ObjectReader& reader() { return reader_; }
  void fault(std::string_view name, FaultKind kind, std::string expected) {
    reader_.fault(name, kind, std::move(expected));
  }

  std::optional<std::string> line(std::string_view name, Presence presence, std::size_t longest = 200) {
    auto text = reader_.text(name, presence, longest);
    if (text && is_sent() && text->find('\n') != std::string::npos) {
      fault(name, FaultKind::bad_format, "a text of one line");
      return std::nullopt;
    }
    return text;
  }
  // A line that must satisfy `holds`; `expected` says what it should look like.
  template <class Holds>
  std::optional<std::string> line(std::string_view name, Presence presence, std::size_t longest, Holds holds,
                                  std::string expected) {
    auto text = line(name, presence, longest);
    if (text && is_sent() && !holds(*text)) {
      fault(name, FaultKind::bad_format, std::move(expected));
      return std::nullopt;
    }
    return text;
  }
  std::optional<std::string> phone(std::string_view name) {
    return line(
        name, Presence::optional, 30,
        [](std::string_view text) {
          return only(text, "0123456789 +") && text.find_first_of(digits) != std::string_view::npos;
        },
        "a telephone number of digits, spaces and +");
  }
  std::optional<std::string> four_digits(std::string_view name, Presence presence, std::string expected) {
    return line(
        name, presence, 20, [](std::string_view text) { return text.size() == 4 && only(text, digits); },
        std::move(expected));
  }
  std::optional<Date> date(std::string_view name, Presence presence) {
    auto text = reader_.text(name, presence, 20);
    if (!text) return std::nullopt;
    auto date = parse_date(*text);
    if (!date) fault(name, FaultKind::bad_format, "a date such as 2026-03-14, from 1900");
    return date;
  }
  // The later of two days; equal days are allowed.
  void in_order(std::string_view name, std::optional<Date> earlier, std::optional<Date> later,
                std::string expected) {
    if (is_sent() && earlier && later && *later < *earlier) {
      fault(name, FaultKind::out_of_range, std::move(expected));
    }
  }
  Part part(std::string_view name, const json::value& value) {
    return Part(value, reader_.path_of(name), faults_, today_);
  }
  // Reads each entry of a list that may be absent.
  template <class Read>
  auto list(std::string_view name, std::size_t most, Read read) {
    std::vector<decltype(read(std::declval<Part>()))> entries;
    const json::array* array = reader_.array(name, Presence::optional, most);
    if (array == nullptr) return entries;
    for (std::size_t i = 0; i < array->size(); ++i) {
      entries.push_back(
          read(Part((*array)[i], fmt::format("{}[{}]", reader_.path_of(name), i), faults_, today_)));
    }
    return entries;
  }
  void done() { reader_.refuse_unknown(); }

 private:
  ObjectReader reader_;
  std::string path_;
  std::vector<FieldFault>& faults_;
  std::optional<Date> today_;
};

// What is wrong with the number, never the number itself: faults are sent, logged and shown.
std::optional<IdentityNumber> identity_number(Part& part) {
  auto text = part.reader().text("identity_number", Presence::optional, 20);
  if (!text) return std::nullopt;
  auto number = IdentityNumber::parse(*text);
  if (number) return *number;
  switch (number.error()) {
    case IdentityNumberFault::not_eleven_digits:
      part.fault("identity_number", FaultKind::bad_format, "eleven digits");
      break;
    case IdentityNumberFault::no_such_date:
      part.fault("identity_number", FaultKind::bad_format,
                 "eleven digits that begin with a date that exists");
      break;
    case IdentityNumberFault::bad_checksum:
      part.fault("identity_number", FaultKind::bad_checksum, "an identity number whose check digits agree");
      break;
  }
  return std::nullopt;
}

std::optional<std::string> postal_code(Part& part) {
  return part.four_digits("postal_code", Presence::optional, "a postal code of four digits");
}

Person person_from(Part part) {
  Person person;
  person.name = part.line("name", Presence::required).value_or("");
  person.identity_number = identity_number(part);
  person.birth_date = part.date("birth_date", Presence::optional);
  if (part.is_sent() && person.birth_date && *person.birth_date > part.today()) {
    part.fault("birth_date", FaultKind::out_of_range, "a date from 1900-01-01 to today");
  }
  person.street = part.line("street", Presence::optional);
  person.postal_code = postal_code(part);
  person.place = part.line("place", Presence::optional, 100);
  if (auto text = part.reader().text("protection", Presence::optional, 20)) {
    auto protection = protection_from(*text);
    // Absence says none, so that no system sends "none" for what it does not know.
    if (protection && *protection != Protection::none) {
      person.protection = *protection;
    } else {
      part.fault("protection", FaultKind::not_allowed, "code_6 or code_7, or absent");
    }
  }
  person.phone = part.phone("phone");
  person.language = part.line(
      "language", Presence::optional, 20,
      [](std::string_view text) { return text.size() == 2 && only(text, "abcdefghijklmnopqrstuvwxyz"); },
      "a language code of two lower-case letters (ISO 639-1)");
  if (auto text = part.reader().text("sex", Presence::optional, 20)) {
    person.sex = sex_from(*text);
    if (!person.sex) part.fault("sex", FaultKind::not_allowed, "female or male, or absent");
  }
  part.done();
  return person;
}

Guardian guardian_from(Part part) {
  Guardian guardian;
  guardian.name = part.line("name", Presence::required).value_or("");
  guardian.relation = part.line("relation", Presence::optional, 60);
  guardian.street = part.line("street", Presence::optional);
  guardian.postal_code = postal_code(part);
  guardian.place = part.line("place", Presence::optional, 100);
  guardian.phone = part.phone("phone");
  part.done();
  return guardian;
}

Basis basis_from(Part part) {
  Basis basis{};
  if (auto text = part.reader().text("reaction", Presence::required, 60)) {
    if (auto reaction = policy::reaction_from(*text)) {
      basis.reaction = *reaction;
    } else {
      part.fault("reaction", FaultKind::not_allowed,
                 "a reaction, such as condition_to_attend or duty_to_attend");
    }
  }
  basis.legal_basis = part.line("legal_basis", Presence::required).value_or("");
  auto decided_on = part.date("decided_on", Presence::required);
  // Before 2000 nobody was sent to a unit; a year typed wrongly is the likelier explanation.
  auto earliest = Date{std::chrono::year(2000), std::chrono::January, std::chrono::day(1)};
  if (part.is_sent() && decided_on && (*decided_on < earliest || *decided_on > part.today())) {
    part.fault("decided_on", FaultKind::out_of_range, "a date from 2000-01-01 to today");
  }
  basis.decided_on = decided_on.value_or(earliest);
  basis.final_on = part.date("final_on", Presence::optional);
  part.in_order("final_on", decided_on, basis.final_on, "a date on or after decided_on");
  basis.probation_ends_on = part.date("probation_ends_on", Presence::optional);
  part.in_order("probation_ends_on", decided_on, basis.probation_ends_on, "a date on or after decided_on");
  basis.own_use = part.reader().boolean("own_use", Presence::optional).value_or(false);
  part.done();
  return basis;
}

Condition condition_from(Part part) {
  Condition condition{};
  if (auto text = part.reader().text("kind", Presence::required, 60)) {
    if (auto kind = condition_kind_from(*text)) {
      condition.kind = *kind;
    } else {
      part.fault("kind", FaultKind::not_allowed, "attendance or drug_test");
    }
  }
  condition.count = part.reader().whole_number("count", Presence::optional, 1, 20);
  condition.frequency = part.line("frequency", Presence::optional);
  condition.from = part.date("from", Presence::optional);
  condition.to = part.date("to", Presence::optional);
  part.in_order("to", condition.from, condition.to, "a date on or after from");
  part.done();
  return condition;
}

ContactOfficer contact_officer_from(Part part) {
  ContactOfficer officer;
  officer.name = part.line("name", Presence::required).value_or("");
  officer.phone = part.phone("phone");
  officer.email = part.line("email", Presence::optional, 254, is_email, "an e-mail address with one @");
  part.done();
  return officer;
}

Result<Message, std::vector<FieldFault>> read(const json::value& value, std::string path,
                                              std::optional<Date> today) {
  std::vector<FieldFault> faults;
  Part part(value, std::move(path), faults, today);
  Message message;
  if (!value.is_object()) return failure(std::move(faults));
  message.sender = part.line(
                           "sender", Presence::required, 40,
                           [](std::string_view text) { return only(text, lower_case_name); },
                           "a short name of lower-case letters, digits and hyphens")
                       .value_or("");
  message.message_id =
      part.line("message_id", Presence::required, 100, is_visible_ascii, "visible ASCII characters")
          .value_or("");
  message.case_number = part.line("case_number", Presence::required, 60).value_or("");
  message.municipality =
      part.four_digits("municipality", Presence::required, "a municipality number of four digits")
          .value_or("");
  message.policy = part.line(
      "policy", Presence::optional, 60,
      [](std::string_view text) { return only(text, "abcdefghijklmnopqrstuvwxyz0123456789-_"); },
      "the name of a policy model");
  if (const json::value* person = part.reader().object("person", Presence::required)) {
    message.person = person_from(part.part("person", *person));
  }
  message.guardians = part.list("guardians", most_guardians, guardian_from);
  if (const json::value* basis = part.reader().object("basis", Presence::required)) {
    message.basis = basis_from(part.part("basis", *basis));
  }
  message.conditions = part.list("conditions", most_conditions, condition_from);
  if (const json::value* officer = part.reader().object("contact_officer", Presence::required)) {
    message.contact_officer = contact_officer_from(part.part("contact_officer", *officer));
  }
  if (const json::value* facts = part.reader().object("facts", Presence::optional)) {
    auto read_facts = policy::facts_from_json(*facts, part.reader().path_of("facts"));
    if (!read_facts) {
      faults.insert(faults.end(), read_facts.error().begin(), read_facts.error().end());
    } else if (to_text(to_json(*read_facts)) != to_text(to_json(facts_for_message(*read_facts)))) {
      part.reader().fault("facts", FaultKind::not_allowed,
                          "no encounter.overdose, encounter.affects_children, person.accepts_help or "
                          "history.breaches");
    } else {
      message.facts = std::move(*read_facts);
    }
  }
  part.done();
  if (!faults.empty()) return failure(std::move(faults));
  return message;
}

void put(json::object& object, std::string_view name, const std::optional<std::string>& text) {
  if (text) object[name] = *text;
}
void put(json::object& object, std::string_view name, const std::optional<Date>& date) {
  if (date) object[name] = to_string(*date);
}

json::object to_json(const Person& person) {
  json::object object{{"name", person.name}};
  if (person.identity_number) object["identity_number"] = person.identity_number->digits();
  put(object, "birth_date", person.birth_date);
  put(object, "street", person.street);
  put(object, "postal_code", person.postal_code);
  put(object, "place", person.place);
  if (person.protection != Protection::none) object["protection"] = word(person.protection);
  put(object, "phone", person.phone);
  put(object, "language", person.language);
  if (person.sex) object["sex"] = word(*person.sex);
  return object;
}

json::object to_json(const Guardian& guardian) {
  json::object object{{"name", guardian.name}};
  put(object, "relation", guardian.relation);
  put(object, "street", guardian.street);
  put(object, "postal_code", guardian.postal_code);
  put(object, "place", guardian.place);
  put(object, "phone", guardian.phone);
  return object;
}

json::object to_json(const Basis& basis) {
  json::object object{{"reaction", policy::word(basis.reaction)},
                      {"legal_basis", basis.legal_basis},
                      {"decided_on", to_string(basis.decided_on)}};
  put(object, "final_on", basis.final_on);
  put(object, "probation_ends_on", basis.probation_ends_on);
  object["own_use"] = basis.own_use;
  return object;
}

json::object to_json(const Condition& condition) {
  json::object object{{"kind", word(condition.kind)}};
  if (condition.count) object["count"] = *condition.count;
  put(object, "frequency", condition.frequency);
  put(object, "from", condition.from);
  put(object, "to", condition.to);
  return object;
}

json::object to_json(const ContactOfficer& officer) {
  json::object object{{"name", officer.name}};
  put(object, "phone", officer.phone);
  put(object, "email", officer.email);
  return object;
}

}  // namespace

Message without_addresses(Message message) {
  message.person.street.reset();
  message.person.postal_code.reset();
  message.person.place.reset();
  for (Guardian& guardian : message.guardians) {
    guardian.street.reset();
    guardian.postal_code.reset();
    guardian.place.reset();
  }
  if (message.facts) message.facts->person.residence.reset();
  return message;
}

policy::Facts facts_for_message(policy::Facts facts) {
  facts.encounter.overdose.reset();
  facts.encounter.affects_children.reset();
  facts.person.accepts_help.reset();
  facts.history.breaches.reset();
  return facts;
}

Result<Message, std::vector<FieldFault>> message_from_json(const json::value& value, Date today) {
  return read(value, "", today);
}

Result<Message, std::vector<FieldFault>> stored_message_from_json(const json::value& value,
                                                                  std::string path) {
  return read(value, std::move(path), std::nullopt);
}

json::value to_json(const Message& message) {
  json::object object{{"sender", message.sender},
                      {"message_id", message.message_id},
                      {"case_number", message.case_number},
                      {"municipality", message.municipality}};
  put(object, "policy", message.policy);
  object["person"] = to_json(message.person);
  json::array guardians;
  for (const Guardian& guardian : message.guardians) guardians.push_back(to_json(guardian));
  object["guardians"] = std::move(guardians);
  object["basis"] = to_json(message.basis);
  json::array conditions;
  for (const Condition& condition : message.conditions) conditions.push_back(to_json(condition));
  object["conditions"] = std::move(conditions);
  object["contact_officer"] = to_json(message.contact_officer);
  if (message.facts) object["facts"] = policy::to_json(*message.facts);
  return object;
}

}  // namespace moteplass::casework
