// Value: what a FEEL expression yields (DMN 1.5, 10.3.2.3 and 10.3.2.5): null, boolean, number, string, date,
// time, date and time, the two durations, range, list, context, function; and `unknown`, which is ours: a
// value that depends on facts nobody knows yet (see unknown.h).
//
// A Value is immutable, 32 bytes, cheap to copy (what is large is shared) and may be read by any thread.
// Failure in FEEL is a value too: null. Nothing here throws.
#pragma once

#include <concepts>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <utility>
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
  Value() {}  // null
  template <std::same_as<bool> Truth>
  Value(Truth truth) : kind_(Kind::boolean) {
    held_.boolean = truth;
  }
  template <std::integral Whole>
  requires(!std::same_as<Whole, bool>) Value(Whole whole)
      : Value(Decimal(static_cast<std::int64_t>(whole))) {}
  Value(Decimal number) : kind_(Kind::number) { held_.number = number; }
  Value(std::string text);
  Value(std::string_view text) : Value(std::string(text)) {}
  Value(const char* text) : Value(std::string(text)) {}
  Value(moteplass::Date date);
  Value(CalendarDate date) : kind_(Kind::date) { held_.date = date; }
  Value(TimeOfDay time);
  Value(DateTime moment);
  Value(DaysDuration duration) : kind_(Kind::days_duration) { held_.days = duration; }
  Value(MonthsDuration duration) : kind_(Kind::months_duration) { held_.months = duration; }
  Value(Range range);
  Value(List list);
  Value(Context context);
  Value(std::shared_ptr<const Function> function);
  Value(Unknown unknown);
  // A fact nobody knows. In facts handed to dmn::evaluate_with_unknowns its path is filled in from where it
  // stands.
  static Value unknown();

  Value(const Value& other) { take_copy(other); }
  Value(Value&& other) noexcept { take(other); }
  Value& operator=(const Value& other) {
    if (this == &other) return *this;
    // What is held may hold the other.
    Value copy(other);
    release();
    take(copy);
    return *this;
  }
  Value& operator=(Value&& other) noexcept {
    if (this == &other) return *this;
    Value taken(std::move(other));
    release();
    take(taken);
    return *this;
  }
  ~Value() { release(); }

  Kind kind() const { return kind_; }
  bool is_null() const { return kind_ == Kind::null; }
  bool is_unknown() const { return kind_ == Kind::unknown; }
  bool is_true() const { return kind_ == Kind::boolean && held_.boolean; }
  bool is_false() const { return kind_ == Kind::boolean && !held_.boolean; }

  // Each is the value if it is of that kind, else nullptr.
  const bool* boolean() const { return kind_ == Kind::boolean ? &held_.boolean : nullptr; }
  const Decimal* number() const { return kind_ == Kind::number ? &held_.number : nullptr; }
  const std::string* string() const { return shared<std::string>(Kind::string); }
  const CalendarDate* date() const { return kind_ == Kind::date ? &held_.date : nullptr; }
  const TimeOfDay* time() const { return shared<TimeOfDay>(Kind::time); }
  const DateTime* date_time() const { return shared<DateTime>(Kind::date_time); }
  const DaysDuration* days_duration() const { return kind_ == Kind::days_duration ? &held_.days : nullptr; }
  const MonthsDuration* months_duration() const {
    return kind_ == Kind::months_duration ? &held_.months : nullptr;
  }
  const Range* range() const { return shared<Range>(Kind::range); }
  const List* list() const { return shared<List>(Kind::list); }
  const Context* context() const { return shared<Context>(Kind::context); }
  const Function* function() const { return shared<Function>(Kind::function); }
  const Unknown* as_unknown() const { return shared<Unknown>(Kind::unknown); }
  std::shared_ptr<const Function> shared_function() const;

  // How much there is to walk through: 1, and for lists, contexts and ranges what is within them; long texts
  // weigh more. Parts that are shared count each time, as a walk meets them. Up to 2^32 - 1.
  std::uint32_t weight() const { return weight_; }

  // Sameness for our own use (tests, joining of branches): numbers by value, contexts whatever the order of
  // their entries, no three-valued logic. FEEL's own `=` is `equal` in operators.h.
  friend bool operator==(const Value& a, const Value& b);

 private:
  template <class Held>
  const Held* shared(Kind kind) const {
    return kind_ == kind ? static_cast<const Held*>(held_.shared.get()) : nullptr;
  }
  template <class Held>
  void share(Kind kind, std::shared_ptr<const Held> held) {
    if (held == nullptr) return;
    new (&held_.shared) std::shared_ptr<const void>(std::move(held));
    kind_ = kind;
  }
  static constexpr bool is_shared(Kind kind) {
    constexpr unsigned kinds =
        1U << static_cast<unsigned>(Kind::string) | 1U << static_cast<unsigned>(Kind::time) |
        1U << static_cast<unsigned>(Kind::date_time) | 1U << static_cast<unsigned>(Kind::range) |
        1U << static_cast<unsigned>(Kind::list) | 1U << static_cast<unsigned>(Kind::context) |
        1U << static_cast<unsigned>(Kind::function) | 1U << static_cast<unsigned>(Kind::unknown);
    return (kinds >> static_cast<unsigned>(kind) & 1U) != 0;
  }
  void weigh(const Value& part) {
    std::uint32_t sum = weight_ + part.weight_;
    weight_ = sum < weight_ ? ~std::uint32_t{0} : sum;
  }
  // Into a value that holds nothing to release.
  void take_copy(const Value& other) {
    kind_ = other.kind_;
    weight_ = other.weight_;
    if (is_shared(kind_)) {
      new (&held_.shared) std::shared_ptr<const void>(other.held_.shared);
    } else {
      std::memcpy(static_cast<void*>(&held_), &other.held_, sizeof held_);
    }
  }
  void take(Value& other) noexcept {
    kind_ = other.kind_;
    weight_ = other.weight_;
    if (is_shared(kind_)) {
      new (&held_.shared) std::shared_ptr<const void>(std::move(other.held_.shared));
      other.release();
    } else {
      std::memcpy(static_cast<void*>(&held_), &other.held_, sizeof held_);
    }
  }
  void release() {
    if (is_shared(kind_)) held_.shared.~shared_ptr();
    kind_ = Kind::null;
    weight_ = 1;
  }

  // Small values in place, large ones shared; which, `kind_` says.
  union Held {
    Held() : nothing() {}
    ~Held() {}
    char nothing;
    bool boolean;
    Decimal number;
    CalendarDate date;
    DaysDuration days;
    MonthsDuration months;
    std::shared_ptr<const void> shared;
  };
  Kind kind_ = Kind::null;
  std::uint32_t weight_ = 1;
  Held held_;
};

// Entries in the order they were made; names are unique.
class Context {
 public:
  using Entry = std::pair<std::string, Value>;

  Context() = default;
  Context(std::initializer_list<Entry> entries);

  const Value* find(std::string_view name) const {
    for (const auto& [key, value] : entries_)
      if (key == name) return &value;
    return nullptr;
  }
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
