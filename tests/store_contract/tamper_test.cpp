// Behind the store's back: what somebody with the database file in hand can change, the chain finds.
#include <sqlite3.h>

#include "store/sqlite_store.h"
#include "stores_under_test.h"

namespace moteplass::store {
namespace {

class Tampering : public testing::Test {
 protected:
  void SetUp() override {
    store_ = open_for_test(path_, entropy_);
    for (int i = 0; i < 5; ++i)
      ASSERT_TRUE(
          append_one(*store_, i % 2 == 0 ? "even" : "odd", i / 2, "{\"n\":" + std::to_string(i) + "}"));
    expect_whole(*store_, 5);
  }

  // What SQLite says to this, over a connection of its own.
  int execute(const std::string& sql) {
    sqlite3* handle = nullptr;
    EXPECT_EQ(sqlite3_open(path_.c_str(), &handle), SQLITE_OK);
    int code = sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr);
    sqlite3_close(handle);
    return code;
  }
  std::optional<std::uint64_t> broken_after(const std::string& sql) {
    EXPECT_EQ(execute("DROP TRIGGER IF EXISTS events_keep_update; DROP TRIGGER IF EXISTS events_keep_delete; "
                      "PRAGMA ignore_check_constraints = ON; " +
                      sql),
              SQLITE_OK);
    return store_->first_broken_link().value();
  }

  TemporaryFolder folder_;
  std::string path_ = folder_.file("moteplass.db");
  CountedEntropy entropy_;
  std::unique_ptr<app::Store> store_;
};

TEST_F(Tampering, the_tables_refuse_it_as_long_as_their_triggers_stand) {
  EXPECT_EQ(execute("UPDATE events SET actor = 'x' WHERE position = 2"), SQLITE_CONSTRAINT);
  EXPECT_EQ(execute("DELETE FROM events"), SQLITE_CONSTRAINT);
  ASSERT_TRUE(keep(*store_, [](app::Transaction& transaction) {
    (void)transaction.record_access({"even", "u", "U", "case", at(0)});
  }));
  EXPECT_EQ(execute("UPDATE accesses SET actor = 'x'"), SQLITE_CONSTRAINT);
  EXPECT_EQ(execute("DELETE FROM accesses"), SQLITE_CONSTRAINT);
  ASSERT_TRUE(keep(*store_, [](app::Transaction& transaction) {
    app::PolicyVersion version{};
    version.policy = "rer-2022";
    version.hash = std::string(64, '0');
    (void)transaction.add_policy_version(version);
  }));
  EXPECT_EQ(execute("UPDATE policy_versions SET text = 'x'"), SQLITE_CONSTRAINT);
  EXPECT_EQ(execute("DELETE FROM policy_versions"), SQLITE_CONSTRAINT);
  expect_whole(*store_, 5);
}

TEST_F(Tampering, a_changed_field_is_found_where_it_is) {
  struct {
    std::uint64_t position;
    std::string change;
  } const changes[] = {
      {5, "payload = replace(payload, '4', '5')"},
      {4, "at = at + 1"},
      {3, "actor = 'u2'"},
      {2, "hash = zeroblob(32)"},
      {1, "case_id = 'other'"},
  };
  // From the last to the first: each is the first that is broken.
  for (const auto& [position, change] : changes) {
    SCOPED_TRACE(change);
    EXPECT_EQ(broken_after("UPDATE events SET " + change + " WHERE position = " + std::to_string(position)),
              position);
  }
}

TEST_F(Tampering, every_other_field_counts_too) {
  const std::string changes[] = {"actor_name = 'X'",
                                 "type = 'closed'",
                                 "version = 99",
                                 "salt = zeroblob(16)",
                                 "position = 50",
                                 "commitment = zeroblob(32)",
                                 "payload = NULL, salt = NULL",
                                 "salt = NULL",
                                 "hash = x'00'"};
  for (const std::string& change : changes) {
    SCOPED_TRACE(change);
    ASSERT_EQ(execute("CREATE TABLE kept AS SELECT * FROM events"), SQLITE_OK);
    EXPECT_EQ(broken_after("UPDATE events SET " + change + " WHERE position = 3"), 3U);
    ASSERT_EQ(broken_after("DELETE FROM events; INSERT INTO events SELECT * FROM kept; DROP TABLE kept"),
              std::nullopt);
  }
}

TEST_F(Tampering, text_cannot_move_from_one_field_to_the_next) {
  EXPECT_EQ(broken_after("UPDATE events SET actor = 'u1K', actor_name = 'ari Nordmann' WHERE position = 2"),
            2U);
}

TEST_F(Tampering, a_removed_event_is_missed) {
  EXPECT_EQ(broken_after("DELETE FROM events WHERE position = 3"), 3U);
}

TEST_F(Tampering, events_that_changed_places_are_found) {
  EXPECT_EQ(broken_after("UPDATE events SET position = 100 WHERE position = 2; "
                         "UPDATE events SET position = 2 WHERE position = 3; "
                         "UPDATE events SET position = 3 WHERE position = 100"),
            2U);
}

TEST_F(Tampering, a_changed_payload_is_not_handed_out) {
  ASSERT_EQ(broken_after("UPDATE events SET payload = '{}' WHERE position = 2"), 2U);
  EXPECT_EQ(store_->events_of("odd").error(), app::StoreFault::corrupt);
  EXPECT_EQ(store_->events_of("even")->size(), 3U);
}

TEST_F(Tampering, an_erased_payload_is_whole_once_an_event_says_so) {
  EXPECT_EQ(broken_after("UPDATE events SET payload = NULL, salt = NULL WHERE position = 2"), 2U);
  ASSERT_TRUE(keep(*store_, [](app::Transaction& transaction) {
    EXPECT_TRUE(transaction.append("odd", 2, {{"erased", "{}"}}, at(9), "u", "U"));
  }));
  EXPECT_EQ(store_->first_broken_link().value(), std::nullopt);
  EXPECT_EQ(store_->events_of("odd")->front().payload, "");
}

TEST_F(Tampering, a_file_of_noise_is_refused) {
  store_.reset();
  std::filesystem::resize_file(path_, 0);
  std::string noise_path = folder_.file("noise.db");
  FILE* file = std::fopen(noise_path.c_str(), "wb");
  for (int i = 0; i < 100'000; ++i) std::fputc(i * 31 % 251, file);
  std::fclose(file);
  auto opened = open_sqlite_store(noise_path, SqliteSettings{}, entropy_);
  ASSERT_FALSE(opened);
  EXPECT_NE(opened.error().find("cannot be opened"), std::string::npos) << opened.error();
}

}  // namespace
}  // namespace moteplass::store
