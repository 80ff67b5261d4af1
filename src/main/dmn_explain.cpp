#include <algorithm>

#include <fmt/format.h>

#include "base/json.h"
#include "dmn/known/explain.h"
#include "main/commands.h"
#include "main/dmn_file.h"
#include "main/share.h"

namespace moteplass {
int explain_dmn(const DmnExplainOptions& options) {
  auto model = read_model_file(options.file);
  if (!model) {
    fmt::print(stderr, "{}\n", model.error());
    return exit_bad_input;
  }
  auto text = read_input(options.facts_file);
  if (!text) {
    fmt::print(stderr, "{}\n", text.error());
    return exit_bad_input;
  }
  auto facts = parse_json(*text);
  if (!facts) {
    fmt::print(stderr, "{}: at byte {}: {}\n", options.facts_file, facts.error().offset,
               facts.error().problem);
    return exit_bad_input;
  }
  auto decisions = model->decisions();
  if (std::none_of(decisions.begin(), decisions.end(),
                   [&](const auto& decision) { return decision.name == options.decision; })) {
    fmt::print(stderr, "{}: there is no decision {}\n", options.file, options.decision);
    return exit_bad_input;
  }
  feel::Value known = dmn::read_facts(*model, *facts);
  dmn::Explanation explanation = dmn::explain(*model, options.decision, known);
  if (options.json) {
    fmt::print("{}\n", to_text(json::value(to_json(explanation))));
  } else {
    fmt::print("{}", to_text(explanation));
  }
  return explanation.outcome.status == dmn::Status::undecided ? exit_undecided : 0;
}

}  // namespace moteplass
