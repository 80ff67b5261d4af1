#include <fmt/format.h>

#include "base/json.h"
#include "dmn/diff.h"
#include "main/commands.h"
#include "main/dmn_file.h"

namespace moteplass {
namespace {

std::optional<dmn::Model> read_model(const std::string& file) {
  auto model = read_model_file(file);
  if (model) return std::move(*model);
  fmt::print(stderr, "{}\n", model.error());
  return std::nullopt;
}

}  // namespace

int diff_dmn(const DmnDiffOptions& options) {
  auto before = read_model(options.before);
  auto after = read_model(options.after);
  if (!before || !after) return exit_bad_input;
  dmn::ModelDifference difference = dmn::diff(*before, *after, options.decision);
  if (!options.decision.empty() && difference.tables.empty()) {
    fmt::print(stderr, "--decision: neither model has a decision or knowledge model called {}\n",
               options.decision);
    return exit_bad_input;
  }
  if (options.json) {
    fmt::print("{}\n", to_text(boost::json::value(to_json(difference))));
  } else {
    fmt::print("{}", to_text(difference));
  }
  using Kind = dmn::TableDifference::Kind;
  bool same = difference.count(Kind::different) == 0 && difference.count(Kind::only_before) == 0 &&
              difference.count(Kind::only_after) == 0;
  return same ? 0 : exit_failed;
}

}  // namespace moteplass
