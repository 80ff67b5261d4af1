#include "texts/language.h"

#include <algorithm>

#include <fmt/format.h>

#include "texts/marks.h"

namespace moteplass::texts {
namespace {

std::size_t index(Language language) {
  return static_cast<std::size_t>(language);
}

constexpr std::size_t count_of_languages = languages.size();
constexpr std::array<std::string_view, count_of_languages> codes = {"nb", "nn", "en", "se", "pl"};
constexpr std::array<std::string_view, count_of_languages> own_names = {"Bokmål", "Nynorsk", "English",
                                                                        "Davvisámegiella", "Polski"};

using Months = std::array<std::string_view, 12>;
constexpr Months norwegian_months = {"januar", "februar", "mars",      "april",   "mai",      "juni",
                                     "juli",   "august",  "september", "oktober", "november", "desember"};
constexpr Months english_months = {"January", "February", "March",     "April",   "May",      "June",
                                   "July",    "August",   "September", "October", "November", "December"};
// As in a date: the genitive, "mánu" of "mánnu". Names from Unicode CLDR (se), the order and "b." of a date
// from the GNU C library's se_NO.
constexpr Months sami_months = {"ođđajagemánu", "guovvamánu",  "njukčamánu",  "cuoŋománu",
                                "miessemánu",   "geassemánu",  "suoidnemánu", "borgemánu",
                                "čakčamánu",    "golggotmánu", "skábmamánu",  "juovlamánu"};
// As in a date: the genitive. Unicode CLDR (pl).
constexpr Months polish_months = {"stycznia", "lutego",   "marca",    "kwietnia",     "maja",      "czerwca",
                                  "lipca",    "sierpnia", "września", "października", "listopada", "grudnia"};
constexpr std::array<const Months*, count_of_languages> months = {
    &norwegian_months, &norwegian_months, &english_months, &sami_months, &polish_months};

constexpr std::array<std::array<std::string_view, 7>, count_of_languages> weekdays = {{
    {"søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag"},
    {"søndag", "måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag"},
    {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
    {"sotnabeaivi", "vuossárga", "maŋŋebárga", "gaskavahkku", "duorasdat", "bearjadat", "lávvardat"},
    {"niedziela", "poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota"},
}};

struct Noun {
  std::string_view one, few, other;  // a language without `few` repeats `other`
};
using Nouns = std::array<Noun, count_of_languages>;
// Northern Sámi is bokmål here: the sources do not agree on the words.
constexpr Nouns minute_nouns = {{{"minutt", "minutter", "minutter"},
                                 {"minutt", "minutt", "minutt"},
                                 {"minute", "minutes", "minutes"},
                                 {"minutt", "minutter", "minutter"},
                                 {"minuta", "minuty", "minut"}}};
constexpr Nouns hour_nouns = {{{"time", "timer", "timer"},
                               {"time", "timar", "timar"},
                               {"hour", "hours", "hours"},
                               {"time", "timer", "timer"},
                               {"godzina", "godziny", "godzin"}}};
constexpr Nouns day_nouns = {{{"dag", "dager", "dager"},
                              {"dag", "dagar", "dagar"},
                              {"day", "days", "days"},
                              {"dag", "dager", "dager"},
                              {"dzień", "dni", "dni"}}};
constexpr std::array<std::string_view, count_of_languages> under_a_minute = {
    "under ett minutt", "under eitt minutt", "under a minute", "under ett minutt", "mniej niż minuta"};
constexpr std::array<std::string_view, count_of_languages> and_words = {"og", "og", "and", "og", "i"};

// Bokmål stands for Northern Sámi, and says so.
std::string borrowed(Language language, std::string text) {
  return language == Language::se ? marked(Language::nb, text) : std::move(text);
}

std::string counted(Language language, const Nouns& nouns, std::int64_t count) {
  const Noun& noun = nouns[index(language)];
  Plural plural = plural_of(language, count);
  auto word = plural == Plural::one ? noun.one : plural == Plural::few ? noun.few : noun.other;
  return fmt::format("{} {}", count, word);
}

}  // namespace

bool is_complete(Language language) {
  return language == Language::nb || language == Language::nn || language == Language::en;
}

Language fallback_of(Language language) {
  if (language == Language::se) return Language::nb;
  if (language == Language::pl) return Language::en;
  return language;
}

std::string_view own_name(Language language) {
  return own_names[index(language)];
}

Plural plural_of(Language language, std::int64_t count) {
  if (count == 1) return Plural::one;
  if (language == Language::se && count == 2) return Plural::two;
  if (language == Language::pl) {
    std::int64_t tens = count / 10 % 10;
    std::int64_t ones = count % 10;
    if (tens != 1 && ones >= 2 && ones <= 4) return Plural::few;
  }
  return Plural::other;
}

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
  auto name = months[index(language)]->at(month);
  if (language == Language::se) return fmt::format("{} {}. b. {}", name, day, year);
  if (language == Language::en || language == Language::pl) return fmt::format("{} {} {}", day, name, year);
  return fmt::format("{}. {} {}", day, name, year);
}

std::string_view weekday_in_words(Language language, std::chrono::weekday weekday) {
  return weekdays[index(language)].at(weekday.c_encoding());
}

std::string time_in_words(Language language, int hour, int minute) {
  if (language == Language::en || language == Language::se) return fmt::format("{:02}:{:02}", hour, minute);
  if (language == Language::pl) return fmt::format("godz. {:02}:{:02}", hour, minute);
  return fmt::format("kl. {:02}.{:02}", hour, minute);
}

std::string day_in_words(Language language, Date date) {
  auto weekday = std::chrono::weekday(std::chrono::sys_days(date));
  bool comma = language == Language::se || language == Language::pl;
  return fmt::format("{}{} {}", weekday_in_words(language, weekday), comma ? "," : "",
                     date_in_words(language, date));
}

std::string moment_in_words(Language language, Instant instant) {
  LocalTime local = to_local(instant);
  auto joint = language == Language::en ? " at" : language == Language::pl ? "," : "";
  return fmt::format("{}{} {}", day_in_words(language, local.date), joint,
                     time_in_words(language, local.hour, local.minute));
}

std::string length_in_words(Language language, std::int64_t minutes) {
  std::int64_t hours = minutes / 60;
  std::int64_t rest = minutes % 60;
  if (hours == 0) return borrowed(language, counted(language, minute_nouns, minutes));
  auto text = counted(language, hour_nouns, hours);
  if (rest != 0) {
    text += fmt::format(" {} {}", and_words[index(language)], counted(language, minute_nouns, rest));
  }
  return borrowed(language, std::move(text));
}

std::string age_in_words(Language language, std::chrono::milliseconds age) {
  auto minutes = std::chrono::duration_cast<std::chrono::minutes>(age).count();
  if (minutes < 1) return borrowed(language, std::string(under_a_minute[index(language)]));
  if (minutes < 60) return borrowed(language, counted(language, minute_nouns, minutes));
  if (minutes < 24 * 60) return borrowed(language, counted(language, hour_nouns, minutes / 60));
  return days_in_words(language, minutes / (24 * 60));
}

std::string days_in_words(Language language, std::int64_t days) {
  return borrowed(language, counted(language, day_nouns, days));
}

}  // namespace moteplass::texts
