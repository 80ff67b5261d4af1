#include "casework/event.h"

#include <type_traits>
#include <utility>
#include <vector>

#include "casework/event_payload.h"
#include "casework/words.h"

namespace moteplass::casework {
namespace {

json::object meeting_json(const Meeting& meeting) {
  json::array team;
  for (const std::string& who : meeting.team) team.emplace_back(who);
  return {{"start", to_string(meeting.start)},
          {"minutes", meeting.minutes},
          {"place", meeting.place},
          {"team", std::move(team)}};
}

// Each event's payload: written and read side by side, so that the pair is checked at a glance.

json::object payload_of(const MessageReceived& event) {
  return {{"message", to_json(event.message)},
          {"receipt", static_cast<std::int64_t>(event.receipt)},
          {"case_number", event.case_number},
          {"policy", to_json(event.policy)}};
}
Result<Event, std::string> message_received(Payload& payload) {
  MessageReceived event;
  event.message = payload.message("message");
  event.receipt = static_cast<std::uint64_t>(payload.whole_number("receipt"));
  event.case_number = payload.text("case_number");
  event.policy = payload.policy("policy");
  return payload.result(std::move(event));
}

json::object payload_of(const MessageOpened&) {
  return {};
}
Result<Event, std::string> message_opened(Payload& payload) {
  return payload.result(MessageOpened{});
}

json::object payload_of(const FactsStated& event) {
  return {{"facts", policy::to_json(event.facts)}};
}
Result<Event, std::string> facts_stated(Payload& payload) {
  FactsStated event;
  auto facts = payload.member("facts", Presence::required, [](const json::value& value) {
    return policy::facts_from_json(value, "facts");
  });
  if (facts && *facts) event.facts = std::move(**facts);
  if (facts && !*facts) payload.add(facts->error());
  return payload.result(std::move(event));
}

json::object payload_of(const Assessed& event) {
  return {{"outcome", word(event.outcome)},
          {"reaction", policy::to_json(event.reaction)},
          {"deadlines", policy::to_json(event.deadlines)},
          {"meetings_required", event.meetings_required}};
}
Result<Event, std::string> assessed(Payload& payload) {
  Assessed event;
  event.outcome = payload.choice("outcome", assessment_outcome_from);
  event.reaction = payload.answer("reaction");
  event.deadlines = payload.answer("deadlines");
  event.meetings_required = payload.whole_number("meetings_required");
  return payload.result(std::move(event));
}

json::object payload_of(const MeetingBooked& event) {
  return {{"meeting", meeting_json(event.meeting)}};
}
Result<Event, std::string> meeting_booked(Payload& payload) {
  return payload.result(MeetingBooked{payload.meeting("meeting")});
}

json::object payload_of(const Summoned& event) {
  return {{"kind", word(event.kind)},
          {"letter", event.letter},
          {"meeting", meeting_json(event.meeting)},
          {"terms", policy::to_json(event.terms)},
          {"guardian", word(event.guardian)}};
}
Result<Event, std::string> summoned(Payload& payload) {
  Summoned event;
  event.kind = payload.choice("kind", summons_kind_from);
  event.letter = payload.text("letter");
  event.meeting = payload.meeting("meeting");
  event.terms = payload.answer("terms");
  event.guardian = payload.choice("guardian", guardian_handling_from);
  return payload.result(std::move(event));
}

json::object payload_of(const GuardianPlanned& event) {
  return {{"plan", to_json(event.plan)}};
}
Result<Event, std::string> guardian_planned(Payload& payload) {
  GuardianPlanned event;
  auto plan = payload.member("plan", Presence::required,
                             [](const json::value& value) { return guardian_plan_from_json(value, "plan"); });
  if (plan && *plan) event.plan = std::move(**plan);
  if (plan && !*plan) payload.add(plan->error());
  return payload.result(std::move(event));
}

json::object payload_of(const ChildWelfareAssessed& event) {
  return {{"assessment", to_json(event.assessment)}};
}
Result<Event, std::string> child_welfare_assessed(Payload& payload) {
  ChildWelfareAssessed event;
  auto read = payload.member("assessment", Presence::required, [](const json::value& value) {
    return child_welfare_assessment_from_json(value, "assessment");
  });
  if (read && *read) event.assessment = std::move(**read);
  if (read && !*read) payload.add(read->error());
  return payload.result(std::move(event));
}

json::object payload_of(const ChildWelfareReported& event) {
  return {{"sent_on", to_string(event.report.sent_on)}, {"service", event.report.service}};
}
Result<Event, std::string> child_welfare_reported(Payload& payload) {
  ChildWelfareReport report{payload.date("sent_on"), payload.text("service")};
  return payload.result(ChildWelfareReported{std::move(report)});
}

json::object payload_of(const ChildWelfareConfirmed& event) {
  json::object payload{{"received_on", to_string(event.confirmation.received_on)}};
  if (event.confirmation.investigates) payload["investigates"] = *event.confirmation.investigates;
  return payload;
}
Result<Event, std::string> child_welfare_confirmed(Payload& payload) {
  ChildWelfareConfirmation confirmation{payload.date("received_on"), payload.maybe("investigates")};
  return payload.result(ChildWelfareConfirmed{confirmation});
}

json::object payload_of(const ChildWelfareReminded& event) {
  return {{"on", to_string(event.on)}};
}
Result<Event, std::string> child_welfare_reminded(Payload& payload) {
  return payload.result(ChildWelfareReminded{payload.date("on")});
}

json::object payload_of(const OutreachMade& event) {
  return {{"channel", word(event.channel)}, {"reached", event.reached}};
}
Result<Event, std::string> outreach_made(Payload& payload) {
  OutreachMade event;
  event.channel = payload.choice("channel", outreach_channel_from);
  event.reached = payload.boolean("reached");
  return payload.result(event);
}

json::object payload_of(const AttendanceRecorded& event) {
  json::object payload{{"attendance", word(event.attendance)}};
  if (event.no_show) payload["no_show"] = policy::to_json(*event.no_show);
  return payload;
}
Result<Event, std::string> attendance_recorded(Payload& payload) {
  AttendanceRecorded event;
  event.attendance = payload.choice("attendance", attendance_from);
  event.no_show = payload.member("no_show", Presence::optional, policy::answer_from_json);
  return payload.result(std::move(event));
}

json::object payload_of(const DutyCancelled& event) {
  return {{"reason", word(event.reason)}};
}
Result<Event, std::string> duty_cancelled(Payload& payload) {
  return payload.result(DutyCancelled{payload.choice("reason", cancel_reason_from)});
}

json::object payload_of(const FeedbackSent& event) {
  json::object payload;
  if (event.feedback) payload["feedback"] = event.feedback->to_json();
  payload["scope"] = policy::to_json(event.scope);
  payload["letter"] = event.letter;
  return payload;
}
Result<Event, std::string> feedback_sent(Payload& payload) {
  FeedbackSent event;
  event.feedback = payload.member("feedback", Presence::optional, PoliceFeedback::from_json);
  event.scope = payload.answer("scope");
  event.letter = payload.text("letter");
  return payload.result(std::move(event));
}

json::object payload_of(const CaseClosed&) {
  return {};
}
Result<Event, std::string> case_closed(Payload& payload) {
  return payload.result(CaseClosed{});
}

json::object payload_of(const LetterMade& event) {
  return {
      {"letter", event.letter}, {"kind", word(event.kind)}, {"sha256", event.sha256}, {"bytes", event.bytes}};
}
Result<Event, std::string> letter_made(Payload& payload) {
  LetterMade event;
  event.letter = payload.text("letter");
  event.kind = payload.choice("kind", letter_kind_from);
  event.sha256 = payload.text("sha256");
  event.bytes = payload.whole_number("bytes");
  return payload.result(std::move(event));
}

json::object payload_of(const VoluntaryEntered& event) {
  return {{"message", to_json(event.message)},
          {"by", word(event.by)},
          {"case_number", event.case_number},
          {"policy", to_json(event.policy)}};
}
Result<Event, std::string> voluntary_entered(Payload& payload) {
  VoluntaryEntered event;
  event.message = payload.message("message");
  event.by = payload.choice("by", came_by_from);
  event.case_number = payload.text("case_number");
  event.policy = payload.policy("policy");
  return payload.result(std::move(event));
}

json::object payload_of(const TransferReceived& event) {
  json::array meetings;
  for (const auto& held : event.meetings) {
    meetings.push_back({{"on", to_string(held.on)}, {"attendance", word(held.attendance)}});
  }
  json::object payload{
      {"message", to_json(event.message)}, {"receipt", static_cast<std::int64_t>(event.receipt)},
      {"case_number", event.case_number},  {"policy", to_json(event.policy)},
      {"from_unit", event.from_unit},      {"meetings_required", event.meetings_required},
      {"summonses", event.summonses},      {"meetings", std::move(meetings)}};
  if (event.guardian_plan) payload["guardian_plan"] = to_json(*event.guardian_plan);
  return payload;
}
Result<Event, std::string> transfer_received(Payload& payload) {
  TransferReceived event;
  event.message = payload.message("message");
  event.receipt = static_cast<std::uint64_t>(payload.whole_number("receipt"));
  event.case_number = payload.text("case_number");
  event.policy = payload.policy("policy");
  event.from_unit = payload.text("from_unit");
  event.meetings_required = payload.whole_number("meetings_required");
  event.summonses = payload.whole_number("summonses");
  payload.each("meetings", [&](Payload& held) {
    event.meetings.push_back({held.date("on"), held.choice("attendance", attendance_from)});
  });
  auto plan = payload.member("guardian_plan", Presence::optional, [](const json::value& value) {
    return guardian_plan_from_json(value, "guardian_plan");
  });
  if (plan && *plan) event.guardian_plan = std::move(**plan);
  if (plan && !*plan) payload.add(plan->error());
  return payload.result(std::move(event));
}

// An entry's event is called what the entry says, and its payload is the entry.
json::object payload_of(const EntryMade& event) {
  json::object payload{{"entry", to_json(event.entry)}};
  if (event.no_show) payload["no_show"] = policy::to_json(*event.no_show);
  return payload;
}
Result<Event, std::string> entry_made(const Entry& kind, Payload& payload) {
  EntryMade event;
  auto entry = payload.member("entry", Presence::required, [&](const json::value& value) {
    return entry_from_json(kind, value, "entry");
  });
  if (entry && *entry) event.entry = std::move(**entry);
  if (entry && !*entry) payload.add(entry->error());
  event.no_show = payload.member("no_show", Presence::optional, policy::answer_from_json);
  return payload.result(std::move(event));
}

std::string_view name_of(const VoluntaryEntered&) {
  return "voluntary_entered";
}
std::string_view name_of(const TransferReceived&) {
  return "transfer_received";
}
std::string_view name_of(const EntryMade& event) {
  return event_of(event.entry);
}
std::string_view name_of(const MessageReceived&) {
  return "message_received";
}
std::string_view name_of(const MessageOpened&) {
  return "message_opened";
}
std::string_view name_of(const FactsStated&) {
  return "facts_stated";
}
std::string_view name_of(const Assessed&) {
  return "assessed";
}
std::string_view name_of(const MeetingBooked&) {
  return "meeting_booked";
}
std::string_view name_of(const Summoned&) {
  return "summoned";
}
std::string_view name_of(const OutreachMade&) {
  return "outreach_made";
}
std::string_view name_of(const AttendanceRecorded&) {
  return "attendance_recorded";
}
std::string_view name_of(const DutyCancelled&) {
  return "duty_cancelled";
}
std::string_view name_of(const FeedbackSent&) {
  return "feedback_sent";
}
std::string_view name_of(const CaseClosed&) {
  return "case_closed";
}
std::string_view name_of(const LetterMade&) {
  return "letter_made";
}
std::string_view name_of(const GuardianPlanned&) {
  return "guardian_planned";
}
std::string_view name_of(const ChildWelfareAssessed&) {
  return "child_welfare_assessed";
}
std::string_view name_of(const ChildWelfareReported&) {
  return "child_welfare_reported";
}
std::string_view name_of(const ChildWelfareConfirmed&) {
  return "child_welfare_confirmed";
}
std::string_view name_of(const ChildWelfareReminded&) {
  return "child_welfare_reminded";
}

struct Reader {
  std::string_view type;
  Result<Event, std::string> (*read)(Payload&);
};
constexpr Reader readers[] = {
    {"message_received", message_received},
    {"message_opened", message_opened},
    {"facts_stated", facts_stated},
    {"assessed", assessed},
    {"meeting_booked", meeting_booked},
    {"summoned", summoned},
    {"outreach_made", outreach_made},
    {"attendance_recorded", attendance_recorded},
    {"duty_cancelled", duty_cancelled},
    {"feedback_sent", feedback_sent},
    {"case_closed", case_closed},
    {"letter_made", letter_made},
    {"guardian_planned", guardian_planned},
    {"child_welfare_assessed", child_welfare_assessed},
    {"child_welfare_reported", child_welfare_reported},
    {"child_welfare_confirmed", child_welfare_confirmed},
    {"child_welfare_reminded", child_welfare_reminded},
    {"voluntary_entered", voluntary_entered},
    {"transfer_received", transfer_received},
};
static_assert(std::size(readers) + 1 == std::variant_size_v<Event>,
              "all but the entries, which read themselves");

}  // namespace

std::string_view type_of(const Event& event) {
  return std::visit([](const auto& happened) { return name_of(happened); }, event);
}

json::value to_json(const Event& event) {
  return std::visit([](const auto& happened) -> json::value { return payload_of(happened); }, event);
}

Result<Event, std::string> event_from_json(std::string_view type, const json::value& payload) {
  for (const Entry& kind : entry_kinds()) {
    if (event_of(kind) != type) continue;
    Payload opened(payload);
    return entry_made(kind, opened);
  }
  for (const Reader& reader : readers) {
    if (reader.type != type) continue;
    Payload opened(payload);
    return reader.read(opened);
  }
  return failure("no event has the type " + std::string(type));
}

}  // namespace moteplass::casework
