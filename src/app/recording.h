// Storing what the kernel decided: events, rows and outgoing work in one transaction. Used by the use cases
// of this room only.
#pragma once

#include <string>
#include <vector>

#include "app/projections.h"
#include "app/setup.h"

namespace moteplass::app {

struct Actor {
  std::string id;
  std::string name;
};
inline const Actor system_actor{"system", "Møteplass"};

// Appends `events` to the case as it was read, and everything that follows from them: its rows and its
// letters. For use inside a write job. The case after.
Result<casework::Case, StoreFault> record(Transaction& transaction, const Setup& setup, casework::Case c,
                                          const std::vector<casework::Event>& events, Instant now,
                                          const Actor& actor);

// The letter that an event asks for.
struct LetterOrder {
  std::string id;
  casework::LetterKind kind;
};
std::optional<LetterOrder> letter_order_of(const casework::Case& c, const casework::Event& event);

// What a letter of that kind says, from the case as it stands. `id` names the letter.
LetterContent letter_content_of(const Setup& setup, const casework::Case& c, casework::LetterKind kind,
                                const std::string& id, Instant now, const std::string& signed_by);

// The policy's answers on these facts, under the very text that the case keeps. Where that is not at hand any
// more, under the version of the same model that is in force now: an answer names the text it comes from.
// Nothing where there is no such model either.
casework::Answers answers_of(const Setup& setup, const casework::Case& c, const policy::Facts& facts);

// 128 unguessable bits, in hex.
std::string fresh_id(Entropy& entropy);

}  // namespace moteplass::app
