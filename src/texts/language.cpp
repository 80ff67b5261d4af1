#include "texts/language.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace moteplass::texts {
namespace {

std::size_t index(Language language) {
  return static_cast<std::size_t>(language);
}

constexpr std::array<std::string_view, 3> codes = {"nb", "nn", "en"};

constexpr std::array<std::string_view, 12> norwegian_months = {
    "januar", "februar", "mars",      "april",   "mai",      "juni",
    "juli",   "august",  "september", "oktober", "november", "desember"};
constexpr std::array<std::string_view, 12> english_months = {"January",   "February", "March",    "April",
                                                             "May",       "June",     "July",     "August",
                                                             "September", "October",  "November", "December"};

constexpr std::array<std::array<std::string_view, 7>, 3> weekdays = {{
    {"søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag"},
    {"søndag", "måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag"},
    {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
}};

struct Noun {
  std::string_view one, other;
};
constexpr std::array<Noun, 3> minute_nouns = {
    {{"minutt", "minutter"}, {"minutt", "minutt"}, {"minute", "minutes"}}};
constexpr std::array<Noun, 3> hour_nouns = {{{"time", "timer"}, {"time", "timar"}, {"hour", "hours"}}};
constexpr std::array<Noun, 3> day_nouns = {{{"dag", "dager"}, {"dag", "dagar"}, {"day", "days"}}};
constexpr std::array<std::string_view, 3> under_a_minute = {"under ett minutt", "under eitt minutt",
                                                            "under a minute"};
constexpr std::array<std::string_view, 3> and_words = {"og", "og", "and"};

std::string counted(Language language, const std::array<Noun, 3>& nouns, std::int64_t count) {
  const Noun& noun = nouns[index(language)];
  return fmt::format("{} {}", count, count == 1 ? noun.one : noun.other);
}

}  // namespace

std::string_view code(Language language) {
  return codes[index(language)];
}

std::optional<Language> language_from(std::string_view code) {
  auto found = std::find(codes.begin(), codes.end(), code);
  if (found == codes.end()) return std::nullopt;
  return static_cast<Language>(found - codes.begin());
}

std::string date_in_words(Language language, Date date) {
  auto month = static_cast<unsigned>(date.month()) - 1;
  auto day = static_cast<unsigned>(date.day());
  auto year = static_cast<int>(date.year());
  if (language == Language::en) return fmt::format("{} {} {}", day, english_months.at(month), year);
  return fmt::format("{}. {} {}", day, norwegian_months.at(month), year);
}

std::string_view weekday_in_words(Language language, std::chrono::weekday weekday) {
  return weekdays[index(language)].at(weekday.c_encoding());
}

std::string time_in_words(Language language, int hour, int minute) {
  if (language == Language::en) return fmt::format("{:02}:{:02}", hour, minute);
  return fmt::format("kl. {:02}.{:02}", hour, minute);
}

std::string day_in_words(Language language, Date date) {
  auto weekday = std::chrono::weekday(std::chrono::sys_days(date));
  return fmt::format("{} {}", weekday_in_words(language, weekday), date_in_words(language, date));
}

std::string moment_in_words(Language language, Instant instant) {
  LocalTime local = to_local(instant);
  return fmt::format("{}{} {}", day_in_words(language, local.date), language == Language::en ? " at" : "",
                     time_in_words(language, local.hour, local.minute));
}

std::string length_in_words(Language language, std::int64_t minutes) {
  std::int64_t hours = minutes / 60;
  std::int64_t rest = minutes % 60;
  if (hours == 0) return counted(language, minute_nouns, minutes);
  if (rest == 0) return counted(language, hour_nouns, hours);
  return fmt::format("{} {} {}", counted(language, hour_nouns, hours), and_words[index(language)],
                     counted(language, minute_nouns, rest));
}

std::string age_in_words(Language language, std::chrono::milliseconds age) {
  auto minutes = std::chrono::duration_cast<std::chrono::minutes>(age).count();
  if (minutes < 1) return std::string(under_a_minute[index(language)]);
  if (minutes < 60) return counted(language, minute_nouns, minutes);
  if (minutes < 24 * 60) return counted(language, hour_nouns, minutes / 60);
  return days_in_words(language, minutes / (24 * 60));
}

std::string days_in_words(Language language, std::int64_t days) {
  return counted(language, day_nouns, days);
}

}  // namespace moteplass::texts
