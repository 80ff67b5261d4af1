// Operations on columns: comparing, calculating, choosing, and telling amounts, dates and texts apart by what
// they are compared with.
#include <algorithm>

#include "dmn/batch/batch_lower.h"
#include "dmn/batch/column_number.h"

namespace moteplass::dmn {

using feel::Comparison;
using feel::Position;
using feel::Tree;
using feel::Value;

namespace {

feel::Type::Kind type_kind(Held held) {
  switch (held) {
    case Held::number:
      return feel::Type::Kind::number;
    case Held::text:
      return feel::Type::Kind::string;
    case Held::day:
      return feel::Type::Kind::date;
    case Held::code:
      break;
  }
  return feel::Type::Kind::any;
}

Tree operand(Position at, std::size_t index) {
  return feel::make_tree(at, feel::Name{"@" + std::to_string(index)});
}

}  // namespace

// Put into the innermost domain of its operands.
std::optional<ColumnId> BatchLowering::made_of(BatchNode made, Position at) {
  if (made.over == no_id) {
    for (ColumnId column : {made.a, made.b, made.c}) {
      if (column == no_id) continue;
      auto domain = nodes_.deeper(made.domain, node(column).domain);
      if (!domain) return beyond(at, "two loops that are not one within the other meet");
      made.domain = *domain;
    }
  }
  return nodes_.add(std::move(made));
}

std::optional<ColumnId> BatchLowering::as_number(ColumnId column) {
  const BatchNode& known = node(column);
  if (known.held == Held::number) return column;
  if (known.held != Held::code || known.values.empty()) return std::nullopt;
  BatchNode made;
  made.step = Step::to_number;
  made.held = Held::number;
  made.domain = known.domain;
  made.a = column;
  for (const Value& value : known.values) {
    if (value.is_null()) continue;
    if (!value.number()) return std::nullopt;
    auto scale = scale_of(*value.number());
    if (!scale) return std::nullopt;
    made.scale = std::max(made.scale, *scale);
  }
  for (const Value& value : known.values) {
    auto whole = value.is_null() ? std::optional(null_number) : at_scale(*value.number(), made.scale);
    if (!whole) return std::nullopt;
    made.numbers.push_back(*whole);
  }
  return nodes_.add(std::move(made));
}

std::optional<ColumnId> BatchLowering::as_day(ColumnId column) {
  const BatchNode& known = node(column);
  if (known.held == Held::day) return column;
  if (known.held != Held::code || known.values.empty()) return std::nullopt;
  BatchNode made;
  made.step = Step::to_day;
  made.held = Held::day;
  made.domain = known.domain;
  made.a = column;
  for (const Value& value : known.values) {
    if (!value.is_null() && !value.date()) return std::nullopt;
    made.numbers.push_back(value.is_null() ? null_number : days_since_1970(*value.date()));
  }
  return nodes_.add(std::move(made));
}

BatchLowering::Maybe BatchLowering::compare(Comparison comparison, const BatchShape& left,
                                            const BatchShape& right, Position at) {
  using Kind = BatchShape::Kind;
  if (left.kind == Kind::column && right.kind == Kind::column)
    return compare_columns(comparison, left.column, right.column, at);
  // Of a list or a record only whether it is there, and whether a list has items.
  const BatchShape& whole = left.kind == Kind::column ? right : left;
  const BatchShape& other = left.kind == Kind::column ? left : right;
  bool is_list = whole.kind == Kind::list ||
                 (whole.kind == Kind::facts && whole.place.type.kind() == feel::Type::Kind::list);
  bool is_record = whole.kind == Kind::facts && !is_list;
  bool same = comparison == Comparison::equal || comparison == Comparison::not_equal;
  if (!same || other.kind != Kind::column || node(other.column).step != Step::constant ||
      (!is_list && !is_record))
    return beyond(at, "a comparison of lists, records or functions");
  const Value known = node(other.column).values[0];
  bool empty_list = is_list && known.list() && known.list()->empty();
  if (!known.is_null() && !empty_list) return beyond(at, "a comparison of lists or records");
  ColumnId column = no_id;
  if (is_list) {
    auto items = items_of(whole, domain_of(whole), at);
    if (!items) return std::nullopt;
    column = items->column;
  } else {
    BatchNode presence;
    presence.step = Step::fact;
    presence.domain = whole.place.own;
    presence.codes = 2;
    presence.fact = presence_of(whole.place);
    column = through(nodes_.add(std::move(presence)), whole.place.hops);
  }
  Code16 wanted = known.is_null() ? 0 : 1;
  auto result = nodes_.of_codes({column}, [&](std::span<const Code16> state) -> std::optional<Value> {
    return (state[0] == wanted) == (comparison == Comparison::equal);
  });
  return shape(*result);
}

BatchLowering::Maybe BatchLowering::compare_columns(Comparison comparison, ColumnId left, ColumnId right,
                                                    Position at) {
  Held a = node(left).held;
  Held b = node(right).held;
  bool for_sameness = comparison == Comparison::equal || comparison == Comparison::not_equal;
  if (a == Held::code && b == Held::code)
    return codes_of(feel::make_tree(at, feel::Compare{comparison, operand(at, 0), operand(at, 1)}),
                    {left, right}, at);
  if ((a == Held::text) != (b == Held::text)) {
    // A free text against texts that have codes: it is one of them, or between them.
    ColumnId text = a == Held::text ? left : right;
    ColumnId coded = a == Held::text ? right : left;
    if (node(coded).held != Held::code) return beyond(at, "a comparison of different kinds of facts");
    std::vector<Tree> tests;
    for (const Value& value : node(coded).values) {
      if (!value.string()) continue;
      Tree literal = feel::make_tree(at, feel::Literal{value});
      Tree test = for_sameness ? literal : feel::make_tree(at, feel::Test{Comparison::less, literal});
      tests.push_back(feel::make_tree(at, feel::UnaryTests{feel::UnaryTests::Form::positive, {test}}));
    }
    auto partition = Partition::of(tests, feel::Type(feel::Type::Kind::string), nullptr);
    if (!partition) return beyond(at, partition.error().reason);
    auto parted = part(text, *partition, Parts::all, at);
    if (!parted) return std::nullopt;
    return compare_columns(comparison, a == Held::text ? *parted : left, a == Held::text ? right : *parted,
                           at);
  }
  if (a == Held::text && !for_sameness) return beyond(at, "which of two texts comes first");
  std::optional<ColumnId> first = left;
  std::optional<ColumnId> second = right;
  if (a == Held::number || b == Held::number) {
    first = as_number(left);
    second = as_number(right);
  } else if (a == Held::day || b == Held::day) {
    first = as_day(left);
    second = as_day(right);
  }
  if (!first || !second) return beyond(at, "a comparison of different kinds of facts");
  BatchNode made;
  made.step = Step::compare;
  made.small = static_cast<std::uint8_t>(comparison);
  made.a = *first;
  made.b = *second;
  made.values = {Value(), false, true};
  made.codes = 3;
  auto column = made_of(std::move(made), at);
  if (!column) return std::nullopt;
  return shape(*column);
}

BatchLowering::Maybe BatchLowering::calculate(feel::Arithmetic operation, ColumnId left, ColumnId right,
                                              Position at) {
  if (node(left).held == Held::code && node(right).held == Held::code)
    return codes_of(feel::make_tree(at, feel::Calculation{operation, operand(at, 0), operand(at, 1)}),
                    {left, right}, at);
  if (operation == feel::Arithmetic::divide || operation == feel::Arithmetic::power)
    return beyond(at, "a division or power of facts");
  auto first = as_number(left);
  auto second = as_number(right);
  if (!first || !second) return beyond(at, "a calculation with what are no numbers");
  BatchNode made;
  made.step = Step::calculate;
  made.held = Held::number;
  made.small = static_cast<std::uint8_t>(operation);
  made.a = *first;
  made.b = *second;
  auto column = made_of(std::move(made), at);
  if (!column) return std::nullopt;
  return shape(*column);
}

BatchLowering::Maybe BatchLowering::select(ColumnId condition, ColumnId consequence, ColumnId alternative,
                                           Position at) {
  if (node(condition).held != Held::code) return shape(alternative);  // no truth value is not true
  Held a = node(consequence).held;
  Held b = node(alternative).held;
  if (a == Held::code && b == Held::code)
    return codes_of(feel::make_tree(at, feel::Conditional{operand(at, 0), operand(at, 1), operand(at, 2)}),
                    {condition, consequence, alternative}, at);
  auto truth = nodes_.of_values(
      {condition}, [](std::span<const Value> value) -> std::optional<Value> { return value[0].is_true(); });
  if (!truth) return beyond(at, "the condition depends on facts in too many ways");
  if (node(*truth).step == Step::constant)
    return shape(node(*truth).values[0].is_true() ? consequence : alternative);
  std::optional<ColumnId> first = consequence;
  std::optional<ColumnId> second = alternative;
  Held held = a == Held::code ? b : a;
  if (held == Held::number) {
    first = as_number(consequence);
    second = as_number(alternative);
  } else if (held == Held::day) {
    first = as_day(consequence);
    second = as_day(alternative);
  }
  if (!first || !second || node(*first).held != held || node(*second).held != held)
    return beyond(at, "a condition that yields facts of different kinds");
  BatchNode made;
  made.step = Step::select;
  made.held = held;
  made.small = node(*truth).values[1].is_true() ? 1 : 0;
  made.a = *truth;
  made.b = *first;
  made.c = *second;
  auto column = made_of(std::move(made), at);
  if (!column) return std::nullopt;
  return shape(*column);
}

// Which part of the partition a value is in. `told_apart_by_rows`: parts that the same rows accept are one,
// and what is not allowed counts as null (8.3.3).
std::optional<ColumnId> BatchLowering::part(ColumnId column, const Partition& partition, Parts parts,
                                            Position at) {
  const BatchNode& known = node(column);
  bool told = partition.kind() == feel::Type::Kind::any || partition.kind() == type_kind(known.held);
  if (!told) return beyond(at, "facts are tested for being of another kind");
  BatchNode made;
  made.step = Step::part;
  made.domain = known.domain;
  made.a = column;
  made.partition = std::make_shared<const Partition>(partition);
  std::vector<const Part*> told_apart;
  for (const Part& each : partition.parts()) {
    const Part* like = &each;
    if (parts == Parts::told_apart_by_rows) {
      if (!each.allowed) like = &partition.parts().front();
      for (const Part* other : told_apart)
        if (other->rows == like->rows) like = other;
    }
    auto place = std::find(told_apart.begin(), told_apart.end(), like);
    made.part_codes.push_back(static_cast<Code16>(place - told_apart.begin()));
    if (place == told_apart.end()) told_apart.push_back(like);
  }
  for (const Part* each : told_apart) made.values.push_back(each->example);
  made.codes = made.values.size();
  if (made.codes > most_codes) return beyond(at, "too many values are told apart");
  return nodes_.add(std::move(made));
}

BatchLowering::Maybe BatchLowering::membership(ColumnId column, const Tree& tests, const BatchScope& scope,
                                               Position at) {
  Held held = node(column).held;
  auto partition = Partition::of({tests}, feel::Type(type_kind(held)), nullptr);
  if (partition && (held == Held::code || partition->kind() == type_kind(held))) {
    std::optional<ColumnId> parted = held == Held::code ? column : part(column, *partition, Parts::all, at);
    if (!parted) return std::nullopt;
    return codes_of(feel::make_tree(at, feel::Membership{operand(at, 0), tests}), {*parted}, at);
  }
  const auto* form = std::get_if<feel::UnaryTests>(&tests->form);
  if (form == nullptr || form->form != feel::UnaryTests::Form::positive) return beyond(at, "tests of facts");
  BatchShape result = shape(nodes_.constant(false));
  for (const Tree& each : form->tests) {
    const auto* test = std::get_if<feel::Test>(&each->form);
    if (test == nullptr) return beyond(each->at, "a test that is no comparison");
    auto bound = lower(test->operand, scope);
    if (!bound) return std::nullopt;
    auto hit = compare(test->comparison, shape(column), *bound, each->at);
    if (!hit) return std::nullopt;
    auto either = codes_of(feel::make_tree(at, feel::Disjunction{operand(at, 0), operand(at, 1)}),
                           {result.column, hit->column}, at);
    if (!either) return std::nullopt;
    result = *either;
  }
  return result;
}

}  // namespace moteplass::dmn
