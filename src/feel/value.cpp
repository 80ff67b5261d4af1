#include "feel/value.h"

#include <algorithm>

#include "feel/function.h"
#include "feel/unknown.h"

namespace moteplass::feel {
namespace {

std::uint32_t weight_of(const std::string& text) {
  constexpr std::size_t letters_of_one_weight = 16;
  return static_cast<std::uint32_t>(text.size() / letters_of_one_weight);
}

template <class Held>
bool same_shared(const Held* a, const Held* b) {
  return a == b || (a != nullptr && b != nullptr && *a == *b);
}

bool same_context(const Context& a, const Context& b) {
  if (a.entries().size() != b.entries().size()) return false;
  return std::all_of(a.entries().begin(), a.entries().end(), [&](const Context::Entry& entry) {
    const Value* other = b.find(entry.first);
    return other != nullptr && *other == entry.second;
  });
}

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    if (c == '\n') {
      result += "\\n";
    } else {
      result += c;
    }
  }
  return result + '"';
}

std::string range_text(const Range& range) {
  auto end = [](const Value& value) { return value.is_null() ? std::string() : to_string(value); };
  bool low_closed = range.low_end == Range::End::closed;
  bool high_closed = range.high_end == Range::End::closed;
  if (range.low.is_null()) return (high_closed ? "<=" : "<") + end(range.high);
  if (range.high.is_null()) return (low_closed ? ">=" : ">") + end(range.low);
  return (low_closed ? "[" : "(") + end(range.low) + ".." + end(range.high) + (high_closed ? "]" : ")");
}

std::string unknown_text(const Unknown& unknown) {
  std::string text = "unknown(";
  for (const auto& path : unknown.needs) {
    if (text.back() != '(') text += ", ";
    text += path;
  }
  return text + ")";
}

}  // namespace

Value::Value(std::string text) {
  weight_ += weight_of(text);
  share(Kind::string, std::make_shared<const std::string>(std::move(text)));
}
Value::Value(moteplass::Date date)
    : Value(CalendarDate{static_cast<int>(date.year()),
                         static_cast<std::int32_t>(static_cast<unsigned>(date.month())),
                         static_cast<std::int32_t>(static_cast<unsigned>(date.day()))}) {}
Value::Value(TimeOfDay time) {
  share(Kind::time, std::make_shared<const TimeOfDay>(std::move(time)));
}
Value::Value(DateTime moment) {
  share(Kind::date_time, std::make_shared<const DateTime>(std::move(moment)));
}
Value::Value(Range range) {
  weigh(range.low);
  weigh(range.high);
  share(Kind::range, std::make_shared<const Range>(std::move(range)));
}
Value::Value(List list) {
  for (const Value& item : list) weigh(item);
  share(Kind::list, std::make_shared<const List>(std::move(list)));
}
Value::Value(Context context) {
  for (const auto& [name, entry] : context.entries()) {
    weigh(entry);
    if (weight_ < ~weight_of(name)) weight_ += weight_of(name);
  }
  share(Kind::context, std::make_shared<const Context>(std::move(context)));
}
Value::Value(std::shared_ptr<const Function> function) {
  share(Kind::function, std::move(function));
}
Value::Value(Unknown unknown) {
  share(Kind::unknown, std::make_shared<const Unknown>(std::move(unknown)));
}

Value Value::unknown() {
  return Unknown{};
}

std::shared_ptr<const Function> Value::shared_function() const {
  if (kind_ != Kind::function) return nullptr;
  return std::static_pointer_cast<const Function>(held_.shared);
}

bool operator==(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case Kind::null:
      return true;
    case Kind::boolean:
      return *a.boolean() == *b.boolean();
    case Kind::number:
      return *a.number() == *b.number();
    case Kind::string:
      return *a.string() == *b.string();
    case Kind::date:
      return *a.date() == *b.date();
    case Kind::time:
      return *a.time() == *b.time();
    case Kind::date_time:
      return *a.date_time() == *b.date_time();
    case Kind::days_duration:
      return *a.days_duration() == *b.days_duration();
    case Kind::months_duration:
      return *a.months_duration() == *b.months_duration();
    case Kind::range: {
      const Range& left = *a.range();
      const Range& right = *b.range();
      return left.low_end == right.low_end && left.high_end == right.high_end && left.low == right.low &&
             left.high == right.high;
    }
    case Kind::list:
      return same_shared(a.list(), b.list());
    case Kind::context:
      return same_context(*a.context(), *b.context());
    case Kind::function:
      return a.function() == b.function();
    case Kind::unknown:
      return a.as_unknown() == b.as_unknown() || (a.as_unknown()->needs == b.as_unknown()->needs &&
                                                  a.as_unknown()->possible == b.as_unknown()->possible);
  }
  return false;
}

Context::Context(std::initializer_list<Entry> entries) {
  for (const auto& [name, value] : entries) set(name, value);
}

void Context::set(std::string name, Value value) {
  for (auto& [key, held] : entries_) {
    if (key != name) continue;
    held = std::move(value);
    return;
  }
  entries_.emplace_back(std::move(name), std::move(value));
}

std::string to_string(const Value& value) {
  switch (value.kind()) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return *value.boolean() ? "true" : "false";
    case Kind::number:
      return value.number()->to_string();
    case Kind::string:
      return quoted(*value.string());
    case Kind::date:
      return to_string(*value.date());
    case Kind::time:
      return to_string(*value.time());
    case Kind::date_time:
      return to_string(*value.date_time());
    case Kind::days_duration:
      return to_string(*value.days_duration());
    case Kind::months_duration:
      return to_string(*value.months_duration());
    case Kind::range:
      return range_text(*value.range());
    case Kind::list: {
      std::string text = "[";
      for (const Value& item : *value.list()) text += (text.size() > 1 ? ", " : "") + to_string(item);
      return text + "]";
    }
    case Kind::context: {
      std::string text = "{";
      for (const auto& [name, entry] : value.context()->entries())
        text += (text.size() > 1 ? ", " : "") + name + ": " + to_string(entry);
      return text + "}";
    }
    case Kind::function:
      return "function";
    case Kind::unknown:
      return unknown_text(*value.as_unknown());
  }
  return "";
}

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return "boolean";
    case Kind::number:
      return "number";
    case Kind::string:
      return "string";
    case Kind::date:
      return "date";
    case Kind::time:
      return "time";
    case Kind::date_time:
      return "date and time";
    case Kind::days_duration:
      return "days and time duration";
    case Kind::months_duration:
      return "years and months duration";
    case Kind::range:
      return "range";
    case Kind::list:
      return "list";
    case Kind::context:
      return "context";
    case Kind::function:
      return "function";
    case Kind::unknown:
      return "unknown";
  }
  return "";
}

}  // namespace moteplass::feel
