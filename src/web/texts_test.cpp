// The catalogues are complete: equal in bokmål, nynorsk and English, with a text for every closed word that a
// view model may ask for, and for every {{t.…}} of the pages.
#include <algorithm>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "casework/outlook.h"
#include "casework/words.h"
#include "texts/catalogue.h"
#include "texts/template.h"
#include "web/case_view.h"
#include "web/office.h"

namespace moteplass::web {
namespace {

const std::string folder = std::string(MOTEPLASS_SOURCE_DIR) + "/src/web/";

texts::Catalogue catalogue() {
  auto files = texts::load_folder(folder + "texts", ".toml");
  EXPECT_TRUE(files);
  auto catalogue = texts::Catalogue::read(*files);
  EXPECT_TRUE(catalogue);
  return std::move(*catalogue);
}

TEST(Texts, EveryLanguageHasTheSame) {
  for (const auto& difference : catalogue().differences()) ADD_FAILURE() << to_string(difference);
}

// Says how far the prepared languages have come. They have texts of their own, and none that bokmål lacks.
TEST(Texts, PreparedLanguagesSayHowMuchIsTranslated) {
  auto all = catalogue();
  auto keys = all.of(texts::Language::nb).keys();
  auto pages = texts::load_folder(folder + "pages", ".mustache");
  ASSERT_TRUE(pages);
  auto templates = texts::Templates::compile(*pages, trusted_html);
  ASSERT_TRUE(templates);
  for (auto language : texts::languages) {
    if (texts::is_complete(language)) continue;
    const auto& texts = all.of(language);
    EXPECT_EQ(texts.keys(), keys) << texts::code(language);
    EXPECT_TRUE(texts.has_own("layout.language")) << texts::code(language);
    auto own = std::count_if(keys.begin(), keys.end(), [&](const auto& key) { return texts.has_own(key); });
    EXPECT_GT(own, 0);
    fmt::print("{}: {} of {} texts translated", texts::code(language), own, keys.size());
    for (auto name : {"log_in", "receiver"}) {
      std::size_t asked = 0;
      std::size_t there = 0;
      for (const auto& tag : templates->find(name)->tag_names()) {
        if (!tag.starts_with("t.")) continue;
        ++asked;
        if (texts.has_own(tag.substr(2))) ++there;
      }
      EXPECT_GT(there, 0u) << name;
      fmt::print("; page {}: {} of {}", name, there, asked);
    }
    fmt::print("\n");
  }
}

TEST(Texts, EveryTagOfThePagesHasAText) {
  auto pages = texts::load_folder(folder + "pages", ".mustache");
  ASSERT_TRUE(pages);
  auto templates = texts::Templates::compile(*pages, trusted_html);
  ASSERT_TRUE(templates) << to_string(templates.error());
  auto all = catalogue();
  const auto& nb = all.of(texts::Language::nb);
  for (const auto& name : templates->names()) {
    for (const auto& tag : templates->find(name)->tag_names()) {
      if (!tag.starts_with("t.")) continue;
      EXPECT_TRUE(nb.has(tag.substr(2))) << name << ": " << tag;
    }
  }
}

template <class Choice>
void every_word(const texts::Texts& texts, std::string_view group, Choice last) {
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    auto key = fmt::format("{}.{}", group, word(static_cast<Choice>(i)));
    EXPECT_TRUE(texts.has(key)) << key;
  }
}

TEST(Texts, EveryClosedWordHasAText) {
  auto all = catalogue();
  const auto& texts = all.of(texts::Language::nb);
  every_word(texts, "reaction", policy::Reaction::no_reaction);
  every_word(texts, "reaction_explained", policy::Reaction::no_reaction);
  every_word(texts, "no_show_step", policy::NoShowStep::criminal_track);
  every_word(texts, "feedback_scope", policy::FeedbackScope::attended_yes_no);
  every_word(texts, "substance", policy::Substance::other);
  every_word(texts, "unit", policy::Unit::doses);
  every_word(texts, "act", policy::Act::attempted_acquisition);
  every_word(texts, "addiction", policy::Addiction::addicted);
  every_word(texts, "refusal", casework::RefusalCode::bad_value);
  every_word(texts, "step", casework::Step::close);
  every_word(texts, "done", casework::Step::close);
  every_word(texts, "deadline", casework::DeadlineKind::close_case);
  every_word(texts, "worklist_name", casework::Worklist::to_close);
  every_word(texts, "worklist_explained", casework::Worklist::to_close);
  every_word(texts, "cancel_reason", casework::CancelReason::deceased);
  every_word(texts, "duty_outcome", casework::DutyOutcome::cancelled);
  every_word(texts, "police_duty", casework::DutyOutcome::cancelled);
  every_word(texts, "assessment_outcome", casework::AssessmentOutcome::not_for_unit);
  every_word(texts, "event.assessed", casework::AssessmentOutcome::not_for_unit);
  every_word(texts, "guardian_handling", casework::GuardianHandling::not_contacted);
  every_word(texts, "guardian_reason", casework::GuardianReason::other);
  every_word(texts, "child_heard", casework::ChildHeard::not_yet);
  every_word(texts, "contact_wish", casework::ContactWish::no_wish);
  every_word(texts, "concern_ground", casework::ChildWelfareGround::trafficking);
  every_word(texts, "concern_child", casework::ChildConcerned::child_in_care);
  every_word(texts, "concern_conclusion", casework::ChildWelfareConclusion::no_ground_now);
  every_word(texts, "protection", casework::Protection::code_6);
  every_word(texts, "sex", casework::Sex::male);
  every_word(texts, "told_wish", casework::ContactWish::no_wish);
  every_word(texts, "letter_kind", casework::LetterKind::feedback);
  every_word(texts, "event.letter_made", casework::LetterKind::feedback);
  every_word(texts, "outreach_channel", casework::OutreachChannel::through_others);
  every_word(texts, "event.outreach", casework::OutreachChannel::through_others);
  every_word(texts, "event.summoned", casework::SummonsKind::rebooked);
  every_word(texts, "attendance", casework::Attendance::not_attended);
  every_word(texts, "event.attendance", casework::Attendance::not_attended);
  every_word(texts, "fault", FaultKind::bad_checksum);
  every_word(texts, "draft.hindrance", app::Hindrance::one_author);
  every_word(texts, "draft.weight", policy::Remark::Severity::information);
  for (int i = 1; i <= static_cast<int>(casework::Stage::closed); ++i) {
    for (auto group : {"stage", "stage_explained"}) {
      auto key = fmt::format("{}.{}", group, word(static_cast<casework::Stage>(i)));
      EXPECT_TRUE(texts.has(key)) << key;
    }
  }
  for (int i = static_cast<int>(casework::Step::state_facts); i <= static_cast<int>(casework::Step::close);
       ++i) {
    auto key = fmt::format("step_title.{}", word(static_cast<casework::Step>(i)));
    EXPECT_TRUE(texts.has(key)) << key;
  }
  for (int i = 0; i <= static_cast<int>(app::ProblemCode::unavailable); ++i) {
    auto word = app::kind_of(static_cast<app::ProblemCode>(i)).word;
    for (auto part : {"title", "text"}) {
      auto key = fmt::format("problem.{}.{}", word, part);
      EXPECT_TRUE(texts.has(key)) << key;
    }
  }
}

}  // namespace
}  // namespace moteplass::web
