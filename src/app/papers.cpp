#include "app/papers.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/letter_content.h"
#include "app/recording.h"

namespace moteplass::app {
namespace {

std::vector<Paper> summonses_to_guardians(const casework::Case& c, const casework::Summoned& summoned,
                                          Instant at) {
  auto terms = policy::summons_answer(summoned.terms);
  bool called = terms && terms->guardian == policy::GuardianRule::called &&
                summoned.guardian == casework::GuardianHandling::as_policy;
  bool minor = casework::is_minor(c, local_date(at)).value_or(false);
  if (!called || !minor || !c.guardian_plan || !casework::guardian_gets_letter(*c.guardian_plan)) return {};
  std::vector<Paper> papers;
  std::size_t count = std::max<std::size_t>(c.message->guardians.size(), 1);
  for (std::size_t i = 0; i < count; ++i) {
    auto name = i < c.message->guardians.size() ? c.message->guardians[i].name : std::string();
    papers.push_back({fmt::format("{}-guardian-{}", summoned.letter, i + 1), PaperKind::guardian_summons,
                      std::move(name), i, summoned.letter});
  }
  return papers;
}

}  // namespace

std::string_view word(PaperKind kind) {
  switch (kind) {
    case PaperKind::guardian_summons:
      return "guardian_summons";
    case PaperKind::child_welfare_report:
      return "child_welfare_report";
  }
  return "";
}

std::vector<Paper> papers_asked_for(const casework::Case& c) {
  if (!c.message || c.history.empty()) return {};
  const auto& last = c.history.back();
  if (const auto* summoned = std::get_if<casework::Summoned>(&last.event)) {
    return summonses_to_guardians(c, *summoned, last.at);
  }
  const auto* assessed = std::get_if<casework::ChildWelfareAssessed>(&last.event);
  if (assessed == nullptr || assessed->assessment.conclusion != casework::ChildWelfareConclusion::report)
    return {};
  return {{fmt::format("{}-concern-{}", c.id, c.version), PaperKind::child_welfare_report, "", 0, ""}};
}

std::vector<Paper> papers_of(const casework::Case& c) {
  std::vector<Paper> papers;
  casework::Case then;
  then.id = c.id;
  for (const auto& recorded : c.history) {
    then = casework::apply(std::move(then), recorded);
    auto asked = papers_asked_for(then);
    papers.insert(papers.begin(), asked.begin(), asked.end());
  }
  return papers;
}

LetterContent paper_content_of(const Setup& setup, const casework::Case& c, const Paper& paper, Instant at,
                               const std::string& signed_by) {
  if (paper.kind == PaperKind::child_welfare_report) {
    LetterContent content;
    content.id = paper.id;
    content.language = setup.unit.letter_language;
    content.unit = setup.unit.details;
    content.dated = local_date(at);
    content.case_number = c.number;
    content.policy = c.policy;
    content.signed_by = signed_by;
    const auto& person = c.message->person;
    content.concern = ConcernReport{*c.child_welfare.assessment, at, person.name, person.birth_date};
    return content;
  }
  auto content = letter_content_of(setup, c, casework::LetterKind::summons, paper.summons, at, signed_by);
  content.id = paper.id;
  content.to_guardian = true;
  content.young_person = c.message->person.name;
  // In the language of the unit: what the message says is the young person's.
  content.language = setup.unit.letter_language;
  content.to = {paper.about, "", "", ""};
  if (paper.guardian < c.message->guardians.size() && !casework::has_protected_address(c)) {
    const auto& guardian = c.message->guardians[paper.guardian];
    content.to = {guardian.name, guardian.street.value_or(""), guardian.postal_code.value_or(""),
                  guardian.place.value_or("")};
  }
  return content;
}

}  // namespace moteplass::app
