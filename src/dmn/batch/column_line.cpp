#include "dmn/batch/column_line.h"

#include "dmn/batch/column_number.h"

// As in batch_steps.cpp.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

namespace moteplass::dmn {
namespace {

constexpr std::int64_t widest_direct = 1 << 14;
constexpr std::size_t most_counted = 12;

}  // namespace

ColumnLine::ColumnLine(const Partition& partition, int scale, std::span<const std::uint16_t> codes)
    : scale_(scale) {
  std::uint16_t gap = 0;
  for (std::size_t i = 0; i < partition.parts().size(); ++i) {
    const Part& part = partition.parts()[i];
    switch (part.kind) {
      case Part::Kind::null:
        null_code_ = codes[i];
        break;
      case Part::Kind::rest:
      case Part::Kind::gap:
        gap = codes[i];
        if (codes_.size() == bounds_.size()) codes_.push_back(gap);
        break;
      case Part::Kind::value: {
        if (codes_.size() == bounds_.size()) codes_.push_back(gap);  // nothing lies between
        std::int64_t floor = 0;
        bool exact = true;
        if (part.low.date()) {
          floor = days_since_1970(*part.low.date());
        } else {
          if (!part.low.number()) return;
          Decimal scaled = *part.low.number() * Decimal(power_of_ten(scale));
          auto whole = scaled.floor().to_int64();
          if (!whole || *whole >= INT64_MAX - 1 || *whole <= INT64_MIN + 1) return;
          floor = *whole;
          exact = scaled == Decimal(floor);
        }
        bounds_.push_back(exact ? floor : floor + 1);
        codes_.push_back(codes[i]);
        bounds_.push_back(floor + 1);
        break;
      }
    }
  }
  if (codes_.size() == bounds_.size()) codes_.push_back(gap);
  valid_ = true;
  std::int64_t width = 0;
  if (bounds_.empty() || __builtin_sub_overflow(bounds_.back(), bounds_.front(), &width) ||
      width > widest_direct)
    return;
  for (std::int64_t value = bounds_.front() - 1; value <= bounds_.back(); ++value)
    direct_.push_back(code_of(value));
}

void ColumnLine::codes_of(const std::int64_t* values, std::size_t count, std::uint16_t* codes) const {
  if (!direct_.empty()) {
    std::int64_t low = bounds_.front() - 1;
    std::int64_t high = bounds_.back();
    const std::uint16_t* direct = direct_.data();
    for (std::size_t i = 0; i < count; ++i) {
      std::int64_t value = values[i];
      std::int64_t held = std::min(std::max(value, low), high);
      std::uint16_t code = direct[held - low];
      codes[i] = value == null_number ? null_code_ : code;
    }
    return;
  }
  if (bounds_.size() <= most_counted) {
    for (std::size_t i = 0; i < count; ++i) {
      std::size_t place = 0;
      for (std::int64_t bound : bounds_) place += bound <= values[i];
      codes[i] = values[i] == null_number ? null_code_ : codes_[place];
    }
    return;
  }
  for (std::size_t i = 0; i < count; ++i) {
    std::uint16_t code = code_of(values[i]);
    codes[i] = values[i] == null_number ? null_code_ : code;
  }
}

bool ColumnLine::bounds_of(std::uint16_t code, std::int64_t& least, std::int64_t& greatest) const {
  std::size_t first = codes_.size();
  std::size_t last = 0;
  for (std::size_t i = 0; i < codes_.size(); ++i) {
    // A code between two bounds that are the same stands for nothing.
    if (i > 0 && i < bounds_.size() && bounds_[i - 1] == bounds_[i]) continue;
    if (codes_[i] != code) continue;
    first = std::min(first, i);
    last = i;
  }
  if (first == codes_.size()) return false;
  for (std::size_t i = first; i <= last; ++i) {
    bool hollow = i > 0 && i < bounds_.size() && bounds_[i - 1] == bounds_[i];
    if (!hollow && codes_[i] != code) return false;
  }
  least = first == 0 ? INT64_MIN + 1 : bounds_[first - 1];
  greatest = last == bounds_.size() ? INT64_MAX : bounds_[last] - 1;
  return true;
}

}  // namespace moteplass::dmn
