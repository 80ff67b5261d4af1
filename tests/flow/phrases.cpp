// The phrases of the scenarios. Each stands once, so that what a scenario may say is read here.
#include <charconv>

#include <fmt/format.h>

#include "casework/example_case.h"
#include "casework/outlook.h"
#include "casework/words.h"
#include "scenario.h"

namespace moteplass::flow {

using namespace casework;
using policy::Question;

namespace {

// The rest of a phrase that begins so.
std::optional<std::string_view> after(std::string_view phrase, std::string_view beginning) {
  if (!phrase.starts_with(beginning)) return std::nullopt;
  phrase.remove_prefix(beginning.size());
  while (phrase.starts_with(' ')) phrase.remove_prefix(1);
  return phrase;
}

std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::vector<std::string> listed(std::string_view text) {
  std::vector<std::string> entries;
  while (!text.empty()) {
    auto comma = text.find(", ");
    entries.emplace_back(text.substr(0, comma));
    text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 2);
  }
  return entries;
}

template <class Range>
std::string in_list(const Range& entries) {
  return fmt::format("{}", fmt::join(entries, ", "));
}

// "not_contacted" is written "not contacted".
std::string spoken(std::string_view word) {
  std::string text(word);
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}
std::string written(std::string_view phrase) {
  std::string text(phrase);
  std::replace(text.begin(), text.end(), ' ', '_');
  return text;
}

std::string in_words(Instant instant) {
  LocalTime time = to_local(instant);
  return fmt::format("{} {:02}:{:02}", to_string(time.date), time.hour, time.minute);
}

std::optional<Meeting> meeting_at(std::string_view phrase) {
  auto start = moment_of(phrase);
  if (!start) return std::nullopt;
  return Meeting{*start, 60, "Storgata 1, Oslo", {"sosialfaglig"}};
}

std::optional<policy::Answer>* answer_to(Answers& answers, std::string_view question) {
  if (question == "reaction") return &answers.reaction;
  if (question == "summons") return &answers.summons;
  if (question == "no-show") return &answers.no_show;
  if (question == "feedback") return &answers.feedback;
  if (question == "deadlines") return &answers.deadlines;
  return nullptr;
}

// Sets one member of an answer and so makes it decided.
bool set(std::optional<policy::Answer>& answer, std::string_view member, json::value value) {
  answer->status = policy::Status::decided;
  answer->needs.clear();
  answer->answer[member] = std::move(value);
  return true;
}

struct Told {
  std::string operator()(const MessageReceived&) const { return "message received"; }
  std::string operator()(const MessageOpened&) const { return "message opened"; }
  std::string operator()(const FactsStated& event) const {
    return "facts stated: age " +
           (event.facts.person.age ? std::to_string(*event.facts.person.age) : "unknown");
  }
  std::string operator()(const Assessed& event) const {
    switch (event.outcome) {
      case AssessmentOutcome::duty_stands:
        return fmt::format("assessed: duty stands, {} to attend",
                           event.meetings_required == 1
                               ? std::string("1 meeting")
                               : fmt::format("{} meetings", event.meetings_required));
      case AssessmentOutcome::not_for_unit:
        return "assessed: not for unit";
    }
    return "";
  }
  std::string operator()(const MeetingBooked& event) const {
    return "meeting booked " + in_words(event.meeting.start);
  }
  std::string operator()(const Summoned& event) const {
    std::string guardian;
    switch (event.guardian) {
      case GuardianHandling::as_policy:
        break;
      case GuardianHandling::trusted_person_instead:
        guardian = ", trusted person instead of guardian";
        break;
      case GuardianHandling::not_contacted:
        guardian = ", guardian not contacted";
        break;
    }
    return fmt::format("summoned: {}{}", word(event.kind), guardian);
  }
  std::string operator()(const OutreachMade& event) const {
    return fmt::format("outreach made: {}, {}", spoken(word(event.channel)),
                       event.reached ? "reached" : "not reached");
  }
  std::string operator()(const AttendanceRecorded& event) const {
    return "attendance recorded: " + spoken(word(event.attendance));
  }
  std::string operator()(const DutyCancelled& event) const {
    return "duty cancelled: " + spoken(word(event.reason));
  }
  std::string operator()(const FeedbackSent& event) const {
    if (!event.feedback) return "feedback: nothing leaves the unit";
    std::vector<std::string> dates;
    for (Date date : event.feedback->dates()) dates.push_back(to_string(date));
    return fmt::format("feedback sent: duty {}{}{}, attempts {}", spoken(word(event.feedback->outcome())),
                       dates.empty() ? "" : ", on ", in_list(dates), event.feedback->attempts());
  }
  std::string operator()(const GuardianPlanned& event) const {
    const GuardianPlan& plan = event.plan;
    std::string who = plan.trusted_person ? fmt::format(" ({})", plan.trusted_person->name) : "";
    std::string why = plan.reason ? ", " + spoken(word(*plan.reason)) : "";
    return fmt::format("guardians planned: {}{}{}, child {}", spoken(word(plan.handling)), who, why,
                       spoken(word(plan.heard)));
  }
  std::string operator()(const ChildWelfareAssessed& event) const {
    return "child welfare assessed: " + spoken(word(event.assessment.conclusion));
  }
  std::string operator()(const ChildWelfareReported& event) const {
    return "child welfare told: " + event.report.service;
  }
  std::string operator()(const ChildWelfareConfirmed& event) const {
    return "child welfare confirmed on " + to_string(event.confirmation.received_on);
  }
  std::string operator()(const ChildWelfareReminded& event) const {
    return "child welfare reminded on " + to_string(event.on);
  }
  std::string operator()(const CaseClosed&) const { return "case closed"; }
  std::string operator()(const LetterMade& event) const {
    return fmt::format("letter made: {}", word(event.kind));
  }
  std::string operator()(const VoluntaryEntered& event) const {
    return "voluntary: " + spoken(word(event.by));
  }
  std::string operator()(const TransferReceived& event) const {
    return "transfer received from " + event.from_unit;
  }
  std::string operator()(const EntryMade& event) const { return spoken(event_of(event.entry)); }
};

// "summon", "summon, guardian not contacted"
std::optional<GuardianHandling> handling_of(std::string_view rest) {
  if (rest.empty()) return GuardianHandling::as_policy;
  if (rest == ", guardian not contacted") return GuardianHandling::not_contacted;
  if (rest == ", trusted person instead of guardian") return GuardianHandling::trusted_person_instead;
  return std::nullopt;
}

// "as policy, child heard", "not contacted, endangers child, child not yet",
// "trusted person instead (Mormor), not safe to speak, child heard"
std::optional<GuardianPlan> plan_of(std::string_view rest) {
  auto parts = listed(rest);
  if (parts.size() < 2) return std::nullopt;
  GuardianPlan plan;
  std::string handling = parts.front();
  if (auto open = handling.find(" ("); open != std::string::npos && handling.ends_with(')')) {
    plan.trusted_person = TrustedPerson{handling.substr(open + 2, handling.size() - open - 3), {}, {}};
    handling.resize(open);
  }
  auto known = guardian_handling_from(written(handling));
  auto child = after(parts.back(), "child");
  auto heard = child ? child_heard_from(written(*child)) : std::nullopt;
  if (!known || !heard) return std::nullopt;
  plan.handling = *known;
  plan.heard = *heard;
  if (plan.heard == ChildHeard::heard) plan.wish = ContactWish::no_wish;
  if (parts.size() == 3) plan.reason = guardian_reason_from(written(parts[1]));
  return plan;
}

// What is written down besides: "2026-11-03" is a day, "yes" a tick, digits a number, anything else the word
// or the words of the member, "about: attendance count" and "to: Påtalemyndigheten" alike.
json::value member_of(const FieldShape& shape, const std::string& text) {
  switch (shape.type) {
    case FieldType::yes_no:
      return text == "yes";
    case FieldType::whole:
      return number(text).value_or(0);
    case FieldType::choice:
      return json::string(written(text));
    case FieldType::day:
    case FieldType::line:
    case FieldType::prose:
      return json::string(text);
  }
  return {};
}

// "take sample: on: 2026-11-03, seal: 8123, ...": the kind's own words and then its members by name.
std::optional<Entry> entry_of(std::string_view phrase) {
  auto colon = phrase.find(": ");
  auto step = phrase.substr(0, colon);
  const Entry* kind = entry_kind(written(step));
  if (kind == nullptr) return std::nullopt;
  json::object object;
  for (const std::string& part : listed(colon == std::string_view::npos ? "" : phrase.substr(colon + 2))) {
    auto middle = part.find(": ");
    if (middle == std::string::npos) return std::nullopt;
    auto name = written(part.substr(0, middle));
    for (const FieldShape& shape : fields_of(*kind)) {
      if (shape.name == name) object[name] = member_of(shape, part.substr(middle + 2));
    }
    if (!object.contains(name)) return std::nullopt;
  }
  // A tick left out is none.
  for (const FieldShape& shape : fields_of(*kind)) {
    if (shape.type == FieldType::yes_no && !object.contains(shape.name)) object[shape.name] = false;
  }
  auto entry = entry_from_json(*kind, object, "");
  if (!entry) return std::nullopt;
  return std::move(*entry);
}

// "phone, reached"
std::optional<OutreachMade> outreach_of(std::string_view rest) {
  auto comma = rest.find(", ");
  if (comma == std::string_view::npos) return std::nullopt;
  auto channel = outreach_channel_from(written(rest.substr(0, comma)));
  auto end = rest.substr(comma + 2);
  if (!channel || (end != "reached" && end != "not reached")) return std::nullopt;
  return OutreachMade{*channel, end == "reached"};
}

}  // namespace

std::optional<Instant> moment_of(std::string_view text) {
  std::string local(text);
  if (local.size() == 16 && local[10] == ' ') local[10] = 'T';
  return parse_local(local);
}

bool change_message(Message& message, std::string_view phrase) {
  if (auto date = after(phrase, "found on")) {
    auto& facts = message.facts ? *message.facts : message.facts.emplace();
    return (facts.encounter.date = parse_date(*date)).has_value();
  }
  if (auto date = after(phrase, "final on")) return (message.basis.final_on = parse_date(*date)).has_value();
  if (phrase == "not final") {
    message.basis.final_on.reset();
    return true;
  }
  if (auto date = after(phrase, "born")) return (message.person.birth_date = parse_date(*date)).has_value();
  if (phrase == "birth date unknown") {
    message.person.birth_date.reset();
    return true;
  }
  if (auto name = after(phrase, "guardian")) {
    message.guardians.push_back({std::string(*name), {}, {}, {}, {}, {}});
    return true;
  }
  if (auto count = after(phrase, "meetings to attend")) {
    message.conditions.push_back({ConditionKind::attendance, number(*count), {}, {}, {}});
    return number(*count).has_value();
  }
  if (phrase == "drug control") {
    message.conditions.push_back({ConditionKind::drug_test, {}, {}, {}, {}});
    return true;
  }
  if (auto text = after(phrase, "basis")) {
    auto reaction = policy::reaction_from(written(*text));
    message.basis.reaction = reaction.value_or(policy::Reaction::no_reaction);
    return reaction.has_value();
  }
  return false;
}

bool change_policy(Answers& answers, std::string_view phrase) {
  if (auto days = after(phrase, "notice days"))
    return set(answers.summons, "notice_days", number(*days).value());
  if (auto rule = after(phrase, "guardian"))
    return set(answers.summons, "guardian", json::string(written(*rule)));
  if (phrase == "a trusted person may come instead") {
    return set(answers.summons, "trusted_person_instead", true);
  }
  if (auto steps = after(phrase, "after a no-show")) {
    json::array list;
    for (const std::string& step : listed(*steps)) list.emplace_back(written(step));
    return set(answers.no_show, "steps", list);
  }
  if (auto scope = after(phrase, "police are told"))
    return set(answers.feedback, "scope", json::string(written(*scope)));
  if (auto days = after(phrase, "summons within days")) {
    return set(answers.deadlines, "summons_days", number(*days).value());
  }
  if (auto days = after(phrase, "feedback within days")) {
    return set(answers.deadlines, "feedback_days", number(*days).value());
  }
  // "reaction undecided, needs person.age"; "feedback not stated"; "reaction criminal case"
  auto space = phrase.find(' ');
  if (space == std::string_view::npos) return false;
  auto* answer = answer_to(answers, phrase.substr(0, space));
  if (answer == nullptr) return false;
  auto rest = phrase.substr(space + 1);
  if (auto needs = after(rest, "undecided, needs")) {
    *answer = example::undecided((*answer)->question, listed(*needs));
    return true;
  }
  if (rest == "not stated") {
    *answer = example::not_stated((*answer)->question);
    return true;
  }
  if (!policy::reaction_from(written(rest))) return false;
  return set(*answer, "reaction", json::string(written(rest)));
}

std::optional<Event> event_of(std::string_view phrase, const Case& c, const Message& message,
                              const Answers& answers) {
  if (phrase == "message received") {
    return MessageReceived{message, 1, "2026-1", {"example", "1", std::string(64, 'a')}};
  }
  if (phrase == "message opened") return MessageOpened{};
  if (phrase == "assessed: duty stands" || phrase == "assessed: not for unit") {
    auto outcome = assessment_outcome_from(written(phrase.substr(10)));
    std::int64_t meetings = 1;
    for (const Condition& condition : message.conditions) meetings = condition.count.value_or(meetings);
    return Assessed{*outcome, *answers.reaction, *answers.deadlines, meetings};
  }
  if (auto time = after(phrase, "meeting booked")) {
    if (auto meeting = meeting_at(*time)) return MeetingBooked{*meeting};
  }
  if (auto kind = after(phrase, "summoned:")) {
    auto known = summons_kind_from(*kind);
    if (known && c.booked) {
      return Summoned{*known, "letter-given", *c.booked, *answers.summons, GuardianHandling::as_policy};
    }
  }
  if (auto rest = after(phrase, "outreach made:")) {
    if (auto outreach = outreach_of(*rest)) return *outreach;
  }
  if (phrase == "attendance recorded: attended")
    return AttendanceRecorded{Attendance::attended, std::nullopt};
  if (phrase == "attendance recorded: not attended") {
    return AttendanceRecorded{Attendance::not_attended, answers.no_show};
  }
  if (auto reason = after(phrase, "duty cancelled:")) {
    if (auto known = cancel_reason_from(written(*reason))) return DutyCancelled{*known};
  }
  return std::nullopt;
}

std::optional<Command> command_of(std::string_view phrase, const Message& message) {
  if (phrase == "receive message") {
    return ReceiveMessage{message, 1, "2026-1", {"example", "1", std::string(64, 'a')}};
  }
  if (phrase == "open") return OpenMessage{};
  if (auto age = after(phrase, "state facts: age")) {
    policy::Facts facts;
    facts.person.age = number(*age);
    return StateFacts{facts};
  }
  if (phrase == "assess: duty stands") return Assess{AssessmentOutcome::duty_stands};
  if (phrase == "assess: not for unit") return Assess{AssessmentOutcome::not_for_unit};
  if (auto time = after(phrase, "book meeting")) {
    if (auto meeting = meeting_at(*time)) return BookMeeting{*meeting};
  }
  // "assess child welfare: report, own actions", "assess child welfare: no ground now"
  if (auto rest = after(phrase, "assess child welfare:")) {
    auto parts = listed(*rest);
    ChildWelfareAssessment assessment;
    assessment.reason = "Sett i møtet";
    if (parts.empty()) return std::nullopt;
    auto conclusion = child_welfare_conclusion_from(written(parts.front()));
    if (!conclusion) return std::nullopt;
    assessment.conclusion = *conclusion;
    if (*conclusion == ChildWelfareConclusion::report) assessment.facts = "Det som ble sagt";
    for (std::size_t i = 1; i < parts.size(); ++i) {
      auto ground = child_welfare_ground_from(written(parts[i]));
      if (!ground) return std::nullopt;
      assessment.grounds.push_back(*ground);
    }
    return AssessChildWelfare{std::move(assessment)};
  }
  if (auto date = after(phrase, "tell child welfare on")) {
    if (auto sent_on = parse_date(*date)) return ReportToChildWelfare{{*sent_on, "Barnevernstjenesten"}};
  }
  if (auto date = after(phrase, "child welfare confirms on")) {
    if (auto on = parse_date(*date)) return ConfirmChildWelfare{{*on, {}}};
  }
  if (auto rest = after(phrase, "plan guardians:")) {
    if (auto plan = plan_of(*rest)) return PlanGuardians{*plan};
  }
  if (phrase.starts_with("summon")) {
    if (auto handling = handling_of(phrase.substr(6))) return Summon{*handling};
  }
  if (auto rest = after(phrase, "seek out by")) {
    if (auto outreach = outreach_of(*rest)) return MakeOutreach{outreach->channel, outreach->reached};
  }
  if (phrase == "record attended") return RecordAttendance{Attendance::attended};
  if (phrase == "record not attended") return RecordAttendance{Attendance::not_attended};
  if (auto reason = after(phrase, "cancel duty:")) {
    if (auto known = cancel_reason_from(written(*reason))) return CancelDuty{*known};
  }
  if (phrase == "send feedback") return SendFeedback{};
  if (phrase == "close") return CloseCase{};
  if (auto by = after(phrase, "enter voluntary:")) {
    if (auto known = came_by_from(*by)) {
      return EnterVoluntary{message, *known, "2026-1", {"example", "1", std::string(64, 'a')}};
    }
  }
  if (auto entry = entry_of(phrase)) return MakeEntry{std::move(*entry)};
  return std::nullopt;
}

std::string phrase_of(const Event& event) {
  return std::visit(Told{}, event);
}

std::string phrase_of(const Refusal& refusal) {
  std::string phrase = fmt::format("refused: {}", word(refusal.code));
  if (!refusal.field.empty()) phrase += fmt::format(" ({})", refusal.field);
  if (!refusal.needs.empty()) phrase += ", needs " + in_list(refusal.needs);
  return phrase;
}

std::optional<std::string> state_of(const Case& c, std::string_view matter, Instant now) {
  if (matter == "stage") return std::string(word(c.stage));
  if (matter == "worklist") {
    auto list = worklist_of(c);
    return list ? std::string(word(*list)) : "none";
  }
  if (matter == "next step") {
    auto steps = next_steps(c, now);
    return steps.empty() ? "none" : std::string(word(steps.front()));
  }
  if (matter == "deadline") {
    auto deadline = running_deadline(c, {});
    if (!deadline) return "none";
    return fmt::format("{} {}{}", word(deadline->kind), in_words(deadline->due),
                       deadline->source ? " by the policy" : "");
  }
  if (matter == "age") return c.facts.person.age ? std::to_string(*c.facts.person.age) : "unknown";
  if (matter == "no-shows") return std::to_string(c.facts.history.no_shows.value_or(0));
  return std::nullopt;
}

}  // namespace moteplass::flow
