// Whatever jobs are run, in whatever order, kept or undone: every store reads like the twin in memory.
#include <rapidcheck.h>

#include "store/memory_store.h"
#include "stores_under_test.h"

namespace moteplass::store {
namespace {

using app::StoreFault;
using app::Transaction;

// One step of a job: what is done and three small numbers for its details. Few keys, so that steps meet.
enum class Step {
  append,
  append_stale,
  record_message,
  case_number,
  case_row,
  police_row,
  clear_rows,
  enqueue,
  finish,
  postpone,
  document,
  access,
};

struct Action {
  Step step;
  int key, detail, moment;
};
std::ostream& operator<<(std::ostream& out, const Action& action) {
  return out << static_cast<int>(action.step) << ':' << action.key << ',' << action.detail << ','
             << action.moment;
}

struct Job {
  std::vector<Action> actions;
  bool kept;
};
std::ostream& operator<<(std::ostream& out, const Job& job) {
  out << (job.kept ? "keep[" : "undo[");
  for (const Action& action : job.actions) out << action << ' ';
  return out << ']';
}

rc::Gen<Job> any_job() {
  auto small = [] { return rc::gen::inRange(0, 4); };
  auto step = rc::gen::map(
      rc::gen::weightedElement<int>(
          {{6, 0}, {1, 1}, {3, 2}, {2, 3}, {6, 4}, {3, 5}, {1, 6}, {3, 7}, {2, 8}, {2, 9}, {2, 10}, {2, 11}}),
      [](int which) { return static_cast<Step>(which); });
  auto action = rc::gen::construct<Action>(step, small(), small(), small());
  return rc::gen::construct<Job>(rc::gen::container<std::vector<Action>>(action),
                                 rc::gen::weightedElement<bool>({{4, true}, {1, false}}));
}

const std::string names[] = {"Åse Ødegård", "O'Brien 100%", "kari_nordmann", "ÆØÅ 😀"};
const std::string lists[] = {"", "incoming", "meetings", "overdue"};

// What each call answered, as text, so that answers are compared too.
std::string perform(Transaction& transaction, const Action& action) {
  std::string key = std::to_string(action.key);
  auto choice = static_cast<std::size_t>(action.detail);
  auto told = [](const auto& answer) {
    return answer ? "ok " : "fault " + std::to_string(static_cast<int>(answer.error()));
  };
  auto number = [](const auto& answer) {
    return answer ? std::to_string(*answer) + " "
                  : "fault " + std::to_string(static_cast<int>(answer.error()));
  };
  switch (action.step) {
    case Step::append:
    case Step::append_stale: {
      auto stream = transaction.events_of(key);
      if (!stream) return told(stream);
      auto version = static_cast<std::int64_t>(stream->size()) - (action.step == Step::append ? 0 : 1);
      std::vector<app::NewEvent> events(choice, {"type" + key, names[choice]});
      return number(transaction.append(key, version, events, at(action.moment), "u" + key, names[choice]));
    }
    case Step::record_message: {
      std::string id = std::to_string(action.detail * 4 + action.moment);
      auto known = transaction.find_message(key, id);
      if (!known) return told(known);
      if (*known && action.moment != 0) return "known " + std::to_string((*known)->receipt);
      return number(transaction.record_message({key, id, 0, sha256(id), key, at(action.moment)}));
    }
    case Step::case_number:
      return number(transaction.next_case_number(2026 + action.key));
    case Step::case_row: {
      auto due = action.moment == 0 ? std::optional<Instant>() : at(action.moment);
      return told(
          transaction.put_case_row({key, "2026/" + key, names[choice], "stage", lists[action.moment], "", due,
                                    at(action.detail), at(action.moment), action.detail, "rer", due}));
    }
    case Step::police_row:
      return told(transaction.put_police_row({"p" + std::to_string(action.detail % 2), key,
                                              static_cast<std::uint64_t>(action.key), "n", "r",
                                              at(action.moment), "{}", at(action.detail), key}));
    case Step::clear_rows:
      return told(transaction.clear_rows());
    case Step::enqueue:
      return told(transaction.enqueue({0, "kind" + key, key, "{}", at(action.moment), 0}));
    case Step::finish:
      return told(transaction.finish(static_cast<std::uint64_t>(action.key + action.detail)));
    case Step::postpone:
      return told(
          transaction.postpone(static_cast<std::uint64_t>(action.key + action.detail), at(action.moment)));
    case Step::document:
      return told(
          transaction.put_document({key + std::to_string(action.detail * 4 + action.moment), key, "kind",
                                    "text/plain", std::string(choice, '\0'), at(action.moment)}));
    case Step::access:
      return told(transaction.record_access({key, "u", names[choice], "case", at(action.moment)}));
  }
  return {};
}

std::string run(app::Store& store, const Job& job) {
  std::string answers;
  auto answer = store.write([&](Transaction& transaction) {
    for (const Action& action : job.actions) answers += perform(transaction, action);
    return job.kept ? app::Verdict::keep : app::Verdict::undo;
  });
  return answers + (answer ? "done" : "fault " + std::to_string(static_cast<int>(answer.error())));
}

std::string told(const app::StoredEvent& event) {
  return std::to_string(event.position) + event.case_id + std::to_string(event.version) + event.type +
         event.payload + to_string(event.at) + event.actor + event.actor_name + to_hex(event.hash);
}

std::string told(const app::OutboxItem& item) {
  return std::to_string(item.id) + item.kind + item.case_id + item.payload + to_string(item.not_before) +
         std::to_string(item.attempts);
}

void expect_same_reads(app::Store& a, app::Store& b) {
  auto same = [](const auto& left, const auto& right) {
    RC_ASSERT(left->size() == right->size());
    for (std::size_t i = 0; i < left->size(); ++i) RC_ASSERT(told((*left)[i]) == told((*right)[i]));
  };
  same(a.events_after(0, 1000), b.events_after(0, 1000));
  same(a.events_after(3, 2), b.events_after(3, 2));
  RC_ASSERT(a.chain_head()->hash == b.chain_head()->hash);
  RC_ASSERT(b.first_broken_link().value() == std::nullopt);
  same(a.outbox_due(at(2), 3), b.outbox_due(at(2), 3));
  same(a.outbox_due(at(99), 100), b.outbox_due(at(99), 100));
  for (const std::string& list : lists) {
    for (const std::string& search :
         {std::string(), std::string("ø"), std::string("%"), std::string("6/2")}) {
      for (bool open_only : {true, false}) {
        app::CaseQuery query{list, search, open_only, 0, 50};
        RC_ASSERT(a.case_rows(query).value() == b.case_rows(query).value());
        RC_ASSERT(a.count_case_rows(query).value() == b.count_case_rows(query).value());
        query.offset = 1;
        query.limit = 2;
        RC_ASSERT(a.case_rows(query).value() == b.case_rows(query).value());
      }
    }
  }
  auto left = a.worklist_counts(at(2)).value();
  auto right = b.worklist_counts(at(2)).value();
  RC_ASSERT(left.size() == right.size());
  for (std::size_t i = 0; i < left.size(); ++i) {
    RC_ASSERT(left[i].worklist == right[i].worklist);
    RC_ASSERT(left[i].cases == right[i].cases);
    RC_ASSERT(left[i].overdue == right[i].overdue);
  }
  for (const std::string& key : std::vector<std::string>{"0", "1", "2", "3"}) {
    same(a.events_of(key), b.events_of(key));
    RC_ASSERT(a.case_row(key).value() == b.case_row(key).value());
    RC_ASSERT(a.accesses_of(key).value() == b.accesses_of(key).value());
    RC_ASSERT(a.police_rows("p" + key, 0, 9).value() == b.police_rows("p" + key, 0, 9).value());
    for (int id = 0; id < 16; ++id) {
      auto one = a.find_message(key, std::to_string(id)).value();
      auto other = b.find_message(key, std::to_string(id)).value();
      RC_ASSERT(one.has_value() == other.has_value());
      if (one)
        RC_ASSERT(one->receipt == other->receipt && one->digest == other->digest && one->at == other->at);
      auto paper = a.document(key + std::to_string(id)).value();
      auto copy = b.document(key + std::to_string(id)).value();
      RC_ASSERT(paper.has_value() == copy.has_value());
      if (paper) RC_ASSERT(paper->bytes == copy->bytes && paper->at == copy->at);
    }
  }
}

class Model : public StoreContract {};
FOR_ALL_STORES(Model);

TEST_P(Model, every_store_reads_like_the_twin_in_memory) {
  bool passed = rc::check("any sequence of jobs", [&] {
    auto jobs = *rc::gen::container<std::vector<Job>>(any_job());
    auto tested = GetParam().make();
    CountedEntropy entropy;  // the same salts as the tested store's own
    auto twin = make_memory_store(entropy);
    for (const Job& job : jobs) RC_ASSERT(run(tested->store(), job) == run(*twin, job));
    expect_same_reads(*twin, tested->store());
    if (tested->reopen()) expect_same_reads(*twin, tested->store());
  });
  EXPECT_TRUE(passed);
}

}  // namespace
}  // namespace moteplass::store
