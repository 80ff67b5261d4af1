// How it was: four closed questions after a meeting, counted and kept nowhere else. No field to write in, so
// that nothing can be told that says who told it.
#include <fmt/format.h>

#include "web/form_view.h"
#include "web/office.h"
#include "web/own_problem.h"

namespace moteplass::web {
namespace {

using app::FeedbackReading;
using http::Response;

std::optional<FeedbackReading> reading_from(std::string_view text) {
  for (auto reading : {FeedbackReading::yes, FeedbackReading::partly, FeedbackReading::no}) {
    if (app::word(reading) == text) return reading;
  }
  return std::nullopt;
}

Response form_page(const Office& office, const Visit& visit, bool nothing_answered, int status) {
  Faults none;
  FormView form(visit.words, visit.form, none);
  std::vector<Option> options;
  for (auto reading : {FeedbackReading::yes, FeedbackReading::partly, FeedbackReading::no}) {
    options.push_back(
        {std::string(app::word(reading)), visit.words.of("own_feedback", app::word(reading)), ""});
  }
  json::array fields;
  for (auto measure : app::feedback_measures) {
    fields.push_back(form.radios(measure, Presence::optional, options));
  }
  return show(office, visit, "own_feedback", visit.words("own_feedback.title"),
              {{"fields", std::move(fields)}, {"nothing_answered", nothing_answered}}, status);
}

Response closed_page(const Office& office, const Visit& visit, std::string_view text, int status) {
  return show(office, visit, "own_feedback_closed", visit.words("own_feedback.title"),
              {{"text", visit.words(text)}}, status);
}

Response get_feedback(const Office& office, const Visit& visit) {
  auto view = office.desks.person.look(visit.holding());
  if (!view) return show_own_problem(office, visit, view.error());
  if (view->holder != app::Holder::person) return show_problem(office, visit, "forbidden", 403);
  if (!view->may_give_feedback) return closed_page(office, visit, "own_feedback.closed", 200);
  return form_page(office, visit, false, 200);
}

Response post_feedback(const Office& office, const Visit& visit) {
  FormReader reader(visit.form);
  app::FeedbackAnswers answers{};
  for (std::size_t question = 0; question < answers.size(); ++question) {
    auto answer = reader.choice(app::feedback_measures[question], Presence::optional, reading_from);
    answers[question] = answer.value_or(FeedbackReading::not_answered);
  }
  reader.refuse_unknown();
  if (!reader.is_good()) return show_problem(office, visit, "malformed", 400);
  auto given = office.desks.person.give_feedback(visit.holding(), answers);
  if (given) return Response::redirect("/my?done=feedback");
  if (given.error().code == app::ProblemCode::invalid_fields) return form_page(office, visit, true, 422);
  if (given.error().code == app::ProblemCode::refused) {
    return closed_page(office, visit, "own_feedback.closed", 409);
  }
  return show_own_problem(office, visit, given.error());
}

}  // namespace

void add_own_feedback_pages(http::Router& router, const Office& office) {
  add_page(router, office, http::Method::get, "/my/feedback", Access::own, get_feedback);
  add_page(router, office, http::Method::post, "/my/feedback", Access::own, post_feedback);
}

}  // namespace moteplass::web
