#include "policy/compare.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "policy/policy_files_test.h"

namespace moteplass::policy {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const PolicyModel& model_named(const std::string& name) {
  static std::map<std::string, PolicyModel> models;
  auto found = models.find(name);
  if (found == models.end()) {
    auto read = read_policy(std::filesystem::path(MOTEPLASS_SOURCE_DIR) / "policies" / name);
    if (!read) throw std::runtime_error(to_string(read.error().front()));
    found = models.emplace(name, std::move(*read)).first;
  }
  return found->second;
}
const PolicyModel& nou() {
  return model_named("nou-2019-flertall");
}
const PolicyModel& rer() {
  return model_named("rer-2022");
}

Facts facts_of(std::string_view text) {
  return *facts_from_json(*parse_json(text));
}
// Ten grams of cannabis on a grown-up who is not addicted.
Facts ten_grams() {
  return facts_of(R"({"encounter": {"acts": ["possession"], "intent_to_sell": false,
    "substances": [{"substance": "cannabis", "amount": "10", "unit": "g"}]},
    "person": {"age": 25, "addiction": "none"}})");
}
Facts with_amount(Facts facts, std::string_view amount) {
  (*facts.encounter.substances)[0].amount = *Decimal::parse(amount);
  return facts;
}

const ComparedRow& row_of(const Comparison& comparison, Question question, std::string_view member) {
  for (const auto& row : comparison.rows) {
    if (row.question == question && row.member == member) return row;
  }
  throw std::runtime_error("no such row");
}

Cell cell_of(const PolicyModel& model, Question question, std::string_view member, const Facts& facts) {
  const PolicyModel* models[] = {&model};
  return row_of(compare(models, facts), question, member).cells.front();
}

bool says(const json::value& value, std::string_view text) {
  return value.is_string() && value.get_string() == text;
}

// Each part of an answer stands in its row as it stands in the answer.
TEST(Compare, SaysWhatTheAnswersSay) {
  const PolicyModel* models[] = {&nou(), &rer()};
  auto comparison = compare(models, ten_grams());
  int stated = 0;
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(comparison.models[i].summary.ref, models[i]->summary().ref);
    for (const auto& row : comparison.rows) {
      auto answer = models[i]->answer(row.question, ten_grams());
      EXPECT_EQ(to_json(comparison.models[i].answer(row.question)), to_json(answer));
      const auto& cell = row.cells[i];
      if (cell.state == CellState::stated) {
        ++stated;
        ASSERT_EQ(answer.status, Status::decided);
        EXPECT_EQ(answer.answer.at(row.member), cell.value) << row.member;
      } else {
        EXPECT_TRUE(cell.value.is_null()) << row.member;
      }
      if (cell.state == CellState::not_stated && answer.status == Status::decided) {
        EXPECT_TRUE(says(answer.answer.at(row.member), "ikke angitt")) << row.member;
      }
      EXPECT_EQ(cell.state == CellState::undecided, !cell.needs.empty()) << row.member;
    }
  }
  EXPECT_GT(stated, 20);
}

TEST(Compare, StartsWithWhatHappensAndHasEachPartOnce) {
  std::set<std::pair<Question, std::string_view>> seen;
  for (const auto& row : compared_rows()) EXPECT_TRUE(seen.emplace(row.question, row.member).second);
  EXPECT_GE(seen.size(), 30u);
  auto rows = compared_rows();
  EXPECT_EQ(rows[0].question, Question::reaction);
  EXPECT_EQ(rows[0].member, "reaction");
  const PolicyModel* models[] = {&nou()};
  EXPECT_EQ(compare(models, Facts{}).rows.size(), rows.size());
}

TEST(Compare, GroupsWhatIsTheSame) {
  const PolicyModel* models[] = {&nou(), &rer(), &nou()};
  auto comparison = compare(models, ten_grams());
  const auto& reaction = row_of(comparison, Question::reaction, "reaction");
  EXPECT_TRUE(says(reaction.cells[0].value, "duty_to_attend"));
  EXPECT_EQ(reaction.cells[0].group, 0u);
  EXPECT_EQ(reaction.cells[1].group, 1u);
  EXPECT_EQ(reaction.cells[2].group, 0u);
  EXPECT_FALSE(reaction.same);
  const PolicyModel* twice[] = {&nou(), &nou()};
  for (const auto& row : compare(twice, ten_grams()).rows) {
    EXPECT_EQ(row.cells[0].group, row.cells[1].group) << row.member;
    EXPECT_EQ(row.same, row.cells[0].state != CellState::undecided) << row.member;
  }
}

TEST(Compare, WhatFollowsACallDoesNotAriseWhereNobodyIsCalled) {
  auto sale = ten_grams();
  sale.encounter.intent_to_sell = true;
  const PolicyModel* models[] = {&nou()};
  auto comparison = compare(models, sale);
  EXPECT_TRUE(comparison.models[0].calls_nobody);
  for (auto member : {"team", "guardian", "place"}) {
    EXPECT_EQ(row_of(comparison, Question::summons, member).cells[0].state, CellState::not_applicable);
  }
  EXPECT_EQ(row_of(comparison, Question::feedback, "scope").cells[0].state, CellState::not_applicable);
  EXPECT_EQ(row_of(comparison, Question::follow_up, "consent").cells[0].state, CellState::stated);
  EXPECT_FALSE(compare(models, ten_grams()).models[0].calls_nobody);
}

// What is the same whatever the unknown facts are is said, and each open cell names its own facts only.
TEST(Compare, APartMayBeKnownWhereTheWholeIsNot) {
  auto facts = ten_grams();
  facts.encounter.intent_to_sell.reset();
  facts.person.age.reset();
  const PolicyModel* models[] = {&nou()};
  auto comparison = compare(models, facts);
  const auto& reaction = row_of(comparison, Question::reaction, "reaction").cells[0];
  EXPECT_EQ(reaction.state, CellState::undecided);
  EXPECT_THAT(reaction.needs, ElementsAre("encounter.intent_to_sell"));
  EXPECT_EQ(reaction.may_be.size(), 2u);
  const auto& decided_by = row_of(comparison, Question::reaction, "decided_by").cells[0];
  EXPECT_TRUE(says(decided_by.value, "politiet")) << to_text(to_json(comparison));
  EXPECT_TRUE(row_of(comparison, Question::reaction, "decided_by").same);

  EXPECT_EQ(comparison.models[0].answer(Question::summons).status, Status::undecided);
  const auto& guardian = row_of(comparison, Question::summons, "guardian").cells[0];
  EXPECT_EQ(guardian.state, CellState::undecided);
  EXPECT_THAT(guardian.needs, ElementsAre("person.age"));
  EXPECT_EQ(row_of(comparison, Question::summons, "place").cells[0].state, CellState::stated);
}

// A cell that is said with unknown facts is said whatever they are.
TEST(Compare, APartThatIsKnownHoldsForEveryCompletion) {
  for (const auto* model : {&nou(), &rer()}) {
    auto open = ten_grams();
    open.person = {};
    open.encounter.intent_to_sell.reset();
    const PolicyModel* models[] = {model};
    auto before = compare(models, open);
    int held = 0;
    for (int age : {0, 11, 12, 14, 15, 16, 17, 18, 40}) {
      for (auto addiction : {Addiction::none, Addiction::problematic, Addiction::addicted}) {
        for (bool sale : {false, true}) {
          auto known = open;
          known.person.age = age;
          known.person.addiction = addiction;
          known.encounter.intent_to_sell = sale;
          auto after = compare(models, known);
          for (std::size_t i = 0; i < before.rows.size(); ++i) {
            const auto& cell = before.rows[i].cells[0];
            const auto& then = after.rows[i].cells[0];
            if (then.state == CellState::undecided || then.state == CellState::not_applicable) continue;
            if (cell.state == CellState::undecided) {
              json::value value = then.state == CellState::stated ? then.value : "ikke angitt";
              if (!cell.may_be.empty()) {
                EXPECT_THAT(cell.may_be, testing::Contains(value)) << before.rows[i].member;
              }
              continue;
            }
            ++held;
            EXPECT_EQ(cell.state, then.state) << before.rows[i].member;
            EXPECT_EQ(cell.value, then.value) << before.rows[i].member;
          }
        }
      }
    }
    EXPECT_GT(held, 100);
  }
}

TEST(Compare, AsJson) {
  const PolicyModel* models[] = {&nou(), &rer()};
  auto json = to_json(compare(models, ten_grams())).as_object();
  EXPECT_EQ(json.at("facts"), to_json(ten_grams()));
  ASSERT_EQ(json.at("models").as_array().size(), 2u);
  const auto& model = json.at("models").as_array()[0].as_object();
  EXPECT_TRUE(says(model.at("policy").as_object().at("name"), "nou-2019-flertall"));
  EXPECT_FALSE(model.at("questions").as_object().at("Reaksjon").as_object().at("because").as_array().empty());
  const auto& row = json.at("rows").as_array()[0].as_object();
  EXPECT_TRUE(says(row.at("question"), "Reaksjon"));
  EXPECT_TRUE(says(row.at("member"), "reaction"));
  EXPECT_TRUE(says(row.at("cells").as_array()[0].as_object().at("value"), "duty_to_attend"));
}

TEST(Compare, InTheWordsOfTheFiles) {
  EXPECT_EQ(in_words(Question::reaction, "reaction", "duty_to_attend"), "møteplikt");
  EXPECT_EQ(in_words(Question::reaction, "reaction", "ikke angitt"), "ikke angitt");
  EXPECT_EQ(in_words(Question::reaction, "decided_by", "politiet"), "politiet");
  EXPECT_EQ(in_words(Question::reaction, "meetings_required", 2), "2");
  EXPECT_EQ(in_words(Question::no_show, "steps", json::array{"new_summons", "fee"}), "ny innkalling; gebyr");
  EXPECT_EQ(in_words(Question::summons, "trusted_person_instead", true), "ja");
  EXPECT_EQ(in_words(Question::summons, "team", nullptr), "gjelder ikke");
}

// --- flips

TEST(Flips, TenGramsOfCannabisFlipAboveFifteen) {
  auto flips = smallest_flips(nou(), Question::reaction, "reaction", ten_grams());
  auto amount = std::find_if(flips.begin(), flips.end(), [](const CellFlip& flip) {
    return flip.changes[0].path == "encounter.substances[0].amount";
  });
  ASSERT_NE(amount, flips.end());
  EXPECT_EQ(amount->changes.size(), 1u);
  EXPECT_EQ(amount->changes[0].to, "> 15");
  EXPECT_EQ(amount->changes[0].from, json::value("10"));
  EXPECT_EQ(amount->changes[0].unit, "g");
  EXPECT_TRUE(says(amount->value, "criminal_case")) << to_text(to_json(*amount));
  // And so it is: at the limit as before, above it otherwise.
  auto example = std::string_view(amount->changes[0].example.as_string());
  EXPECT_TRUE(says(cell_of(nou(), Question::reaction, "reaction", with_amount(ten_grams(), "15")).value,
                   "duty_to_attend"));
  EXPECT_TRUE(says(cell_of(nou(), Question::reaction, "reaction", with_amount(ten_grams(), example)).value,
                   "criminal_case"));
}

TEST(Flips, AnAmountIsToldInTheUnitOfTheFile) {
  auto facts = with_amount(ten_grams(), "10000");
  (*facts.encounter.substances)[0].unit = Unit::mg;
  auto flips = smallest_flips(nou(), Question::reaction, "reaction", facts);
  ASSERT_FALSE(flips.empty());
  EXPECT_THAT(flips, testing::Contains(testing::ResultOf(
                         [](const CellFlip& flip) { return to_text(to_json(flip)); },
                         testing::AllOf(HasSubstr("> 15"), HasSubstr("\"g\""), HasSubstr("\"10\"")))));
}

TEST(Flips, AnAgeIsOneThatChangesThisPart) {
  auto flips = smallest_flips(nou(), Question::summons, "guardian", ten_grams());
  auto age = std::find_if(flips.begin(), flips.end(),
                          [](const CellFlip& flip) { return flip.changes[0].path == "person.age"; });
  ASSERT_NE(age, flips.end());
  EXPECT_EQ(age->changes[0].from, json::value(25));
  auto younger = ten_grams();
  younger.person.age = age->changes[0].example.as_int64();
  EXPECT_LT(*younger.person.age, 18);
  auto now = cell_of(nou(), Question::summons, "guardian", ten_grams());
  auto then = cell_of(nou(), Question::summons, "guardian", younger);
  EXPECT_NE(then.value, now.value);
  EXPECT_EQ(then.value, age->value);
  EXPECT_EQ(then.state, age->state);
}

// Where nobody would be called, the summons does not arise: so a flip of the reaction is one of the summons.
TEST(Flips, WhatFollowsACallFlipsWithTheCall) {
  auto flips = smallest_flips(nou(), Question::summons, "place", ten_grams());
  ASSERT_FALSE(flips.empty());
  for (const auto& flip : flips) EXPECT_EQ(flip.state, CellState::not_applicable);
  auto sale = ten_grams();
  sale.encounter.intent_to_sell = true;
  auto back = smallest_flips(nou(), Question::summons, "place", sale);
  ASSERT_EQ(back.size(), 1u);
  EXPECT_EQ(back[0].changes[0].path, "encounter.intent_to_sell");
  EXPECT_EQ(back[0].changes[0].example, json::value(false));
  EXPECT_EQ(back[0].value, cell_of(nou(), Question::summons, "place", ten_grams()).value);
}

TEST(Flips, OfAnOpenCellSayWhatTheUnknownFactLeadsTo) {
  auto facts = ten_grams();
  facts.encounter.intent_to_sell.reset();
  auto flips = smallest_flips(nou(), Question::reaction, "reaction", facts);
  ASSERT_EQ(flips.size(), 2u);
  for (const auto& flip : flips) {
    ASSERT_EQ(flip.changes.size(), 1u);
    EXPECT_EQ(flip.changes[0].path, "encounter.intent_to_sell");
    EXPECT_TRUE(flip.changes[0].from.is_null());
    facts.encounter.intent_to_sell = flip.changes[0].example.as_bool();
    EXPECT_EQ(cell_of(nou(), Question::reaction, "reaction", facts).value, flip.value);
  }
}

// Every flip of every cell is true, and changes that cell.
TEST(Flips, EachDoesWhatItSays) {
  int changed = 0;
  for (const auto* model : {&nou(), &rer()}) {
    for (const auto& row : compared_rows()) {
      auto now = cell_of(*model, row.question, row.member, ten_grams());
      for (const auto& flip : smallest_flips(*model, row.question, row.member, ten_grams())) {
        auto facts = to_json(ten_grams());
        bool settable = true;
        for (const auto& change : flip.changes) {
          auto dot = change.path.find('.');
          auto& group = facts.as_object()[change.path.substr(0, dot)];
          if (group.is_null()) group = json::object{};
          auto name = change.path.substr(dot + 1);
          if (name == "substances[0].amount") {
            group.as_object()["substances"].as_array()[0].as_object()["amount"] = change.example;
          } else if (name.find('[') == std::string::npos) {
            group.as_object()[name] = change.example;
          } else {
            settable = false;
          }
        }
        if (!settable) continue;
        auto then = cell_of(*model, row.question, row.member, *facts_from_json(facts));
        EXPECT_EQ(then.state, flip.state) << row.member << to_text(to_json(flip));
        EXPECT_EQ(then.value, flip.value) << row.member << to_text(to_json(flip));
        EXPECT_TRUE(then.state != now.state || then.value != now.value) << row.member;
        ++changed;
      }
    }
  }
  EXPECT_GT(changed, 40);
}

TEST(Flips, OfNoSuchPartThereAreNone) {
  EXPECT_TRUE(smallest_flips(nou(), Question::reaction, "team", ten_grams()).empty());
}

}  // namespace
}  // namespace moteplass::policy
