#include "web/about.h"

#include <gmock/gmock.h>

#include "web/markdown.h"

namespace moteplass::web {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Markdown, KnowsTablesAndPutsHeadingsOneLevelDown) {
  auto html = html_from_markdown("## Kilder\n\n| hva | hvor |\n|---|---|\n| a | *b* |\n");
  EXPECT_THAT(html, HasSubstr("<h3>Kilder</h3>"));
  EXPECT_THAT(html, HasSubstr("<em>b</em>"));
  EXPECT_THAT(html, HasSubstr("<div class=\"scroll\" tabindex=\"0\"><table>"));
}

TEST(Markdown, ShowsRawHtmlAsText) {
  auto html = html_from_markdown("<script>x</script> og <b>fet</b> <h2>\n\n<table>");
  EXPECT_THAT(html, Not(HasSubstr("<script")));
  EXPECT_THAT(html, Not(HasSubstr("<b>")));
  EXPECT_THAT(html, Not(HasSubstr("<table")));
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;"));
}

TEST(About, FindsWhoProposesAndTheStatus) {
  auto about = read_about(
      "# Tittel\n\n**Hvem foreslår:** flertallet (åtte av\nti), *NOU* 1. juni. Mer om det.\n**Status:** "
      "Vedtatt, ikke i kraft.\n"
      "**Kjernen:** Noe.\n\n## Kilder\n");
  EXPECT_EQ(about.proposer, "Flertallet (åtte av ti), NOU 1. juni.");
  EXPECT_EQ(about.status, "Vedtatt, ikke i kraft.");
  EXPECT_TRUE(about.is_law());
  EXPECT_FALSE(about.is_hearing());
  EXPECT_TRUE(read_about("**Status:** et høringssvar.").is_hearing());
  EXPECT_FALSE(read_about("**Status:** aldri vedtatt.").is_law());
  EXPECT_THAT(about.html, Not(HasSubstr("Tittel")));
  EXPECT_THAT(about.html, HasSubstr("<br>\n<strong>Status:</strong>"));
}

TEST(About, EveryModelSaysWhoProposesIt) {
  auto abouts = read_abouts(MOTEPLASS_SOURCE_DIR "/policies");
  ASSERT_TRUE(abouts);
  EXPECT_TRUE(abouts->contains("rer-2022"));
  for (const auto& [name, about] : *abouts) {
    EXPECT_FALSE(about.proposer.empty()) << name;
    EXPECT_FALSE(about.status.empty()) << name;
    EXPECT_THAT(about.html, HasSubstr("<h3>Kilder</h3>")) << name;
  }
}

}  // namespace
}  // namespace moteplass::web
