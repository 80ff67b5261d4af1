// Ranges (DMN 1.5, 10.3.2.7, 10.3.4.7 and 10.3.4.10): making them, running through them, how two of them lie.
#include <algorithm>

#include "feel/builtins/builtins_arguments.h"
#include "feel/operators.h"
#include "feel/parse/parser.h"
#include "feel/unknown.h"

namespace moteplass::feel {

Value made_range(Range range, Evaluation& evaluation) {
  if (range.low.is_null() || range.high.is_null()) return range;
  Value ordered = compare(Comparison::at_most, range.low, range.high, evaluation);
  // Ends without an order, or that run backwards, make no range (10.3.2.7); nor is it known to be one while
  // an end is not known.
  if (ordered.is_true()) return range;
  if (contains_unknown(ordered)) return Unknown{needs_of(ordered), {}};
  return evaluation.problem("the ends of the range do not fit together");
}

Value counted(const Value& from, const Value& to, Evaluation& evaluation) {
  List values;
  auto first = whole_number(from);
  auto last = whole_number(to);
  if (first && last) {
    std::int64_t step = *first <= *last ? 1 : -1;
    for (std::int64_t i = *first;; i += step) {
      if (!evaluation.spend()) return {};
      values.push_back(i);
      if (i == *last) break;
    }
    return values;
  }
  if (from.date() && to.date()) {
    std::int64_t end = days_since_1970(*to.date());
    std::int64_t day = days_since_1970(*from.date());
    std::int64_t step = day <= end ? 1 : -1;
    for (;; day += step) {
      if (!evaluation.spend()) return {};
      values.push_back(date_from_days(day));
      if (day == end) break;
    }
    return values;
  }
  return evaluation.problem("only whole numbers and dates can be counted through");
}

Value iteration_domain(const Value& domain, Evaluation& evaluation) {
  if (domain.list()) return domain;
  if (domain.is_null()) return evaluation.problem("there is nothing to run through");
  const Range* range = domain.range();
  if (range == nullptr) return List{domain};
  if (contains_unknown(domain)) return Unknown{needs_of(domain), {}};
  Value all = counted(range->low, range->high, evaluation);
  if (!all.list()) return {};
  List values = *all.list();
  if (range->high_end == Range::End::open && !values.empty()) values.pop_back();
  if (range->low_end == Range::End::open && !values.empty()) values.erase(values.begin());
  return values;
}

namespace {

constexpr auto open = Range::End::open;
constexpr auto closed = Range::End::closed;

// A point as the range that holds it alone.
struct Span {
  Range range;
  bool is_point;
};
Span span_of(const Value& value) {
  if (value.range()) return {*value.range(), false};
  return {Range{closed, value, value, closed}, true};
}

// Comparison of ends; false where there is no order. A missing end lies before, or behind, everything.
class Ends {
 public:
  explicit Ends(Evaluation& evaluation) : evaluation_(evaluation) {}
  bool low_below_low(const Range& a, const Range& b) {
    if (a.low.is_null() || b.low.is_null()) return a.low.is_null() && !b.low.is_null();
    return less(a.low, b.low);
  }
  bool high_below_high(const Range& a, const Range& b) {
    if (a.high.is_null() || b.high.is_null()) return b.high.is_null() && !a.high.is_null();
    return less(a.high, b.high);
  }
  bool high_below_low(const Range& a, const Range& b) {
    return !a.high.is_null() && !b.low.is_null() && less(a.high, b.low);
  }
  bool high_is_low(const Range& a, const Range& b) {
    return !a.high.is_null() && !b.low.is_null() && same(a.high, b.low);
  }
  bool same(const Value& a, const Value& b) { return said(equal(a, b, evaluation_)); }
  bool disordered() const { return disordered_; }

 private:
  bool less(const Value& a, const Value& b) { return said(compare(Comparison::less, a, b, evaluation_)); }
  bool said(const Value& truth) {
    disordered_ = disordered_ || !truth.boolean();
    return truth.is_true();
  }
  Evaluation& evaluation_;
  bool disordered_ = false;
};

// Table 78. `a` and `b` may be points or ranges, as each relation allows.
bool before(const Range& a, const Range& b, Ends& ends) {
  return ends.high_below_low(a, b) || (ends.high_is_low(a, b) && (a.high_end == open || b.low_end == open));
}
bool meets(const Range& a, const Range& b, Ends& ends) {
  return a.high_end == closed && b.low_end == closed && ends.high_is_low(a, b);
}
bool overlap(const Range& a, const Range& b, Ends& ends) {
  return !before(a, b, ends) && !before(b, a, ends);
}
bool starts_earlier(const Range& a, const Range& b, Ends& ends) {
  return ends.low_below_low(a, b) || (ends.same(a.low, b.low) && a.low_end == closed && b.low_end == open);
}
bool ends_later(const Range& a, const Range& b, Ends& ends) {
  return ends.high_below_high(b, a) ||
         (ends.same(a.high, b.high) && a.high_end == closed && b.high_end == open);
}
bool overlaps_before(const Range& a, const Range& b, Ends& ends) {
  return overlap(a, b, ends) && starts_earlier(a, b, ends) && !ends_later(a, b, ends);
}
bool includes(const Range& a, const Range& b, Ends& ends) {
  return !starts_earlier(b, a, ends) && !ends_later(b, a, ends);
}
bool same_start(const Range& a, const Range& b, Ends& ends) {
  return a.low_end == b.low_end && ends.same(a.low, b.low);
}
bool same_end(const Range& a, const Range& b, Ends& ends) {
  return a.high_end == b.high_end && ends.same(a.high, b.high);
}
bool starts(const Range& a, const Range& b, Ends& ends) {
  return same_start(a, b, ends) && !ends_later(a, b, ends);
}
bool finishes(const Range& a, const Range& b, Ends& ends) {
  return same_end(a, b, ends) && !starts_earlier(a, b, ends);
}
bool coincides(const Range& a, const Range& b, Ends& ends) {
  return same_start(a, b, ends) && same_end(a, b, ends);
}

// What a relation holds between, as its signatures in 10.3.4.7 have it: `a` and `b` are its first and second
// argument.
enum class Sides { any_two, ranges, point_or_range_and_range, range_and_point_or_range, two_of_a_kind };

bool holds_between(Sides allowed, bool first_is_point, bool second_is_point) {
  switch (allowed) {
    case Sides::any_two:
      return true;
    case Sides::ranges:
      return !first_is_point && !second_is_point;
    case Sides::point_or_range_and_range:
      return !second_is_point;
    case Sides::range_and_point_or_range:
      return !first_is_point;
    case Sides::two_of_a_kind:
      return first_is_point == second_is_point;
  }
  return false;
}

enum class Order { as_given, swapped };

template <bool (*relation)(const Range&, const Range&, Ends&), Order order, Sides between>
Value related(Arguments arguments, Evaluation& evaluation) {
  if (arguments[0].is_null() || arguments[1].is_null())
    return wrong_arguments("points or ranges", evaluation);
  Span first = span_of(arguments[0]);
  Span second = span_of(arguments[1]);
  if (!holds_between(between, first.is_point, second.is_point))
    return wrong_arguments("points and ranges in another order", evaluation);
  Ends ends(evaluation);
  bool swapped = order == Order::swapped;
  bool result = relation(swapped ? second.range : first.range, swapped ? first.range : second.range, ends);
  if (ends.disordered()) return wrong_arguments("points or ranges of one kind", evaluation);
  return result;
}

// range("[1..5]"): the ends are literals.
Value range_from_text(Arguments arguments, Evaluation& evaluation) {
  if (!arguments[0].string()) return wrong_arguments("a text such as \"[1..5]\"", evaluation);
  Names names;
  auto tree = parse_expression(*arguments[0].string(), names);
  if (tree) {
    if (const auto* range = std::get_if<RangeOf>(&(*tree)->form)) {
      auto literal = [](const Tree& end) {
        if (!end || std::holds_alternative<Literal>(end->form)) return true;
        const auto* minus = std::get_if<Negation>(&end->form);
        if (minus) return std::holds_alternative<Literal>(minus->operand->form);
        const auto* call = std::get_if<Call>(&end->form);
        return call != nullptr &&
               std::all_of(call->arguments.begin(), call->arguments.end(),
                           [](const Tree& part) { return std::holds_alternative<Literal>(part->form); });
      };
      if (literal(range->low) && literal(range->high)) return evaluate(**tree, Scope{}, evaluation);
    }
  }
  return evaluation.problem("'" + *arguments[0].string() + "' is no range");
}

}  // namespace

std::vector<Builtin> range_builtins() {
  constexpr auto as_given = Order::as_given;
  constexpr auto swapped = Order::swapped;
  Signature points = takes({{"point1"}, {"point2"}});
  Signature point_range = takes({{"point"}, {"range", range_type}});
  Signature range_point = takes({{"range", range_type}, {"point"}});
  Signature ranges = takes({{"range1", range_type}, {"range2", range_type}});
  std::vector<Signature> any = {ranges, point_range, range_point, points};
  std::vector<Signature> inner = {ranges, point_range};
  std::vector<Signature> outer = {ranges, range_point};
  constexpr auto any_two = Sides::any_two;
  constexpr auto only_ranges = Sides::ranges;
  constexpr auto in_range = Sides::point_or_range_and_range;
  constexpr auto range_of = Sides::range_and_point_or_range;
  return {
      {"range", {takes({{"from", string_type}})}, range_from_text},
      {"before", any, related<before, as_given, any_two>},
      {"after", any, related<before, swapped, any_two>},
      {"meets", {ranges}, related<meets, as_given, only_ranges>},
      {"met by", {ranges}, related<meets, swapped, only_ranges>},
      {"overlaps", {ranges}, related<overlap, as_given, only_ranges>},
      {"overlaps before", {ranges}, related<overlaps_before, as_given, only_ranges>},
      {"overlaps after", {ranges}, related<overlaps_before, swapped, only_ranges>},
      {"includes", outer, related<includes, as_given, range_of>},
      {"during", inner, related<includes, swapped, in_range>},
      {"starts", inner, related<starts, as_given, in_range>},
      {"started by", outer, related<starts, swapped, range_of>},
      {"finishes", inner, related<finishes, as_given, in_range>},
      {"finished by", outer, related<finishes, swapped, range_of>},
      {"coincides", {ranges, points}, related<coincides, as_given, Sides::two_of_a_kind>},
  };
}

}  // namespace moteplass::feel
