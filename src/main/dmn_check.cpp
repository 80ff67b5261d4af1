#include "dmn/check/check.h"

#include <fmt/format.h>

#include "base/json.h"
#include "main/commands.h"
#include "main/dmn_file.h"

namespace moteplass {

int check_dmn(const DmnCheckOptions& options) {
  auto model = read_model_file(options.file);
  if (!model) {
    fmt::print(stderr, "{}\n", model.error());
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
