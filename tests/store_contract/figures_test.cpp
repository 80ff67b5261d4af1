// Figures of closed cases: counted up, never listed by case.
#include <gmock/gmock.h>

#include "stores_under_test.h"

namespace moteplass::store {
namespace {

using app::Figure;
using app::Transaction;

class Figures : public StoreContract {
 protected:
  Result<void, app::StoreFault> add(const std::vector<Figure>& figures) {
    return keep(store(), [&](Transaction& transaction) { (void)transaction.add_figures(figures); });
  }
};
FOR_ALL_STORES(Figures);

const Figure young{2026, "age_band", "18-22", "outcome", "attended", 1};
const Figure slow{2026, "age_band", "18-22", "receipt_to_meeting", "21", 1};
const Figure last_year{2025, "district", "Søndre \"Nord\"", "outcome", "cancelled", 1};

TEST_P(Figures, add_up_and_come_in_order) {
  EXPECT_THAT(store().figures().value(), testing::IsEmpty());
  ASSERT_TRUE(add({slow, young, last_year}));
  ASSERT_TRUE(add({young, young}));
  auto three = young;
  three.cases = 3;
  EXPECT_THAT(store().figures().value(), testing::ElementsAre(last_year, three, slow));
}

TEST_P(Figures, of_a_job_that_is_undone_are_not_counted) {
  ASSERT_TRUE(add({young}));
  ASSERT_TRUE(store().write([&](Transaction& transaction) {
    EXPECT_TRUE(transaction.add_figures({young, last_year}));
    return app::Verdict::undo;
  }));
  EXPECT_THAT(store().figures().value(), testing::ElementsAre(young));
}

TEST_P(Figures, outlive_the_rows_and_the_closing_of_the_store) {
  ASSERT_TRUE(add({young, slow}));
  ASSERT_TRUE(keep(store(), [](Transaction& transaction) { (void)transaction.clear_rows(); }));
  if (!under_test_->reopen()) GTEST_SKIP() << "keeps nothing";
  EXPECT_THAT(store().figures().value(), testing::ElementsAre(young, slow));
}

}  // namespace
}  // namespace moteplass::store
