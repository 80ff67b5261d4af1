#include "web/case_forms.h"

#include <algorithm>

#include <fmt/format.h>

#include "casework/words.h"
#include "web/child_welfare_form.h"
#include "web/facts_form.h"
#include "web/guardian_form.h"

namespace moteplass::web {
namespace {

using namespace casework;

constexpr std::size_t most_people = 12;

std::optional<bool> yes_no_from(std::string_view word) {
  if (word == "yes") return true;
  if (word == "no") return false;
  return std::nullopt;
}

// "Kari, tolk" typed beside the check boxes.
void add_others(std::vector<std::string>& team, std::string_view typed) {
  while (!typed.empty()) {
    auto comma = typed.find(',');
    auto name = trimmed(typed.substr(0, comma));
    if (!name.empty() && std::find(team.begin(), team.end(), name) == team.end()) team.emplace_back(name);
    typed = comma == std::string_view::npos ? std::string_view() : typed.substr(comma + 1);
  }
}

std::optional<Command> book_meeting(FormReader& reader) {
  Meeting meeting;
  auto date = reader.date("date", Presence::required);
  auto time = reader.time_of_day("time", Presence::required);
  auto minutes = reader.whole_number("minutes", Presence::required, 15, 240);
  auto place = reader.text("place", Presence::required, 200);
  meeting.team = reader.several(team_name, most_people);
  add_others(meeting.team, reader.text(other_team_name, Presence::optional, 400).value_or(""));
  if (meeting.team.size() > most_people) {
    reader.fault(other_team_name, FaultKind::out_of_range, fmt::format("at most {} people", most_people));
  }
  if (!date || !time || !minutes || !place) return std::nullopt;
  auto start = parse_local(fmt::format("{}T{}", to_string(*date), *time));
  if (!start) {  // the hour that summer time skips
    reader.fault("time", FaultKind::bad_format, "a time that exists on that day");
    return std::nullopt;
  }
  meeting.start = *start;
  meeting.minutes = *minutes;
  meeting.place = *place;
  return BookMeeting{std::move(meeting)};
}

std::optional<Command> outreach(FormReader& reader) {
  auto channel = reader.choice("channel", Presence::required, outreach_channel_from);
  auto reached = reader.choice("reached", Presence::required, yes_no_from);
  if (!channel || !reached) return std::nullopt;
  return MakeOutreach{*channel, *reached};
}

}  // namespace

std::optional<std::int64_t> version_of(FormReader& reader) {
  return reader.whole_number("version", Presence::required, 0, 1'000'000);
}

std::optional<Command> command_of(Step step, FormReader& reader) {
  switch (step) {
    case Step::open:
      return OpenMessage{};
    case Step::state_facts: {
      auto facts = facts_from_form(reader);
      if (!facts) return std::nullopt;
      return StateFacts{std::move(*facts)};
    }
    case Step::assess: {
      auto outcome = reader.choice("outcome", Presence::required, assessment_outcome_from);
      if (!outcome) return std::nullopt;
      return Assess{*outcome};
    }
    case Step::book_meeting:
      return book_meeting(reader);
    case Step::plan_guardians: {
      auto plan = guardian_plan_from_form(reader);
      if (!plan) return std::nullopt;
      return PlanGuardians{std::move(*plan)};
    }
    case Step::summon: {
      // Never by default: contact that nobody chose can be dangerous. The form says what the plan says.
      auto guardian = reader.choice("guardian", Presence::required, guardian_handling_from);
      if (!guardian) return std::nullopt;
      return Summon{*guardian};
    }
    case Step::make_outreach:
      return outreach(reader);
    case Step::record_attendance: {
      auto attendance = reader.choice("attendance", Presence::required, attendance_from);
      if (!attendance) return std::nullopt;
      return RecordAttendance{*attendance};
    }
    case Step::cancel_duty: {
      auto reason = reader.choice("reason", Presence::required, cancel_reason_from);
      if (!reason) return std::nullopt;
      return CancelDuty{*reason};
    }
    case Step::send_feedback:
      return SendFeedback{};
    case Step::assess_child_welfare:
    case Step::report_to_child_welfare:
    case Step::confirm_child_welfare:
    case Step::remind_child_welfare:
      return child_welfare_command_of(step, reader);
    case Step::close:
      return CloseCase{};
  }
  return std::nullopt;
}

http::Parameters form_of(const Meeting& meeting, const std::vector<std::string>& offered_team) {
  auto local = to_local(meeting.start);
  http::Parameters form{{"date", to_string(local.date)},
                        {"time", fmt::format("{:02}:{:02}", local.hour, local.minute)},
                        {"minutes", std::to_string(meeting.minutes)},
                        {"place", meeting.place}};
  std::string others;
  for (const auto& person : meeting.team) {
    if (std::find(offered_team.begin(), offered_team.end(), person) != offered_team.end()) {
      form.add(std::string(team_name), person);
    } else {
      others += (others.empty() ? "" : ", ") + person;
    }
  }
  form.add(std::string(other_team_name), others);
  return form;
}

}  // namespace moteplass::web
