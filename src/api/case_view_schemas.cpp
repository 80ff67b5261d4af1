#include "api/views.h"
#include "app/papers.h"
#include "casework/words.h"

namespace moteplass::api {
namespace {

using namespace schema;

Schema attendance_record() {
  return object(
      {{"police_case_number", any_text()},
       {"meetings_required", count()},
       {"attended", count()},
       {"duty_met", boolean()},
       {"summonses", list(object({{"kind", one_of(words_to(casework::SummonsKind::rebooked))},
                                  {"letter", any_text()},
                                  {"meeting", reference("Meeting")},
                                  {"sent_at", instant()}}))},
       {"outreach", list(object({{"channel", one_of(words_to(casework::OutreachChannel::through_others))},
                                 {"reached", boolean()},
                                 {"at", instant()}}))},
       {"meetings", list(object({{"meeting", reference("Meeting")},
                                 {"attendance", one_of(words_to(casework::Attendance::not_attended))},
                                 {"recorded_at", instant()}}))},
       optional("cancelled", one_of(words_to(casework::CancelReason::deceased))),
       optional("cancelled_at", instant())},
      "The attendance record (møteprotokoll): all about the duty, nothing about help. Not part of a patient "
      "journal (Helsedirektoratet).");
}

Schema clock() {
  return object(
      {optional("decided_on", date()), optional("final_on", date()), optional("received", instant()),
       optional("opened", instant()), optional("assessed", instant()), optional("summoned", instant()),
       optional("met", instant()), optional("reported", instant()), optional("closed", instant())},
      "The stages passed and when.");
}

Schema answers() {
  auto answer = [] { return reference("PolicyAnswer"); };
  return object({optional("reaction", answer()), optional("summons", answer()), optional("no_show", answer()),
                 optional("feedback", answer()), optional("deadlines", answer())},
                "What the case's policy answers on the facts known now.");
}

}  // namespace

Book case_view_schemas() {
  Book book;
  book["AttendanceRecord"] = attendance_record();
  book["Letter"] = object({{"letter", described(any_text(), "The id it is fetched by.")},
                           {"kind", one_of(words_to(casework::LetterKind::feedback))},
                           {"sha256", pattern("^[0-9a-f]{64}$")},
                           {"bytes", count()}});
  book["Assessment"] = object({{"outcome", one_of(words_to(casework::AssessmentOutcome::not_for_unit))},
                               {"meetings_required", count()},
                               {"reaction", reference("PolicyAnswer")},
                               {"deadlines", reference("PolicyAnswer")}});
  book["FeedbackPreview"] =
      object({{"rule", described(reference("PolicyAnswer"), "Tilbakemelding: what may be told.")},
              optional("feedback", described(reference("Feedback"), "Absent: nothing would be told."))},
             "What police would be told if feedback were sent now: exactly these fields.");
  book["SentFeedback"] = object({{"rule", reference("PolicyAnswer")},
                                 optional("feedback", reference("Feedback")),
                                 optional("letter", any_text())});
  book["Case"] = object(
      {{"id", any_text()},
       {"number", described(any_text(), "The unit's own, such as 2026-17.")},
       {"version", described(count(), "Events so far; what an action must name.")},
       {"stage", one_of(words_to(casework::Stage::closed))},
       {"stage_since", instant()},
       optional(
           "receipt",
           described(whole_number(1, 9'007'199'254'740'991),
                     "The message's number with its sender; absent where there is no message from one.")),
       {"received_at", instant()},
       {"policy", reference("PolicyRef")},
       {"facts", described(reference("Facts"), "What is known now: from the message, then as stated.")},
       optional("message", reference("Message")),
       optional("assessment", reference("Assessment")),
       {"attendance", reference("AttendanceRecord")},
       optional("booked", described(reference("Meeting"), "A meeting that is not yet held.")),
       optional("booked_is_summoned", described(boolean(), "A letter about this very meeting has gone.")),
       optional("feedback", reference("SentFeedback")),
       optional("guardian_plan", reference("GuardianPlan")),
       {"child_welfare",
        object({{"report_due", boolean()},
                {"reports", list(object({{"sent_on", date()},
                                         {"service", any_text()},
                                         {"confirmation_due", date()},
                                         optional("confirmed_on", date()),
                                         optional("investigates", boolean()),
                                         optional("reminded_on", date())}))},
                optional("assessment", reference("ChildWelfareAssessment")),
                optional("assessed_at", instant())},
               "The unit's own duty to report to child welfare; no part of what police may learn.")},
       {"letters", list(reference("Letter"))},
       {"papers", described(list(object({{"letter", described(any_text(), "The id it is fetched by.")},
                                         {"kind", one_of(words_to(app::PaperKind::child_welfare_report))},
                                         {"made", boolean()},
                                         optional("about", described(any_text(), "The guardian's name."))})),
                            "Beside the case's own letters: to guardians, to child welfare. Latest first.")},
       {"next_steps", described(list(one_of(words_to(casework::Step::close))),
                                "The actions that may be taken now, the first one first.")},
       {"entries", described(list(any_text()),
                             "The entries that may be made now, those that something waits for first; each "
                             "is an action too.")},
       optional("voluntary", described(one_of(words_to(casework::CameBy::other)),
                                       "The person came of their own accord: there is no duty.")),
       optional("came_from", described(any_text(), "The unit that had the case before.")),
       optional("deadline", object({{"kind", one_of(words_to(casework::DeadlineKind::close_case))},
                                    {"due", instant()},
                                    optional("source", described(any_text(),
                                                                 "The policy's Kilde. Absent: the "
                                                                 "unit's own goal."))})),
       {"clock", clock()},
       {"answers", answers()},
       {"history",
        list(object({{"type", any_text()},
                     {"at", instant()},
                     {"actor", any_text()},
                     {"actor_name", any_text()},
                     optional("entry", open_object("What was entered, in the members of the action."))}))},
       {"accesses",
        described(list(object({{"actor", any_text()},
                               {"actor_name", any_text()},
                               {"what", any_text()},
                               {"at", instant()}})),
                  "Who has looked at the case, newest first; the person it is about may read this.")}},
      "A case as those who work on it see it.");
  return book;
}

}  // namespace moteplass::api
