// An analysis in words and as JSON.
#include <fmt/format.h>

#include "dmn/check/check.h"
#include "feel/json.h"

namespace moteplass::dmn {

std::string_view name_of(Finding::Kind kind) {
  switch (kind) {
    case Finding::Kind::gap:
      return "gap";
    case Finding::Kind::value_unmentioned:
      return "value unmentioned";
    case Finding::Kind::default_covers:
      return "default covers";
    case Finding::Kind::overlap:
      return "overlap";
    case Finding::Kind::unreachable:
      return "unreachable";
    case Finding::Kind::redundant:
      return "redundant";
    case Finding::Kind::not_allowed:
      return "not allowed";
    case Finding::Kind::beyond:
      return "beyond";
    case Finding::Kind::limit:
      return "limit";
  }
  return "";
}

std::string_view name_of(Finding::Severity severity) {
  switch (severity) {
    case Finding::Severity::information:
      return "information";
    case Finding::Severity::warning:
      return "warning";
    case Finding::Severity::error:
      return "error";
  }
  return "";
}

namespace {

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string heading(const Analysis& analysis, const CheckedTable& table) {
  std::string name = table.decision + (table.table.empty() ? "" : ", " + table.table);
  return fmt::format("{}:{}: {} ({}, hit policy {})", analysis.file, table.position.line, name,
                     counted(table.rules, "rule", "rules"), table.hit_policy);
}

std::string paragraph(const Finding& finding) {
  std::string text =
      fmt::format("  {} (line {}): {}\n", name_of(finding.severity), finding.position.line, finding.message);
  if (!finding.region.columns.empty()) text += "      where " + to_string(finding.region) + "\n";
  if (!finding.example.empty()) text += "      for example " + example_text(finding.example) + "\n";
  return text;
}

boost::json::object json_of(const Finding& finding) {
  boost::json::object region;
  for (const auto& [name, tests] : finding.region.columns) region[name] = tests;
  boost::json::object example;
  for (const auto& [name, value] : finding.example) example[name] = feel::to_json(value);
  boost::json::array rules;
  for (int rule : finding.rules) rules.push_back(rule);
  return {{"kind", name_of(finding.kind)},    {"severity", name_of(finding.severity)},
          {"decision", finding.decision},     {"table", finding.table},
          {"rules", std::move(rules)},        {"certain", finding.certain},
          {"region", std::move(region)},      {"example", std::move(example)},
          {"message", finding.message},       {"line", finding.position.line},
          {"column", finding.position.column}};
}

}  // namespace

std::string to_text(const Analysis& analysis) {
  std::string text;
  for (const CheckedTable& table : analysis.tables) {
    std::string found;
    for (const Finding& finding : analysis.findings)
      if (finding.decision == table.decision && finding.table == table.table) found += paragraph(finding);
    text += heading(analysis, table) + (found.empty() ? ": nothing found\n" : "\n" + found);
  }
  for (const Diagnostic& problem : analysis.warnings) text += to_string(problem) + "\n";
  text += fmt::format("{} looked at: {}, {}, {}\n", counted(analysis.tables.size(), "table", "tables"),
                      counted(analysis.count(Finding::Severity::error), "error", "errors"),
                      counted(analysis.count(Finding::Severity::warning), "warning", "warnings"),
                      counted(analysis.count(Finding::Severity::information), "remark", "remarks"));
  return text;
}

boost::json::object to_json(const Analysis& analysis) {
  boost::json::array tables;
  for (const CheckedTable& table : analysis.tables) {
    boost::json::array beyond;
    for (const std::string& column : table.beyond) beyond.push_back(boost::json::string(column));
    tables.push_back(boost::json::object{{"decision", table.decision},
                                         {"table", table.table},
                                         {"hitPolicy", table.hit_policy},
                                         {"rules", table.rules},
                                         {"beyond", std::move(beyond)},
                                         {"complete", table.complete},
                                         {"line", table.position.line}});
  }
  boost::json::array findings;
  for (const Finding& finding : analysis.findings) findings.push_back(json_of(finding));
  boost::json::array model_warnings;
  for (const Diagnostic& problem : analysis.warnings)
    model_warnings.push_back(boost::json::object{{"decision", problem.decision},
                                                 {"rule", problem.rule},
                                                 {"line", problem.line},
                                                 {"column", problem.column},
                                                 {"message", problem.message}});
  return {{"file", analysis.file},
          {"tables", std::move(tables)},
          {"findings", std::move(findings)},
          {"modelWarnings", std::move(model_warnings)},
          {"errors", analysis.count(Finding::Severity::error)},
          {"warnings", analysis.count(Finding::Severity::warning)},
          {"information", analysis.count(Finding::Severity::information)}};
}

}  // namespace moteplass::dmn
