// A policy's answer as people read it: what follows, and for each rule that took part the facts it used and
// where it comes from. What is open says so; nothing is filled in.
#pragma once

#include <string>

#include "policy/answers.h"
#include "policy/facts.h"
#include "web/words.h"

namespace moteplass::web {

// Where the fields that state missing facts are: on this page, on another ("/cases/1/facts"), or nowhere.
struct FieldsAt {
  bool exist = false;
  std::string path;  // empty: this page
};

// For pages/part/answer.mustache.
json::object answer_view(Words words, const policy::Answer& answer, const FieldsAt& fields);
// What follows, line by line: {label, value}; members that the policy leaves open say so.
json::array consequences(Words words, const policy::Answer& answer);
// "Møteplikt", "Ikke avgjort ennå"; nothing where a decided answer is more than one word.
std::string headline(Words words, const policy::Answer& answer);

// A fact's name and its value in words: ("person.addiction", "addicted") is "Rusavhengighet" and "avhengig".
std::string fact_label(Words words, std::string_view path);
std::string fact_value(Words words, std::string_view path, const json::value& value);

// Everything known in a case's facts, {label, value, known} one a line, for reading.
json::array facts_view(Words words, const policy::Facts& facts);

// What the police will be told under this answer, in one sentence.
std::string told_to_police(Words words, const policy::Answer& feedback);

}  // namespace moteplass::web
