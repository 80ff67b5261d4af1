#include "schedule/holidays.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace moteplass::schedule {
namespace {

using std::chrono::year;

Date day(std::string_view text) {
  return parse_date(text).value();
}

TEST(Holidays, AreTwelveInOrder) {
  EXPECT_THAT(holidays(year(2026)),
              testing::ElementsAre(
                  Holiday{day("2026-01-01"), "Nyttårsdag"}, Holiday{day("2026-04-02"), "Skjærtorsdag"},
                  Holiday{day("2026-04-03"), "Langfredag"}, Holiday{day("2026-04-05"), "Første påskedag"},
                  Holiday{day("2026-04-06"), "Annen påskedag"}, Holiday{day("2026-05-01"), "1. mai"},
                  Holiday{day("2026-05-14"), "Kristi himmelfartsdag"}, Holiday{day("2026-05-17"), "17. mai"},
                  Holiday{day("2026-05-24"), "Første pinsedag"}, Holiday{day("2026-05-25"), "Annen pinsedag"},
                  Holiday{day("2026-12-25"), "Første juledag"}, Holiday{day("2026-12-26"), "Annen juledag"}));
}

TEST(Holidays, EasterFallsWhereAlmanacsHaveIt) {
  for (auto date : {"1900-04-15", "1943-04-25", "1961-04-02", "1981-04-19", "2000-04-23", "2008-03-23",
                    "2019-04-21", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25",
                    // The law's wording was mended for this year: Prop. 81 L (2010-2011) chapter 5.
                    "2076-04-19"}) {
    EXPECT_EQ(easter_sunday(day(date).year()), day(date));
  }
}

// The definition itself with the moons of the church's tables reckoned another way: the Gregorian calendar's
// Paschal full moon from golden number and century (as in the Book of Common Prayer's general tables).
TEST(Holidays, EasterIsTheSundayAfterThePaschalMoonInEveryYearWeCanRead) {
  for (int y = 1900; y <= 2199; ++y) {
    int golden = y % 19 + 1;
    int century = y / 100 + 1;
    int epact = (11 * golden + 20 + (8 * century + 5) / 25 - 5 - (3 * century / 4 - 12)) % 30;
    if ((epact == 25 && golden > 11) || epact == 24) ++epact;
    int moon = 44 - epact;  // of March
    if (moon < 21) moon += 30;
    Date full_moon = add_days(year(y) / std::chrono::March / 1, moon - 1);
    Date sunday = add_days(full_moon, 1);
    while (std::chrono::weekday(std::chrono::sys_days(sunday)) != std::chrono::Sunday) {
      sunday = add_days(sunday, 1);
    }
    EXPECT_EQ(easter_sunday(year(y)), sunday) << y;
  }
}

TEST(Holidays, TwoOnOneDayBothStand) {
  std::vector<std::string_view> names;
  for (const auto& holiday : holidays(year(2008))) {
    if (holiday.date == day("2008-05-01")) names.push_back(holiday.name);
  }
  EXPECT_THAT(names, testing::ElementsAre("1. mai", "Kristi himmelfartsdag"));
  EXPECT_EQ(holiday_name(day("2008-05-01")), "1. mai");
}

TEST(Holidays, HaveNamesAndSoDoSundays) {
  EXPECT_EQ(holiday_name(day("2026-05-25")), "Annen pinsedag");
  EXPECT_EQ(holiday_name(day("2026-05-31")), "Søndag");
  EXPECT_EQ(holiday_name(day("2026-05-26")), std::nullopt);
  EXPECT_EQ(holiday_name(day("2026-12-24")), std::nullopt);
  EXPECT_EQ(holiday_name(day("2026-04-04")), std::nullopt);  // påskeaften
}

}  // namespace
}  // namespace moteplass::schedule
