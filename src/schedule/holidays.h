// The days on which no one is asked to come: Norwegian public holidays and Sundays.
//
// Sources: lov om helligdager og helligdagsfred (24 February 1995 no. 12) § 2; lov om 1 og 17 mai som
// høgtidsdager (26 April 1947 no. 1) § 1. Christmas Eve, New Year's Eve and the eves of Easter and Pentecost
// are no holidays; a unit that closes then says so in its absences.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace moteplass::schedule {

struct Holiday {
  Date date;
  std::string_view name;  // bokmål, "Første påskedag"
  friend bool operator==(const Holiday&, const Holiday&) = default;
};

// The twelve of a year in order of date, Sundays left out unless they have a name of their own. Two may fall
// on one day (1 May 2008 was also Kristi himmelfartsdag); then both stand, the one of 1947 first.
std::vector<Holiday> holidays(std::chrono::year year);

// The name of the day if it is a holiday; "Søndag" for an ordinary Sunday.
std::optional<std::string_view> holiday_name(Date date);

// Første påskedag: the first Sunday after the first full moon on or after 21 March, by the church's
// reckoning.
Date easter_sunday(std::chrono::year year);

}  // namespace moteplass::schedule
