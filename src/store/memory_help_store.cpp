#include "store/memory_help_store.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <mutex>

#include "store/memory_tables.h"

namespace moteplass::store {

using app::StoreFault;

namespace {

struct HelpTables {
  std::vector<MemoryEvent> events;  // position - 1
  std::map<std::string, std::vector<app::HelpFollowUp>> follow_ups;
  std::map<std::pair<std::string, std::string>, app::HelpLink> links;  // by case and referral
  std::vector<app::Access> accesses;
  std::map<MemoryTables::FigureKey, std::int64_t> figures;

  std::vector<app::StoredEvent> stream(const std::string& case_id) const {
    std::vector<app::StoredEvent> found;
    for (const MemoryEvent& kept : events) {
      if (kept.event.case_id == case_id) found.push_back(kept.event);
    }
    return found;
  }
};

class MemoryHelpTransaction final : public app::HelpTransaction {
 public:
  MemoryHelpTransaction(HelpTables& tables, app::Entropy& entropy) : tables_(tables), entropy_(entropy) {}

  std::optional<StoreFault> fault() const { return fault_; }

  Result<std::int64_t, StoreFault> append(const std::string& case_id, std::int64_t expected_version,
                                          const std::vector<app::NewEvent>& events, Instant at,
                                          const std::string& actor, const std::string& actor_name) override {
    if (fault_) return failure(*fault_);
    if (static_cast<std::int64_t>(tables_.stream(case_id).size()) != expected_version) {
      fault_ = StoreFault::conflict;
      return failure(*fault_);
    }
    for (const app::NewEvent& event : events) {
      tables_.events.push_back(
          linked(tables_.events, entropy_, case_id, ++expected_version, event, at, actor, actor_name));
    }
    return expected_version;
  }
  Result<std::vector<app::StoredEvent>, StoreFault> events_of(const std::string& case_id) override {
    if (fault_) return failure(*fault_);
    return tables_.stream(case_id);
  }
  Result<void, StoreFault> put_follow_ups(const std::string& case_id,
                                          const std::vector<app::HelpFollowUp>& rows) override {
    if (fault_) return failure(*fault_);
    tables_.follow_ups[case_id] = rows;
    for (app::HelpFollowUp& row : tables_.follow_ups[case_id]) row.case_id = case_id;
    return {};
  }
  Result<void, StoreFault> put_link(const app::HelpLink& link) override {
    if (fault_) return failure(*fault_);
    tables_.links[{link.case_id, link.referral}] = link;
    return {};
  }
  Result<void, StoreFault> remove_link(const std::string& case_id, const std::string& referral) override {
    if (fault_) return failure(*fault_);
    tables_.links.erase({case_id, referral});
    return {};
  }
  Result<void, StoreFault> record_access(const app::Access& access) override {
    if (fault_) return failure(*fault_);
    tables_.accesses.push_back(access);
    return {};
  }
  Result<void, StoreFault> add_figures(const std::vector<app::Figure>& figures) override {
    if (fault_) return failure(*fault_);
    for (const app::Figure& figure : figures) {
      MemoryTables::FigureKey key{figure.year, figure.property, figure.value, figure.measure, figure.reading};
      auto& cases = tables_.figures[key];
      cases += figure.cases;
      if (cases < 0) fault_ = StoreFault::corrupt;
      if (cases == 0) tables_.figures.erase(key);
    }
    if (fault_) return failure(*fault_);
    return {};
  }

 private:
  HelpTables& tables_;
  app::Entropy& entropy_;
  std::optional<StoreFault> fault_;
};

class MemoryHelpStore final : public app::HelpStore {
 public:
  explicit MemoryHelpStore(app::Entropy& entropy) : entropy_(entropy) {}

  Result<void, StoreFault> write(const app::HelpWriteJob& job) override {
    std::lock_guard lock(mutex_);
    HelpTables before = tables_;
    MemoryHelpTransaction transaction(tables_, entropy_);
    app::Verdict verdict = job(transaction);
    if (verdict == app::Verdict::undo || transaction.fault()) tables_ = std::move(before);
    if (transaction.fault()) return failure(*transaction.fault());
    return {};
  }
  Result<std::vector<app::StoredEvent>, StoreFault> events_of(const std::string& case_id) override {
    std::lock_guard lock(mutex_);
    return tables_.stream(case_id);
  }
  Result<std::vector<std::string>, StoreFault> case_ids() override {
    std::lock_guard lock(mutex_);
    std::vector<std::string> ids;
    for (const MemoryEvent& kept : tables_.events) {
      if (kept.event.version == 1) ids.push_back(kept.event.case_id);
    }
    return ids;
  }
  Result<app::ChainHead, StoreFault> chain_head() override {
    std::lock_guard lock(mutex_);
    return head_of(tables_.events);
  }
  Result<std::optional<std::uint64_t>, StoreFault> first_broken_link() override {
    std::lock_guard lock(mutex_);
    return first_broken_link_in(tables_.events);
  }
  Result<std::vector<app::HelpFollowUp>, StoreFault> follow_ups(Date shown_by, std::size_t limit) override {
    std::lock_guard lock(mutex_);
    std::vector<app::HelpFollowUp> rows;
    for (const auto& [case_id, all] : tables_.follow_ups) {
      for (const auto& row : all) {
        if (row.shown_from <= shown_by) rows.push_back(row);
      }
    }
    std::stable_sort(rows.begin(), rows.end(), [](const app::HelpFollowUp& a, const app::HelpFollowUp& b) {
      return std::tie(a.due, a.case_id) < std::tie(b.due, b.case_id);
    });
    if (rows.size() > limit) rows.resize(limit);
    return rows;
  }
  Result<std::optional<app::HelpLink>, StoreFault> link(const Digest& token_hash) override {
    std::lock_guard lock(mutex_);
    for (const auto& [key, link] : tables_.links) {
      if (link.token_hash == token_hash) return std::optional(link);
    }
    return std::optional<app::HelpLink>();
  }
  Result<std::vector<app::Access>, StoreFault> accesses_of(const std::string& case_id) override {
    std::lock_guard lock(mutex_);
    std::vector<app::Access> found;
    for (auto access = tables_.accesses.rbegin(); access != tables_.accesses.rend(); ++access) {
      if (access->case_id == case_id) found.push_back(*access);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const app::Access& a, const app::Access& b) { return a.at > b.at; });
    return found;
  }
  Result<std::vector<app::Figure>, StoreFault> figures() override {
    std::lock_guard lock(mutex_);
    std::vector<app::Figure> found;
    for (const auto& [key, cases] : tables_.figures) {
      const auto& [year, property, value, measure, reading] = key;
      found.push_back({year, property, value, measure, reading, cases});
    }
    return found;
  }

 private:
  app::Entropy& entropy_;
  std::mutex mutex_;
  HelpTables tables_;
};

}  // namespace

std::unique_ptr<app::HelpStore> make_memory_help_store(app::Entropy& entropy) {
  return std::make_unique<MemoryHelpStore>(entropy);
}

}  // namespace moteplass::store
