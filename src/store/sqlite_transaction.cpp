#include "store/sqlite_transaction.h"

#include "store/case_order.h"
#include "store/chain.h"
#include "store/search_form.h"
#include "store/sqlite_bookings.h"
#include "store/sqlite_figures.h"
#include "store/sqlite_keys.h"
#include "store/sqlite_policies.h"
#include "store/sqlite_reads.h"

namespace moteplass::store {

using app::StoreFault;

StoreFault SqliteTransaction::failed(StoreFault fault) {
  if (!fault_) fault_ = fault;
  return *fault_;
}

StoreFault SqliteTransaction::failed(const SqlFault& fault) {
  return failed(store_fault(fault));
}

Result<void, StoreFault> SqliteTransaction::run(std::string_view sql,
                                                std::initializer_list<SqlValue> values) {
  if (fault_) return failure(*fault_);
  auto done = connection_.run(sql, values);
  if (!done) return failure(failed(done.error()));
  return {};
}

// ---- Events ----------------------------------------------------------------------------------------------

Result<std::int64_t, StoreFault> SqliteTransaction::append(const std::string& case_id,
                                                           std::int64_t expected_version,
                                                           const std::vector<app::NewEvent>& events,
                                                           Instant at, const std::string& actor,
                                                           const std::string& actor_name) {
  if (fault_) return failure(*fault_);
  auto version = connection_.number("SELECT max(version) FROM events WHERE case_id = ?", {case_id});
  if (!version) return failure(failed(version.error()));
  if (version->value_or(0) != expected_version) return failure(failed(StoreFault::conflict));
  auto head = noting(read_chain_head(connection_));
  if (!head) return failure(head.error());
  for (const app::NewEvent& event : events) {
    std::string salt = entropy_.bytes(salt_size);
    Link link{++head->position,
              case_id,
              ++expected_version,
              event.type,
              at,
              actor,
              actor_name,
              commitment_of(salt, event.payload)};
    head->hash = hash_of(head->hash, link);
    auto stored =
        run("INSERT INTO events (position, case_id, version, type, payload, salt, commitment, at, actor, "
            "actor_name, "
            "hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            {link.position, case_id, link.version, event.type, event.payload, Blob{salt},
             Blob{bytes_of(link.commitment)}, at, actor, actor_name, Blob{bytes_of(head->hash)}});
    if (!stored) return failure(stored.error());
  }
  return expected_version;
}

Result<std::vector<app::StoredEvent>, StoreFault> SqliteTransaction::events_of(const std::string& case_id) {
  if (fault_) return failure(*fault_);
  return noting(read_events_of(connection_, case_id));
}

// ---- Messages and numbers --------------------------------------------------------------------------------

Result<std::optional<app::ReceivedMessage>, StoreFault> SqliteTransaction::find_message(
    const std::string& sender, const std::string& message_id) {
  if (fault_) return failure(*fault_);
  return noting(read_message(connection_, sender, message_id));
}

Result<std::uint64_t, StoreFault> SqliteTransaction::record_message(const app::ReceivedMessage& message) {
  auto known = find_message(message.sender, message.message_id);
  if (!known) return failure(known.error());
  if (*known) return failure(failed(StoreFault::conflict));
  auto last = connection_.number("SELECT max(receipt) FROM messages WHERE sender = ?", {message.sender});
  if (!last) return failure(failed(last.error()));
  auto receipt = static_cast<std::uint64_t>(last->value_or(0)) + 1;
  auto stored =
      run("INSERT INTO messages (sender, message_id, receipt, digest, case_id, at) VALUES (?, ?, ?, ?, ?, ?)",
          {message.sender, message.message_id, receipt, Blob{bytes_of(message.digest)}, message.case_id,
           message.at});
  if (!stored) return failure(stored.error());
  return receipt;
}

Result<std::uint64_t, StoreFault> SqliteTransaction::next_case_number(int year) {
  if (fault_) return failure(*fault_);
  auto number = connection_.number(
      "INSERT INTO case_numbers (year, last) VALUES (?, 1) "
      "ON CONFLICT (year) DO UPDATE SET last = last + 1 RETURNING last",
      {year});
  if (!number) return failure(failed(number.error()));
  return static_cast<std::uint64_t>(number->value_or(0));
}

// ---- Rows ------------------------------------------------------------------------------------------------

Result<void, StoreFault> SqliteTransaction::put_case_row(const app::CaseRow& row) {
  std::string number_search = search_form(row.number);
  std::string name_search = search_form(row.person_name);
  return run(
      "INSERT INTO case_rows (case_id, number, person_name, stage, worklist, deadline, due, due_order, "
      "received_at, "
      "changed_at, version, policy, meeting_at, number_search, name_search, person_key) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
      "ON CONFLICT (case_id) DO UPDATE SET number = excluded.number, person_name = excluded.person_name, "
      "stage = excluded.stage, worklist = excluded.worklist, deadline = excluded.deadline, due = "
      "excluded.due, "
      "due_order = excluded.due_order, received_at = excluded.received_at, changed_at = excluded.changed_at, "
      "version = excluded.version, policy = excluded.policy, meeting_at = excluded.meeting_at, "
      "number_search = excluded.number_search, name_search = excluded.name_search, "
      "person_key = excluded.person_key",
      {row.case_id, row.number, row.person_name, row.stage, row.worklist, row.deadline, row.due,
       due_order(row.due), row.received_at, row.changed_at, row.version, row.policy, row.meeting_at,
       number_search, name_search, row.person_key});
}

Result<void, StoreFault> SqliteTransaction::put_police_row(const app::PoliceRow& row) {
  return run(
      "INSERT INTO police_rows (sender, message_id, receipt, police_case_number, reaction, received_at, "
      "feedback, "
      "feedback_at, case_id, question) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
      "ON CONFLICT (sender, message_id) DO UPDATE SET receipt = excluded.receipt, "
      "police_case_number = excluded.police_case_number, reaction = excluded.reaction, "
      "received_at = excluded.received_at, feedback = excluded.feedback, feedback_at = excluded.feedback_at, "
      "case_id = excluded.case_id, question = excluded.question",
      {row.sender, row.message_id, row.receipt, row.police_case_number, row.reaction, row.received_at,
       row.feedback, row.feedback_at, row.case_id, row.question});
}

Result<void, StoreFault> SqliteTransaction::clear_rows() {
  if (auto cleared = run("DELETE FROM case_rows", {}); !cleared) return cleared;
  return run("DELETE FROM police_rows", {});
}

// ---- Outbox, documents, accesses -------------------------------------------------------------------------

Result<void, StoreFault> SqliteTransaction::enqueue(const app::OutboxItem& item) {
  return run("INSERT INTO outbox (kind, case_id, payload, not_before) VALUES (?, ?, ?, ?)",
             {item.kind, item.case_id, item.payload, item.not_before});
}

Result<void, StoreFault> SqliteTransaction::finish(std::uint64_t outbox_id) {
  return run("DELETE FROM outbox WHERE id = ?", {outbox_id});
}

Result<void, StoreFault> SqliteTransaction::postpone(std::uint64_t outbox_id, Instant not_before) {
  return run("UPDATE outbox SET not_before = ?, attempts = attempts + 1 WHERE id = ?",
             {not_before, outbox_id});
}

Result<void, StoreFault> SqliteTransaction::put_document(const app::Document& document) {
  if (fault_) return failure(*fault_);
  auto known = connection_.number("SELECT 1 FROM documents WHERE id = ?", {document.id});
  if (!known) return failure(failed(known.error()));
  if (*known) return failure(failed(StoreFault::conflict));
  return run(
      "INSERT INTO documents (id, case_id, kind, media_type, at, bytes) VALUES (?, ?, ?, ?, ?, ?)",
      {document.id, document.case_id, document.kind, document.media_type, document.at, Blob{document.bytes}});
}

Result<void, StoreFault> SqliteTransaction::record_access(const app::Access& access) {
  return run("INSERT INTO accesses (case_id, actor, actor_name, what, at) VALUES (?, ?, ?, ?, ?)",
             {access.case_id, access.actor, access.actor_name, access.what, access.at});
}

Result<void, StoreFault> SqliteTransaction::add_figures(const std::vector<app::Figure>& figures) {
  if (fault_) return failure(*fault_);
  for (const app::Figure& figure : figures) {
    if (auto added = add_figure(connection_, figure); !added) return failure(failed(added.error()));
  }
  return {};
}

// ---- Policies --------------------------------------------------------------------------------------------

Result<std::optional<app::PolicyDraft>, StoreFault> SqliteTransaction::draft(const std::string& id) {
  if (fault_) return failure(*fault_);
  return noting(read_draft(connection_, id));
}

// A draft that is not there has revision 0.
Result<void, StoreFault> SqliteTransaction::expect_revision(const std::string& id, std::int64_t expected) {
  if (fault_) return failure(*fault_);
  auto revision = connection_.number("SELECT revision FROM policy_drafts WHERE id = ?", {id});
  if (!revision) return failure(failed(revision.error()));
  if (revision->value_or(0) != expected) return failure(failed(StoreFault::conflict));
  return {};
}

Result<std::int64_t, StoreFault> SqliteTransaction::put_draft(const app::PolicyDraft& draft,
                                                              std::int64_t expected_revision) {
  if (auto expected = expect_revision(draft.id, expected_revision); !expected)
    return failure(expected.error());
  auto next = draft;
  next.revision = expected_revision + 1;
  if (auto written = write_draft(connection_, next); !written) return failure(failed(written.error()));
  return next.revision;
}

Result<void, StoreFault> SqliteTransaction::remove_draft(const std::string& id,
                                                         std::int64_t expected_revision) {
  if (auto expected = expect_revision(id, expected_revision); !expected) return failure(expected.error());
  return run("DELETE FROM policy_drafts WHERE id = ?", {id});
}

Result<std::int64_t, StoreFault> SqliteTransaction::add_policy_version(const app::PolicyVersion& version) {
  if (fault_) return failure(*fault_);
  auto last =
      connection_.number("SELECT max(number) FROM policy_versions WHERE policy = ?", {version.policy});
  if (!last) return failure(failed(last.error()));
  auto next = version;
  next.number = last->value_or(0) + 1;
  if (auto written = write_policy_version(connection_, next); !written)
    return failure(failed(written.error()));
  return next.number;
}

// ---- Bookings --------------------------------------------------------------------------------------------

Result<std::vector<schedule::Booking>, StoreFault> SqliteTransaction::bookings(
    const app::BookingQuery& query) {
  if (fault_) return failure(*fault_);
  return noting(read_bookings(connection_, query));
}

Result<void, StoreFault> SqliteTransaction::put_booking(const schedule::Booking& booking) {
  if (fault_) return failure(*fault_);
  if (auto written = write_booking(connection_, booking); !written) return failure(failed(written.error()));
  return {};
}

Result<void, StoreFault> SqliteTransaction::remove_booking(const std::string& id) {
  return run("DELETE FROM bookings WHERE id = ?", {id});
}

Result<void, StoreFault> SqliteTransaction::put_calendar_link(const app::CalendarLink& link) {
  return run("INSERT OR REPLACE INTO calendar_links (user, token_hash, made_at) VALUES (?, ?, ?)",
             {link.user, Blob{bytes_of(link.token_hash)}, link.made_at});
}

Result<void, StoreFault> SqliteTransaction::remove_calendar_link(const std::string& user) {
  return run("DELETE FROM calendar_links WHERE user = ?", {user});
}

// ---- Keys ------------------------------------------------------------------------------------------------

Result<std::optional<app::CaseKey>, StoreFault> SqliteTransaction::key(const std::string& id) {
  if (fault_) return failure(*fault_);
  return noting(read_key(connection_, id));
}

Result<void, StoreFault> SqliteTransaction::put_key(const app::CaseKey& key) {
  if (fault_) return failure(*fault_);
  if (auto written = write_key(connection_, key); !written) return failure(failed(written.error()));
  return {};
}

}  // namespace moteplass::store
