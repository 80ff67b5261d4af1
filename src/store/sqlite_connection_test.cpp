#include "store/sqlite_connection.h"

#include <gtest/gtest.h>

namespace moteplass::store {
namespace {

SqliteConnection in_memory() {
  auto opened = SqliteConnection::open(":memory:", OpenMode::create, std::chrono::milliseconds(10));
  return std::move(*opened);
}

TEST(SqliteConnection, gives_back_what_it_was_given) {
  SqliteConnection connection = in_memory();
  ASSERT_TRUE(connection.execute("CREATE TABLE t (n INTEGER, x TEXT, b BLOB, moment INTEGER) STRICT"));
  std::string with_nul("å\0b", 4);
  ASSERT_TRUE(connection.run("INSERT INTO t VALUES (?, ?, ?, ?)",
                             {INT64_MIN, with_nul, Blob{with_nul}, Instant(std::chrono::milliseconds(-7))}));
  ASSERT_TRUE(connection.run("INSERT INTO t VALUES (?, ?, ?, ?)",
                             {nullptr, std::string_view(), Blob{}, std::optional<Instant>()}));
  auto rows = connection.query("SELECT n, x, b, moment, typeof(x), typeof(b) FROM t");
  ASSERT_TRUE(rows);
  ASSERT_TRUE(rows->next().value());
  EXPECT_EQ(rows->integer(0), INT64_MIN);
  EXPECT_EQ(rows->bytes(1), with_nul);
  EXPECT_EQ(rows->bytes(2), with_nul);
  EXPECT_EQ(rows->instant(3), Instant(std::chrono::milliseconds(-7)));
  ASSERT_TRUE(rows->next().value());
  EXPECT_TRUE(rows->is_null(0));
  EXPECT_EQ(rows->bytes(4), "text");  // empty, not null
  EXPECT_EQ(rows->bytes(5), "blob");
  EXPECT_EQ(rows->optional_instant(3), std::nullopt);
  EXPECT_FALSE(rows->next().value());
}

TEST(SqliteConnection, the_same_statement_may_run_twice_at_once) {
  SqliteConnection connection = in_memory();
  const char* sql = "SELECT value FROM json_each('[1,2]') WHERE value >= ?";
  auto outer = connection.query(sql, {1});
  ASSERT_TRUE(outer->next().value());
  auto inner = connection.query(sql, {2});
  ASSERT_TRUE(inner->next().value());
  EXPECT_EQ(inner->integer(0), 2);
  EXPECT_EQ(outer->integer(0), 1);
  EXPECT_TRUE(outer->next().value());
  EXPECT_EQ(outer->integer(0), 2);
}

TEST(SqliteConnection, a_used_statement_forgets_its_values) {
  SqliteConnection connection = in_memory();
  for (std::int64_t n : {1, 2, 3}) EXPECT_EQ(connection.number("SELECT ?", {n}).value(), n);
  EXPECT_EQ(connection.number("SELECT ?", {nullptr}).value(), std::nullopt);
  EXPECT_EQ(connection.number("SELECT 1 WHERE 0").value(), std::nullopt);
}

TEST(SqliteConnection, faults_are_answers) {
  SqliteConnection connection = in_memory();
  EXPECT_FALSE(connection.run("SELEKT"));
  EXPECT_FALSE(connection.run(""));
  EXPECT_FALSE(connection.run("SELECT 1; SELECT 2"));
  EXPECT_FALSE(connection.run("SELECT ?"));
  EXPECT_FALSE(connection.run("SELECT 1", {1}));
  ASSERT_TRUE(connection.execute("CREATE TABLE t (n INTEGER UNIQUE)"));
  ASSERT_TRUE(connection.run("INSERT INTO t VALUES (?)", {4711}));
  auto again = connection.run("INSERT INTO t VALUES (?)", {4711});
  ASSERT_FALSE(again);
  EXPECT_TRUE(again.error().is_constraint());
  EXPECT_EQ(again.error().problem.find("4711"), std::string::npos);  // never a value
  EXPECT_FALSE(SqliteConnection::open("/nowhere/x.db", OpenMode::create, std::chrono::milliseconds(1)));
  // It works on after each.
  EXPECT_EQ(connection.number("SELECT n FROM t").value(), 4711);
}

TEST(SqliteConnection, knows_whether_a_transaction_is_open) {
  SqliteConnection connection = in_memory();
  EXPECT_FALSE(connection.in_transaction());
  ASSERT_TRUE(connection.run("BEGIN"));
  EXPECT_TRUE(connection.in_transaction());
  ASSERT_TRUE(connection.run("ROLLBACK"));
  EXPECT_FALSE(connection.in_transaction());
}

}  // namespace
}  // namespace moteplass::store
