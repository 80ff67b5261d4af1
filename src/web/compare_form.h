// The form of the comparison: the facts, which models, and the examples to begin with.
#pragma once

#include <string>
#include <vector>

#include "policy/facts.h"
#include "web/compare_view.h"
#include "web/facts_form.h"

namespace moteplass::web {

// What a link or the form asks for.
struct AskedComparison {
  std::optional<policy::Facts> facts;  // nothing where something is wrong
  std::vector<std::string> models;
  bool only_differences = false;
  std::string part;             // "grid", "cell": that part of the page alone; empty: the whole
  std::string row;              // one row of the grid
  std::vector<std::string> of;  // and in it the answers of these models
  std::string flips;            // the model whose flips are wanted
  Faults faults;
  bool malformed = false;
};
AskedComparison read_comparison(const http::Parameters& query);

// One of the models to choose from.
struct ModelChoice {
  std::string name;
  std::string title;
  std::string status;
  bool chosen = false;
};

// For pages/part/compare_form.mustache.
json::object compare_form_view(Words words, const http::Parameters& typed, const Faults& faults,
                               const std::vector<ModelChoice>& models, bool only_differences);

// A case to begin with, from policies/examples.
struct Example {
  std::string name;  // of its file: "hr-2022-731-a"
  policy::Facts facts;
};
// In the order they are offered; a file that is missing or no facts is left out.
std::vector<Example> read_examples(const std::string& policies_folder);

}  // namespace moteplass::web
