// Texts and patterns (DMN 1.5, 10.3.4.3): matches, replace, split.
#include "feel/builtins_arguments.h"

namespace moteplass::feel {

std::vector<Builtin> pattern_builtins();

std::vector<Builtin> pattern_builtins() {
  return {};
}

}  // namespace moteplass::feel
