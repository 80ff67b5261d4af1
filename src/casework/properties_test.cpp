// What holds for every course a case can take: random commands, answers and times are thrown at the kernel.
#include <rapidcheck/gtest.h>

#include "casework/example_case.h"
#include "casework/outlook.h"

namespace moteplass::casework {
namespace {

using example::answer;
using policy::Question;

// From `least` up to but not `limit`, evenly: as it comes, a small test would only ever draw small numbers.
std::int64_t pick(std::int64_t least, std::int64_t limit) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::int64_t>(least, limit));
}

template <class T>
rc::Gen<T> one_of(std::vector<T> values) {
  return rc::gen::elementOf(std::move(values));
}

policy::Answer any_answer(Question question, std::vector<json::object> decided) {
  auto which = pick(0, 8);
  if (which == 0) return example::undecided(question, {"person.age"});
  if (which == 1) return example::not_stated(question);
  return answer(question, *one_of(std::move(decided)));
}

Answers any_answers() {
  Answers answers;
  auto sometimes = [](policy::Answer given) -> std::optional<policy::Answer> {
    if (pick(0, 20) == 0) return std::nullopt;
    return given;
  };
  answers.reaction = sometimes(
      any_answer(Question::reaction, {{{"reaction", "condition_to_attend"}, {"meetings_required", 2}},
                                      {{"reaction", "duty_to_attend"}},
                                      {{"reaction", "no_reaction"}, {"meetings_required", 0}}}));
  answers.summons =
      sometimes(any_answer(Question::summons, {{{"guardian", "called"}, {"trusted_person_instead", true}},
                                               {{"guardian", "called"}, {"notice_days", 3}},
                                               {{"guardian", "not_called"}}}));
  answers.no_show = sometimes(any_answer(Question::no_show, {{{"steps", json::array{"new_summons"}}},
                                                             {{"steps", json::array{"fee", "outreach"}}}}));
  answers.feedback = sometimes(any_answer(
      Question::feedback,
      {{{"scope", "nothing"}}, {{"scope", "not_attended_only"}}, {{"scope", "attended_yes_no"}}, {}}));
  answers.deadlines = sometimes(any_answer(
      Question::deadlines, {{{"summons_days", 2}}, {{"meeting_days", 14}, {"feedback_days", -1}}}));
  return answers;
}

Message any_message() {
  Message message = example::message();
  message.basis.reaction =
      *one_of<policy::Reaction>({policy::Reaction::condition_to_attend, policy::Reaction::condition_to_attend,
                                 policy::Reaction::duty_to_attend, policy::Reaction::simplified_fine});
  if (pick(0, 8) == 0) message.basis.final_on.reset();
  if (pick(0, 2) == 0) {
    message.conditions.push_back({ConditionKind::attendance, pick(1, 4), {}, {}, {}});
  }
  if (pick(0, 3) == 0) message.conditions.push_back({ConditionKind::drug_test, {}, "hver uke", {}, {}});
  if (pick(0, 4) == 0) message.person.birth_date.reset();
  if (pick(0, 4) == 0) message.person.birth_date = example::day("2009-06-01");
  return message;
}

Meeting any_meeting(Instant now) {
  Meeting meeting = example::meeting("2026-03-16T12:00");
  meeting.start = now + std::chrono::hours(pick(-10, 24 * 12));
  if (pick(0, 30) == 0) meeting.start += std::chrono::days(500);
  if (pick(0, 30) == 0) meeting.minutes = pick(-5, 300);
  return meeting;
}

std::string any_letter(const Case& c) {
  std::vector<std::string> ids{"unheard of"};
  for (const Summons& summons : c.attendance.summonses) ids.push_back(summons.letter);
  if (c.feedback) ids.push_back(c.feedback->letter);
  return *one_of(ids);
}

Entry any_entry(Date today) {
  std::optional<std::int64_t> meetings;
  if (pick(0, 2) == 0) meetings = pick(1, 4);
  return *one_of<Entry>({PreparationNoted{"Husk tolk"},
                         MeetingCalledOff{CalledOffBy::person, true},
                         AttendanceCorrected{Attendance::attended, "Feil person"},
                         AttendanceCorrected{Attendance::not_attended, "Feil person"},
                         SenderAsked{Unclear::basis, today},
                         SenderAnswered{today, SenderSaid::clarified, meetings},
                         RemedySought{today, Remedy::complaint, pick(0, 2) == 0},
                         RemedyForwarded{today, "Politiet"},
                         RemedyDecided{today, RemedyOutcome::changed, meetings},
                         RemedyDecided{today, RemedyOutcome::set_aside, {}},
                         SamplePlanned{add_days(today, 7)},
                         example::sample(today),
                         SampleNotTaken{today, SampleMissed::could_not_give},
                         SampleHandedOver{"A-17", today, "Enheten", "Budet"},
                         SampleArrived{"A-17", today},
                         ControlEnded{today, ControlEnd::period_over},
                         ResidenceStated{"4204", "0301", true, ResidenceGround::said_by_person},
                         CaseTransferred{"4204", "Kristiansand", TransferGround::municipality_of_stay},
                         TransferConfirmed{today, "Rådgiver"},
                         TransferTakenBack{today},
                         JourneyArranged{today, JourneyHelp::ticket, "Kristiansand"},
                         ChildWelfareFollowedUp{today, true}});
}

Command any_command(const Case& c, Instant now) {
  switch (pick(0, 24)) {
    case 0:
      return ReceiveMessage{any_message(), 1, "2026-1", {"example", "1", "aa"}};
    case 1:
      return OpenMessage{};
    case 2: {
      policy::Facts facts;
      facts.person.age = pick(0, 131);
      facts.history.no_shows = pick(0, 9);
      return StateFacts{facts};
    }
    case 3:
    case 4:
      return Assess{pick(0, 5) == 0 ? AssessmentOutcome::not_for_unit : AssessmentOutcome::duty_stands};
    case 5:
    case 6:
      return BookMeeting{any_meeting(now)};
    case 7:
    case 8:
      return Summon{*one_of<GuardianHandling>({GuardianHandling::as_policy, GuardianHandling::as_policy,
                                               GuardianHandling::not_contacted,
                                               GuardianHandling::trusted_person_instead})};
    case 9:
      return MakeOutreach{OutreachChannel::phone, pick(0, 2) == 0};
    case 10:
    case 11:
    case 12:
      return RecordAttendance{pick(0, 2) == 0 ? Attendance::attended : Attendance::not_attended};
    case 13:
      return pick(0, 3) == 0 ? Command{CancelDuty{CancelReason::unnecessary}} : Command{SendFeedback{}};
    case 14:
      return pick(0, 2) == 0 ? Command{CloseCase{}} : Command{SendFeedback{}};
    case 15:
    case 16:
      return PlanGuardians{*one_of<GuardianPlan>(
          {example::as_policy_says(), example::not_contacted(), example::with_trusted_person()})};
    case 17:
      return AssessChildWelfare{example::concern()};
    case 18:
      return ReportToChildWelfare{{local_date(now), "Barnevernvakten"}};
    case 19:
      return pick(0, 2) == 0 ? Command{ConfirmChildWelfare{{local_date(now), {}}}}
                             : Command{RemindChildWelfare{local_date(now)}};
    case 20:
    case 21:
    case 22:
      return MakeEntry{any_entry(local_date(now))};
    default:
      return RecordLetter{any_letter(c),
                          *one_of<LetterKind>({LetterKind::summons, LetterKind::feedback, LetterKind::order}),
                          std::string(64, '0'), pick(0, 5)};
  }
}

// RC_ASSERT takes an expression apart and so evaluates both sides of || and &&: those stand in brackets.

// A case as one text: the fields that are no events of their own, and the events.
std::string text_of(const Case& c) {
  json::array parts{c.id,
                    c.number,
                    c.version,
                    word(c.stage),
                    to_string(c.stage_since),
                    c.receipt,
                    to_string(c.received_at),
                    policy::to_json(c.policy),
                    policy::to_json(c.facts),
                    c.booked_is_summoned,
                    c.attendance.police_case_number,
                    c.attendance.meetings_required};
  if (c.message) parts.push_back(to_json(*c.message));
  if (c.assessment) parts.push_back(to_json(Event{*c.assessment}));
  if (c.booked) parts.push_back(to_json(Event{MeetingBooked{*c.booked}}));
  if (c.child_welfare.assessment) parts.push_back(to_json(*c.child_welfare.assessment));
  for (const auto& sent : c.child_welfare.reports) {
    parts.push_back(json::array{to_string(sent.report.sent_on), sent.report.service,
                                sent.confirmation.has_value(), sent.reminded_on.has_value()});
  }
  if (c.guardian_plan) parts.push_back(to_json(*c.guardian_plan));
  if (c.last_summons) parts.push_back(to_json(Event{*c.last_summons}));
  if (c.last_attendance) parts.push_back(to_json(Event{*c.last_attendance}));
  if (c.feedback) parts.push_back(to_json(Event{*c.feedback}));
  for (const LetterMade& letter : c.letters) parts.push_back(to_json(Event{letter}));
  for (const Summons& summons : c.attendance.summonses) {
    parts.push_back(json::array{word(summons.kind), summons.letter, to_string(summons.sent_at),
                                to_json(Event{MeetingBooked{summons.meeting}})});
  }
  for (const Outreach& outreach : c.attendance.outreach) {
    parts.push_back(json::array{word(outreach.channel), outreach.reached, to_string(outreach.at)});
  }
  for (const HeldMeeting& held : c.attendance.meetings) {
    parts.push_back(json::array{word(held.attendance), to_string(held.recorded_at),
                                to_json(Event{MeetingBooked{held.meeting}})});
  }
  if (c.attendance.cancelled) parts.push_back(word(*c.attendance.cancelled).data());
  if (c.attendance.cancelled_at) parts.push_back(json::string(to_string(*c.attendance.cancelled_at)));
  for (const Recorded& recorded : c.history) {
    parts.push_back(json::array{type_of(recorded.event), to_json(recorded.event), to_string(recorded.at),
                                recorded.actor, recorded.actor_name});
  }
  return to_text(parts);
}

// Each open case that has received a message is on one list and has something to do; a closed one on none,
// unless child welfare has yet to be told, or to confirm.
void stands_on_its_worklist(const Case& c, Instant now) {
  bool open = c.stage != Stage::none && c.stage != Stage::closed;
  bool followed = c.child_welfare.report_due || c.child_welfare.awaiting() != nullptr;
  RC_ASSERT((worklist_of(c).has_value() == (open || followed)));
  bool nothing_to_do = next_steps(c, now).empty() && open_entries(c, now).empty();
  RC_ASSERT(nothing_to_do == (c.stage == Stage::none));
  RC_ASSERT((running_deadline(c, {}).has_value() == (open || followed)));
}

// What a stage promises about the rest of the case.
void is_sound(const Case& c) {
  RC_ASSERT(c.version == static_cast<std::int64_t>(c.history.size()));
  RC_ASSERT((c.stage != Stage::none) == c.message.has_value());
  RC_ASSERT(((c.stage == Stage::awaiting_meeting) == (c.booked && c.booked_is_summoned)));
  RC_ASSERT((!c.booked || c.stage == Stage::to_summon || c.stage == Stage::awaiting_meeting));
  RC_ASSERT((c.stage != Stage::not_attended ||
             c.attendance.meetings.back().attendance == Attendance::not_attended));
  RC_ASSERT((c.stage != Stage::to_report || c.attendance.duty_met() || c.attendance.cancelled));
  RC_ASSERT((c.whereabouts.awaits_confirmation() <= (c.stage == Stage::transferred)));
  RC_ASSERT(((c.stage == Stage::closed) <= !c.dialogue.remedy.has_value()));
  RC_ASSERT(((c.stage == Stage::reported) <= c.feedback.has_value()));
  bool to_attend = c.assessment && c.assessment->outcome == AssessmentOutcome::duty_stands;
  RC_ASSERT((to_attend <= policy::is_attendance(c.message.value_or(example::message()).basis.reaction)));
  RC_ASSERT(((!c.attendance.summonses.empty() || !c.attendance.meetings.empty()) <= to_attend));
  std::int64_t missed = 0;
  for (const HeldMeeting& held : c.attendance.meetings) {
    RC_ASSERT((held.meeting.start <= held.recorded_at));
    missed += held.attendance == Attendance::not_attended ? 1 : 0;
  }
  if (c.message) RC_ASSERT(c.facts.history.no_shows == missed);
  // A guardian of a minor is left out only for a reason that stands in the case.
  if (c.last_summons && c.last_summons->guardian != GuardianHandling::as_policy &&
      is_minor(c, local_date(c.attendance.summonses.back().sent_at)) == true &&
      c.message->person.birth_date) {
    RC_ASSERT(c.guardian_plan.has_value());
  }
  // Nobody misses a meeting they were not called to in writing.
  RC_ASSERT((missed <= static_cast<std::int64_t>(c.attendance.summonses.size())));
}

// What leaves for the police: four members, only what the scope allows, and nothing of the person or the
// unit.
void tells_only_what_is_allowed(const Case& c) {
  if (!c.feedback || !c.feedback->feedback) return;
  const PoliceFeedback& feedback = *c.feedback->feedback;
  json::object sent = feedback.to_json().as_object();
  RC_ASSERT(sent.size() == 4u);
  RC_ASSERT((sent.contains("case_number") && sent.contains("outcome") && sent.contains("dates") &&
             sent.contains("attempts")));
  RC_ASSERT(feedback.case_number() == c.message->case_number);
  auto scope = policy::feedback_answer(c.feedback->scope)->scope.value();
  RC_ASSERT(scope != policy::FeedbackScope::nothing);
  // Or that what they were told before was wrong.
  bool told_before = std::any_of(c.history.begin(), c.history.end(), [](const Recorded& recorded) {
    const auto* sent_before = std::get_if<FeedbackSent>(&recorded.event);
    return sent_before != nullptr && sent_before->feedback &&
           sent_before->feedback->outcome() == DutyOutcome::not_met;
  });
  if (scope == policy::FeedbackScope::not_attended_only && !told_before) {
    RC_ASSERT(feedback.outcome() == DutyOutcome::not_met);
  }
  for (Date date : feedback.dates()) {
    Attendance told =
        feedback.outcome() == DutyOutcome::met ? Attendance::attended : Attendance::not_attended;
    bool held_then = false;
    for (const HeldMeeting& held : c.attendance.meetings) {
      held_then |= held.attendance == told && local_date(held.meeting.start) == date;
    }
    RC_ASSERT(held_then);
  }
  std::string text = to_text(sent);
  for (std::string_view secret : {"Kari", "daglig bruk", "Barnevernvakten", "Husk tolk", "Feil person",
                                  "A-17", "Kristiansand", "Storgata", "sosialfaglig", "1999-05-05"}) {
    RC_ASSERT(text.find(secret) == std::string::npos);
  }
}

// A step offered is one that the kernel would not turn away as out of place.
void offers_only_steps_in_place(const Case& c, Instant now) {
  Answers answers = example::answers();
  for (Step step : next_steps(c, now)) {
    Command command = CloseCase{};
    switch (step) {
      case Step::open:
        command = OpenMessage{};
        break;
      case Step::state_facts:
        command = StateFacts{};
        break;
      case Step::assess:
        command = Assess{AssessmentOutcome::not_for_unit};
        break;
      case Step::book_meeting:
        command = BookMeeting{{now + std::chrono::days(9), 60, "Her", {}}};
        break;
      case Step::plan_guardians:
        command = PlanGuardians{example::not_contacted()};
        break;
      case Step::summon:
        command = Summon{};
        if (c.guardian_plan && is_minor(c, local_date(now)) != false) {
          command = Summon{c.guardian_plan->handling};
          answers.summons =
              answer(Question::summons, {{"guardian", "called"}, {"trusted_person_instead", true}});
        }
        break;
      case Step::make_outreach:
        command = MakeOutreach{OutreachChannel::visit, false};
        break;
      case Step::record_attendance:
        command = RecordAttendance{Attendance::attended};
        break;
      case Step::cancel_duty:
        command = CancelDuty{CancelReason::unnecessary};
        break;
      case Step::send_feedback:
        command = SendFeedback{};
        break;
      case Step::assess_child_welfare:
        command = AssessChildWelfare{example::concern()};
        break;
      case Step::report_to_child_welfare:
        command = ReportToChildWelfare{{local_date(now), "Barnevernvakten"}};
        break;
      case Step::confirm_child_welfare:
        command = ConfirmChildWelfare{{local_date(now), {}}};
        break;
      case Step::remind_child_welfare:
        command = RemindChildWelfare{local_date(now)};
        break;
      case Step::close:
        break;
    }
    auto decided = decide(c, command, answers, {now, "l"});
    RC_ASSERT(decided.has_value());
  }
}

RC_GTEST_PROP(AnyCourse, KeepsTheCaseSound, ()) {
  Case c;
  c.id = "case-1";
  Instant now = example::at("2026-03-02T09:00");
  std::vector<Recorded> stored;
  auto take = [&](const Command& command, const Answers& answers) {
    auto decided = decide(c, command, answers, {now, "letter-" + std::to_string(stored.size())});
    if (!decided) {
      RC_ASSERT(!word(decided.error().code).empty());
      return;
    }
    for (const Event& event : *decided) {
      auto text = to_text(to_json(event));
      auto back = event_from_json(type_of(event), parse_json(text).value());
      RC_ASSERT(back.has_value());
      RC_ASSERT(to_text(to_json(*back)) == text);
      stored.push_back({*back, now, "u1", "Rådgiver"});
      c = apply(std::move(c), {event, now, "u1", "Rådgiver"});
    }
  };
  // Most courses begin as courses do, so that what comes late in a case is reached too.
  auto led = pick(0, 8);
  if (led > 0) take(ReceiveMessage{any_message(), 1, "2026-1", {"example", "1", "aa"}}, any_answers());
  if (led > 1) take(OpenMessage{}, any_answers());
  if (led > 2) take(Assess{AssessmentOutcome::duty_stands}, example::answers());
  auto steps = pick(0, 40);
  for (int i = 0; i < steps; ++i) {
    now += std::chrono::hours(*one_of<int>({0, 0, 1, 30, 24 * 7, 24 * 13}));
    take(any_command(c, now), any_answers());
    is_sound(c);
    stands_on_its_worklist(c, now);
    tells_only_what_is_allowed(c);
    offers_only_steps_in_place(c, now);
  }
  RC_ASSERT(text_of(replay("case-1", stored)) == text_of(c));
  RC_CLASSIFY(c.stage == Stage::closed, "closed");
  RC_CLASSIFY(c.feedback.has_value(), "reported");
  RC_CLASSIFY(!c.attendance.meetings.empty(), "met or missed");
}

// `apply` is total: events in an order no `decide` would give still make a case, and never fall over.
RC_GTEST_PROP(AnyOrderOfEvents, GivesACase, ()) {
  Answers answers = example::answers();
  std::vector<Event> known{MessageReceived{example::message(), 1, "2026-1", {"example", "1", "aa"}},
                           MessageOpened{},
                           FactsStated{},
                           Assessed{AssessmentOutcome::duty_stands, *answers.reaction, *answers.deadlines, 1},
                           MeetingBooked{example::meeting("2026-03-16T12:00")},
                           Summoned{SummonsKind::first, "l", example::meeting("2026-03-16T12:00"),
                                    *answers.summons, GuardianHandling::as_policy},
                           OutreachMade{OutreachChannel::phone, true},
                           AttendanceRecorded{Attendance::not_attended, answers.no_show},
                           AttendanceRecorded{Attendance::attended, std::nullopt},
                           DutyCancelled{CancelReason::unnecessary},
                           FeedbackSent{std::nullopt, *answers.feedback, ""},
                           CaseClosed{},
                           LetterMade{"l", LetterKind::summons, "00", 1},
                           GuardianPlanned{example::not_contacted()},
                           ChildWelfareAssessed{example::concern()},
                           ChildWelfareReported{{example::day("2026-03-02"), "Barnevernvakten"}},
                           ChildWelfareConfirmed{{example::day("2026-03-02"), {}}},
                           ChildWelfareReminded{example::day("2026-03-02")}};
  auto order = *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, known.size()));
  Instant now = example::at("2026-03-02T09:00");
  Case c;
  for (std::size_t i : order) {
    c = apply(std::move(c), {known[i], now, "u1", "Rådgiver"});
    (void)next_steps(c, now);
    (void)running_deadline(c, {});
    (void)stage_clock(c);
    for (const Command& command : {Command{Assess{}}, Command{Summon{}}, Command{SendFeedback{}},
                                   Command{RecordLetter{"l", LetterKind::order, "00", 1}}}) {
      (void)decide(c, command, answers, {now, "l"});
    }
  }
  RC_ASSERT(c.version == static_cast<std::int64_t>(order.size()));
}

}  // namespace
}  // namespace moteplass::casework
