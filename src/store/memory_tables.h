// What the in-memory store holds, and one write job's view of it with the steps that would take it back.
// No locks: the store lets one thread in at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "app/ports.h"

namespace moteplass::store {

struct MemoryEvent {
  app::StoredEvent event;
  std::string salt;
  Digest commitment;
};

// The chain of events in memory, of either store; by position.
app::ChainHead head_of(const std::vector<MemoryEvent>& events);
// The event as it follows the last one, with fresh salt.
MemoryEvent linked(const std::vector<MemoryEvent>& events, app::Entropy& entropy, const std::string& case_id,
                   std::int64_t version, const app::NewEvent& event, Instant at, const std::string& actor,
                   const std::string& actor_name);
std::optional<std::uint64_t> first_broken_link_in(const std::vector<MemoryEvent>& events);

struct MemoryTables {
  using MessageKey = std::pair<std::string, std::string>;  // sender, message id

  std::vector<MemoryEvent> events;  // position - 1
  std::map<std::string, std::vector<std::size_t>> events_of;
  std::map<MessageKey, app::ReceivedMessage> messages;
  std::map<std::string, std::uint64_t> receipts;  // the last of each sender
  std::map<int, std::uint64_t> case_numbers;      // the last of each year
  std::map<std::string, app::CaseRow> case_rows;
  std::map<MessageKey, app::PoliceRow> police_rows;
  std::map<std::uint64_t, app::OutboxItem> outbox;
  std::uint64_t last_outbox_id = 0;
  std::map<std::string, app::Document> documents;
  std::map<std::string, std::vector<app::Access>> accesses;
  using FigureKey = std::tuple<int, std::string, std::string, std::string, std::string>;  // all but the cases
  std::map<FigureKey, std::int64_t> figures;
  std::map<std::string, app::PolicyDraft> drafts;
  std::map<std::pair<std::string, std::int64_t>, app::PolicyVersion> policy_versions;  // by model, number
  std::map<std::string, schedule::Booking> bookings;
  std::map<std::string, app::CalendarLink> calendar_links;  // by user
  std::map<std::string, app::CaseKey> keys;

  std::vector<schedule::Booking> bookings_of(const app::BookingQuery& query) const;
  std::vector<app::StoredEvent> stream(const std::string& case_id) const;
};

class MemoryTransaction final : public app::Transaction {
 public:
  MemoryTransaction(MemoryTables& tables, app::Entropy& entropy) : tables_(tables), entropy_(entropy) {}

  std::optional<app::StoreFault> fault() const { return fault_; }
  void undo();

  Result<std::int64_t, app::StoreFault> append(const std::string& case_id, std::int64_t expected_version,
                                               const std::vector<app::NewEvent>& events, Instant at,
                                               const std::string& actor,
                                               const std::string& actor_name) override;
  Result<std::vector<app::StoredEvent>, app::StoreFault> events_of(const std::string& case_id) override;
  Result<std::optional<app::ReceivedMessage>, app::StoreFault> find_message(
      const std::string& sender, const std::string& message_id) override;
  Result<std::uint64_t, app::StoreFault> record_message(const app::ReceivedMessage& message) override;
  Result<std::uint64_t, app::StoreFault> next_case_number(int year) override;
  Result<void, app::StoreFault> put_case_row(const app::CaseRow& row) override;
  Result<void, app::StoreFault> put_police_row(const app::PoliceRow& row) override;
  Result<void, app::StoreFault> clear_rows() override;
  Result<void, app::StoreFault> enqueue(const app::OutboxItem& item) override;
  Result<void, app::StoreFault> finish(std::uint64_t outbox_id) override;
  Result<void, app::StoreFault> postpone(std::uint64_t outbox_id, Instant not_before) override;
  Result<void, app::StoreFault> put_document(const app::Document& document) override;
  Result<void, app::StoreFault> record_access(const app::Access& access) override;
  Result<void, app::StoreFault> add_figures(const std::vector<app::Figure>& figures) override;
  Result<std::optional<app::PolicyDraft>, app::StoreFault> draft(const std::string& id) override;
  Result<std::int64_t, app::StoreFault> put_draft(const app::PolicyDraft& draft,
                                                  std::int64_t expected_revision) override;
  Result<void, app::StoreFault> remove_draft(const std::string& id, std::int64_t expected_revision) override;
  Result<std::int64_t, app::StoreFault> add_policy_version(const app::PolicyVersion& version) override;
  Result<std::vector<schedule::Booking>, app::StoreFault> bookings(const app::BookingQuery& query) override;
  Result<void, app::StoreFault> put_booking(const schedule::Booking& booking) override;
  Result<void, app::StoreFault> remove_booking(const std::string& id) override;
  Result<void, app::StoreFault> put_calendar_link(const app::CalendarLink& link) override;
  Result<void, app::StoreFault> remove_calendar_link(const std::string& user) override;
  Result<std::optional<app::CaseKey>, app::StoreFault> key(const std::string& id) override;
  Result<void, app::StoreFault> put_key(const app::CaseKey& key) override;

 private:
  app::StoreFault conflict();
  // Sets the entry, or removes it for nullopt, and remembers what was there.
  template <class Key, class Value>
  void change(std::map<Key, Value>& table, const Key& key, std::optional<Value> value);

  MemoryTables& tables_;
  app::Entropy& entropy_;
  std::optional<app::StoreFault> fault_;
  std::vector<std::function<void()>> steps_back_;
};

}  // namespace moteplass::store
