#include "api/query.h"

#include <gmock/gmock.h>

namespace moteplass::api {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class QueryTest : public testing::Test {
 protected:
  std::optional<std::size_t> number(http::Parameters query) {
    return QueryReader(query, faults_).whole_number("limit", 1, 200);
  }
  std::optional<std::string> text(http::Parameters query) {
    return QueryReader(query, faults_).text("search", 5);
  }
  std::vector<FaultKind> kinds() const {
    std::vector<FaultKind> kinds;
    for (const auto& fault : faults_) kinds.push_back(fault.kind);
    return kinds;
  }
  std::vector<FieldFault> faults_;
};

TEST_F(QueryTest, WholeNumbers) {
  EXPECT_EQ(number({{"limit", "1"}}), 1u);
  EXPECT_EQ(number({{"limit", "200"}}), 200u);
  EXPECT_EQ(number({{"other", "7"}}), std::nullopt);
  EXPECT_THAT(faults_, IsEmpty());
  for (auto wrong : {"ten", "-1", "+1", " 1", "1 ", "1.0", "1e2", "0x10", "１"}) {
    EXPECT_EQ(number({{"limit", wrong}}), std::nullopt) << wrong;
    EXPECT_EQ(faults_.back().kind, FaultKind::wrong_type) << wrong;
  }
  for (auto wrong : {"0", "201", "99999999999999999999999999"}) {
    EXPECT_EQ(number({{"limit", wrong}}), std::nullopt) << wrong;
    EXPECT_EQ(faults_.back().kind, FaultKind::out_of_range) << wrong;
  }
}

TEST_F(QueryTest, EmptyAndTwice) {
  EXPECT_EQ(number({{"limit", ""}}), std::nullopt);
  EXPECT_EQ(number({{"limit", "1"}, {"limit", "1"}}), std::nullopt);
  EXPECT_THAT(kinds(), ElementsAre(FaultKind::missing, FaultKind::out_of_range));
  EXPECT_EQ(faults_[0].field, "limit");
}

TEST_F(QueryTest, Texts) {
  EXPECT_EQ(text({{"search", "Åse"}}), "Åse");
  EXPECT_EQ(text({{"search", "abcdef"}}), std::nullopt);
  EXPECT_EQ(text({{"search", "a\n"}}), std::nullopt);
  EXPECT_EQ(text({{"search", "\xff"}}), std::nullopt);
  EXPECT_THAT(kinds(), ElementsAre(FaultKind::out_of_range, FaultKind::bad_format, FaultKind::bad_format));
}

}  // namespace
}  // namespace moteplass::api
