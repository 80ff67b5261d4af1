// Encounters with people who do not exist: what is assumed of them, as data, and the facts drawn from it.
//
// Everything is whole numbers from a seed, so that the same settings give the same encounters on every
// machine. Each encounter draws from a stream of its own, always the same draws in the same order: a larger
// number keeps the first ones, and another share changes that fact alone.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "policy/facts.h"

namespace moteplass::forecast {

struct Settings {
  std::int64_t seed = 1;
  std::int64_t number = 10'000;
  std::int64_t under_18 = 32;  // per cent of the encounters
  std::int64_t addicted = 15;  // per cent of the encounters
  std::int64_t no_shows = 1;   // what follows of not coming is asked as after so many missed summonses
  friend bool operator==(const Settings&, const Settings&) = default;
};
// One setting by the name it has in addresses, on the command line and in JSON.
struct SettingRange {
  std::string_view name;
  std::int64_t Settings::*member;
  std::int64_t least;
  std::int64_t most;
};
const std::vector<SettingRange>& setting_ranges();
// What is outside its range.
std::vector<FieldFault> faults_of(const Settings& settings);

// One value and how many of a thousand have it.
struct Share {
  std::string value;  // a word of the fact's JSON ("possession"), "true" and "false", or a span ("18-24")
  int per_mille;
};
struct Assumption {
  std::string key;            // "age", "addiction": its words are texts of that key
  std::vector<Share> shares;  // 1000 in all
  std::string source;         // Norwegian, as the source is called; empty: an assumption without a source
  std::string_view setting;   // the setting that moves it; empty: none
};
// What `encounters` draws from, in the order it draws.
std::vector<Assumption> assumptions(const Settings& settings);

// How much may be found of a substance: as often within each doubling from the lowest to the highest.
struct AmountAssumption {
  policy::Substance substance;
  policy::Form form;
  policy::Unit unit;
  int lowest;     // thousandths of the unit
  int doublings;  // highest = lowest * 2^doublings
};
const std::vector<AmountAssumption>& amount_assumptions();
Decimal lowest(const AmountAssumption& amount);
Decimal highest(const AmountAssumption& amount);

// Settings within their ranges. All facts are known.
policy::Facts encounter(const std::vector<Assumption>& assumptions, const Settings& settings,
                        std::int64_t index);
std::vector<policy::Facts> encounters(const Settings& settings);

}  // namespace moteplass::forecast
