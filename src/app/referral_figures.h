// Figures of help records: how many were referred, what came of it, and how long it took. They stand in the
// help record's own store, and nothing in them is of the duty, the case or the person.
//
// The figures always say what the records say: what a record adds changes with each of its events, in the
// same transaction. So nothing need be counted when a record is erased, and nothing counted is lost with it.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "app/figures.h"
#include "app/help_store.h"
#include "casework/help/referral_figures.h"

namespace moteplass::app {

// Measures. `referral` reads as casework::ReferralOutcome, by the properties service_kind and declined_for
// ("not_declined" where it was not); `sent_to_started` as days, by service_kind. Counts of people and kinds
// of service, each pair once a year. `people_referred` reads "yes", a person once a year, of all.
inline constexpr std::string_view referral_measure = "referral";
inline constexpr std::string_view sent_to_started_measure = "sent_to_started";
inline constexpr std::string_view people_referred_measure = "people_referred";
inline constexpr std::string_view not_declined = "not_declined";

std::vector<Figure> figures_of(const casework::HelpRecord& record);

// What the figures change by from one state of a record to the next; before: nothing, where it is new.
std::vector<Figure> figures_between(const std::optional<casework::HelpRecord>& before,
                                    const casework::HelpRecord& after);

// Counts the records of a store from before there were figures. Call once, before anything is written.
Result<void, StoreFault> count_uncounted(HelpStore& store);

}  // namespace moteplass::app
