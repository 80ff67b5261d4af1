// Result: a value or the reason there is none. Used for everything that can fail for a reason outside our
// own code; a broken assumption of ours is an assertion, never a Result.
#pragma once

#include <tl/expected.hpp>

namespace moteplass {

template <class Value, class Error>
using Result = tl::expected<Value, Error>;

// `return failure(problem);` in a function that returns a Result.
template <class Error>
auto failure(Error&& error) {
  return tl::unexpected<std::decay_t<Error>>(std::forward<Error>(error));
}

}  // namespace moteplass
