#include "dmn/check.h"

#include <fmt/format.h>

#include "base/json.h"
#include "main/commands.h"
#include "main/share.h"

namespace moteplass {

int check_dmn(const DmnCheckOptions& options) {
  auto text = read_file(options.file);
  if (!text) {
    fmt::print(stderr, "{}\n", text.error());
    return exit_bad_input;
  }
  auto model = dmn::Model::read(*text, options.file);
  if (!model) {
    for (const dmn::Diagnostic& problem : model.error()) fmt::print(stderr, "{}\n", to_string(problem));
    return exit_bad_input;
  }
  dmn::Analysis analysis = dmn::check(*model);
  if (options.json) {
    fmt::print("{}\n", to_text(boost::json::value(to_json(analysis))));
  } else {
    fmt::print("{}", to_text(analysis));
  }
  return analysis.count(dmn::Finding::Severity::error) == 0 ? 0 : exit_failed;
}

}  // namespace moteplass
