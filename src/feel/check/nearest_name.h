// Which of the names somebody may have meant who wrote one that does not exist.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace moteplass::feel {

// The name that takes the fewest changed, added, left out or swapped letters (upper and lower case count as
// the same), or empty where none is near: more than a third of the letters would have to change.
std::string nearest_name(std::string_view written, std::span<const std::string> names);
// "; did you mean 'inntekt'?", or empty where no name is near.
std::string did_you_mean(std::string_view written, std::span<const std::string> names);

}  // namespace moteplass::feel
