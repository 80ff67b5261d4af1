#include "web/number_words.h"

#include <gtest/gtest.h>

namespace moteplass::web {
namespace {

texts::Catalogue catalogue() {
  std::map<std::string, std::string> files;
  for (std::string_view code : {"nb", "nn", "en"}) files.emplace(code, "[common]\nyes = \"x\"\n");
  return *texts::Catalogue::read(files);
}

TEST(NumberWords, AreThoseOfTheLanguage) {
  auto read = catalogue();
  Words nb(read.of(texts::Language::nb));
  Words en(read.of(texts::Language::en));
  EXPECT_EQ(number_in_words(nb, 7), "7");
  EXPECT_EQ(number_in_words(nb, 6122), "6122");
  EXPECT_EQ(number_in_words(nb, 10'000), "10\u00a0000");
  EXPECT_EQ(number_in_words(nb, 14'618'208), "14\u00a0618\u00a0208");
  EXPECT_EQ(number_in_words(nb, -12'345), "-12\u00a0345");
  EXPECT_EQ(number_in_words(en, 999), "999");
  EXPECT_EQ(number_in_words(en, 6122), "6,122");
  EXPECT_EQ(per_mille_in_words(nb, 320), "32\u00a0%");
  EXPECT_EQ(per_mille_in_words(nb, 5), "0,5\u00a0%");
  EXPECT_EQ(per_mille_in_words(en, 5), "0.5%");
  EXPECT_EQ(share_in_words(nb, 2, 3), "66,7\u00a0%");
  EXPECT_EQ(share_in_words(en, 3, 3), "100%");
}

}  // namespace
}  // namespace moteplass::web
