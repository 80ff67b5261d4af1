// The forms of a case's steps, each a conversion from what was typed to one command of the kernel. Nothing
// if anything is wrong; the reader then has the faults, or the form is malformed.
#pragma once

#include <optional>

#include "casework/kernel.h"
#include "casework/outlook.h"
#include "web/form_reader.h"

namespace moteplass::web {

// The version of the case that the page showed; a form without one is malformed.
std::optional<std::int64_t> version_of(FormReader& reader);

std::optional<casework::Command> command_of(casework::Step step, FormReader& reader);

// What the forms show before anything is typed.
http::Parameters form_of(const casework::Meeting& meeting, const std::vector<std::string>& offered_team);

inline constexpr std::string_view team_name = "team";
inline constexpr std::string_view other_team_name = "team_other";

}  // namespace moteplass::web
