#include "policy/reading.h"

#include <map>
#include <set>

#include <fmt/format.h>

#include "dmn/check/check.h"
#include "dmn/model_set.h"
#include "dmn/read/written.h"
#include "policy/words.h"

namespace moteplass::policy {
namespace {

constexpr Named<FindingKind> finding_words[] = {
    {FindingKind::gap, "gap"},
    {FindingKind::value_unmentioned, "value_unmentioned"},
    {FindingKind::default_covers, "default_covers"},
    {FindingKind::overlap, "overlap"},
    {FindingKind::unreachable, "unreachable"},
    {FindingKind::redundant, "redundant"},
    {FindingKind::not_allowed, "not_allowed"},
    {FindingKind::beyond, "beyond"},
    {FindingKind::limit, "limit"},
};
constexpr Named<FindingWeight> weight_words[] = {
    {FindingWeight::remark, "remark"},
    {FindingWeight::warning, "warning"},
    {FindingWeight::error, "error"},
};

FindingKind kind_of(dmn::Finding::Kind kind) {
  using Kind = dmn::Finding::Kind;
  switch (kind) {
    case Kind::gap:
      return FindingKind::gap;
    case Kind::value_unmentioned:
      return FindingKind::value_unmentioned;
    case Kind::default_covers:
      return FindingKind::default_covers;
    case Kind::overlap:
      return FindingKind::overlap;
    case Kind::unreachable:
      return FindingKind::unreachable;
    case Kind::redundant:
      return FindingKind::redundant;
    case Kind::not_allowed:
      return FindingKind::not_allowed;
    case Kind::beyond:
      return FindingKind::beyond;
    case Kind::limit:
      return FindingKind::limit;
  }
  return FindingKind::limit;
}

FindingWeight weight_of(dmn::Finding::Severity severity) {
  switch (severity) {
    case dmn::Finding::Severity::error:
      return FindingWeight::error;
    case dmn::Finding::Severity::warning:
      return FindingWeight::warning;
    case dmn::Finding::Severity::information:
      return FindingWeight::remark;
  }
  return FindingWeight::remark;
}

// The analysis names columns by their expressions.
std::string label_in(const ReadTable& table, const std::string& text) {
  for (const auto* columns : {&table.inputs, &table.outputs})
    for (const auto& column : *columns)
      if (column.text == text) return column.label;
  return text;
}

ReadFinding to_finding(const dmn::Finding& found, const ReadTable& table) {
  ReadFinding finding{kind_of(found.kind), weight_of(found.severity), found.certain, found.rules, {}, {}};
  for (const auto& [column, tests] : found.region.columns)
    finding.region.emplace_back(label_in(table, column), read_cell(tests));
  for (const auto& [column, value] : found.example)
    finding.example.emplace_back(label_in(table, column), to_string(value));
  return finding;
}

ReadColumn to_column(const dmn::WrittenColumn& column) {
  return {column.id, column.label.empty() ? column.text : column.label, column.text};
}

std::vector<ReadCell> to_cells(const std::vector<std::string>& texts) {
  std::vector<ReadCell> cells;
  for (const auto& text : texts) cells.push_back(read_cell(text));
  return cells;
}

ReadTable to_table(const dmn::WrittenTable& written, const std::string& anchor) {
  ReadTable table;
  table.hit_policy = written.hit_policy;
  bool has_default = false;
  for (const auto& input : written.inputs) table.inputs.push_back(to_column(input));
  for (const auto& output : written.outputs) {
    table.outputs.push_back(to_column(output));
    table.otherwise.push_back(read_cell(output.default_output));
    has_default = has_default || !output.default_output.empty();
  }
  if (!has_default) table.otherwise.clear();
  for (const auto& written_rule : written.rules) {
    int number = static_cast<int>(table.rules.size()) + 1;
    ReadRule rule{number,
                  written_rule.id,
                  fmt::format("{}-{}", anchor, number),
                  to_cells(written_rule.inputs),
                  to_cells(written_rule.outputs),
                  {},
                  {},
                  {}};
    for (std::size_t i = 0; i < written.annotations.size(); ++i) {
      if (written.annotations[i] == "Kilde") rule.source = written_rule.annotations[i];
      if (written.annotations[i] == "Merknad") rule.note = written_rule.annotations[i];
    }
    table.rules.push_back(std::move(rule));
  }
  return table;
}

void add_finding(ReadDecision& decision, const dmn::Finding& found) {
  auto finding = to_finding(found, *decision.table);
  auto& rules = decision.table->rules;
  auto about = finding.rules.empty() ? 0u : static_cast<std::size_t>(finding.rules.front());
  if (about == 0 || about > rules.size()) {
    decision.findings.push_back(std::move(finding));
  } else {
    rules[about - 1].findings.push_back(std::move(finding));
  }
}

// A file as written, and what the analysis finds in its tables.
struct Analysed {
  std::string file;
  dmn::WrittenModel written;
  dmn::Analysis analysis;
};

class Reader {
 public:
  explicit Reader(const PolicyModel& model) {
    const auto& text = model.text();
    files_.push_back(
        {model.summary().ref.name + "/policy.dmn", dmn::as_written(text.dmn), dmn::check(model.model())});
    dmn::ModelSet models;
    for (const auto& imported : text.imports) models.add(imported.file, imported.dmn);
    for (const auto& imported : text.imports) {
      auto read = models.read(imported.file);
      if (read) files_.push_back({imported.file, dmn::as_written(imported.dmn), dmn::check(**read)});
    }
    for (const auto& file : files_)
      for (const auto& element : file.written.elements)
        elements_.emplace(file.written.name_space + "#" + element.id, Place{&file, &element});
    choose_anchors();
  }

  Reading read() {
    Reading reading;
    for (const auto& file : files_) {
      auto made = to_file(file);
      if (&file == &files_.front()) {
        reading.own = std::move(made);
      } else if (!made.decisions.empty()) {
        reading.shared.push_back(std::move(made));
      }
    }
    const auto& analysis = files_.front().analysis;
    reading.errors = analysis.count(dmn::Finding::Severity::error);
    reading.warnings = analysis.count(dmn::Finding::Severity::warning);
    reading.remarks = analysis.count(dmn::Finding::Severity::information);
    return reading;
  }

 private:
  struct Place {
    const Analysed* file;
    const dmn::WrittenElement* element;
  };

  // Every element of the own file, and what those build on. An own decision has the first right to a name.
  void choose_anchors() {
    std::vector<const Place*> open;
    auto use = [&](const std::string& reference) {
      auto found = elements_.find(reference);
      if (found == elements_.end() || anchors_.contains(found->second.element)) return;
      auto anchor = anchor_of(found->second.element->name);
      if (!taken_.insert(anchor).second)
        taken_.insert(anchor = anchor_of(found->second.file->written.name) + "-" + anchor);
      anchors_[found->second.element] = anchor;
      open.push_back(&found->second);
    };
    const auto& own = files_.front().written;
    for (const auto& element : own.elements) use(own.name_space + "#" + element.id);
    while (!open.empty()) {
      auto place = open.back();
      open.pop_back();
      for (const auto& reference : place->element->builds_on) use(reference);
    }
  }

  ReadFile to_file(const Analysed& file) const {
    ReadFile made{file.file, file.written.name, file.written.description, {}};
    for (const auto& element : file.written.elements)
      if (anchors_.contains(&element)) made.decisions.push_back(to_decision(file, element));
    return made;
  }

  ReadDecision to_decision(const Analysed& file, const dmn::WrittenElement& element) const {
    ReadDecision decision;
    decision.id = element.id;
    decision.name = element.name;
    decision.anchor = anchors_.at(&element);
    decision.is_function = element.kind == dmn::WrittenElement::Kind::knowledge;
    if (&file == &files_.front() && !decision.is_function) decision.asks = question_from(element.name);
    decision.parameters = element.parameters;
    decision.question = element.question;
    decision.description = element.description;
    decision.expression = element.expression;
    decision.other = element.other;
    for (const auto& reference : element.builds_on) {
      auto found = elements_.find(reference);
      if (found == elements_.end()) continue;
      const auto* needed = found->second.element;
      // Of another file the name alone would often be taken for one of this.
      bool elsewhere = found->second.file != &file;
      decision.builds_on.emplace_back(
          elsewhere ? fmt::format("{} ({})", needed->name, found->second.file->written.name) : needed->name,
          anchors_.at(needed));
    }
    if (!element.table) return decision;
    decision.table = to_table(*element.table, decision.anchor);
    for (const auto& found : file.analysis.findings)
      if (found.decision == element.name && found.table.empty()) add_finding(decision, found);
    return decision;
  }

  std::vector<Analysed> files_;  // the own first
  std::map<std::string, Place> elements_;
  std::map<const dmn::WrittenElement*, std::string> anchors_;  // of those that are used
  std::set<std::string> taken_;
};

}  // namespace

std::string_view word(FindingKind kind) {
  return word_in(finding_words, kind);
}

std::string_view word(FindingWeight weight) {
  return word_in(weight_words, weight);
}

std::string anchor_of(std::string_view decision, int rule) {
  static const std::vector<std::pair<std::string_view, std::string_view>> letters = {
      {"å", "aa"}, {"Å", "aa"}, {"æ", "ae"}, {"Æ", "ae"}, {"ø", "oe"}, {"Ø", "oe"}};
  std::string anchor;
  for (std::size_t i = 0; i < decision.size();) {
    auto rest = decision.substr(i);
    auto known = std::find_if(letters.begin(), letters.end(),
                              [&](const auto& letter) { return rest.starts_with(letter.first); });
    char c = rest.front();
    if (known != letters.end()) {
      anchor += known->second;
      i += known->first.size();
      continue;
    }
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (plain) {
      anchor += c;
    } else if (!anchor.empty() && anchor.back() != '-') {
      anchor += '-';
    }
    ++i;
  }
  while (anchor.ends_with('-')) anchor.pop_back();
  return rule == 0 ? anchor : fmt::format("{}-{}", anchor, rule);
}

Reading read_for_people(const PolicyModel& model) {
  return Reader(model).read();
}

}  // namespace moteplass::policy
