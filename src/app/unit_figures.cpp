#include "app/unit_figures.h"

#include <map>

#include <fmt/format.h>

#include "app/projections.h"
#include "app/statistics_desk.h"
#include "base/decimal.h"

namespace moteplass::app {
namespace {

constexpr std::string_view format = "moteplass-figures-1";
constexpr std::int64_t most_cases = 1'000'000;
constexpr std::size_t most_figures = 1'000'000;

Result<std::vector<Figure>, StoreFault> of_open_cases(Store& store, const std::vector<District>& districts) {
  std::vector<Figure> figures;
  CaseQuery open;
  open.limit = 500;
  for (;; open.offset += open.limit) {
    auto rows = store.case_rows(open);
    if (!rows) return failure(rows.error());
    for (const auto& row : *rows) {
      // A closed case may still wait for something; it has been counted.
      if (row.stage == casework::word(casework::Stage::closed)) continue;
      auto events = store.events_of(row.case_id);
      if (!events) return failure(events.error());
      auto c = case_of(row.case_id, *events);
      if (!c) return failure(c.error());
      auto more = figures_of(*c, districts);
      figures.insert(figures.end(), more.begin(), more.end());
    }
    if (rows->size() < open.limit) return figures;
  }
}

Figure figure_from(const json::value& value, const std::string& path, std::vector<FieldFault>& faults) {
  ObjectReader reader(value, path, faults);
  Figure figure{};
  figure.year = static_cast<int>(reader.whole_number("year", Presence::required, 2000, 2200).value_or(0));
  figure.property = reader.text("property", Presence::required, 60).value_or("");
  figure.value = reader.text("value", Presence::required, 200).value_or("");
  figure.measure = reader.text("measure", Presence::required, 60).value_or("");
  figure.reading = reader.text("reading", Presence::required, 60).value_or("");
  figure.cases = reader.whole_number("cases", Presence::required, 1, most_cases).value_or(0);
  reader.refuse_unknown();
  return figure;
}

// Each case has one outcome and one value of each property: the outcomes by each property are there, and add
// up to those of all. So do the referrals by kind of service and by reason.
std::optional<std::string> not_adding_up(const std::vector<Figure>& figures) {
  using Counts = std::map<std::string, std::int64_t>;                // by reading
  std::map<std::tuple<int, std::string, std::string>, Counts> sums;  // year, measure, property
  for (const auto& figure : figures) {
    if (figure.measure == "outcome" || figure.measure == "referral")
      sums[{figure.year, figure.measure, figure.property}][figure.reading] += figure.cases;
  }
  const std::map<std::string, std::vector<std::string>> properties{
      {"outcome",
       {"all", "month", "age_band", "sex", "district", "municipality", "sender", "policy", "no_shows"}},
      {"referral", {"service_kind", "declined_for"}}};
  for (const auto& [key, counts] : sums) {
    for (const auto& property : properties.at(std::get<1>(key))) {
      if (!sums.contains({std::get<0>(key), std::get<1>(key), property}))
        return fmt::format("{}: there are no {} figures by {}", std::get<0>(key), std::get<1>(key), property);
    }
  }
  std::map<std::pair<int, std::string>, const Counts*> first;
  for (const auto& [key, counts] : sums) {
    const auto& [year, measure, property] = key;
    const auto* same = first.try_emplace({year, measure}, &counts).first->second;
    if (*same != counts)
      return fmt::format("{}: the {} figures by {} do not add up to the others", year, measure, property);
  }
  return std::nullopt;
}

}  // namespace

Result<UnitFigures, StoreFault> figures_of_unit(Store& store, HelpFigures& help, const UnitSettings& unit) {
  auto closed = store.figures();
  if (!closed) return failure(closed.error());
  auto open = of_open_cases(store, unit.districts);
  if (!open) return failure(open.error());
  auto helped = help.figures();
  if (!helped) return failure(helped.error());
  using Key = std::tuple<int, std::string, std::string, std::string, std::string>;
  std::map<Key, std::int64_t> counts;
  for (const auto* list : {&*closed, &*open, &*helped}) {
    for (const auto& figure : *list)
      counts[{figure.year, figure.property, figure.value, figure.measure, figure.reading}] += figure.cases;
  }
  UnitFigures figures{unit.details.name, unit.details.municipality_number, {}};
  for (const auto& [key, cases] : counts) {
    const auto& [year, property, value, measure, reading] = key;
    figures.figures.push_back({year, property, value, measure, reading, cases});
  }
  return figures;
}

json::object to_json(const UnitFigures& unit) {
  json::array figures;
  for (const auto& figure : unit.figures) {
    figures.push_back(json::object{{"year", figure.year},
                                   {"property", figure.property},
                                   {"value", figure.value},
                                   {"measure", figure.measure},
                                   {"reading", figure.reading},
                                   {"cases", figure.cases}});
  }
  json::object object{{"format", format},
                      {"not_for_publication", true},
                      {"unit", unit.unit},
                      {"municipality", unit.municipality}};
  object["figures"] = std::move(figures);
  return object;
}

Result<UnitFigures, std::string> unit_figures_from_json(const json::value& value) {
  std::vector<FieldFault> faults;
  ObjectReader reader(value, "", faults);
  if (auto text = reader.text("format", Presence::required, 60); text && *text != format)
    return failure(fmt::format("format: expected \"{}\"", format));
  auto marked = reader.boolean("not_for_publication", Presence::required);
  if (marked && !*marked) return failure(std::string("not_for_publication: expected true"));
  UnitFigures unit;
  unit.unit = reader.text("unit", Presence::required, 200).value_or("");
  unit.municipality = reader.text("municipality", Presence::required, 4).value_or("");
  const json::array* figures = reader.array("figures", Presence::required, most_figures);
  if (figures != nullptr) {
    for (std::size_t i = 0; i < figures->size() && faults.empty(); ++i)
      unit.figures.push_back(figure_from((*figures)[i], fmt::format("figures[{}]", i), faults));
  }
  reader.refuse_unknown();
  if (!faults.empty()) return failure(to_string(faults.front()));
  if (auto wrong = not_adding_up(unit.figures)) return failure(*wrong);
  return unit;
}

}  // namespace moteplass::app
