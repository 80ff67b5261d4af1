// Keys to the pages for those whom a case is about.
#include <gmock/gmock.h>

#include "stores_under_test.h"

namespace moteplass::store {
namespace {

using app::CaseKey;
using app::Holder;
using app::Transaction;
using testing::ElementsAre;
using testing::IsEmpty;

CaseKey key(const std::string& id, const std::string& case_id = "case 1", std::int64_t made = 1000) {
  CaseKey key;
  key.id = id;
  key.case_id = case_id;
  key.holder_name = "Nora \"N\" Uvirkelig";
  key.code_hash = sha256("code of " + id);
  key.second_hash = sha256("birth date");
  key.made_at = at(made);
  key.made_by = "Ragnhild Rådgiver";
  key.expires_at = at(made + 500);
  return key;
}

class Keys : public StoreContract {
 protected:
  void put(const std::vector<CaseKey>& keys) {
    ASSERT_TRUE(keep(store(), [&](Transaction& transaction) {
      for (const CaseKey& each : keys) (void)transaction.put_key(each);
    }));
  }
  std::vector<std::string> ids(const std::string& case_id) {
    std::vector<std::string> ids;
    auto keys = store().keys_of(case_id).value();
    for (const CaseKey& found : keys) ids.push_back(found.id);
    return ids;
  }
};
FOR_ALL_STORES(Keys);

TEST_P(Keys, are_kept_whole_and_replaced_by_id) {
  auto mine = key("a");
  put({mine});
  EXPECT_EQ(store().key("a").value(), mine);
  mine.holder = Holder::trusted_person;
  mine.second_hash.reset();
  mine.withdrawn_at = at(1200);
  mine.wrong_tries = 3;
  mine.feedback_given = true;
  put({mine});
  EXPECT_EQ(store().key("a").value(), mine);
  EXPECT_THAT(ids("case 1"), ElementsAre("a"));
}

TEST_P(Keys, are_found_by_what_their_code_hashes_to) {
  put({key("a"), key("b")});
  EXPECT_EQ(store().key_by_code(sha256("code of b")).value(), key("b"));
  EXPECT_EQ(store().key_by_code(sha256("code of c")).value(), std::nullopt);
  EXPECT_EQ(store().key_by_code(sha256("birth date")).value(), std::nullopt);
  EXPECT_EQ(store().key("c").value(), std::nullopt);
}

TEST_P(Keys, of_a_case_are_listed_newest_first) {
  put({key("a", "case 1", 1000), key("b", "case 1", 3000), key("c", "case 1", 2000), key("d", "case 2")});
  EXPECT_THAT(ids("case 1"), ElementsAre("b", "c", "a"));
  EXPECT_THAT(ids("case 3"), IsEmpty());
}

TEST_P(Keys, that_are_undone_leave_no_trace) {
  put({key("a")});
  EXPECT_TRUE(store().write([&](Transaction& transaction) {
    auto tried = key("a");
    tried.wrong_tries = 1;
    EXPECT_TRUE(transaction.put_key(tried));
    EXPECT_TRUE(transaction.put_key(key("b")));
    EXPECT_EQ(transaction.key("a").value(), tried);
    return app::Verdict::undo;
  }));
  EXPECT_EQ(store().key("a").value(), key("a"));
  EXPECT_EQ(store().key("b").value(), std::nullopt);
}

TEST_P(Keys, are_there_after_opening_again_and_outlive_the_rows) {
  put({key("a")});
  EXPECT_TRUE(keep(store(), [](Transaction& transaction) { (void)transaction.clear_rows(); }));
  EXPECT_EQ(store().key("a").value(), key("a"));
  if (!under_test_->reopen()) GTEST_SKIP() << "keeps nothing";
  EXPECT_EQ(store().key("a").value(), key("a"));
}

}  // namespace
}  // namespace moteplass::store
