// What people say of the unit after a meeting, as figures and nothing else. An answered form becomes these
// rows, added once with Transaction::add_figures, and is kept nowhere: no case, key or day goes with it.
//
// The four questions are what the sources ask of the meeting: to be heard and met with respect, a safe place,
// help that is of use, and knowing what is voluntary.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "app/figures.h"
#include "casework/figures.h"

namespace moteplass::app {

enum class FeedbackQuestion { listened, safe, useful, understood_voluntary };
// A question may be left open; that is counted too, so that all questions count the same forms.
enum class FeedbackReading { yes, partly, no, not_answered };

inline constexpr std::array<std::string_view, 4> feedback_measures{
    "feedback_listened", "feedback_safe", "feedback_useful", "feedback_understood_voluntary"};
inline constexpr std::array<std::string_view, 4> feedback_readings{"yes", "partly", "no", "not_answered"};

constexpr std::string_view word(FeedbackQuestion question) {
  return feedback_measures[static_cast<std::size_t>(question)];
}
constexpr std::string_view word(FeedbackReading reading) {
  return feedback_readings[static_cast<std::size_t>(reading)];
}

// In the order of FeedbackQuestion.
using FeedbackAnswers = std::array<FeedbackReading, feedback_measures.size()>;

// One figure a question. `year` is the local year of the answer.
inline std::vector<Figure> figures_of(const FeedbackAnswers& answers, int year, casework::AgeBand age) {
  std::vector<Figure> figures;
  for (std::size_t question = 0; question < answers.size(); ++question) {
    figures.push_back({year, "age_band", std::string(word(age)), std::string(feedback_measures[question]),
                       std::string(word(answers[question])), 1});
  }
  return figures;
}

}  // namespace moteplass::app
