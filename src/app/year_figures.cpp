#include "app/year_figures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <set>

#include <fmt/format.h>

#include "app/feedback_figures.h"
#include "app/referral_figures.h"
#include "statistics/table_text.h"

namespace moteplass::app {
namespace {

using casework::FiguresOutcome;
using casework::Stretch;
using statistics::Quartiles;
using statistics::Rule;
using statistics::ShownTable;
using statistics::Table;

constexpr std::string_view outcome_measure = "outcome";
constexpr std::string_view everyone = "all";
constexpr std::string_view unknown = "unknown";
constexpr std::array tabled{"month",        "age_band", "sex",    "district",
                            "municipality", "sender",   "policy", "no_shows"};
constexpr auto last_outcome = FiguresOutcome::voluntary;
constexpr auto last_stretch = Stretch::receipt_to_closing;

template <class Choice>
std::vector<std::string> words_to(Choice last) {
  std::vector<std::string> words;
  for (int i = 0; i <= static_cast<int>(last); ++i) words.emplace_back(word(static_cast<Choice>(i)));
  return words;
}

// One unit's figures of one year, found by what they say.
class Counted {
 public:
  Counted(const UnitFigures& unit, int year) : label_(unit.label()) {
    for (const auto& figure : unit.figures) {
      if (figure.year == year)
        counts_[{figure.property, figure.value, figure.measure}][figure.reading] += figure.cases;
    }
  }

  const std::string& label() const { return label_; }
  std::int64_t count(const std::string& property, const std::string& value, std::string_view measure,
                     const std::string& reading) const {
    auto found = counts_.find({property, value, std::string(measure)});
    if (found == counts_.end()) return 0;
    auto read = found->second.find(reading);
    return read == found->second.end() ? 0 : read->second;
  }
  std::set<std::string> values(const std::string& property, std::string_view measure) const {
    std::set<std::string> found;
    for (const auto& [key, readings] : counts_) {
      const auto& [of, value, what] = key;
      if (of == property && what == measure) found.insert(value);
    }
    return found;
  }
  statistics::Values days(std::string_view property, const std::string& value,
                          std::string_view measure) const {
    statistics::Values values;
    auto found = counts_.find({std::string(property), value, std::string(measure)});
    if (found == counts_.end()) return values;
    for (const auto& [reading, cases] : found->second) {
      auto days = Decimal::parse(reading);
      if (days && days->to_int64()) values[*days->to_int64()] += cases;
    }
    return values;
  }

 private:
  std::string label_;
  std::map<std::tuple<std::string, std::string, std::string>, std::map<std::string, std::int64_t>> counts_;
};

// The units of a year side by side.
class Side {
 public:
  Side(const std::vector<UnitFigures>& units, int year, Rule rule) : rule_(rule) {
    for (const auto& unit : units) counted_.emplace_back(unit, year);
  }

  const std::vector<Counted>& units() const { return counted_; }
  bool of_several() const { return counted_.size() > 1; }

  // By value, what is unknown last.
  std::vector<std::string> values(const std::string& property, std::string_view measure) const {
    std::set<std::string> found;
    for (const auto& unit : counted_) found.merge(unit.values(property, measure));
    std::vector<std::string> list(found.begin(), found.end());
    std::stable_partition(list.begin(), list.end(), [](const auto& value) { return value != unknown; });
    return list;
  }
  // Enough stand behind it, and for each unit enough of the others.
  bool is_enough(const std::function<std::int64_t(const Counted&)>& count) const {
    std::int64_t all = 0;
    for (const auto& unit : counted_) all += count(unit);
    if (all < rule_.least) return false;
    return std::all_of(counted_.begin(), counted_.end(), [&](const Counted& unit) {
      auto others = all - count(unit);
      return others == 0 || others >= rule_.least || !of_several();
    });
  }
  std::optional<Quartiles> days(std::string_view property, const std::string& value,
                                std::string_view measure) const {
    auto of_unit = [&](const Counted& unit) { return unit.days(property, value, measure); };
    auto number = [&](const Counted& unit) {
      std::int64_t sum = 0;
      for (const auto& [days, cases] : of_unit(unit)) sum += cases;
      return sum;
    };
    if (!is_enough(number)) return std::nullopt;
    statistics::Values all;
    for (const auto& unit : counted_)
      for (const auto& [days, cases] : of_unit(unit)) all[days] += cases;
    return quartiles(all, rule_);
  }

 private:
  Rule rule_;
  std::vector<Counted> counted_;
};

using Count = std::function<std::int64_t(const std::string& row, const std::string& column)>;

Table table_of(std::string rows, std::string columns, std::vector<std::string> row_values,
               std::vector<std::string> column_values, const Count& count) {
  Table table{std::move(rows), std::move(columns), std::move(row_values), std::move(column_values), {}};
  for (const auto& row : table.row_values)
    for (const auto& column : table.column_values) table.counts.push_back(count(row, column));
  return table;
}

Count counts_of(const Counted& unit, const std::string& property, std::string_view measure) {
  return [&unit, property, measure](const std::string& row, const std::string& column) {
    return unit.count(property, row, measure, column);
  };
}

// What ties the units to the municipalities they have cases from.
struct Pairs {
  std::vector<std::string> names;
  std::vector<std::size_t> units;
  std::vector<std::size_t> municipalities;
};

Pairs pairs_of(const Side& side, const std::vector<std::string>& municipalities) {
  Pairs pairs;
  for (std::size_t unit = 0; unit < side.units().size(); ++unit) {
    for (const auto& value : side.units()[unit].values("municipality", outcome_measure)) {
      auto at = std::find(municipalities.begin(), municipalities.end(), value);
      pairs.names.push_back(side.units()[unit].label() + "\n" + value);
      pairs.units.push_back(unit);
      pairs.municipalities.push_back(static_cast<std::size_t>(at - municipalities.begin()));
    }
  }
  return pairs;
}

std::vector<ShownTable> case_tables(const Side& side, Rule rule) {
  auto outcomes = words_to(last_outcome);
  std::vector<std::string> properties;
  for (const char* property : tabled)
    if (!side.of_several() || std::string_view(property) != "district") properties.emplace_back(property);
  std::vector<std::string> labels;
  for (const auto& unit : side.units()) labels.push_back(unit.label());
  auto pairs = pairs_of(side, side.values("municipality", outcome_measure));
  std::vector<std::vector<Table>> contributions;
  for (const auto& unit : side.units()) {
    auto& tables = contributions.emplace_back();
    for (const auto& property : properties) {
      tables.push_back(table_of(property, "outcome", side.values(property, outcome_measure), outcomes,
                                counts_of(unit, property, outcome_measure)));
    }
    if (!side.of_several()) continue;
    tables.push_back(
        table_of("unit", "outcome", labels, outcomes, [&](const std::string& row, const std::string& column) {
          return row == unit.label() ? unit.count("all", "all", outcome_measure, column) : 0;
        }));
    auto start = unit.label() + "\n";
    tables.push_back(table_of(
        "pair", "outcome", pairs.names, outcomes, [&](const std::string& row, const std::string& column) {
          if (!row.starts_with(start)) return std::int64_t{0};
          return unit.count("municipality", row.substr(start.size()), outcome_measure, column);
        }));
  }
  std::vector<statistics::Division> divisions;
  if (side.of_several()) {
    auto municipality = static_cast<std::size_t>(
        std::find(properties.begin(), properties.end(), "municipality") - properties.begin());
    divisions = {{properties.size() + 1, properties.size(), pairs.units},
                 {properties.size() + 1, municipality, pairs.municipalities}};
  }
  auto shown = hide_small_counts_of_sum(contributions, divisions, rule);
  if (side.of_several()) shown.pop_back();
  return shown;
}

std::vector<ShownTable> referral_tables(const Side& side, Rule rule) {
  bool enough = side.is_enough(
      [](const Counted& unit) { return unit.count("all", "all", people_referred_measure, "yes"); });
  if (!enough) return {};
  auto outcomes = words_to(casework::ReferralOutcome::withdrawn);
  std::vector<std::vector<Table>> contributions;
  for (const auto& unit : side.units()) {
    auto& tables = contributions.emplace_back();
    for (std::string property : {"service_kind", "declined_for"}) {
      tables.push_back(table_of(property, std::string(referral_measure),
                                side.values(property, referral_measure), outcomes,
                                counts_of(unit, property, referral_measure)));
    }
  }
  return hide_small_counts_of_sum(contributions, {}, rule);
}

// All questions count the same forms: what was left open is counted as not answered.
std::vector<ShownTable> feedback_tables(const Side& side, Rule rule) {
  std::set<std::string> found;
  for (auto question : feedback_measures)
    for (auto& age : side.values("age_band", question)) found.insert(age);
  if (found.empty()) return {};
  std::vector<std::string> ages(found.begin(), found.end());
  std::vector<std::string> readings(feedback_readings.begin(), feedback_readings.end());
  std::vector<std::vector<Table>> contributions;
  for (const auto& unit : side.units()) {
    auto answers = [&](const std::string& age, std::string_view question) {
      std::int64_t sum = 0;
      for (const auto& reading : readings) sum += unit.count("age_band", age, question, reading);
      return sum;
    };
    auto forms = [&](const std::string& age) {
      std::int64_t most = 0;
      for (auto question : feedback_measures) most = std::max(most, answers(age, question));
      return most;
    };
    auto& tables = contributions.emplace_back();
    for (auto question : feedback_measures) {
      auto count = [&](const std::string& age, const std::string& reading) {
        auto said = unit.count("age_band", age, question, reading);
        return reading == readings.back() ? said + forms(age) - answers(age, question) : said;
      };
      tables.push_back(table_of("age_band", std::string(question), ages, readings, count));
    }
  }
  return hide_small_counts_of_sum(contributions, {}, rule);
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

std::optional<int> attended_per_cent(const ShownTable& table, std::size_t row, Rule rule) {
  auto attended = table.at(row, static_cast<std::size_t>(FiguresOutcome::attended));
  auto not_attended = table.at(row, static_cast<std::size_t>(FiguresOutcome::not_attended));
  if (!attended || !not_attended || *attended + *not_attended < rule.least) return std::nullopt;
  auto share = static_cast<double>(*attended) / static_cast<double>(*attended + *not_attended);
  return static_cast<int>(std::lround(100 * share));
}

double per_thousand(std::int64_t cases, std::int64_t residents) {
  return 1000.0 * static_cast<double>(cases) / static_cast<double>(residents);
}

// Days are shown for those only whose number is shown: that a median stands there says that enough are behind
// it.
GroupFigures group_of(const ShownTable& table, std::size_t row, const Side& side,
                      const std::vector<District>& districts, Rule rule) {
  GroupFigures group;
  group.value = table.row_values[row];
  group.attended_per_cent = attended_per_cent(table, row, rule);
  auto attended = table.at(row, static_cast<std::size_t>(FiguresOutcome::attended));
  if (attended && *attended >= rule.least) {
    auto days = [&](Stretch stretch) { return side.days(table.rows, group.value, word(stretch)); };
    group.receipt_to_meeting = days(Stretch::receipt_to_meeting);
    group.offence_to_meeting = days(Stretch::offence_to_meeting);
  }
  if (table.rows != "district" || !table.row_totals[row]) return group;
  for (const auto& district : districts) {
    if (district.name == group.value && district.residents > 0)
      group.per_thousand_residents = per_thousand(*table.row_totals[row], district.residents);
  }
  return group;
}

std::optional<double> per_thousand_of_all(const ShownTable& table, const std::vector<District>& districts) {
  std::int64_t residents = 0;
  for (const auto& district : districts) {
    if (district.residents == 0) return std::nullopt;
    residents += district.residents;
  }
  if (residents == 0 || !table.total) return std::nullopt;
  return per_thousand(*table.total, residents);
}

}  // namespace

std::vector<int> years_of(const std::vector<UnitFigures>& units) {
  std::set<int, std::greater<>> years;
  for (const auto& unit : units)
    for (const auto& figure : unit.figures) years.insert(figure.year);
  return {years.begin(), years.end()};
}

YearFigures year_figures(const std::vector<UnitFigures>& units, int year, Rule rule,
                         const std::vector<District>& districts) {
  Side side(units, year, rule);
  YearFigures figures;
  figures.year = year;
  figures.years = years_of(units);
  for (const auto& unit : side.units()) figures.units.push_back(unit.label());
  figures.rule = rule;
  figures.tables = case_tables(side, rule);
  for (const auto& table : figures.tables) {
    auto& groups = figures.groups.emplace_back();
    for (std::size_t row = 0; row < table.row_values.size(); ++row)
      groups.push_back(group_of(table, row, side, districts, rule));
    if (table.rows == "district") figures.per_thousand_residents = per_thousand_of_all(table, districts);
  }
  // The last table's margin is that of all.
  auto attended = figures.tables.back().column_totals[static_cast<std::size_t>(FiguresOutcome::attended)];
  bool meetings_shown = attended && *attended >= rule.least;
  for (int i = 0; i <= static_cast<int>(last_stretch); ++i) {
    auto stretch = static_cast<Stretch>(i);
    bool shown = meetings_shown || !to_or_from_meeting(stretch);
    figures.stretches.push_back(
        {stretch, shown ? side.days(everyone, std::string(everyone), word(stretch)) : std::nullopt});
  }
  figures.referrals = referral_tables(side, rule);
  for (const auto& table : figures.referrals) {
    auto& groups = figures.referral_groups.emplace_back();
    for (std::size_t row = 0; row < table.row_values.size(); ++row) {
      GroupFigures group;
      group.value = table.row_values[row];
      auto started = table.at(row, static_cast<std::size_t>(casework::ReferralOutcome::started));
      if (table.rows == "service_kind" && started && *started >= rule.least)
        group.sent_to_started = side.days(table.rows, group.value, sent_to_started_measure);
      groups.push_back(std::move(group));
    }
  }
  figures.feedback = feedback_tables(side, rule);
  return figures;
}

std::string to_csv(const YearFigures& figures) {
  auto tables = figures.tables;
  tables.insert(tables.end(), figures.referrals.begin(), figures.referrals.end());
  tables.insert(tables.end(), figures.feedback.begin(), figures.feedback.end());
  std::string csv = statistics::to_csv(tables);
  auto add = [&](std::string_view property, std::string_view value, std::string_view stretch,
                 const std::optional<Quartiles>& days) {
    const std::pair<std::string_view, std::optional<double>> readings[] = {
        {"first_quartile", days ? std::optional(days->first) : std::nullopt},
        {"median", days ? std::optional(days->median) : std::nullopt},
        {"third_quartile", days ? std::optional(days->third) : std::nullopt}};
    for (const auto& [reading, number] : readings) {
      csv += fmt::format("{},{},days_{},{},{}\r\n", property, statistics::csv_field(value), stretch, reading,
                         number ? fmt::format("{:g}", *number) : ":");
    }
  };
  for (const auto& times : figures.stretches) add(everyone, everyone, word(times.stretch), times.days);
  for (std::size_t i = 0; i < figures.tables.size(); ++i) {
    const auto& property = figures.tables[i].rows;
    if (property != "age_band" && property != "district") continue;
    for (const auto& group : figures.groups[i]) {
      add(property, group.value, word(Stretch::receipt_to_meeting), group.receipt_to_meeting);
      add(property, group.value, word(Stretch::offence_to_meeting), group.offence_to_meeting);
    }
  }
  for (std::size_t i = 0; i < figures.referrals.size(); ++i) {
    if (figures.referrals[i].rows != "service_kind") continue;
    for (const auto& group : figures.referral_groups[i])
      add("service_kind", group.value, sent_to_started_measure, group.sent_to_started);
  }
  return csv;
}

}  // namespace moteplass::app
