// A scenario: a text file of what is given, what is asked and what comes of it, carried out line by line
// against the kernel. What does not hold is told with its line.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casework/kernel.h"

namespace moteplass::flow {

// The faults found, each "3: …"; none if the scenario holds.
std::vector<std::string> run_scenario(std::string_view text);

// phrases.cpp: what the lines of a scenario say, in the words of the work.

// Changes the message or the policy's answers; false if no such phrase is known.
bool change_message(casework::Message& message, std::string_view phrase);
bool change_policy(casework::Answers& answers, std::string_view phrase);
// `answers` are what the policy says at the time; a given event holds them as the kernel would.
std::optional<casework::Event> event_of(std::string_view phrase, const casework::Case& c,
                                        const casework::Message& message, const casework::Answers& answers);
std::optional<casework::Command> command_of(std::string_view phrase, const casework::Message& message);
std::string phrase_of(const casework::Event& event);
std::string phrase_of(const casework::Refusal& refusal);
// "stage" -> "to_summon", and so on; nothing for a matter that is not known.
std::optional<std::string> state_of(const casework::Case& c, std::string_view matter, Instant now);

// "2026-03-16 12:00", local time in Norway.
std::optional<Instant> moment_of(std::string_view text);

}  // namespace moteplass::flow
