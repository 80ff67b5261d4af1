// Value: what a FEEL expression yields (DMN 1.5, 10.3.2.3 and 10.3.2.5): null, boolean, number, string, date,
// time, date and time, the two durations, range, list, context, function; and `unknown`, which is ours: a
// value that depends on facts nobody knows yet (see unknown.h).
//
// A Value is immutable, 32 bytes, cheap to copy (what is large is shared) and may be read by any thread.
// Failure in FEEL is a value too: null. Nothing here throws.
#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/decimal.h"
#include "base/time.h"
#include "feel/calendar.h"

namespace moteplass::feel {

class Value;
class Context;
class Function;
struct Range;
struct Unknown;
using List = std::vector<Value>;

enum class Kind {
  null,
  boolean,
  number,
  string,
  date,
  time,
  date_time,
  days_duration,    // days and time duration
  months_duration,  // years and months duration
  range,
  list,
  context,
  function,
  unknown,
};

class Value {
 public:
  Value() = default;  // null
  template <std::same_as<bool> Truth>
  Value(Truth truth) : held_(truth) {}
  template <std::integral Whole>
  requires(!std::same_as<Whole, bool>) Value(Whole whole)
      : held_(Decimal(static_cast<std::int64_t>(whole))) {}
  Value(Decimal number) : held_(number) {}
  Value(std::string text);
  Value(std::string_view text) : Value(std::string(text)) {}
  Value(const char* text) : Value(std::string(text)) {}
  Value(moteplass::Date date);
  Value(CalendarDate date) : held_(date) {}
  Value(TimeOfDay time);
  Value(DateTime moment);
  Value(DaysDuration duration) : held_(duration) {}
  Value(MonthsDuration duration) : held_(duration) {}
  Value(Range range);
  Value(List list);
  Value(Context context);
  Value(std::shared_ptr<const Function> function);
  Value(Unknown unknown);
  // A fact nobody knows. In facts handed to dmn::evaluate_with_unknowns its path is filled in from where it
  // stands.
  static Value unknown();

  Kind kind() const { return static_cast<Kind>(held_.index()); }
  bool is_null() const { return kind() == Kind::null; }
  bool is_unknown() const { return kind() == Kind::unknown; }
  bool is_true() const { return boolean() && *boolean(); }
  bool is_false() const { return boolean() && !*boolean(); }

  // Each is the value if it is of that kind, else nullptr.
  const bool* boolean() const { return std::get_if<bool>(&held_); }
  const Decimal* number() const { return std::get_if<Decimal>(&held_); }
  const std::string* string() const { return shared<std::string>(); }
  const CalendarDate* date() const { return std::get_if<CalendarDate>(&held_); }
  const TimeOfDay* time() const { return shared<TimeOfDay>(); }
  const DateTime* date_time() const { return shared<DateTime>(); }
  const DaysDuration* days_duration() const { return std::get_if<DaysDuration>(&held_); }
  const MonthsDuration* months_duration() const { return std::get_if<MonthsDuration>(&held_); }
  const Range* range() const { return shared<Range>(); }
  const List* list() const { return shared<List>(); }
  const Context* context() const { return shared<Context>(); }
  const Function* function() const { return shared<Function>(); }
  const Unknown* as_unknown() const { return shared<Unknown>(); }
  std::shared_ptr<const Function> shared_function() const;

  // Sameness for our own use (tests, joining of branches): numbers by value, contexts whatever the order of
  // their entries, no three-valued logic. FEEL's own `=` is `equal` in operators.h.
  friend bool operator==(const Value& a, const Value& b);

 private:
  template <class Held>
  const Held* shared() const {
    auto held = std::get_if<std::shared_ptr<const Held>>(&held_);
    return held ? held->get() : nullptr;
  }

  // In the order of Kind.
  std::variant<std::monostate, bool, Decimal, std::shared_ptr<const std::string>, CalendarDate,
               std::shared_ptr<const TimeOfDay>, std::shared_ptr<const DateTime>, DaysDuration,
               MonthsDuration, std::shared_ptr<const Range>, std::shared_ptr<const List>,
               std::shared_ptr<const Context>, std::shared_ptr<const Function>,
               std::shared_ptr<const Unknown>>
      held_;
};

// Entries in the order they were made; names are unique.
class Context {
 public:
  using Entry = std::pair<std::string, Value>;

  Context() = default;
  Context(std::initializer_list<Entry> entries);

  const Value* find(std::string_view name) const;
  // Adds, or replaces where it stands.
  void set(std::string name, Value value);
  const std::vector<Entry>& entries() const { return entries_; }
  bool empty() const { return entries_.empty(); }

 private:
  std::vector<Entry> entries_;
};

// 10.3.2.7. A null end is no end: `>= 5` is the range from 5 onwards.
struct Range {
  enum class End { open, closed };
  End low_end = End::closed;
  Value low;
  Value high;
  End high_end = End::closed;
  // `= 5` and `!= 5` as endpoint-less unary tests have no range form; see builtins_range.cpp.
};

// FEEL text that reads back as the value where there is such text; what `string()` and messages show.
std::string to_string(const Value& value);
std::string_view name_of(Kind kind);  // "number", "date and time", ...

}  // namespace moteplass::feel
