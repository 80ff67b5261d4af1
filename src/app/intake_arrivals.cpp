// Cases that come another way than by a message from the police: from another unit, or because somebody comes
// of their own accord.
#include <fmt/format.h>

#include "app/intake.h"
#include "app/permissions.h"
#include "app/recording.h"
#include "casework/words.h"

namespace moteplass::app {
namespace {

constexpr std::size_t most_meetings = 50;

Problem invalid(std::vector<FieldFault> faults) {
  auto refused = problem(ProblemCode::invalid_fields);
  refused.faults = std::move(faults);
  return refused;
}

std::vector<casework::TransferReceived::Held> meetings_from(ObjectReader& reader, Date today,
                                                            std::vector<FieldFault>& faults) {
  std::vector<casework::TransferReceived::Held> meetings;
  const json::array* array = reader.array("meetings", Presence::required, most_meetings);
  if (array == nullptr) return meetings;
  for (std::size_t i = 0; i < array->size(); ++i) {
    ObjectReader entry((*array)[i], fmt::format("meetings[{}]", i), faults);
    auto on = parse_date(entry.text("on", Presence::required, 20).value_or(""));
    auto attendance =
        casework::attendance_from(entry.text("attendance", Presence::required, 40).value_or(""));
    entry.refuse_unknown();
    if (!on || *on > today) entry.fault("on", FaultKind::out_of_range, "a day that has been");
    if (!attendance) entry.fault("attendance", FaultKind::not_allowed, "attended or not_attended");
    if (on && attendance) meetings.push_back({*on, *attendance});
  }
  return meetings;
}

// All of a package but what the unit gives it; the faults tell what is wrong.
casework::TransferReceived transfer_from(const json::value& value, Date today, const UnitSettings& unit,
                                         std::vector<FieldFault>& faults) {
  casework::TransferReceived transfer;
  ObjectReader reader(value, "", faults);
  if (reader.text("kind", Presence::required, 40) != casework::transfer_kind) {
    reader.fault("kind", FaultKind::not_allowed, fmt::format("\"{}\"", casework::transfer_kind));
  }
  transfer.from_unit = reader.text("from_unit", Presence::required, 200).value_or("");
  if (!serves(unit, reader.text("to_municipality", Presence::required, 4).value_or(""))) {
    reader.fault("to_municipality", FaultKind::not_allowed,
                 fmt::format("\"{}\", the municipality of this unit", unit.details.municipality_number));
  }
  reader.text("ground", Presence::required, 40);
  reader.text("received_on", Presence::required, 20);
  transfer.meetings_required =
      reader.whole_number("meetings_required", Presence::required, 1, 12).value_or(1);
  transfer.summonses = reader.whole_number("summonses", Presence::required, 0, 1000).value_or(0);
  if (const json::value* message = reader.object("message", Presence::required)) {
    auto read = casework::message_from_json(*message, today);
    if (read) transfer.message = std::move(*read);
    if (!read) {
      for (auto fault : read.error()) {
        fault.field = "message." + fault.field;
        faults.push_back(std::move(fault));
      }
    }
  }
  transfer.meetings = meetings_from(reader, today, faults);
  if (const json::value* plan = reader.object("guardian_plan", Presence::optional)) {
    auto read = casework::guardian_plan_from_json(*plan, "guardian_plan");
    if (read) transfer.guardian_plan = std::move(*read);
    if (!read) faults.insert(faults.end(), read.error().begin(), read.error().end());
  }
  reader.refuse_unknown();
  return transfer;
}

}  // namespace

Result<std::string, Problem> Intake::receive_transfer(const User& user, std::string_view text) const {
  if (!may(user, Right::work_on_cases)) return failure(problem(ProblemCode::forbidden));
  auto value = parse_json(text);
  if (!value) {
    return failure(problem(ProblemCode::malformed,
                           fmt::format("{} at byte {}", value.error().problem, value.error().offset)));
  }
  Instant now = setup_.clock.now();
  std::vector<FieldFault> faults;
  auto transfer = transfer_from(*value, local_date(now), setup_.unit, faults);
  if (!faults.empty()) return failure(invalid(std::move(faults)));
  // A model that this unit does not use decides nothing here: the unit's own does.
  const auto& accepted = setup_.unit.accepted_policies;
  auto name = transfer.message.policy.value_or(setup_.unit.live_policy);
  if (std::find(accepted.begin(), accepted.end(), name) == accepted.end()) name = setup_.unit.live_policy;
  auto model = setup_.policies.in_force(name, local_date(now));
  if (model == nullptr) return failure(problem(ProblemCode::not_found));
  transfer.policy = model->summary().ref;

  ReceivedMessage received{transfer.message.sender,
                           transfer.message.message_id,
                           0,
                           sha256(to_text(casework::to_json(transfer.message))),
                           fresh_id(setup_.entropy),
                           now};
  std::optional<Problem> refused;
  auto written = setup_.store.write([&](Transaction& transaction) {
    auto fault = [&](StoreFault what) {
      refused = problem(what);
      return Verdict::undo;
    };
    auto known = transaction.find_message(received.sender, received.message_id);
    if (!known) return fault(known.error());
    if (*known) {
      refused = problem(ProblemCode::message_conflict, "the unit has this message already");
      return Verdict::undo;
    }
    auto receipt = transaction.record_message(received);
    if (!receipt) return fault(receipt.error());
    transfer.receipt = *receipt;
    return begin(transaction, user, now, received.case_id, refused, [&](std::string number) {
      transfer.case_number = std::move(number);
      return casework::Command{casework::ReceiveTransfer{transfer}};
    });
  });
  if (refused) return failure(std::move(*refused));
  if (!written) return failure(problem(written.error()));
  return received.case_id;
}

Result<std::string, Problem> Intake::enter_voluntary(const User& user, const json::value& person,
                                                     casework::CameBy by) const {
  if (!may(user, Right::work_on_cases)) return failure(problem(ProblemCode::forbidden));
  Instant now = setup_.clock.now();
  auto case_id = fresh_id(setup_.entropy);
  // No police, no decision and no officer: what the message cannot be without says so.
  json::object content{{"sender", "voluntary"},
                       {"message_id", case_id},
                       {"case_number", "-"},
                       {"municipality", setup_.unit.details.municipality_number},
                       {"person", person},
                       {"basis", json::object{{"reaction", policy::word(policy::Reaction::no_reaction)},
                                              {"legal_basis", "-"},
                                              {"decided_on", to_string(local_date(now))}}},
                       {"contact_officer", json::object{{"name", "-"}}}};
  auto message = casework::message_from_json(content, local_date(now));
  if (!message) return failure(invalid(message.error()));
  auto model = setup_.policies.in_force(setup_.unit.live_policy, local_date(now));
  if (model == nullptr) return failure(problem(ProblemCode::not_found));
  std::optional<Problem> refused;
  auto written = setup_.store.write([&](Transaction& transaction) {
    return begin(transaction, user, now, case_id, refused, [&](std::string number) {
      return casework::Command{
          casework::EnterVoluntary{*message, by, std::move(number), model->summary().ref}};
    });
  });
  if (refused) return failure(std::move(*refused));
  if (!written) return failure(problem(written.error()));
  return case_id;
}

Verdict Intake::begin(Transaction& transaction, const User& user, Instant now, const std::string& case_id,
                      std::optional<Problem>& refused,
                      const std::function<casework::Command(std::string number)>& command_of) const {
  auto fault = [&](StoreFault what) {
    refused = problem(what);
    return Verdict::undo;
  };
  int year = static_cast<int>(local_date(now).year());
  auto number = transaction.next_case_number(year);
  if (!number) return fault(number.error());
  casework::Case c;
  c.id = case_id;
  auto events = casework::decide(c, command_of(fmt::format("{}-{}", year, *number)), {}, {now, {}});
  if (!events) {
    refused = problem(ProblemCode::refused);
    refused->refusal = events.error();
    return Verdict::undo;
  }
  auto stored = record(transaction, setup_, std::move(c), *events, now, {user.id, user.name});
  if (!stored) return fault(stored.error());
  return Verdict::keep;
}

}  // namespace moteplass::app
