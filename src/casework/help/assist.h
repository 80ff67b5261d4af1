// The score of WHO ASSIST version 3.1, substance by substance (WHO, "The Alcohol, Smoking and Substance
// Involvement Screening Test (ASSIST): manual for use in primary care", 2010, ISBN 978 92 4 159938 2).
//
// A mapping with the person, never a diagnosis and never a test of anyone. There is no total over substances.
// The questions are ours in short; the manual has them in full, and whoever asks uses the manual.
//
//   Of each substance ever used:      never  1-2 times  monthly  weekly  daily
//     2 used, past three months         0       2         3        4       6
//   and if so:
//     3 strong desire to use            0       3         4        5       6
//     4 problems because of use         0       4         5        6       7
//     5 failed to do what was expected  0       5         6        7       8   (tobacco left out)
//   Of each substance ever used:      never  past three months  earlier
//     6 others have shown concern       0       6                 3
//     7 tried to cut down in vain       0       6                 3
//   Once for all, without points:
//     8 ever injected
//
// Weights as in the table of version 3.1 in Drug Alcohol Depend 2016;166:85-92 (PMC4983530, table 1). Bands:
// alcohol 0-10, 11-26, 27 and more; every other substance 0-3, 4-26, 27 and more. Checked in published
// sources: the weights of questions 2 to 7, the limits 0-10, 0-3 and 4-26. Still to be read in the manual
// itself: 11-26 and 27 for alcohol, 27 for the others, and that question 5 is left out for tobacco.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "casework/help/help_words.h"

namespace moteplass::casework {

// One substance that the person has used at some time (question 1).
struct AssistUse {
  AssistSubstance substance = AssistSubstance::tobacco;
  AssistFrequency used = AssistFrequency::never;  // 2
  std::optional<AssistFrequency> desire;          // 3
  std::optional<AssistFrequency> problems;        // 4
  std::optional<AssistFrequency> failed;          // 5
  AssistRecency concern = AssistRecency::never;   // 6
  AssistRecency cut_down = AssistRecency::never;  // 7
  friend bool operator==(const AssistUse&, const AssistUse&) = default;
};

struct AssistForm {
  std::vector<AssistUse> uses;            // each substance at most once; none: none ever used
  std::optional<AssistRecency> injected;  // 8; nothing: not asked
  friend bool operator==(const AssistForm&, const AssistForm&) = default;
};

// What keeps a form from being scored: the path of the answer that is missing or too much, such as
// "uses[1].failed". Questions 3 to 5 are answered exactly where the substance was used in the past three
// months, 5 never for tobacco; a substance stands once.
std::optional<std::string> fault_in(const AssistForm& form);

struct AssistScore {
  AssistSubstance substance;
  std::int64_t points;  // tobacco at most 31, others 39
  AssistBand band;
  friend bool operator==(const AssistScore&, const AssistScore&) = default;
};
AssistBand assist_band(AssistSubstance substance, std::int64_t points);
// In the order of the form. Answers left out count nothing: see `fault_in`.
std::vector<AssistScore> scores_of(const AssistForm& form);

}  // namespace moteplass::casework
