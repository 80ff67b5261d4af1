#include "dmn/table/partition_cells.h"

#include <algorithm>

#include "feel/evaluate.h"

namespace moteplass::dmn {
namespace {

using feel::Tree;
using feel::Value;

bool is_input(const Tree& tree) {
  const auto* name = std::get_if<feel::Name>(&tree->form);
  return name != nullptr && name->name == "?";
}

// The built-in functions that make constants of texts and numbers.
bool makes_constants(const Tree& function) {
  static constexpr std::string_view makers[] = {"date",   "time",     "date and time",
                                                "number", "duration", "years and months duration"};
  const auto* name = std::get_if<feel::Name>(&function->form);
  return name != nullptr && std::find(std::begin(makers), std::end(makers), name->name) != std::end(makers);
}

class CellReader {
 public:
  explicit CellReader(Constants& constants) : constants_(constants) {}

  bool read(const Tree& tree, Cell& cell) {
    const auto* tests = std::get_if<feel::UnaryTests>(&tree->form);
    if (tests == nullptr) return beyond(*tree, "is no test");
    switch (tests->form) {
      case feel::UnaryTests::Form::any:
        cell.form = Cell::Form::any;
        break;
      case feel::UnaryTests::Form::positive:
        cell.form = Cell::Form::positive;
        break;
      case feel::UnaryTests::Form::negative:
        cell.form = Cell::Form::negative;
        break;
    }
    return std::all_of(tests->tests.begin(), tests->tests.end(),
                       [&](const Tree& test) { return read_test(test, cell); });
  }

  BeyondCell take_problem() { return std::move(problem_); }

  // The value of an expression that depends on nothing.
  bool constant(const Tree& tree, Value& value) {
    if (!check_constant(tree)) return false;
    feel::Evaluation evaluation;
    value = feel::evaluate(*tree, feel::Scope{}, evaluation);
    if (evaluation.exhausted()) return beyond(*tree, "takes too many steps to evaluate");
    bool finite = value.number() == nullptr || value.number()->is_finite();
    return finite || beyond(*tree, "names a number that is out of range");
  }

 private:
  bool beyond(const feel::Expression& expression, std::string reason) {
    problem_ = {expression.at, std::move(reason)};
    return false;
  }

  bool read_test(const Tree& test, Cell& cell) {
    if (const auto* comparing = std::get_if<feel::Test>(&test->form)) {
      ConstantTest made{ConstantTest::Form::comparison, comparing->comparison, {}};
      if (!constant(comparing->operand, made.constant)) return false;
      note(comparing->operand, made.constant, comparing->comparison);
      cell.tests.push_back(std::move(made));
      return true;
    }
    if (test->mentions_input) {
      cell.has_condition = true;
      return condition(test, cell);
    }
    ConstantTest made{ConstantTest::Form::expression, feel::Comparison::equal, {}};
    if (std::holds_alternative<feel::Literal>(test->form)) made.form = ConstantTest::Form::literal;
    if (std::holds_alternative<feel::RangeOf>(test->form)) made.form = ConstantTest::Form::range;
    if (!constant(test, made.constant)) return false;
    note(test, made.constant, feel::Comparison::equal);
    cell.tests.push_back(std::move(made));
    return true;
  }

  // A condition on `?` that does nothing but compare it with constants.
  bool condition(const Tree& tree, Cell& cell) {
    if (const auto* both = std::get_if<feel::Conjunction>(&tree->form))
      return condition(both->left, cell) && condition(both->right, cell);
    if (const auto* either = std::get_if<feel::Disjunction>(&tree->form))
      return condition(either->left, cell) && condition(either->right, cell);
    if (const auto* comparing = std::get_if<feel::Compare>(&tree->form)) {
      if (is_input(comparing->left)) return noted(comparing->right, comparing->comparison);
      if (is_input(comparing->right)) return noted(comparing->left, comparing->comparison);
    }
    if (const auto* between = std::get_if<feel::Between>(&tree->form); between && is_input(between->operand))
      return noted(between->low, feel::Comparison::at_least) &&
             noted(between->high, feel::Comparison::at_most);
    if (const auto* membership = std::get_if<feel::Membership>(&tree->form);
        membership && is_input(membership->operand)) {
      Cell inner;
      return read(membership->tests, inner);
    }
    if (const auto* called = std::get_if<feel::Call>(&tree->form)) {
      const auto* name = std::get_if<feel::Name>(&called->function->form);
      if (name && name->name == "not" && called->arguments.size() == 1 && called->names.empty())
        return condition(called->arguments.front(), cell);
    }
    return beyond(*tree, "does more with ? than comparing it with constants");
  }

  bool noted(const Tree& tree, feel::Comparison comparison) {
    Value value;
    if (!constant(tree, value)) return false;
    note(tree, value, comparison);
    return true;
  }

  bool check_constant(const Tree& tree) {
    auto is_constant = [&](const Tree& part) { return check_constant(part); };
    if (std::holds_alternative<feel::Literal>(tree->form)) return true;
    if (const auto* negation = std::get_if<feel::Negation>(&tree->form))
      return check_constant(negation->operand);
    if (const auto* calculation = std::get_if<feel::Calculation>(&tree->form))
      return check_constant(calculation->left) && check_constant(calculation->right);
    if (const auto* path = std::get_if<feel::Path>(&tree->form); path && !names(path->source))
      return check_constant(path->source);
    if (const auto* range = std::get_if<feel::RangeOf>(&tree->form))
      return (!range->low || check_constant(range->low)) && (!range->high || check_constant(range->high));
    if (const auto* list = std::get_if<feel::ListOf>(&tree->form))
      return std::all_of(list->items.begin(), list->items.end(), is_constant);
    if (const auto* called = std::get_if<feel::Call>(&tree->form);
        called && makes_constants(called->function))
      return std::all_of(called->arguments.begin(), called->arguments.end(), is_constant);
    if (auto name = names(tree)) return beyond(*tree, "compares with " + *name + ", which is no constant");
    return beyond(*tree, "compares with an expression that is no constant");
  }

  // "Person.alder", if that is what stands here.
  static std::optional<std::string> names(const Tree& tree) {
    if (const auto* name = std::get_if<feel::Name>(&tree->form)) return name->name;
    const auto* path = std::get_if<feel::Path>(&tree->form);
    if (path == nullptr) return std::nullopt;
    auto source = names(path->source);
    return source ? std::optional(*source + "." + path->member) : std::nullopt;
  }

  void note(const Tree& tree, const Value& value, feel::Comparison comparison) {
    // A range without sense is null too, but names nothing.
    if (value.is_null() && std::holds_alternative<feel::Literal>(tree->form)) constants_.names_null = true;
    bool sameness = comparison == feel::Comparison::equal || comparison == feel::Comparison::not_equal;
    if (!sameness) constants_.ordered = true;
    note(value);
    if (const feel::List* list = value.list()) {
      constants_.structured = true;
      for (const Value& item : *list) note(item);
    }
  }

  void note(const Value& value) {
    switch (value.kind()) {
      case feel::Kind::boolean:
      case feel::Kind::number:
      case feel::Kind::string:
      case feel::Kind::date:
      case feel::Kind::time:
      case feel::Kind::date_time:
      case feel::Kind::days_duration:
      case feel::Kind::months_duration:
        constants_.scalars.push_back(value);
        break;
      case feel::Kind::range:
        constants_.structured = constants_.ordered = true;
        if (!value.range()->low.is_null()) note(value.range()->low);
        if (!value.range()->high.is_null()) note(value.range()->high);
        break;
      case feel::Kind::list:
      case feel::Kind::context:
      case feel::Kind::function:
        constants_.structured = true;
        break;
      case feel::Kind::null:
      case feel::Kind::unknown:
        break;
    }
  }

  Constants& constants_;
  BeyondCell problem_;
};

}  // namespace

std::optional<Value> constant_value(const Tree& tree) {
  Constants unused;
  Value value;
  if (!tree || !CellReader(unused).constant(tree, value)) return std::nullopt;
  return value;
}

Result<Cell, BeyondCell> read_cell(const Tree& tree, Constants& constants) {
  Cell cell;
  cell.tree = tree;
  if (!tree) return cell;
  CellReader reader(constants);
  if (!reader.read(tree, cell)) return failure(reader.take_problem());
  return cell;
}

}  // namespace moteplass::dmn
