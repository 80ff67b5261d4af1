#include "web/readings.h"

#include <chrono>

namespace moteplass::web {
namespace {

// Each a few hundred kilobytes: every pair of some twenty models.
constexpr std::size_t most_kept = 500;
constexpr int most_waiting = 4;
constexpr std::chrono::seconds longest_wait{10};

}  // namespace

template <class Made>
std::shared_ptr<const Made> Readings::Kept<Made>::find(const std::string& key) const {
  for (const auto& [known, value] : made)
    if (known == key) return value;
  return nullptr;
}

template <class Made>
void Readings::Kept<Made>::add(std::string key, std::shared_ptr<const Made> value) {
  made.emplace_front(std::move(key), std::move(value));
  if (made.size() > most_kept) made.pop_back();
}

std::shared_ptr<const policy::Reading> Readings::reading(const policy::PolicyModel& model) {
  const auto& ref = model.summary().ref;
  auto key = ref.name + " " + ref.hash;
  {
    std::lock_guard lock(mutex_);
    if (auto known = readings_.find(key)) return known;
  }
  auto made = std::make_shared<const policy::Reading>(policy::read_for_people(model));
  std::lock_guard lock(mutex_);
  if (auto known = readings_.find(key)) return known;
  readings_.add(std::move(key), made);
  return made;
}

std::shared_ptr<const Readings::Differences> Readings::differences(const policy::PolicyModel& a,
                                                                   const policy::PolicyModel& b) {
  auto key = a.summary().ref.hash + " " + b.summary().ref.hash;
  {
    std::lock_guard lock(mutex_);
    if (auto known = differences_.find(key)) return known;
  }
  // Those who wait keep a worker of the server waiting, so they are few.
  if (waiting_.fetch_add(1) >= most_waiting) {
    waiting_.fetch_sub(1);
    return nullptr;
  }
  std::unique_lock working(working_, longest_wait);
  waiting_.fetch_sub(1);
  if (!working) return nullptr;
  {
    std::lock_guard lock(mutex_);
    if (auto known = differences_.find(key)) return known;
  }
  auto made = std::make_shared<const Differences>(policy::differences(a, b));
  std::lock_guard lock(mutex_);
  differences_.add(std::move(key), made);
  return made;
}

}  // namespace moteplass::web
