// The pages of a case's steps: each shows a form, and posting it carries out one command. All go the same
// way: read the form, refuse what is wrong field by field, carry out, and come back to the case.
#include <array>

#include <fmt/format.h>

#include "casework/words.h"
#include "http/forms.h"
#include "web/answer_view.h"
#include "web/case_forms.h"
#include "web/case_pages.h"
#include "web/case_view.h"
#include "web/child_welfare_form.h"
#include "web/facts_form.h"
#include "web/guardian_form.h"
#include "web/meeting_times.h"
#include "web/timeline_view.h"

namespace moteplass::web {
namespace {

using app::CaseView;
using casework::Step;
using http::Response;

constexpr std::array steps_with_page{Step::state_facts,
                                     Step::assess,
                                     Step::book_meeting,
                                     Step::plan_guardians,
                                     Step::summon,
                                     Step::make_outreach,
                                     Step::record_attendance,
                                     Step::cancel_duty,
                                     Step::send_feedback,
                                     Step::assess_child_welfare,
                                     Step::report_to_child_welfare,
                                     Step::confirm_child_welfare,
                                     Step::remind_child_welfare,
                                     Step::close};

template <class Choice>
std::vector<Option> options_of(Words words, std::string_view group, std::initializer_list<Choice> choices) {
  std::vector<Option> options;
  for (auto choice : choices) {
    auto word = casework::word(choice);
    auto hint = fmt::format("{}_explained.{}", group, word);
    options.push_back({std::string(word), words.of(group, word), words.has(hint) ? words(hint) : ""});
  }
  return options;
}

std::vector<Option> yes_no(Words words) {
  return {{"yes", words("common.yes"), ""}, {"no", words("common.no"), ""}};
}

json::value answer_or_none(Words words, const std::optional<policy::Answer>& answer,
                           const std::string& facts_path) {
  if (!answer) return false;
  return answer_view(words, *answer, {true, facts_path});
}

http::Parameters prefill(const Office& office, const CaseView& view, Step step) {
  if (step == Step::state_facts) return form_of(view.c.facts);
  if (step == Step::plan_guardians) {
    return view.c.guardian_plan ? form_of(*view.c.guardian_plan) : http::Parameters{};
  }
  if (step != Step::book_meeting) return {};
  auto offered = offered_team(view);
  if (view.c.booked) return form_of(*view.c.booked, offered);
  const auto& unit = office.unit.details;
  casework::Meeting usual;
  usual.place = unit.street.empty() ? unit.name : fmt::format("{}, {}", unit.name, unit.street);
  auto form = form_of(usual, offered);
  http::Parameters without_time;
  for (const auto& [name, value] : form) {
    if (name != "date" && name != "time") without_time.add(name, value);
  }
  return without_time;
}

json::object meeting_form(const Office& office, const Visit& visit, const CaseView& view, FormView& form,
                          bool was_posted) {
  std::vector<Option> team;
  for (const auto& competence : offered_team(view)) team.push_back({competence, competence, ""});
  auto required = Presence::required;
  auto fields =
      by_key({form.date("date", required), form.text("time", required, {.type = "time", .width = "short"}),
              form.text("minutes", required, {.inputmode = "numeric", .width = "short"}),
              form.text("place", required, {.width = "long"}),
              form.text(other_team_name, Presence::optional, {.width = "long"})});
  fields["team"] = team.empty() ? json::value(false) : json::value(form.checks(team_name, team));
  json::value terms = false;
  if (view.answers.summons) {
    if (auto answer = policy::summons_answer(*view.answers.summons); answer && answer->notice_days) {
      terms = visit.words("meeting.notice",
                          {{"days", texts::days_in_words(visit.words.language(), *answer->notice_days)}});
    }
  }
  auto times = meeting_times_view(office, visit, view);
  // What was typed is shown with what was wrong; otherwise only where the plan has nothing to offer.
  bool open = was_posted || (times.is_object() && times.as_object().at("offered").is_bool());
  return {{"fields", std::move(fields)},
          {"notice_days", std::move(terms)},
          {"times", std::move(times)},
          {"typed_open", open},
          {"rebooking", view.c.booked.has_value()}};
}

json::object summons_form(const Visit& visit, const CaseView& view) {
  auto today = local_date(visit.now);
  auto told = who_gets_what(visit.words, view, today);
  bool planned = view.c.guardian_plan && casework::is_minor(view.c, today) != false;
  auto handling = planned ? view.c.guardian_plan->handling : casework::GuardianHandling::as_policy;
  auto address = fmt::format("/cases/{}/preview/summons", view.c.id);
  return {{"fields", json::object{}},
          {"plan_first", waits_for_plan(view, today)},
          {"plan_href", path_of(view.c.id, Step::plan_guardians)},
          {"handling", casework::word(handling)},
          {"told", told.empty() ? json::value(false) : json::value(json::object{{"list", std::move(told)}})},
          {"terms", answer_or_none(visit.words, view.answers.summons, path_of(view.c.id, Step::state_facts))},
          {"preview", view.c.booked ? json::value(std::move(address)) : json::value(false)}};
}

json::object feedback_form(const Visit& visit, const app::FeedbackPreview& preview,
                           const std::string& facts_path) {
  json::value told = false;
  if (preview.feedback) {
    const auto& feedback = *preview.feedback;
    json::array dates;
    for (auto date : feedback.dates()) dates.push_back(json::string(visit.words.date(date)));
    bool any = !dates.empty();
    told = json::object{
        {"case_number", feedback.case_number()},
        {"outcome", visit.words.of("duty_outcome", casework::word(feedback.outcome()))},
        {"dates", any ? json::value(json::object{{"list", std::move(dates)}}) : json::value(false)},
        {"attempts", visit.words.count("feedback.attempts", feedback.attempts())}};
  }
  return {{"fields", json::object{}},
          {"told", std::move(told)},
          {"rule", answer_view(visit.words, preview.rule, {true, facts_path})}};
}

json::object assess_form(const Visit& visit, const CaseView& view, FormView& form) {
  using casework::AssessmentOutcome;
  json::object fields =
      by_key({form.radios("outcome", Presence::required,
                          options_of(visit.words, "assessment_outcome",
                                     {AssessmentOutcome::duty_stands, AssessmentOutcome::not_for_unit}))});
  auto hints = query_hints(visit.words, view);
  bool any = !hints.empty();
  const auto& basis = view.c.message->basis;
  return {{"fields", std::move(fields)},
          {"basis", visit.words("assess_case.basis",
                                {{"reaction", visit.words.of("reaction", policy::word(basis.reaction))},
                                 {"legal_basis", basis.legal_basis},
                                 {"date", visit.words.date(basis.decided_on)}})},
          {"hints", any ? json::value(json::object{{"list", std::move(hints)},
                                                   {"officer", view.c.message->contact_officer.name}})
                        : json::value(false)},
          {"reaction",
           answer_or_none(visit.words, view.answers.reaction, path_of(view.c.id, Step::state_facts))}};
}

// The view of a step's form; nothing where its page cannot be made, with the problem.
Result<json::object, app::Problem> form_view(const Office& office, const Visit& visit, const CaseView& view,
                                             Step step, FormView& form, const http::Parameters& typed) {
  using namespace casework;
  auto facts_path = path_of(view.c.id, Step::state_facts);
  Words words = visit.words;
  switch (step) {
    case Step::open:
      return json::object{};
    case Step::state_facts:
      return facts_form_view(words, form, typed);
    case Step::assess:
      return assess_form(visit, view, form);
    case Step::book_meeting:
      return meeting_form(office, visit, view, form, visit.request.method == http::Method::post);
    case Step::plan_guardians:
      return guardian_form_view(words, view, form);
    case Step::summon:
      return summons_form(visit, view);
    case Step::make_outreach:
      return json::object{
          {"fields",
           by_key({form.radios("channel", Presence::required,
                               options_of(words, "outreach_channel",
                                          {OutreachChannel::phone, OutreachChannel::text_message,
                                           OutreachChannel::visit, OutreachChannel::through_others})),
                   form.radios("reached", Presence::required, yes_no(words))})}};
    case Step::record_attendance:
      return json::object{
          {"fields", by_key({form.radios("attendance", Presence::required,
                                         options_of(words, "attendance",
                                                    {Attendance::attended, Attendance::not_attended}))})},
          {"no_show", answer_or_none(words, view.answers.no_show, facts_path)}};
    case Step::cancel_duty:
      return json::object{
          {"fields",
           by_key({form.radios("reason", Presence::required,
                               options_of(words, "cancel_reason",
                                          {CancelReason::unnecessary, CancelReason::basis_withdrawn,
                                           CancelReason::moved_to_another_unit, CancelReason::deceased}))})}};
    case Step::send_feedback: {
      auto preview = office.desks.cases.preview_feedback(visit.user(), view.c.id);
      if (!preview) return failure(preview.error());
      return feedback_form(visit, *preview, facts_path);
    }
    case Step::assess_child_welfare:
    case Step::report_to_child_welfare:
    case Step::confirm_child_welfare:
    case Step::remind_child_welfare:
      return child_welfare_form_view(words, view, step, form);
    case Step::close:
      return json::object{{"fields", json::object{}}};
  }
  return json::object{};
}

json::value refusal_view(Words words, const casework::Refusal& refusal, const std::string& facts_path) {
  json::array needs;
  for (const auto& path : refusal.needs) {
    auto field = field_of_path(path);
    needs.push_back(
        json::object{{"label", fact_label(words, path)},
                     {"href", field.empty() ? facts_path : fmt::format("{}#f-{}", facts_path, field)}});
  }
  bool any = !needs.empty();
  return json::object{
      {"text", words.of("refusal", casework::word(refusal.code))},
      {"needs", any ? json::value(json::object{{"list", std::move(needs)}}) : json::value(false)}};
}

struct Outcome {
  Faults faults;
  std::optional<casework::Refusal> refusal;
  int status;
};

Response step_page(const Office& office, const Visit& visit, const CaseView& view, Step step,
                   const http::Parameters& typed, const Outcome& outcome) {
  FormView form(visit.words, typed, outcome.faults);
  auto page = form_view(office, visit, view, step, form, typed);
  if (!page) return show_problem(office, visit, page.error());
  auto head = case_head_view(visit.words, view, visit.now);
  auto word = path_word(step);
  std::string key(casework::word(step));
  if (step == Step::book_meeting && view.c.booked) key = "rebook_meeting";
  auto title = visit.words.of("step_title", key);
  (*page)["head"] = std::move(head);
  (*page)["heading"] = title;
  (*page)["action"] = fmt::format("/cases/{}/{}", view.c.id, word);
  (*page)["errors"] = form.errors();
  (*page)["refusal"] =
      outcome.refusal ? refusal_view(visit.words, *outcome.refusal, path_of(view.c.id, Step::state_facts))
                      : json::value(false);
  auto response = show(office, visit, fmt::format("case_{}", word),
                       fmt::format("{} – {}", title, view.c.number), std::move(*page), outcome.status);
  if (step == Step::summon) {
    response.set_header(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src "
        "'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; frame-ancestors 'none'; "
        "base-uri 'none'");
  }
  return response;
}

Response get_step(const Office& office, const Visit& visit, Step step) {
  auto view = office.desks.cases.look(visit.user(), visit.request.path_parameter("id"));
  if (!view) return show_problem(office, visit, view.error());
  return step_page(office, visit, *view, step, prefill(office, *view, step), {{}, {}, 200});
}

Response post_step(const Office& office, const Visit& visit, Step step) {
  const auto& id = visit.request.path_parameter("id");
  FormReader reader(visit.form);
  auto version = version_of(reader);
  bool wants_row = step == Step::state_facts && reader.ticked("add_row");
  auto command = command_of(step, reader);
  reader.refuse_unknown();
  if (reader.is_malformed() || !version) return show_problem(office, visit, "malformed", 400);
  if (!command || !reader.is_good() || wants_row) {
    auto view = office.desks.cases.look(visit.user(), id);
    if (!view) return show_problem(office, visit, view.error());
    if (wants_row) return step_page(office, visit, *view, step, visit.form, {{}, {}, 200});
    return step_page(office, visit, *view, step, visit.form, {reader.faults(), {}, 422});
  }
  auto after = office.desks.cases.carry_out(visit.user(), id, *version, *command);
  if (after) {
    return Response::redirect(fmt::format("/cases/{}?done={}", http::url_encode(id), casework::word(step)));
  }
  const auto& problem = after.error();
  if (problem.code == app::ProblemCode::case_conflict) return show_conflict(office, visit, id);
  if (problem.code != app::ProblemCode::refused || !problem.refusal)
    return show_problem(office, visit, problem);
  auto view = office.desks.cases.look(visit.user(), id);
  if (!view) return show_problem(office, visit, view.error());
  return step_page(office, visit, *view, step, visit.form, {{}, problem.refusal, 422});
}

}  // namespace

void add_case_step_pages(http::Router& router, const Office& office) {
  for (auto step : steps_with_page) {
    auto pattern = fmt::format("/cases/{{id}}/{}", path_word(step));
    add_page(router, office, http::Method::get, pattern, Access::unit,
             [step](const Office& o, const Visit& visit) { return get_step(o, visit, step); });
    add_page(router, office, http::Method::post, pattern, Access::unit,
             [step](const Office& o, const Visit& visit) { return post_step(o, visit, step); });
  }
}

}  // namespace moteplass::web
