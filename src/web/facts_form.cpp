#include "web/facts_form.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace moteplass::web {
namespace {

using policy::Facts;
using policy::SubstanceFound;

constexpr std::string_view substances_name = "encounter.substances";

std::string row_name(std::size_t row, std::string_view part) {
  return fmt::format("{}[{}].{}", substances_name, row, part);
}

std::optional<std::string_view> yes_no_word(std::optional<bool> fact) {
  if (!fact) return std::nullopt;
  return *fact ? "yes" : "no";
}

enum class Answer { yes, no, unknown };
std::optional<Answer> answer_from(std::string_view word) {
  if (word == "yes") return Answer::yes;
  if (word == "no") return Answer::no;
  if (word == "unknown") return Answer::unknown;
  return std::nullopt;
}

policy::Fact<bool> yes_no(FormReader& reader, std::string_view name) {
  auto answer = reader.choice(name, Presence::optional, answer_from);
  if (!answer || *answer == Answer::unknown) return std::nullopt;
  return *answer == Answer::yes;
}

policy::Fact<std::string> municipality(FormReader& reader, std::string_view name) {
  auto text = reader.text(name, Presence::optional, 20);
  if (text && (text->size() != 4 || text->find_first_not_of("0123456789") != std::string::npos)) {
    reader.fault(name, FaultKind::bad_format, "four digits");
    return std::nullopt;
  }
  return text;
}

enum class Found { listed, none, unknown };
std::optional<Found> found_from(std::string_view word) {
  if (word == "listed") return Found::listed;
  if (word == "none") return Found::none;
  if (word == "unknown") return Found::unknown;
  return std::nullopt;
}

policy::Fact<std::vector<SubstanceFound>> substances(FormReader& reader) {
  std::vector<SubstanceFound> rows;
  for (std::size_t row = 0; row < most_substance_rows; ++row) {
    SubstanceFound found;
    found.substance = reader.choice(row_name(row, "substance"), Presence::optional, policy::substance_from);
    found.amount = reader.amount(row_name(row, "amount"), Presence::optional);
    found.unit = reader.choice(row_name(row, "unit"), Presence::optional, policy::unit_from);
    found.form = reader.choice(row_name(row, "form"), Presence::optional, policy::form_from);
    if (found.amount && !found.unit) {
      reader.fault(row_name(row, "unit"), FaultKind::missing, "a unit for the amount");
    }
    if (found.substance || found.amount) rows.push_back(found);
  }
  auto chosen = reader.choice(substances_name, Presence::optional, found_from);
  // Who fills in a substance and answers nothing has answered.
  auto what = chosen.value_or(rows.empty() ? Found::unknown : Found::listed);
  if (what == Found::listed) {
    if (rows.empty()) reader.fault(row_name(0, "substance"), FaultKind::missing, "a substance");
    return rows;
  }
  if (!rows.empty()) {
    reader.fault(substances_name, FaultKind::not_allowed, "'listed', since substances are filled in");
  }
  if (what == Found::none) return std::vector<SubstanceFound>{};
  return std::nullopt;
}

policy::Fact<std::vector<policy::Act>> acts(FormReader& reader) {
  std::vector<policy::Act> acts;
  for (const auto& word : reader.several("encounter.acts", 4)) {
    if (auto act = policy::act_from(word)) {
      acts.push_back(*act);
    } else {
      reader.know("encounter.acts");
      reader.fault("encounter.acts", FaultKind::not_allowed, "one of the acts listed");
    }
  }
  if (acts.empty()) return std::nullopt;
  return acts;
}

template <class Choice, std::size_t n>
std::vector<Option> options_of(Words words, std::string_view group, const std::array<Choice, n>& choices) {
  std::vector<Option> options;
  for (auto choice : choices) {
    auto word = policy::word(choice);
    options.push_back({std::string(word), words.of(group, word), ""});
  }
  return options;
}

constexpr std::array acts_offered{policy::Act::use, policy::Act::possession, policy::Act::acquisition,
                                  policy::Act::attempted_acquisition};
using policy::Substance;
constexpr std::array substances_offered{
    Substance::cannabis, Substance::amphetamine, Substance::methamphetamine,
    Substance::cocaine,  Substance::heroin,      Substance::mdma,
    Substance::ghb,      Substance::gbl,         Substance::butanediol,
    Substance::lsd,      Substance::lsd_pure,    Substance::psilocybin_mushroom,
    Substance::khat,     Substance::medicine,    Substance::methadone,
    Substance::morphine, Substance::opium,       Substance::pcp,
    Substance::other};
constexpr std::array forms_offered{policy::Form::plant, policy::Form::resin,     policy::Form::oil,
                                   policy::Form::salt,  policy::Form::free_base, policy::Form::other};
constexpr std::array units_offered{policy::Unit::g,    policy::Unit::mg, policy::Unit::kg,
                                   policy::Unit::ml,   policy::Unit::dl, policy::Unit::pieces,
                                   policy::Unit::doses};
constexpr std::array addictions_offered{policy::Addiction::none, policy::Addiction::problematic,
                                        policy::Addiction::addicted};

std::vector<Option> with_empty(std::string label, std::vector<Option> options) {
  options.insert(options.begin(), Option{"", std::move(label), ""});
  return options;
}

// A radio button of "unknown" that is chosen when nothing was typed.
json::object with_unknown(json::object field) {
  auto& options = field["options"].as_array();
  bool any = std::any_of(options.begin(), options.end(),
                         [](const json::value& o) { return o.at("checked").as_string() == "checked"; });
  if (!any) options.back().as_object()["checked"] = "checked";
  return field;
}

std::size_t rows_typed(const http::Parameters& typed) {
  std::size_t rows = 0;
  for (std::size_t row = 0; row < most_substance_rows; ++row) {
    for (auto part : {"substance", "amount"}) {
      if (!trimmed(typed.first(row_name(row, part)).value_or("")).empty()) rows = row + 1;
    }
  }
  return rows;
}

}  // namespace

http::Parameters form_of(const Facts& facts) {
  http::Parameters form;
  auto add = [&form](std::string_view name, auto value) {
    if (value) form.add(std::string(name), std::string(*value));
  };
  const auto& encounter = facts.encounter;
  if (encounter.date) form.add("encounter.date", to_string(*encounter.date));
  add("encounter.municipality", encounter.municipality);
  add("encounter.near_school", yes_no_word(encounter.near_school));
  add("encounter.affects_children", yes_no_word(encounter.affects_children));
  add("encounter.overdose", yes_no_word(encounter.overdose));
  if (encounter.acts) {
    for (auto act : *encounter.acts) form.add("encounter.acts", std::string(policy::word(act)));
  }
  if (encounter.substances) {
    form.add(std::string(substances_name), encounter.substances->empty() ? "none" : "listed");
    for (std::size_t row = 0; row < encounter.substances->size(); ++row) {
      const auto& found = (*encounter.substances)[row];
      if (found.substance) form.add(row_name(row, "substance"), std::string(policy::word(*found.substance)));
      if (found.amount) form.add(row_name(row, "amount"), found.amount->to_string());
      if (found.unit) form.add(row_name(row, "unit"), std::string(policy::word(*found.unit)));
      if (found.form) form.add(row_name(row, "form"), std::string(policy::word(*found.form)));
    }
  }
  add("encounter.intent_to_sell", yes_no_word(encounter.intent_to_sell));
  add("encounter.other_offences", yes_no_word(encounter.other_offences));
  if (facts.person.age) form.add("person.age", std::to_string(*facts.person.age));
  add("person.residence", facts.person.residence);
  if (facts.person.addiction) {
    form.add("person.addiction", std::string(policy::word(*facts.person.addiction)));
  }
  add("person.accepts_help", yes_no_word(facts.person.accepts_help));
  if (facts.history.orders) form.add("history.orders", std::to_string(*facts.history.orders));
  if (facts.history.no_shows) form.add("history.no_shows", std::to_string(*facts.history.no_shows));
  if (facts.history.breaches) form.add("history.breaches", std::to_string(*facts.history.breaches));
  return form;
}

std::optional<Facts> facts_from_form(FormReader& reader) {
  Facts facts;
  facts.encounter.date = reader.date("encounter.date", Presence::optional);
  facts.encounter.municipality = municipality(reader, "encounter.municipality");
  facts.encounter.near_school = yes_no(reader, "encounter.near_school");
  facts.encounter.affects_children = yes_no(reader, "encounter.affects_children");
  facts.encounter.overdose = yes_no(reader, "encounter.overdose");
  facts.encounter.acts = acts(reader);
  facts.encounter.substances = substances(reader);
  facts.encounter.intent_to_sell = yes_no(reader, "encounter.intent_to_sell");
  facts.encounter.other_offences = yes_no(reader, "encounter.other_offences");
  facts.person.age = reader.whole_number("person.age", Presence::optional, 0, 130);
  facts.person.residence = municipality(reader, "person.residence");
  facts.person.addiction =
      reader
          .choice("person.addiction", Presence::optional,
                  [](std::string_view word) -> std::optional<policy::Fact<policy::Addiction>> {
                    if (word == "unknown") return policy::Fact<policy::Addiction>{};
                    if (auto known = policy::addiction_from(word)) return known;
                    return std::nullopt;
                  })
          .value_or(std::nullopt);
  facts.person.accepts_help = yes_no(reader, "person.accepts_help");
  facts.history.orders = reader.whole_number("history.orders", Presence::optional, 0, 1000);
  facts.history.no_shows = reader.whole_number("history.no_shows", Presence::optional, 0, 1000);
  facts.history.breaches = reader.whole_number("history.breaches", Presence::optional, 0, 1000);
  if (!reader.is_good()) return std::nullopt;
  return facts;
}

json::object facts_form_view(Words words, FormView& form, const http::Parameters& typed) {
  auto optional = Presence::optional;
  std::vector<Option> yes_no{{"yes", words("common.yes"), ""},
                             {"no", words("common.no"), ""},
                             {"unknown", words("common.do_not_know"), ""}};
  auto addictions = options_of(words, "addiction", addictions_offered);
  addictions.push_back({"unknown", words("common.do_not_know"), ""});
  Typing number{.inputmode = "numeric", .width = "short"};
  json::array rows;
  auto unmarked = [](json::object field) {
    field["optional"] = false;
    return field;
  };
  auto row_count = std::min(most_substance_rows, rows_typed(typed) + (typed.has("add_row") ? 3 : 1));
  for (std::size_t row = 0; row < row_count; ++row) {
    rows.push_back(json::object{
        {"number", row + 1},
        {"substance", unmarked(form.select(row_name(row, "substance"), optional,
                                           with_empty(words("common.choose"),
                                                      options_of(words, "substance", substances_offered))))},
        {"amount",
         unmarked(form.text(row_name(row, "amount"), optional, {.inputmode = "decimal", .width = "short"}))},
        {"unit",
         unmarked(form.select(row_name(row, "unit"), optional,
                              with_empty(words("common.choose"), options_of(words, "unit", units_offered))))},
        {"form", unmarked(form.select(row_name(row, "form"), optional,
                                      with_empty(words("common.do_not_know"),
                                                 options_of(words, "substance_form", forms_offered))))}});
  }
  json::object view;
  view["fields"] =
      by_key({form.date("encounter.date", optional), form.text("encounter.municipality", optional, number),
              with_unknown(form.radios("encounter.near_school", optional, yes_no)),
              with_unknown(form.radios("encounter.affects_children", optional, yes_no)),
              with_unknown(form.radios("encounter.overdose", optional, yes_no)),
              form.checks("encounter.acts", options_of(words, "act", acts_offered)),
              form.radios(substances_name, optional,
                          {{"listed", words("facts.substances_listed"), ""},
                           {"none", words("facts.substances_none"), ""},
                           {"unknown", words("common.do_not_know"), ""}}),
              with_unknown(form.radios("encounter.intent_to_sell", optional, yes_no)),
              with_unknown(form.radios("encounter.other_offences", optional, yes_no)),
              form.text("person.age", optional, number), form.text("person.residence", optional, number),
              with_unknown(form.radios("person.addiction", optional, addictions)),
              with_unknown(form.radios("person.accepts_help", optional, yes_no)),
              form.text("history.orders", optional, number), form.text("history.no_shows", optional, number),
              form.text("history.breaches", optional, number)});
  // Every fact may be left unknown; the form says so once instead of at each field.
  for (auto& field : view["fields"].as_object()) field.value().as_object()["optional"] = false;
  view["rows"] = json::object{{"list", std::move(rows)}};
  view["more_rows"] = row_count < most_substance_rows;
  return view;
}

std::string field_of_path(std::string_view path) {
  static constexpr std::array stated{
      "encounter.date",     "encounter.municipality",   "encounter.near_school",
      "encounter.acts",     "encounter.intent_to_sell", "encounter.other_offences",
      "person.age",         "person.residence",         "person.addiction",
      "history.orders",     "history.no_shows",         "encounter.affects_children",
      "encounter.overdose", "person.accepts_help",      "history.breaches"};
  if (path == substances_name) return std::string(path);
  if (path.starts_with("encounter.substances[")) return std::string(path);
  if (path.starts_with("encounter.substances")) return std::string(substances_name);
  for (std::string_view name : stated) {
    if (path.starts_with(name)) return std::string(name);
  }
  return "";
}

std::string fact_key(std::string_view path) {
  return FormView::key_of(path);
}

}  // namespace moteplass::web
