#include "store/memory_tables.h"

#include <algorithm>

#include "store/chain.h"

namespace moteplass::store {

using app::StoreFault;

std::vector<app::StoredEvent> MemoryTables::stream(const std::string& case_id) const {
  std::vector<app::StoredEvent> stream;
  if (auto found = events_of.find(case_id); found != events_of.end())
    for (std::size_t index : found->second) stream.push_back(events[index].event);
  return stream;
}

app::ChainHead head_of(const std::vector<MemoryEvent>& events) {
  if (events.empty()) return app::ChainHead{0, Digest{}};
  return app::ChainHead{events.size(), events.back().event.hash};
}

MemoryEvent linked(const std::vector<MemoryEvent>& events, app::Entropy& entropy, const std::string& case_id,
                   std::int64_t version, const app::NewEvent& event, Instant at, const std::string& actor,
                   const std::string& actor_name) {
  std::string salt = entropy.bytes(salt_size);
  app::ChainHead head = head_of(events);
  Link link{head.position + 1,
            case_id,
            version,
            event.type,
            at,
            actor,
            actor_name,
            commitment_of(salt, event.payload)};
  return {{link.position, case_id, version, event.type, event.payload, at, actor, actor_name,
           hash_of(head.hash, link)},
          std::move(salt),
          link.commitment};
}

std::optional<std::uint64_t> first_broken_link_in(const std::vector<MemoryEvent>& events) {
  ChainCheck check;
  for (const auto& [event, salt, commitment] : events) {
    Link link{event.position, event.case_id, event.version,    event.type,
              event.at,       event.actor,   event.actor_name, commitment};
    if (!check.follow(link, event.payload, salt, event.hash)) break;
  }
  return check.first_broken();
}

std::vector<schedule::Booking> MemoryTables::bookings_of(const app::BookingQuery& query) const {
  std::vector<schedule::Booking> found;
  for (const auto& [id, booking] : bookings) {
    if (!query.id.empty() && query.id != id) continue;
    if (!query.about.empty() && query.about != booking.about) continue;
    if (query.time && !overlap(*query.time, booking.slot.time)) continue;
    if (!query.cancelled && booking.state == schedule::BookingState::cancelled) continue;
    found.push_back(booking);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.slot.time.from < b.slot.time.from; });
  return found;
}

// ---- Undo ------------------------------------------------------------------------------------------------

void MemoryTransaction::undo() {
  for (auto step = steps_back_.rbegin(); step != steps_back_.rend(); ++step) (*step)();
  steps_back_.clear();
}

template <class Key, class Value>
void MemoryTransaction::change(std::map<Key, Value>& table, const Key& key, std::optional<Value> value) {
  auto found = table.find(key);
  std::optional<Value> before;
  if (found != table.end()) before = found->second;
  steps_back_.push_back([&table, key, before] {
    if (before) {
      table.insert_or_assign(key, *before);
    } else {
      table.erase(key);
    }
  });
  if (value) {
    table.insert_or_assign(key, std::move(*value));
  } else if (found != table.end()) {
    table.erase(found);
  }
}

StoreFault MemoryTransaction::conflict() {
  if (!fault_) fault_ = StoreFault::conflict;
  return *fault_;
}

// ---- Events ----------------------------------------------------------------------------------------------

Result<std::int64_t, StoreFault> MemoryTransaction::append(const std::string& case_id,
                                                           std::int64_t expected_version,
                                                           const std::vector<app::NewEvent>& events,
                                                           Instant at, const std::string& actor,
                                                           const std::string& actor_name) {
  if (fault_) return failure(*fault_);
  auto found = tables_.events_of.find(case_id);
  std::size_t version = found == tables_.events_of.end() ? 0 : found->second.size();
  if (static_cast<std::int64_t>(version) != expected_version) return failure(conflict());
  for (const app::NewEvent& event : events) {
    auto made = linked(tables_.events, entropy_, case_id, ++expected_version, event, at, actor, actor_name);
    steps_back_.push_back([&tables = tables_, case_id] {
      tables.events.pop_back();
      auto stream = tables.events_of.find(case_id);
      stream->second.pop_back();
      if (stream->second.empty()) tables.events_of.erase(stream);
    });
    tables_.events_of[case_id].push_back(tables_.events.size());
    tables_.events.push_back(std::move(made));
  }
  return expected_version;
}

Result<std::vector<app::StoredEvent>, StoreFault> MemoryTransaction::events_of(const std::string& case_id) {
  if (fault_) return failure(*fault_);
  return tables_.stream(case_id);
}

// ---- Messages and numbers --------------------------------------------------------------------------------

Result<std::optional<app::ReceivedMessage>, StoreFault> MemoryTransaction::find_message(
    const std::string& sender, const std::string& message_id) {
  if (fault_) return failure(*fault_);
  auto found = tables_.messages.find({sender, message_id});
  if (found == tables_.messages.end()) return std::optional<app::ReceivedMessage>();
  return std::optional(found->second);
}

Result<std::uint64_t, StoreFault> MemoryTransaction::record_message(const app::ReceivedMessage& message) {
  if (fault_) return failure(*fault_);
  MemoryTables::MessageKey key{message.sender, message.message_id};
  if (tables_.messages.contains(key)) return failure(conflict());
  auto last = tables_.receipts.find(message.sender);
  app::ReceivedMessage recorded = message;
  recorded.receipt = last == tables_.receipts.end() ? 1 : last->second + 1;
  change(tables_.receipts, message.sender, std::optional(recorded.receipt));
  change(tables_.messages, key, std::optional(recorded));
  return recorded.receipt;
}

Result<std::uint64_t, StoreFault> MemoryTransaction::next_case_number(int year) {
  if (fault_) return failure(*fault_);
  auto last = tables_.case_numbers.find(year);
  std::uint64_t number = last == tables_.case_numbers.end() ? 1 : last->second + 1;
  change(tables_.case_numbers, year, std::optional(number));
  return number;
}

// ---- Rows ------------------------------------------------------------------------------------------------

Result<void, StoreFault> MemoryTransaction::put_case_row(const app::CaseRow& row) {
  if (fault_) return failure(*fault_);
  change(tables_.case_rows, row.case_id, std::optional(row));
  return {};
}

Result<void, StoreFault> MemoryTransaction::put_police_row(const app::PoliceRow& row) {
  if (fault_) return failure(*fault_);
  change(tables_.police_rows, {row.sender, row.message_id}, std::optional(row));
  return {};
}

Result<void, StoreFault> MemoryTransaction::clear_rows() {
  if (fault_) return failure(*fault_);
  steps_back_.push_back([&tables = tables_, cases = std::move(tables_.case_rows),
                         police = std::move(tables_.police_rows)]() mutable {
    tables.case_rows = std::move(cases);
    tables.police_rows = std::move(police);
  });
  tables_.case_rows.clear();
  tables_.police_rows.clear();
  return {};
}

// ---- Outbox, documents, accesses -------------------------------------------------------------------------

Result<void, StoreFault> MemoryTransaction::enqueue(const app::OutboxItem& item) {
  if (fault_) return failure(*fault_);
  app::OutboxItem queued = item;
  queued.id = ++tables_.last_outbox_id;
  queued.attempts = 0;
  steps_back_.push_back([&tables = tables_] { --tables.last_outbox_id; });
  change(tables_.outbox, queued.id, std::optional(queued));
  return {};
}

Result<void, StoreFault> MemoryTransaction::finish(std::uint64_t outbox_id) {
  if (fault_) return failure(*fault_);
  if (tables_.outbox.contains(outbox_id)) change(tables_.outbox, outbox_id, std::optional<app::OutboxItem>());
  return {};
}

Result<void, StoreFault> MemoryTransaction::postpone(std::uint64_t outbox_id, Instant not_before) {
  if (fault_) return failure(*fault_);
  auto found = tables_.outbox.find(outbox_id);
  if (found == tables_.outbox.end()) return {};
  app::OutboxItem item = found->second;
  item.not_before = not_before;
  ++item.attempts;
  change(tables_.outbox, outbox_id, std::optional(item));
  return {};
}

Result<void, StoreFault> MemoryTransaction::put_document(const app::Document& document) {
  if (fault_) return failure(*fault_);
  if (tables_.documents.contains(document.id)) return failure(conflict());
  change(tables_.documents, document.id, std::optional(document));
  return {};
}

Result<void, StoreFault> MemoryTransaction::record_access(const app::Access& access) {
  if (fault_) return failure(*fault_);
  tables_.accesses[access.case_id].push_back(access);
  steps_back_.push_back(
      [&tables = tables_, case_id = access.case_id] { tables.accesses[case_id].pop_back(); });
  return {};
}

Result<void, StoreFault> MemoryTransaction::add_figures(const std::vector<app::Figure>& figures) {
  if (fault_) return failure(*fault_);
  for (const app::Figure& figure : figures) {
    MemoryTables::FigureKey key{figure.year, figure.property, figure.value, figure.measure, figure.reading};
    auto found = tables_.figures.find(key);
    std::int64_t before = found == tables_.figures.end() ? 0 : found->second;
    change(tables_.figures, key, std::optional(before + figure.cases));
  }
  return {};
}

// ---- Policies --------------------------------------------------------------------------------------------

Result<std::optional<app::PolicyDraft>, StoreFault> MemoryTransaction::draft(const std::string& id) {
  if (fault_) return failure(*fault_);
  auto found = tables_.drafts.find(id);
  if (found == tables_.drafts.end()) return std::optional<app::PolicyDraft>();
  return std::optional(found->second);
}

Result<std::int64_t, StoreFault> MemoryTransaction::put_draft(const app::PolicyDraft& draft,
                                                              std::int64_t expected_revision) {
  if (fault_) return failure(*fault_);
  auto found = tables_.drafts.find(draft.id);
  std::int64_t revision = found == tables_.drafts.end() ? 0 : found->second.revision;
  if (revision != expected_revision) return failure(conflict());
  auto next = draft;
  next.revision = expected_revision + 1;
  change(tables_.drafts, draft.id, std::optional(next));
  return next.revision;
}

Result<void, StoreFault> MemoryTransaction::remove_draft(const std::string& id,
                                                         std::int64_t expected_revision) {
  if (fault_) return failure(*fault_);
  auto found = tables_.drafts.find(id);
  std::int64_t revision = found == tables_.drafts.end() ? 0 : found->second.revision;
  if (revision != expected_revision) return failure(conflict());
  if (revision != 0) change(tables_.drafts, id, std::optional<app::PolicyDraft>());
  return {};
}

Result<std::int64_t, StoreFault> MemoryTransaction::add_policy_version(const app::PolicyVersion& version) {
  if (fault_) return failure(*fault_);
  auto next = version;
  next.number = 1;
  for (const auto& [key, stored] : tables_.policy_versions) {
    if (key.first == version.policy) next.number = key.second + 1;
  }
  change(tables_.policy_versions, std::pair(next.policy, next.number), std::optional(next));
  return next.number;
}

// ---- Bookings --------------------------------------------------------------------------------------------

Result<std::vector<schedule::Booking>, StoreFault> MemoryTransaction::bookings(
    const app::BookingQuery& query) {
  if (fault_) return failure(*fault_);
  return tables_.bookings_of(query);
}

Result<void, StoreFault> MemoryTransaction::put_booking(const schedule::Booking& booking) {
  if (fault_) return failure(*fault_);
  change(tables_.bookings, booking.id, std::optional(booking));
  return {};
}

Result<void, StoreFault> MemoryTransaction::remove_booking(const std::string& id) {
  if (fault_) return failure(*fault_);
  if (tables_.bookings.contains(id)) change(tables_.bookings, id, std::optional<schedule::Booking>());
  return {};
}

// ---- Calendar links --------------------------------------------------------------------------------------

Result<void, StoreFault> MemoryTransaction::put_calendar_link(const app::CalendarLink& link) {
  if (fault_) return failure(*fault_);
  change(tables_.calendar_links, link.user, std::optional(link));
  return {};
}

Result<void, StoreFault> MemoryTransaction::remove_calendar_link(const std::string& user) {
  if (fault_) return failure(*fault_);
  if (tables_.calendar_links.contains(user))
    change(tables_.calendar_links, user, std::optional<app::CalendarLink>());
  return {};
}

// ---- Keys ------------------------------------------------------------------------------------------------

Result<std::optional<app::CaseKey>, StoreFault> MemoryTransaction::key(const std::string& id) {
  if (fault_) return failure(*fault_);
  auto found = tables_.keys.find(id);
  if (found == tables_.keys.end()) return std::optional<app::CaseKey>();
  return std::optional(found->second);
}

Result<void, StoreFault> MemoryTransaction::put_key(const app::CaseKey& key) {
  if (fault_) return failure(*fault_);
  change(tables_.keys, key.id, std::optional(key));
  return {};
}

}  // namespace moteplass::store
