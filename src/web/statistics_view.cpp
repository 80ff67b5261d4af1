#include "web/statistics_view.h"

#include <algorithm>

#include <fmt/format.h>

#include "statistics/quartiles.h"
#include "web/number_words.h"

namespace moteplass::web {
namespace {

using casework::FiguresOutcome;
using statistics::Quartiles;
using statistics::Shown;
using statistics::ShownTable;

constexpr std::string_view hidden = ":";

std::string shown_text(Words words, Shown count) {
  return count ? number_in_words(words, *count) : std::string(hidden);
}

std::string value_text(Words words, std::string_view property, const std::string& value,
                       const app::UnitSettings& unit, const Titles& titles) {
  if (value == "unknown") return words("statistics.unknown");
  if (property == "sender") return app::sender_name(unit, value);
  if (property == "policy") {
    auto title = titles.find(value);
    return title == titles.end() ? value : title->second;
  }
  if (property == "municipality")
    return value == unit.details.municipality_number ? unit.details.municipality : value;
  if (property == "district" || property == "unit") return value;
  return words.of(fmt::format("statistics.value.{}", property), value);
}

std::string days_text(Words words, double days) {
  return decimal_in_words(words, fmt::format("{:g}", days));
}

json::value quartiles_view(Words words, const std::optional<Quartiles>& days) {
  if (!days) return false;
  return json::object{{"first", days_text(words, days->first)},
                      {"median", days_text(words, days->median)},
                      {"third", days_text(words, days->third)}};
}

// Of a row's length, what each outcome that is shown takes up; what is hidden within a total that is shown
// is left pale.
json::value bar_view(const ShownTable& table, std::size_t row, std::int64_t longest) {
  if (!table.row_totals[row] || longest == 0) return false;
  auto part = [&](std::int64_t count) {
    return 100.0 * static_cast<double>(count) / static_cast<double>(longest);
  };
  json::array segments;
  double from = 0;
  for (std::size_t column = 0; column < table.column_values.size(); ++column) {
    auto count = table.at(row, column);
    if (!count || *count == 0) continue;
    segments.push_back(json::object{{"outcome", table.column_values[column]},
                                    {"x", fmt::format("{:.2f}", from)},
                                    {"width", fmt::format("{:.2f}", part(*count))}});
    from += part(*count);
  }
  return json::object{{"width", fmt::format("{:.2f}", part(*table.row_totals[row]))},
                      {"segments", std::move(segments)}};
}

json::array counts_view(Words words, const std::vector<Shown>& counts) {
  json::array list;
  for (Shown count : counts)
    list.push_back(json::object{{"text", shown_text(words, count)}, {"hidden", !count.has_value()}});
  return list;
}

json::object row_view(Words words, const ShownTable& table, std::size_t row, const app::GroupFigures& group,
                      std::int64_t longest) {
  auto width = static_cast<std::ptrdiff_t>(table.column_values.size());
  auto from = table.counts.begin() + static_cast<std::ptrdiff_t>(row) * width;
  json::object view{{"counts", json::object{{"list", counts_view(words, {from, from + width})}}},
                    {"total", shown_text(words, table.row_totals[row])},
                    {"total_hidden", !table.row_totals[row].has_value()}};
  view["bar"] = bar_view(table, row, longest);
  view["attended"] = group.attended_per_cent ? per_mille_in_words(words, 10 * *group.attended_per_cent)
                                             : std::string(hidden);
  view["waited"] = quartiles_view(words, group.receipt_to_meeting);
  view["whole_way"] = quartiles_view(words, group.offence_to_meeting);
  view["per_thousand"] = group.per_thousand_residents
                             ? decimal_in_words(words, fmt::format("{:.1f}", *group.per_thousand_residents))
                             : std::string(hidden);
  return view;
}

json::object legend_entry(Words words, const ShownTable& table, const std::string& column) {
  return json::object{{"class", column},
                      {"name", words.of(fmt::format("statistics.reading.{}", table.columns), column)}};
}

// A table of a part of its own: rows, a bar in each, counts, and the median days of those that have them.
json::object part_table_view(Words words, const ShownTable& table,
                             const std::vector<app::GroupFigures>* groups) {
  std::int64_t longest = 0;
  for (Shown total : table.row_totals) longest = std::max(longest, total.value_or(0));
  bool timed = table.rows == "service_kind";
  json::array rows;
  for (std::size_t row = 0; row < table.row_values.size(); ++row) {
    auto width = static_cast<std::ptrdiff_t>(table.column_values.size());
    auto from = table.counts.begin() + static_cast<std::ptrdiff_t>(row) * width;
    const auto& value = table.row_values[row];
    json::object view{{"counts", json::object{{"list", counts_view(words, {from, from + width})}}},
                      {"total", shown_text(words, table.row_totals[row])},
                      {"total_hidden", !table.row_totals[row].has_value()}};
    view["name"] = value == "unknown" ? words("statistics.unknown")
                                      : words.of(fmt::format("statistics.value.{}", table.rows), value);
    view["bar"] = bar_view(table, row, longest);
    if (groups != nullptr) view["days"] = quartiles_view(words, (*groups)[row].sent_to_started);
    rows.push_back(std::move(view));
  }
  json::array columns;
  for (const auto& column : table.column_values) columns.push_back(legend_entry(words, table, column));
  json::object view{{"id", table.columns + "-" + table.rows},
                    {"row_heading", words.of("statistics.row", table.rows)},
                    {"total", shown_text(words, table.total)},
                    {"timed", timed && groups != nullptr}};
  view["columns"] = json::object{{"list", std::move(columns)}};
  view["rows"] = json::object{{"list", std::move(rows)}};
  view["all"] = json::object{{"list", counts_view(words, table.column_totals)}};
  return view;
}

json::object part_view(Words words, const std::string& id, json::array legend, json::array tables) {
  json::object view{{"id", id},
                    {"title", words.of("statistics.part", id)},
                    {"explained", words.of("statistics.part_explained", id)}};
  view["legend"] = json::object{{"list", std::move(legend)}};
  view["tables"] = json::object{{"list", std::move(tables)}};
  return view;
}

json::array legend_view(Words words, const ShownTable& table) {
  json::array legend;
  for (const auto& column : table.column_values) legend.push_back(legend_entry(words, table, column));
  legend.push_back(json::object{{"class", "hidden"}, {"name", words("statistics.hidden_part")}});
  return legend;
}

}  // namespace

json::array parts_view(Words words, const app::YearFigures& figures) {
  json::array parts;
  if (!figures.referrals.empty()) {
    json::array tables;
    for (std::size_t i = 0; i < figures.referrals.size(); ++i) {
      auto table = part_table_view(words, figures.referrals[i], &figures.referral_groups[i]);
      table["title"] = words.of("statistics.by", figures.referrals[i].rows);
      tables.push_back(std::move(table));
    }
    parts.push_back(
        part_view(words, "referral", legend_view(words, figures.referrals[0]), std::move(tables)));
  }
  if (!figures.feedback.empty()) {
    json::array tables;
    for (const auto& question : figures.feedback) {
      auto table = part_table_view(words, question, nullptr);
      table["title"] = words.of("statistics.question", question.columns);
      tables.push_back(std::move(table));
    }
    parts.push_back(part_view(words, "feedback", legend_view(words, figures.feedback[0]), std::move(tables)));
  }
  return parts;
}

json::value equity_view(Words words, const app::YearFigures& figures) {
  auto found = std::find_if(figures.tables.begin(), figures.tables.end(),
                            [](const ShownTable& table) { return table.rows == "district"; });
  if (found == figures.tables.end()) return false;
  const auto& groups = figures.groups[static_cast<std::size_t>(found - figures.tables.begin())];
  double most = figures.per_thousand_residents.value_or(0);
  for (const auto& group : groups) most = std::max(most, group.per_thousand_residents.value_or(0));
  if (most == 0) return false;
  auto rate_text = [&](double rate) { return decimal_in_words(words, fmt::format("{:.1f}", rate)); };
  json::array rows;
  for (std::size_t row = 0; row < groups.size(); ++row) {
    const auto& group = groups[row];
    if (group.value == "unknown") continue;
    json::object view{{"name", group.value},
                      {"total", shown_text(words, found->row_totals[row])},
                      {"total_hidden", !found->row_totals[row].has_value()}};
    view["rate"] =
        group.per_thousand_residents ? rate_text(*group.per_thousand_residents) : std::string(hidden);
    view["bar"] = false;
    if (group.per_thousand_residents) {
      view["bar"] =
          json::object{{"width", fmt::format("{:.2f}", 100 * *group.per_thousand_residents / most)}};
    }
    view["attended"] = group.attended_per_cent ? per_mille_in_words(words, 10 * *group.attended_per_cent)
                                               : std::string(hidden);
    view["waited"] = quartiles_view(words, group.receipt_to_meeting);
    view["whole_way"] = quartiles_view(words, group.offence_to_meeting);
    rows.push_back(std::move(view));
  }
  json::object view;
  view["rows"] = json::object{{"list", std::move(rows)}};
  view["mark"] = false;
  if (figures.per_thousand_residents) {
    view["mark"] = json::object{{"x", fmt::format("{:.2f}", 100 * *figures.per_thousand_residents / most)},
                                {"rate", rate_text(*figures.per_thousand_residents)}};
  }
  return view;
}

json::array tables_view(Words words, const app::YearFigures& figures, const app::UnitSettings& unit,
                        const Titles& titles) {
  bool residents = std::any_of(unit.districts.begin(), unit.districts.end(),
                               [](const auto& district) { return district.residents > 0; });
  json::array list;
  for (std::size_t i = 0; i < figures.tables.size(); ++i) {
    const ShownTable& table = figures.tables[i];
    if (table.row_values.empty()) continue;
    std::int64_t longest = 0;
    for (Shown total : table.row_totals) longest = std::max(longest, total.value_or(0));
    json::array rows;
    for (std::size_t row = 0; row < table.row_values.size(); ++row) {
      auto view = row_view(words, table, row, figures.groups[i][row], longest);
      view["name"] = value_text(words, table.rows, table.row_values[row], unit, titles);
      rows.push_back(std::move(view));
    }
    json::array columns;
    for (const auto& column : table.column_values)
      columns.push_back(json::object{{"name", words.of("statistics.outcome", column)}});
    bool timed = table.rows == "age_band" || table.rows == "district";
    list.push_back(json::object{{"id", table.rows},
                                {"title", words.of("statistics.by", table.rows)},
                                {"explained", words.of("statistics.by_explained", table.rows)},
                                {"row_heading", words.of("statistics.row", table.rows)},
                                {"columns", json::object{{"list", std::move(columns)}}},
                                {"rows", json::object{{"list", std::move(rows)}}},
                                {"all", json::object{{"list", counts_view(words, table.column_totals)}}},
                                {"total", shown_text(words, table.total)},
                                {"timed", timed},
                                {"with_residents", residents && table.rows == "district"}});
  }
  return list;
}

json::array stretches_view(Words words, const app::YearFigures& figures) {
  double longest = 0;
  for (const auto& times : figures.stretches)
    if (times.days) longest = std::max(longest, times.days->third);
  json::array list;
  for (const auto& times : figures.stretches) {
    json::value bar = false;
    // Days before zero (a decision that became final after receipt) are told in the table alone.
    if (times.days && longest > 0 && times.days->first >= 0) {
      auto place = [&](double days) { return fmt::format("{:.2f}", 100 * days / longest); };
      bar = json::object{{"x", place(times.days->first)},
                         {"width", place(times.days->third - times.days->first)},
                         {"median", place(times.days->median)}};
    }
    list.push_back(json::object{{"name", words.of("statistics.stretch", word(times.stretch))},
                                {"days", quartiles_view(words, times.days)},
                                {"bar", std::move(bar)}});
  }
  return list;
}

}  // namespace moteplass::web
