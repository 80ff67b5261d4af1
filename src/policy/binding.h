// The two languages of a policy: facts and answers are English in code and JSON, Norwegian in policy.dmn.
//
// The tables that tie them, word by word, open binding_facts.cpp and binding_answers.cpp; nothing else in the
// room knows a Norwegian name of the file. Pure functions, no state.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "dmn/dmn.h"
#include "policy/answers.h"
#include "policy/facts.h"

namespace moteplass::policy {

// Whether the model has a threshold for the substance in that Norwegian unit ("gram", "dl", ...), and whether
// it has one in any unit at all.
struct Measures {
  std::function<bool(Substance, std::string_view unit)> in_unit;
  std::function<bool(Substance)> at_all;
};

// The inputs of the model: a context with Påtreff, Person and Historikk, every component present, unknown
// where the fact is. Amounts are in the unit the model compares in (gram, dl). An amount in a kind for which
// the model has thresholds only in other kinds is handed over as unknown: three tablets are neither more nor
// less than a gram.
feel::Value to_feel(const Facts& facts, const Measures& measures);

// The JSON path of a fact the model names ("Påtreff.stoffer[1].mengde" is
// "encounter.substances[0].amount"); the same text where it is no fact. Where an amount waits for its unit,
// the unit.
std::string json_path(std::string_view norwegian_path, const Facts& facts);
// Whether the model's name of a fact, indices left out ("Påtreff.stoffer[].mengde"), is one that cases hand
// over.
bool is_fact(std::string_view norwegian_path);
// The words a fact may have in the file, Norwegian; empty where it is free or no word.
std::vector<std::string_view> words_of_fact(std::string_view norwegian_path);
// A value as JSON with English words where the fact has a vocabulary. Unknown is null.
json::value fact_to_json(std::string_view norwegian_path, const feel::Value& value);

// The unit that amounts of this kind stand in in the file: grams for kilograms.
Unit unit_in_file(Unit unit);

// The facts that an expression of the file names, whole ("Påtreff.handlinger") or, within a shared function,
// by their last name ("handlinger"), by JSON path, as the case gives them; unknown is null.
std::vector<std::pair<std::string, json::value>> facts_in(std::string_view expression, const Facts& facts);

// The members of an answer from what the decision yields. `fault` says why it is no answer: a member is
// missing or outside the vocabulary.
struct BoundAnswer {
  json::object members;
  bool stated = false;  // false: the question as a whole is "ikke angitt"
  std::string fault;
};
BoundAnswer to_answer(Question question, const feel::Value& value);

// Every member of every answer, in the order a reader asks.
struct Member {
  Question question;
  std::string_view norwegian;  // the output in the file
  std::string_view json;
  bool ordered;  // a list whose order means something
};
std::vector<Member> all_members();
// One member's value as it stands in an answer; null where the file says null. Nothing if it is outside the
// vocabulary.
std::optional<json::value> member_to_json(Question question, std::string_view json, const feel::Value& value);
// A word of a member in the words of the file; the same text where it is none.
std::string norwegian_word(Question question, std::string_view json, std::string_view word);
inline constexpr std::string_view not_stated_text = "ikke angitt";

// The Norwegian words for substances and units, for asking the model its thresholds.
std::string_view norwegian(Substance substance);
std::vector<Substance> all_substances();
std::vector<std::string_view> all_units();
std::vector<std::string_view> all_forms();

}  // namespace moteplass::policy
