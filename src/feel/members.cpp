// Members of values: context entries, parts of dates, times, durations and ranges, and of each item of a
// list (DMN 1.5, 10.3.2.5 and Tables 53 and 54).
#include "feel/evaluate.h"
#include "feel/unknown.h"

namespace moteplass::feel {
namespace {

std::optional<Value> date_member(const CalendarDate& date, std::string_view member) {
  if (member == "year") return date.year;
  if (member == "month") return date.month;
  if (member == "day") return date.day;
  if (member == "weekday") return iso_weekday(date);
  return std::nullopt;
}

// `offset` is the zone's, where it is known.
std::optional<Value> time_member(const TimeOfDay& time, std::optional<std::int32_t> offset,
                                 std::string_view member) {
  if (member == "hour") return time.hour;
  if (member == "minute") return time.minute;
  if (member == "second") return Decimal(time.second) + Decimal(time.nanosecond) / Decimal(1'000'000'000);
  if (member == "time offset") return offset ? Value(DaysDuration{Decimal(*offset)}) : Value();
  if (member == "timezone") return time.zone.name.empty() ? Value() : Value(time.zone.name);
  return std::nullopt;
}

std::optional<Value> duration_member(const DaysDuration& duration, std::string_view member) {
  Decimal day(86400);
  Decimal hour(3600);
  Decimal minute(60);
  auto whole = [](Decimal number) { return number.rounded(0, Rounding::down); };
  auto rest = [&](Decimal number, Decimal unit) { return number - whole(number / unit) * unit; };
  Decimal seconds = duration.seconds;
  if (member == "days") return whole(seconds / day);
  if (member == "hours") return whole(rest(seconds, day) / hour);
  if (member == "minutes") return whole(rest(seconds, hour) / minute);
  if (member == "seconds") return rest(seconds, minute);
  if (member == "value") return seconds;
  return std::nullopt;
}

std::optional<Value> range_member(const Range& range, std::string_view member) {
  if (member == "start") return range.low;
  if (member == "end") return range.high;
  if (member == "start included") return range.low_end == Range::End::closed;
  if (member == "end included") return range.high_end == Range::End::closed;
  return std::nullopt;
}

std::optional<Value> single_member(const Value& source, std::string_view member) {
  if (const Context* context = source.context()) {
    const Value* value = context->find(member);
    return value == nullptr ? std::nullopt : std::optional<Value>(*value);
  }
  if (const CalendarDate* date = source.date()) {
    if (auto part = date_member(*date, member)) return part;
    // A date counts as its midnight in UTC.
    return time_member({0, 0, 0, 0, Zone{0, ""}}, 0, member);
  }
  if (const TimeOfDay* time = source.time())
    return time_member(*time, offset_at({CalendarDate{}, *time}), member);
  if (const DateTime* moment = source.date_time()) {
    if (auto part = date_member(moment->date, member)) return part;
    return time_member(moment->time, offset_at(*moment), member);
  }
  if (const DaysDuration* duration = source.days_duration()) return duration_member(*duration, member);
  if (const MonthsDuration* duration = source.months_duration()) {
    if (member == "years") return duration->months / 12;
    if (member == "months") return duration->months % 12;
    if (member == "value") return duration->months;
  }
  if (const Range* range = source.range()) return range_member(*range, member);
  return std::nullopt;
}

}  // namespace

Value member_of(const Value& source, std::string_view member, Evaluation& evaluation) {
  if (source.is_null()) return {};
  if (source.is_unknown())
    return lift(std::span(&source, 1),
                [&](std::span<const Value> known) { return member_of(known[0], member, evaluation); });
  if (const List* list = source.list()) {
    List members;
    for (const Value& item : *list) {
      if (!evaluation.spend()) return {};
      members.push_back(member_of(item, member, evaluation));
    }
    return members;
  }
  if (source.context() && !evaluation.spend(steps_through(*source.context()))) return {};
  if (auto value = single_member(source, member)) return *value;
  return evaluation.problem("a " + std::string(name_of(source.kind())) + " without '" + std::string(member) +
                            "'");
}

}  // namespace moteplass::feel
