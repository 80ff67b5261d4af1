// Analysis of the decision tables of a model (DMN 1.5, 8.2 and 8.3), in decisions and in knowledge models:
// what no rule covers, which rules contradict each other, which never decide anything, and which name values
// that cannot occur.
//
// Exact over the parts that cells can tell apart (partition.h). A column with a cell that is no comparison
// with constants has none; it is said so, gaps found in spite of it are certain, overlaps only possible.
// Columns are taken as independent of each other: where two of them look at the same fact a combination that
// is found may be impossible, and the finding says so. Null is looked at where a type or a column lists it or
// a cell names it.
//
// Pure; any thread. What cannot be worked out within the limits is a finding of its own, never silence.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <boost/json.hpp>

#include "dmn/dmn.h"
#include "feel/syntax.h"

namespace moteplass::dmn {

// Values of the input columns as unary tests: "[15..18)", "not(\"selger\")". Columns that may hold anything
// are left out; none at all: everything.
struct Region {
  std::vector<std::pair<std::string, std::string>> columns;  // name -> tests, in the order of the table
};

struct Finding {
  enum class Kind {
    gap,                // no rule covers the region
    value_unmentioned,  // an allowed value of a column that no rule takes up
    default_covers,     // what no rule covers gets the default output, or the empty list
    overlap,      // rules that match together although the hit policy forbids that they do, or as they do
    unreachable,  // a rule that never decides anything
    redundant,    // a rule without which the answers are the same
    not_allowed,  // a constant in a cell that its type or its list of allowed values rules out
    beyond,       // a column that cannot be split into parts
    limit,        // a table too large to be looked through
  };
  enum class Severity { information, warning, error };

  Kind kind = Kind::gap;
  Severity severity = Severity::information;
  std::string decision;    // or knowledge model
  std::string table;       // of several in one decision, where it stands: the entry of a context, else empty
  std::vector<int> rules;  // from 1
  bool certain = true;     // false: it may be so, depending on what could not be looked into
  Region region;
  std::vector<std::pair<std::string, feel::Value>> example;  // column -> value; columns beyond are left out
  std::string message;                                       // a sentence without the region
  feel::Position position;                                   // in the file of the model
};

struct CheckedTable {
  std::string decision;
  std::string table;
  std::string hit_policy;  // as DMN writes it: "UNIQUE", "COLLECT SUM"
  std::size_t rules = 0;
  std::vector<std::string> beyond;  // the columns that have no parts
  bool complete = true;             // false where a limit was met
  feel::Position position;
};

struct Analysis {
  std::string file;
  std::vector<CheckedTable> tables;
  std::vector<Finding> findings;     // by table, in the order of the model; within a table by kind
  std::vector<Diagnostic> warnings;  // of the model: text that can only be null, names that do not exist...

  std::size_t count(Finding::Severity severity) const;
};

Analysis check(const Model& model);

std::string_view name_of(Finding::Kind kind);          // "gap", "value unmentioned"...
std::string_view name_of(Finding::Severity severity);  // "information", "warning", "error"

// For people: table by table, a finding a paragraph, and a last line with counts.
std::string to_text(const Analysis& analysis);
boost::json::object to_json(const Analysis& analysis);
// "Alder [15..18), Rolle \"bruker\"" and "Alder = 15, Rolle = \"bruker\"".
std::string to_string(const Region& region);
std::string example_text(const std::vector<std::pair<std::string, feel::Value>>& example);

}  // namespace moteplass::dmn
