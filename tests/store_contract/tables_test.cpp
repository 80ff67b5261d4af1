// Everything that is not an event: messages, numbers, lists, outbox, documents, accesses.
#include "stores_under_test.h"

namespace moteplass::store {
namespace {

using app::CaseQuery;
using app::CaseRow;
using app::StoreFault;
using app::Transaction;

class Tables : public StoreContract {
 protected:
  void put(const CaseRow& row) {
    ASSERT_TRUE(keep(store(), [&](Transaction& transaction) { (void)transaction.put_case_row(row); }));
  }
  std::vector<std::string> ids(const CaseQuery& query) {
    std::vector<std::string> found;
    auto rows = store().case_rows(query);
    for (const CaseRow& row : *rows) found.push_back(row.case_id);
    EXPECT_EQ(store().count_case_rows(query).value(), [&] {
      CaseQuery all = query;
      all.offset = 0;
      all.limit = 1000;
      return store().case_rows(all)->size();
    }());
    return found;
  }
};
FOR_ALL_STORES(Tables);

using Ids = std::vector<std::string>;

CaseRow row(const std::string& id, const std::string& name, const std::string& worklist,
            std::optional<Instant> due = std::nullopt, Instant received = at(0)) {
  return {id, "2026/" + id, name, "new", worklist, "", due, received, at(7), 1, "rer-2022", std::nullopt};
}

CaseQuery searching(const std::string& search) {
  CaseQuery query;
  query.search = search;
  return query;
}

TEST_P(Tables, what_is_overdue_is_listed_across_the_worklists) {
  put(row("1", "Kari", "inbox", at(10)));
  put(row("2", "Ola", "to_report", at(5)));
  put(row("3", "Per", "inbox", at(11)));
  put(row("4", "Pål", "inbox"));
  put(row("5", "Liv", "", at(1)));
  CaseQuery overdue;
  overdue.due_before = at(11);
  EXPECT_EQ(ids(overdue), (Ids{"2", "1"}));
  overdue.worklist = "inbox";
  EXPECT_EQ(ids(overdue), Ids{"1"});
}

TEST_P(Tables, cases_about_one_person_are_found_by_their_key_and_no_key_is_nobody) {
  auto of = [](const std::string& id, const std::string& key) {
    auto made = row(id, "Kari", "inbox", at(std::stoi(id)));
    made.person_key = key;
    return made;
  };
  put(of("1", "a"));
  put(of("2", "b"));
  put(of("3", "a"));
  put(of("4", ""));
  CaseQuery same;
  same.person_key = "a";
  EXPECT_EQ(ids(same), (Ids{"1", "3"}));
  EXPECT_EQ(store().case_row("3").value()->person_key, "a");
  // A case may be known to be about somebody else later, or about nobody known.
  put(of("3", "b"));
  EXPECT_EQ(ids(same), Ids{"1"});
  same.person_key = "c";
  EXPECT_TRUE(ids(same).empty());
  same.person_key = "";
  EXPECT_EQ(ids(same).size(), 4U);
}

TEST_P(Tables, receipts_are_gap_free_per_sender) {
  auto record = [&](const std::string& sender, const std::string& id) {
    std::uint64_t receipt = 0;
    auto answer = keep(store(), [&](Transaction& transaction) {
      auto given = transaction.record_message({sender, id, 99, sha256(id), "case-" + id, at(5)});
      if (given) receipt = *given;
    });
    return answer ? receipt : 0;
  };
  EXPECT_EQ(record("oslo", "a"), 1U);
  EXPECT_EQ(record("bergen", "a"), 1U);
  EXPECT_EQ(record("oslo", "b"), 2U);
  EXPECT_EQ(record("oslo", "a"), 0U);  // conflict; the number is not used up
  EXPECT_EQ(record("oslo", "A"), 3U);  // ids are what they are, to the letter
  auto message = store().find_message("oslo", "b").value();
  ASSERT_TRUE(message);
  EXPECT_EQ(message->receipt, 2U);
  EXPECT_EQ(message->digest, sha256("b"));
  EXPECT_EQ(message->case_id, "case-b");
  EXPECT_EQ(message->at, at(5));
  EXPECT_FALSE(store().find_message("oslo", "c")->has_value());
  EXPECT_FALSE(store().find_message("", "")->has_value());
}

TEST_P(Tables, a_message_is_found_within_the_job_that_stored_it) {
  ASSERT_TRUE(keep(store(), [&](Transaction& transaction) {
    EXPECT_FALSE(transaction.find_message("p", "m")->has_value());
    EXPECT_EQ(transaction.record_message({"p", "m", 0, Digest{}, "c", at(0)}).value(), 1U);
    EXPECT_TRUE(transaction.find_message("p", "m")->has_value());
    EXPECT_EQ(transaction.record_message({"p", "n", 0, Digest{}, "c", at(0)}).value(), 2U);
  }));
}

TEST_P(Tables, case_numbers_are_gap_free_per_year) {
  ASSERT_TRUE(keep(store(), [&](Transaction& transaction) {
    EXPECT_EQ(transaction.next_case_number(2026).value(), 1U);
    EXPECT_EQ(transaction.next_case_number(2026).value(), 2U);
    EXPECT_EQ(transaction.next_case_number(2027).value(), 1U);
    EXPECT_EQ(transaction.next_case_number(2026).value(), 3U);
  }));
}

TEST_P(Tables, a_case_row_is_replaced_and_comes_back_whole) {
  put(row("c", "Kari", "incoming"));
  CaseRow full{
      "c", "2026/00012", "Åse O'Brien \"%_\" 😀", "summoned", "meetings", "summons", at(-3), at(4), at(5),
      6,   "rer-2026",   at(1'800'000'000'000)};
  put(full);
  EXPECT_EQ(store().case_row("c").value(), full);
  EXPECT_EQ(store().case_rows({}).value(), std::vector<CaseRow>{full});
  EXPECT_FALSE(store().case_row("d")->has_value());
}

TEST_P(Tables, most_urgent_first) {
  put(row("none-late", "A", "w", std::nullopt, at(20)));
  put(row("none-early", "A", "w", std::nullopt, at(10)));
  put(row("due-9", "A", "w", at(9), at(99)));
  put(row("due-5-b", "A", "w", at(5), at(2)));
  put(row("due-5-a", "A", "w", at(5), at(1)));
  put(row("due-5-same", "A", "w", at(5), at(2)));
  put(row("negative", "A", "w", at(-5), at(2)));
  EXPECT_EQ(ids({}),
            (Ids{"negative", "due-5-a", "due-5-b", "due-5-same", "due-9", "none-early", "none-late"}));
}

TEST_P(Tables, lists_by_worklist_and_openness_in_pages) {
  for (int i = 0; i < 10; ++i) put(row("a" + std::to_string(i), "A", "first", at(i)));
  put(row("b", "B", "second", at(100)));
  put(row("closed", "C", "", at(-1)));
  CaseQuery query;
  EXPECT_EQ(ids(query).size(), 11U);
  query.open_only = false;
  EXPECT_EQ(ids(query).size(), 12U);
  EXPECT_EQ(ids(query).front(), "closed");
  query.worklist = "first";
  query.offset = 3;
  query.limit = 2;
  EXPECT_EQ(ids(query), (Ids{"a3", "a4"}));
  query.offset = 9;
  EXPECT_EQ(ids(query), (Ids{"a9"}));
  query.offset = 10;
  EXPECT_EQ(ids(query), Ids{});
  query.offset = SIZE_MAX;
  EXPECT_EQ(ids(query), Ids{});
  query.offset = 0;
  query.limit = 0;
  EXPECT_EQ(ids(query), Ids{});
  query.limit = SIZE_MAX;
  EXPECT_EQ(ids(query).size(), 10U);
  query.worklist = "firs_";
  EXPECT_EQ(ids(query), Ids{});
}

TEST_P(Tables, a_search_takes_every_letter_literally_but_not_its_case) {
  put(row("1", "Åse ØDEGÅRD", "w", at(1)));
  put(row("2", "Ærlig Ås", "w", at(2)));
  put(row("3", "100% sikker_", "w", at(3)));
  put(row("4", "O'Brien; DROP TABLE \"x\"", "w", at(4)));
  put(row("5", "Smil 😀 Smil", "w", at(5)));
  put(row("6", "Máhtte Čáhci Đuoddar Ŋ", "w", at(6)));
  put(row("7", "back\\slash*?[a]", "w", at(7)));
  put(row("8", "Kari", "", at(8)));
  EXPECT_EQ(ids(searching("")).size(), 7U);
  EXPECT_EQ(ids(searching("åSE ødegå")), (Ids{"1"}));
  EXPECT_EQ(ids(searching("ÅS")), (Ids{"1", "2"}));
  EXPECT_EQ(ids(searching("æRLIG")), (Ids{"2"}));
  EXPECT_EQ(ids(searching("ase")), Ids{});  // å is a letter, not an a
  EXPECT_EQ(ids(searching("%")), (Ids{"3"}));
  EXPECT_EQ(ids(searching("_")), (Ids{"3"}));
  EXPECT_EQ(ids(searching("'")), (Ids{"4"}));
  EXPECT_EQ(ids(searching("\"X\"")), (Ids{"4"}));
  EXPECT_EQ(ids(searching("' OR 1=1 --")), Ids{});
  EXPECT_EQ(ids(searching("😀")), (Ids{"5"}));
  EXPECT_EQ(ids(searching("😁")), Ids{});
  EXPECT_EQ(ids(searching("čÁHCI đ")), (Ids{"6"}));
  EXPECT_EQ(ids(searching("ŋ")), (Ids{"6"}));
  EXPECT_EQ(ids(searching("\\")), (Ids{"7"}));
  EXPECT_EQ(ids(searching("*")), (Ids{"7"}));
  EXPECT_EQ(ids(searching("[A]")), (Ids{"7"}));
  EXPECT_EQ(ids(searching("2026/3")), (Ids{"3"}));
  EXPECT_EQ(ids(searching("kari")), Ids{});
  CaseQuery all = searching("kari");
  all.open_only = false;
  EXPECT_EQ(ids(all), (Ids{"8"}));
  EXPECT_EQ(ids(searching(std::string("\xff\xfe\0x", 4))), Ids{});
}

TEST_P(Tables, a_search_follows_a_changed_name) {
  put(row("1", "Kari", "w"));
  put(row("1", "Ola", "w"));
  EXPECT_EQ(ids(searching("kari")), Ids{});
  EXPECT_EQ(ids(searching("ola")), (Ids{"1"}));
}

TEST_P(Tables, worklists_are_counted_with_what_is_overdue) {
  put(row("1", "A", "b-list", at(9)));
  put(row("2", "A", "b-list", at(10)));
  put(row("3", "A", "b-list"));
  put(row("4", "A", "a-list"));
  put(row("5", "A", "", at(1)));
  auto counts = store().worklist_counts(at(10)).value();
  ASSERT_EQ(counts.size(), 2U);
  EXPECT_EQ(counts[0].worklist, "a-list");
  EXPECT_EQ(counts[0].cases, 1U);
  EXPECT_EQ(counts[0].overdue, 0U);
  EXPECT_EQ(counts[1].worklist, "b-list");
  EXPECT_EQ(counts[1].cases, 3U);
  EXPECT_EQ(counts[1].overdue, 1U);  // due at this very moment is not overdue
}

TEST_P(Tables, police_see_their_own_rows_newest_first) {
  auto put_row = [&](const app::PoliceRow& police) {
    ASSERT_TRUE(keep(store(), [&](Transaction& transaction) { (void)transaction.put_police_row(police); }));
  };
  app::PoliceRow first{"oslo", "m1", 1, "p-1", "oppmøte", at(10), "", std::nullopt, "c1"};
  app::PoliceRow second{"oslo", "m2", 2, "p-2", "forelegg", at(10), "", std::nullopt, "c2"};
  app::PoliceRow third{"oslo", "m3", 3, "p-3", "oppmøte", at(30), R"({"met":true})", at(40), "c3"};
  for (const auto& police : {first, third, second}) put_row(police);
  put_row({"bergen", "m1", 1, "p", "r", at(99), "", std::nullopt, "c4"});
  EXPECT_EQ(store().police_rows("oslo", 0, 10).value(), (std::vector{third, second, first}));
  EXPECT_EQ(store().police_rows("oslo", 1, 1).value(), (std::vector{second}));
  EXPECT_TRUE(store().police_rows("oslo", 3, 1)->empty());
  EXPECT_TRUE(store().police_rows("os%", 0, 10)->empty());
  first.feedback = "{}";
  first.feedback_at = at(50);
  put_row(first);
  EXPECT_EQ(store().police_rows("oslo", 0, 10).value(), (std::vector{third, second, first}));
  // What the unit asks, until it has an answer.
  second.question = "period";
  put_row(second);
  EXPECT_EQ(store().police_rows("oslo", 0, 10).value(), (std::vector{third, second, first}));
  second.question.clear();
  put_row(second);
  EXPECT_EQ(store().police_rows("oslo", 1, 1)->front().question, "");
}

TEST_P(Tables, rows_can_be_cleared_and_built_again_in_one_job) {
  put(row("old", "A", "w"));
  ASSERT_TRUE(append_one(store(), "c", 0));
  ASSERT_TRUE(keep(store(), [&](Transaction& transaction) {
    (void)transaction.put_police_row({"p", "m", 1, "n", "r", at(0), "", std::nullopt, "c"});
    EXPECT_TRUE(transaction.clear_rows());
    EXPECT_TRUE(transaction.put_case_row(row("new", "B", "w")));
  }));
  EXPECT_EQ(ids({}), (Ids{"new"}));
  EXPECT_TRUE(store().police_rows("p", 0, 10)->empty());
  expect_whole(store(), 1);
  EXPECT_TRUE(store().write([&](Transaction& transaction) {
    (void)transaction.clear_rows();
    (void)transaction.put_case_row(row("newer", "B", "w"));
    return app::Verdict::undo;
  }));
  EXPECT_EQ(ids({}), (Ids{"new"}));
}

TEST_P(Tables, outbox_items_stay_until_they_are_done) {
  ASSERT_TRUE(keep(store(), [&](Transaction& transaction) {
    for (std::int64_t moment : {30, 10, 20, 10}) {
      EXPECT_TRUE(transaction.enqueue({77, "letter", "c" + std::to_string(moment), "{}", at(moment), 5}));
    }
  }));
  auto due = [&](std::int64_t now, std::size_t limit = 10) {
    std::vector<std::uint64_t> found;
    auto items = store().outbox_due(at(now), limit);
    for (const app::OutboxItem& item : *items) found.push_back(item.id);
    return found;
  };
  using Found = std::vector<std::uint64_t>;
  EXPECT_EQ(due(9), Found{});
  EXPECT_EQ(due(10), (Found{2, 4}));  // longest due first, then as they were asked for
  EXPECT_EQ(due(100), (Found{2, 4, 3, 1}));
  EXPECT_EQ(due(100, 3), (Found{2, 4, 3}));
  ASSERT_TRUE(keep(store(), [&](Transaction& transaction) {
    EXPECT_TRUE(transaction.finish(4));
    EXPECT_TRUE(transaction.finish(4));
    EXPECT_TRUE(transaction.postpone(2, at(25)));
    EXPECT_TRUE(transaction.postpone(2, at(35)));
    EXPECT_TRUE(transaction.postpone(1234, at(35)));
  }));
  EXPECT_EQ(due(100), (Found{3, 1, 2}));
  auto item = store().outbox_due(at(100), 10)->back();
  EXPECT_EQ(item.attempts, 2);
  EXPECT_EQ(item.not_before, at(35));
  EXPECT_EQ(item.kind, "letter");
  EXPECT_EQ(item.case_id, "c10");
  EXPECT_EQ(store().outbox_due(at(100), 10)->front().attempts, 0);
  // Ids are never given twice, even when the last item is gone.
  ASSERT_TRUE(keep(store(), [&](Transaction& transaction) {
    for (std::uint64_t id : {1, 2, 3}) EXPECT_TRUE(transaction.finish(id));
    EXPECT_TRUE(transaction.enqueue({0, "letter", "c", "{}", at(1), 0}));
  }));
  EXPECT_EQ(due(100), (Found{5}));
}

TEST_P(Tables, documents_keep_every_byte) {
  std::string bytes("%PDF\0\x01\xff\r\n", 9);
  std::string large(3'000'000, '\0');
  ASSERT_TRUE(keep(store(), [&](Transaction& transaction) {
    EXPECT_TRUE(transaction.put_document({"d1", "c", "summons", "application/pdf", bytes, at(5)}));
    EXPECT_TRUE(transaction.put_document({"d2", "c", "summons", "text/plain", "", at(6)}));
    EXPECT_TRUE(transaction.put_document({"d3", "c", "summons", "text/plain", large, at(6)}));
  }));
  auto document = store().document("d1").value();
  ASSERT_TRUE(document);
  EXPECT_EQ(document->bytes, bytes);
  EXPECT_EQ(document->case_id, "c");
  EXPECT_EQ(document->kind, "summons");
  EXPECT_EQ(document->media_type, "application/pdf");
  EXPECT_EQ(document->at, at(5));
  EXPECT_EQ(store().document("d2").value()->bytes, "");
  EXPECT_EQ(store().document("d3").value()->bytes, large);
  EXPECT_FALSE(store().document("d4")->has_value());
  // A document is never replaced.
  auto again = keep(store(), [&](Transaction& transaction) {
    (void)transaction.put_document({"d1", "c", "summons", "text/plain", "other", at(9)});
  });
  EXPECT_EQ(again.error(), StoreFault::conflict);
  EXPECT_EQ(store().document("d1").value()->bytes, bytes);
}

TEST_P(Tables, accesses_are_read_newest_first) {
  app::Access first{"c", "u1", "Kari", "case", at(10)};
  app::Access second{"c", "u2", "Ola", "letter", at(10)};
  app::Access early{"c", "u1", "Kari", "case", at(5)};
  ASSERT_TRUE(keep(store(), [&](Transaction& transaction) {
    for (const auto& access : {first, second, early}) EXPECT_TRUE(transaction.record_access(access));
    EXPECT_TRUE(transaction.record_access({"other", "u", "U", "case", at(1)}));
  }));
  EXPECT_EQ(store().accesses_of("c").value(), (std::vector{second, first, early}));
  EXPECT_TRUE(store().accesses_of("nobody")->empty());
}

TEST_P(Tables, all_is_there_after_opening_again) {
  put(row("c", "Kari", "w", at(3)));
  std::uint64_t receipt = 0;
  auto more = [&](Transaction& transaction) {
    auto version = static_cast<std::int64_t>(transaction.events_of("c")->size());
    EXPECT_TRUE(transaction.append("c", version, {{"opened", "{}"}}, at(0), "u", "U"));
    receipt =
        transaction.record_message({"p", "m" + std::to_string(version), 0, Digest{}, "c", at(0)}).value();
    EXPECT_EQ(transaction.next_case_number(2026).value(), receipt);
    EXPECT_TRUE(transaction.enqueue({0, "letter", "c", "{}", at(receipt == 1 ? 0 : 1), 0}));
    EXPECT_TRUE(transaction.record_access({"c", "u", "U", "case", at(0)}));
    EXPECT_TRUE(transaction.put_document(
        {"d" + std::to_string(version), "c", "summons", "text/plain", std::string("\0", 1), at(0)}));
    EXPECT_TRUE(transaction.put_police_row(
        {"p", "m" + std::to_string(version), receipt, "n", "r", at(0), "", std::nullopt, "c"}));
  };
  ASSERT_TRUE(keep(store(), more));
  if (!under_test_->reopen()) GTEST_SKIP() << "keeps nothing";
  expect_whole(store(), 1);
  EXPECT_EQ(ids({}), (Ids{"c"}));
  EXPECT_TRUE(store().find_message("p", "m0")->has_value());
  EXPECT_EQ(store().document("d0").value()->bytes, std::string("\0", 1));
  EXPECT_EQ(store().accesses_of("c")->size(), 1U);
  ASSERT_TRUE(keep(store(), more));
  EXPECT_EQ(receipt, 2U);
  expect_whole(store(), 2);
  EXPECT_EQ(store().outbox_due(at(9), 10)->back().id, 2U);
  EXPECT_EQ(store().police_rows("p", 0, 9)->size(), 2U);
}

}  // namespace
}  // namespace moteplass::store
