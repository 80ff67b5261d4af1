#include "store/sqlite_migrations.h"

#include <vector>

#include <gtest/gtest.h>

namespace moteplass::store {
namespace {

using Steps = std::vector<Migration>;

SqliteConnection in_memory() {
  auto opened = SqliteConnection::open(":memory:", OpenMode::create, std::chrono::milliseconds(10));
  return std::move(*opened);
}

std::string refusal(SqliteConnection& connection, const Steps& steps) {
  auto answer = migrate(connection, steps);
  return answer ? "" : answer.error();
}

const Migration one{1, "one", "CREATE TABLE a (n INTEGER); INSERT INTO a VALUES (1)"};
const Migration two{2, "two", "CREATE TABLE b (n INTEGER); UPDATE a SET n = n + 1"};

TEST(SqliteMigrations, each_is_applied_once_in_order) {
  SqliteConnection connection = in_memory();
  EXPECT_EQ(refusal(connection, {one}), "");
  EXPECT_EQ(refusal(connection, {one}), "");
  EXPECT_EQ(refusal(connection, {one, two}), "");
  EXPECT_EQ(refusal(connection, {one, two}), "");
  EXPECT_EQ(connection.number("SELECT n FROM a").value(), 2);
  EXPECT_EQ(connection.number("SELECT count(*) FROM migrations").value(), 2);
  EXPECT_GT(connection.number("SELECT max(at) FROM migrations").value(), 1'500'000'000'000);
}

TEST(SqliteMigrations, an_edited_step_is_refused) {
  SqliteConnection connection = in_memory();
  ASSERT_EQ(refusal(connection, {one, two}), "");
  Migration edited{1, "one", "CREATE TABLE a (n TEXT)"};
  EXPECT_NE(refusal(connection, {edited, two}).find("migration 1"), std::string::npos);
  EXPECT_NE(refusal(connection, {edited, two}).find("checksum"), std::string::npos);
}

TEST(SqliteMigrations, a_newer_database_is_refused) {
  SqliteConnection connection = in_memory();
  ASSERT_EQ(refusal(connection, {one, two}), "");
  EXPECT_EQ(refusal(connection, {one}),
            "the database is from a newer release: it has migration 2, this release knows 1");
}

TEST(SqliteMigrations, another_programs_database_is_left_alone) {
  SqliteConnection connection = in_memory();
  ASSERT_TRUE(connection.execute("CREATE TABLE migrations (number INTEGER, checksum TEXT)"));
  EXPECT_NE(refusal(connection, {one}).find("another program"), std::string::npos);
  EXPECT_EQ(connection.number("SELECT count(*) FROM sqlite_schema").value(), 1);
}

TEST(SqliteMigrations, a_step_that_fails_leaves_nothing_of_itself) {
  SqliteConnection connection = in_memory();
  Migration bad{2, "bad", "CREATE TABLE b (n INTEGER); INSERT INTO nowhere VALUES (1)"};
  std::string text = refusal(connection, {one, bad});
  EXPECT_NE(text.find("migration 2 (bad) failed"), std::string::npos) << text;
  EXPECT_FALSE(connection.in_transaction());
  EXPECT_EQ(connection.number("SELECT count(*) FROM sqlite_schema WHERE name = 'b'").value(), 0);
  EXPECT_EQ(refusal(connection, {one, two}), "");
}

TEST(SqliteMigrations, ours_are_numbered_without_a_gap) {
  int number = 0;
  for (const Migration& migration : sqlite_migrations()) EXPECT_EQ(migration.number, ++number);
  SqliteConnection connection = in_memory();
  EXPECT_TRUE(migrate(connection, sqlite_migrations()));
  EXPECT_TRUE(migrate(connection, sqlite_migrations()));
}

// A page of a list is read off an index in the list's own order: nothing is sorted, nothing else is read.
TEST(SqliteMigrations, lists_are_driven_by_their_indexes) {
  SqliteConnection connection = in_memory();
  ASSERT_TRUE(migrate(connection, sqlite_migrations()));
  const std::pair<std::string, std::string> lists[] = {
      {"case_rows WHERE 1 AND worklist = 'w' ORDER BY due_order, received_at, case_id LIMIT 50",
       "case_rows_worklist"},
      {"case_rows WHERE 1 AND worklist <> '' ORDER BY due_order, received_at, case_id LIMIT 50",
       "case_rows_open"},
      {"case_rows WHERE 1 ORDER BY due_order, received_at, case_id LIMIT 50", "case_rows_all"},
      {"police_rows WHERE sender = 's' ORDER BY received_at DESC, receipt DESC, message_id DESC",
       "police_rows_newest"},
      {"outbox WHERE not_before <= 5 ORDER BY not_before, id", "outbox_due"},
      {"accesses WHERE case_id = 'c' ORDER BY at DESC, id DESC", "accesses_of_case"},
      {"events WHERE case_id = 'c' ORDER BY version", "events_of_case"},
  };
  for (const auto& [list, index] : lists) {
    std::string plan;
    auto rows = connection.query("EXPLAIN QUERY PLAN SELECT * FROM " + list);
    ASSERT_TRUE(rows) << list;
    while (rows->next().value()) plan += rows->bytes(3) + "\n";
    EXPECT_NE(plan.find(index), std::string::npos) << list << "\n" << plan;
    EXPECT_EQ(plan.find("TEMP B-TREE"), std::string::npos) << list << "\n" << plan;
  }
}

}  // namespace
}  // namespace moteplass::store
