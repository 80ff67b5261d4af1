#include "dmn/table/partition.h"

#include <algorithm>
#include <bit>

namespace moteplass::dmn {

RowSet::RowSet(std::size_t rows, bool all)
    : rows_(rows), words_((rows + 63) / 64, all ? ~std::uint64_t{0} : std::uint64_t{0}) {
  if (all && rows % 64 != 0) words_.back() = (std::uint64_t{1} << (rows % 64)) - 1;
}

bool RowSet::empty() const {
  return std::all_of(words_.begin(), words_.end(), [](std::uint64_t word) { return word == 0; });
}

std::size_t RowSet::count() const {
  std::size_t count = 0;
  for (std::uint64_t word : words_) count += static_cast<std::size_t>(std::popcount(word));
  return count;
}

bool RowSet::intersects(const RowSet& other) const {
  for (std::size_t i = 0; i < words_.size(); ++i)
    if ((words_[i] & other.words_[i]) != 0) return true;
  return false;
}

std::size_t RowSet::next(std::size_t row) const {
  for (std::size_t index = row / 64; index < words_.size(); ++index) {
    std::uint64_t word = words_[index];
    if (index == row / 64) word &= ~std::uint64_t{0} << (row % 64);
    if (word != 0) return index * 64 + static_cast<std::size_t>(std::countr_zero(word));
  }
  return rows_;
}

RowSet& RowSet::operator&=(const RowSet& other) {
  for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
  return *this;
}

RowSet& RowSet::operator|=(const RowSet& other) {
  for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
  return *this;
}

namespace {

template <class Key>
struct Boundary;
template <>
struct Boundary<Decimal> {
  static Decimal of(const feel::Value& value) { return *value.number(); }
};
template <>
struct Boundary<std::string> {
  static const std::string& of(const feel::Value& value) { return *value.string(); }
};
template <>
struct Boundary<feel::CalendarDate> {
  static feel::CalendarDate of(const feel::Value& value) { return *value.date(); }
};
template <>
struct Boundary<feel::MonthsDuration> {
  static feel::MonthsDuration of(const feel::Value& value) { return *value.months_duration(); }
};

std::size_t first_not_below(const std::vector<Decimal>& moments, Decimal moment) {
  return static_cast<std::size_t>(std::lower_bound(moments.begin(), moments.end(), moment) - moments.begin());
}

}  // namespace

template <class Key>
std::size_t Partition::part_on(const Line& line, const Key& key) const {
  if (line.boundaries.empty()) return at(rest_);
  auto found =
      std::lower_bound(line.boundaries.begin(), line.boundaries.end(), key,
                       [](const feel::Value& value, const Key& to) { return Boundary<Key>::of(value) < to; });
  auto index = static_cast<std::size_t>(found - line.boundaries.begin());
  bool same = found != line.boundaries.end() && Boundary<Key>::of(*found) == key;
  return at(same ? line.values[index] : line.gaps[index]);
}

std::size_t Partition::part_at(const Line& line, Decimal moment) const {
  if (line.boundaries.empty()) return at(rest_);
  std::size_t index = first_not_below(line.moments, moment);
  bool same = index < line.moments.size() && line.moments[index] == moment;
  return at(same ? line.values[index] : line.gaps[index]);
}

std::size_t Partition::part_of(const feel::Value& value) const {
  if (value.is_null()) return 0;
  if (kind_ == feel::Type::Kind::any) return value.is_unknown() ? parts_.size() : at(rest_);
  switch (kind_) {
    case feel::Type::Kind::boolean:
      if (const bool* truth = value.boolean()) return *truth ? 2 : 1;
      break;
    case feel::Type::Kind::number:
      if (const Decimal* number = value.number()) return part_on(line_, *number);
      break;
    case feel::Type::Kind::string:
      if (const std::string* text = value.string()) {
        if (!by_text_) return part_on(line_, *text);
        auto found = texts_.find(*text);
        return at(found == texts_.end() ? rest_ : found->second);
      }
      break;
    case feel::Type::Kind::date:
      if (const feel::CalendarDate* date = value.date()) return part_on(line_, *date);
      break;
    case feel::Type::Kind::time:
      if (const feel::TimeOfDay* time = value.time())
        return part_at(time->zone.is_local() ? line_ : zoned_,
                       feel::utc_seconds({feel::CalendarDate(), *time}));
      break;
    case feel::Type::Kind::date_time:
      if (const feel::DateTime* moment = value.date_time())
        return part_at(moment->time.zone.is_local() ? line_ : zoned_, utc_seconds(*moment));
      break;
    case feel::Type::Kind::days_duration:
      if (const feel::DaysDuration* duration = value.days_duration())
        return part_at(line_, duration->seconds);
      break;
    case feel::Type::Kind::months_duration:
      if (const feel::MonthsDuration* duration = value.months_duration()) return part_on(line_, *duration);
      break;
    case feel::Type::Kind::any:
    case feel::Type::Kind::null:
    case feel::Type::Kind::range:
    case feel::Type::Kind::list:
    case feel::Type::Kind::context:
    case feel::Type::Kind::function:
      break;
  }
  return parts_.size();
}

std::string literal_text(const feel::Value& value) {
  switch (value.kind()) {
    case feel::Kind::date:
    case feel::Kind::time:
    case feel::Kind::date_time:
    case feel::Kind::days_duration:
    case feel::Kind::months_duration:
      return "@\"" + to_string(value) + "\"";
    case feel::Kind::null:
    case feel::Kind::boolean:
    case feel::Kind::number:
    case feel::Kind::string:
    case feel::Kind::range:
    case feel::Kind::list:
    case feel::Kind::context:
    case feel::Kind::function:
    case feel::Kind::unknown:
      break;
  }
  return to_string(value);
}

std::string to_string(const Part& part, const Partition& partition) {
  switch (part.kind) {
    case Part::Kind::null:
      return "null";
    case Part::Kind::value:
      return literal_text(part.low);
    case Part::Kind::gap:
      if (part.low.is_null()) return "< " + literal_text(part.high);
      if (part.high.is_null()) return "> " + literal_text(part.low);
      return "(" + literal_text(part.low) + ".." + literal_text(part.high) + ")";
    case Part::Kind::rest:
      break;
  }
  std::string others;
  for (const Part& other : partition.parts())
    if (other.kind == Part::Kind::value) others += (others.empty() ? "" : ", ") + literal_text(other.low);
  return others.empty() ? "not(null)" : "not(" + others + ")";
}

}  // namespace moteplass::dmn
