// A model is copied, written, tried and taken in use; live cases keep the text that decided them.
#include <gmock/gmock.h>

#include "app/draft_desk.h"
#include "app/policy_versions.h"
#include "fixture.h"

namespace moteplass::app {
namespace {

using policy::Question;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

const std::vector<policy::WorkedCase>& real_cases() {
  static const auto cases = [] {
    std::vector<policy::WorkedCase> all;
    for (const auto& folder : policy::policy_folders()) {
      auto read =
          policy::worked_cases_from(folder.filename().string(), policy::text_of_file(folder / "cases.json"));
      if (!read) {
        ADD_FAILURE() << read.error();
        continue;
      }
      all.insert(all.end(), read->begin(), read->end());
    }
    return all;
  }();
  return cases;
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  auto at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  if (at != std::string::npos) text.replace(at, what.size(), with);
  return text;
}

class Drafts : public Unit {
 protected:
  void SetUp() override { open(); }
  void open() {
    std::vector<std::string> left_out;
    auto opened = open_versions(*store, shelf, unit, clock.time, left_out);
    ASSERT_TRUE(opened) << opened.error();
    EXPECT_THAT(left_out, IsEmpty());
  }

  PolicyDraft copied(const std::string& policy = "rer-2022") {
    return drafts.copy(caseworker, policy, "Et forsøk").value();
  }
  PolicyDraft saved(const PolicyDraft& draft, const std::string& text) {
    return saved_by(caseworker, draft, text);
  }
  PolicyDraft saved_by(const User& user, const PolicyDraft& draft, const std::string& text) {
    auto saved = drafts.save(user, draft.id, draft.revision, draft.title, text);
    EXPECT_TRUE(saved);
    return saved ? *saved : draft;
  }
  // rer-2022 that reaches two meetings where it asked for one.
  static std::string with_two_meetings(const std::string& text, std::string_view version = "2.0") {
    return replaced(replaced(text, "versjon: \"1.0\"", fmt::format("versjon: \"{}\"", version)),
                    "<text>1</text>", "<text>2</text>");
  }
  std::string word_of(const Problem& problem) { return std::string(kind_of(problem.code).word); }
  std::vector<std::string> fields_of(const Problem& problem) {
    std::vector<std::string> fields;
    for (const auto& fault : problem.faults) fields.push_back(fault.field);
    return fields;
  }
  std::size_t changed_own(const PolicyDraft& draft) {
    return drafts.run_cases(caseworker, draft.id).value().changed_own().size();
  }
  Date today() { return local_date(clock.time); }

  User leader{"leif", "Leif Leder", Role::leader, ""};
  policy::SharedModels shared = policy::shared_models();
  DraftDesk drafts{setup, shelf, shared, real_cases()};
};

TEST_F(Drafts, a_copy_is_the_model_in_force_and_can_be_written) {
  auto draft = copied();
  EXPECT_EQ(draft.text, shelf.shipped("rer-2022")->text().dmn);
  EXPECT_EQ(draft.revision, 1);
  auto next = saved(draft, "not yet a model");
  EXPECT_EQ(next.revision, 2);
  auto view = drafts.look(caseworker, draft.id).value();
  EXPECT_EQ(view.draft, next);
  EXPECT_FALSE(view.review.model);
  ASSERT_FALSE(view.review.remarks.empty());
  EXPECT_EQ(view.review.remarks.front().line, 1);
  auto list = drafts.drafts(leader).value();
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list.front().text, "");
  EXPECT_EQ(list.front().title, "Et forsøk");
}

TEST_F(Drafts, are_for_the_unit_alone) {
  auto draft = copied();
  EXPECT_EQ(word_of(drafts.drafts(officer).error()), "forbidden");
  EXPECT_EQ(word_of(drafts.look(officer, draft.id).error()), "forbidden");
  EXPECT_EQ(word_of(drafts.copy(officer, "rer-2022", "x").error()), "forbidden");
  EXPECT_EQ(word_of(drafts.check(officer, "x", "").error()), "forbidden");
  EXPECT_EQ(word_of(drafts.save(officer, draft.id, 1, "x", "").error()), "forbidden");
  EXPECT_EQ(word_of(drafts.remove(officer, draft.id, 1).error()), "forbidden");
  EXPECT_EQ(word_of(drafts.run_cases(officer, draft.id).error()), "forbidden");
  EXPECT_EQ(word_of(drafts.versions(officer, "").error()), "forbidden");
  EXPECT_EQ(word_of(drafts.approve(caseworker, draft.id, 1, today(), 0).error()), "forbidden");
}

TEST_F(Drafts, whoever_saves_second_is_told) {
  auto draft = copied();
  saved(draft, "one");
  EXPECT_EQ(word_of(drafts.save(leader, draft.id, draft.revision, "x", "two").error()), "draft_conflict");
  EXPECT_EQ(word_of(drafts.remove(leader, draft.id, draft.revision).error()), "draft_conflict");
  EXPECT_EQ(drafts.look(leader, draft.id)->draft.text, "one");
  EXPECT_TRUE(drafts.remove(leader, draft.id, 2));
  EXPECT_EQ(word_of(drafts.save(caseworker, draft.id, 2, "x", "three").error()), "not_found");
}

TEST_F(Drafts, titles_and_texts_have_bounds) {
  auto draft = copied();
  EXPECT_THAT(fields_of(drafts.save(caseworker, draft.id, 1, "", "x").error()), ElementsAre("title"));
  EXPECT_THAT(fields_of(drafts.save(caseworker, draft.id, 1, std::string(201, 'x'), "x").error()),
              ElementsAre("title"));
  std::string long_text(longest_draft + 1, 'x');
  EXPECT_THAT(fields_of(drafts.save(caseworker, draft.id, 1, "x", long_text).error()), ElementsAre("text"));
  EXPECT_THAT(fields_of(drafts.check(caseworker, "x", long_text).error()), ElementsAre("text"));
  EXPECT_EQ(word_of(drafts.copy(caseworker, "no-such", "x").error()), "unknown_policy");
}

// What the task calls bad input: no DMN, a cycle, a question that is missing, an answer outside the
// vocabulary.
TEST_F(Drafts, bad_input_is_told_of_with_its_place) {
  auto text = copied().text;
  auto first = [&](const std::string& changed) {
    auto review = drafts.check(caseworker, "rer-2022", changed).value();
    EXPECT_FALSE(review.model);
    return review.remarks.empty() ? policy::Remark{} : review.remarks.front();
  };
  EXPECT_EQ(first("<html/>").line, 1);
  EXPECT_EQ(first("").kind, "fault");
  auto line_of = [](const std::string& whole, std::string_view what) {
    auto at = whole.find(what);
    return 1 + std::count(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  };
  auto missing = first(replaced(text, "name=\"Frister\"", "name=\"Fristene\""));
  EXPECT_NE(missing.message.find("decision Frister is missing"), std::string::npos);
  auto outside = replaced(text, "\"vilkår om oppmøte\"", "\"vilkår om fremmøte\"");
  EXPECT_EQ(first(outside).decision, "Reaksjon");
  EXPECT_EQ(first(outside).line, line_of(outside, "<decision id=\"reaksjon\""));
  auto cycle = replaced(text, "<variable id=\"modellen_var\" name=\"Modellen\" />",
                        "<variable id=\"modellen_var\" name=\"Modellen\" />"
                        "<informationRequirement id=\"rundt\"><requiredDecision href=\"#modellen\" />"
                        "</informationRequirement>");
  EXPECT_GT(first(cycle).line, 1);
  EXPECT_NE(first(cycle).message.find("requires itself"), std::string::npos) << first(cycle).message;
}

TEST_F(Drafts, worked_cases_show_what_a_change_does) {
  auto draft = copied();
  auto unchanged = drafts.run_cases(caseworker, draft.id).value();
  EXPECT_EQ(unchanged.effects.size(), real_cases().size());
  EXPECT_THAT(unchanged.changed_own(), IsEmpty());
  for (const auto& effect : unchanged.effects) EXPECT_FALSE(effect.changed) << effect.worked->name;
  saved(draft, with_two_meetings(draft.text));
  auto run = drafts.run_cases(caseworker, draft.id).value();
  EXPECT_GT(run.changed_own().size(), 0U);
  for (const auto& effect : run.effects) {
    if (!effect.changed) continue;
    EXPECT_EQ(effect.worked->question, Question::reaction);
    EXPECT_EQ(effect.before.answer.at("meetings_required"), 1) << effect.worked->name;
    EXPECT_EQ(effect.now.answer.at("meetings_required"), 2) << effect.worked->name;
  }
}

TEST_F(Drafts, a_draft_that_is_no_policy_runs_no_cases) {
  auto draft = saved(copied(), "<definitions/>");
  EXPECT_EQ(word_of(drafts.run_cases(caseworker, draft.id).error()), "not_ready");
}

TEST_F(Drafts, a_leader_approves_from_a_day_on_and_open_cases_keep_theirs) {
  receive(message("m-before"));
  auto draft = copied();
  draft = saved(draft, with_two_meetings(draft.text));
  auto valid_from = add_days(today(), 10);
  auto version = drafts.approve(leader, draft.id, draft.revision, valid_from, changed_own(draft)).value();
  EXPECT_EQ(version.number, 2);
  EXPECT_EQ(version.version, "2.0");
  EXPECT_EQ(version.approver_name, "Leif Leder");
  EXPECT_FALSE(version.changed_cases.empty());
  EXPECT_THAT(drafts.drafts(leader).value(), IsEmpty());

  receive(message("m-meanwhile"));
  clock.time += std::chrono::hours(24 * 10);
  receive(message("m-after"));
  auto asked = [&](const std::string& id) {
    auto view = desk.look(caseworker, case_of_message(id)).value();
    return std::pair(view.c.policy.version,
                     policy::reaction_answer(*view.answers.reaction)->meetings_required);
  };
  EXPECT_EQ(asked("m-before"), std::pair(std::string("1.0"), std::optional<std::int64_t>(1)));
  EXPECT_EQ(asked("m-meanwhile"), std::pair(std::string("1.0"), std::optional<std::int64_t>(1)));
  EXPECT_EQ(asked("m-after"), std::pair(std::string("2.0"), std::optional<std::int64_t>(2)));

  // And again after a restart, whatever the program is shipped with by then.
  PolicyShelf later{policies()};
  std::vector<std::string> left_out;
  ASSERT_TRUE(open_versions(*store, later, unit, clock.time, left_out));
  EXPECT_EQ(later.in_force("rer-2022", today())->summary().ref.version, "2.0");
  EXPECT_EQ(later.find(desk.look(caseworker, case_of_message("m-before"))->c.policy)->summary().ref.version,
            "1.0");
  EXPECT_EQ(store->policy_versions()->size(), 3U);  // one as shipped of each model in use, and this one
}

TEST_F(Drafts, what_stands_in_the_way_of_a_version) {
  auto refused = [&](const User& user, const PolicyDraft& draft) {
    auto approved = drafts.approve(user, draft.id, draft.revision, today(), 0);
    EXPECT_FALSE(approved);
    return approved ? std::vector<std::string>() : fields_of(approved.error());
  };
  auto draft = copied();
  EXPECT_THAT(refused(leader, draft), UnorderedElementsAre("unchanged", "one_author"));
  draft = saved(draft, "no model");
  EXPECT_THAT(refused(leader, draft), ElementsAre("faults"));
  auto text = shelf.shipped("rer-2022")->text().dmn;
  draft = saved(draft, replaced(text, "<text>1</text>", "<text>2</text>"));
  EXPECT_THAT(refused(leader, draft), ElementsAre("version_used"));
  // Somebody else than the caseworker who wrote it must look at it; a leader who wrote all of it may not.
  auto alone = drafts.copy(leader, "rer-2022", "Alene").value();
  alone = saved_by(leader, alone, with_two_meetings(alone.text));
  EXPECT_THAT(refused(leader, alone), ElementsAre("one_author"));
  alone = saved_by(caseworker, alone, alone.text + "<!-- lest -->");
  EXPECT_THAT(drafts.look(leader, alone.id)->hindrances, IsEmpty());
  auto other = drafts.copy(caseworker, "nou-2019-mindretall", "Ikke i bruk").value();
  other = saved(other, replaced(other.text, "versjon: \"1.0\"", "versjon: \"9\""));
  EXPECT_THAT(refused(leader, other), ElementsAre("not_in_use"));
}

TEST_F(Drafts, a_gap_can_be_saved_but_not_approved) {
  auto draft = copied();
  auto text = replaced(draft.text, "versjon: \"1.0\"", "versjon: \"2.0\"");
  // The first rule of Reaksjon goes away.
  auto table = text.find("<decisionTable", text.find("<decision id=\"reaksjon\""));
  auto begin = text.find("<rule ", table);
  auto end = text.find("</rule>", begin) + 7;
  draft = saved(draft, text.erase(begin, end - begin));
  auto view = drafts.look(leader, draft.id).value();
  EXPECT_TRUE(view.review.model);
  EXPECT_THAT(view.hindrances, ElementsAre(Hindrance::gaps));
  const auto& gap = view.review.remarks.front();
  EXPECT_EQ(gap.kind, "gap");
  EXPECT_EQ(gap.decision, "Reaksjon");
  EXPECT_GT(gap.line, 1);
  EXPECT_NE(gap.where, "");
  auto approved = drafts.approve(leader, draft.id, draft.revision, today(), 0);
  EXPECT_THAT(fields_of(approved.error()), ElementsAre("gaps"));
}

TEST_F(Drafts, the_approver_knows_how_many_cases_come_out_otherwise_and_no_version_begins_in_the_past) {
  auto draft = copied();
  draft = saved(draft, with_two_meetings(draft.text));
  auto changed = changed_own(draft);
  ASSERT_GT(changed, 0U);
  auto refused = drafts.approve(leader, draft.id, draft.revision, today(), 0);
  EXPECT_THAT(fields_of(refused.error()), ElementsAre("changed_cases"));
  refused = drafts.approve(leader, draft.id, draft.revision, add_days(today(), -1), changed);
  EXPECT_THAT(fields_of(refused.error()), ElementsAre("valid_from"));
  refused = drafts.approve(leader, draft.id, draft.revision - 1, today(), changed);
  EXPECT_EQ(word_of(refused.error()), "draft_conflict");
  EXPECT_TRUE(drafts.approve(leader, draft.id, draft.revision, today(), changed));
  EXPECT_EQ(shelf.in_force("rer-2022", today())->summary().ref.version, "2.0");
}

TEST_F(Drafts, a_case_whose_text_is_gone_is_answered_by_the_version_in_force) {
  receive(message());
  auto id = case_of_message();
  // The same store under a program that never had the text: no versions are opened, and another model is
  // shipped.
  policy::PolicyLibrary other;
  auto text = with_two_meetings(shelf.shipped("rer-2022")->text().dmn);
  other.add(policy::PolicyModel::read("rer-2022", text, shared).value());
  PolicyShelf later{other};
  app::Setup later_setup{*store, clock, entropy, letters, later, unit};
  auto view = CaseDesk(later_setup).look(caseworker, id).value();
  EXPECT_EQ(view.c.policy.version, "1.0");
  EXPECT_EQ(view.answers.reaction->policy.version, "2.0");
  EXPECT_FALSE(view.decided_by_its_own);
  EXPECT_TRUE(desk.look(caseworker, id)->decided_by_its_own);
}

TEST_F(Drafts, a_version_that_was_tampered_with_is_not_opened) {
  auto version = version_of(*shelf.shipped("nou-2019-mindretall"));
  version.valid_from = today();
  version.text += " ";
  ASSERT_TRUE(store->write([&](Transaction& transaction) {
    return transaction.add_policy_version(version) ? Verdict::keep : Verdict::undo;
  }));
  PolicyShelf later{policies()};
  std::vector<std::string> left_out;
  auto opened = open_versions(*store, later, unit, clock.time, left_out);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error(), "version 1 of policy nou-2019-mindretall is not what was approved");
}

}  // namespace
}  // namespace moteplass::app
