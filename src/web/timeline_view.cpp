#include "web/timeline_view.h"

#include <algorithm>

#include <fmt/format.h>

#include "casework/words.h"
#include "web/answer_view.h"
#include "web/entry_view.h"
#include "web/guardian_form.h"

namespace moteplass::web {
namespace {

using namespace casework;

struct Line {
  std::string what;
  std::string detail;
};

// One sentence for each kind of event, and what matters of it.
struct InWords {
  Words words;
  const std::string& sender_name;

  Line operator()(const MessageReceived& event) const {
    return {words("event.message_received", {{"sender", sender_name}}),
            words("event.receipt", {{"receipt", std::to_string(event.receipt)}})};
  }
  Line operator()(const MessageOpened&) const { return {words("event.message_opened"), ""}; }
  Line operator()(const FactsStated&) const { return {words("event.facts_stated"), ""}; }
  Line operator()(const Assessed& event) const {
    return {words.of("event.assessed", word(event.outcome)),
            words("event.policy_answered", {{"answer", headline(words, event.reaction)}})};
  }
  Line operator()(const MeetingBooked& event) const {
    return {words("event.meeting_booked"), meeting_in_words(words, event.meeting)};
  }
  Line operator()(const Summoned& event) const {
    auto detail = meeting_in_words(words, event.meeting);
    if (event.guardian != GuardianHandling::as_policy) {
      detail += fmt::format(". {}.", words.of("event.guardian", word(event.guardian)));
    }
    return {words.of("event.summoned", word(event.kind)), std::move(detail)};
  }
  Line operator()(const OutreachMade& event) const {
    return {words.of("event.outreach", word(event.channel)),
            words(event.reached ? "event.outreach_reached" : "event.outreach_not_reached")};
  }
  Line operator()(const AttendanceRecorded& event) const {
    return {words.of("event.attendance", word(event.attendance)), ""};
  }
  Line operator()(const DutyCancelled& event) const {
    return {words("event.duty_cancelled"), words.of("cancel_reason", word(event.reason))};
  }
  Line operator()(const FeedbackSent& event) const {
    if (!event.feedback) return {words("event.feedback_nothing"), ""};
    return {words("event.feedback_sent"), words.of("duty_outcome", word(event.feedback->outcome()))};
  }
  Line operator()(const GuardianPlanned& event) const {
    return {words("event.guardian_planned"), in_words(words, event.plan)};
  }
  // What was found stays out of the timeline; the card leads to it.
  Line operator()(const ChildWelfareAssessed& event) const {
    return {words("event.child_welfare_assessed"),
            words.of("concern_conclusion", word(event.assessment.conclusion))};
  }
  Line operator()(const ChildWelfareReported& event) const {
    return {words("event.child_welfare_reported"),
            words("concern.sent",
                  {{"date", words.date(event.report.sent_on)}, {"service", event.report.service}})};
  }
  Line operator()(const ChildWelfareConfirmed& event) const {
    return {words("event.child_welfare_confirmed"), words.date(event.confirmation.received_on)};
  }
  Line operator()(const ChildWelfareReminded& event) const {
    return {words("event.child_welfare_reminded"), words.date(event.on)};
  }
  Line operator()(const VoluntaryEntered& event) const {
    return {words("event.voluntary_entered"), words.of("came_by", word(event.by))};
  }
  Line operator()(const TransferReceived& event) const {
    return {words("event.transfer_received"), event.from_unit};
  }
  Line operator()(const EntryMade& event) const {
    return {words.of("entry_event", step_of(event.entry)), entry_in_words(words, event.entry)};
  }
  Line operator()(const CaseClosed&) const { return {words("event.case_closed"), ""}; }
  Line operator()(const LetterMade& event) const {
    return {words.of("event.letter_made", word(event.kind)), ""};
  }
};

}  // namespace

std::string meeting_in_words(Words words, const Meeting& meeting) {
  return words("meeting.in_words", {{"moment", words.moment(meeting.start)},
                                    {"length", texts::length_in_words(words.language(), meeting.minutes)},
                                    {"place", meeting.place}});
}

json::array timeline_view(Words words, const app::CaseView& view) {
  const Case& c = view.c;
  json::array lines;
  for (auto recorded = c.history.rbegin(); recorded != c.history.rend(); ++recorded) {
    auto line = std::visit(InWords{words, view.sender_name}, recorded->event);
    lines.push_back(
        json::object{{"when", words.moment(recorded->at)},
                     {"iso", to_string(recorded->at)},
                     {"who", recorded->actor == "system" ? words("event.by_system") : recorded->actor_name},
                     {"what", std::move(line.what)},
                     {"detail", std::move(line.detail)}});
  }
  return lines;
}

json::array clock_view(Words words, const StageClock& clock) {
  struct Stop {
    std::string_view name;
    std::optional<Date> date;
  };
  auto day = [](const std::optional<Instant>& at) {
    return at ? std::optional(local_date(*at)) : std::nullopt;
  };
  std::vector<Stop> stops{
      {"decided", clock.decided_on}, {"final", clock.final_on},         {"received", day(clock.received)},
      {"opened", day(clock.opened)}, {"assessed", day(clock.assessed)}, {"summoned", day(clock.summoned)},
      {"met", day(clock.met)},       {"reported", day(clock.reported)}, {"closed", day(clock.closed)}};
  json::array view;
  std::optional<Date> before;
  for (const auto& stop : stops) {
    std::string since;
    if (stop.date && before) {
      int days = days_between(*before, *stop.date);
      since = days == 0 ? words("clock.same_day")
                        : words("clock.days_later", {{"days", texts::days_in_words(words.language(), days)}});
    }
    view.push_back(json::object{{"name", words.of("clock", stop.name)},
                                {"date", stop.date ? words.date(*stop.date) : std::string()},
                                {"since", std::move(since)},
                                {"done", stop.date.has_value()}});
    if (stop.date) before = stop.date;
  }
  return view;
}

}  // namespace moteplass::web
