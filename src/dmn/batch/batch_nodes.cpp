#include "dmn/batch/batch_nodes.h"

#include <algorithm>
#include <map>

namespace moteplass::dmn {
namespace {

std::size_t hash_of(const BatchNode& node) {
  std::size_t hash = static_cast<std::size_t>(node.step);
  auto mix = [&](std::size_t part) { hash = hash * 1'000'003 + part; };
  for (std::size_t part :
       {std::size_t{node.small}, std::size_t{node.domain}, std::size_t{node.a}, std::size_t{node.b},
        std::size_t{node.c}, std::size_t{node.fact}, node.table.size()})
    mix(part);
  for (ColumnId operand : node.operands) mix(operand);
  for (Code16 code : node.table) mix(code);
  return hash;
}

// Counts up through all combinations of codes, the last one fastest; false after the last combination.
bool next(std::vector<Code16>& codes, const std::vector<std::size_t>& counts) {
  for (std::size_t i = codes.size(); i-- > 0;) {
    if (++codes[i] < counts[i]) return true;
    codes[i] = 0;
  }
  return false;
}

}  // namespace

ColumnId BatchNodes::add(BatchNode node) {
  std::size_t hash = hash_of(node);
  auto [first, last] = known_.equal_range(hash);
  for (auto same = first; same != last; ++same)
    if (program_.nodes[same->second] == node) return same->second;
  auto id = static_cast<ColumnId>(program_.nodes.size());
  program_.nodes.push_back(std::move(node));
  known_.emplace(hash, id);
  return id;
}

ColumnId BatchNodes::constant(feel::Value value) {
  BatchNode node;
  node.step = Step::constant;
  node.values.push_back(std::move(value));
  node.codes = 1;
  return add(std::move(node));
}

std::uint32_t BatchNodes::fact(BatchFact fact) {
  for (std::uint32_t i = 0; i < program_.facts.size(); ++i)
    if (program_.facts[i].path == fact.path) return i;
  program_.facts.push_back(std::move(fact));
  return static_cast<std::uint32_t>(program_.facts.size() - 1);
}

void BatchNodes::check(std::uint32_t fact) {
  if (std::find(program_.checks.begin(), program_.checks.end(), fact) == program_.checks.end())
    program_.checks.push_back(fact);
}

DomainId BatchNodes::domain(BatchDomain domain) {
  for (DomainId i = 1; i < program_.domains.size(); ++i) {
    const BatchDomain& known = program_.domains[i];
    if (known.parent == domain.parent && known.list == domain.list && known.hops == domain.hops) return i;
  }
  auto id = static_cast<DomainId>(program_.domains.size());
  if (domain.hops.empty()) domain.own = id;
  program_.domains.push_back(std::move(domain));
  return id;
}

std::optional<DomainId> BatchNodes::deeper(DomainId a, DomainId b) const {
  auto within = [&](DomainId inner, DomainId outer) {
    for (; inner != no_id; inner = program_.domains[inner].parent)
      if (inner == outer) return true;
    return false;
  };
  if (within(a, b)) return a;
  if (within(b, a)) return b;
  return std::nullopt;
}

ColumnId BatchNodes::view(ColumnId column, Hop hop) {
  const BatchNode& seen = node(column);
  if (seen.step == Step::constant) return column;
  BatchNode made;
  made.step = Step::view;
  made.held = seen.held;
  made.domain = hop.domain;
  made.a = column;
  made.hop = hop;
  made.values = seen.values;
  made.codes = seen.codes;
  return add(std::move(made));
}

ColumnId BatchNodes::lift(ColumnId column, DomainId domain) {
  if (node(column).domain == domain || node(column).step == Step::constant) return column;
  return view(lift(column, program_.domains[domain].parent), {domain, Hop::To::parent});
}

std::vector<Hop> BatchNodes::hops(DomainId from, DomainId to_outer) const {
  std::vector<Hop> made;
  for (; from != to_outer; from = program_.domains[from].parent) made.push_back({from, Hop::To::parent});
  return made;
}

BatchNodes::Basis BatchNodes::basis_of(ColumnId column) {
  BatchNode known = node(column);
  if (known.step == Step::constant) return {{}, {0}};
  if (known.step == Step::lookup) return {known.operands, known.table};
  if (known.step == Step::view) {
    Basis basis = basis_of(known.a);
    if (basis.table.empty()) return {{column}, {}};
    for (ColumnId& leaf : basis.leaves) leaf = view(lift(leaf, node(known.a).domain), known.hop);
    return basis;
  }
  return {{column}, {}};
}

std::optional<std::vector<Code16>> BatchNodes::as_function_of(ColumnId column, ColumnId of) {
  Basis wanted = basis_of(column);
  Basis given = basis_of(of);
  std::vector<std::size_t> counts, places;
  for (ColumnId leaf : given.leaves) counts.push_back(node(leaf).codes);
  for (ColumnId leaf : wanted.leaves) {
    auto place = std::find(given.leaves.begin(), given.leaves.end(), leaf) - given.leaves.begin();
    if (static_cast<std::size_t>(place) == given.leaves.size()) return std::nullopt;
    places.push_back(static_cast<std::size_t>(place));
  }
  std::vector<Code16> made(node(of).codes, no_code), at(counts.size());
  std::size_t index = 0;
  do {
    std::size_t place = 0;
    for (std::size_t i : places) place = place * counts[i] + at[i];
    Code16 code = wanted.table.empty() ? static_cast<Code16>(place) : wanted.table[place];
    Code16& known = made[given.table.empty() ? index : given.table[index]];
    if (known != no_code && known != code) return std::nullopt;
    known = code;
    ++index;
  } while (next(at, counts));
  return made;
}

std::optional<ColumnId> BatchNodes::of_codes(const std::vector<ColumnId>& operands, const OfCodes& function) {
  std::vector<Basis> bases;
  std::vector<ColumnId> leaves;
  std::size_t combinations = 1;
  std::size_t direct = 1;
  auto times = [](std::size_t product, std::size_t by) {
    return product > most_looked_up ? product : product * by;
  };
  for (ColumnId operand : operands) {
    direct = times(direct, node(operand).codes);
    bases.push_back(basis_of(operand));
    for (ColumnId leaf : bases.back().leaves)
      if (std::find(leaves.begin(), leaves.end(), leaf) == leaves.end()) {
        leaves.push_back(leaf);
        combinations = times(combinations, node(leaf).codes);
      }
  }
  if (combinations > most_fused && combinations > direct) {
    leaves.clear();
    combinations = direct;
    for (std::size_t i = 0; i < operands.size(); ++i) {
      bool constant = node(operands[i]).step == Step::constant;
      bases[i] = constant ? Basis{{}, {0}} : Basis{{operands[i]}, {}};
      if (!constant && std::find(leaves.begin(), leaves.end(), operands[i]) == leaves.end())
        leaves.push_back(operands[i]);
    }
    combinations = 1;
    for (ColumnId leaf : leaves) combinations = times(combinations, node(leaf).codes);
  }
  if (combinations > most_looked_up) return std::nullopt;

  BatchNode made;
  made.step = Step::lookup;
  std::vector<std::size_t> counts;
  for (ColumnId leaf : leaves) {
    auto domain = deeper(made.domain, node(leaf).domain);
    if (!domain) return std::nullopt;
    made.domain = *domain;
    counts.push_back(node(leaf).codes);
  }
  std::vector<std::vector<std::size_t>> places;  // of each operand's leaves among all
  for (const Basis& basis : bases) {
    places.emplace_back();
    for (ColumnId leaf : basis.leaves)
      places.back().push_back(
          static_cast<std::size_t>(std::find(leaves.begin(), leaves.end(), leaf) - leaves.begin()));
  }
  std::map<std::vector<Code16>, Code16> worked_out;
  std::vector<Code16> at(leaves.size()), codes(operands.size());
  do {
    for (std::size_t i = 0; i < operands.size(); ++i) {
      std::size_t index = 0;
      for (std::size_t place : places[i]) index = index * counts[place] + at[place];
      codes[i] = bases[i].table.empty() ? static_cast<Code16>(index) : bases[i].table[index];
    }
    auto known = worked_out.find(codes);
    if (known == worked_out.end()) {
      auto value = function(codes);
      if (!value) return std::nullopt;
      auto same = std::find(made.values.begin(), made.values.end(), *value);
      auto code = static_cast<Code16>(same - made.values.begin());
      if (same == made.values.end()) made.values.push_back(*std::move(value));
      if (made.values.size() > most_codes) return std::nullopt;
      known = worked_out.emplace(codes, code).first;
    }
    made.table.push_back(known->second);
  } while (next(at, counts));

  if (made.values.size() == 1) return constant(made.values.front());
  made.codes = made.values.size();
  made.operands = std::move(leaves);
  bool same = made.operands.size() == 1 && node(made.operands[0]).values == made.values;
  for (std::size_t i = 0; i < made.table.size() && same; ++i) same = made.table[i] == i;
  if (same) return made.operands[0];
  return add(std::move(made));
}

std::optional<ColumnId> BatchNodes::of_values(const std::vector<ColumnId>& operands,
                                              const OfValues& function) {
  std::vector<std::vector<feel::Value>> values;
  for (ColumnId operand : operands) {
    if (node(operand).held != Held::code || node(operand).values.empty()) return std::nullopt;
    values.push_back(node(operand).values);
  }
  return of_codes(operands, [&](std::span<const Code16> codes) {
    std::vector<feel::Value> arguments;
    for (std::size_t i = 0; i < codes.size(); ++i) arguments.push_back(values[i][codes[i]]);
    return function(arguments);
  });
}

BatchProgram BatchNodes::finish(ColumnId answer) {
  program_.answer = finished(answer);
  std::vector<bool> done(program_.nodes.size(), false);
  put_in_order(program_.answer, done);
  BatchProgram made = std::move(program_);
  program_ = {};
  return made;
}

ColumnId BatchNodes::finished(ColumnId id) {
  if (id == no_id) return id;
  auto known = finished_.find(id);
  if (known != finished_.end()) return known->second;
  BatchNode made = node(id);
  ColumnId result = no_id;
  // What is worked out of columns must stand in one domain with them; what is gathered, among the items.
  auto operand = [&](ColumnId& column, DomainId domain) {
    if (column != no_id) column = finished(made.step == Step::view ? column : lift(column, domain));
  };
  operand(made.a, made.over == no_id ? made.domain : made.over);
  operand(made.b, made.domain);
  operand(made.c, made.domain);
  if (made.step == Step::sum)
    if (auto fused = as_sum_where(made)) made = *std::move(fused);
  result = made.step == Step::lookup ? finished_lookup(std::move(made)) : add(std::move(made));
  finished_.emplace(id, result);
  return result;
}

// A sum of `if so then amount else 0`, the condition being looked up by one column outside the loop and one
// within.
std::optional<BatchNode> BatchNodes::as_sum_where(const BatchNode& sum) const {
  const BatchDomain& domain = program_.domains[sum.over];
  Hop outside{sum.over, Hop::To::parent};
  Hop inside{sum.over, Hop::To::item};
  bool plain = domain.hops.size() == 1 && domain.hops[0] == Hop{domain.parent, Hop::To::parent} &&
               program_.domains[domain.parent].own == domain.parent &&
               program_.domains[domain.own].parent == program_.domains[domain.parent].parent;
  const BatchNode& chosen = node(sum.a);
  if (!plain || chosen.step != Step::select || chosen.held != Held::number) return std::nullopt;
  const BatchNode& condition = node(chosen.a);
  const BatchNode& amount = node(chosen.b);
  const BatchNode* other = &node(chosen.c);
  while (other->step == Step::view) other = &node(other->a);
  if (other->step != Step::to_number || other->numbers != std::vector<std::int64_t>{0}) return std::nullopt;
  if (amount.step != Step::view || amount.hop != inside) return std::nullopt;
  if (condition.step != Step::lookup || condition.operands.size() != 2) return std::nullopt;
  const BatchNode& first = node(condition.operands[0]);
  const BatchNode& second = node(condition.operands[1]);
  if (first.step != Step::view || second.step != Step::view) return std::nullopt;
  bool in_order = first.hop == outside && second.hop == inside;
  if (!in_order && !(first.hop == inside && second.hop == outside)) return std::nullopt;
  BatchNode made;
  made.step = Step::sum_where;
  made.held = Held::number;
  made.small = chosen.small;
  made.domain = sum.domain;
  made.over = domain.own;
  made.c = amount.a;
  made.operands = {in_order ? first.a : second.a, in_order ? second.a : first.a};
  for (std::size_t out = 0; out < node(made.operands[0]).codes; ++out)
    for (std::size_t in = 0; in < node(made.operands[1]).codes; ++in)
      made.table.push_back(condition.table[in_order ? out * second.codes + in : in * second.codes + out]);
  return made;
}

// Leaves that stand further out, or are seen through the same map, are counted up there first: then a look-up
// within two loops reads two columns, however many facts it is of.
ColumnId BatchNodes::finished_lookup(BatchNode lookup) {
  struct Group {
    std::optional<Hop> hop;
    std::vector<std::size_t> members;
  };
  std::vector<Group> groups;
  std::vector<ColumnId> outside;
  for (std::size_t i = 0; i < lookup.operands.size(); ++i) {
    ColumnId lifted = lift(lookup.operands[i], lookup.domain);
    const BatchNode& leaf = node(lifted);
    std::optional<Hop> hop;
    if (leaf.step == Step::view) hop = leaf.hop;
    outside.push_back(hop ? leaf.a : lifted);
    auto group = std::find_if(groups.begin(), groups.end(),
                              [&](const Group& other) { return hop && other.hop == hop; });
    if (group == groups.end()) group = groups.insert(groups.end(), Group{hop, {}});
    group->members.push_back(i);
  }
  // All through one map: looked up there, and the answer is seen through it.
  if (groups.size() == 1 && groups[0].hop) {
    Hop hop = *groups[0].hop;
    lookup.operands = outside;
    lookup.domain = node(outside[0]).domain;
    return finished(view(add(std::move(lookup)), hop));
  }
  std::vector<std::size_t> counts(lookup.operands.size()), order;
  for (std::size_t i = 0; i < counts.size(); ++i) counts[i] = node(lookup.operands[i]).codes;
  BatchNode made = lookup;
  made.operands.clear();
  for (const Group& group : groups) {
    order.insert(order.end(), group.members.begin(), group.members.end());
    ColumnId column = outside[group.members[0]];
    if (group.members.size() > 1) {
      BatchNode tuple;
      tuple.step = Step::tuple;
      tuple.domain = node(column).domain;
      tuple.codes = 1;
      for (std::size_t member : group.members) {
        tuple.operands.push_back(finished(outside[member]));
        tuple.codes *= counts[member];
      }
      column = add(std::move(tuple));
    }
    column = finished(column);
    made.operands.push_back(group.hop ? view(column, *group.hop) : column);
  }
  if (std::is_sorted(order.begin(), order.end())) return add(std::move(made));
  // The table in the new order of the leaves.
  std::vector<std::size_t> new_counts;
  for (std::size_t i : order) new_counts.push_back(counts[i]);
  std::vector<Code16> at(order.size());
  made.table.clear();
  do {
    std::size_t index = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
      auto place = static_cast<std::size_t>(std::find(order.begin(), order.end(), i) - order.begin());
      index = index * counts[i] + at[place];
    }
    made.table.push_back(lookup.table[index]);
  } while (next(at, new_counts));
  return add(std::move(made));
}

void BatchNodes::put_in_order(ColumnId id, std::vector<bool>& done) {
  if (id == no_id) return;
  if (done.size() < program_.nodes.size()) done.resize(program_.nodes.size(), false);
  if (done[id]) return;
  done[id] = true;
  const BatchNode& each = program_.nodes[id];
  for (ColumnId operand : {each.a, each.b, each.c}) put_in_order(operand, done);
  for (ColumnId operand : each.operands) put_in_order(operand, done);
  program_.order.push_back(id);
}

}  // namespace moteplass::dmn
