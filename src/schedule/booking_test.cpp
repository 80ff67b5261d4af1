#include "schedule/booking.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "schedule/example_unit.h"

namespace moteplass::schedule {
namespace {

using namespace example;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class Bookings : public testing::Test {
 protected:
  // The offers as they are with what is kept now.
  std::vector<Slot> offers(std::size_t count) {
    Need need = hour_that_week();
    need.required = {Competence::medical};
    need.most_a_day = 1;
    return find_slots(unit_, taken_by(kept_), need, now_, count).slots;
  }
  Booked held(const std::string& id, const Slot& slot) {
    return keep(hold(unit_, kept_, id, "case 1", slot, now_ + 24h, now_));
  }
  Booked keep(Booked booked) {
    if (booked) {
      std::erase_if(kept_, [&](const Booking& other) { return other.id == booked->id; });
      kept_.push_back(*booked);
    }
    return booked;
  }

  Unit unit_ = small_unit();
  std::vector<Booking> kept_;
  Instant now_ = friday();
};

TEST_F(Bookings, ThePersonChoosesAmongTimesThatAreHeldMeanwhile) {
  auto first = offers(3);
  ASSERT_THAT(first, SizeIs(3));
  for (std::size_t i = 0; i < 3; ++i) ASSERT_TRUE(held("hold " + std::to_string(i), first[i]));
  EXPECT_EQ(offers(1).at(0).time.from, at("2026-11-02T09:00"));  // another is offered the next hour
  EXPECT_EQ(held("mine", first[1]).error(), BookingRefusal::taken);

  auto chosen = keep(book(unit_, kept_, kept_[1], now_ + 1h));
  ASSERT_TRUE(chosen);
  EXPECT_EQ(chosen->state, BookingState::booked);
  EXPECT_EQ(chosen->until, std::nullopt);
  EXPECT_EQ(chosen->sequence, 0);
  std::erase_if(kept_, [](const Booking& b) { return b.state == BookingState::held; });
  EXPECT_EQ(offers(1).at(0), first[0]);  // what was released is free at once
  EXPECT_EQ(book(unit_, kept_, *chosen, now_).error(), BookingRefusal::not_held);
}

TEST_F(Bookings, AHoldThatRanOutIsBookedUnlessAnotherCameFirst) {
  auto slot = offers(1).at(0);
  auto mine = held("mine", slot).value();
  now_ += 24h;
  EXPECT_TRUE(book(unit_, kept_, mine, now_));
  ASSERT_TRUE(held("another's", slot));
  EXPECT_EQ(book(unit_, kept_, mine, now_).error(), BookingRefusal::taken);
}

TEST_F(Bookings, NothingBeginsInThePast) {
  auto slot = offers(1).at(0);
  auto mine = held("mine", slot).value();
  now_ = slot.time.from + 1min;
  EXPECT_EQ(held("late", slot).error(), BookingRefusal::past);
  EXPECT_EQ(book(unit_, kept_, mine, now_).error(), BookingRefusal::past);
}

TEST_F(Bookings, AreMovedAndCancelledAndTheFeedSaysSo) {
  auto slots = offers(2);
  auto mine = held("mine", slots[0]).value();
  EXPECT_THAT(calendar_entries(kept_, "Opptatt"), IsEmpty());
  EXPECT_EQ(rebook(unit_, kept_, mine, slots[1], now_).error(), BookingRefusal::not_booked);
  EXPECT_EQ(cancel(mine, now_).error(), BookingRefusal::not_booked);
  mine = keep(book(unit_, kept_, mine, now_)).value();

  Slot later = slots[0];  // a quarter later: it is not in its own way
  later.time = {later.time.from + 15min, later.time.to + 15min};
  mine = keep(rebook(unit_, kept_, mine, later, now_ + 1h)).value();
  EXPECT_EQ(mine.slot, later);
  mine = keep(cancel(mine, now_ + 2h)).value();
  EXPECT_EQ(offers(1).at(0), slots[0]);
  EXPECT_EQ(cancel(mine, now_).error(), BookingRefusal::not_booked);

  auto entries = calendar_entries(kept_, "Opptatt");
  ASSERT_THAT(entries, SizeIs(1));
  EXPECT_EQ(entries[0].uid, "mine");
  EXPECT_EQ(entries[0].sequence, 2);
  EXPECT_EQ(entries[0].changed, friday() + 2h);
  EXPECT_TRUE(entries[0].cancelled);
}

TEST_F(Bookings, AreNotMovedOntoAnother) {
  auto slots = offers(2);
  auto mine = keep(book(unit_, kept_, held("mine", slots[0]).value(), now_)).value();
  ASSERT_TRUE(held("another's", slots[1]));
  EXPECT_EQ(rebook(unit_, kept_, mine, slots[1], now_).error(), BookingRefusal::taken);
}

TEST(BookingStates, HaveWordsThatComeBack) {
  for (auto state : {BookingState::held, BookingState::booked, BookingState::cancelled}) {
    EXPECT_EQ(booking_state_from(word(state)), state);
  }
  EXPECT_FALSE(booking_state_from("gone"));
}

}  // namespace
}  // namespace moteplass::schedule
