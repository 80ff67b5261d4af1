#include "schedule/holidays.h"

#include <algorithm>

namespace moteplass::schedule {

// The computus in whole numbers, as the anonymous correspondent of Nature gave it (20 April 1876): good for
// every year of the Gregorian calendar.
Date easter_sunday(std::chrono::year year) {
  int y = static_cast<int>(year);
  int moon_year = y % 19;
  int century = y / 100;
  int year_of_century = y % 100;
  int moon_correction = (century - (century + 8) / 25 + 1) / 3;
  int epact = (19 * moon_year + century - century / 4 - moon_correction + 15) % 30;
  int to_sunday = (32 + 2 * (century % 4) + 2 * (year_of_century / 4) - epact - year_of_century % 4) % 7;
  int late_moon = (moon_year + 11 * epact + 22 * to_sunday) / 451;
  int days = epact + to_sunday - 7 * late_moon + 114;
  return {year, std::chrono::month(static_cast<unsigned>(days / 31)),
          std::chrono::day(static_cast<unsigned>(days % 31 + 1))};
}

std::vector<Holiday> holidays(std::chrono::year year) {
  using std::chrono::December, std::chrono::January, std::chrono::May;
  Date easter = easter_sunday(year);
  std::vector<Holiday> days{
      {year / January / 1, "Nyttårsdag"},
      {year / May / 1, "1. mai"},
      {year / May / 17, "17. mai"},
      {add_days(easter, -3), "Skjærtorsdag"},
      {add_days(easter, -2), "Langfredag"},
      {easter, "Første påskedag"},
      {add_days(easter, 1), "Annen påskedag"},
      {add_days(easter, 39), "Kristi himmelfartsdag"},
      {add_days(easter, 49), "Første pinsedag"},
      {add_days(easter, 50), "Annen pinsedag"},
      {year / December / 25, "Første juledag"},
      {year / December / 26, "Annen juledag"},
  };
  std::stable_sort(days.begin(), days.end(),
                   [](const Holiday& a, const Holiday& b) { return a.date < b.date; });
  return days;
}

std::optional<std::string_view> holiday_name(Date date) {
  for (const Holiday& holiday : holidays(date.year())) {
    if (holiday.date == date) return holiday.name;
  }
  if (std::chrono::weekday(std::chrono::sys_days(date)) == std::chrono::Sunday) return "Søndag";
  return std::nullopt;
}

}  // namespace moteplass::schedule
