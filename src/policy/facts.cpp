#include "policy/facts.h"

#include <fmt/format.h>

#include "policy/words.h"

namespace moteplass::policy {
namespace {

constexpr Named<Act> acts[] = {
    {Act::use, "use"},
    {Act::possession, "possession"},
    {Act::acquisition, "acquisition"},
    {Act::attempted_acquisition, "attempted_acquisition"},
};

constexpr Named<Substance> substances[] = {
    {Substance::heroin, "heroin"},
    {Substance::cocaine, "cocaine"},
    {Substance::amphetamine, "amphetamine"},
    {Substance::methamphetamine, "methamphetamine"},
    {Substance::ghb, "ghb"},
    {Substance::gbl, "gbl"},
    {Substance::butanediol, "butanediol"},
    {Substance::lsd, "lsd"},
    {Substance::lsd_pure, "lsd_pure"},
    {Substance::mdma, "mdma"},
    {Substance::cannabis, "cannabis"},
    {Substance::psilocybin_mushroom, "psilocybin_mushroom"},
    {Substance::khat, "khat"},
    {Substance::medicine, "medicine"},
    {Substance::methadone, "methadone"},
    {Substance::morphine, "morphine"},
    {Substance::opium, "opium"},
    {Substance::pcp, "pcp"},
    {Substance::other, "other"},
};

constexpr Named<Form> forms[] = {
    {Form::plant, "plant"}, {Form::resin, "resin"},         {Form::oil, "oil"},
    {Form::salt, "salt"},   {Form::free_base, "free_base"}, {Form::other, "other"},
};

constexpr Named<Unit> units[] = {
    {Unit::g, "g"},   {Unit::kg, "kg"},         {Unit::mg, "mg"},       {Unit::ml, "ml"},
    {Unit::dl, "dl"}, {Unit::pieces, "pieces"}, {Unit::doses, "doses"},
};

constexpr Named<Addiction> addictions[] = {
    {Addiction::none, "none"},
    {Addiction::problematic, "problematic"},
    {Addiction::addicted, "addicted"},
};

constexpr std::size_t longest_amount = 20;
constexpr std::size_t most_substances = 50;
constexpr std::int64_t most_orders = 1000;

template <class Choice, std::size_t count>
Fact<Choice> read_word(ObjectReader& reader, std::string_view name, const Named<Choice> (&table)[count]) {
  auto text = reader.text(name, Presence::optional);
  if (!text) return std::nullopt;
  auto choice = choice_in(table, *text);
  if (!choice) reader.fault(name, FaultKind::not_allowed, one_of(table));
  return choice;
}

Fact<std::string> read_municipality(ObjectReader& reader, std::string_view name) {
  auto text = reader.text(name, Presence::optional);
  if (!text) return std::nullopt;
  bool digits = std::all_of(text->begin(), text->end(), [](char c) { return c >= '0' && c <= '9'; });
  if (text->size() != 4 || !digits) {
    reader.fault(name, FaultKind::bad_format, "a municipality number of four digits, such as \"0301\"");
    return std::nullopt;
  }
  return text;
}

Fact<Date> read_date(ObjectReader& reader, std::string_view name) {
  auto text = reader.text(name, Presence::optional);
  if (!text) return std::nullopt;
  auto date = parse_date(*text);
  if (!date) {
    reader.fault(name, FaultKind::bad_format, "a date such as \"2026-03-14\"");
    return std::nullopt;
  }
  if (static_cast<int>(date->year()) < 1990 || static_cast<int>(date->year()) > 2100) {
    reader.fault(name, FaultKind::out_of_range, "a date from 1990 to 2100");
    return std::nullopt;
  }
  return date;
}

// Amounts are texts, never JSON numbers: what was weighed as 3.2 stays 3.2.
Fact<Decimal> read_amount(ObjectReader& reader, std::string_view name) {
  auto text = reader.text(name, Presence::optional);
  if (!text) return std::nullopt;
  auto amount = Decimal::parse(*text);
  if (!amount || text->size() > longest_amount || text->find_first_of("eE+") != std::string::npos) {
    reader.fault(name, FaultKind::bad_format, "a decimal number in a text, such as \"3.2\"");
    return std::nullopt;
  }
  if (amount->sign() < 0) {
    reader.fault(name, FaultKind::out_of_range, "an amount that is not negative");
    return std::nullopt;
  }
  return amount;
}

Fact<std::vector<Act>> read_acts(ObjectReader& reader) {
  auto list = reader.array("acts", Presence::optional, std::size(acts));
  if (list == nullptr) return std::nullopt;
  std::vector<Act> read;
  for (std::size_t i = 0; i < list->size(); ++i) {
    auto text = (*list)[i].if_string();
    auto act = text ? act_from(*text) : std::nullopt;
    if (act) {
      read.push_back(*act);
    } else {
      reader.fault(fmt::format("acts[{}]", i), text ? FaultKind::not_allowed : FaultKind::wrong_type,
                   one_of(acts));
    }
  }
  return read;
}

SubstanceFound read_substance(const json::value& value, std::string path, std::vector<FieldFault>& faults) {
  ObjectReader reader(value, std::move(path), faults);
  SubstanceFound found;
  found.substance = read_word(reader, "substance", substances);
  found.form = read_word(reader, "form", forms);
  found.amount = read_amount(reader, "amount");
  found.unit = read_word(reader, "unit", units);
  reader.refuse_unknown();
  return found;
}

Encounter read_encounter(const json::value& value, std::string path, std::vector<FieldFault>& faults) {
  ObjectReader reader(value, std::move(path), faults);
  Encounter encounter;
  encounter.date = read_date(reader, "date");
  encounter.municipality = read_municipality(reader, "municipality");
  encounter.near_school = reader.boolean("near_school", Presence::optional);
  encounter.affects_children = reader.boolean("affects_children", Presence::optional);
  encounter.overdose = reader.boolean("overdose", Presence::optional);
  encounter.acts = read_acts(reader);
  if (auto list = reader.array("substances", Presence::optional, most_substances)) {
    encounter.substances.emplace();
    for (std::size_t i = 0; i < list->size(); ++i) {
      encounter.substances->push_back(
          read_substance((*list)[i], fmt::format("{}[{}]", reader.path_of("substances"), i), faults));
    }
  }
  encounter.intent_to_sell = reader.boolean("intent_to_sell", Presence::optional);
  encounter.other_offences = reader.boolean("other_offences", Presence::optional);
  reader.refuse_unknown();
  return encounter;
}

PersonFacts read_person(const json::value& value, std::string path, std::vector<FieldFault>& faults) {
  ObjectReader reader(value, std::move(path), faults);
  PersonFacts person;
  person.age = reader.whole_number("age", Presence::optional, 0, 130);
  person.residence = read_municipality(reader, "residence");
  person.addiction = read_word(reader, "addiction", addictions);
  person.accepts_help = reader.boolean("accepts_help", Presence::optional);
  reader.refuse_unknown();
  return person;
}

History read_history(const json::value& value, std::string path, std::vector<FieldFault>& faults) {
  ObjectReader reader(value, std::move(path), faults);
  History history;
  history.orders = reader.whole_number("orders", Presence::optional, 0, most_orders);
  history.no_shows = reader.whole_number("no_shows", Presence::optional, 0, most_orders);
  history.breaches = reader.whole_number("breaches", Presence::optional, 0, most_orders);
  reader.refuse_unknown();
  return history;
}

}  // namespace

Result<Facts, std::vector<FieldFault>> facts_from_json(const json::value& value, std::string path) {
  std::vector<FieldFault> faults;
  ObjectReader reader(value, std::move(path), faults);
  Facts facts;
  if (auto encounter = reader.object("encounter", Presence::optional)) {
    facts.encounter = read_encounter(*encounter, reader.path_of("encounter"), faults);
  }
  if (auto person = reader.object("person", Presence::optional)) {
    facts.person = read_person(*person, reader.path_of("person"), faults);
  }
  if (auto history = reader.object("history", Presence::optional)) {
    facts.history = read_history(*history, reader.path_of("history"), faults);
  }
  reader.refuse_unknown();
  if (!faults.empty()) return failure(std::move(faults));
  return facts;
}

json::value to_json(const Facts& facts) {
  json::object encounter;
  const auto& e = facts.encounter;
  if (e.date) encounter["date"] = to_string(*e.date);
  if (e.municipality) encounter["municipality"] = *e.municipality;
  if (e.near_school) encounter["near_school"] = *e.near_school;
  if (e.affects_children) encounter["affects_children"] = *e.affects_children;
  if (e.overdose) encounter["overdose"] = *e.overdose;
  if (e.acts) {
    json::array list;
    for (Act act : *e.acts) list.emplace_back(word(act));
    encounter["acts"] = std::move(list);
  }
  if (e.substances) {
    json::array list;
    for (const auto& found : *e.substances) {
      json::object entry;
      if (found.substance) entry["substance"] = word(*found.substance);
      if (found.form) entry["form"] = word(*found.form);
      if (found.amount) entry["amount"] = found.amount->to_string();
      if (found.unit) entry["unit"] = word(*found.unit);
      list.emplace_back(std::move(entry));
    }
    encounter["substances"] = std::move(list);
  }
  if (e.intent_to_sell) encounter["intent_to_sell"] = *e.intent_to_sell;
  if (e.other_offences) encounter["other_offences"] = *e.other_offences;

  json::object person;
  if (facts.person.age) person["age"] = *facts.person.age;
  if (facts.person.residence) person["residence"] = *facts.person.residence;
  if (facts.person.addiction) person["addiction"] = word(*facts.person.addiction);
  if (facts.person.accepts_help) person["accepts_help"] = *facts.person.accepts_help;

  json::object history;
  if (facts.history.orders) history["orders"] = *facts.history.orders;
  if (facts.history.no_shows) history["no_shows"] = *facts.history.no_shows;
  if (facts.history.breaches) history["breaches"] = *facts.history.breaches;

  json::object whole;
  if (!encounter.empty()) whole["encounter"] = std::move(encounter);
  if (!person.empty()) whole["person"] = std::move(person);
  if (!history.empty()) whole["history"] = std::move(history);
  return whole;
}

std::string_view word(Act act) {
  return word_in(acts, act);
}
std::string_view word(Substance substance) {
  return word_in(substances, substance);
}
std::string_view word(Form form) {
  return word_in(forms, form);
}
std::string_view word(Unit unit) {
  return word_in(units, unit);
}
std::string_view word(Addiction addiction) {
  return word_in(addictions, addiction);
}
std::optional<Act> act_from(std::string_view word) {
  return choice_in(acts, word);
}
std::optional<Substance> substance_from(std::string_view word) {
  return choice_in(substances, word);
}
std::optional<Form> form_from(std::string_view word) {
  return choice_in(forms, word);
}
std::optional<Unit> unit_from(std::string_view word) {
  return choice_in(units, word);
}
std::optional<Addiction> addiction_from(std::string_view word) {
  return choice_in(addictions, word);
}

}  // namespace moteplass::policy
