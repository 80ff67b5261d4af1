// The policy models at hand: those the program is shipped with, and the versions that the unit has taken in
// use. A version is added while others read, and nothing is ever taken away: a case finds the very text that
// decided it, for ever.
//
// Any thread may call; readers get a snapshot that never changes.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "policy/policy.h"

namespace moteplass::app {

class PolicyShelf {
 public:
  using Model = policy::PolicyLibrary::Shared;
  struct Version {
    std::int64_t number;  // 1, 2, 3, … of its model
    Date valid_from;
    Model model;
  };

  explicit PolicyShelf(policy::PolicyLibrary shipped = {});

  void add(Version version);

  // The version that holds on that day: of those that have begun, the one that began last, and of two of
  // one day the one approved last. Before the first, the first; where the unit has none, the model as
  // shipped. nullptr: no such model.
  Model in_force(std::string_view name, Date day) const;
  // Every model as it is in force that day.
  policy::PolicyLibrary on(Date day) const;
  // The very text; nullptr if it is not at hand.
  Model find(const policy::PolicyRef& ref) const;
  // Every text of that name that is at hand, the shipped one first; some may be the same.
  std::vector<Model> all_of(std::string_view name) const;
  const policy::PolicyModel* shipped(std::string_view name) const;
  std::vector<Version> versions_of(std::string_view name) const;  // by number

 private:
  struct Books {
    policy::PolicyLibrary shipped;
    std::map<std::string, std::vector<Version>, std::less<>> versions;
  };
  std::shared_ptr<const Books> books() const;

  mutable std::mutex mutex_;
  std::shared_ptr<const Books> books_;
};

}  // namespace moteplass::app
