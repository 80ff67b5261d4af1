// The pages for those whom a case is about have a text for every closed word they may ask for, and plain
// words for what the policies in use answer.
#include <gtest/gtest.h>

#include "policy/policy_files_test.h"
#include "texts/catalogue.h"
#include "texts/marks.h"
#include "texts/template.h"
#include "web/own_view.h"

namespace moteplass::web {
namespace {

texts::Catalogue catalogue() {
  auto files = texts::load_folder(std::string(MOTEPLASS_SOURCE_DIR) + "/src/web/texts", ".toml");
  EXPECT_TRUE(files);
  auto catalogue = texts::Catalogue::read(*files);
  EXPECT_TRUE(catalogue);
  return std::move(*catalogue);
}

template <class Choice>
void every_word(const texts::Texts& texts, std::string_view group, Choice last) {
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    auto key = fmt::format("{}.{}", group, word(static_cast<Choice>(i)));
    EXPECT_TRUE(texts.has(key)) << key;
  }
}

TEST(OwnTexts, EveryClosedWordHasAText) {
  auto all = catalogue();
  const auto& texts = all.of(texts::Language::nb);
  every_word(texts, "own_holder", app::Holder::trusted_person);
  every_word(texts, "own_sheet.about", app::Holder::trusted_person);
  every_word(texts, "own_standing", app::Standing::moved);
  every_word(texts, "own_standing_others", app::Standing::moved);
  every_word(texts, "own_absence", policy::NoShowStep::criminal_track);
  every_word(texts, "own_police", policy::FeedbackScope::attended_yes_no);
  every_word(texts, "own_told", casework::DutyOutcome::cancelled);
  every_word(texts, "own_guardians", casework::GuardianHandling::not_contacted);
  every_word(texts, "own_reaction", policy::Reaction::no_reaction);
  every_word(texts, "own_letter", casework::LetterKind::feedback);
  every_word(texts, "own_key.state", app::KeyState::shut);
  every_word(texts, "own_key.refusal", app::KeyRefusal::birth_date_missing);
  for (auto measure : app::feedback_measures) {
    EXPECT_TRUE(texts.has(fmt::format("field.{}.label", measure))) << measure;
  }
  for (auto what : {"case", "letter", "feedback", "address", "key_made", "key_withdrawn", "own_page",
                    "own_consents", "help_record"}) {
    EXPECT_TRUE(texts.has(fmt::format("access.{}", what))) << what;
  }
}

TEST(OwnTexts, AnAnswersKeyIsPlainAndShort) {
  EXPECT_EQ(policy_word_key("møte i den rådgivende enheten"), "mote_i_den_radgivende_enheten");
  EXPECT_EQ(policy_word_key("  Hjelp, behandling (§ 4)  "), "hjelp_behandling_4");
  EXPECT_EQ(policy_word_key(std::string(100, 'x')).size(), 60u);
  EXPECT_EQ(policy_word_key(""), "");
}

// What nobody has rephrased is shown as the policy says it, marked as bokmål.
TEST(OwnTexts, UnknownWordsAreShownAsTheyStand) {
  auto all = catalogue();
  Words english(all.of(texts::Language::en));
  EXPECT_EQ(plain(english, "noe helt annet"), texts::marked(texts::Language::nb, "noe helt annet"));
  EXPECT_EQ(plain(english, "møte i den rådgivende enheten"), "Come to the talk when we summon you");
}

// The two models of the demonstration, for an adult and for a minor.
TEST(OwnTexts, TheModelsInUseAreSaidPlainly) {
  auto all = catalogue();
  Words words(all.of(texts::Language::nb));
  for (auto name : {"rer-2022", "nou-2019-flertall"}) {
    auto model = policy::read_policy(std::filesystem::path(MOTEPLASS_SOURCE_DIR) / "policies" / name);
    ASSERT_TRUE(model) << name;
    for (std::int64_t age : {16, 30}) {
      policy::Facts facts;
      facts.person.age = age;
      facts.history.no_shows = 1;
      std::vector<std::string> said;
      if (auto terms = policy::summons_answer(model->answer(policy::Question::summons, facts))) {
        said.insert(said.end(), terms->compulsory.begin(), terms->compulsory.end());
        said.insert(said.end(), terms->voluntary.begin(), terms->voluntary.end());
      }
      auto no_show = policy::no_show_answer(model->answer(policy::Question::no_show, facts));
      if (no_show && no_show->consequence) said.push_back(*no_show->consequence);
      auto deadlines = policy::deadlines_answer(model->answer(policy::Question::deadlines, facts));
      if (deadlines && deadlines->complaint_route) said.push_back(*deadlines->complaint_route);
      EXPECT_FALSE(said.empty()) << name;
      for (const auto& text : said)
        EXPECT_FALSE(texts::has_marks(plain(words, text))) << name << ": " << text;
    }
  }
}

}  // namespace
}  // namespace moteplass::web
