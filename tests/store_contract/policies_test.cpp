// Drafts and versions of policy models.
#include <gmock/gmock.h>

#include "stores_under_test.h"

namespace moteplass::store {
namespace {

using app::PolicyDraft;
using app::PolicyVersion;
using app::StoreFault;
using app::Transaction;

PolicyDraft draft(const std::string& id, Instant changed = at(1)) {
  return {id,    "rer-2022",           "Ett møte til",  "<a>æ\n\"</a>", "1.0",
          "abc", {"u1", "Kari \"K\""}, {{"u2", "Ola"}}, changed,        0};
}

PolicyVersion version(const std::string& policy, const std::string& text) {
  PolicyVersion version;
  version.policy = policy;
  version.number = 77;
  version.version = "2.0";
  version.hash = to_hex(sha256(text));
  version.text = text;
  version.imports = {{"felles/a.dmn", "<a/>"}, {"felles/b.dmn", "[\"b\"]"}};
  version.valid_from = parse_date("2026-10-01").value();
  version.approved_by = "leif";
  version.approver_name = "Leif Leder";
  version.approved_at = at(5);
  version.changed_cases = {"Én sak, \"slik\""};
  return version;
}

class Policies : public StoreContract {
 protected:
  Result<void, StoreFault> put(const PolicyDraft& draft, std::int64_t expected) {
    return keep(store(), [&](Transaction& transaction) { (void)transaction.put_draft(draft, expected); });
  }
  Result<void, StoreFault> remove(const std::string& id, std::int64_t expected) {
    return keep(store(), [&](Transaction& transaction) { (void)transaction.remove_draft(id, expected); });
  }
  std::int64_t add(const PolicyVersion& version) {
    std::int64_t number = 0;
    auto added = keep(store(), [&](Transaction& transaction) {
      number = transaction.add_policy_version(version).value_or(0);
    });
    return added ? number : 0;
  }
};
FOR_ALL_STORES(Policies);

TEST_P(Policies, a_draft_is_kept_whole_and_counts_its_revisions) {
  ASSERT_TRUE(put(draft("a"), 0));
  auto expected = draft("a");
  expected.revision = 1;
  EXPECT_EQ(store().draft("a").value(), expected);
  expected.text = "not DMN at all";
  expected.title = "Et annet";
  expected.authors.push_back({"u3", "Per"});
  ASSERT_TRUE(put(expected, 1));
  expected.revision = 2;
  EXPECT_EQ(store().draft("a").value(), expected);
  EXPECT_FALSE(store().draft("b")->has_value());
}

TEST_P(Policies, whoever_writes_second_is_refused) {
  ASSERT_TRUE(put(draft("a"), 0));
  EXPECT_EQ(put(draft("a"), 0).error(), StoreFault::conflict);
  EXPECT_EQ(put(draft("a"), 2).error(), StoreFault::conflict);
  EXPECT_EQ(put(draft("b"), 1).error(), StoreFault::conflict);
  EXPECT_EQ(remove("a", 2).error(), StoreFault::conflict);
  EXPECT_EQ(remove("b", 1).error(), StoreFault::conflict);
  EXPECT_EQ(store().draft("a").value()->revision, 1);
  EXPECT_TRUE(remove("a", 1));
  EXPECT_FALSE(store().draft("a")->has_value());
  EXPECT_EQ(put(draft("a"), 1).error(), StoreFault::conflict);
}

TEST_P(Policies, drafts_are_listed_without_texts_last_changed_first) {
  ASSERT_TRUE(put(draft("b", at(10)), 0));
  ASSERT_TRUE(put(draft("a", at(10)), 0));
  ASSERT_TRUE(put(draft("c", at(20)), 0));
  auto list = store().drafts().value();
  ASSERT_EQ(list.size(), 3U);
  EXPECT_EQ(list[0].id, "c");
  EXPECT_EQ(list[1].id, "a");
  EXPECT_EQ(list[2].id, "b");
  auto expected = draft("c", at(20));
  expected.text = "";
  expected.revision = 1;
  EXPECT_EQ(list[0], expected);
}

TEST_P(Policies, versions_are_numbered_by_model_and_kept_whole) {
  EXPECT_EQ(add(version("b", "one")), 1);
  EXPECT_EQ(add(version("b", "two")), 2);
  EXPECT_EQ(add(version("a", "three")), 1);
  EXPECT_EQ(add(version("b", "one")), 3);  // back to an earlier text
  auto versions = store().policy_versions().value();
  ASSERT_EQ(versions.size(), 4U);
  auto expected = version("a", "three");
  expected.number = 1;
  EXPECT_EQ(versions[0], expected);
  expected = version("b", "two");
  expected.number = 2;
  EXPECT_EQ(versions[2], expected);
}

TEST_P(Policies, what_is_undone_leaves_no_trace) {
  ASSERT_TRUE(put(draft("a"), 0));
  EXPECT_TRUE(store().write([&](Transaction& transaction) {
    EXPECT_EQ(transaction.put_draft(draft("a"), 1).value(), 2);
    EXPECT_EQ(transaction.put_draft(draft("b"), 0).value(), 1);
    EXPECT_TRUE(transaction.remove_draft("a", 2));
    EXPECT_FALSE(transaction.draft("a")->has_value());
    EXPECT_TRUE(transaction.draft("b")->has_value());
    EXPECT_EQ(transaction.add_policy_version(version("a", "x")).value(), 1);
    EXPECT_EQ(transaction.add_policy_version(version("a", "y")).value(), 2);
    return app::Verdict::undo;
  }));
  EXPECT_EQ(store().draft("a").value()->revision, 1);
  EXPECT_FALSE(store().draft("b")->has_value());
  EXPECT_TRUE(store().policy_versions()->empty());
}

TEST_P(Policies, are_there_after_opening_again) {
  ASSERT_TRUE(put(draft("a"), 0));
  ASSERT_EQ(add(version("a", "x")), 1);
  if (!under_test_->reopen()) GTEST_SKIP() << "keeps nothing";
  EXPECT_EQ(store().draft("a").value()->text, draft("a").text);
  EXPECT_EQ(add(version("a", "y")), 2);
}

}  // namespace
}  // namespace moteplass::store
