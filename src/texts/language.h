// The languages of the house, and dates, times and ages in their words.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace moteplass::texts {

// Complete in every text: nb, nn, en. Prepared, with texts that may be missing: Northern Sámi and Polish.
enum class Language { nb, nn, en, se, pl };
inline constexpr std::array languages{Language::nb, Language::nn, Language::en, Language::se, Language::pl};
bool is_complete(Language language);
// Where a prepared language takes the texts that it lacks: se from nb, pl from en. A complete one is its own.
Language fallback_of(Language language);

std::string_view code(Language language);  // "nb", for file names and the lang attribute
std::optional<Language> language_from(std::string_view code);
std::string_view own_name(Language language);  // as its readers call it: "Bokmål", "Davvisámegiella"

// The plural forms of the languages here, as Unicode CLDR names them; a language uses those it has.
enum class Plural { one, two, few, other };
Plural plural_of(Language language, std::int64_t count);

// "14. mars 2026", "14 March 2026", "njukčamánu 14. b. 2026", "14 marca 2026"
std::string date_in_words(Language language, Date date);
// "lørdag", "laurdag", "Saturday"
std::string_view weekday_in_words(Language language, std::chrono::weekday weekday);
// "kl. 09.30", "09:30"
std::string time_in_words(Language language, int hour, int minute);
// "lørdag 14. mars 2026", "Saturday 14 March 2026"
std::string day_in_words(Language language, Date date);
// "lørdag 14. mars 2026 kl. 09.30", on the wall clock in Norway
std::string moment_in_words(Language language, Instant instant);

// Lengths and ages in Northern Sámi are bokmål marked as such (marks.h) until somebody who knows gives the
// words. "45 minutter", "1 time", "1 time og 30 minutter"
std::string length_in_words(Language language, std::int64_t minutes);
// How old something is, in its largest whole unit up to days: "under ett minutt", "5 minutter", "3 timer",
// "2 dager". Negative ages are as none.
std::string age_in_words(Language language, std::chrono::milliseconds age);
// "2 dager", "1 dag"
std::string days_in_words(Language language, std::int64_t days);

}  // namespace moteplass::texts
