// What is worked out of models once and kept, since a model never changes: readings by the hash of the model,
// differences by the hashes of both. Any thread may call.
#pragma once

#include <atomic>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "policy/differences.h"
#include "policy/reading.h"

namespace moteplass::web {

class Readings {
 public:
  using Differences = std::vector<policy::QuestionDifference>;

  std::shared_ptr<const policy::Reading> reading(const policy::PolicyModel& model);
  // Takes seconds the first time. One pair at a time, so that nobody can occupy the machine with these; a few
  // may wait for their turn for some seconds. nullptr: the turn did not come.
  std::shared_ptr<const Differences> differences(const policy::PolicyModel& a, const policy::PolicyModel& b);

 private:
  // The most recently made come first; the last go when there are too many.
  template <class Made>
  struct Kept {
    std::list<std::pair<std::string, std::shared_ptr<const Made>>> made;
    std::shared_ptr<const Made> find(const std::string& key) const;
    void add(std::string key, std::shared_ptr<const Made> value);
  };

  std::mutex mutex_;          // of what is kept
  std::timed_mutex working_;  // held by whoever works out differences
  std::atomic<int> waiting_ = 0;
  Kept<policy::Reading> readings_;
  Kept<Differences> differences_;
};

}  // namespace moteplass::web
