#include "store/memory_store.h"

#include <algorithm>
#include <mutex>

#include "store/case_order.h"
#include "store/memory_tables.h"
#include "store/search_form.h"
#include "store/write_queue.h"

namespace moteplass::store {

using app::StoreFault;

namespace {

template <class Row>
std::vector<Row> page(std::vector<Row> rows, std::size_t offset, std::size_t limit) {
  offset = std::min(offset, rows.size());
  limit = std::min(limit, rows.size() - offset);
  auto from = rows.begin() + static_cast<std::ptrdiff_t>(offset);
  return {from, from + static_cast<std::ptrdiff_t>(limit)};
}

class MemoryStore final : public app::Store {
 public:
  explicit MemoryStore(app::Entropy& entropy) : entropy_(entropy) {}

  Result<void, StoreFault> write(const app::WriteJob& job) override {
    std::lock_guard lock(mutex_);
    if (stopped_) return failure(StoreFault::stopped);
    MemoryTransaction transaction(tables_, entropy_);
    app::Verdict verdict = app::Verdict::undo;
    bool ran = run_job(job, transaction, verdict);
    if (verdict == app::Verdict::undo || transaction.fault()) transaction.undo();
    if (transaction.fault()) return failure(*transaction.fault());
    if (!ran) return failure(StoreFault::unavailable);
    return {};
  }

  void stop() override {
    std::lock_guard lock(mutex_);
    stopped_ = true;
  }

  Result<std::vector<app::StoredEvent>, StoreFault> events_of(const std::string& case_id) override {
    std::lock_guard lock(mutex_);
    return tables_.stream(case_id);
  }

  Result<std::vector<app::StoredEvent>, StoreFault> events_after(std::uint64_t position,
                                                                 std::size_t limit) override {
    std::lock_guard lock(mutex_);
    std::vector<app::StoredEvent> events;
    for (std::size_t i = position; i < tables_.events.size() && events.size() < limit; ++i)
      events.push_back(tables_.events[i].event);
    return events;
  }

  Result<app::ChainHead, StoreFault> chain_head() override {
    std::lock_guard lock(mutex_);
    return head_of(tables_.events);
  }

  Result<std::optional<std::uint64_t>, StoreFault> first_broken_link() override {
    std::lock_guard lock(mutex_);
    return first_broken_link_in(tables_.events);
  }

  Result<std::optional<app::ReceivedMessage>, StoreFault> find_message(
      const std::string& sender, const std::string& message_id) override {
    std::lock_guard lock(mutex_);
    return MemoryTransaction(tables_, entropy_).find_message(sender, message_id);
  }

  Result<std::vector<app::CaseRow>, StoreFault> case_rows(const app::CaseQuery& query) override {
    std::lock_guard lock(mutex_);
    std::vector<app::CaseRow> rows = matching(query);
    std::sort(rows.begin(), rows.end(), more_urgent);
    return page(std::move(rows), query.offset, query.limit);
  }

  Result<std::uint64_t, StoreFault> count_case_rows(const app::CaseQuery& query) override {
    std::lock_guard lock(mutex_);
    return matching(query).size();
  }

  Result<std::vector<app::WorklistCount>, StoreFault> worklist_counts(Instant now) override {
    std::lock_guard lock(mutex_);
    std::map<std::string, app::WorklistCount> counts;
    for (const auto& [case_id, row] : tables_.case_rows) {
      if (row.worklist.empty()) continue;
      auto& count = counts.try_emplace(row.worklist, app::WorklistCount{row.worklist, 0, 0}).first->second;
      ++count.cases;
      if (row.due && *row.due < now) ++count.overdue;
    }
    std::vector<app::WorklistCount> list;
    list.reserve(counts.size());
    for (auto& [worklist, count] : counts) list.push_back(count);
    return list;
  }

  Result<std::optional<app::CaseRow>, StoreFault> case_row(const std::string& case_id) override {
    std::lock_guard lock(mutex_);
    auto found = tables_.case_rows.find(case_id);
    if (found == tables_.case_rows.end()) return std::optional<app::CaseRow>();
    return std::optional(found->second);
  }

  Result<std::vector<app::PoliceRow>, StoreFault> police_rows(const std::string& sender, std::size_t offset,
                                                              std::size_t limit) override {
    std::lock_guard lock(mutex_);
    std::vector<app::PoliceRow> rows;
    for (const auto& [key, row] : tables_.police_rows)
      if (row.sender == sender) rows.push_back(row);
    std::sort(rows.begin(), rows.end(), [](const app::PoliceRow& a, const app::PoliceRow& b) {
      return std::tie(a.received_at, a.receipt, a.message_id) >
             std::tie(b.received_at, b.receipt, b.message_id);
    });
    return page(std::move(rows), offset, limit);
  }

  Result<std::vector<app::OutboxItem>, StoreFault> outbox_due(Instant now, std::size_t limit) override {
    std::lock_guard lock(mutex_);
    std::vector<app::OutboxItem> items;
    for (const auto& [id, item] : tables_.outbox)
      if (item.not_before <= now) items.push_back(item);
    std::stable_sort(items.begin(), items.end(), [](const app::OutboxItem& a, const app::OutboxItem& b) {
      return a.not_before < b.not_before;
    });
    return page(std::move(items), 0, limit);
  }

  Result<std::optional<app::Document>, StoreFault> document(const std::string& id) override {
    std::lock_guard lock(mutex_);
    auto found = tables_.documents.find(id);
    if (found == tables_.documents.end()) return std::optional<app::Document>();
    return std::optional(found->second);
  }

  Result<std::vector<app::Access>, StoreFault> accesses_of(const std::string& case_id) override {
    std::lock_guard lock(mutex_);
    auto found = tables_.accesses.find(case_id);
    if (found == tables_.accesses.end()) return std::vector<app::Access>();
    std::vector<app::Access> newest_first(found->second.rbegin(), found->second.rend());
    std::stable_sort(newest_first.begin(), newest_first.end(),
                     [](const app::Access& a, const app::Access& b) { return a.at > b.at; });
    return newest_first;
  }

  Result<std::vector<app::Figure>, StoreFault> figures() override {
    std::lock_guard lock(mutex_);
    std::vector<app::Figure> list;
    for (const auto& [key, cases] : tables_.figures) {
      const auto& [year, property, value, measure, reading] = key;
      list.push_back({year, property, value, measure, reading, cases});
    }
    return list;
  }

  Result<std::vector<app::PolicyDraft>, StoreFault> drafts() override {
    std::lock_guard lock(mutex_);
    std::vector<app::PolicyDraft> list;
    for (const auto& [id, draft] : tables_.drafts) list.emplace_back(draft).text.clear();
    std::stable_sort(list.begin(), list.end(), [](const app::PolicyDraft& a, const app::PolicyDraft& b) {
      return a.changed_at > b.changed_at;
    });
    return list;
  }

  Result<std::optional<app::PolicyDraft>, StoreFault> draft(const std::string& id) override {
    std::lock_guard lock(mutex_);
    return MemoryTransaction(tables_, entropy_).draft(id);
  }

  Result<std::vector<app::PolicyVersion>, StoreFault> policy_versions() override {
    std::lock_guard lock(mutex_);
    std::vector<app::PolicyVersion> list;
    for (const auto& [key, version] : tables_.policy_versions) list.push_back(version);
    return list;
  }

  Result<std::vector<schedule::Booking>, StoreFault> bookings(const app::BookingQuery& query) override {
    std::lock_guard lock(mutex_);
    return tables_.bookings_of(query);
  }

  Result<std::optional<app::CalendarLink>, StoreFault> calendar_link(const Digest& token_hash) override {
    std::lock_guard lock(mutex_);
    for (const auto& [user, link] : tables_.calendar_links)
      if (link.token_hash == token_hash) return std::optional(link);
    return std::optional<app::CalendarLink>();
  }

  Result<std::optional<app::CalendarLink>, StoreFault> calendar_link_of(const std::string& user) override {
    std::lock_guard lock(mutex_);
    auto found = tables_.calendar_links.find(user);
    if (found == tables_.calendar_links.end()) return std::optional<app::CalendarLink>();
    return std::optional(found->second);
  }

  Result<std::optional<app::CaseKey>, StoreFault> key(const std::string& id) override {
    std::lock_guard lock(mutex_);
    return MemoryTransaction(tables_, entropy_).key(id);
  }

  Result<std::optional<app::CaseKey>, StoreFault> key_by_code(const Digest& code_hash) override {
    std::lock_guard lock(mutex_);
    for (const auto& [id, key] : tables_.keys) {
      if (key.code_hash == code_hash) return std::optional(key);
    }
    return std::optional<app::CaseKey>();
  }

  Result<std::vector<app::CaseKey>, StoreFault> keys_of(const std::string& case_id) override {
    std::lock_guard lock(mutex_);
    std::vector<app::CaseKey> list;
    for (const auto& [id, key] : tables_.keys) {
      if (key.case_id == case_id) list.push_back(key);
    }
    std::sort(list.begin(), list.end(), [](const app::CaseKey& a, const app::CaseKey& b) {
      return std::tie(a.made_at, a.id) > std::tie(b.made_at, b.id);
    });
    return list;
  }

 private:
  std::vector<app::CaseRow> matching(const app::CaseQuery& query) const {
    std::string search = search_form(query.search);
    std::vector<app::CaseRow> rows;
    for (const auto& [case_id, row] : tables_.case_rows) {
      if (query.worklist.empty() ? query.open_only && row.worklist.empty() : row.worklist != query.worklist)
        continue;
      if (!query.person_key.empty() && row.person_key != query.person_key) continue;
      if (query.due_before && (!row.due || *row.due >= *query.due_before)) continue;
      if (search_form(row.number).find(search) == std::string::npos &&
          search_form(row.person_name).find(search) == std::string::npos)
        continue;
      rows.push_back(row);
    }
    return rows;
  }

  app::Entropy& entropy_;
  std::mutex mutex_;
  MemoryTables tables_;
  bool stopped_ = false;
};

}  // namespace

std::unique_ptr<app::Store> make_memory_store(app::Entropy& entropy) {
  return std::make_unique<MemoryStore>(entropy);
}

}  // namespace moteplass::store
