#include "web/reading_view.h"

#include <fmt/format.h>

#include "web/source_view.h"

namespace moteplass::web {
namespace {

using policy::ReadCell;
using Kind = policy::ReadCell::Kind;

constexpr std::string_view not_stated = "ikke angitt";  // as the files say it

std::string joined(const std::vector<std::string>& items) {
  bool commas = false;
  for (const auto& item : items) commas = commas || item.find(", ") != std::string::npos;
  std::string text;
  for (const auto& item : items) text += (text.empty() ? "" : commas ? "; " : ", ") + item;
  return text;
}

// "§ 69" stays on one line.
std::string firm(std::string text) {
  for (auto at = text.find("§ "); at != std::string::npos; at = text.find("§ ", at + 1))
    text.replace(at, 3, "§\u00a0");
  return text;
}

std::string range_in_words(Words words, const ReadCell& cell) {
  auto key = [](std::string_view side, bool within) {
    return fmt::format("model.range_{}{}", side, within ? "_within" : "");
  };
  // Nothing that is counted here is ever below nought.
  if (cell.low.empty() || (cell.low == "0" && cell.low_within && !cell.high.empty()))
    return words(key("below", cell.high_within), {{"high", cell.high}});
  if (cell.high.empty()) return words(key("above", cell.low_within), {{"low", cell.low}});
  auto low = words(cell.low_within ? "model.range_from" : "model.range_from_above", {{"low", cell.low}});
  return words(cell.high_within ? "model.range_to" : "model.range_to_below",
               {{"from", low}, {"high", cell.high}});
}

// {text, formula, open, dash}: at most one of the three tells how it is shown.
json::object cell_view(Words words, const ReadCell& cell) {
  bool dash = cell.kind == Kind::any || cell.kind == Kind::nothing;
  bool open = cell.kind == Kind::words && cell.words.size() == 1 && cell.words.front() == not_stated;
  return {{"text", firm(cell_in_words(words, cell))},
          {"any", cell.kind == Kind::any},
          {"nothing", cell.kind == Kind::nothing},
          {"formula", cell.kind == Kind::formula},
          {"open", open},
          {"plain", !dash && !open && cell.kind != Kind::formula}};
}

json::array cells_view(Words words, const std::vector<ReadCell>& cells) {
  json::array view;
  for (const auto& cell : cells) view.push_back(cell_view(words, cell));
  return view;
}

json::object finding_view(Words words, const policy::ReadFinding& finding) {
  std::vector<std::string> others;
  for (std::size_t i = 1; i < finding.rules.size(); ++i) others.push_back(std::to_string(finding.rules[i]));
  auto text = words.of("model.finding", word(finding.kind));
  bool overlap = finding.kind == policy::FindingKind::overlap;
  if (overlap && !others.empty()) {
    text = words(finding.certain ? "model.overlap_with" : "model.overlap_maybe",
                 {{"rules", words.list(others)}});
  }
  std::vector<std::string> where, example;
  for (const auto& [column, part] : finding.region)
    where.push_back(words("model.column_is", {{"column", column}, {"value", cell_in_words(words, part)}}));
  for (const auto& [column, value] : finding.example)
    example.push_back(words("model.column_is",
                            {{"column", column}, {"value", cell_in_words(words, policy::read_cell(value))}}));
  return {{"weight", words.of("model.weight", word(finding.weight))},
          {"tone", word(finding.weight)},
          {"text", text},
          {"where", joined(where)},
          {"example", joined(example)}};
}

json::array findings_view(Words words, const std::vector<policy::ReadFinding>& findings) {
  json::array view;
  for (const auto& finding : findings) view.push_back(finding_view(words, finding));
  return view;
}

json::array labels_view(const std::vector<policy::ReadColumn>& columns) {
  json::array view;
  for (const auto& column : columns) view.push_back(json::object{{"label", column.label}});
  return view;
}

json::value cited_view(Words words, const std::string& source, const policy::Sources& sources) {
  if (source.empty()) return false;
  auto view = source_view(words, source, sources);
  view["text"] = firm(source);
  return view;
}

json::object table_view(Words words, const policy::ReadTable& table, const policy::Sources& sources) {
  json::array rules;
  for (const auto& rule : table.rules) {
    rules.push_back(json::object{{"number", rule.number},
                                 {"anchor", rule.anchor},
                                 {"inputs", cells_view(words, rule.inputs)},
                                 {"outputs", cells_view(words, rule.outputs)},
                                 {"source", cited_view(words, rule.source, sources)},
                                 {"note", firm(rule.note)},
                                 {"findings", findings_view(words, rule.findings)}});
  }
  auto hit_policy = fmt::format("model.hit.{}", table.hit_policy.substr(0, table.hit_policy.find(' ')));
  return {
      {"input_labels", labels_view(table.inputs)},
      {"output_labels", labels_view(table.outputs)},
      {"has_inputs", !table.inputs.empty()},
      {"inputs_across", table.inputs.size()},
      {"outputs_across", table.outputs.size()},
      {"across", table.inputs.size() + table.outputs.size()},
      {"rules", std::move(rules)},
      {"otherwise", table.otherwise.empty() ? json::value(false)
                                            : json::object{{"cells", cells_view(words, table.otherwise)}}},
      {"how", words.has(hit_policy) ? words(hit_policy) : table.hit_policy}};
}

// `from` is the file of a shared decision, empty of an own.
json::object decision_view(Words words, const policy::ReadDecision& decision, std::string_view from,
                           const policy::Sources& sources) {
  json::array builds_on;
  for (const auto& [name, anchor] : decision.builds_on)
    builds_on.push_back(json::object{{"name", name}, {"href", "#" + anchor}});
  return {{"name", decision.name},
          {"from", from},
          {"anchor", decision.anchor},
          {"question", decision.question},
          {"description", decision.description},
          {"parameters", joined(decision.parameters)},
          {"builds_on", json::object{{"any", !builds_on.empty()}, {"list", builds_on}}},
          {"table",
           decision.table ? json::value(table_view(words, *decision.table, sources)) : json::value(false)},
          {"expression", decision.expression},
          {"other", decision.other},
          {"findings", findings_view(words, decision.findings)}};
}

json::object file_view(Words words, const policy::ReadFile& file, bool shared,
                       const policy::Sources& sources) {
  json::array decisions;
  for (const auto& decision : file.decisions)
    decisions.push_back(decision_view(words, decision, shared ? file.file : "", sources));
  return {{"name", file.name},
          {"file", file.file},
          {"description", file.description},
          {"decisions", std::move(decisions)}};
}

}  // namespace

std::string cell_in_words(Words words, const ReadCell& cell) {
  switch (cell.kind) {
    case Kind::any:
      return words("model.any");
    case Kind::words:
      return joined(cell.words);
    case Kind::not_words:
      return words("model.not", {{"words", joined(cell.words)}});
    case Kind::range:
      return range_in_words(words, cell);
    case Kind::yes:
      return words("common.yes");
    case Kind::no:
      return words("common.no");
    case Kind::nothing:
      return words("model.nothing");
    case Kind::formula:
      return cell.text;
  }
  return cell.text;
}

json::object reading_view(Words words, const policy::Reading& reading, const policy::Sources& sources) {
  json::array shared;
  for (const auto& file : reading.shared) shared.push_back(file_view(words, file, true, sources));
  std::vector<std::string> found;
  auto count = [&](std::string_view key, std::size_t many) {
    if (many > 0) found.push_back(words.count(key, static_cast<std::int64_t>(many)));
  };
  count("model.errors", reading.errors);
  count("model.warnings", reading.warnings);
  count("model.remarks", reading.remarks);
  return {{"own", file_view(words, reading.own, false, sources)},
          {"has_shared", !shared.empty()},
          {"shared", std::move(shared)},
          {"analysis", found.empty() ? words("model.nothing_found")
                                     : words("model.found", {{"what", words.list(found)}})}};
}

}  // namespace moteplass::web
