#include "web/compare_form.h"

#include <array>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "web/answer_view.h"

namespace moteplass::web {
namespace {

constexpr std::size_t most_models = 100;

// Where a substance may be typed and no unit is chosen yet, grams stand ready.
http::Parameters with_grams(const http::Parameters& typed) {
  auto filled = typed;
  for (std::size_t row = 0; row < most_substance_rows; ++row) {
    auto name = [row](std::string_view part) {
      return fmt::format("encounter.substances[{}].{}", row, part);
    };
    bool blank = trimmed(typed.first(name("amount")).value_or("")).empty();
    if (blank && !typed.has(name("unit"))) filled.add(name("unit"), "g");
    if (blank && trimmed(typed.first(name("substance")).value_or("")).empty()) break;
  }
  return filled;
}

// Short names instead of the questions of the long form.
void rename(Words words, json::object& fields) {
  for (auto& field : fields) {
    auto& view = field.value().as_object();
    auto key = fmt::format("compare.field.{}", std::string_view(field.key()));
    view["label"] = words.has(key) ? words(key) : fact_label(words, std::string(view.at("name").as_string()));
    view["hint"] = false;
  }
}

}  // namespace

AskedComparison read_comparison(const http::Parameters& query) {
  FormReader reader(query);
  AskedComparison asked;
  asked.facts = facts_from_form(reader);
  asked.models = reader.several("models", most_models);
  asked.of = reader.several("of", most_models);
  asked.only_differences = reader.hidden("only").value_or("") == "differences";
  asked.part = reader.hidden("part").value_or("");
  asked.row = reader.hidden("row").value_or("");
  asked.flips = reader.hidden("flips").value_or("");
  reader.refuse_unknown();
  asked.faults = reader.faults();
  asked.malformed = reader.is_malformed();
  return asked;
}

json::object compare_form_view(Words words, const http::Parameters& typed, const Faults& faults,
                               const std::vector<ModelChoice>& models, bool only_differences) {
  auto filled = with_grams(typed);
  FormView form(words, filled, faults);
  auto view = facts_form_view(words, form, filled);
  rename(words, view["fields"].as_object());
  for (auto& option : view["fields"].at("encounter_substances").at("options").as_array()) {
    option.as_object()["none"] = option.at("value").as_string() == "none";
  }
  auto& rows = view["rows"].as_object()["list"].as_array();
  view["first"] = rows.front();
  json::array others(rows.begin() + 1, rows.end());
  // One blank line more than what is filled in.
  if (others.empty()) {
    auto typed_one = filled;
    typed_one.add("add_row", "yes");
    static const std::vector<FieldFault> none;
    FormView more(words, typed_one, none);
    auto extended = facts_form_view(words, more, typed_one);
    auto& list = extended["rows"].as_object()["list"].as_array();
    if (list.size() > 1) others.push_back(list[1]);
  }
  view["others"] = std::move(others);
  json::array choices;
  std::size_t chosen = 0;
  for (const auto& model : models) {
    chosen += model.chosen ? 1 : 0;
    choices.push_back(json::object{{"id", "model-" + model.name},
                                   {"name", model.name},
                                   {"title", model.title},
                                   {"status", model.status},
                                   {"chosen", model.chosen}});
  }
  view["models"] = json::object{
      {"list", std::move(choices)},
      {"chosen", words("compare.models_chosen",
                       {{"chosen", std::to_string(chosen)}, {"all", std::to_string(models.size())}})}};
  view["only_differences"] = only_differences;
  view["errors"] = form.errors();
  return view;
}

std::vector<Example> read_examples(const std::string& policies_folder) {
  constexpr std::array names{"hr-2022-731-a", "npl-15-g-hasj", "ungdom-ved-skole"};
  std::vector<Example> examples;
  for (std::string name : names) {
    std::ifstream file(fmt::format("{}/examples/{}.json", policies_folder, name), std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(file), {}};
    auto value = parse_json(text);
    if (!value) continue;
    if (auto facts = policy::facts_from_json(*value)) examples.push_back({name, std::move(*facts)});
  }
  return examples;
}

}  // namespace moteplass::web
