// What nearly every file includes; only for speed: a file still includes what it uses.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>
#include <boost/json.hpp>
#include <tl/expected.hpp>
