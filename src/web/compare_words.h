// The parts of answers, facts and changes of facts in words, as the comparison shows them. Words of the
// vocabulary are in the reader's language; what a model says in its own words stays Norwegian.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "policy/compare.h"
#include "web/words.h"

namespace moteplass::web {

struct Said {
  std::string text;                // of a single value
  std::vector<std::string> items;  // of a list
  bool norwegian = false;          // in the words of the model
};
// A member of an answer as it stands there; null and "ikke angitt" as well.
Said said(Words words, std::string_view member, const json::value& value);
std::string in_line(Words words, const Said& said);

// "Mengde over 15 gram i stedet for 10 gram". Changes of one flip, joined.
std::string changes_in_words(Words words, const policy::CellFlip& flip, const policy::Facts& facts);
// What is known, one "Alder: 20 år" each.
std::vector<std::string> case_in_words(Words words, const policy::Facts& facts);
// A fact's name; of several substances with the number of the one that is meant.
std::string fact_in_words(Words words, std::string_view path, const policy::Facts& facts);

}  // namespace moteplass::web
