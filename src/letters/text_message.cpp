#include "letters/text_message.h"

#include <fmt/format.h>

#include "texts/language.h"

namespace moteplass::letters {

std::string text_of(const app::Reminder& reminder) {
  bool nynorsk = reminder.language == app::LetterLanguage::nn;
  auto language = nynorsk ? texts::Language::nn : texts::Language::nb;
  auto local = to_local(reminder.meeting);
  auto day = texts::day_in_words(language, local.date);
  day.resize(day.rfind(' '));  // without the year: it is soon
  auto time =
      local.minute == 0 ? fmt::format("{}", local.hour) : fmt::format("{}.{:02}", local.hour, local.minute);
  return fmt::format("Time: {} kl. {}. {}", day, time,
                     nynorsk ? "Dette er ei påminning." : "Dette er en påminnelse.");
}

}  // namespace moteplass::letters
