// The steps of a program on the rows of a block. Loops without branches wherever the compiler can make them
// so.
#include <algorithm>

#include "dmn/batch/batch_run.h"
#include "dmn/batch/column_number.h"

// Loops over columns gain from vector instructions, which g++ uses at this level only.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

namespace moteplass::dmn {

using feel::Comparison;

void BatchRun::lookup(const BatchNode& node, Values& made, std::size_t count) {
  Code16* out = room(made.codes, count);
  made.code = out;
  const Code16* table = node.table.data();
  auto stride = [&](std::size_t operand) {
    std::uint32_t product = 1;
    for (std::size_t i = operand + 1; i < node.operands.size(); ++i)
      product *= static_cast<std::uint32_t>(program_.nodes[node.operands[i]].codes);
    return product;
  };
  auto code = [&](std::size_t operand) { return values(node.operands[operand]).code; };
  const Code16* a = code(0);
  if (node.operands.size() == 1) {
    for (std::size_t i = 0; i < count; ++i) out[i] = table[a[i]];
    return;
  }
  const Code16* b = code(1);
  std::uint32_t by_a = stride(0);
  std::uint32_t by_b = stride(1);
  if (node.operands.size() == 2) {
    for (std::size_t i = 0; i < count; ++i) out[i] = table[a[i] * by_a + b[i]];
    return;
  }
  const Code16* c = code(2);
  std::uint32_t by_c = stride(2);
  if (node.operands.size() == 3) {
    for (std::size_t i = 0; i < count; ++i) out[i] = table[a[i] * by_a + b[i] * by_b + c[i]];
    return;
  }
  if (held_.indices.size() < count) held_.indices.resize(count);
  std::uint32_t* index = held_.indices.data();
  for (std::size_t i = 0; i < count; ++i) index[i] = a[i] * by_a + b[i] * by_b + c[i] * by_c;
  for (std::size_t operand = 3; operand < node.operands.size(); ++operand) {
    const Code16* more = code(operand);
    std::uint32_t by = stride(operand);
    for (std::size_t i = 0; i < count; ++i) index[i] += more[i] * by;
  }
  for (std::size_t i = 0; i < count; ++i) out[i] = table[index[i]];
}

void BatchRun::tuple(const BatchNode& node, Values& made, std::size_t count) {
  Code16* out = room(made.codes, count);
  made.code = out;
  std::copy_n(values(node.operands[0]).code, count, out);
  for (std::size_t operand = 1; operand < node.operands.size(); ++operand) {
    const Code16* more = values(node.operands[operand]).code;
    auto by = static_cast<Code16>(program_.nodes[node.operands[operand]].codes);
    for (std::size_t i = 0; i < count; ++i) out[i] = static_cast<Code16>(out[i] * by + more[i]);
  }
}

BatchRun::Went BatchRun::part(const BatchNode& node, ColumnId id, Values& made, std::size_t count) {
  Code16* out = room(made.codes, count);
  made.code = out;
  const Values& of = values(node.a);
  if (program_.nodes[node.a].held != Held::text) {
    held_.lines[id].codes_of(of.number, count, out);
    return Went::well;
  }
  const auto& words = held_.text_parts[id];
  auto last = static_cast<std::uint32_t>(words.size() - 1);
  bool odd = false;
  for (std::size_t i = 0; i < count; ++i) {
    out[i] = words[std::min(static_cast<std::uint32_t>(of.text[i] + 1), last)];
    odd |= out[i] == no_code;
  }
  return odd ? Went::into_trouble : Went::well;
}

namespace {

// Codes of null, false and true. `same` holds for two nulls, and for null and a value it is false.
template <class Operand, class Holds>
void compare_for_sameness(const Operand* a, const Operand* b, std::size_t count, Code16* out, Holds holds) {
  for (std::size_t i = 0; i < count; ++i) out[i] = static_cast<Code16>(1 + holds(a[i], b[i]));
}

template <class Holds>
void compare_in_order(const std::int64_t* a, const std::int64_t* b, std::size_t count, Code16* out,
                      Holds holds) {
  for (std::size_t i = 0; i < count; ++i) {
    bool null = a[i] == null_number || b[i] == null_number;
    int truth = 1 + holds(a[i], b[i]);
    out[i] = static_cast<Code16>(null ? 0 : truth);
  }
}

template <class Operand>
void compare_all(Comparison comparison, const Operand* a, const Operand* b, std::size_t count, Code16* out) {
  switch (comparison) {
    case Comparison::equal:
      return compare_for_sameness(a, b, count, out, [](auto x, auto y) { return x == y; });
    case Comparison::not_equal:
      return compare_for_sameness(a, b, count, out, [](auto x, auto y) { return x != y; });
    case Comparison::less:
    case Comparison::at_most:
    case Comparison::greater:
    case Comparison::at_least:
      break;
  }
  if constexpr (std::is_same_v<Operand, std::int64_t>) {
    switch (comparison) {
      case Comparison::less:
        return compare_in_order(a, b, count, out, [](auto x, auto y) { return x < y; });
      case Comparison::at_most:
        return compare_in_order(a, b, count, out, [](auto x, auto y) { return x <= y; });
      case Comparison::greater:
        return compare_in_order(a, b, count, out, [](auto x, auto y) { return x > y; });
      case Comparison::at_least:
        return compare_in_order(a, b, count, out, [](auto x, auto y) { return x >= y; });
      case Comparison::equal:
      case Comparison::not_equal:
        break;
    }
  }
}

// The numbers at another scale, in `scaled` unless they are as they should be; nullptr if 64 bits do not hold
// them.
const std::int64_t* at_scale(const std::int64_t* numbers, int from, int to, std::size_t count,
                             std::vector<std::int64_t>& scaled) {
  if (from == to) return numbers;
  std::int64_t factor = power_of_ten(to - from);
  if (scaled.size() < count) scaled.resize(count);
  bool over = false;
  for (std::size_t i = 0; i < count; ++i) {
    std::int64_t product = 0;
    bool beyond = __builtin_mul_overflow(numbers[i], factor, &product);
    bool null = numbers[i] == null_number;
    over |= !null && (beyond || product == null_number);
    scaled[i] = null ? null_number : product;
  }
  return over ? nullptr : scaled.data();
}

}  // namespace

BatchRun::Went BatchRun::compare(const BatchNode& node, Values& made, std::size_t count) {
  Code16* out = room(made.codes, count);
  made.code = out;
  auto comparison = static_cast<Comparison>(node.small);
  const Values& left = values(node.a);
  const Values& right = values(node.b);
  if (program_.nodes[node.a].held == Held::text) {
    compare_all(comparison, left.text, right.text, count, out);
    return Went::well;
  }
  int scale = std::max(left.scale, right.scale);
  const std::int64_t* a = at_scale(left.number, left.scale, scale, count, made.numbers);
  const std::int64_t* b = at_scale(right.number, right.scale, scale, count, made.scaled);
  if (!a || !b) return Went::into_trouble;
  compare_all(comparison, a, b, count, out);
  return Went::well;
}

BatchRun::Went BatchRun::calculate(const BatchNode& node, Values& made, std::size_t count) {
  const Values& left = values(node.a);
  const Values& right = values(node.b);
  bool product = static_cast<feel::Arithmetic>(node.small) == feel::Arithmetic::multiply;
  bool minus = static_cast<feel::Arithmetic>(node.small) == feel::Arithmetic::subtract;
  std::int64_t* out = room(made.numbers, count);
  made.number = out;
  const std::int64_t* a =
      product ? left.number : at_scale(left.number, left.scale, made.scale, count, made.numbers);
  const std::int64_t* b =
      product ? right.number : at_scale(right.number, right.scale, made.scale, count, made.scaled);
  if (!a || !b) return Went::into_trouble;
  bool over = false;
  for (std::size_t i = 0; i < count; ++i) {
    std::int64_t result = 0;
    bool null = a[i] == null_number || b[i] == null_number;
    bool beyond = product ? __builtin_mul_overflow(a[i], b[i], &result)
                  : minus ? __builtin_sub_overflow(a[i], b[i], &result)
                          : __builtin_add_overflow(a[i], b[i], &result);
    over |= !null && (beyond || result == null_number);
    out[i] = null ? null_number : result;
  }
  return over ? Went::into_trouble : Went::well;
}

BatchRun::Went BatchRun::select(const BatchNode& node, Values& made, std::size_t count) {
  const Code16* condition = values(node.a).code;
  const Values& left = values(node.b);
  const Values& right = values(node.c);
  if (node.held == Held::text) {
    if (made.texts.size() < count) made.texts.resize(count);
    made.text = made.texts.data();
    for (std::size_t i = 0; i < count; ++i)
      made.texts[i] = condition[i] == node.small ? left.text[i] : right.text[i];
    return Went::well;
  }
  std::int64_t* out = room(made.numbers, count);
  made.number = out;
  const std::int64_t* a = at_scale(left.number, left.scale, made.scale, count, made.scaled);
  const std::int64_t* b = a ? at_scale(right.number, right.scale, made.scale, count, made.scaled) : nullptr;
  if (!b) return Went::into_trouble;
  for (std::size_t i = 0; i < count; ++i) {
    std::int64_t first = a[i];
    std::int64_t second = b[i];
    out[i] = condition[i] == node.small ? first : second;
  }
  return Went::well;
}

void BatchRun::view(const BatchNode& node, Values& made, std::size_t count) {
  const Rows& through = rows(node.hop.domain);
  const std::uint32_t* from = node.hop.to == Hop::To::parent ? through.parent.data() : through.item.data();
  const Values& of = values(node.a);
  switch (node.held) {
    case Held::code: {
      Code16* out = room(made.codes, count);
      for (std::size_t i = 0; i < count; ++i) out[i] = of.code[from[i]];
      made.code = out;
      return;
    }
    case Held::number:
    case Held::day: {
      std::int64_t* out = room(made.numbers, count);
      for (std::size_t i = 0; i < count; ++i) out[i] = of.number[from[i]];
      made.number = out;
      return;
    }
    case Held::text:
      if (made.texts.size() < count) made.texts.resize(count);
      for (std::size_t i = 0; i < count; ++i) made.texts[i] = of.text[from[i]];
      made.text = made.texts.data();
      return;
  }
}

void BatchRun::seen(const BatchNode& node, Values& made) {
  const Rows& over = rows(node.over);
  std::size_t count = rows(node.domain).count;
  Code16* out = room(made.codes, count);
  made.code = out;
  const Code16* code = values(node.a).code;
  const std::uint32_t* begins = over.begins.data();
  for (std::size_t row = 0; row < count; ++row) {
    const Code16* first = code + begins[row];
    std::uint32_t length = begins[row + 1] - begins[row];
    unsigned set = 0;
    // A code that is no item's may be anything.
    for (std::uint32_t i = 0; i < at_once; ++i) set |= static_cast<unsigned>(i < length) << (first[i] & 15);
    for (std::uint32_t i = at_once; i < length; ++i) set |= 1u << first[i];
    out[row] = static_cast<Code16>(set);
  }
  if (!may_be_null(program_.domains[node.over].list)) return;
  const Code16* state = values(node.b).code;
  auto null = static_cast<Code16>(node.codes - 1);
  for (std::size_t i = 0; i < count; ++i) out[i] = state[i] == 0 ? null : out[i];
}

BatchRun::Went BatchRun::sum_where(const BatchNode& node, Values& made) {
  const Rows& outer = rows(node.domain);
  const Rows& inner = rows(node.over);
  std::size_t cases = rows(program_.domains[node.domain].parent).count;
  std::int64_t* out = room(made.numbers, outer.count);
  made.number = out;
  const Code16* outside = values(node.operands[0]).code;
  const Code16* inside = values(node.operands[1]).code;
  const std::int64_t* amount = values(node.c).number;
  std::size_t stride = program_.nodes[node.operands[1]].codes;
  bool over_range = false;
  for (std::size_t row = 0; row < cases; ++row) {
    std::uint32_t first = inner.begins[row];
    std::uint32_t end = inner.begins[row + 1];
    for (std::uint32_t i = outer.begins[row]; i < outer.begins[row + 1]; ++i) {
      const Code16* table = node.table.data() + outside[i] * stride;
      std::int64_t total = 0;
      bool null = first == end;
      for (std::uint32_t j = first; j < end; ++j) {
        std::int64_t each = table[inside[j]] == node.small ? amount[j] : 0;
        bool none = each == null_number;
        null |= none;
        over_range |= __builtin_add_overflow(total, none ? 0 : each, &total);
      }
      over_range |= total == null_number;
      out[i] = null ? null_number : total;
    }
  }
  return over_range ? Went::into_trouble : Went::well;
}

BatchRun::Went BatchRun::sum(const BatchNode& node, Values& made) {
  const Rows& over = rows(node.over);
  std::size_t count = rows(node.domain).count;
  std::int64_t* out = room(made.numbers, count);
  made.number = out;
  const std::int64_t* number = values(node.a).number;
  const std::uint32_t* begins = over.begins.data();
  bool over_range = false;
  for (std::size_t row = 0; row < count; ++row) {
    std::int64_t total = 0;
    bool null = begins[row] == begins[row + 1];
    for (std::uint32_t i = begins[row]; i < begins[row + 1]; ++i) {
      bool none = number[i] == null_number;
      null |= none;
      over_range |= __builtin_add_overflow(total, none ? 0 : number[i], &total);
    }
    over_range |= total == null_number;
    out[row] = null ? null_number : total;
  }
  if (may_be_null(program_.domains[node.over].list)) {
    const Code16* state = values(node.b).code;
    for (std::size_t i = 0; i < count; ++i) out[i] = state[i] == 0 ? null_number : out[i];
  }
  return over_range ? Went::into_trouble : Went::well;
}

// Null where there is no item, or one of them is null.
void BatchRun::extreme(const BatchNode& node, Values& made) {
  const Rows& over = rows(node.over);
  std::size_t count = rows(node.domain).count;
  std::int64_t* out = room(made.numbers, count);
  made.number = out;
  const std::int64_t* number = values(node.a).number;
  for (std::size_t row = 0; row < count; ++row) {
    std::size_t first = over.begins[row];
    std::size_t end = over.begins[row + 1];
    std::int64_t best = first == end ? null_number : number[first];
    for (std::size_t i = first; i < end; ++i) {
      if (best == null_number || number[i] == null_number)
        best = null_number;
      else
        best = node.step == Step::min ? std::min(best, number[i]) : std::max(best, number[i]);
    }
    out[row] = values(node.b).code[row] == 0 ? null_number : best;
  }
}

void BatchRun::count(const BatchNode& node, Values& made) {
  const Rows& over = rows(node.over);
  std::size_t count = rows(node.domain).count;
  std::int64_t* out = room(made.numbers, count);
  made.number = out;
  const Code16* state = values(node.b).code;
  for (std::size_t row = 0; row < count; ++row)
    out[row] = state[row] == 0 ? null_number : over.begins[row + 1] - over.begins[row];
}

}  // namespace moteplass::dmn
