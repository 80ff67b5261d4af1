// The comparison in words: titles, values, changes of facts; and a text for everything a row may be.
#include <gtest/gtest.h>

#include "texts/catalogue.h"
#include "texts/template.h"
#include "web/compare_form.h"
#include "web/compare_words.h"

namespace moteplass::web {
namespace {

class Comparing : public ::testing::Test {
 protected:
  static const texts::Catalogue& catalogue() {
    static const auto read = [] {
      auto files = texts::load_folder(std::string(MOTEPLASS_SOURCE_DIR) + "/src/web/texts", ".toml");
      auto made = texts::Catalogue::read(*files);
      return std::move(*made);
    }();
    return read;
  }
  Words words{catalogue().of(texts::Language::nb)};
};

TEST_F(Comparing, TitlesAreShort) {
  EXPECT_EQ(short_title("NOU 2019: 26, flertallet: møteplikt for alle"), "NOU 2019: 26, flertallet");
  EXPECT_EQ(short_title("Oslo kommune 2020: som flertallet i NOU 2019: 26"), "Oslo kommune 2020");
  EXPECT_EQ(short_title("Uten kolon"), "Uten kolon");
}

TEST_F(Comparing, EveryRowAndStateHasAName) {
  for (const auto& row : policy::compared_rows()) {
    EXPECT_TRUE(words.has("compare.row." + std::string(row.member))) << row.member;
  }
  for (auto state : {policy::CellState::stated, policy::CellState::not_stated,
                     policy::CellState::not_applicable, policy::CellState::undecided}) {
    EXPECT_TRUE(words.has("compare.state." + std::string(policy::word(state))));
  }
  for (auto rule : {policy::ConsentRule::person, policy::ConsentRule::guardian,
                    policy::ConsentRule::guardian_unless_uninformed}) {
    EXPECT_TRUE(words.has("compare.consent." + std::string(policy::word(rule))));
  }
  for (auto mode :
       {policy::MeasureMode::none, policy::MeasureMode::voluntary, policy::MeasureMode::imposed}) {
    EXPECT_TRUE(words.has("compare.mode." + std::string(policy::word(mode))));
  }
}

TEST_F(Comparing, ValuesAreToldByTheirKind) {
  EXPECT_EQ(said(words, "reaction", "duty_to_attend").text, "Møteplikt");
  EXPECT_FALSE(said(words, "reaction", "duty_to_attend").norwegian);
  EXPECT_EQ(said(words, "complaint_days", 21).text, "21 dager");
  EXPECT_EQ(said(words, "complaint_months", 1).text, "1 måned");
  EXPECT_EQ(said(words, "fee_nok", 2398).text, "2398 kroner");
  EXPECT_EQ(said(words, "tests_reported", false).text, "Nei");
  EXPECT_EQ(said(words, "place", "ikke angitt").text, "Ikke angitt");
  EXPECT_EQ(said(words, "place", nullptr).text, "Gjelder ikke");
  auto own = said(words, "team", json::array{"lege", "rådgiver"});
  EXPECT_TRUE(own.norwegian);
  EXPECT_EQ(in_line(words, own), "lege og rådgiver");
  EXPECT_EQ(in_line(words, said(words, "team", json::array{})), "Ingen");
}

TEST_F(Comparing, AFlipIsTold) {
  policy::CellFlip flip;
  flip.changes.push_back({"encounter.substances[0].amount", "10", "> 15", "15.001", "g"});
  EXPECT_EQ(changes_in_words(words, flip, {}), "Mengde: over 15 gram i stedet for 10 gram");
  flip.changes = {{"person.addiction", "none", "\"avhengig\"", "addicted", ""}};
  EXPECT_EQ(changes_in_words(words, flip, {}), "Rusavhengighet: avhengig i stedet for ingen");
  flip.changes = {{"encounter.intent_to_sell", nullptr, "false", false, ""}};
  EXPECT_EQ(changes_in_words(words, flip, {}), "Hensikt om salg: Nei");
}

TEST_F(Comparing, ALinkHoldsTheCase) {
  for (const auto& example : read_examples(std::string(MOTEPLASS_SOURCE_DIR) + "/policies")) {
    Link link{form_of(example.facts), {"rer-2022", "lov-2025"}, true};
    auto asked = read_comparison(link.query());
    ASSERT_TRUE(asked.facts) << example.name;
    EXPECT_EQ(policy::to_json(*asked.facts), policy::to_json(example.facts));
    EXPECT_EQ(asked.models, link.models);
    EXPECT_TRUE(asked.only_differences);
  }
  EXPECT_EQ(read_examples(std::string(MOTEPLASS_SOURCE_DIR) + "/policies").size(), 3U);
}

TEST_F(Comparing, WhatNobodyAskedForIsRefused) {
  EXPECT_TRUE(read_comparison({{"person.name", "Line"}}).malformed);
  auto wrong = read_comparison({{"person.age", "mye"}});
  EXPECT_FALSE(wrong.facts);
  ASSERT_EQ(wrong.faults.size(), 1U);
  EXPECT_EQ(wrong.faults.front().field, "person.age");
}

}  // namespace
}  // namespace moteplass::web
