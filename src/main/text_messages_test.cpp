#include "main/text_messages.h"

#include <fstream>

#include <gtest/gtest.h>

namespace moteplass {
namespace {

namespace fs = std::filesystem;

class TextMessages : public testing::Test {
 protected:
  TextMessages() { fs::remove_all(folder_); }
  ~TextMessages() override { fs::remove_all(folder_); }

  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder_)) names.push_back(entry.path().filename());
    return names;
  }
  static app::Reminder reminder() {
    return {"ab12", "+4790000101", parse_instant("2026-11-05T09:00:00Z").value(), app::LetterLanguage::nb};
  }

  fs::path folder_ = fs::path(testing::TempDir()) / "text_messages_test" / "outgoing-messages";
  TextMessageFolder messages_{folder_};
};

TEST_F(TextMessages, AreOneFileEachWithATimeAndNothingOfWhatItIs) {
  ASSERT_TRUE(messages_.remind(reminder()));
  ASSERT_EQ(names(), std::vector<std::string>{"ab12.json"});
  std::ifstream file(folder_ / "ab12.json");
  std::string text((std::istreambuf_iterator<char>(file)), {});
  EXPECT_EQ(text, R"({"id":"ab12","to":"+4790000101","text":"Time: torsdag 5. november kl. 10. Dette er en )"
                  R"(påminnelse.","send_before":"2026-11-05T09:00:00.000Z"})");
  EXPECT_EQ(fs::status(folder_ / "ab12.json").permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(fs::status(folder_).permissions(), fs::perms::owner_all);
}

TEST_F(TextMessages, ThatAreHandedOverTwiceAreOne) {
  ASSERT_TRUE(messages_.remind(reminder()));
  ASSERT_TRUE(messages_.remind(reminder()));
  EXPECT_EQ(names().size(), 1U);
}

TEST_F(TextMessages, ThatCannotBeWrittenAreAFault) {
  fs::create_directories(folder_.parent_path());
  std::ofstream(folder_) << "a file where the folder should be";
  EXPECT_FALSE(messages_.remind(reminder()));
}

}  // namespace
}  // namespace moteplass
