// Help records for the demonstration: one whose referral was declined, and one whose consent was withdrawn.
#pragma once

#include <string>

#include "app/help_desk.h"

namespace moteplass {

// On the demonstration's cases, through the same use cases as real ones. Only where there are no help
// records; the text says what went wrong.
Result<void, std::string> add_demo_help(const app::Setup& setup, app::HelpStore& store,
                                        const app::HelpSettings& settings);

}  // namespace moteplass
