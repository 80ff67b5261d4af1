// A policy model for people to read: its decisions and tables as the file writes them, those it shares with
// others, and what the analysis of its tables finds. All as data; whoever shows it finds the words.
//
// Pure. A reading takes some milliseconds and never changes: keep it by the hash of the model.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "policy/answers.h"
#include "policy/cell.h"
#include "policy/policy.h"

namespace moteplass::policy {

// What the analysis tells of (dmn/check/check.h).
enum class FindingKind {
  gap,                // no rule covers the region
  value_unmentioned,  // no rule takes up an allowed value
  default_covers,     // what no rule covers gets the default
  overlap,            // rules that match together although they may not
  unreachable,        // a rule that never decides
  redundant,          // a rule without which the answers are the same
  not_allowed,        // a value that cannot occur
  beyond,             // a column that cannot be looked into
  limit,              // a table too large to be looked through
};
enum class FindingWeight { remark, warning, error };
std::string_view word(FindingKind kind);
std::string_view word(FindingWeight weight);

struct ReadFinding {
  FindingKind kind;
  FindingWeight weight;
  bool certain = true;
  std::vector<int> rules;                                // from 1; the first is the one it is about
  std::vector<std::pair<std::string, ReadCell>> region;  // column -> part; columns left out may be anything
  std::vector<std::pair<std::string, std::string>> example;  // column -> a value, as the file writes it
};

struct ReadColumn {
  std::string id;
  std::string label;  // as the file names it, else its text
  std::string text;   // the expression, or the name of the output
};
struct ReadRule {
  int number;  // from 1
  std::string id;
  std::string anchor;  // "reaksjon-3": where the rule stands on its page
  std::vector<ReadCell> inputs, outputs;
  std::string source, note;           // Kilde, Merknad
  std::vector<ReadFinding> findings;  // those about this rule first of all
};
struct ReadTable {
  std::string hit_policy;  // as DMN writes it
  std::vector<ReadColumn> inputs, outputs;
  std::vector<ReadCell> otherwise;  // of each output where no rule applies; none if the table has no such
  std::vector<ReadRule> rules;
};

struct ReadDecision {
  std::string id, name;
  std::string anchor;            // "oppfoelging"
  std::optional<Question> asks;  // of the seven questions, this
  bool is_function = false;      // a knowledge model
  std::vector<std::string> parameters;
  std::string question, description;
  std::vector<std::pair<std::string, std::string>>
      builds_on;  // name, "Samtykke (Alder)" of a shared file; anchor
  std::optional<ReadTable> table;
  std::string expression;             // if it is one expression
  std::string other;                  // if it is neither: the kind of boxed expression
  std::vector<ReadFinding> findings;  // about the table as a whole
};

struct ReadFile {
  std::string file;  // "rer-2022/policy.dmn", "felles/alder.dmn"
  std::string name, description;
  std::vector<ReadDecision> decisions;  // in the order of the file; of a shared file those that are used
};

struct Reading {
  ReadFile own;
  std::vector<ReadFile> shared;
  // Findings of the own file by weight, for a summary.
  std::size_t errors = 0, warnings = 0, remarks = 0;
};
Reading read_for_people(const PolicyModel& model);

// Where a decision or rule stands on the page of its model: ("Oppfølging") is "oppfoelging",
// ("Reaksjon", 3) "reaksjon-3".
std::string anchor_of(std::string_view decision, int rule = 0);

}  // namespace moteplass::policy
