// `moteplass statistics`: the unit's figures to a file, and the figures of several units added up.
#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

#include "app/year_figures.h"
#include "main/commands.h"
#include "main/data_folder.h"
#include "main/statistics_file.h"
#include "main/world.h"

namespace moteplass {
namespace {

int fail(const std::string& line, int status) {
  fmt::print(stderr, "{}\n", line);
  return status;
}

std::string text_of(statistics::Shown count) {
  return count ? std::to_string(*count) : ":";
}

// Columns as wide as they need be. Widths are counted in characters, of which UTF-8 may take several bytes.
std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

void print_table(const statistics::ShownTable& table) {
  std::vector<std::vector<std::string>> lines(1);
  lines[0].push_back(table.rows);
  for (const auto& column : table.column_values) lines[0].push_back(column);
  lines[0].emplace_back("all");
  for (std::size_t row = 0; row < table.row_values.size(); ++row) {
    auto& line = lines.emplace_back();
    line.push_back(table.row_values[row]);
    for (std::size_t column = 0; column < table.column_values.size(); ++column)
      line.push_back(text_of(table.at(row, column)));
    line.push_back(text_of(table.row_totals[row]));
  }
  auto& last = lines.emplace_back();
  last.emplace_back("all");
  for (auto count : table.column_totals) last.push_back(text_of(count));
  last.push_back(text_of(table.total));
  std::vector<std::size_t> widths(lines[0].size());
  for (const auto& line : lines)
    for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], width_of(line[i]));
  fmt::print("\n{} by {}\n", table.columns, table.rows);
  for (const auto& line : lines) {
    fmt::print("{}{}", line[0], std::string(widths[0] - width_of(line[0]), ' '));
    for (std::size_t i = 1; i < line.size(); ++i)
      fmt::print("  {}{}", std::string(widths[i] - width_of(line[i]), ' '), line[i]);
    fmt::print("\n");
  }
}

void print_days(std::string_view what, const std::optional<statistics::Quartiles>& days) {
  if (days) fmt::print("{}: {:g} ({:g}–{:g})\n", what, days->median, days->first, days->third);
  if (!days) fmt::print("{}: :\n", what);
}

void print_text(const app::YearFigures& figures) {
  fmt::print(
      "{} units, {}. \":\": hidden, so that no count of fewer than {} can be worked out, also by a unit "
      "that takes its own away.\n",
      figures.units.size(), figures.year, figures.rule.least);
  for (const auto* tables : {&figures.tables, &figures.referrals, &figures.feedback})
    for (const auto& table : *tables)
      if (!table.row_values.empty()) print_table(table);
  fmt::print("\ndays: median (quartiles)\n");
  for (const auto& times : figures.stretches) print_days(word(times.stretch), times.days);
  for (std::size_t i = 0; i < figures.referrals.size(); ++i) {
    if (figures.referrals[i].rows != "service_kind") continue;
    for (const auto& group : figures.referral_groups[i])
      print_days("sent_to_started, " + group.value, group.sent_to_started);
  }
}

}  // namespace

int export_statistics(const std::string& data) {
  SystemEntropy entropy;
  auto unit = open_unit(data, false);
  if (!unit) return fail(unit.error(), exit_failed);
  auto store = open_store(data, entropy);
  if (!store) return fail(store.error(), exit_failed);
  auto help = open_help_store(data, entropy);
  if (!help) return fail(help.error(), exit_failed);
  auto figures = app::figures_of_unit(**store, **help, unit->settings);
  if (!figures) return fail(fmt::format("{}: the figures cannot be read", data), exit_failed);
  fmt::print("{}\n", to_text(app::to_json(*figures)));
  return std::fflush(stdout) == 0 ? 0 : fail("the figures cannot be written", exit_failed);
}

int sum_statistics(const SumOptions& options) {
  auto units = read_figures_files({options.files.begin(), options.files.end()});
  if (!units) return fail(units.error(), exit_bad_input);
  auto years = app::years_of(*units);
  if (years.empty()) return fail("there are no figures in these files", exit_bad_input);
  int year = options.year == 0 ? years.front() : options.year;
  if (std::find(years.begin(), years.end(), year) == years.end())
    return fail(fmt::format("--year: no figures of {}", year), exit_bad_input);
  auto figures = app::year_figures(*units, year, {options.least}, {});
  if (options.csv) {
    fmt::print("{}", to_csv(figures));
  } else {
    print_text(figures);
  }
  return 0;
}

}  // namespace moteplass
