// What lies beside a policy model in words: policies/*/about.md.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/result.h"

namespace moteplass::web {

struct About {
  std::string proposer;  // the paragraph "**Hvem …:**", its first sentence as plain text; may be empty
  std::string status;    // the paragraph "**Status:**"
  std::string html;      // the whole, without its title

  // Told by the first words of the status: an act, whether or not it is in force here ("vedtatt, men ...",
  // "gjeldende rett"), and what somebody answered in a hearing ("et høringssvar", "innspill").
  bool is_law() const;
  bool is_hearing() const;
};
About read_about(std::string_view markdown);

// By the name of the model.
using Abouts = std::map<std::string, About, std::less<>>;
// Of every folder with an about.md; the error says which file or folder could not be read.
Result<Abouts, std::string> read_abouts(const std::string& policies_folder);

}  // namespace moteplass::web
