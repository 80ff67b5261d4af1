// One case under several models, side by side: what each answers to every part of every question, which
// answers are the same, and the least that would have to be otherwise for another answer. Pure.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "policy/policy.h"

namespace moteplass::policy {

// What a cell says. `not_applicable`: the part does not arise (null in the file, or what follows a call to
// the unit where the reaction calls nobody). `not_stated`: the source is silent ("ikke angitt").
enum class CellState { stated, not_stated, not_applicable, undecided };
std::string_view word(CellState state);

// A cell may be stated although its question is undecided as a whole: when this member is the same whatever
// the unknown facts turn out to be.
struct Cell {
  CellState state = CellState::undecided;
  json::value value;                // as the member in Answer::answer; null unless stated
  std::vector<std::string> needs;   // JSON paths of what this member alone waits for, where undecided
  std::vector<json::value> may_be;  // where undecided: all it may come to, if that can be told, else empty.
                                    // null: does not apply; "ikke angitt": the source is silent
  // Cells of a row with the same number say the same, numbered from 0, from the left. The order of a list
  // counts only where it is one of steps. Undecided cells say the same if they wait for the same and may
  // come to the same.
  std::size_t group = 0;
};

// One part of one question: "meetings_required" of Reaksjon. One cell a model, in the order of the models.
struct ComparedRow {
  Question question;
  std::string_view member;
  std::vector<Cell> cells;
  bool same = false;       // all cells say the same, and none is undecided
  std::string_view label;  // Norwegian: what the part is called in the files, "antall møter"
};

struct ComparedModel {
  PolicySummary summary;
  // The reaction calls nobody to the unit, whatever is unknown: nothing that follows a call arises.
  bool calls_nobody = false;
  // One a question, by its number: the rules behind the cells of that question are its `because`.
  std::vector<Answer> answers;
  const Answer& answer(Question question) const { return answers[static_cast<std::size_t>(question)]; }
};

struct Comparison {
  Facts facts;
  std::vector<ComparedModel> models;
  std::vector<ComparedRow> rows;  // in the order a reader asks: reaction first, then the summons, ...
};
Comparison compare(std::span<const PolicyModel* const> models, const Facts& facts);
json::value to_json(const Comparison& comparison);

// The parts of all questions, in the order of the rows.
struct RowName {
  Question question;
  std::string_view member;
  std::string_view label;
};
std::vector<RowName> compared_rows();

// What a cell may say in the words of the files: "møteplikt", "1", "ja", "politiet; barnevernet", "ikke
// angitt", "gjelder ikke" (null). Entries of a list are separated by semicolons.
std::string in_words(Question question, std::string_view member, const json::value& value);

// The least change of facts after which this cell says something else, all other facts being as they are:
// one fact, or two together where one does not do. Of an undecided cell: what it would come to if facts it
// waits for were known.
struct CellFlip {
  struct Change {
    std::string path;  // "person.age"
    json::value from;  // null: unknown
    std::string to;    // what it would have to be, as a test in the words of the file: "> 15", "\"avhengig\""
    json::value example;  // one such value, the nearest where there is a nearest; as facts have it
    std::string unit;     // of an amount: "g", "dl", "pieces", "doses"; `from`, `to`, `example` are in it
  };
  std::vector<Change> changes;
  CellState state = CellState::stated;  // what the cell says then
  json::value value;
};
// None: nothing found within the limits of the search (dmn/known/explain.h), or no such member.
std::vector<CellFlip> smallest_flips(const PolicyModel& model, Question question, std::string_view member,
                                     const Facts& facts);
json::value to_json(const CellFlip& flip);

}  // namespace moteplass::policy
