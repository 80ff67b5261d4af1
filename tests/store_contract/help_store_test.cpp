// What app/help_store.h promises, held against both stores; and what the file alone gives away.
#include <sqlite3.h>

#include <fstream>
#include <sstream>

#include "store/memory_help_store.h"
#include "store/sqlite_help_store.h"
#include "stores_under_test.h"

namespace moteplass::store {
namespace {

using app::HelpTransaction;
using app::StoreFault;
using app::Verdict;

SealKey key_of(char c) {
  return std::move(*SealKey::of(std::string(SealKey::size, c)));
}

std::unique_ptr<app::HelpStore> open_help(const std::string& path, app::Entropy& entropy, char key = 'k') {
  auto opened = open_sqlite_help_store(path, key_of(key), entropy);
  if (!opened) {
    ADD_FAILURE() << opened.error();
    std::abort();
  }
  return std::move(*opened);
}

Date day(int number) {
  return add_days(std::chrono::year(2026) / 3 / 1, number - 1);
}

class HelpStoreContract : public testing::TestWithParam<std::string> {
 protected:
  HelpStoreContract() { open(); }
  void open() {
    store_.reset();
    if (GetParam() == "memory") {
      store_ = make_memory_help_store(entropy_);
    } else {
      store_ = open_help(folder_.file("help.sqlite"), entropy_);
    }
  }
  Result<void, StoreFault> keep(const std::function<void(HelpTransaction&)>& job) {
    return store_->write([&](HelpTransaction& transaction) {
      job(transaction);
      return Verdict::keep;
    });
  }
  Result<void, StoreFault> append(const std::string& case_id, std::int64_t version,
                                  const std::string& payload) {
    return keep([&](HelpTransaction& transaction) {
      (void)transaction.append(case_id, version, {{"need_chosen", payload}}, at(1000 + version), "u1", "Ida");
    });
  }

  TemporaryFolder folder_;
  CountedEntropy entropy_;
  std::unique_ptr<app::HelpStore> store_;
};
INSTANTIATE_TEST_SUITE_P(All, HelpStoreContract, testing::Values("memory", "sqlite"),
                         [](const auto& kind) { return kind.param; });

TEST_P(HelpStoreContract, EventsStandInOneOrderWithOneChain) {
  EXPECT_EQ(store_->chain_head()->position, 0u);
  ASSERT_TRUE(append("a", 0, R"({"n":1})"));
  ASSERT_TRUE(append("b", 0, R"({"n":2})"));
  ASSERT_TRUE(append("a", 1, R"({"n":3})"));
  auto events = store_->events_of("a");
  ASSERT_TRUE(events);
  ASSERT_EQ(events->size(), 2u);
  const auto& second = (*events)[1];
  EXPECT_EQ(second.position, 3u);
  EXPECT_EQ(second.version, 2);
  EXPECT_EQ(second.type, "need_chosen");
  EXPECT_EQ(second.payload, R"({"n":3})");
  EXPECT_EQ(second.at, at(1001));
  EXPECT_EQ(second.actor, "u1");
  EXPECT_EQ(second.actor_name, "Ida");
  EXPECT_EQ(store_->chain_head()->position, 3u);
  EXPECT_EQ(store_->chain_head()->hash, second.hash);
  EXPECT_EQ(store_->first_broken_link().value(), std::optional<std::uint64_t>());
  EXPECT_EQ(store_->case_ids(), (std::vector<std::string>{"a", "b"}));
  EXPECT_TRUE(store_->events_of("c")->empty());
}

TEST_P(HelpStoreContract, WhoeverComesSecondIsToldToLookAgain) {
  ASSERT_TRUE(append("a", 0, "{}"));
  EXPECT_EQ(append("a", 0, "{}").error(), StoreFault::conflict);
  EXPECT_EQ(append("a", 2, "{}").error(), StoreFault::conflict);
  EXPECT_EQ(store_->chain_head()->position, 1u);
}

TEST_P(HelpStoreContract, FiguresAddUpAndGoWhenTheyComeToNone) {
  using app::Figure;
  Figure waiting{2026, "service_kind", "nav", "referral", "waiting", 1};
  Figure started{2026, "service_kind", "nav", "referral", "started", 2};
  ASSERT_TRUE(keep([&](HelpTransaction& transaction) { (void)transaction.add_figures({waiting, started}); }));
  auto less = waiting;
  less.cases = -1;
  ASSERT_TRUE(keep([&](HelpTransaction& transaction) { (void)transaction.add_figures({less, started}); }));
  started.cases = 4;
  EXPECT_EQ(store_->figures().value(), std::vector{started});
  EXPECT_FALSE(keep([&](HelpTransaction& transaction) { (void)transaction.add_figures({less}); }))
      << "fewer than none is nobody's count";
  ASSERT_TRUE(store_->write([&](HelpTransaction& transaction) {
    EXPECT_TRUE(transaction.add_figures({waiting}));
    return Verdict::undo;
  }));
  EXPECT_EQ(store_->figures().value(), std::vector{started});
  if (GetParam() == "memory") return;
  open();
  EXPECT_EQ(store_->figures().value(), std::vector{started});
}

TEST_P(HelpStoreContract, AJobThatIsUndoneOrFailsLeavesNoTrace) {
  app::HelpLink link{sha256("t"), "a", "r", at(9000)};
  auto everything = [&](HelpTransaction& transaction) {
    (void)transaction.append("a", 0, {{"x", "{}"}}, at(1), "u", "U");
    EXPECT_EQ(transaction.events_of("a")->size(), 1u);  // its own writes
    (void)transaction.put_follow_ups("a", {{"a", day(1), day(2), "{}"}});
    (void)transaction.put_link(link);
    (void)transaction.record_access({"a", "u", "U", "help_record", at(1)});
  };
  ASSERT_TRUE(store_->write([&](HelpTransaction& transaction) {
    everything(transaction);
    return Verdict::undo;
  }));
  EXPECT_EQ(keep([&](HelpTransaction& transaction) {
              everything(transaction);
              (void)transaction.append("a", 7, {{"x", "{}"}}, at(1), "u", "U");
            }).error(),
            StoreFault::conflict);
  EXPECT_TRUE(store_->events_of("a")->empty());
  EXPECT_TRUE(store_->follow_ups(day(30), 10)->empty());
  EXPECT_EQ(store_->link(link.token_hash).value(), std::optional<app::HelpLink>());
  EXPECT_TRUE(store_->accesses_of("a")->empty());
  ASSERT_TRUE(keep(everything));
  EXPECT_EQ(store_->events_of("a")->size(), 1u);
}

TEST_P(HelpStoreContract, FollowUpsComeSoonestFirstOnceTheirDayHasCome) {
  std::vector<app::HelpFollowUp> of_a{{"a", day(1), day(9), R"({"k":"late"})"},
                                      {"a", day(5), day(7), R"({"k":"x"})"}};
  app::HelpFollowUp of_b{"b", day(2), day(3), R"({"k":"b"})"};
  ASSERT_TRUE(keep([&](HelpTransaction& transaction) {
    (void)transaction.put_follow_ups("a", of_a);
    (void)transaction.put_follow_ups("b", {of_b});
  }));
  using Rows = std::vector<app::HelpFollowUp>;
  EXPECT_EQ(store_->follow_ups(day(4), 10), (Rows{of_b, of_a[0]}));
  EXPECT_EQ(store_->follow_ups(day(5), 10), (Rows{of_b, of_a[1], of_a[0]}));
  EXPECT_EQ(store_->follow_ups(day(5), 1), Rows{of_b});
  ASSERT_TRUE(keep([&](HelpTransaction& transaction) { (void)transaction.put_follow_ups("a", {}); }));
  EXPECT_EQ(store_->follow_ups(day(5), 10), Rows{of_b});
}

TEST_P(HelpStoreContract, OneLinkOpensAReferralTheLatest) {
  app::HelpLink first{sha256("one"), "a", "r", at(9000)};
  app::HelpLink second{sha256("two"), "a", "r", at(9500)};
  app::HelpLink other{sha256("three"), "a", "s", at(9500)};
  ASSERT_TRUE(keep([&](HelpTransaction& transaction) {
    (void)transaction.put_link(first);
    (void)transaction.put_link(other);
  }));
  EXPECT_EQ(store_->link(first.token_hash).value(), std::optional(first));
  ASSERT_TRUE(keep([&](HelpTransaction& transaction) { (void)transaction.put_link(second); }));
  EXPECT_EQ(store_->link(first.token_hash).value(), std::optional<app::HelpLink>());
  EXPECT_EQ(store_->link(second.token_hash).value(), std::optional(second));
  ASSERT_TRUE(keep([&](HelpTransaction& transaction) { (void)transaction.remove_link("a", "r"); }));
  EXPECT_EQ(store_->link(second.token_hash).value(), std::optional<app::HelpLink>());
  EXPECT_EQ(store_->link(other.token_hash).value(), std::optional(other));
}

TEST_P(HelpStoreContract, LooksAreKeptNewestFirst) {
  app::Access first{"a", "u1", "Ida", "help_record", at(1)};
  app::Access second{"a", "u2", "Per", "help_record", at(2)};
  ASSERT_TRUE(keep([&](HelpTransaction& transaction) {
    (void)transaction.record_access(first);
    (void)transaction.record_access({"b", "u1", "Ida", "help_record", at(1)});
    (void)transaction.record_access(second);
  }));
  EXPECT_EQ(store_->accesses_of("a"), (std::vector{second, first}));
}

TEST_P(HelpStoreContract, WhatIsStoredIsThereAfterwards) {
  if (GetParam() == "memory") GTEST_SKIP() << "keeps nothing";
  ASSERT_TRUE(append("a", 0, R"({"words":"egen hybel"})"));
  ASSERT_TRUE(keep([&](HelpTransaction& transaction) {
    (void)transaction.put_follow_ups("a", {{"a", day(1), day(2), R"({"about":"NAV"})"}});
  }));
  auto head = store_->chain_head()->hash;
  open();
  EXPECT_EQ(store_->chain_head()->hash, head);
  EXPECT_EQ(store_->events_of("a")->front().payload, R"({"words":"egen hybel"})");
  EXPECT_EQ(store_->follow_ups(day(2), 10)->front().payload, R"({"about":"NAV"})");
  EXPECT_EQ(store_->first_broken_link().value(), std::optional<std::uint64_t>());
}

// ---- What somebody with the file in hand can do
// --------------------------------------------------------------

class HelpFile : public testing::Test {
 protected:
  HelpFile() {
    store_ = open_help(path_, entropy_);
    for (int i = 0; i < 3; ++i) {
      auto stored = store_->write([&](HelpTransaction& transaction) {
        (void)transaction.append("a", i, {{"need_chosen", R"({"words":"hemmelig-ord"})"}}, at(i), "u", "U");
        (void)transaction.put_follow_ups("a", {{"a", day(1), day(2), R"({"about":"hemmelig-ord"})"}});
        return Verdict::keep;
      });
      EXPECT_TRUE(stored);
    }
  }
  int execute(const std::string& sql) {
    sqlite3* handle = nullptr;
    EXPECT_EQ(sqlite3_open(path_.c_str(), &handle), SQLITE_OK);
    int code = sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr);
    sqlite3_close(handle);
    return code;
  }

  TemporaryFolder folder_;
  CountedEntropy entropy_;
  std::string path_ = folder_.file("help.sqlite");
  std::unique_ptr<app::HelpStore> store_;
};

TEST_F(HelpFile, ItHoldsNoWordInTheClear) {
  store_.reset();
  std::ostringstream all;
  for (const char* name : {"help.sqlite", "help.sqlite-wal"}) {
    std::ifstream file(folder_.file(name), std::ios::binary);
    all << file.rdbuf();
  }
  EXPECT_GT(all.str().size(), 4096u);
  EXPECT_NE(all.str().find("need_chosen"), std::string::npos);
  EXPECT_EQ(all.str().find("hemmelig-ord"), std::string::npos);
}

TEST_F(HelpFile, AnotherKeyIsRefusedAtTheDoor) {
  store_.reset();
  auto opened = open_sqlite_help_store(path_, key_of('x'), entropy_);
  ASSERT_FALSE(opened);
  EXPECT_NE(opened.error().find("key"), std::string::npos);
}

TEST_F(HelpFile, OneProcessAtATime) {
  EXPECT_FALSE(open_sqlite_help_store(path_, key_of('k'), entropy_));
}

TEST_F(HelpFile, TheTablesKeepTheirEventsAndTheChainFindsWhatWasChangedAllTheSame) {
  EXPECT_EQ(execute("UPDATE events SET actor = 'x'"), SQLITE_CONSTRAINT);
  EXPECT_EQ(execute("DELETE FROM events"), SQLITE_CONSTRAINT);
  EXPECT_EQ(store_->first_broken_link().value(), std::optional<std::uint64_t>());
  ASSERT_EQ(execute("DROP TRIGGER events_keep_update; UPDATE events SET actor = 'x' WHERE position = 3"),
            SQLITE_OK);
  EXPECT_EQ(store_->first_broken_link().value(), std::optional<std::uint64_t>(3));
  // A sealed payload of the same record in another's place opens, and is not what was committed to.
  ASSERT_EQ(execute("UPDATE events SET sealed = (SELECT sealed FROM events WHERE position = 1) "
                    "WHERE position = 2"),
            SQLITE_OK);
  EXPECT_EQ(store_->first_broken_link().value(), std::optional<std::uint64_t>(2));
  EXPECT_EQ(store_->events_of("a").error(), StoreFault::corrupt);
  ASSERT_EQ(execute("UPDATE events SET sealed = x'00' WHERE position = 1"), SQLITE_OK);
  EXPECT_EQ(store_->first_broken_link().value(), std::optional<std::uint64_t>(1));
}

}  // namespace
}  // namespace moteplass::store
