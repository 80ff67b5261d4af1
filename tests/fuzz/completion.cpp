#include "completion.h"

#include "feel/evaluate.h"
#include "feel/unknown.h"

namespace moteplass::fuzz {
namespace {

using feel::Type;
using feel::Value;

const std::vector<Value>& values_of(Type::Kind kind) {
  auto number = [](std::string_view text) { return Value(*Decimal::parse(text)); };
  static const std::vector<Value> numbers = {0,  1,  -1, 2,   3,  number("0.5"), 10,
                                             15, 17, 18, 100, -7, number("1e30")};
  static const std::vector<Value> texts = {"", "a", "b", "foo", "æøå", "2020-01-01"};
  static const std::vector<Value> truths = {true, false};
  static const std::vector<Value> dates = {*feel::parse_calendar_date("2020-02-29"),
                                           *feel::parse_calendar_date("1999-12-31"),
                                           *feel::parse_calendar_date("-0001-01-01")};
  static const std::vector<Value> times = {*feel::parse_time_of_day("00:00:00"),
                                           *feel::parse_time_of_day("23:59:59.5Z"),
                                           *feel::parse_time_of_day("12:00:00+02:00")};
  static const std::vector<Value> moments = {*feel::parse_date_time("2020-02-29T12:00:00"),
                                             *feel::parse_date_time("2020-02-29T12:00:00Z")};
  static const std::vector<Value> spans = {*feel::parse_days_duration("PT0S"),
                                           *feel::parse_days_duration("-P1DT1H"),
                                           *feel::parse_days_duration("P400D")};
  static const std::vector<Value> ages = {*feel::parse_months_duration("P0M"),
                                          *feel::parse_months_duration("P1Y2M"),
                                          *feel::parse_months_duration("-P18Y")};
  static const std::vector<Value> ranges = {
      feel::Range{feel::Range::End::closed, 1, 5, feel::Range::End::open},
      feel::Range{feel::Range::End::open, 3, {}, feel::Range::End::open}};
  static const std::vector<Value> none;
  static const std::vector<Value> anything = [] {
    std::vector<Value> all = {feel::List{}, feel::List{1, "a"}, feel::Context{{"a", 1}}};
    for (const auto* some : {&numbers, &texts, &truths, &dates, &times, &moments, &spans, &ages})
      all.insert(all.end(), some->begin(), some->end());
    return all;
  }();
  switch (kind) {
    case Type::Kind::any:
      return anything;
    case Type::Kind::boolean:
      return truths;
    case Type::Kind::number:
      return numbers;
    case Type::Kind::string:
      return texts;
    case Type::Kind::date:
      return dates;
    case Type::Kind::time:
      return times;
    case Type::Kind::date_time:
      return moments;
    case Type::Kind::days_duration:
      return spans;
    case Type::Kind::months_duration:
      return ages;
    case Type::Kind::range:
      return ranges;
    case Type::Kind::null:
    case Type::Kind::list:
    case Type::Kind::context:
    case Type::Kind::function:
      break;
  }
  return none;
}

bool belongs(const Value& value, const Type& type) {
  feel::Evaluation evaluation;
  return feel::conforms(value, type, evaluation) && !evaluation.exhausted();
}

std::optional<Value> some_leaf(const Type& type, const Pool& pool, Choice& choice) {
  const auto& own = values_of(type.kind());
  static const std::vector<Value> none;
  const auto& more = type.kind() == Type::Kind::number   ? pool.numbers
                     : type.kind() == Type::Kind::string ? pool.texts
                                                         : none;
  if (own.empty()) return std::nullopt;
  for (int tries = 0; tries < 20; ++tries) {
    std::size_t at = choice.below(own.size() + more.size());
    const Value& value = at < own.size() ? own[at] : more[at - own.size()];
    if (belongs(value, type)) return value;
  }
  return std::nullopt;
}

constexpr int deepest = 6;

std::optional<Value> filled(const Value* given, const Type& type, const Pool& pool, Choice& choice,
                            int depth);

// Where no type is declared, only what is marked as unknown is to be filled in.
std::optional<Value> untyped(const Value& given, const Pool& pool, Choice& choice, int depth) {
  if (depth > deepest) return std::nullopt;
  if (given.is_unknown()) return some_leaf(Type(), pool, choice);
  if (const feel::List* list = given.list()) {
    feel::List items;
    for (const Value& item : *list) {
      auto whole = untyped(item, pool, choice, depth + 1);
      if (!whole) return std::nullopt;
      items.push_back(std::move(*whole));
    }
    return items;
  }
  if (const feel::Context* context = given.context()) {
    feel::Context made;
    for (const auto& [name, entry] : context->entries()) {
      auto whole = untyped(entry, pool, choice, depth + 1);
      if (!whole) return std::nullopt;
      made.set(name, std::move(*whole));
    }
    return made;
  }
  return given;
}

std::optional<Value> filled_list(const Value* given, const Type& type, const Pool& pool, Choice& choice,
                                 int depth) {
  feel::List items;
  if (given != nullptr) items = given->list() ? *given->list() : feel::List{*given};
  if (given == nullptr) items.resize(choice.below(3), Value::unknown());
  for (Value& item : items) {
    auto whole = filled(&item, type.element(), pool, choice, depth + 1);
    if (!whole) return std::nullopt;
    item = std::move(*whole);
  }
  return items;
}

std::optional<Value> filled_context(const Value* given, const Type& type, const Pool& pool, Choice& choice,
                                    int depth) {
  static const feel::Context empty;
  const feel::Context* from = given != nullptr && given->context() != nullptr ? given->context() : &empty;
  feel::Context made;
  for (const auto& [name, field] : type.fields()) {
    auto whole = filled(from->find(name), field, pool, choice, depth + 1);
    if (!whole) return std::nullopt;
    made.set(name, std::move(*whole));
  }
  for (const auto& [name, entry] : from->entries()) {
    if (type.field(name)) continue;
    auto whole = untyped(entry, pool, choice, depth + 1);
    if (!whole) return std::nullopt;
    made.set(name, std::move(*whole));
  }
  return made;
}

std::optional<Value> filled(const Value* given, const Type& type, const Pool& pool, Choice& choice,
                            int depth) {
  if (depth > deepest) return std::nullopt;
  if (given != nullptr && (given->is_unknown() || given->is_null())) given = nullptr;
  std::optional<Value> whole;
  switch (type.kind()) {
    case Type::Kind::any:
      return given ? untyped(*given, pool, choice, depth) : some_leaf(type, pool, choice);
    case Type::Kind::list:
      whole = filled_list(given, type, pool, choice, depth);
      break;
    case Type::Kind::context:
      if (given == nullptr && type.fields().empty()) return std::nullopt;
      whole = filled_context(given, type, pool, choice, depth);
      break;
    case Type::Kind::null:
    case Type::Kind::boolean:
    case Type::Kind::number:
    case Type::Kind::string:
    case Type::Kind::date:
    case Type::Kind::time:
    case Type::Kind::date_time:
    case Type::Kind::days_duration:
    case Type::Kind::months_duration:
    case Type::Kind::range:
    case Type::Kind::function:
      if (given != nullptr) {
        feel::Evaluation evaluation;
        feel::Coerced coerced = feel::coerce(*given, type, evaluation);
        if (coerced.fits) return coerced.value;
      }
      return some_leaf(type, pool, choice);
  }
  if (whole && !belongs(*whole, type)) return std::nullopt;
  return whole;
}

}  // namespace

std::size_t Choice::below(std::size_t count) {
  state_ += 0x9E3779B97F4A7C15u;
  std::uint64_t mixed = (state_ ^ (state_ >> 30)) * 0xBF58476D1CE4E5B9u;
  mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
  return (mixed ^ (mixed >> 31)) % count;
}

std::optional<Value> some_value(const Type& type, const Pool& pool, Choice& choice) {
  return filled(nullptr, type, pool, choice, 0);
}

std::optional<Value> completed(const Value* given, const Type& type, const Pool& pool, Choice& choice) {
  return filled(given, type, pool, choice, 0);
}

bool admits(const Value& answer, const Value& known) {
  if (const feel::Unknown* unknown = answer.as_unknown()) {
    if (unknown->possible.empty()) return true;
    return std::any_of(unknown->possible.begin(), unknown->possible.end(),
                       [&](const Value& way) { return admits(way, known); });
  }
  if (answer.kind() != known.kind()) return false;
  if (const feel::List* list = answer.list())
    return std::equal(list->begin(), list->end(), known.list()->begin(), known.list()->end(), admits);
  if (const feel::Context* context = answer.context()) {
    const auto& entries = context->entries();
    return entries.size() == known.context()->entries().size() &&
           std::all_of(entries.begin(), entries.end(), [&](const feel::Context::Entry& entry) {
             const Value* other = known.context()->find(entry.first);
             return other != nullptr && admits(entry.second, *other);
           });
  }
  if (const feel::Range* range = answer.range()) {
    const feel::Range& other = *known.range();
    return range->low_end == other.low_end && range->high_end == other.high_end &&
           admits(range->low, other.low) && admits(range->high, other.high);
  }
  // Functions are never the same twice; what they do shows where they are called.
  return answer.function() != nullptr || answer == known;
}

}  // namespace moteplass::fuzz
