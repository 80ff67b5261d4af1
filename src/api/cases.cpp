// The caseworker's side: worklists, one case, and taking a step in it.
#include "api/commands.h"
#include "api/endpoint.h"
#include "api/problems.h"
#include "api/query.h"
#include "api/views.h"

namespace moteplass::api {
namespace {

using app::ProblemCode;
using schema::reference;

constexpr std::size_t most_action_bytes = 64 * 1024;
constexpr std::size_t usual_page = 50;
constexpr std::size_t longest_page = 200;
constexpr std::size_t farthest_offset = 1'000'000;

Parameter case_id() {
  return {"id", Place::path, schema::text(100), "The case's id, as in the worklist."};
}

Operation list_cases() {
  using namespace schema;
  return {
      .method = http::Method::get,
      .path = "/api/cases",
      .id = "listCases",
      .tag = "cases",
      .summary = "Cases on the worklists, most urgent first",
      .description = "Each open case stands on exactly one worklist, so that nobody falls out.",
      .parameters = {{"worklist", Place::query, one_of(words_to(casework::Worklist::to_close)),
                      "Only this worklist; left out: all."},
                     {"search", Place::query, text(100), "In the person's name and the case number."},
                     {"overdue", Place::query, with_default(boolean(), false),
                      "Only those whose deadline has passed."},
                     {"include_closed", Place::query, with_default(boolean(), false), "Closed cases too."},
                     {"offset", Place::query, with_default(whole_number(0, farthest_offset), 0),
                      "How many to skip."},
                     {"limit", Place::query, with_default(whole_number(1, longest_page), usual_page),
                      "How many at most."}},
      .body = {},
      .outcomes = {json_outcome(200, "One page, and the number on every worklist.", reference("Worklist"))},
      .problems = {ProblemCode::forbidden},
      .max_body_bytes = {}};
}

http::Response list(const app::CaseDesk& desk, const http::Request& request, const app::User& user) {
  std::vector<FieldFault> faults;
  QueryReader query(request.query, faults);
  app::CaseQuery wanted;
  if (auto word = query.text("worklist", 40)) {
    if (!casework::worklist_from(*word)) {
      auto words = schema::words_to(casework::Worklist::to_close);
      query.fault("worklist", FaultKind::not_allowed, fmt::format("one of: {}", fmt::join(words, ", ")));
    }
    wanted.worklist = *word;
  }
  wanted.search = query.text("search", 100).value_or("");
  wanted.open_only = !query.boolean("include_closed").value_or(false);
  if (query.boolean("overdue").value_or(false)) wanted.due_before = desk.now();
  wanted.offset = query.whole_number("offset", 0, farthest_offset).value_or(0);
  wanted.limit = query.whole_number("limit", 1, longest_page).value_or(usual_page);
  if (!faults.empty()) return to_response(invalid_fields(std::move(faults)));
  auto page = desk.worklist(user, wanted);
  if (!page) return to_response(page.error());
  return http::Response::json(view_of(*page));
}

Operation get_case() {
  return {.method = http::Method::get,
          .path = "/api/cases/{id}",
          .id = "getCase",
          .tag = "cases",
          .summary = "One case, with all that may be done now",
          .description = "The look is recorded where the person it is about can read it (GDPR article 15).",
          .parameters = {case_id()},
          .body = {},
          .outcomes = {json_outcome(200, "The case.", reference("Case"))},
          .problems = {ProblemCode::forbidden, ProblemCode::not_found},
          .max_body_bytes = {}};
}

http::Response look(const app::CaseDesk& desk, const http::Request& request, const app::User& user) {
  auto view = desk.look(user, request.path_parameter("id"));
  if (!view) return to_response(view.error());
  return http::Response::json(view_of(*view));
}

Operation see_address() {
  using namespace schema;
  auto address = [](std::vector<Member> first) {
    for (auto name : {"street", "postal_code", "place"}) first.push_back(optional(name, any_text()));
    return object(std::move(first));
  };
  return {.method = http::Method::post,
          .path = "/api/cases/{id}/address",
          .id = "seeProtectedAddress",
          .tag = "cases",
          .summary = "See a protected address",
          .description =
              "The case itself does not hold it. The look is recorded as `address`. 404 where the "
              "address is not protected.",
          .parameters = {case_id()},
          .body = {},
          .outcomes = {json_outcome(200, "The address.",
                                    object({{"person", address({})},
                                            {"guardians", schema::list(address({{"name", any_text()}}))}}))},
          .problems = {ProblemCode::forbidden, ProblemCode::not_found},
          .max_body_bytes = {}};
}

http::Response address(const app::CaseDesk& desk, const http::Request& request, const app::User& user) {
  auto found = desk.address(user, request.path_parameter("id"));
  if (!found) return to_response(found.error());
  auto put = [](json::object& object, const auto& who) {
    if (who.street) object["street"] = *who.street;
    if (who.postal_code) object["postal_code"] = *who.postal_code;
    if (who.place) object["place"] = *who.place;
  };
  json::object person;
  put(person, found->person);
  json::array guardians;
  for (const auto& guardian : found->guardians) {
    json::object entry{{"name", guardian.name}};
    put(entry, guardian);
    guardians.push_back(std::move(entry));
  }
  return http::Response::json(
      json::object{{"person", std::move(person)}, {"guardians", std::move(guardians)}});
}

Operation take_step() {
  return {
      .method = http::Method::post,
      .path = "/api/cases/{id}/actions",
      .id = "takeStep",
      .tag = "cases",
      .summary = "Take a step in a case",
      .description =
          "One of the case's `next_steps`. Whether the step may be taken is decided on the case as it is: "
          "what "
          "the case or its policy does not allow is refused, with the code and the facts that are needed.",
      .parameters = {case_id()},
      .body = reference("Action"),
      .outcomes = {json_outcome(200, "Done and stored; the case after.", reference("Case"))},
      .problems = {ProblemCode::forbidden, ProblemCode::not_found, ProblemCode::case_conflict,
                   ProblemCode::refused},
      .max_body_bytes = most_action_bytes};
}

http::Response act(const app::CaseDesk& desk, const http::Request& request, const app::User& user,
                   const json::value& body) {
  auto action = action_from_json(body);
  if (!action) return to_response(invalid_fields(std::move(action.error())));
  auto view = desk.carry_out(user, request.path_parameter("id"), action->version, action->command);
  if (!view) return to_response(view.error());
  return http::Response::json(view_of(*view));
}

Operation preview_feedback() {
  return {.method = http::Method::get,
          .path = "/api/cases/{id}/feedback-preview",
          .id = "previewFeedback",
          .tag = "cases",
          .summary = "What police would be told if feedback were sent now",
          .description = "Exactly the fields that would leave, or nothing, and the rule that says so.",
          .parameters = {case_id()},
          .body = {},
          .outcomes = {json_outcome(200, "Nothing is stored or sent.", reference("FeedbackPreview"))},
          .problems = {ProblemCode::forbidden, ProblemCode::not_found, ProblemCode::unknown_policy},
          .max_body_bytes = {}};
}

http::Response preview(const app::CaseDesk& desk, const http::Request& request, const app::User& user) {
  auto view = desk.preview_feedback(user, request.path_parameter("id"));
  if (!view) return to_response(view.error());
  return http::Response::json(view_of(*view));
}

}  // namespace

void add_case_endpoints(Endpoints& endpoints, Desks desks) {
  endpoints.add_schemas(worklist_view_schemas());
  endpoints.add_schemas(case_view_schemas());
  endpoints.add_schemas(action_schemas());
  endpoints.add(list_cases(), [&desk = desks.cases](const auto& request, const auto& user) {
    return list(desk, request, user);
  });
  endpoints.add(get_case(), [&desk = desks.cases](const auto& request, const auto& user) {
    return look(desk, request, user);
  });
  endpoints.add_with_body(
      take_step(), [&desk = desks.cases](const auto& request, const auto& user, const json::value& body) {
        return act(desk, request, user, body);
      });
  endpoints.add(see_address(), [&desk = desks.cases](const auto& request, const auto& user) {
    return address(desk, request, user);
  });
  endpoints.add(preview_feedback(), [&desk = desks.cases](const auto& request, const auto& user) {
    return preview(desk, request, user);
  });
}

}  // namespace moteplass::api
