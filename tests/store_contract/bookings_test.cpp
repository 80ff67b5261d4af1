// Holds and bookings.
#include <atomic>
#include <thread>

#include <gmock/gmock.h>

#include "stores_under_test.h"

namespace moteplass::store {
namespace {

using app::BookingQuery;
using app::StoreFault;
using app::Transaction;
using schedule::Booking;
using schedule::BookingState;
using schedule::Interval;
using testing::ElementsAre;
using testing::IsEmpty;

Booking booking(const std::string& id, std::int64_t from = 1000, std::int64_t to = 2000,
                const std::string& about = "case 1") {
  return {.id = id,
          .about = about,
          .slot = {.time = {at(from), at(to)},
                   .site = "rådhuset",
                   .team = {"kari", "per \"p\""},
                   .room = "rom 1",
                   .interpreter = "tolk",
                   .interpreting = schedule::Interpreting::in_person,
                   .wishes_unmet = {schedule::Competence::medical, schedule::Competence::child_welfare}},
          .state = BookingState::held,
          .until = at(900),
          .changed = at(5)};
}

class Bookings : public StoreContract {
 protected:
  void put(const std::vector<Booking>& bookings) {
    ASSERT_TRUE(keep(store(), [&](Transaction& transaction) {
      for (const Booking& each : bookings) (void)transaction.put_booking(each);
    }));
  }
  std::vector<std::string> ids(const BookingQuery& query) {
    std::vector<std::string> ids;
    auto bookings = store().bookings(query).value();
    for (const Booking& found : bookings) ids.push_back(found.id);
    return ids;
  }
};
FOR_ALL_STORES(Bookings);

TEST_P(Bookings, are_kept_whole_and_replaced_by_id) {
  auto mine = booking("a");
  put({mine});
  EXPECT_THAT(store().bookings({}).value(), ElementsAre(mine));
  mine.state = BookingState::booked;
  mine.until.reset();
  mine.sequence = 3;
  mine.slot = {.time = {at(1500), at(2500)}, .site = "", .team = {}};
  mine.changed = at(6);
  put({mine});
  EXPECT_THAT(store().bookings({}).value(), ElementsAre(mine));
}

TEST_P(Bookings, are_found_by_time_case_and_id_in_order) {
  put({booking("c", 1000, 2000), booking("b", 1000, 2000, "case 2"), booking("a", 2000, 3000)});
  EXPECT_THAT(ids({}), ElementsAre("b", "c", "a"));
  EXPECT_THAT(ids({.about = "case 1"}), ElementsAre("c", "a"));
  EXPECT_THAT(ids({.id = "b"}), ElementsAre("b"));
  EXPECT_THAT(ids({.id = "b", .about = "case 1"}), IsEmpty());
  EXPECT_THAT(ids({.time = Interval{at(1999), at(2000)}}), ElementsAre("b", "c"));
  EXPECT_THAT(ids({.time = Interval{at(2000), at(2001)}}), ElementsAre("a"));
  EXPECT_THAT(ids({.time = Interval{at(0), at(1000)}}), IsEmpty());
  EXPECT_THAT(ids({.time = Interval{at(3000), at(9000)}}), IsEmpty());
}

TEST_P(Bookings, that_are_cancelled_are_found_only_when_asked_for) {
  auto gone = booking("a");
  gone.state = BookingState::cancelled;
  put({gone, booking("b")});
  EXPECT_THAT(ids({}), ElementsAre("b"));
  EXPECT_THAT(ids({.cancelled = true}), ElementsAre("a", "b"));
}

TEST_P(Bookings, that_are_released_are_gone) {
  put({booking("a"), booking("b")});
  EXPECT_TRUE(keep(store(), [](Transaction& transaction) {
    (void)transaction.remove_booking("a");
    (void)transaction.remove_booking("never there");
  }));
  EXPECT_THAT(ids({}), ElementsAre("b"));
}

TEST_P(Bookings, that_are_undone_leave_no_trace) {
  put({booking("a")});
  EXPECT_TRUE(store().write([&](Transaction& transaction) {
    auto moved = booking("a", 5000, 6000);
    EXPECT_TRUE(transaction.put_booking(moved));
    EXPECT_TRUE(transaction.put_booking(booking("b")));
    EXPECT_THAT(transaction.bookings({.id = "a"}).value(), ElementsAre(moved));
    EXPECT_TRUE(transaction.remove_booking("a"));
    EXPECT_EQ(transaction.bookings({}).value().size(), 1U);
    return app::Verdict::undo;
  }));
  EXPECT_THAT(store().bookings({}).value(), ElementsAre(booking("a")));
}

TEST_P(Bookings, are_there_after_opening_again) {
  put({booking("a")});
  if (!under_test_->reopen()) GTEST_SKIP() << "keeps nothing";
  EXPECT_THAT(store().bookings({}).value(), ElementsAre(booking("a")));
}

// Ten people are offered the same hour and take it at once.
TEST_P(Bookings, give_an_hour_to_one_alone) {
  schedule::Unit unit;
  std::atomic<int> got = 0;
  std::vector<std::thread> people;
  for (int i = 0; i < 10; ++i) {
    people.emplace_back([&, i] {
      auto written = store().write([&, i](Transaction& transaction) {
        auto wanted = booking(std::to_string(i));
        auto others = transaction.bookings({.time = wanted.slot.time}).value();
        auto held = schedule::hold(unit, others, wanted.id, wanted.about, wanted.slot, at(900), at(0));
        if (!held || !transaction.put_booking(*held)) return app::Verdict::undo;
        ++got;
        return app::Verdict::keep;
      });
      EXPECT_TRUE(written);
    });
  }
  for (auto& person : people) person.join();
  EXPECT_EQ(got, 1);
  EXPECT_EQ(ids({}).size(), 1U);
}

}  // namespace
}  // namespace moteplass::store
