// A model as its author wrote it: texts, labels and annotations in the order of the file, for people who read
// it. Nothing is compiled; what a model means is Definitions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace moteplass::dmn {

struct WrittenColumn {
  std::string id;
  std::string label;  // as the file names the column; may be empty
  std::string text;   // of an input, its expression; of an output, its name, empty where there is only one
  std::string default_output;  // of an output; may be empty
};

struct WrittenRule {
  std::string id;
  std::vector<std::string> inputs, outputs, annotations;  // cells, one a column
};

struct WrittenTable {
  std::string hit_policy;  // "UNIQUE", "COLLECT SUM"
  std::vector<WrittenColumn> inputs, outputs;
  std::vector<std::string> annotations;  // names of the columns: "Kilde"
  std::vector<WrittenRule> rules;
};

// A decision or a knowledge model (DMN 1.5, 6.3.7 and 6.3.10).
struct WrittenElement {
  enum class Kind { decision, knowledge };
  Kind kind = Kind::decision;
  std::string id, name;
  std::string question, description;    // may be empty
  std::vector<std::string> parameters;  // of a knowledge model
  std::vector<std::string> builds_on;   // decisions and knowledge models: "urn:some:namespace#id"
  std::optional<WrittenTable> table;    // if the logic is a table
  std::string expression;               // if it is one expression
  std::string other;                    // if it is another boxed expression, its kind: "context"
};

struct WrittenModel {
  std::string name, name_space, description;
  std::vector<WrittenElement> elements;
};

// Empty where the text is no decision model.
WrittenModel as_written(std::string_view xml);

}  // namespace moteplass::dmn
