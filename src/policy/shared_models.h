// The decision models that policies import instead of copying: the words and types of the facts, threshold
// tables, age bands (policies/felles/*.dmn). DMN 1.5, 6.3.3.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "dmn/dmn.h"

namespace moteplass::policy {

struct PolicyFault;

// Immutable after reading and cheap to copy; shared by all threads.
class SharedModels {
 public:
  struct Text {
    std::string file;  // as faults name it: "felles/alder.dmn"
    std::string dmn;
    friend bool operator==(const Text&, const Text&) = default;
  };
  SharedModels();
  // The texts may import each other, in any order.
  static Result<SharedModels, std::vector<PolicyFault>> read(std::vector<Text> texts);

  const dmn::Model* find(std::string_view name_space) const;
  // The texts that `dmn` builds on, straight or over others, by namespace.
  std::vector<const Text*> imported_by(std::string_view dmn) const;
  std::vector<const Text*> all() const;

 private:
  struct Entry {
    Text text;
    dmn::Model model;
  };
  using Entries = std::map<std::string, Entry, std::less<>>;  // by namespace
  std::shared_ptr<const Entries> entries_;
};

}  // namespace moteplass::policy
