#include "policy/cell.h"

#include <gmock/gmock.h>

namespace moteplass::policy {
namespace {

using testing::ElementsAre;
using Kind = ReadCell::Kind;

TEST(Cell, SaysWhatIsPlain) {
  EXPECT_EQ(read_cell("-").kind, Kind::any);
  EXPECT_EQ(read_cell("true").kind, Kind::yes);
  EXPECT_EQ(read_cell("false").kind, Kind::no);
  EXPECT_EQ(read_cell("null").kind, Kind::nothing);
}

TEST(Cell, ReadsWordsWithCommasAndQuotesInThem) {
  auto cell = read_cell(R"("heroin", "1,4-butandiol", "«a» \"b\"")");
  EXPECT_EQ(cell.kind, Kind::words);
  EXPECT_THAT(cell.words, ElementsAre("heroin", "1,4-butandiol", "«a» \"b\""));
  EXPECT_THAT(read_cell(R"(["a", "b"])").words, ElementsAre("a", "b"));
  EXPECT_EQ(read_cell(R"(not("a"))").kind, Kind::not_words);
  EXPECT_THAT(read_cell("1.5").words, ElementsAre("1.5"));
}

TEST(Cell, ReadsRanges) {
  auto under = read_cell("< 15");
  EXPECT_EQ(under.kind, Kind::range);
  EXPECT_EQ(under.low, "");
  EXPECT_EQ(under.high, "15");
  EXPECT_FALSE(under.high_within);
  auto between = read_cell("[15..18)");
  EXPECT_EQ(between.kind, Kind::range);
  EXPECT_EQ(between.low, "15");
  EXPECT_TRUE(between.low_within);
  EXPECT_EQ(between.high, "18");
  EXPECT_FALSE(between.high_within);
}

TEST(Cell, LeavesTheRestAsItIsWritten) {
  for (auto text :
       {"alder.Samtykke(Person.alder)", "\"a\" + \"b\"", "< 15 and > 3", "\"a\", null", "\"a", "[]"}) {
    auto cell = read_cell(text);
    EXPECT_EQ(cell.kind, Kind::formula) << text;
    EXPECT_EQ(cell.text, text);
  }
}

}  // namespace
}  // namespace moteplass::policy
