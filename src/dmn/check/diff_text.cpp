// A difference between two models in words and as JSON. In words, of answers with several entries only those
// that differ are shown.
#include <fmt/format.h>

#include "dmn/check/diff.h"
#include "feel/json.h"

namespace moteplass::dmn {
namespace {

std::string_view name_of(TableDifference::Kind kind) {
  switch (kind) {
    case TableDifference::Kind::same:
      return "same";
    case TableDifference::Kind::different:
      return "different";
    case TableDifference::Kind::only_before:
      return "only before";
    case TableDifference::Kind::only_after:
      return "only after";
    case TableDifference::Kind::not_compared:
      return "not compared";
  }
  return "";
}

std::string text_of(const TableAnswer& answer) {
  std::string text = !answer.known          ? "depends on facts"
                     : answer.fault.empty() ? to_string(answer.value)
                                            : "an error: " + answer.fault;
  std::string rules;
  for (int rule : answer.rules) rules += (rules.empty() ? "" : ", ") + std::to_string(rule);
  if (rules.empty()) return text;
  return text + (answer.rules.size() == 1 ? " (rule " : " (rules ") + rules + ")";
}

boost::json::object json_of(const TableAnswer& answer) {
  boost::json::array rules;
  for (int rule : answer.rules) rules.push_back(rule);
  return {{"known", answer.known},
          {"value", feel::to_json(answer.value)},
          {"fault", answer.fault},
          {"rules", std::move(rules)}};
}

// Of two contexts, the entries in which they differ; else the answers as they are.
std::pair<TableAnswer, TableAnswer> what_differs(const RegionDifference& region) {
  std::pair<TableAnswer, TableAnswer> shown{region.before, region.after};
  const feel::Context* before = region.before.value.context();
  const feel::Context* after = region.after.value.context();
  if (before == nullptr || after == nullptr) return shown;
  auto without_common = [](const feel::Context& of, const feel::Context& other) {
    feel::Context left;
    for (const auto& [name, value] : of.entries()) {
      const feel::Value* same = other.find(name);
      if (same == nullptr || !(*same == value)) left.set(name, value);
    }
    return left;
  };
  shown.first.value = without_common(*before, *after);
  shown.second.value = without_common(*after, *before);
  return shown;
}

}  // namespace

std::string to_text(const ModelDifference& difference) {
  std::string text;
  for (const TableDifference& table : difference.tables) {
    text += table.decision + (table.table.empty() ? "" : ", " + table.table) + ": " +
            std::string(name_of(table.kind)) + (table.reason.empty() ? "" : ", " + table.reason) + "\n";
    for (const RegionDifference& region : table.regions) {
      text += "  where " + to_string(region.region) + (region.certain ? "" : " (may differ)") + "\n";
      text += "      for example " + example_text(region.example) + "\n";
      auto [before, after] = what_differs(region);
      text += "      before: " + text_of(before) + "\n";
      text += "      after:  " + text_of(after) + "\n";
    }
    if (!table.complete) text += "  there may be more: the tables are too large to be compared wholly\n";
  }
  using Kind = TableDifference::Kind;
  return text + fmt::format("{} compared: {} different; {} not compared, {} only before, {} only after\n",
                            difference.count(Kind::same) + difference.count(Kind::different),
                            difference.count(Kind::different), difference.count(Kind::not_compared),
                            difference.count(Kind::only_before), difference.count(Kind::only_after));
}

boost::json::object to_json(const ModelDifference& difference) {
  boost::json::array tables;
  for (const TableDifference& table : difference.tables) {
    boost::json::array regions;
    for (const RegionDifference& different : table.regions) {
      boost::json::object region;
      for (const auto& [name, tests] : different.region.columns) region[name] = tests;
      boost::json::object example;
      for (const auto& [name, value] : different.example) example[name] = feel::to_json(value);
      regions.push_back(boost::json::object{{"region", std::move(region)},
                                            {"example", std::move(example)},
                                            {"before", json_of(different.before)},
                                            {"after", json_of(different.after)},
                                            {"certain", different.certain}});
    }
    tables.push_back(boost::json::object{{"decision", table.decision},
                                         {"table", table.table},
                                         {"kind", name_of(table.kind)},
                                         {"reason", table.reason},
                                         {"regions", std::move(regions)},
                                         {"complete", table.complete}});
  }
  return {{"before", difference.before}, {"after", difference.after}, {"tables", std::move(tables)}};
}

}  // namespace moteplass::dmn
