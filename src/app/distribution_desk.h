// What the policy models would do with many encounters that are made up. Nothing is stored and no person is
// named; open to everyone.
//
// Any thread may call. What has been counted is kept, for it never changes: by settings and the model's hash,
// up to a bound. One counts at a time, so that strangers' wishes cost one core and no more; where too many
// wait, the answer is ProblemCode::unavailable.
#pragma once

#include <atomic>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <tuple>
#include <vector>

#include "app/problem.h"
#include "app/setup.h"
#include "forecast/distribution_text.h"

namespace moteplass::app {

class DistributionDesk {
 public:
  DistributionDesk(const PolicyShelf& policies, const Clock& clock) : policies_(policies), clock_(clock) {}

  // Of these models as they are in force today, each once; of all, by name, where none is named.
  Result<forecast::Distribution, Problem> distribution(const forecast::Settings& settings,
                                                       const std::vector<std::string>& policies = {}) const;

 private:
  using Key = std::tuple<std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::string,
                         std::string>;  // the settings; name and hash of the model
  using Counted = std::shared_ptr<const forecast::Tally>;
  static Key key_of(const forecast::Settings& settings, const policy::PolicyModel& model);
  Counted find(const Key& key) const;
  void keep(const Key& key, Counted counted) const;

  const PolicyShelf& policies_;
  const Clock& clock_;
  mutable std::atomic<int> waiting_{0};
  mutable std::mutex counting_;
  mutable std::mutex kept_guard_;
  mutable std::map<Key, Counted> kept_;
  mutable std::deque<Key> kept_order_;  // the oldest first
};

}  // namespace moteplass::app
