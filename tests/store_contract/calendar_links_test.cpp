// The secret addresses of calendar feeds.
#include "stores_under_test.h"

namespace moteplass::store {
namespace {

using app::CalendarLink;
using app::Transaction;

CalendarLink link(const std::string& user, const std::string& token, std::int64_t made = 1000) {
  return {user, sha256(token), at(made)};
}

class CalendarLinks : public StoreContract {
 protected:
  void put(const CalendarLink& link) {
    ASSERT_TRUE(keep(store(), [&](Transaction& transaction) { (void)transaction.put_calendar_link(link); }));
  }
  std::optional<CalendarLink> found(const std::string& token) {
    return store().calendar_link(sha256(token)).value();
  }
};
FOR_ALL_STORES(CalendarLinks);

TEST_P(CalendarLinks, are_found_by_their_hash_and_by_their_user) {
  put(link("kari", "a"));
  put(link("per", "b", 2000));
  EXPECT_EQ(found("a"), link("kari", "a"));
  EXPECT_EQ(store().calendar_link_of("per").value(), link("per", "b", 2000));
  EXPECT_FALSE(found("c"));
  EXPECT_FALSE(found(""));
  EXPECT_FALSE(store().calendar_link_of("ola").value());
}

TEST_P(CalendarLinks, are_replaced_by_the_next_of_the_same_user) {
  put(link("kari", "a"));
  put(link("kari", "b", 2000));
  EXPECT_FALSE(found("a"));
  EXPECT_EQ(found("b"), link("kari", "b", 2000));
}

TEST_P(CalendarLinks, are_withdrawn_one_at_a_time) {
  put(link("kari", "a"));
  put(link("per", "b"));
  EXPECT_TRUE(keep(store(), [](Transaction& transaction) {
    (void)transaction.remove_calendar_link("kari");
    (void)transaction.remove_calendar_link("never there");
  }));
  EXPECT_FALSE(found("a"));
  EXPECT_FALSE(store().calendar_link_of("kari").value());
  EXPECT_TRUE(found("b"));
}

TEST_P(CalendarLinks, that_are_undone_leave_no_trace) {
  put(link("kari", "a"));
  EXPECT_TRUE(store().write([&](Transaction& transaction) {
    EXPECT_TRUE(transaction.put_calendar_link(link("kari", "b")));
    EXPECT_TRUE(transaction.put_calendar_link(link("per", "c")));
    EXPECT_TRUE(transaction.remove_calendar_link("kari"));
    return app::Verdict::undo;
  }));
  EXPECT_EQ(found("a"), link("kari", "a"));
  EXPECT_FALSE(found("b"));
  EXPECT_FALSE(found("c"));
}

TEST_P(CalendarLinks, are_there_after_opening_again) {
  put(link("kari", "a"));
  if (!under_test_->reopen()) GTEST_SKIP() << "keeps nothing";
  EXPECT_EQ(found("a"), link("kari", "a"));
}

}  // namespace
}  // namespace moteplass::store
