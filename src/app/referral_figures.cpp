#include "app/referral_figures.h"

#include <map>
#include <set>
#include <tuple>

#include "app/help_recording.h"

namespace moteplass::app {
namespace {

using Key = std::tuple<int, std::string, std::string, std::string, std::string>;

void add_up(std::map<Key, std::int64_t>& counts, const std::vector<Figure>& figures, std::int64_t times) {
  for (const auto& figure : figures)
    counts[{figure.year, figure.property, figure.value, figure.measure, figure.reading}] +=
        times * figure.cases;
}

}  // namespace

std::vector<Figure> figures_of(const casework::HelpRecord& record) {
  std::vector<Figure> figures;
  std::set<int> years;
  for (const auto& counted : casework::referral_figures_of(record)) {
    auto add = [&](std::string_view property, std::string_view value, std::string_view measure,
                   std::string reading) {
      figures.push_back({counted.year, std::string(property), std::string(value), std::string(measure),
                         std::move(reading), 1});
    };
    std::string outcome(word(counted.outcome));
    auto reason = counted.declined_for ? word(*counted.declined_for) : not_declined;
    add("service_kind", word(counted.kind), referral_measure, outcome);
    add("declined_for", reason, referral_measure, outcome);
    if (counted.sent_to_started) {
      add("service_kind", word(counted.kind), sent_to_started_measure,
          std::to_string(*counted.sent_to_started));
    }
    if (years.insert(counted.year).second) add("all", "all", people_referred_measure, "yes");
  }
  return figures;
}

std::vector<Figure> figures_between(const std::optional<casework::HelpRecord>& before,
                                    const casework::HelpRecord& after) {
  std::map<Key, std::int64_t> counts;
  if (before) add_up(counts, figures_of(*before), -1);
  add_up(counts, figures_of(after), 1);
  std::vector<Figure> changes;
  for (const auto& [key, cases] : counts) {
    if (cases == 0) continue;
    const auto& [year, property, value, measure, reading] = key;
    changes.push_back({year, property, value, measure, reading, cases});
  }
  return changes;
}

Result<void, StoreFault> count_uncounted(HelpStore& store) {
  auto counted = store.figures();
  if (!counted) return failure(counted.error());
  // A record with a referral that has left is always in the figures.
  if (!counted->empty()) return {};
  auto ids = store.case_ids();
  if (!ids) return failure(ids.error());
  std::vector<Figure> figures;
  for (const auto& case_id : *ids) {
    auto events = store.events_of(case_id);
    if (!events) return failure(events.error());
    auto record = help_record_of(*events);
    if (!record) return failure(record.error());
    if (!*record) continue;
    auto more = figures_of(**record);
    figures.insert(figures.end(), more.begin(), more.end());
  }
  if (figures.empty()) return {};
  return store.write([&](HelpTransaction& transaction) {
    return transaction.add_figures(figures) ? Verdict::keep : Verdict::undo;
  });
}

}  // namespace moteplass::app
