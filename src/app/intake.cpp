#include "app/intake.h"

#include <fmt/format.h>

#include "app/permissions.h"
#include "app/recording.h"

namespace moteplass::app {
namespace {

// The message as it is compared with another of the same id: what it says, not how it is spaced.
Digest digest_of(const casework::Message& message) {
  return sha256(to_text(casework::to_json(message)));
}

Receipt receipt_of(const ReceivedMessage& message, bool repeated) {
  return {message.sender, message.message_id, message.receipt, message.at, repeated};
}

}  // namespace

Result<Receipt, Problem> Intake::receive(const User& user, std::string_view text) const {
  if (!may(user, Right::send_message)) return failure(problem(ProblemCode::forbidden));
  auto value = parse_json(text);
  if (!value) {
    return failure(problem(ProblemCode::malformed,
                           fmt::format("{} at byte {}", value.error().problem, value.error().offset)));
  }
  Instant now = setup_.clock.now();
  auto message = casework::message_from_json(*value, local_date(now));
  if (!message) {
    auto refused = problem(ProblemCode::invalid_fields);
    refused.faults = message.error();
    return failure(std::move(refused));
  }
  auto refuse_field = [](std::string field, std::string expected) {
    auto refused = problem(ProblemCode::invalid_fields);
    refused.faults.push_back({std::move(field), FaultKind::not_allowed, std::move(expected)});
    return failure(std::move(refused));
  };
  if (message->sender != user.sender) return refuse_field("sender", "the sender you are logged in for");
  if (!serves(setup_.unit, message->municipality)) {
    return refuse_field("municipality", fmt::format("\"{}\", the municipality of this unit",
                                                    setup_.unit.details.municipality_number));
  }
  const std::string& policy_name = message->policy.value_or(setup_.unit.live_policy);
  auto model = setup_.policies.in_force(policy_name, local_date(now));
  const auto& accepted = setup_.unit.accepted_policies;
  if (model == nullptr || std::find(accepted.begin(), accepted.end(), policy_name) == accepted.end()) {
    return refuse_field("policy", fmt::format("one of: {}", fmt::join(accepted, ", ")));
  }

  ReceivedMessage received{message->sender,     message->message_id,      0,
                           digest_of(*message), fresh_id(setup_.entropy), now};
  Digest digest = received.digest;
  bool repeated = false;
  std::optional<Problem> refused;
  auto written = setup_.store.write([&](Transaction& transaction) {
    auto fault = [&](StoreFault what) {
      refused = problem(what);
      return Verdict::undo;
    };
    auto known = transaction.find_message(received.sender, received.message_id);
    if (!known) return fault(known.error());
    if (*known) {
      repeated = true;
      if ((*known)->digest != digest) {
        refused =
            problem(ProblemCode::message_conflict, "the same message_id came before with another content");
      } else {
        received = **known;
      }
      return Verdict::undo;
    }
    auto receipt = transaction.record_message(received);
    if (!receipt) return fault(receipt.error());
    received.receipt = *receipt;
    return begin(transaction, user, now, received.case_id, refused, [&](std::string number) {
      return casework::Command{
          casework::ReceiveMessage{*message, *receipt, std::move(number), model->summary().ref}};
    });
  });
  if (refused) return failure(std::move(*refused));
  if (!written) return failure(problem(written.error()));
  return app::receipt_of(received, repeated);
}

Result<Receipt, Problem> Intake::receipt_of(const User& user, const std::string& message_id) const {
  if (!may(user, Right::send_message)) return failure(problem(ProblemCode::forbidden));
  auto known = setup_.store.find_message(user.sender, message_id);
  if (!known) return failure(problem(known.error()));
  if (!*known) return failure(problem(ProblemCode::not_found));
  return app::receipt_of(**known, true);
}

}  // namespace moteplass::app
