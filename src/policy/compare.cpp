#include "policy/compare.h"

#include <algorithm>
#include <map>
#include <set>

#include "dmn/known/explain.h"
#include "dmn/known/views.h"
#include "feel/unknown.h"
#include "policy/binding.h"
#include "policy/policy_check.h"
#include "policy/words.h"

namespace moteplass::policy {
namespace {

constexpr Named<CellState> cell_states[] = {
    {CellState::stated, "stated"},
    {CellState::not_stated, "not_stated"},
    {CellState::not_applicable, "not_applicable"},
    {CellState::undecided, "undecided"},
};

Cell not_applicable() {
  Cell cell;
  cell.state = CellState::not_applicable;
  return cell;
}

// Where no rule applies the policy is silent on every part.
dmn::View view_of(std::string_view member) {
  return [name = std::string(member)](const feel::Value& answer) {
    auto context = answer.context();
    auto found = context == nullptr ? nullptr : context->find(name);
    return found == nullptr ? feel::Value(not_stated_text) : *found;
  };
}

// Of a known value.
Cell cell_of(const Member& member, const feel::Value& value) {
  Cell cell;
  auto said = member_to_json(member.question, member.json, value);
  if (!said) return cell;
  if (said->is_null()) {
    cell.state = CellState::not_applicable;
  } else if (said->is_string() && said->get_string() == not_stated_text) {
    cell.state = CellState::not_stated;
  } else {
    cell.state = CellState::stated;
    cell.value = std::move(*said);
  }
  return cell;
}

Cell cell_of(const Member& member, const dmn::Outcome& outcome, const Facts& facts) {
  if (outcome.status == dmn::Status::decided) return cell_of(member, outcome.value);
  Cell cell;
  std::set<std::string> needs;
  for (const auto& path : outcome.needs) needs.insert(json_path(path, facts));
  cell.needs.assign(needs.begin(), needs.end());
  if (auto unknown = outcome.value.as_unknown()) {
    for (const auto& way : unknown->possible) {
      auto said = member_to_json(member.question, member.json, way);
      if (!said) return cell;
      cell.may_be.push_back(std::move(*said));
    }
  }
  return cell;
}

// Whether the reaction, or every reaction it may come to, leaves the person without anything to come to.
bool calls_nobody(const Cell& reaction) {
  auto calls = [](const json::value& said) {
    if (!said.is_string()) return true;
    auto known = reaction_from(std::string_view(said.get_string()));
    return !known || is_attendance(*known) || *known == Reaction::help_offer;
  };
  if (reaction.state == CellState::stated) return !calls(reaction.value);
  return reaction.state == CellState::undecided && !reaction.may_be.empty() &&
         std::none_of(reaction.may_be.begin(), reaction.may_be.end(), calls);
}

bool follows_a_call(Question question) {
  switch (question) {
    case Question::summons:
    case Question::no_show:
    case Question::feedback:
    case Question::deadlines:
      return true;
    case Question::reaction:
    case Question::follow_up:
    case Question::repetition:
      return false;
  }
  return false;
}

// What a value says, as a text: lists without order sorted.
std::string said_by(const json::value& value, bool ordered) {
  if (ordered || !value.is_array()) return json::serialize(value);
  std::vector<std::string> entries;
  for (const auto& entry : value.get_array()) entries.push_back(json::serialize(entry));
  std::sort(entries.begin(), entries.end());
  std::string text;
  for (const auto& entry : entries) text += entry + "\n";
  return text;
}

std::string said_by(const Cell& cell, bool ordered) {
  std::string text(word(cell.state));
  text += "\n" + said_by(cell.value, ordered);
  for (const auto& path : cell.needs) text += "\n" + path;
  std::set<std::string> ways;
  for (const auto& way : cell.may_be) ways.insert(said_by(way, ordered));
  for (const auto& way : ways) text += "\n" + way;
  return text;
}

void group(ComparedRow& row, bool ordered) {
  std::map<std::string, std::size_t> groups;
  bool open = false;
  for (auto& cell : row.cells) {
    cell.group = groups.try_emplace(said_by(cell, ordered), groups.size()).first->second;
    open = open || cell.state == CellState::undecided;
  }
  row.same = groups.size() <= 1 && !open;
}

// One model's cells, in the order of the members.
std::vector<Cell> ask(const PolicyModel& model, const std::vector<Member>& members, const Facts& facts,
                      ComparedModel& compared) {
  compared.summary = model.summary();
  std::vector<Cell> cells(members.size());
  auto inputs = model.inputs_from(facts);
  for (Question question : all_questions) {
    std::vector<dmn::View> views;
    for (const auto& member : members) {
      if (member.question == question) views.push_back(view_of(member.norwegian));
    }
    auto outcomes = dmn::evaluate_views(model.model(), norwegian(question), views, inputs);
    compared.answers.push_back(model.answer_of(question, facts, outcomes.whole));
    std::size_t next = 0;
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (members[i].question == question) cells[i] = cell_of(members[i], outcomes.views[next++], facts);
    }
  }
  compared.calls_nobody = calls_nobody(cells.front());
  if (!compared.calls_nobody) return cells;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (follows_a_call(members[i].question)) cells[i] = not_applicable();
  }
  return cells;
}

// --- flips

// Sees whether anybody is called to the unit.
dmn::View calls_of(const Member& reaction) {
  return [reaction, see = view_of(reaction.norwegian)](const feel::Value& answer) {
    std::vector<feel::Value> value{see(answer)};
    return feel::lift(value, [&](std::span<const feel::Value> known) {
      return feel::Value(!calls_nobody(cell_of(reaction, known.front())));
    });
  };
}

class FlipSearch {
 public:
  FlipSearch(const PolicyModel& model, const Member& member, const Member& reaction, const Facts& facts)
      : model_(model), member_(member), reaction_(reaction), facts_(facts) {}

  std::vector<CellFlip> find() {
    auto inputs = model_.inputs_from(facts_);
    bool calls = !follows_a_call(member_.question) || !calls_nobody(cell_at(inputs, reaction_));
    Cell now = calls ? cell_at(inputs, member_) : not_applicable();
    if (calls) search(inputs, now, member_.question, view_of(member_.norwegian));
    if (follows_a_call(member_.question)) search(inputs, now, Question::reaction, calls_of(reaction_));
    std::size_t fewest = 2;
    for (const auto& flip : found_) fewest = std::min(fewest, flip.changes.size());
    std::erase_if(found_, [&](const CellFlip& flip) { return flip.changes.size() > fewest; });
    return std::move(found_);
  }

 private:
  Cell cell_at(const feel::Value& inputs, const Member& member) const {
    std::vector<dmn::View> views{view_of(member.norwegian)};
    auto outcomes = dmn::evaluate_views(model_.model(), norwegian(member.question), views, inputs);
    return cell_of(member, outcomes.views.front(), facts_);
  }

  // What it says with other facts, whether anybody is then called included.
  Cell cell_then(const feel::Value& inputs) const {
    if (follows_a_call(member_.question) && calls_nobody(cell_at(inputs, reaction_))) {
      return not_applicable();
    }
    return cell_at(inputs, member_);
  }

  void search(const feel::Value& inputs, const Cell& now, Question question, const dmn::View& view) {
    auto ways = dmn::smallest_changes(model_.model(), norwegian(question), inputs, {}, view);
    if (ways.empty()) {
      ways = dmn::smallest_completions(model_.model(), norwegian(question), inputs, {}, view);
    }
    for (const auto& way : ways) {
      auto then = cell_then(dmn::changed(inputs, way.changes));
      if (then.state == CellState::undecided) continue;
      if (said_by(then, member_.ordered) == said_by(now, member_.ordered)) continue;
      CellFlip flip{{}, then.state, then.value};
      bool tellable = std::all_of(way.changes.begin(), way.changes.end(),
                                  [&](const dmn::Change& change) { return add(change, flip.changes); });
      if (tellable && !is_found(flip)) found_.push_back(std::move(flip));
    }
  }

  // Not a change of unit, and not of an amount in a unit that the model cannot compare: neither is a change
  // of what was found.
  bool add(const dmn::Change& change, std::vector<CellFlip::Change>& changes) const {
    auto path = json_path(change.fact, Facts{});
    if (path.ends_with("].unit") || path != json_path_of_unknown(change)) return false;
    CellFlip::Change told{path,
                          fact_to_json(change.fact, change.from),
                          change.values,
                          fact_to_json(change.fact, change.to),
                          {}};
    if (path.ends_with("].amount")) told.unit = unit_of(path);
    changes.push_back(std::move(told));
    return true;
  }

  std::string json_path_of_unknown(const dmn::Change& change) const {
    return json_path(change.fact, change.from.is_null() ? facts_ : Facts{});
  }

  // Of "encounter.substances[1].amount".
  std::string unit_of(const std::string& path) const {
    const auto& found = facts_.encounter.substances;
    auto entry = std::strtoul(path.c_str() + path.find('[') + 1, nullptr, 10);
    if (!found || entry >= found->size() || !(*found)[entry].unit) return {};
    return std::string(word(unit_in_file(*(*found)[entry].unit)));
  }

  bool is_found(const CellFlip& flip) const {
    return std::any_of(found_.begin(), found_.end(),
                       [&](const CellFlip& other) { return to_json(other) == to_json(flip); });
  }

  const PolicyModel& model_;
  const Member& member_;
  const Member& reaction_;
  const Facts& facts_;
  std::vector<CellFlip> found_;
};

json::array to_array(const std::vector<std::string>& texts) {
  json::array list;
  for (const auto& text : texts) list.emplace_back(text);
  return list;
}

json::value to_json(const Cell& cell) {
  json::object told{{"state", word(cell.state)}, {"group", cell.group}};
  if (cell.state == CellState::stated) told["value"] = cell.value;
  if (cell.state == CellState::undecided) {
    told["needs"] = to_array(cell.needs);
    if (!cell.may_be.empty()) told["may_be"] = json::array(cell.may_be.begin(), cell.may_be.end());
  }
  return told;
}

json::value to_json(const ComparedModel& model) {
  json::object answers;
  for (const auto& answer : model.answers) {
    auto whole = to_json(answer).as_object();
    answers[norwegian(answer.question)] =
        json::object{{"status", whole["status"]}, {"because", whole["because"]}, {"needs", whole["needs"]}};
  }
  json::object told{{"policy", to_json(model.summary.ref)},
                    {"title", model.summary.title},
                    {"calls_nobody", model.calls_nobody},
                    {"questions", std::move(answers)}};
  if (model.summary.valid_from) told["valid_from"] = moteplass::to_string(*model.summary.valid_from);
  if (model.summary.valid_to) told["valid_to"] = moteplass::to_string(*model.summary.valid_to);
  return told;
}

}  // namespace

std::string_view word(CellState state) {
  return word_in(cell_states, state);
}

Comparison compare(std::span<const PolicyModel* const> models, const Facts& facts) {
  auto members = all_members();
  Comparison comparison{facts, {}, {}};
  std::vector<std::vector<Cell>> columns;
  for (const auto* model : models) {
    columns.push_back(ask(*model, members, facts, comparison.models.emplace_back()));
  }
  for (std::size_t i = 0; i < members.size(); ++i) {
    ComparedRow row{members[i].question, members[i].json, {}, false, members[i].norwegian};
    for (auto& column : columns) row.cells.push_back(std::move(column[i]));
    group(row, members[i].ordered);
    comparison.rows.push_back(std::move(row));
  }
  return comparison;
}

std::vector<RowName> compared_rows() {
  std::vector<RowName> rows;
  for (const auto& member : all_members()) rows.push_back({member.question, member.json, member.norwegian});
  return rows;
}

std::string in_words(Question question, std::string_view member, const json::value& value) {
  if (value.is_null()) return "gjelder ikke";
  if (value.is_bool()) return value.get_bool() ? "ja" : "nei";
  if (value.is_string()) return norwegian_word(question, member, value.get_string());
  if (!value.is_array()) return json::serialize(value);
  std::string text;
  for (const auto& entry : value.get_array()) {
    text += (text.empty() ? "" : "; ") + in_words(question, member, entry);
  }
  return text.empty() ? "ingenting" : text;
}

json::value to_json(const Comparison& comparison) {
  json::array models, rows;
  for (const auto& model : comparison.models) models.push_back(to_json(model));
  for (const auto& row : comparison.rows) {
    json::array cells;
    for (const auto& cell : row.cells) cells.push_back(to_json(cell));
    rows.push_back(json::object{{"question", norwegian(row.question)},
                                {"member", row.member},
                                {"label", row.label},
                                {"same", row.same},
                                {"cells", std::move(cells)}});
  }
  return json::object{
      {"facts", to_json(comparison.facts)}, {"models", std::move(models)}, {"rows", std::move(rows)}};
}

std::vector<CellFlip> smallest_flips(const PolicyModel& model, Question question, std::string_view member,
                                     const Facts& facts) {
  auto members = all_members();
  auto asked = std::find_if(members.begin(), members.end(), [&](const Member& candidate) {
    return candidate.question == question && candidate.json == member;
  });
  if (asked == members.end()) return {};
  return FlipSearch(model, *asked, members.front(), facts).find();
}

json::value to_json(const CellFlip& flip) {
  json::array changes;
  for (const auto& change : flip.changes) {
    json::object told{
        {"path", change.path}, {"from", change.from}, {"to", change.to}, {"example", change.example}};
    if (!change.unit.empty()) told["unit"] = change.unit;
    changes.push_back(std::move(told));
  }
  json::object told{{"changes", std::move(changes)}, {"state", word(flip.state)}};
  if (flip.state == CellState::stated) told["value"] = flip.value;
  return told;
}

}  // namespace moteplass::policy
