// What is kept of closed cases for good: how many were alike in one respect.
#pragma once

#include <cstdint>
#include <string>

namespace moteplass::app {

// So many cases of the year that had this value of this property read so on this measure. Each property of a
// case is counted in a row of its own, and no row ties two of them together; nothing in it names a person, a
// case or a day.
struct Figure {
  int year;              // of receipt
  std::string property;  // "age_band"
  std::string value;     // "18-22"
  std::string measure;   // "outcome", or a stretch of the way: "receipt_to_meeting"
  std::string reading;   // "attended"; for a stretch, its days: "14"
  std::int64_t cases;
  friend bool operator==(const Figure&, const Figure&) = default;
};

}  // namespace moteplass::app
