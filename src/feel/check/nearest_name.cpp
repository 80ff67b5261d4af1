#include "feel/check/nearest_name.h"

#include <algorithm>
#include <vector>

#include "feel/text/letters.h"

namespace moteplass::feel {
namespace {

constexpr std::size_t longest_compared = 100;

std::u32string letters_of(std::string_view name) {
  return lower_case(code_points_of(name));
}

// Optimal string alignment: a swap of neighbours counts as one change.
std::size_t changes(const std::u32string& from, const std::u32string& to) {
  std::vector<std::vector<std::size_t>> count(from.size() + 1, std::vector<std::size_t>(to.size() + 1));
  for (std::size_t i = 0; i <= from.size(); ++i) count[i][0] = i;
  for (std::size_t j = 0; j <= to.size(); ++j) count[0][j] = j;
  for (std::size_t i = 1; i <= from.size(); ++i) {
    for (std::size_t j = 1; j <= to.size(); ++j) {
      std::size_t replaced = count[i - 1][j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
      count[i][j] = std::min({replaced, count[i - 1][j] + 1, count[i][j - 1] + 1});
      if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
        count[i][j] = std::min(count[i][j], count[i - 2][j - 2] + 1);
    }
  }
  return count[from.size()][to.size()];
}

}  // namespace

std::string nearest_name(std::string_view written, std::span<const std::string> names) {
  std::u32string wanted = letters_of(written);
  if (wanted.size() > longest_compared) return "";
  std::string nearest;
  std::size_t fewest = std::max<std::size_t>(1, wanted.size() / 3) + 1;
  for (const std::string& name : names) {
    std::u32string letters = letters_of(name);
    if (letters.size() > longest_compared || letters.size() < 2) continue;
    std::size_t count = changes(wanted, letters);
    if (count >= fewest) continue;
    fewest = count;
    nearest = name;
  }
  return nearest;
}

std::string did_you_mean(std::string_view written, std::span<const std::string> names) {
  std::string nearest = nearest_name(written, names);
  return nearest.empty() ? "" : "; did you mean '" + nearest + "'?";
}

}  // namespace moteplass::feel
