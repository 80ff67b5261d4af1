// One write job's view of the SQLite transaction it runs in; the savepoint around it is the store's.
// Lives on the writer's thread, for one job. After the first fault every call answers that fault, and
// `fault()` tells the store to undo the job.
#pragma once

#include <optional>

#include "app/ports.h"
#include "store/sqlite_connection.h"

namespace moteplass::store {

class SqliteTransaction final : public app::Transaction {
 public:
  SqliteTransaction(SqliteConnection& connection, app::Entropy& entropy)
      : connection_(connection), entropy_(entropy) {}

  std::optional<app::StoreFault> fault() const { return fault_; }

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
  Result<void, app::StoreFault> run(std::string_view sql, std::initializer_list<SqlValue> values);
  // A conflict where the draft is of another revision.
  Result<void, app::StoreFault> expect_revision(const std::string& id, std::int64_t expected);
  app::StoreFault failed(app::StoreFault fault);
  app::StoreFault failed(const SqlFault& fault);
  template <class Value>
  Result<Value, app::StoreFault> noting(Result<Value, app::StoreFault> result) {
    if (!result) failed(result.error());
    return result;
  }

  SqliteConnection& connection_;
  app::Entropy& entropy_;
  std::optional<app::StoreFault> fault_;
};

}  // namespace moteplass::store
