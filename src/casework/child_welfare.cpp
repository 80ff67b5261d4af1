#include "casework/child_welfare.h"

#include <algorithm>

#include <fmt/format.h>

#include "casework/words.h"

namespace moteplass::casework {
namespace {

std::vector<ChildWelfareGround> grounds_from(ObjectReader& reader, std::vector<FieldFault>& faults) {
  std::vector<ChildWelfareGround> grounds;
  const json::array* array = reader.array("grounds", Presence::optional, 5);
  if (array == nullptr) return grounds;
  for (std::size_t i = 0; i < array->size(); ++i) {
    const json::string* text = (*array)[i].if_string();
    auto ground = text != nullptr ? child_welfare_ground_from(*text) : std::nullopt;
    if (ground && std::find(grounds.begin(), grounds.end(), *ground) == grounds.end()) {
      grounds.push_back(*ground);
    } else {
      faults.push_back(
          {fmt::format("{}[{}]", reader.path_of("grounds"), i), FaultKind::not_allowed, "each ground once"});
    }
  }
  return grounds;
}

template <class Choice>
std::optional<Choice> choice(ObjectReader& reader, std::string_view name,
                             std::optional<Choice> (*from)(std::string_view)) {
  auto text = reader.text(name, Presence::required, 60);
  if (!text) return std::nullopt;
  auto found = from(*text);
  if (!found) reader.fault(name, FaultKind::not_allowed, "a known word");
  return found;
}

}  // namespace

std::string_view word(ChildWelfareGround ground) {
  switch (ground) {
    case ChildWelfareGround::neglect_or_abuse:
      return "neglect_or_abuse";
    case ChildWelfareGround::untreated_illness:
      return "untreated_illness";
    case ChildWelfareGround::special_needs:
      return "special_needs";
    case ChildWelfareGround::own_actions:
      return "own_actions";
    case ChildWelfareGround::trafficking:
      return "trafficking";
  }
  return "";
}

std::string_view word(ChildConcerned child) {
  switch (child) {
    case ChildConcerned::the_person:
      return "the_person";
    case ChildConcerned::child_in_care:
      return "child_in_care";
  }
  return "";
}

std::string_view word(ChildWelfareConclusion conclusion) {
  switch (conclusion) {
    case ChildWelfareConclusion::report:
      return "report";
    case ChildWelfareConclusion::no_ground_now:
      return "no_ground_now";
  }
  return "";
}

std::string_view what_does_not_fit(const ChildWelfareAssessment& assessment) {
  bool report = assessment.conclusion == ChildWelfareConclusion::report;
  if (assessment.grounds.empty() == report) return report ? "grounds" : "conclusion";
  if (assessment.reason.empty()) return "reason";
  if (assessment.facts.has_value() != report) return "facts";
  return {};
}

Result<ChildWelfareAssessment, std::vector<FieldFault>> child_welfare_assessment_from_json(
    const json::value& value, std::string path) {
  std::vector<FieldFault> faults;
  ObjectReader reader(value, std::move(path), faults);
  ChildWelfareAssessment assessment;
  auto child = choice(reader, "child", child_concerned_from);
  assessment.grounds = grounds_from(reader, faults);
  auto conclusion = choice(reader, "conclusion", child_welfare_conclusion_from);
  assessment.reason = reader.text("reason", Presence::required, 2000).value_or("");
  assessment.facts = reader.text("facts", Presence::optional, 4000);
  reader.refuse_unknown();
  if (!faults.empty() || !child || !conclusion) return failure(std::move(faults));
  assessment.child = *child;
  assessment.conclusion = *conclusion;
  return assessment;
}

json::object to_json(const ChildWelfareAssessment& assessment) {
  json::array grounds;
  for (auto ground : assessment.grounds) grounds.emplace_back(word(ground));
  json::object object{{"child", word(assessment.child)},
                      {"grounds", std::move(grounds)},
                      {"conclusion", word(assessment.conclusion)},
                      {"reason", assessment.reason}};
  if (assessment.facts) object["facts"] = *assessment.facts;
  return object;
}

const SentChildWelfareReport* ChildWelfareCourse::unconfirmed() const {
  auto found =
      std::find_if(reports.begin(), reports.end(), [](const auto& sent) { return !sent.confirmation; });
  return found == reports.end() ? nullptr : &*found;
}

const SentChildWelfareReport* ChildWelfareCourse::investigated() const {
  auto found = std::find_if(reports.begin(), reports.end(), [](const auto& sent) {
    return sent.confirmation && sent.confirmation->investigates == true && !sent.followed_up;
  });
  return found == reports.end() ? nullptr : &*found;
}

const SentChildWelfareReport* ChildWelfareCourse::awaiting() const {
  auto found = std::find_if(reports.begin(), reports.end(), [](const auto& sent) { return sent.is_open(); });
  return found == reports.end() ? nullptr : &*found;
}

}  // namespace moteplass::casework
