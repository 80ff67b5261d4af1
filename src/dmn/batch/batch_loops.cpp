// Loops: the items of lists as domains, and what becomes of a column of items for each row outside.
#include "dmn/batch/batch_lower.h"

namespace moteplass::dmn {

using feel::Position;
using feel::Tree;
using feel::Value;

namespace {

// Up to so many codes among the items are gathered as they are; more are first reduced to what is asked of
// them.
constexpr std::size_t most_gathered = 6;

BatchShape made_list(DomainId over, BatchShape element, ColumnId state) {
  BatchShape made;
  made.kind = BatchShape::Kind::list;
  made.over = over;
  made.element = std::make_shared<const BatchShape>(std::move(element));
  made.column = state;
  return made;
}

}  // namespace

BatchLowering::Maybe BatchLowering::items_of_facts(const FactPlace& place, DomainId within, Position at) {
  auto parent = nodes_.deeper(place.domain, within);
  if (!parent) return beyond(at, "a loop over what another loop runs through");
  BatchDomain own;
  own.parent = place.own;
  own.list = list_fact(place);
  DomainId own_domain = nodes_.domain(own);
  BatchDomain domain;
  domain.parent = *parent;
  domain.list = own.list;
  domain.hops = nodes_.hops(*parent, place.domain);
  domain.hops.insert(domain.hops.end(), place.hops.begin(), place.hops.end());
  domain.own = own_domain;
  DomainId over = domain.hops.empty() ? own_domain : nodes_.domain(domain);

  FactPlace item;
  item.path = place.path + "[]";
  item.type = place.type.element();
  item.domain = over;
  item.own = own_domain;
  if (over != own_domain) item.hops.push_back({over, Hop::To::item});
  auto element = facts_at(std::move(item), at);
  if (!element) return std::nullopt;
  BatchNode state;
  state.step = Step::state;
  state.domain = place.own;
  state.fact = own.list;
  state.codes = 3;
  ColumnId column = nodes_.lift(through(nodes_.add(std::move(state)), place.hops), *parent);
  return made_list(over, *std::move(element), column);
}

// The list as something to run through once for each row of `within`.
BatchLowering::Maybe BatchLowering::items_of(const BatchShape& list, DomainId within, Position at) {
  if (list.kind == BatchShape::Kind::facts && list.place.type.kind() == feel::Type::Kind::list)
    return items_of_facts(list.place, within, at);
  if (list.kind != BatchShape::Kind::list) return beyond(at, "a loop over what is no list of facts");
  const BatchDomain known = nodes_.program().domains[list.over];
  auto parent = nodes_.deeper(known.parent, within);
  if (!parent) return beyond(at, "a loop over what another loop runs through");
  if (*parent == known.parent) return list;
  if (!known.hops.empty()) return beyond(at, "a loop over a list that is made within a loop");
  BatchDomain domain;
  domain.parent = *parent;
  domain.list = known.list;
  domain.hops = nodes_.hops(*parent, known.parent);
  domain.own = list.over;
  DomainId over = nodes_.domain(domain);
  BatchShape element = *list.element;
  Hop hop{over, Hop::To::item};
  if (element.kind == BatchShape::Kind::column) {
    element.column = nodes_.view(nodes_.lift(element.column, list.over), hop);
  } else if (element.kind == BatchShape::Kind::facts) {
    std::vector<Hop> hops{hop};
    auto up = nodes_.hops(list.over, element.place.domain);
    hops.insert(hops.end(), up.begin(), up.end());
    hops.insert(hops.end(), element.place.hops.begin(), element.place.hops.end());
    element.place.hops = std::move(hops);
    element.place.domain = over;
  } else {
    return beyond(at, "a loop over lists that are made by loops");
  }
  return made_list(over, std::move(element), nodes_.lift(list.column, *parent));
}

// The body for each item, as a list.
BatchLowering::Maybe BatchLowering::run_through(const std::vector<feel::Iterator>& iterators,
                                                const Tree& body, const BatchScope& scope, Position at,
                                                BatchShape* item) {
  if (iterators.size() != 1 || iterators[0].until)
    return beyond(at, "a loop that counts or over several lists at once");
  auto list = lower(iterators[0].domain, scope);
  if (!list) return std::nullopt;
  // A body that looks at nothing further in is worked out once for all.
  auto looks_at = domain_of(body, scope);
  if (!looks_at) return beyond(at, "a loop over what another loop runs through");
  auto items = items_of(*list, *looks_at, at);
  if (!items) return std::nullopt;
  BatchScope inner{&scope, nullptr, {}};
  BatchShape partial;
  partial.kind = BatchShape::Kind::beyond;
  inner.names.emplace_back("partial", partial);
  inner.names.emplace_back(iterators[0].name, *items->element);
  auto each = lower(body, inner);
  if (!each) return std::nullopt;
  if (item) *item = *items->element;
  return made_list(items->over, *std::move(each), items->column);
}

BatchLowering::Maybe BatchLowering::loop(const Tree& tree, const BatchScope& scope) {
  const auto& form = std::get<feel::Loop>(tree->form);
  return run_through(form.iterators, form.body, scope, tree->at);
}

BatchLowering::Maybe BatchLowering::quantified(const Tree& tree, const BatchScope& scope) {
  const auto& form = std::get<feel::Quantified>(tree->form);
  BatchShape item;
  auto list = run_through(form.iterators, form.body, scope, tree->at, &item);
  if (!list) return std::nullopt;
  if (list->element->kind != BatchShape::Kind::column)
    return beyond(tree->at, "a list where a condition belongs");
  return quantify(form.quantifier, form.in, list->element->column, item, *list, tree->at);
}

// Which codes there are among the items says whether some, or all, are true.
BatchLowering::Maybe BatchLowering::quantify(feel::Quantifier quantifier, feel::QuantifiedIn in,
                                             ColumnId truth, const BatchShape& item, const BatchShape& list,
                                             Position at) {
  if (node(truth).held != Held::code || node(truth).values.empty())
    return beyond(at, "an amount, date or text where a condition belongs");
  std::vector<Value> values = node(truth).values;
  // What is asked may be a question about the item alone, or about one fact of it: other loops may ask of it
  // too.
  std::vector<Code16> asked;
  std::vector<ColumnId> candidates = nodes_.basis_of(truth).leaves;
  if (item.kind == BatchShape::Kind::column) candidates.insert(candidates.begin(), item.column);
  for (ColumnId candidate : candidates) {
    if (node(candidate).held != Held::code || node(candidate).codes > most_gathered) continue;
    auto function = nodes_.as_function_of(truth, candidate);
    if (!function) continue;
    asked = *std::move(function);
    truth = candidate;
    break;
  }
  std::size_t codes = node(truth).codes;
  if (codes > 10) return beyond(at, "a condition that yields too many values");
  BatchNode seen;
  seen.step = Step::seen;
  seen.over = list.over;
  seen.domain = nodes_.program().domains[list.over].parent;
  seen.a = truth;
  seen.b = list.column;
  seen.codes = (std::size_t{1} << codes) + 1;
  auto gathered = made_of(std::move(seen), at);
  if (!gathered) return std::nullopt;
  auto result = nodes_.of_codes({*gathered}, [&](std::span<const Code16> set) -> std::optional<Value> {
    if (set[0] >> codes != 0) return Value();
    bool every = quantifier == feel::Quantifier::every;
    bool odd = false;
    bool decided = false;
    for (std::size_t code = 0; code < codes; ++code) {
      if (((set[0] >> code) & 1) == 0) continue;
      if (!asked.empty() && asked[code] == no_code) continue;
      const Value& value = values[asked.empty() ? code : asked[code]];
      odd = odd || !value.boolean();
      decided = decided || (every ? value.is_false() : value.is_true());
    }
    if (in == feel::QuantifiedIn::box && odd) return Value();
    if (decided) return !every;
    if (odd) return Value();
    return every;
  });
  if (!result) return beyond(at, "the condition depends on facts in too many ways");
  return shape(*result);
}

BatchLowering::Maybe BatchLowering::reduced(Step step, const BatchShape& list, Position at) {
  auto items = items_of(list, domain_of(list), at);
  if (!items) return std::nullopt;
  BatchNode made;
  made.step = step;
  made.held = Held::number;
  made.domain = nodes_.program().domains[items->over].parent;
  made.over = items->over;
  made.b = items->column;
  if (step != Step::count) {
    if (items->element->kind != BatchShape::Kind::column) return beyond(at, "a sum of what are no numbers");
    auto numbers = as_number(items->element->column);
    if (!numbers) return beyond(at, "a sum, least or greatest of what are no numbers");
    made.a = *numbers;
  }
  auto column = made_of(std::move(made), at);
  if (!column) return std::nullopt;
  return shape(*column);
}

// Null is in a list only where null is looked for.
BatchLowering::Maybe BatchLowering::contains(const BatchShape& list, ColumnId value, Position at) {
  auto items = items_of(list, node(value).domain, at);
  if (!items) return std::nullopt;
  if (items->element->kind != BatchShape::Kind::column) return beyond(at, "a look for a record");
  auto same = compare_columns(feel::Comparison::equal, items->element->column, value, at);
  if (!same) return std::nullopt;
  auto certain = nodes_.of_values({same->column}, [](std::span<const Value> truth) -> std::optional<Value> {
    return truth[0].is_true();
  });
  if (!certain) return beyond(at, "the look depends on facts in too many ways");
  return quantify(feel::Quantifier::some, feel::QuantifiedIn::text, *certain, *items->element, *items, at);
}

}  // namespace moteplass::dmn
