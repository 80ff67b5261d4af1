#include "web/source_view.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "texts/catalogue.h"
#include "texts/template.h"
#include "web/office.h"

namespace moteplass::web {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string root = MOTEPLASS_SOURCE_DIR;

// The Kilde as its part of a page shows it in bokmål.
std::string shown(std::string_view text) {
  auto sources = read_sources(root + "/policies");
  auto catalogue = texts::Catalogue::read(*texts::load_folder(root + "/src/web/texts", ".toml"));
  auto pages =
      texts::Templates::compile(*texts::load_folder(root + "/src/web/pages", ".mustache"), trusted_html);
  if (!sources || !catalogue || !pages) {
    ADD_FAILURE() << "the sources, texts or pages cannot be read";
    return "";
  }
  const auto& nb = catalogue->of(texts::Language::nb);
  auto html = pages->render("part/source", source_view(Words(nb), text, *sources), &nb);
  EXPECT_TRUE(html);
  return html ? *html : "";
}

TEST(SourceView, ShowsWhatAParagraphIsAndWhereItStands) {
  auto html = shown("strl. § 231; strpl. § 224");
  EXPECT_THAT(html, HasSubstr("strl. § 231; strpl. § 224"));
  EXPECT_THAT(html, HasSubstr("https://lovdata.no/lov/2005-05-20-28/§231"));
  EXPECT_THAT(html, HasSubstr("straffeloven § 231"));
  EXPECT_THAT(html, HasSubstr("Narkotikaovertredelse"));
  EXPECT_THAT(html, HasSubstr("slik loven lød 13. april 2026"));
}

TEST(SourceView, SaysWhereAParagraphIsOnlyAHeading) {
  EXPECT_THAT(shown("politiloven § 9 a (overskriften)"), HasSubstr("overskrift uten tekst 13. april 2026"));
}

TEST(SourceView, ShowsADocumentOnceAndWithoutADay) {
  auto html = shown("Prop. 92 L (2020–2021) kapittel 1; Prop. 92 L (2020–2021) kapittel 8");
  EXPECT_EQ(html.find("id2835248"), html.rfind("id2835248"));
  EXPECT_THAT(html, HasSubstr("id2835248"));
  EXPECT_THAT(html, Not(HasSubstr("slik loven lød")));
}

TEST(SourceView, SaysWhatIsAReadingOfOurs) {
  EXPECT_THAT(shown("Tolkning: uten funn er det ingen mengde å måle"), HasSubstr("Dette er en tolkning"));
}

}  // namespace
}  // namespace moteplass::web
