#include "web/message_form.h"

#include <array>

#include <fmt/format.h>

#include "casework/message.h"
#include "policy/facts.h"

namespace moteplass::web {
namespace {

// Members that are plain texts or dates in the message and plain fields in the form.
constexpr std::array plain_fields{"case_number",          "municipality",           "policy",
                                  "person.name",          "person.identity_number", "person.birth_date",
                                  "person.street",        "person.postal_code",     "person.place",
                                  "person.protection",    "person.phone",           "person.language",
                                  "person.sex",           "basis.reaction",         "basis.legal_basis",
                                  "basis.decided_on",     "basis.final_on",         "basis.probation_ends_on",
                                  "contact_officer.name", "contact_officer.phone",  "contact_officer.email"};
constexpr std::array guardian_fields{"name", "relation", "street", "postal_code", "place", "phone"};
constexpr std::array test_fields{"frequency", "from", "to"};

void put(json::object& message, std::string_view path, std::string value) {
  auto dot = path.find('.');
  if (dot == std::string_view::npos) {
    message[path] = std::move(value);
    return;
  }
  auto& part = message[path.substr(0, dot)];
  if (!part.is_object()) part = json::object{};
  part.as_object()[path.substr(dot + 1)] = std::move(value);
}

// Identity numbers are often written with a space after the date, telephone numbers keep theirs.
std::string without_spaces(std::string text) {
  std::erase(text, ' ');
  return text;
}

json::array conditions_of(FormReader& reader) {
  json::array conditions;
  if (auto count = reader.whole_number("attendance.count", Presence::optional, 1, 20)) {
    conditions.push_back(json::object{{"kind", "attendance"}, {"count", *count}});
  } else {
    conditions.push_back(json::object{{"kind", "attendance"}});
  }
  bool tests = reader.ticked("drug_test");
  json::object test{{"kind", "drug_test"}};
  for (auto field : test_fields) {
    auto name = fmt::format("drug_test.{}", field);
    if (auto value = reader.text(name, Presence::optional)) {
      test[field] = *value;
      if (!tests) reader.fault("drug_test", FaultKind::missing, "ticked, since its details are filled in");
    }
  }
  if (tests) conditions.push_back(std::move(test));
  return conditions;
}

}  // namespace

http::Parameters form_of(const MessageStart& start, std::string message_id, const app::User& officer,
                         Date today) {
  http::Parameters form{{"message_id", std::move(message_id)},
                        {"contact_officer.name", officer.name},
                        {"basis.decided_on", to_string(today)}};
  if (start.answer) {
    form.add("policy", start.answer->policy.name);
    if (auto view = policy::reaction_answer(*start.answer)) {
      form.add("basis.reaction", std::string(policy::word(view->reaction)));
      form.add("basis.legal_basis", view->legal_basis.value_or(""));
      form.add("attendance.count", std::to_string(view->meetings_required.value_or(1)));
    }
  }
  if (start.facts) {
    form.add("facts", to_text(policy::to_json(casework::facts_for_message(*start.facts))));
    form.add("municipality",
             start.facts->person.residence.value_or(start.facts->encounter.municipality.value_or("")));
  }
  return form;
}

json::object message_from_form(FormReader& reader, const app::User& officer) {
  json::object message{{"sender", officer.sender},
                       {"message_id", reader.hidden("message_id", 100).value_or("")}};
  for (std::string_view name : plain_fields) {
    auto value = reader.text(name, Presence::optional, 300);
    if (!value) continue;
    put(message, name,
        name == "person.identity_number" ? without_spaces(std::move(*value)) : std::move(*value));
  }
  if (reader.ticked("basis.own_use")) {
    auto& basis = message["basis"];
    if (!basis.is_object()) basis = json::object{};
    basis.as_object()["own_use"] = true;
  }
  json::object guardian;
  for (std::string_view field : guardian_fields) {
    if (auto value = reader.text(fmt::format("guardians[0].{}", field), Presence::optional))
      guardian[field] = *value;
  }
  if (!guardian.empty()) message["guardians"] = json::array{std::move(guardian)};
  message["conditions"] = conditions_of(reader);
  if (auto facts = reader.hidden("facts", 20'000)) {
    if (auto read = parse_json(*facts)) {
      message["facts"] = std::move(*read);
    } else {
      reader.fault("facts", FaultKind::bad_format, "the facts as the page wrote them");
    }
  }
  // Objects that are required but whose every field was left empty: so that each field is named, not the
  // whole.
  for (auto part : {"person", "basis", "contact_officer"}) {
    if (!message.contains(part)) message[part] = json::object{};
  }
  return message;
}

Faults to_form_fields(const Faults& faults, const json::object& message) {
  Faults named = faults;
  const auto& conditions = message.at("conditions").as_array();
  for (auto& fault : named) {
    for (std::size_t i = 0; i < conditions.size(); ++i) {
      auto prefix = fmt::format("conditions[{}].", i);
      if (!fault.field.starts_with(prefix)) continue;
      auto kind = conditions[i].at("kind").as_string();
      fault.field = fmt::format("{}.{}", std::string_view(kind), fault.field.substr(prefix.size()));
    }
  }
  return named;
}

json::object message_form_view(Words words, FormView& form) {
  auto required = Presence::required;
  auto optional = Presence::optional;
  Typing digits{.inputmode = "numeric", .width = "short"};
  Typing phone{.type = "tel", .width = "short"};
  Typing long_text{.width = "long"};
  std::vector<Option> reactions;
  for (auto word : {"duty_to_attend", "condition_to_attend", "commission_hearing"}) {
    reactions.push_back({word, words.of("reaction", word), ""});
  }
  std::vector<Option> languages{{"", words("common.unknown"), ""}};
  for (auto code : {"nb", "nn", "se", "en", "ar", "so", "ti", "uk", "pl", "fa"}) {
    languages.push_back({code, words.of("language", code), ""});
  }
  std::vector<Option> protections{{"", words("protection.none"), ""}};
  for (auto protection : {casework::Protection::code_7, casework::Protection::code_6}) {
    auto word = casework::word(protection);
    protections.push_back({std::string(word), words.of("protection", word), ""});
  }
  std::vector<Option> sexes{{"", words("sex.not_stated"), ""}};
  for (auto sex : {casework::Sex::female, casework::Sex::male}) {
    sexes.push_back({std::string(casework::word(sex)), words.of("sex", casework::word(sex)), ""});
  }
  json::object view;
  view["fields"] = by_key({form.text("case_number", required),
                           form.text("municipality", required, digits),
                           form.text("person.name", required, long_text),
                           form.text("person.identity_number", optional, digits),
                           form.date("person.birth_date", optional),
                           form.text("person.street", optional, long_text),
                           form.text("person.postal_code", optional, digits),
                           form.text("person.place", optional),
                           form.select("person.protection", optional, protections),
                           form.text("person.phone", optional, phone),
                           form.select("person.language", optional, languages),
                           form.select("person.sex", optional, sexes),
                           form.text("guardians[0].name", optional, long_text),
                           form.text("guardians[0].relation", optional),
                           form.text("guardians[0].street", optional, long_text),
                           form.text("guardians[0].postal_code", optional, digits),
                           form.text("guardians[0].place", optional),
                           form.text("guardians[0].phone", optional, phone),
                           form.radios("basis.reaction", required, reactions),
                           form.text("basis.legal_basis", required, long_text),
                           form.date("basis.decided_on", required),
                           form.date("basis.final_on", optional),
                           form.date("basis.probation_ends_on", optional),
                           form.tick("basis.own_use"),
                           form.text("attendance.count", optional, digits),
                           form.tick("drug_test"),
                           form.text("drug_test.frequency", optional),
                           form.date("drug_test.from", optional),
                           form.date("drug_test.to", optional),
                           form.text("contact_officer.name", required, long_text),
                           form.text("contact_officer.phone", optional, phone),
                           form.text("contact_officer.email", optional, {.type = "email"})});
  return view;
}

}  // namespace moteplass::web
