#include "api/views.h"

#include <algorithm>

#include "app/papers.h"
#include "casework/words.h"

namespace moteplass::api {

json::object view_of(const casework::Meeting& meeting) {
  json::array team;
  for (const auto& who : meeting.team) team.emplace_back(who);
  return {{"start", to_string(meeting.start)},
          {"minutes", meeting.minutes},
          {"place", meeting.place},
          {"team", std::move(team)}};
}

namespace {

using casework::Case;

void put(json::object& object, std::string_view name, const std::optional<Instant>& at) {
  if (at) object[name] = to_string(*at);
}
void put(json::object& object, std::string_view name, const std::optional<Date>& date) {
  if (date) object[name] = to_string(*date);
}
void put(json::object& object, std::string_view name, const std::optional<policy::Answer>& answer) {
  if (answer) object[name] = policy::to_json(*answer);
}

json::object view_of(const casework::Summons& summons) {
  return {{"kind", casework::word(summons.kind)},
          {"letter", summons.letter},
          {"meeting", api::view_of(summons.meeting)},
          {"sent_at", to_string(summons.sent_at)}};
}

json::object view_of(const casework::Outreach& outreach) {
  return {{"channel", casework::word(outreach.channel)},
          {"reached", outreach.reached},
          {"at", to_string(outreach.at)}};
}

json::object view_of(const casework::HeldMeeting& held) {
  return {{"meeting", api::view_of(held.meeting)},
          {"attendance", casework::word(held.attendance)},
          {"recorded_at", to_string(held.recorded_at)}};
}

json::object view_of(const casework::LetterMade& made) {
  return {{"letter", made.letter},
          {"kind", casework::word(made.kind)},
          {"sha256", made.sha256},
          {"bytes", made.bytes}};
}

json::object view_of(const casework::Recorded& recorded) {
  json::object object{{"type", casework::type_of(recorded.event)},
                      {"at", to_string(recorded.at)},
                      {"actor", recorded.actor},
                      {"actor_name", recorded.actor_name}};
  if (const auto* made = std::get_if<casework::EntryMade>(&recorded.event)) {
    object["entry"] = casework::to_json(made->entry);
  }
  return object;
}

json::object view_of(const app::Access& access) {
  return {{"actor", access.actor},
          {"actor_name", access.actor_name},
          {"what", access.what},
          {"at", to_string(access.at)}};
}

json::object view_of(const casework::SentChildWelfareReport& sent) {
  json::object object{{"sent_on", to_string(sent.report.sent_on)},
                      {"service", sent.report.service},
                      {"confirmation_due", to_string(sent.confirmation_due())}};
  if (sent.confirmation) {
    object["confirmed_on"] = to_string(sent.confirmation->received_on);
    if (sent.confirmation->investigates) object["investigates"] = *sent.confirmation->investigates;
  }
  put(object, "reminded_on", sent.reminded_on);
  return object;
}

// Stands after the views it looks up: they are found by name where it is written.
template <class Entries>
json::array views_of(const Entries& entries) {
  json::array views;
  for (const auto& entry : entries) views.push_back(view_of(entry));
  return views;
}

json::object view_of(const casework::AttendanceRecord& record) {
  json::object object{{"police_case_number", record.police_case_number},
                      {"meetings_required", record.meetings_required},
                      {"attended", record.attended_count()},
                      {"duty_met", record.duty_met()},
                      {"summonses", views_of(record.summonses)},
                      {"outreach", views_of(record.outreach)},
                      {"meetings", views_of(record.meetings)}};
  if (record.cancelled) object["cancelled"] = casework::word(*record.cancelled);
  put(object, "cancelled_at", record.cancelled_at);
  return object;
}

json::object view_of(const casework::Assessed& assessed) {
  return {{"outcome", casework::word(assessed.outcome)},
          {"meetings_required", assessed.meetings_required},
          {"reaction", policy::to_json(assessed.reaction)},
          {"deadlines", policy::to_json(assessed.deadlines)}};
}

json::object view_of(const casework::FeedbackSent& sent) {
  json::object object{{"rule", policy::to_json(sent.scope)}};
  if (sent.feedback) object["feedback"] = api::view_of(*sent.feedback);
  if (!sent.letter.empty()) object["letter"] = sent.letter;
  return object;
}

json::object view_of(const casework::Deadline& deadline) {
  json::object object{{"kind", casework::word(deadline.kind)}, {"due", to_string(deadline.due)}};
  if (deadline.source) object["source"] = *deadline.source;
  return object;
}

json::object view_of(const casework::ChildWelfareCourse& course) {
  json::object object{{"report_due", course.report_due}, {"reports", views_of(course.reports)}};
  if (course.assessment) object["assessment"] = casework::to_json(*course.assessment);
  put(object, "assessed_at", course.assessed_at);
  return object;
}

json::object view_of(const casework::StageClock& clock) {
  json::object object;
  put(object, "decided_on", clock.decided_on);
  put(object, "final_on", clock.final_on);
  put(object, "received", clock.received);
  put(object, "opened", clock.opened);
  put(object, "assessed", clock.assessed);
  put(object, "summoned", clock.summoned);
  put(object, "met", clock.met);
  put(object, "reported", clock.reported);
  put(object, "closed", clock.closed);
  return object;
}

json::object view_of(const casework::Answers& answers) {
  json::object object;
  put(object, "reaction", answers.reaction);
  put(object, "summons", answers.summons);
  put(object, "no_show", answers.no_show);
  put(object, "feedback", answers.feedback);
  put(object, "deadlines", answers.deadlines);
  return object;
}

json::array papers_of(const app::CaseView& view) {
  json::array papers;
  for (const auto& paper : app::papers_of(view.c)) {
    bool made =
        std::find(view.papers_made.begin(), view.papers_made.end(), paper.id) != view.papers_made.end();
    json::object object{{"letter", paper.id}, {"kind", app::word(paper.kind)}, {"made", made}};
    if (!paper.about.empty()) object["about"] = paper.about;
    papers.push_back(std::move(object));
  }
  return papers;
}

}  // namespace

json::object view_of(const app::CaseView& view) {
  const Case& c = view.c;
  json::object object{{"id", c.id},
                      {"number", c.number},
                      {"version", c.version},
                      {"stage", casework::word(c.stage)},
                      {"stage_since", to_string(c.stage_since)},
                      {"received_at", to_string(c.received_at)},
                      {"policy", policy::to_json(c.policy)},
                      {"facts", policy::to_json(c.facts)}};
  if (c.receipt > 0) object["receipt"] = c.receipt;
  if (c.message) object["message"] = casework::to_json(*c.message);
  if (c.assessment) object["assessment"] = view_of(*c.assessment);
  object["attendance"] = view_of(c.attendance);
  if (c.booked) {
    object["booked"] = api::view_of(*c.booked);
    object["booked_is_summoned"] = c.booked_is_summoned;
  }
  if (c.feedback) object["feedback"] = view_of(*c.feedback);
  object["child_welfare"] = view_of(c.child_welfare);
  if (c.guardian_plan) object["guardian_plan"] = casework::to_json(*c.guardian_plan);
  object["letters"] = views_of(c.letters);
  object["papers"] = papers_of(view);
  json::array steps;
  for (auto step : view.next_steps) steps.emplace_back(casework::word(step));
  object["next_steps"] = std::move(steps);
  json::array entries;
  for (auto entry : view.entries) entries.emplace_back(entry);
  object["entries"] = std::move(entries);
  if (c.voluntary) object["voluntary"] = word(*c.voluntary);
  if (c.came_from) object["came_from"] = *c.came_from;
  if (view.deadline) object["deadline"] = view_of(*view.deadline);
  object["clock"] = view_of(view.clock);
  object["answers"] = view_of(view.answers);
  object["history"] = views_of(c.history);
  object["accesses"] = views_of(view.accesses);
  return object;
}

json::object view_of(const app::FeedbackPreview& preview) {
  json::object object{{"rule", policy::to_json(preview.rule)}};
  if (preview.feedback) object["feedback"] = view_of(*preview.feedback);
  return object;
}

}  // namespace moteplass::api
