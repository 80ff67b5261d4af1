#include "letters/text_message.h"

#include <gtest/gtest.h>

namespace moteplass::letters {
namespace {

std::string text(std::string_view local, app::LetterLanguage language = app::LetterLanguage::nb) {
  return text_of({"id", "+4790000101", parse_local(local).value(), language});
}

TEST(TextMessage, SaysWhenAndNothingElse) {
  EXPECT_EQ(text("2026-11-05T10:00"), "Time: torsdag 5. november kl. 10. Dette er en påminnelse.");
  EXPECT_EQ(text("2026-03-31T09:05"), "Time: tirsdag 31. mars kl. 9.05. Dette er en påminnelse.");
}

TEST(TextMessage, IsInNynorskToo) {
  EXPECT_EQ(text("2026-11-07T12:30", app::LetterLanguage::nn),
            "Time: laurdag 7. november kl. 12.30. Dette er ei påminning.");
}

}  // namespace
}  // namespace moteplass::letters
