// The door: police messages in, receipts out. A message is acknowledged only when it is stored, the same
// message twice is one message, and what is refused is refused field by field.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "app/problem.h"
#include "app/setup.h"
#include "casework/kernel.h"

namespace moteplass::app {

struct Receipt {
  std::string sender;
  std::string message_id;
  std::uint64_t number;  // 1, 2, 3, … per sender, without a gap
  Instant received_at;
  bool repeated;  // the message was here already; this is the receipt it got then
};

class Intake {
 public:
  explicit Intake(const Setup& setup) : setup_(setup) {}

  // Only police, and only in the name of their own sender. `text` is the message as JSON.
  Result<Receipt, Problem> receive(const User& user, std::string_view text) const;
  // The receipt given for a message, for a sender that never got the answer.
  Result<Receipt, Problem> receipt_of(const User& user, const std::string& message_id) const;

  // A case from another unit, as its TransferPackage: `text` is that file. The case's id. `message_conflict`
  // where the unit has the message already.
  Result<std::string, Problem> receive_transfer(const User& user, std::string_view text) const;
  // Someone who comes of their own accord. `person` is a message's member of that name. The case's id.
  Result<std::string, Problem> enter_voluntary(const User& user, const json::value& person,
                                               casework::CameBy by) const;

 private:
  // Inside a write job: gives the case a number and stores what the command begins it with.
  Verdict begin(Transaction& transaction, const User& user, Instant now, const std::string& case_id,
                std::optional<Problem>& refused,
                const std::function<casework::Command(std::string number)>& command_of) const;

  const Setup& setup_;
};

}  // namespace moteplass::app
