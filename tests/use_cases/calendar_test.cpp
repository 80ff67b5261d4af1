#include "app/calendar_desk.h"

#include <gmock/gmock.h>

#include "app/schedule_desk.h"
#include "fixture.h"
#include "schedule/booking.h"

namespace moteplass::app {
namespace {

using testing::HasSubstr;
using testing::Not;

class Calendars : public Unit {
 protected:
  Calendars() {
    plan.users = {{"ragnhild", "kari"}};
    plan.names = {{"torget", "Torget 1"}, {"kari", "Kari Lege"}};
    setup.plan = &plan;
  }
  schedule::Booking booking(const std::string& id, std::vector<std::string> team) {
    auto from = clock.time + std::chrono::hours(48);
    return {.id = id,
            .about = "case-1",
            .slot = {.time = {from, from + std::chrono::hours(1)},
                     .site = "torget",
                     .team = std::move(team),
                     .room = "rom-1"},
            .state = schedule::BookingState::booked,
            .changed = clock.time};
  }
  void put(const schedule::Booking& booking) {
    ASSERT_TRUE(store->write([&](Transaction& transaction) {
      return transaction.put_booking(booking) ? Verdict::keep : Verdict::undo;
    }));
  }
  std::string fault_of(const std::string& token) {
    auto feed = calendars.feed(token);
    return feed ? "" : std::string(kind_of(feed.error().code).word);
  }

  SchedulePlan plan;
  CalendarDesk calendars{setup};
};

TEST_F(Calendars, ShowTheMeetingsOneHasPartInAndNothingOfThem) {
  put(booking("b-1", {"per", "kari"}));
  put(booking("b-2", {"per"}));
  auto token = calendars.make_address(caseworker);
  ASSERT_TRUE(token);
  auto feed = calendars.feed(*token).value();
  EXPECT_THAT(feed, HasSubstr("UID:b-1\r\n"));
  EXPECT_THAT(feed, HasSubstr("SUMMARY:Opptatt\r\n"));
  EXPECT_THAT(feed, HasSubstr("DTSTART:20260322T090000Z\r\n"));
  for (auto never : {"b-2", "case-1", "orget", "rom-1", "ari", "per", "LOCATION", "DESCRIPTION"}) {
    EXPECT_THAT(feed, Not(HasSubstr(never)));
  }
}

TEST_F(Calendars, FollowAMeetingThatIsMovedOrCancelled) {
  auto mine = booking("b-1", {"kari"});
  put(mine);
  auto token = calendars.make_address(caseworker).value();
  mine.slot.time.from += std::chrono::hours(24);
  mine.slot.time.to += std::chrono::hours(24);
  mine.sequence = 1;
  put(mine);
  EXPECT_THAT(calendars.feed(token).value(), HasSubstr("DTSTART:20260323T090000Z\r\n"));
  EXPECT_THAT(calendars.feed(token).value(), HasSubstr("SEQUENCE:1\r\nSTATUS:CONFIRMED\r\n"));
  put(schedule::cancel(mine, clock.time).value());
  EXPECT_THAT(calendars.feed(token).value(), HasSubstr("SEQUENCE:2\r\nSTATUS:CANCELLED\r\n"));
}

TEST_F(Calendars, HoldNoTimesThatAreOnlyOffered) {
  auto held = booking("b-1", {"kari"});
  held.state = schedule::BookingState::held;
  held.until = clock.time + std::chrono::minutes(15);
  put(held);
  EXPECT_THAT(calendars.feed(calendars.make_address(caseworker).value()).value(), Not(HasSubstr("VEVENT")));
}

TEST_F(Calendars, AnAddressIsReplacedAndWithdrawn) {
  EXPECT_FALSE(calendars.own(caseworker)->made_at);
  auto first = calendars.make_address(caseworker).value();
  EXPECT_EQ(calendars.own(caseworker)->made_at, clock.time);
  auto second = calendars.make_address(caseworker).value();
  EXPECT_EQ(fault_of(first), "not_found");
  EXPECT_EQ(fault_of(second), "");
  ASSERT_TRUE(calendars.withdraw(caseworker));
  EXPECT_EQ(fault_of(second), "not_found");
  EXPECT_FALSE(calendars.own(caseworker)->made_at);
  EXPECT_EQ(fault_of(""), "not_found");
}

TEST_F(Calendars, AreForThoseInThePlanAlone) {
  User leader{"leif", "Leif Leder", Role::leader, ""};
  EXPECT_EQ(calendars.own(leader)->member, "");
  EXPECT_EQ(calendars.make_address(leader).error().code, ProblemCode::not_found);
  EXPECT_EQ(calendars.make_address(officer).error().code, ProblemCode::forbidden);
  EXPECT_EQ(calendars.own(officer).error().code, ProblemCode::forbidden);
  auto token = calendars.make_address(caseworker).value();
  plan.users.clear();
  EXPECT_EQ(fault_of(token), "not_found") << "who is taken out of the plan";
}

}  // namespace
}  // namespace moteplass::app
