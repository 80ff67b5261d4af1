// What every use case is given: the ports, the policies, and how this unit works. Everything outlives the use
// cases and is safe to share between threads.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "app/letter_content.h"
#include "app/policy_shelf.h"
#include "app/ports.h"
#include "app/schedule_plan.h"
#include "casework/outlook.h"
#include "schedule/reminder.h"

namespace moteplass::app {

// A part of the municipality, as the unit divides it.
struct District {
  std::string name;
  std::vector<std::pair<std::string, std::string>> postal_codes;  // from and to, both within
  std::int64_t residents = 0;                                     // 0: not stated
};

struct UnitSettings {
  UnitDetails details;
  // The other municipalities of an inter-municipal unit, four digits each.
  std::vector<std::string> also_serves = {};
  std::string live_policy;                     // decides where a message names no model
  std::vector<std::string> accepted_policies;  // the live one, and those a message may name
  std::map<std::string, std::string> senders;  // the full name of each sender, by its short name
  casework::ServiceGoals goals;
  LetterLanguage letter_language = LetterLanguage::nb;
  std::vector<District> districts;  // for the statistics; none: by postal area
  std::int64_t key_days = 30;       // a key to the pages for those whom a case is about ends after that
  std::int64_t least_shown = 5;     // the smallest count of persons that the statistics show
  std::optional<schedule::ReminderHabit> reminders;  // of meetings, on the phone; nothing: none
};

// Whether the unit is that municipality's.
inline bool serves(const UnitSettings& unit, const std::string& municipality) {
  return municipality == unit.details.municipality_number ||
         std::find(unit.also_serves.begin(), unit.also_serves.end(), municipality) != unit.also_serves.end();
}

// The sender's full name, or its short one where the unit knows no other.
inline const std::string& sender_name(const UnitSettings& unit, const std::string& sender) {
  auto known = unit.senders.find(sender);
  return known == unit.senders.end() ? sender : known->second;
}

struct Setup {
  Store& store;
  const Clock& clock;
  Entropy& entropy;
  const LetterMaker& letters;
  const PolicyShelf& policies;
  const UnitSettings& unit;
  const SchedulePlan* plan = nullptr;  // nothing: meetings are booked as they are typed
  const Notifier* notifier = nullptr;  // nothing: nobody is reminded
};

}  // namespace moteplass::app
