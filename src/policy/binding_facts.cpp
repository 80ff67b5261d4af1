// The table of facts: what a case calls them, and what policy.dmn calls them.
#include "policy/binding.h"

#include <cctype>

#include <fmt/format.h>

#include "policy/words.h"

namespace moteplass::policy {
namespace {

struct FactName {
  std::string_view norwegian;
  std::string_view json;
};
constexpr FactName fact_names[] = {
    {"Påtreff", "encounter"},
    {"Påtreff.dato", "encounter.date"},
    {"Påtreff.kommune", "encounter.municipality"},
    {"Påtreff.nær skole", "encounter.near_school"},
    {"Påtreff.berører barn", "encounter.affects_children"},
    {"Påtreff.overdose", "encounter.overdose"},
    {"Påtreff.handlinger", "encounter.acts"},
    {"Påtreff.handlinger[]", "encounter.acts[]"},
    {"Påtreff.stoffer", "encounter.substances"},
    {"Påtreff.stoffer[]", "encounter.substances[]"},
    {"Påtreff.stoffer[].stoff", "encounter.substances[].substance"},
    {"Påtreff.stoffer[].form", "encounter.substances[].form"},
    {"Påtreff.stoffer[].mengde", "encounter.substances[].amount"},
    {"Påtreff.stoffer[].enhet", "encounter.substances[].unit"},
    {"Påtreff.salgshensikt", "encounter.intent_to_sell"},
    {"Påtreff.andre lovbrudd", "encounter.other_offences"},
    {"Person", "person"},
    {"Person.alder", "person.age"},
    {"Person.bosted", "person.residence"},
    {"Person.rusavhengighet", "person.addiction"},
    {"Person.tar imot hjelp", "person.accepts_help"},
    {"Historikk", "history"},
    {"Historikk.pålegg", "history.orders"},
    {"Historikk.uteblivelser", "history.no_shows"},
    {"Historikk.brudd", "history.breaches"},
};

constexpr Named<Act> act_words[] = {
    {Act::use, "bruk"},
    {Act::possession, "innehav"},
    {Act::acquisition, "erverv"},
    {Act::attempted_acquisition, "forsøk på erverv"},
};
constexpr Named<Substance> substance_words[] = {
    {Substance::heroin, "heroin"},
    {Substance::cocaine, "kokain"},
    {Substance::amphetamine, "amfetamin"},
    {Substance::methamphetamine, "metamfetamin"},
    {Substance::ghb, "GHB"},
    {Substance::gbl, "GBL"},
    {Substance::butanediol, "1,4-butandiol"},
    {Substance::lsd, "LSD"},
    {Substance::lsd_pure, "rent LSD"},
    {Substance::mdma, "MDMA"},
    {Substance::cannabis, "cannabis"},
    {Substance::psilocybin_mushroom, "psilocybinsopp"},
    {Substance::khat, "khat"},
    {Substance::medicine, "legemiddel"},
    {Substance::methadone, "metadon"},
    {Substance::morphine, "morfin"},
    {Substance::opium, "opium"},
    {Substance::pcp, "PCP"},
    {Substance::other, "annet"},
};
constexpr Named<Form> form_words[] = {
    {Form::plant, "plante"}, {Form::resin, "harpiks"},      {Form::oil, "olje"},
    {Form::salt, "salt"},    {Form::free_base, "fri base"}, {Form::other, "annen"},
};
constexpr Named<Addiction> addiction_words[] = {
    {Addiction::none, "ingen"},
    {Addiction::problematic, "problematisk"},
    {Addiction::addicted, "avhengig"},
};

// One unit a kind stands in the file; the others are turned into it: amount * times / per.
struct UnitName {
  Unit unit;
  std::string_view norwegian;
  std::int64_t times;
  std::int64_t per;
};
constexpr UnitName unit_names[] = {
    {Unit::g, "gram", 1, 1},         {Unit::kg, "gram", 1000, 1}, {Unit::mg, "gram", 1, 1000},
    {Unit::dl, "dl", 1, 1},          {Unit::ml, "dl", 1, 100},    {Unit::pieces, "stk", 1, 1},
    {Unit::doses, "rusdoser", 1, 1},
};

const UnitName& name_of_unit(Unit unit) {
  return *std::find_if(std::begin(unit_names), std::end(unit_names),
                       [&](const UnitName& name) { return name.unit == unit; });
}

template <class Held>
feel::Value or_unknown(const Fact<Held>& fact) {
  return fact ? feel::Value(*fact) : feel::Value::unknown();
}

// Whether the amount says anything: the substance decides in what kind it is measured. Until it is known, an
// amount in grams may be one that no threshold in grams can meet.
bool amount_counts(const SubstanceFound& found, const Measures& measures) {
  if (!found.unit || !found.substance) return false;
  return !measures.at_all(*found.substance) ||
         measures.in_unit(*found.substance, name_of_unit(*found.unit).norwegian);
}

feel::Value to_feel(const SubstanceFound& found, const Measures& measures) {
  feel::Context context;
  context.set("stoff", found.substance ? feel::Value(word_in(substance_words, *found.substance))
                                       : feel::Value::unknown());
  context.set("form", found.form ? feel::Value(word_in(form_words, *found.form)) : feel::Value::unknown());
  feel::Value amount = feel::Value::unknown();
  feel::Value unit = feel::Value::unknown();
  if (amount_counts(found, measures)) {
    const auto& name = name_of_unit(*found.unit);
    unit = name.norwegian;
    if (found.amount) amount = *found.amount * Decimal(name.times) / Decimal(name.per);
  }
  context.set("mengde", amount);
  context.set("enhet", unit);
  return context;
}

// "a[3].b" -> "a[].b" and the indices, here 3.
std::pair<std::string, std::vector<std::size_t>> without_indices(std::string_view path) {
  std::pair<std::string, std::vector<std::size_t>> split;
  for (std::size_t i = 0; i < path.size(); ++i) {
    split.first += path[i];
    if (path[i] != '[') continue;
    std::size_t index = 0;
    while (i + 1 < path.size() && path[i + 1] >= '0' && path[i + 1] <= '9') {
      index = index * 10 + static_cast<std::size_t>(path[++i] - '0');
    }
    split.second.push_back(index);
  }
  return split;
}

std::string with_indices(std::string_view pattern, const std::vector<std::size_t>& indices) {
  std::string path;
  std::size_t next = 0;
  for (char c : pattern) {
    path += c;
    // FEEL counts list entries from 1 (DMN 1.5, 10.3.2.5), JSON paths from 0.
    if (c == '[' && next < indices.size()) {
      std::size_t index = indices[next++];
      path += std::to_string(index == 0 ? 0 : index - 1);
    }
  }
  return path;
}

const FactName* find_fact(std::string_view pattern) {
  auto found = std::find_if(std::begin(fact_names), std::end(fact_names),
                            [&](const FactName& name) { return name.norwegian == pattern; });
  return found == std::end(fact_names) ? nullptr : found;
}

template <class Choice, std::size_t count>
std::vector<std::string_view> words_in(const Named<Choice> (&table)[count]) {
  std::vector<std::string_view> words;
  for (const auto& named : table) words.push_back(named.word);
  return words;
}

// Whether the name stands in the expression by itself, as no part of a longer one and as no member.
bool mentions(std::string_view expression, std::string_view name) {
  auto is_part = [&](std::size_t at) {
    auto c = static_cast<unsigned char>(at < expression.size() ? expression[at] : ' ');
    return std::isalnum(c) != 0 || c == '_' || c == '.' || c >= 0x80;
  };
  for (auto at = expression.find(name); at != std::string_view::npos; at = expression.find(name, at + 1))
    if ((at == 0 || !is_part(at - 1)) && !is_part(at + name.size())) return true;
  return false;
}

}  // namespace

feel::Value to_feel(const Facts& facts, const Measures& measures) {
  const auto& e = facts.encounter;
  feel::Value acts = feel::Value::unknown();
  if (e.acts) {
    feel::List list;
    for (Act act : *e.acts) list.emplace_back(word_in(act_words, act));
    acts = std::move(list);
  }
  feel::Value substances = feel::Value::unknown();
  if (e.substances) {
    feel::List list;
    for (const auto& found : *e.substances) list.push_back(to_feel(found, measures));
    substances = std::move(list);
  }
  feel::Value addiction = facts.person.addiction
                              ? feel::Value(word_in(addiction_words, *facts.person.addiction))
                              : feel::Value::unknown();
  feel::Context encounter{{"dato", or_unknown(e.date)},
                          {"kommune", or_unknown(e.municipality)},
                          {"nær skole", or_unknown(e.near_school)},
                          {"berører barn", or_unknown(e.affects_children)},
                          {"overdose", or_unknown(e.overdose)},
                          {"handlinger", acts},
                          {"stoffer", substances},
                          {"salgshensikt", or_unknown(e.intent_to_sell)},
                          {"andre lovbrudd", or_unknown(e.other_offences)}};
  feel::Context person{{"alder", or_unknown(facts.person.age)},
                       {"bosted", or_unknown(facts.person.residence)},
                       {"rusavhengighet", addiction},
                       {"tar imot hjelp", or_unknown(facts.person.accepts_help)}};
  feel::Context history{{"pålegg", or_unknown(facts.history.orders)},
                        {"uteblivelser", or_unknown(facts.history.no_shows)},
                        {"brudd", or_unknown(facts.history.breaches)}};
  return feel::Context{{"Påtreff", encounter}, {"Person", person}, {"Historikk", history}};
}

Unit unit_in_file(Unit unit) {
  auto name = std::find_if(std::begin(unit_names), std::end(unit_names), [&](const UnitName& candidate) {
    return candidate.norwegian == name_of_unit(unit).norwegian && candidate.times == candidate.per;
  });
  return name->unit;
}

std::string json_path(std::string_view norwegian_path, const Facts& facts) {
  auto [pattern, indices] = without_indices(norwegian_path);
  auto fact = find_fact(pattern);
  if (fact == nullptr) return std::string(norwegian_path);
  const auto& found = facts.encounter.substances;
  bool of_an_entry = found && !indices.empty() && indices[0] >= 1 && indices[0] <= found->size();
  if (!of_an_entry) return with_indices(fact->json, indices);
  const auto& entry = (*found)[indices[0] - 1];
  bool amount = pattern == "Påtreff.stoffer[].mengde";
  bool unit = pattern == "Påtreff.stoffer[].enhet";
  // What is stated and does not count yet waits for what it hangs on: the substance first, then the unit.
  bool waits_for_substance =
      !entry.substance && ((amount && entry.amount && entry.unit) || (unit && entry.unit));
  if (waits_for_substance) return with_indices("encounter.substances[].substance", indices);
  if (amount && entry.amount) return with_indices("encounter.substances[].unit", indices);
  return with_indices(fact->json, indices);
}

bool is_fact(std::string_view norwegian_path) {
  return find_fact(norwegian_path) != nullptr;
}

std::vector<std::string_view> words_of_fact(std::string_view norwegian_path) {
  if (norwegian_path == "Påtreff.handlinger" || norwegian_path == "Påtreff.handlinger[]") {
    return words_in(act_words);
  }
  if (norwegian_path == "Påtreff.stoffer[].stoff") return words_in(substance_words);
  if (norwegian_path == "Påtreff.stoffer[].form") return words_in(form_words);
  if (norwegian_path == "Påtreff.stoffer[].enhet") return all_units();
  if (norwegian_path == "Person.rusavhengighet") return words_in(addiction_words);
  return {};
}

json::value fact_to_json(std::string_view norwegian_path, const feel::Value& value) {
  if (auto truth = value.boolean()) return *truth;
  if (auto number = value.number()) {
    auto whole = number->to_int64();
    bool counted = norwegian_path.starts_with("Person.") || norwegian_path.starts_with("Historikk.");
    if (whole && counted) return *whole;
    return json::value(number->to_string());
  }
  if (auto text = value.string()) {
    auto pattern = without_indices(norwegian_path).first;
    if (pattern.starts_with("Påtreff.handlinger")) {
      if (auto act = choice_in(act_words, *text)) return json::value(word(*act));
    } else if (pattern == "Påtreff.stoffer[].stoff") {
      if (auto substance = choice_in(substance_words, *text)) return json::value(word(*substance));
    } else if (pattern == "Påtreff.stoffer[].form") {
      if (auto form = choice_in(form_words, *text)) return json::value(word(*form));
    } else if (pattern == "Person.rusavhengighet") {
      if (auto addiction = choice_in(addiction_words, *text)) return json::value(word(*addiction));
    }
    return json::value(*text);
  }
  if (auto list = value.list()) {
    json::array entries;
    for (const auto& entry : *list) entries.push_back(fact_to_json(norwegian_path, entry));
    return entries;
  }
  if (auto context = value.context()) {
    json::object members;
    for (const auto& [name, member] : context->entries()) {
      members[name] = fact_to_json(fmt::format("{}.{}", norwegian_path, name), member);
    }
    return members;
  }
  if (value.is_null() || value.is_unknown()) return nullptr;
  return json::value(feel::to_string(value));
}

std::vector<std::pair<std::string, json::value>> facts_in(std::string_view expression, const Facts& facts) {
  std::vector<std::pair<std::string, json::value>> found;
  auto whole = to_json(facts);
  for (const auto& name : fact_names) {
    auto dot = name.json.find('.');
    if (dot == std::string_view::npos || name.json.find('[') != std::string_view::npos) continue;
    // A shared function is handed the fact under its last name: "handlinger" for Påtreff.handlinger.
    auto last = name.norwegian.substr(name.norwegian.find('.') + 1);
    if (expression.find(name.norwegian) == std::string_view::npos && !mentions(expression, last)) continue;
    auto group = whole.as_object().if_contains(name.json.substr(0, dot));
    auto fact = group == nullptr ? nullptr : group->as_object().if_contains(name.json.substr(dot + 1));
    found.emplace_back(name.json, fact == nullptr ? json::value(nullptr) : *fact);
  }
  return found;
}

std::vector<std::string_view> all_forms() {
  return words_in(form_words);
}

std::string_view norwegian(Substance substance) {
  return word_in(substance_words, substance);
}

std::vector<Substance> all_substances() {
  std::vector<Substance> all;
  for (const auto& named : substance_words) all.push_back(named.choice);
  return all;
}

std::vector<std::string_view> all_units() {
  std::vector<std::string_view> all;
  for (const auto& name : unit_names) {
    if (std::find(all.begin(), all.end(), name.norwegian) == all.end()) all.push_back(name.norwegian);
  }
  return all;
}

}  // namespace moteplass::policy
