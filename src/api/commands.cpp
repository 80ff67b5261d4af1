#include "api/commands.h"

#include <limits>

#include "casework/outlook.h"
#include "casework/words.h"

namespace moteplass::api {
namespace {

using casework::Command;
using casework::Step;

constexpr Step last_step = Step::close;
constexpr std::size_t most_in_team = 10;
constexpr std::int64_t usual_minutes = 60;

std::string listed(const std::vector<std::string_view>& words) {
  return fmt::format("one of: {}", fmt::join(words, ", "));
}

// A member that is one of the words of an enumeration.
template <class Choice>
std::optional<Choice> choice(ObjectReader& reader, std::string_view name, Presence presence, Choice last) {
  auto text = reader.text(name, presence);
  if (!text) return std::nullopt;
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    if (word(static_cast<Choice>(i)) == *text) return static_cast<Choice>(i);
  }
  reader.fault(name, FaultKind::not_allowed, listed(schema::words_to(last)));
  return std::nullopt;
}

// Names on letters and calendars; a line break there would let a name pose as more than one line.
std::optional<std::string> line(ObjectReader& reader, std::string_view name, Presence presence,
                                std::size_t longest) {
  auto text = reader.text(name, presence, longest);
  if (text && text->find('\n') != std::string::npos) {
    reader.fault(name, FaultKind::bad_format, "a text of one line");
    return std::nullopt;
  }
  return text;
}

std::optional<Date> date(ObjectReader& reader, std::string_view name) {
  auto text = reader.text(name, Presence::required, 20);
  if (!text) return std::nullopt;
  auto found = parse_date(*text);
  if (!found) reader.fault(name, FaultKind::bad_format, "a date such as 2026-03-14");
  return found;
}

std::vector<std::string> team_from(ObjectReader& reader, std::vector<FieldFault>& faults) {
  std::vector<std::string> team;
  const json::array* array = reader.array("team", Presence::optional, most_in_team);
  if (array == nullptr) return team;
  for (std::size_t i = 0; i < array->size(); ++i) {
    // An entry is read as the only member of an object, so that a text is a text wherever it stands.
    json::value entry = json::object{{"who", (*array)[i]}};
    std::vector<FieldFault> of_entry;
    ObjectReader entry_reader(entry, "", of_entry);
    if (auto who = line(entry_reader, "who", Presence::required, 100)) team.push_back(std::move(*who));
    for (auto& fault : of_entry) {
      faults.push_back({fmt::format("{}[{}]", reader.path_of("team"), i), fault.kind, fault.expected});
    }
  }
  return team;
}

casework::Meeting meeting_from(const json::value& value, std::string path, std::vector<FieldFault>& faults) {
  ObjectReader reader(value, std::move(path), faults);
  casework::Meeting meeting;
  if (auto text = reader.text("start", Presence::required, 40)) {
    if (auto start = parse_instant(*text)) {
      meeting.start = *start;
    } else {
      reader.fault("start", FaultKind::bad_format, "an instant such as 2026-03-14T09:30:00+01:00");
    }
  }
  meeting.minutes = reader.whole_number("minutes", Presence::optional, 15, 240).value_or(usual_minutes);
  meeting.place = line(reader, "place", Presence::required, 200).value_or("");
  meeting.team = team_from(reader, faults);
  reader.refuse_unknown();
  return meeting;
}

// Nothing only where a fault has been recorded.
std::optional<Command> command_from(Step step, ObjectReader& reader, std::vector<FieldFault>& faults) {
  switch (step) {
    case Step::open:
      return casework::OpenMessage{};
    case Step::state_facts: {
      const json::value* value = reader.object("facts", Presence::required);
      if (value == nullptr) return std::nullopt;
      auto facts = policy::facts_from_json(*value, reader.path_of("facts"));
      if (facts) return casework::StateFacts{std::move(*facts)};
      faults.insert(faults.end(), facts.error().begin(), facts.error().end());
      return std::nullopt;
    }
    case Step::assess: {
      auto outcome = choice(reader, "outcome", Presence::required, casework::AssessmentOutcome::not_for_unit);
      if (!outcome) return std::nullopt;
      return casework::Assess{*outcome};
    }
    case Step::book_meeting: {
      const json::value* value = reader.object("meeting", Presence::required);
      if (value == nullptr) return std::nullopt;
      return casework::BookMeeting{meeting_from(*value, reader.path_of("meeting"), faults)};
    }
    case Step::plan_guardians: {
      const json::value* value = reader.object("plan", Presence::required);
      if (value == nullptr) return std::nullopt;
      auto plan = casework::guardian_plan_from_json(*value, reader.path_of("plan"));
      if (plan) return casework::PlanGuardians{std::move(*plan)};
      faults.insert(faults.end(), plan.error().begin(), plan.error().end());
      return std::nullopt;
    }
    case Step::summon: {
      // Never by default: contact with a guardian may endanger a child.
      auto guardian =
          choice(reader, "guardian", Presence::required, casework::GuardianHandling::not_contacted);
      if (!guardian) return std::nullopt;
      return casework::Summon{*guardian};
    }
    case Step::make_outreach: {
      auto channel = choice(reader, "channel", Presence::required, casework::OutreachChannel::through_others);
      auto reached = reader.boolean("reached", Presence::required);
      if (!channel || !reached) return std::nullopt;
      return casework::MakeOutreach{*channel, *reached};
    }
    case Step::record_attendance: {
      auto attendance = choice(reader, "attendance", Presence::required, casework::Attendance::not_attended);
      if (!attendance) return std::nullopt;
      return casework::RecordAttendance{*attendance};
    }
    case Step::cancel_duty: {
      auto reason = choice(reader, "reason", Presence::required, casework::CancelReason::deceased);
      if (!reason) return std::nullopt;
      return casework::CancelDuty{*reason};
    }
    case Step::send_feedback:
      return casework::SendFeedback{};
    case Step::assess_child_welfare: {
      const json::value* value = reader.object("assessment", Presence::required);
      if (value == nullptr) return std::nullopt;
      auto read = casework::child_welfare_assessment_from_json(*value, reader.path_of("assessment"));
      if (read) return casework::AssessChildWelfare{std::move(*read)};
      faults.insert(faults.end(), read.error().begin(), read.error().end());
      return std::nullopt;
    }
    case Step::report_to_child_welfare: {
      auto sent_on = date(reader, "sent_on");
      auto service = line(reader, "service", Presence::required, 200);
      if (!sent_on || !service) return std::nullopt;
      return casework::ReportToChildWelfare{{*sent_on, *service}};
    }
    case Step::confirm_child_welfare: {
      auto received_on = date(reader, "received_on");
      auto investigates = reader.boolean("investigates", Presence::optional);
      if (!received_on) return std::nullopt;
      return casework::ConfirmChildWelfare{{*received_on, investigates}};
    }
    case Step::remind_child_welfare: {
      auto on = date(reader, "on");
      if (!on) return std::nullopt;
      return casework::RemindChildWelfare{*on};
    }
    case Step::close:
      return casework::CloseCase{};
  }
  return std::nullopt;
}

// A step of the duty, or an entry.
using ActionKind = std::variant<Step, const casework::Entry*>;

std::vector<std::string_view> action_words() {
  auto words = schema::words_to(last_step);
  for (const auto& kind : casework::entry_kinds()) words.push_back(casework::step_of(kind));
  return words;
}

std::optional<ActionKind> action_of(ObjectReader& reader) {
  auto text = reader.text("action", Presence::required);
  if (!text) return std::nullopt;
  for (int i = 0; i <= static_cast<int>(last_step); ++i) {
    if (word(static_cast<Step>(i)) == *text) return static_cast<Step>(i);
  }
  if (const auto* kind = casework::entry_kind(*text)) return kind;
  reader.fault("action", FaultKind::not_allowed, listed(action_words()));
  return std::nullopt;
}

std::optional<Command> command_from(const ActionKind& action, ObjectReader& reader,
                                    std::vector<FieldFault>& faults) {
  if (const auto* step = std::get_if<Step>(&action)) return command_from(*step, reader, faults);
  return casework::MakeEntry{casework::entry_from_members(*std::get<const casework::Entry*>(action), reader)};
}

schema::Schema shape_schema(const casework::FieldShape& shape) {
  using casework::FieldType;
  switch (shape.type) {
    case FieldType::day:
      return schema::date();
    case FieldType::line:
      return schema::line(shape.longest);
    case FieldType::prose:
      return schema::text(shape.longest);
    case FieldType::yes_no:
      return schema::boolean();
    case FieldType::whole:
      return schema::whole_number(shape.least, shape.most);
    case FieldType::choice:
      return schema::one_of(shape.words);
  }
  return {};
}

schema::Schema action_schema(std::string_view word, std::vector<schema::Member> members,
                             std::string_view description) {
  std::vector<schema::Member> all{
      {"version", schema::described(schema::count(),
                                    "The case's version as it was read; 409 case_conflict if "
                                    "someone else has changed the case since.")},
      {"action", schema::constant(word)}};
  all.insert(all.end(), std::make_move_iterator(members.begin()), std::make_move_iterator(members.end()));
  return schema::object(std::move(all), description);
}

schema::Schema action_schema(Step step, std::vector<schema::Member> members, std::string_view description) {
  return action_schema(word(step), std::move(members), description);
}

schema::Schema entry_schema(const casework::Entry& kind) {
  std::vector<schema::Member> members;
  for (const auto& shape : casework::fields_of(kind)) {
    members.push_back(
        {shape.name, shape_schema(shape), shape.required ? Presence::required : Presence::optional});
  }
  return action_schema(casework::step_of(kind), std::move(members),
                       "An entry beside the duty: one of those in the case's `entries`.");
}

schema::Schema guardian_plan_schema() {
  using namespace schema;
  return object(
      {{"handling", one_of(words_to(casework::GuardianHandling::not_contacted))},
       optional("reason", described(one_of(words_to(casework::GuardianReason::other)),
                                    "Exactly where a guardian is left out.")),
       optional("reason_in_words", described(text(500), "Required with the reason `other`.")),
       optional("trusted_person", object({{"name", schema::line(100)},
                                          optional("relation", schema::line(60)),
                                          optional("phone", schema::line(30))},
                                         "Exactly with trusted_person_instead.")),
       {"heard", described(one_of(words_to(casework::ChildHeard::not_yet)),
                           "Whether the young person has been heard on this.")},
       optional("wish", described(one_of(words_to(casework::ContactWish::no_wish)),
                                  "How they want guardians told; exactly where they were heard.")),
       optional("wish_with", described(schema::line(100), "Who, exactly with together_with_someone."))},
      "How the guardians of a minor are dealt with, and what the young person says about it.");
}

schema::Schema schema_of(Step step) {
  using namespace schema;
  switch (step) {
    case Step::open:
      return action_schema(step, {}, "The message has been read.");
    case Step::state_facts:
      return action_schema(step, {{"facts", reference("Facts")}},
                           "What is known now, as a whole; replaces what was known before.");
    case Step::assess:
      return action_schema(step, {{"outcome", one_of(words_to(casework::AssessmentOutcome::not_for_unit))}},
                           "The unit's own finding. `duty_stands` is refused while the policy's answer waits "
                           "for facts, and before a condition is final (rettskraftig).");
    case Step::book_meeting:
      return action_schema(step, {{"meeting", reference("Meeting")}},
                           "Replaces a meeting booked before and not yet held.");
    case Step::plan_guardians:
      return action_schema(step, {{"plan", reference("GuardianPlan")}},
                           "How the guardians of a minor are told, or who comes instead, or that they are "
                           "not contacted. Comes before the summons where the policy calls a guardian.");
    case Step::summon:
      return action_schema(step, {{"guardian", one_of(words_to(casework::GuardianHandling::not_contacted))}},
                           "Sends the written summons to the booked meeting (NOU 2019:26; strl § 37 (1) j). "
                           "`guardian` repeats "
                           "the guardian plan's `handling`; without a plan, `as_policy`.");
    case Step::make_outreach:
      return action_schema(
          step,
          {{"channel", one_of(words_to(casework::OutreachChannel::through_others))}, {"reached", boolean()}},
          "An attempt to reach the person in another way than by letter.");
    case Step::record_attendance:
      return action_schema(step, {{"attendance", one_of(words_to(casework::Attendance::not_attended))}},
                           "Whether the person came; once the meeting has begun.");
    case Step::cancel_duty:
      return action_schema(step, {{"reason", one_of(words_to(casework::CancelReason::deceased))}},
                           "The unit sets the duty aside. The reason stays with the unit.");
    case Step::send_feedback:
      return action_schema(step, {},
                           "Tells the police what the policy lets out: whether the duty is met, and no "
                           "more. See feedback-preview for the very fields.");
    case Step::assess_child_welfare:
      return action_schema(
          step, {{"assessment", reference("ChildWelfareAssessment")}},
          "Whether child welfare is to be told (bvl. § 13-2, hpl. § 33). The unit's own duty: "
          "it stops no other step, is kept whatever the answer, and never reaches the police.");
    case Step::report_to_child_welfare:
      return action_schema(
          step, {{"sent_on", schema::date()}, {"service", schema::line(200)}},
          "The report has been sent. Child welfare confirms within three weeks (bvl. § 13-3).");
    case Step::confirm_child_welfare:
      return action_schema(step,
                           {{"received_on", schema::date()}, schema::optional("investigates", boolean())},
                           "Child welfare has confirmed the first report not yet confirmed.");
    case Step::remind_child_welfare:
      return action_schema(step, {{"on", schema::date()}},
                           "Child welfare has been asked after the first report not yet confirmed.");
    case Step::close:
      return action_schema(step, {}, "Nothing more is to be done.");
  }
  return {};
}

}  // namespace

Result<Action, std::vector<FieldFault>> action_from_json(const json::value& value) {
  std::vector<FieldFault> faults;
  if (!value.is_object()) {
    faults.push_back({"", FaultKind::wrong_type, "an object"});
    return failure(std::move(faults));
  }
  ObjectReader reader(value, "", faults);
  auto version =
      reader.whole_number("version", Presence::required, 0, std::numeric_limits<std::int64_t>::max());
  auto action = action_of(reader);
  // Without an action no member can be called unknown.
  if (!action) return failure(std::move(faults));
  auto command = command_from(*action, reader, faults);
  reader.refuse_unknown();
  if (!faults.empty() || !version || !command) return failure(std::move(faults));
  return Action{*version, std::move(*command)};
}

schema::Book action_schemas() {
  using namespace schema;
  Book book;
  book["Meeting"] = object(
      {{"start", described(instant(), "With an offset or Z; from now to 400 days ahead.")},
       optional("minutes", with_default(whole_number(15, 240), usual_minutes)),
       {"place", described(line(200), "Where the person is to come.")},
       optional("team", described(list(line(100), most_in_team), "Who meets, by competence or name."))},
      "A meeting between the person and the unit.");
  book["GuardianPlan"] = guardian_plan_schema();
  book["ChildWelfareAssessment"] = object(
      {{"child", one_of(words_to(casework::ChildConcerned::child_in_care))},
       optional("grounds", described(list(one_of(words_to(casework::ChildWelfareGround::trafficking)), 5),
                                     "Those of bvl. § 13-2 that there is reason to believe hold.")),
       {"conclusion", one_of(words_to(casework::ChildWelfareConclusion::no_ground_now))},
       {"reason", text(2000)},
       optional("facts", described(text(4000), "What the report tells; exactly with `report`."))},
      "One assessment of the duty to report; the latest counts.");
  json::array choices;
  json::object mapping;
  auto add = [&](std::string_view action, schema::Schema schema) {
    auto name = "Action_" + std::string(action);
    book[name] = std::move(schema);
    choices.push_back(reference(name));
    mapping[action] = "#/components/schemas/" + name;
  };
  for (int i = 0; i <= static_cast<int>(last_step); ++i) {
    add(word(static_cast<Step>(i)), schema_of(static_cast<Step>(i)));
  }
  for (const auto& kind : casework::entry_kinds()) add(casework::step_of(kind), entry_schema(kind));
  book["Action"] = {
      {"description", "One step in a case, of its `next_steps`, or one entry, of its `entries`."},
      {"oneOf", std::move(choices)},
      {"discriminator", json::object{{"propertyName", "action"}, {"mapping", std::move(mapping)}}}};
  return book;
}

}  // namespace moteplass::api
