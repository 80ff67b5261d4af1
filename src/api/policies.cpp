// Policies: which models there are, and what one answers. Nothing is stored and no person is named.
#include "api/domain_schemas.h"
#include "api/endpoint.h"
#include "api/problems.h"
#include "api/views.h"

namespace moteplass::api {
namespace {

using app::ProblemCode;
using schema::reference;

constexpr std::size_t most_question_bytes = 64 * 1024;

Operation list_policies() {
  return {.method = http::Method::get,
          .path = "/api/policies",
          .id = "listPolicies",
          .tag = "policies",
          .summary = "The policy models this unit knows",
          .description = "A model is a file that a lawyer can read (policies/<name>/policy.dmn).",
          .parameters = {},
          .body = {},
          .outcomes = {json_outcome(200, "By name.", reference("Policies"))},
          .problems = {},
          .max_body_bytes = {}};
}

http::Response list(const app::PolicyDesk& desk) {
  json::array views;
  for (const auto& summary : desk.policies()) views.push_back(view_of(summary));
  return http::Response::json(json::object{{"policies", std::move(views)}});
}

Operation ask_policy() {
  return {.method = http::Method::post,
          .path = "/api/decisions",
          .id = "askPolicy",
          .tag = "policies",
          .summary = "Ask a policy a question about some facts",
          .description =
              "The same answer as `moteplass decide` prints, with the rules that took part and their "
              "sources. A fact left out is unknown; what depends on it is answered undecided.",
          .parameters = {},
          .body = reference("Decision"),
          .outcomes = {json_outcome(200, "The answer, decided or not.", reference("PolicyAnswer"))},
          .problems = {ProblemCode::unknown_policy},
          .max_body_bytes = most_question_bytes};
}

schema::Book question_schemas() {
  using namespace schema;
  Book book;
  book["Decision"] = object({{"policy", described(text(60), "The model's name.")},
                             {"question", reference("Question")},
                             {"facts", reference("Facts")}},
                            "A question to a policy.");
  return book;
}

std::string known_questions() {
  std::string words = "one of:";
  for (int i = 0; i <= static_cast<int>(policy::Question::deadlines); ++i) {
    words += fmt::format("{} {}", i == 0 ? "" : ",", policy::norwegian(static_cast<policy::Question>(i)));
  }
  return words;
}

http::Response decide(const app::PolicyDesk& desk, const json::value& body) {
  std::vector<FieldFault> faults;
  ObjectReader reader(body, "", faults);
  if (!body.is_object()) return to_response(invalid_fields(std::move(faults)));
  auto name = reader.text("policy", Presence::required, 60);
  std::optional<policy::Question> question;
  if (auto text = reader.text("question", Presence::required, 40)) {
    question = policy::question_from(*text);
    if (!question) reader.fault("question", FaultKind::not_allowed, known_questions());
  }
  std::optional<policy::Facts> facts;
  if (const json::value* value = reader.object("facts", Presence::required)) {
    auto read = policy::facts_from_json(*value, "facts");
    if (read) {
      facts = std::move(*read);
    } else {
      faults.insert(faults.end(), read.error().begin(), read.error().end());
    }
  }
  reader.refuse_unknown();
  if (!faults.empty() || !name || !question || !facts) return to_response(invalid_fields(std::move(faults)));
  auto answer = desk.decide(*name, *question, *facts);
  if (!answer) return to_response(answer.error());
  return http::Response::json(policy::to_json(*answer));
}

}  // namespace

void add_policy_endpoints(Endpoints& endpoints, Desks desks) {
  endpoints.add_schemas(policy_schemas());
  endpoints.add_schemas(question_schemas());
  endpoints.add(list_policies(), [&desk = desks.policies](const auto&, const auto&) { return list(desk); });
  endpoints.add_with_body(ask_policy(),
                          [&desk = desks.policies](const auto&, const auto&, const json::value& body) {
                            return decide(desk, body);
                          });
}

}  // namespace moteplass::api
