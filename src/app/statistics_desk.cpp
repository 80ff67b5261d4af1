#include "app/statistics_desk.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "app/permissions.h"
#include "app/projections.h"
#include "statistics/table_text.h"

namespace moteplass::app {
namespace {

using casework::AgeBand;
using casework::FiguresOutcome;
using casework::Stretch;

constexpr std::string_view outcome_measure = "outcome";
constexpr std::string_view everyone = "all";
constexpr std::string_view unknown = "unknown";
constexpr std::array tabled{"month",        "age_band", "sex",    "district",
                            "municipality", "sender",   "policy", "no_shows"};
constexpr auto last_outcome = FiguresOutcome::not_for_unit;
constexpr auto last_stretch = Stretch::receipt_to_closing;

// Figures of one year, found by what they say.
class Counted {
 public:
  void add(const Figure& figure) {
    if (figure.measure == outcome_measure) {
      outcomes_[figure.property][figure.value][figure.reading] += figure.cases;
    } else if (auto days = Decimal::parse(figure.reading); days && days->to_int64()) {
      days_[{figure.property, figure.value, figure.measure}][*days->to_int64()] += figure.cases;
    }
  }

  statistics::Table table(const std::string& property) const {
    statistics::Table table{property, std::string(outcome_measure), {}, {}, {}};
    for (int i = 0; i <= static_cast<int>(last_outcome); ++i)
      table.column_values.emplace_back(word(static_cast<FiguresOutcome>(i)));
    auto found = outcomes_.find(property);
    if (found == outcomes_.end()) return table;
    for (const auto& [value, counts] : in_order(found->second)) {
      table.row_values.push_back(value);
      for (const auto& outcome : table.column_values) {
        auto count = counts.find(outcome);
        table.counts.push_back(count == counts.end() ? 0 : count->second);
      }
    }
    return table;
  }

  statistics::Values days(std::string_view property, const std::string& value, Stretch stretch) const {
    auto found = days_.find({std::string(property), value, std::string(word(stretch))});
    return found == days_.end() ? statistics::Values() : found->second;
  }

 private:
  using Counts = std::map<std::string, std::int64_t>;

  // By value, what is unknown last.
  static std::vector<std::pair<std::string, Counts>> in_order(const std::map<std::string, Counts>& rows) {
    std::vector<std::pair<std::string, Counts>> list(rows.begin(), rows.end());
    std::stable_partition(list.begin(), list.end(), [](const auto& row) { return row.first != unknown; });
    return list;
  }

  std::map<std::string, std::map<std::string, Counts>> outcomes_;
  std::map<std::tuple<std::string, std::string, std::string>, statistics::Values> days_;
};

Result<std::vector<Figure>, StoreFault> of_open_cases(const Setup& setup) {
  std::vector<Figure> figures;
  CaseQuery open;
  open.limit = 500;
  for (;; open.offset += open.limit) {
    auto rows = setup.store.case_rows(open);
    if (!rows) return failure(rows.error());
    for (const auto& row : *rows) {
      // A closed case may still wait for something; it has been counted.
      if (row.stage == casework::word(casework::Stage::closed)) continue;
      auto events = setup.store.events_of(row.case_id);
      if (!events) return failure(events.error());
      auto c = case_of(row.case_id, *events);
      if (!c) return failure(c.error());
      auto more = figures_of(*c, setup.unit.districts);
      figures.insert(figures.end(), more.begin(), more.end());
    }
    if (rows->size() < open.limit) return figures;
  }
}

bool to_or_from_meeting(Stretch stretch) {
  switch (stretch) {
    case Stretch::summons_to_meeting:
    case Stretch::receipt_to_meeting:
    case Stretch::offence_to_meeting:
    case Stretch::meeting_to_report:
      return true;
    case Stretch::offence_to_decision:
    case Stretch::decision_to_final:
    case Stretch::decision_to_receipt:
    case Stretch::final_to_receipt:
    case Stretch::receipt_to_opening:
    case Stretch::opening_to_assessment:
    case Stretch::assessment_to_summons:
    case Stretch::receipt_to_closing:
      return false;
  }
  return false;
}

std::optional<int> attended_per_cent(const statistics::ShownTable& table, std::size_t row,
                                     statistics::Rule rule) {
  auto attended = table.at(row, static_cast<std::size_t>(FiguresOutcome::attended));
  auto not_attended = table.at(row, static_cast<std::size_t>(FiguresOutcome::not_attended));
  if (!attended || !not_attended || *attended + *not_attended < rule.least) return std::nullopt;
  auto share = static_cast<double>(*attended) / static_cast<double>(*attended + *not_attended);
  return static_cast<int>(std::lround(100 * share));
}

// Days are shown for those only whose number is shown: that a median stands there says that enough are behind
// it.
GroupFigures group_of(const statistics::ShownTable& table, std::size_t row, const Counted& counted,
                      const std::vector<District>& districts, statistics::Rule rule) {
  GroupFigures group{table.row_values[row], attended_per_cent(table, row, rule), {}, {}, {}};
  auto attended = table.at(row, static_cast<std::size_t>(FiguresOutcome::attended));
  if (attended && *attended >= rule.least) {
    auto days = [&](Stretch stretch) {
      return quartiles(counted.days(table.rows, group.value, stretch), rule);
    };
    group.receipt_to_meeting = days(Stretch::receipt_to_meeting);
    group.offence_to_meeting = days(Stretch::offence_to_meeting);
  }
  if (table.rows != "district" || !table.row_totals[row]) return group;
  for (const auto& district : districts) {
    if (district.name != group.value || district.residents == 0) continue;
    group.per_thousand_residents =
        1000.0 * static_cast<double>(*table.row_totals[row]) / static_cast<double>(district.residents);
  }
  return group;
}

}  // namespace

std::string district_of(const std::optional<std::string>& postal_code,
                        const std::vector<District>& districts) {
  if (!postal_code || postal_code->size() != 4) return std::string(unknown);
  if (districts.empty()) return postal_code->substr(0, 2) + "xx";
  for (const auto& district : districts) {
    for (const auto& [from, to] : district.postal_codes)
      if (from <= *postal_code && *postal_code <= to) return district.name;
  }
  return std::string(unknown);
}

std::vector<Figure> figures_of(const casework::Case& c, const std::vector<District>& districts) {
  auto counted = casework::figures_of(c);
  if (!counted) return {};
  const auto& message = *c.message;
  // Where a person with a protected address lives is not counted either.
  auto postal_code = casework::has_protected_address(c) ? std::nullopt : message.person.postal_code;
  return figures_of(
      *counted, {district_of(postal_code, districts), message.municipality, message.sender, c.policy.name});
}

std::vector<Figure> figures_of(const casework::CaseFigures& counted, const Surroundings& around) {
  auto no_shows = counted.no_shows > 2 ? std::string("3-") : std::to_string(counted.no_shows);
  const std::pair<std::string_view, std::string> properties[] = {
      {everyone, std::string(everyone)},
      {"month", fmt::format("{:02}", counted.month)},
      {"age_band", std::string(word(counted.age))},
      {"sex", std::string(unknown)},  // in no message
      {"district", around.district},
      {"municipality", around.municipality},
      {"sender", around.sender},
      {"policy", around.policy},
      {"no_shows", no_shows}};
  std::vector<Figure> figures;
  for (const auto& [property, value] : properties) {
    figures.push_back({counted.year, std::string(property), value, std::string(outcome_measure),
                       std::string(word(counted.outcome)), 1});
    // All stretches for all; of a group only those that are shown of it, for each is one more thing known.
    for (const auto& [stretch, days] : counted.days) {
      bool of_group = property == "age_band" || property == "district";
      bool to_meeting = stretch == Stretch::receipt_to_meeting || stretch == Stretch::offence_to_meeting;
      if (property != everyone && !(of_group && to_meeting)) continue;
      figures.push_back(
          {counted.year, std::string(property), value, std::string(word(stretch)), std::to_string(days), 1});
    }
  }
  return figures;
}

Result<YearFigures, Problem> StatisticsDesk::year(const User& user, std::optional<int> year) const {
  if (!may(user, Right::see_statistics)) return failure(problem(ProblemCode::forbidden));
  auto closed = setup_.store.figures();
  if (!closed) return failure(problem(closed.error()));
  auto open = of_open_cases(setup_);
  if (!open) return failure(problem(open.error()));
  std::set<int, std::greater<>> years;
  for (const auto& figure : *closed) years.insert(figure.year);
  for (const auto& figure : *open) years.insert(figure.year);
  if (years.empty()) years.insert(static_cast<int>(local_date(setup_.clock.now()).year()));
  YearFigures figures{year.value_or(*years.begin()), {years.begin(), years.end()}, {}, {}, {}, {}};
  if (!years.contains(figures.year)) return failure(problem(ProblemCode::not_found));
  figures.rule.least = setup_.unit.least_shown;
  Counted counted;
  for (const auto* list : {&*closed, &*open}) {
    for (const auto& figure : *list)
      if (figure.year == figures.year) counted.add(figure);
  }
  std::vector<statistics::Table> tables;
  for (const char* property : tabled) tables.push_back(counted.table(property));
  figures.tables = statistics::hide_small_counts(tables, figures.rule);
  for (const auto& table : figures.tables) {
    auto& groups = figures.groups.emplace_back();
    for (std::size_t row = 0; row < table.row_values.size(); ++row)
      groups.push_back(group_of(table, row, counted, setup_.unit.districts, figures.rule));
  }
  // The last table's margin is that of all.
  auto attended = figures.tables.back().column_totals[static_cast<std::size_t>(FiguresOutcome::attended)];
  bool meetings_shown = attended && *attended >= figures.rule.least;
  for (int i = 0; i <= static_cast<int>(last_stretch); ++i) {
    auto stretch = static_cast<Stretch>(i);
    auto days = counted.days(everyone, std::string(everyone), stretch);
    bool shown = meetings_shown || !to_or_from_meeting(stretch);
    figures.stretches.push_back({stretch, shown ? quartiles(days, figures.rule) : std::nullopt});
  }
  return figures;
}

std::string to_csv(const YearFigures& figures) {
  std::string csv = statistics::to_csv(figures.tables);
  auto add = [&](std::string_view property, std::string_view value, Stretch stretch,
                 const std::optional<statistics::Quartiles>& days) {
    const std::pair<std::string_view, std::optional<double>> readings[] = {
        {"first_quartile", days ? std::optional(days->first) : std::nullopt},
        {"median", days ? std::optional(days->median) : std::nullopt},
        {"third_quartile", days ? std::optional(days->third) : std::nullopt}};
    for (const auto& [reading, number] : readings) {
      csv += fmt::format("{},{},days_{},{},{}\r\n", property, statistics::csv_field(value), word(stretch),
                         reading, number ? fmt::format("{:g}", *number) : ":");
    }
  };
  for (const auto& times : figures.stretches) add(everyone, everyone, times.stretch, times.days);
  for (std::size_t i = 0; i < figures.tables.size(); ++i) {
    const auto& property = figures.tables[i].rows;
    if (property != "age_band" && property != "district") continue;
    for (const auto& group : figures.groups[i]) {
      add(property, group.value, Stretch::receipt_to_meeting, group.receipt_to_meeting);
      add(property, group.value, Stretch::offence_to_meeting, group.offence_to_meeting);
    }
  }
  return csv;
}

}  // namespace moteplass::app
