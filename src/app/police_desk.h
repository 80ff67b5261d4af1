// What the police see: their own messages, the decision each carried, and whether the duty was met. The types
// here have no room for anything else.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/problem.h"
#include "app/setup.h"

namespace moteplass::app {

struct PoliceMessage {
  std::string message_id;
  std::uint64_t receipt;
  std::string police_case_number;
  policy::Reaction reaction;
  Instant received_at;
  std::optional<casework::PoliceFeedback> feedback;  // nothing until the unit has sent it, or may not tell
  std::optional<Instant> feedback_at;
  // What the unit asks the sender to make clear, and is waiting for. A closed list; no words of the unit's.
  std::optional<casework::Unclear> question = std::nullopt;
};

class PoliceDesk {
 public:
  explicit PoliceDesk(const Setup& setup) : setup_(setup) {}

  // Newest first; only of the user's own sender.
  Result<std::vector<PoliceMessage>, Problem> messages(const User& user, std::size_t offset,
                                                       std::size_t limit) const;
  // The letter about the order or condition, which the police hand to the person.
  Result<Document, Problem> order_letter(const User& user, const std::string& message_id) const;

 private:
  const Setup& setup_;
};

}  // namespace moteplass::app
