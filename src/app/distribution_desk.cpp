#include "app/distribution_desk.h"

#include <algorithm>

#include <fmt/format.h>

namespace moteplass::app {
namespace {

constexpr std::size_t most_kept = 300;  // about 10 kB each
constexpr int most_waiting = 4;

// Counts itself in, and out again.
class Place {
 public:
  explicit Place(std::atomic<int>& waiting) : waiting_(waiting), number_(++waiting) {}
  ~Place() { --waiting_; }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  bool is_too_far_back() const { return number_ > most_waiting; }

 private:
  std::atomic<int>& waiting_;
  int number_;
};

Problem unknown_policy(const policy::PolicyLibrary& policies) {
  std::vector<std::string> names;
  for (const auto* known : policies.all()) names.push_back(known->summary().ref.name);
  return problem(ProblemCode::unknown_policy, fmt::format("policy: one of {}", fmt::join(names, ", ")));
}

}  // namespace

DistributionDesk::Key DistributionDesk::key_of(const forecast::Settings& settings,
                                               const policy::PolicyModel& model) {
  const auto& ref = model.summary().ref;
  return {settings.seed,     settings.number, settings.under_18, settings.addicted,
          settings.no_shows, ref.name,        ref.hash};
}

DistributionDesk::Counted DistributionDesk::find(const Key& key) const {
  std::lock_guard guard(kept_guard_);
  auto found = kept_.find(key);
  return found == kept_.end() ? nullptr : found->second;
}

void DistributionDesk::keep(const Key& key, Counted counted) const {
  std::lock_guard guard(kept_guard_);
  if (!kept_.emplace(key, std::move(counted)).second) return;
  kept_order_.push_back(key);
  if (kept_order_.size() <= most_kept) return;
  kept_.erase(kept_order_.front());
  kept_order_.pop_front();
}

Result<forecast::Distribution, Problem> DistributionDesk::distribution(
    const forecast::Settings& settings, const std::vector<std::string>& policies) const {
  if (auto faults = forecast::faults_of(settings); !faults.empty()) {
    auto refused = problem(ProblemCode::invalid_fields);
    refused.faults = std::move(faults);
    return failure(std::move(refused));
  }
  auto library = policies_.on(local_date(clock_.now()));
  std::vector<const policy::PolicyModel*> models;
  for (const auto& name : policies) {
    const auto* model = library.find(name);
    if (model == nullptr) return failure(unknown_policy(library));
    if (std::find(models.begin(), models.end(), model) == models.end()) models.push_back(model);
  }
  if (policies.empty()) models = library.all();

  forecast::Distribution distribution{settings, {}};
  for (const auto* model : models) distribution.tallies.push_back(find(key_of(settings, *model)));
  auto is_missing = [](const Counted& tally) { return tally == nullptr; };
  auto& tallies = distribution.tallies;
  if (std::none_of(tallies.begin(), tallies.end(), is_missing)) return distribution;

  Place place(waiting_);
  if (place.is_too_far_back()) {
    return failure(problem(ProblemCode::unavailable, "others are waiting for numbers; try again shortly"));
  }
  std::lock_guard counting(counting_);
  std::vector<policy::Facts> encounters;
  for (std::size_t i = 0; i < models.size(); ++i) {
    if (tallies[i] != nullptr) continue;
    auto key = key_of(settings, *models[i]);
    tallies[i] = find(key);  // someone before us in the line may have counted it
    if (tallies[i] != nullptr) continue;
    if (encounters.empty()) encounters = forecast::encounters(settings);
    tallies[i] = std::make_shared<const forecast::Tally>(forecast::tally(*models[i], encounters, settings));
    keep(key, tallies[i]);
  }
  return distribution;
}

}  // namespace moteplass::app
