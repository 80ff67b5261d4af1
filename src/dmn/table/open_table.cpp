// Decision tables some of whose inputs are unknown: the answer is decided if it is the same for every way the
// unknown inputs can fall.
//
// Each unknown column is split into the ways that matter to its cells: the values its fact may hold where
// they are few, else one value for each part of the column (partition.h) that the fact may still be in. Every
// combination of the columns' ways is tried. Where a column has no parts, its rows are open, and may match or
// not.
//
// Conservative where it costs little to be, since what is left open is explored fact by fact (explore.h):
// columns are taken as independent of each other even if they look at the same fact; beyond
// `most_combinations` columns are taken as open; a derived value may also be null.
#include <algorithm>
#include <map>

#include "dmn/known/allowed.h"
#include "dmn/table/table_code.h"
#include "feel/interval.h"
#include "feel/unknown.h"

namespace moteplass::dmn {
namespace {

constexpr std::size_t most_combinations = 4096;
constexpr std::size_t most_open_rules = 10;

using feel::Kind;
using feel::Value;

// The place where a part begins, or behind which it ends; a null value where it has no such end.
feel::Cut low_cut(const Part& part) {
  return {part.low, part.kind == Part::Kind::gap};
}
feel::Cut high_cut(const Part& part) {
  return part.kind == Part::Kind::gap ? feel::Cut{part.high, false} : feel::Cut{part.low, true};
}

// A value of the part that the fact may have; null if there is none. Boundaries of the part that lie among
// the values of the fact are met.
Value way_in(const Part& part, const feel::Unknown& fact, Run& run) {
  const feel::Interval& interval = *fact.interval;
  // The rest has no boundaries of its own, and a value in it unless the others hold all there is.
  if (part.kind == Part::Kind::rest) return feel::is_single(interval) ? Value() : part.example;
  if (part.kind == Part::Kind::null) return {};
  feel::Cut low = low_cut(part);
  feel::Cut high = high_cut(part);
  if (feel::comes_before(low, interval.low, feel::Side::low)) {
    low = interval.low;
  } else if (!low.value.is_null() && !feel::is_empty(interval.low, low) &&
             !feel::is_empty(low, interval.high)) {
    run.met(fact.needs.front(), low);
  }
  if (feel::comes_before(interval.high, high, feel::Side::high)) {
    high = interval.high;
  } else if (!high.value.is_null() && !feel::is_empty(interval.low, high) &&
             !feel::is_empty(high, interval.high)) {
    run.met(fact.needs.front(), high);
  }
  return allowed_example(low, high, *fact.type);
}

}  // namespace

// The distinct ways a column can fall: for each, how every rule's cell comes out.
struct TableRun::Column {
  std::vector<std::vector<Match>> ways;
  std::vector<std::vector<std::string>> needs;  // of each rule's open cells
  std::vector<std::string> own_needs;           // of the input itself
};

TableRun::Match TableRun::match(const Value& input, std::size_t rule, std::size_t column,
                                std::vector<std::string>& needs) {
  feel::NodeId cell = code_.cell(rule, column);
  if (cell == feel::no_node) return Match::no;
  Value passes = frame_.passes(cell, input);
  if (passes.is_true()) return Match::yes;
  if (!passes.is_unknown()) return Match::no;
  const auto& possible = passes.as_unknown()->possible;
  bool may_match = possible.empty() || std::any_of(possible.begin(), possible.end(),
                                                   [](const Value& way) { return way.is_true(); });
  if (!may_match) return Match::no;
  needs = feel::union_of(needs, feel::needs_of(passes));
  return Match::open;
}

// The values to try for an unknown input, or none if they cannot be listed.
std::vector<Value> TableRun::ways_of(const Value& input, std::size_t index) {
  const feel::Unknown* unknown = input.as_unknown();
  if (unknown == nullptr) return {};
  const CompiledTable::Column& column = code_.columns()[index];
  std::vector<Value> ways = unknown->possible;
  bool is_fact = unknown->type != nullptr;
  if (ways.empty() && is_fact && unknown->type->kind() == feel::Type::Kind::boolean) ways = {true, false};
  if (ways.empty()) {
    if (!column.partition || (!is_fact && unknown->interval)) return {};
    for (const Part& part : column.partition->parts()) {
      if (is_fact && unknown->interval) {
        Value way = way_in(part, *unknown, run_);
        if (!way.is_null()) ways.push_back(std::move(way));
      } else if (!is_fact || part.kind != Part::Kind::null) {
        // A derived value may still fail to be anything, and be null.
        if (part.kind == Part::Kind::rest && part.example.is_null()) return {};
        ways.push_back(part.example);
      }
    }
  }
  // A value that the column does not allow is null to its cells.
  if (column.allowed != feel::no_node)
    for (Value& way : ways)
      if (!way.is_null() && frame_.passes(column.allowed, way).is_false()) way = Value();
  return ways;
}

TableRun::Column TableRun::column_of(std::size_t index) {
  Column column;
  column.needs.resize(table_.rules.size());
  Value given = input(index);
  std::vector<Value> ways = ways_of(given, index);
  if (ways.empty()) ways.push_back(given);
  column.own_needs = feel::needs_of(given);
  for (const Value& way : ways) {
    std::vector<Match> rows;
    for (std::size_t rule = 0; rule < table_.rules.size(); ++rule)
      rows.push_back(match(way, rule, index, column.needs[rule]));
    if (std::find(column.ways.begin(), column.ways.end(), rows) == column.ways.end())
      column.ways.push_back(std::move(rows));
  }
  frame_.slot(code_.columns()[index].slot) = std::move(given);
  return column;
}

Value TableRun::open_result() {
  std::vector<Column> columns;
  for (std::size_t i = 0; i < table_.inputs.size(); ++i) columns.push_back(column_of(i));
  run_.collect_problems();
  const std::size_t rules = table_.rules.size();

  // What a rule can come to at best and at worst over all ways.
  auto over_all = [&](std::size_t rule, auto choose) {
    Match whole = Match::yes;
    for (const Column& column : columns) {
      Match best = column.ways.front()[rule];
      for (const auto& way : column.ways) best = choose(best, way[rule]);
      whole = std::min(whole, best);
    }
    return whole;
  };
  auto at_best = [&](std::size_t rule) {
    return over_all(rule, [](Match a, Match b) { return std::max(a, b); });
  };
  auto at_worst = [&](std::size_t rule) {
    return over_all(rule, [](Match a, Match b) { return std::min(a, b); });
  };
  std::vector<std::size_t> alive;
  for (std::size_t rule = 0; rule < rules; ++rule) {
    if (at_best(rule) == Match::no) continue;
    alive.push_back(rule);
    // Behind a rule that matches whatever happens, First looks no further.
    if (table_.hit_policy == HitPolicy::first && at_worst(rule) == Match::yes) break;
  }

  // Columns by the ways that the rules still in play can tell apart.
  std::size_t combinations = 1;
  for (Column& column : columns) {
    std::vector<std::vector<Match>> distinct;
    for (const auto& way : column.ways) {
      std::vector<Match> rows;
      for (std::size_t rule : alive) rows.push_back(way[rule]);
      if (std::find(distinct.begin(), distinct.end(), rows) == distinct.end())
        distinct.push_back(std::move(rows));
    }
    if (combinations * distinct.size() > most_combinations) {
      std::vector<Match> rows = distinct.front();
      for (const auto& way : distinct)
        for (std::size_t i = 0; i < rows.size(); ++i)
          if (way[i] != rows[i]) rows[i] = Match::open;
      for (std::size_t i = 0; i < rows.size(); ++i)
        if (rows[i] == Match::open)
          column.needs[alive[i]] = feel::union_of(column.needs[alive[i]], column.own_needs);
      distinct = {rows};
    }
    combinations *= distinct.size();
    column.ways = std::move(distinct);
  }

  std::vector<Value> answers(combinations);
  std::vector<std::pair<std::vector<std::size_t>, std::vector<std::size_t>>> fallen(combinations);
  std::vector<std::string> needs;
  std::map<std::vector<std::size_t>, Value> known_answers;
  std::map<std::size_t, std::size_t> hits;  // how many of the matching sets hold the rule
  std::size_t sets = 0;
  auto supposition = std::make_unique<Run::Supposition>(run_);
  auto answer_once = [&](const std::vector<std::size_t>& matching) -> Value {
    auto found = known_answers.find(matching);
    if (found == known_answers.end()) {
      found = known_answers.emplace(matching, answer(matching)).first;
      ++sets;
      // A single-hit table takes one of them; the others did not decide.
      for (std::size_t rule : matching) ++hits[rule];
    }
    return found->second;
  };
  for (std::size_t combination = 0; combination < combinations; ++combination) {
    std::vector<std::size_t> certain;
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < alive.size(); ++i) {
      Match whole = Match::yes;
      std::size_t left = combination;
      for (const Column& column : columns) {
        whole = std::min(whole, column.ways[left % column.ways.size()][i]);
        left /= column.ways.size();
      }
      if (whole == Match::yes) certain.push_back(alive[i]);
      if (whole == Match::open) open.push_back(alive[i]);
      if (whole == Match::yes && table_.hit_policy == HitPolicy::first) break;
    }
    fallen[combination] = {certain, open};
    std::vector<std::string> open_needs;
    for (std::size_t rule : open)
      for (const Column& column : columns) open_needs = feel::union_of(open_needs, column.needs[rule]);
    std::vector<Value> ways;
    if (open.size() > most_open_rules || !run_.spend(std::int64_t{1} << open.size())) {
      answers[combination] = feel::Unknown{open_needs, {}};
      needs = feel::union_of(needs, open_needs);
      continue;
    }
    for (std::size_t subset = 0; subset < (std::size_t{1} << open.size()); ++subset) {
      std::vector<std::size_t> matching = certain;
      for (std::size_t i = 0; i < open.size(); ++i)
        if (((subset >> i) & 1) != 0) matching.push_back(open[i]);
      std::sort(matching.begin(), matching.end());
      if (table_.hit_policy == HitPolicy::first && matching.size() > 1) matching.resize(1);
      ways.push_back(answer_once(matching));
    }
    answers[combination] = feel::join(ways, open_needs);
    needs = feel::union_of(needs, feel::needs_of(answers[combination]));
  }

  // A column bears on the answer if changing it alone changes the answer; two answers that are unknown are
  // the same only where the same rules gave them.
  auto same_answer = [&](std::size_t a, std::size_t b) {
    return fallen[a] == fallen[b] || (answers[a] == answers[b] && !feel::contains_unknown(answers[a]));
  };
  std::size_t stride = 1;
  for (const Column& column : columns) {
    bool matters = false;
    for (std::size_t combination = 0; combination < combinations && !matters; ++combination) {
      std::size_t way = combination / stride % column.ways.size();
      matters = way != 0 && !same_answer(combination, combination - way * stride);
    }
    if (matters) needs = feel::union_of(needs, column.own_needs);
    stride *= column.ways.size();
  }
  Value result = feel::join(answers, needs);
  supposition.reset();
  if (result.is_null()) run_.tell_supposed_error();
  if (known_answers.contains({})) explain_default();
  for (auto [rule, count] : hits) explain_rule(rule, count == sets);
  return result;
}

}  // namespace moteplass::dmn
