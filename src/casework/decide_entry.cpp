// The unit's entries: when each may be made, and what in it would not fit.
#include <algorithm>

#include "casework/decide.h"

namespace moteplass::casework {
namespace {

constexpr int farthest_ahead_days = 400;

bool is_read(const Case& c) {
  return c.stage == Stage::opened || duty_runs(c.stage);
}
bool has_duty(const Case& c) {
  return !c.voluntary && (is_read(c) || c.stage == Stage::to_report);
}
bool control_runs(const Case& c) {
  bool here = has_duty(c) || c.stage == Stage::reported;
  return here && c.stage != Stage::opened && c.drug_control.runs();
}

// Whether the case is where such an entry belongs; one overload a kind.
struct Open {
  const Case& c;
  Instant now;

  bool operator()(const PreparationNoted&) const { return is_read(c) || c.stage == Stage::voluntary; }
  bool operator()(const MeetingCalledOff&) const { return c.booked && c.booked->start > now; }
  bool operator()(const AttendanceCorrected&) const {
    if (c.attendance.meetings.empty() || c.attendance.cancelled) return false;
    return duty_runs(c.stage) || c.stage == Stage::to_report || c.stage == Stage::reported ||
           c.stage == Stage::voluntary;
  }
  bool operator()(const SenderAsked&) const { return has_duty(c) && !c.dialogue.question; }
  bool operator()(const SenderAnswered&) const { return has_duty(c) && c.dialogue.question; }
  bool operator()(const RemedySought&) const { return has_duty(c) && !c.dialogue.remedy; }
  bool operator()(const RemedyForwarded&) const { return complaint_is_open() && !c.dialogue.forwarded; }
  bool operator()(const RemedyDecided&) const { return complaint_is_open(); }
  bool operator()(const SamplePlanned&) const { return control_runs(c); }
  bool operator()(const SampleTaken&) const { return control_runs(c); }
  bool operator()(const SampleNotTaken&) const { return control_runs(c) && c.drug_control.next_on; }
  bool operator()(const SampleHandedOver&) const { return c.drug_control.on_its_way() != nullptr; }
  bool operator()(const SampleArrived&) const { return c.drug_control.on_its_way() != nullptr; }
  bool operator()(const ControlEnded&) const { return control_runs(c); }
  bool operator()(const ResidenceStated&) const { return is_read(c); }
  bool operator()(const CaseTransferred&) const { return is_read(c); }
  bool operator()(const TransferConfirmed&) const { return c.whereabouts.awaits_confirmation(); }
  bool operator()(const TransferTakenBack&) const { return c.whereabouts.awaits_confirmation(); }
  bool operator()(const JourneyArranged&) const {
    return has_duty(c) || c.stage == Stage::reported || c.stage == Stage::voluntary;
  }
  bool operator()(const ChildWelfareFollowedUp&) const { return c.child_welfare.investigated() != nullptr; }
  // A complaint may be decided after the police have been told.
  bool complaint_is_open() const { return c.dialogue.remedy.has_value(); }
};

bool is_municipality(const std::string& number) {
  return number.size() == 4 &&
         std::all_of(number.begin(), number.end(), [](char digit) { return digit >= '0' && digit <= '9'; });
}

// The first member that does not fit, "on"; nothing where all do. Nothing is entered for a day to come, nor
// for one before the unit had the case.
struct Misfit {
  const Case& c;
  Date today;

  std::string_view past(Date on) const {
    return on > today || on < local_date(c.received_at) ? "on" : std::string_view();
  }
  std::string_view after(Date least, Date on) const { return on < least || on > today ? "on" : ""; }

  std::string_view operator()(const PreparationNoted&) const { return {}; }
  std::string_view operator()(const MeetingCalledOff&) const { return {}; }
  std::string_view operator()(const AttendanceCorrected& entry) const {
    return c.attendance.meetings.back().attendance == entry.attendance ? "attendance" : "";
  }
  std::string_view operator()(const SenderAsked& entry) const { return past(entry.on); }
  std::string_view operator()(const SenderAnswered& entry) const {
    if (entry.meetings_required && entry.said != SenderSaid::clarified) return "meetings_required";
    return after(c.dialogue.question->on, entry.on);
  }
  // It may have reached the sender first.
  std::string_view operator()(const RemedySought& entry) const {
    return after(c.message->basis.decided_on, entry.on);
  }
  std::string_view operator()(const RemedyForwarded& entry) const {
    return after(c.dialogue.remedy->on, entry.on);
  }
  std::string_view operator()(const RemedyDecided& entry) const {
    if (entry.meetings_required && entry.outcome != RemedyOutcome::changed) return "meetings_required";
    return after(c.dialogue.remedy->on, entry.on);
  }
  std::string_view operator()(const SamplePlanned& entry) const {
    return entry.on < today || entry.on > add_days(today, farthest_ahead_days) ? "on" : "";
  }
  std::string_view operator()(const SampleTaken& entry) const {
    if (auto field = past(entry.on); !field.empty()) return field;
    if (c.drug_control.with_seal(entry.seal) != nullptr) return "seal";
    if (!entry.not_treating) return "not_treating";
    if (!entry.identity_checked) return "identity_checked";
    if (!entry.supervised) return "supervised";
    if (!entry.both_signed) return "both_signed";
    return {};
  }
  std::string_view operator()(const SampleNotTaken& entry) const { return past(entry.on); }
  std::string_view operator()(const SampleHandedOver& entry) const {
    const Sample* sample = c.drug_control.with_seal(entry.seal);
    if (sample == nullptr || sample->arrived_on) return "seal";
    return after(sample->hands.empty() ? sample->taken.on : sample->hands.back().on, entry.on);
  }
  std::string_view operator()(const SampleArrived& entry) const {
    const Sample* sample = c.drug_control.with_seal(entry.seal);
    if (sample == nullptr || sample->arrived_on) return "seal";
    return after(sample->hands.empty() ? sample->taken.on : sample->hands.back().on, entry.on);
  }
  std::string_view operator()(const ControlEnded& entry) const { return past(entry.on); }
  std::string_view operator()(const ResidenceStated& entry) const {
    if (entry.home && !is_municipality(*entry.home)) return "home";
    if (entry.stay && !is_municipality(*entry.stay)) return "stay";
    return {};
  }
  std::string_view operator()(const CaseTransferred& entry) const {
    return is_municipality(entry.municipality) ? "" : "municipality";
  }
  std::string_view operator()(const TransferConfirmed& entry) const { return past(entry.on); }
  std::string_view operator()(const TransferTakenBack& entry) const { return past(entry.on); }
  std::string_view operator()(const JourneyArranged& entry) const { return past(entry.on); }
  std::string_view operator()(const ChildWelfareFollowedUp& entry) const {
    return after(c.child_welfare.investigated()->confirmation->received_on, entry.on);
  }
};

// To say afterwards that somebody did not come asks what saying it at once would have: a letter about that
// very meeting.
std::optional<Refusal> why_not_missed(const Case& c, const std::optional<policy::Answer>& no_show) {
  const Meeting& last = c.attendance.meetings.back().meeting;
  bool summoned = std::any_of(c.attendance.summonses.begin(), c.attendance.summonses.end(),
                              [&](const Summons& summons) { return summons.meeting == last; });
  if (!summoned) return Refusal{RefusalCode::not_at_this_stage, {}, "summons"};
  if (!answers_to(no_show, policy::Question::no_show)) {
    return Refusal{RefusalCode::bad_value, {}, "answers.no_show"};
  }
  return std::nullopt;
}

}  // namespace

bool may_be_entered(const Entry& kind, const Case& c, Instant now) {
  // The duty to child welfare outlives the case.
  bool outlives = std::holds_alternative<ChildWelfareFollowedUp>(kind);
  return c.message && (outlives || c.stage != Stage::closed) && std::visit(Open{c, now}, kind);
}

std::string_view what_closing_awaits(const Case& c) {
  if (c.whereabouts.awaits_confirmation()) return "transfer";
  if (c.dialogue.remedy) return "complaint";
  if (c.stage == Stage::reported && (c.drug_control.runs() || c.drug_control.on_its_way() != nullptr)) {
    return "drug_control";
  }
  return {};
}

Decision decide_on(const MakeEntry& command, const Situation& situation) {
  const Case& c = situation.c;
  if (!may_be_entered(command.entry, c, situation.context.now)) {
    return refuse(c.stage == Stage::closed ? RefusalCode::closed : RefusalCode::not_at_this_stage);
  }
  auto field = std::visit(Misfit{c, local_date(situation.context.now)}, command.entry);
  if (!field.empty()) return refuse(RefusalCode::bad_value, std::string(field));
  EntryMade made{command.entry, std::nullopt};
  const auto* corrected = std::get_if<AttendanceCorrected>(&command.entry);
  if (corrected != nullptr && corrected->attendance == Attendance::not_attended && !c.voluntary) {
    if (auto refusal = why_not_missed(c, situation.answers.no_show)) return failure(std::move(*refusal));
    made.no_show = situation.answers.no_show;
  }
  return std::vector<Event>{std::move(made)};
}

}  // namespace moteplass::casework
