// Decision tables some of whose inputs are unknown: the answer is decided if it is the same for every way the
// unknown inputs can fall.
//
// Each unknown column is split into the ways that matter to its cells: the values its fact may hold where
// they are few, else one value on each boundary that a cell draws and one between any two (a cell compares
// with constants only, so it cannot tell values between two boundaries apart). Every combination of the
// columns' ways is tried. Where a cell is no such comparison, its row is open, and may match or not.
//
// Conservative where it costs little to be: columns are taken as independent of each other even if they look
// at the same fact; a column whose cells are no comparisons with constants is merely open; beyond
// `most_combinations` columns are taken as open; a derived value may also be null.
#include <algorithm>
#include <map>
#include <set>

#include "dmn/decision_table.h"
#include "dmn/facts.h"
#include "feel/operators.h"
#include "feel/unknown.h"

namespace moteplass::dmn {
namespace {

constexpr std::size_t most_combinations = 4096;
constexpr std::size_t most_open_rules = 10;

using feel::Kind;
using feel::Value;

// A kind of value whose boundaries can be listed in order, with something between each two.
bool can_be_split(feel::Type::Kind kind) {
  return kind == feel::Type::Kind::number || kind == feel::Type::Kind::string ||
         kind == feel::Type::Kind::date || kind == feel::Type::Kind::days_duration ||
         kind == feel::Type::Kind::months_duration;
}

bool is_of(const Value& value, feel::Type::Kind kind) {
  switch (value.kind()) {
    case Kind::number:
      return kind == feel::Type::Kind::number;
    case Kind::string:
      return kind == feel::Type::Kind::string;
    case Kind::date:
      return kind == feel::Type::Kind::date;
    case Kind::days_duration:
      return kind == feel::Type::Kind::days_duration;
    case Kind::months_duration:
      return kind == feel::Type::Kind::months_duration;
    case Kind::null:
    case Kind::boolean:
    case Kind::time:
    case Kind::date_time:
    case Kind::range:
    case Kind::list:
    case Kind::context:
    case Kind::function:
    case Kind::unknown:
      break;
  }
  return false;
}

bool less(const Value& a, const Value& b, Run& run) {
  return feel::compare(feel::Comparison::less, a, b, run).is_true();
}

Value shifted_day(const feel::CalendarDate& date, int days) {
  return feel::date_from_days(feel::days_since_1970(date) + days);
}

// A value below, or above, all boundaries; null if there is none.
Value below(const Value& lowest) {
  if (lowest.number()) return *lowest.number() - Decimal(1);
  if (lowest.string()) return lowest.string()->empty() ? Value() : Value("");
  if (lowest.date()) return shifted_day(*lowest.date(), -1);
  if (lowest.days_duration()) return feel::DaysDuration{lowest.days_duration()->seconds - Decimal(1)};
  if (lowest.months_duration()) return feel::MonthsDuration{lowest.months_duration()->months - 1};
  return {};
}
// The least value above for texts, days and months; for numbers any, halfway to the next boundary.
Value above(const Value& boundary, const Value* next) {
  auto halfway = [](Decimal a, Decimal b) { return (a + b) / Decimal(2); };
  if (boundary.number())
    return next ? halfway(*boundary.number(), *next->number()) : *boundary.number() + Decimal(1);
  if (boundary.string()) return *boundary.string() + std::string(1, '\0');
  if (boundary.date()) return shifted_day(*boundary.date(), 1);
  if (boundary.days_duration()) {
    Decimal seconds = boundary.days_duration()->seconds;
    return feel::DaysDuration{next ? halfway(seconds, next->days_duration()->seconds) : seconds + Decimal(1)};
  }
  if (boundary.months_duration()) return feel::MonthsDuration{boundary.months_duration()->months + 1};
  return {};
}

std::vector<Value> split(std::vector<Value> boundaries, feel::Type::Kind kind, Run& run) {
  std::erase_if(boundaries, [&](const Value& value) { return !is_of(value, kind); });
  std::sort(boundaries.begin(), boundaries.end(),
            [&](const Value& a, const Value& b) { return less(a, b, run); });
  boundaries.erase(std::unique(boundaries.begin(), boundaries.end()), boundaries.end());
  std::vector<Value> ways;
  if (boundaries.empty()) return ways;
  if (Value first = below(boundaries.front()); !first.is_null()) ways.push_back(first);
  for (std::size_t i = 0; i < boundaries.size(); ++i) {
    const Value* next = i + 1 < boundaries.size() ? &boundaries[i + 1] : nullptr;
    ways.push_back(boundaries[i]);
    Value between = above(boundaries[i], next);
    if (next == nullptr || less(between, *next, run)) ways.push_back(between);
  }
  return ways;
}

}  // namespace

// The distinct ways a column can fall: for each, how every rule's cell comes out.
struct TableEvaluation::Column {
  std::vector<std::vector<Match>> ways;
  std::vector<std::vector<std::string>> needs;  // of each rule's open cells
  std::vector<std::string> own_needs;           // of the input itself
};

TableEvaluation::Match TableEvaluation::match(const Value& input, const TableRule& rule, std::size_t index,
                                              std::vector<std::string>& needs) {
  if (index >= rule.tests.size() || !rule.tests[index]) return Match::no;
  Value passes = feel::passes(input, *rule.tests[index], scope_, run_);
  if (passes.is_true()) return Match::yes;
  if (!passes.is_unknown()) return Match::no;
  const auto& possible = passes.as_unknown()->possible;
  bool may_match = possible.empty() || std::any_of(possible.begin(), possible.end(),
                                                   [](const Value& way) { return way.is_true(); });
  if (!may_match) return Match::no;
  needs = feel::union_of(needs, feel::needs_of(passes));
  return Match::open;
}

// The constants a cell compares with; false if it does anything else.
bool TableEvaluation::boundaries_of(const feel::Tree& tests, std::vector<Value>& boundaries) {
  if (!tests) return true;
  const auto* all = std::get_if<feel::UnaryTests>(&tests->form);
  if (all == nullptr) return false;
  for (const feel::Tree& test : all->tests) {
    if (test->mentions_input) return false;
    const auto* comparing = std::get_if<feel::Test>(&test->form);
    Value constant = run_.evaluate_tree(comparing ? comparing->operand : test, scope_);
    if (feel::contains_unknown(constant)) return false;
    auto add = [&](const Value& value) {
      if (value.range()) {
        boundaries.push_back(value.range()->low);
        boundaries.push_back(value.range()->high);
      } else {
        boundaries.push_back(value);
      }
    };
    add(constant);
    if (constant.list())
      for (const Value& item : *constant.list()) add(item);
  }
  return true;
}

// The values to try for an unknown input, or none if they cannot be listed.
std::vector<Value> TableEvaluation::ways_of(const Value& input, std::size_t index) {
  const feel::Unknown* unknown = input.as_unknown();
  if (unknown == nullptr) return {};
  const InputClause& clause = table_.inputs[index];
  std::vector<Value> ways = unknown->possible;
  bool is_fact = unknown->type != nullptr;
  feel::Type type = is_fact ? *unknown->type : clause.type;
  if (ways.empty() && type.kind() == feel::Type::Kind::boolean) ways = {true, false};
  if (ways.empty()) {
    if (!can_be_split(type.kind())) return {};
    std::vector<Value> boundaries;
    for (const TableRule& rule : table_.rules)
      if (index >= rule.tests.size() || !boundaries_of(rule.tests[index], boundaries)) return {};
    if (!boundaries_of(type.allowed(), boundaries) || !boundaries_of(clause.allowed, boundaries)) return {};
    ways = split(std::move(boundaries), type.kind(), run_);
    if (ways.empty()) return {};
    std::erase_if(ways, [&](const Value& way) { return !feel::conforms(way, type, run_); });
  }
  // The type of the column binds derived values too, but they may still fail to be anything.
  bool had_null = std::any_of(ways.begin(), ways.end(), [](const Value& way) { return way.is_null(); });
  if (!is_fact && unknown->possible.empty() && !had_null) ways.push_back(Value());
  if (clause.allowed)
    std::erase_if(ways, [&](const Value& way) {
      return !way.is_null() && feel::passes(way, *clause.allowed, scope_, run_).is_false();
    });
  return ways;
}

TableEvaluation::Column TableEvaluation::column_of(std::size_t index) {
  Column column;
  column.needs.resize(table_.rules.size());
  std::vector<Value> ways = ways_of(inputs_[index], index);
  if (ways.empty()) ways.push_back(inputs_[index]);
  column.own_needs = feel::needs_of(inputs_[index]);
  for (const Value& way : ways) {
    std::vector<Match> rows;
    for (std::size_t rule = 0; rule < table_.rules.size(); ++rule)
      rows.push_back(match(way, table_.rules[rule], index, column.needs[rule]));
    if (std::find(column.ways.begin(), column.ways.end(), rows) == column.ways.end())
      column.ways.push_back(std::move(rows));
  }
  return column;
}

Value TableEvaluation::open_result() {
  std::vector<Column> columns;
  for (std::size_t i = 0; i < inputs_.size(); ++i) columns.push_back(column_of(i));
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
  if (known_answers.contains({})) explain_default();
  for (auto [rule, count] : hits) explain(rule, count == sets);
  return result;
}

}  // namespace moteplass::dmn
