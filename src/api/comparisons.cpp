// One case under several policy models, and what would change one part of it. Nothing is stored and no person
// is named.
#include "api/endpoint.h"
#include "api/problems.h"
#include "api/query.h"

namespace moteplass::api {
namespace {

using app::ProblemCode;
using schema::reference;

constexpr std::size_t most_bytes = 64 * 1024;
constexpr std::size_t most_policies = 100;
constexpr std::size_t longest_name = 60;

constexpr std::string_view about_comparing =
    "The same as `moteplass compare` tells. What a part says although its question waits for facts is said; "
    "what is open names the facts that this part alone waits for.";

Operation compare_by_query() {
  using namespace schema;
  return {.method = http::Method::get,
          .path = "/api/compare",
          .id = "readComparison",
          .tag = "policies",
          .summary = "Compare one case over the policy models, from a link",
          .description = std::string(about_comparing),
          .parameters = {{"facts", Place::query, text(most_bytes),
                          "The facts as JSON, see `Facts`. Left out: nothing is known."},
                         {"policies", Place::query, text(most_policies * longest_name),
                          "Names of models with commas between them. Left out: all."}},
          .body = {},
          .outcomes = {json_outcome(200, "What each model says to each part.", reference("Comparison"))},
          .problems = {ProblemCode::malformed, ProblemCode::unknown_policy},
          .max_body_bytes = {}};
}

Operation compare_by_body() {
  return {.method = http::Method::post,
          .path = "/api/compare",
          .id = "compare",
          .tag = "policies",
          .summary = "Compare one case over the policy models",
          .description = std::string(about_comparing),
          .parameters = {},
          .body = reference("CompareRequest"),
          .outcomes = {json_outcome(200, "What each model says to each part.", reference("Comparison"))},
          .problems = {ProblemCode::unknown_policy},
          .max_body_bytes = most_bytes};
}

Operation find_flips() {
  return {
      .method = http::Method::post,
      .path = "/api/compare/flips",
      .id = "findFlips",
      .tag = "policies",
      .summary = "What would change one part of an answer",
      .description =
          "The least changes of facts, one or two together, after which this part says something else; of "
          "an undecided part, what it comes to once facts it waits for are known. What is told is true; "
          "the search is bounded, so an empty list is no proof that nothing would.",
      .parameters = {},
      .body = reference("FlipsRequest"),
      .outcomes = {json_outcome(200, "The ways found, none larger than another.", reference("Flips"))},
      .problems = {ProblemCode::unknown_policy},
      .max_body_bytes = most_bytes};
}

schema::Schema anything(std::string_view description) {
  return {{"description", description}};
}

schema::Book comparison_schemas() {
  using namespace schema;
  Book book;
  auto value = anything("As the member in PolicyAnswer.answer.");
  auto state =
      described(one_of(words_to(policy::CellState::undecided)),
                "not_applicable: does not arise; not_stated: the source is silent; undecided: facts are "
                "missing, see `needs`.");
  auto member = described(text(longest_name), "A member of the answer, such as \"meetings_required\".");
  book["CompareRequest"] =
      object({{"facts", reference("Facts")},
              optional("policies", described(list(text(longest_name), most_policies),
                                             "The models' names; left out or empty: all."))},
             "A case to compare.");
  book["ComparedCell"] =
      object({{"state", state},
              {"group", described(count(), "Cells of a row with the same number say the same.")},
              optional("value", value),
              optional("needs", described(list(any_text()), "The facts this part waits for, by path.")),
              optional("may_be", described(list(anything("null: does not apply.")),
                                           "All it may come to, where that can be told."))},
             "What one model says to one part.");
  book["ComparedRow"] =
      object({{"question", reference("Question")},
              {"member", member},
              {"label", described(any_text(), "Norwegian: the part's name in the models.")},
              {"same", described(boolean(), "All models say the same, and none is undecided.")},
              {"cells", described(list(reference("ComparedCell")), "In the order of the models.")}},
             "One part of one question.");
  std::vector<Member> questions;
  for (int i = 0; i <= static_cast<int>(policy::Question::deadlines); ++i) {
    questions.push_back({policy::norwegian(static_cast<policy::Question>(i)), reference("ComparedQuestion")});
  }
  book["ComparedQuestion"] = object({{"status", one_of(words_to(policy::Status::not_stated))},
                                     {"because", list(reference("Reason"))},
                                     {"needs", list(any_text())}},
                                    "What stands behind all parts of a question.");
  book["ComparedModel"] =
      object({{"policy", reference("PolicyRef")},
              {"title", any_text()},
              optional("valid_from", date()),
              optional("valid_to", date()),
              {"calls_nobody", described(boolean(),
                                         "The reaction calls nobody to the unit, whatever is "
                                         "unknown: what follows a call is not_applicable.")},
              {"questions", object(std::move(questions))}});
  book["Comparison"] = object({{"facts", reference("Facts")},
                               {"models", list(reference("ComparedModel"))},
                               {"rows", described(list(reference("ComparedRow")),
                                                  "Every part of every question, the reaction first.")}},
                              "One case under several models.");
  book["FlipsRequest"] = object({{"policy", text(longest_name)},
                                 {"question", reference("Question")},
                                 {"member", member},
                                 {"facts", reference("Facts")}},
                                "A part of a model's answer to a case.");
  book["FlipChange"] = object(
      {{"path", described(any_text(), "The fact, such as \"person.age\".")},
       {"from", anything("null: unknown.")},
       {"to", described(any_text(), "What would do, as a test in FEEL with the models' words: \"> 15\".")},
       {"example", anything("One such value, as facts have it.")},
       optional("unit", described(any_text(), "Of an amount: the unit of `from`, `to` and `example`."))});
  book["Flip"] =
      object({{"changes", list(reference("FlipChange"))}, {"state", state}, optional("value", value)},
             "A change of facts, and what the part says then.");
  book["Flips"] = object({{"flips", list(reference("Flip"))}});
  return book;
}

http::Response answer(const app::PolicyDesk& desk, const std::vector<std::string>& policies,
                      const policy::Facts& facts) {
  auto comparison = desk.compare(policies, facts);
  if (!comparison) return to_response(comparison.error());
  return http::Response::json(policy::to_json(*comparison));
}

std::vector<std::string> names_in(std::string_view text) {
  std::vector<std::string> names;
  while (true) {
    auto comma = text.find(',');
    names.emplace_back(text.substr(0, comma));
    if (comma == text.npos) return names;
    text.remove_prefix(comma + 1);
  }
}

http::Response compare_query(const app::PolicyDesk& desk, const http::Request& request) {
  std::vector<FieldFault> faults;
  QueryReader query(request.query, faults);
  std::vector<std::string> policies;
  if (auto names = query.text("policies", most_policies * longest_name)) policies = names_in(*names);
  auto text = query.text("facts", most_bytes);
  policy::Facts facts;
  if (text) {
    auto value = parse_json(*text);
    if (!value) {
      return to_response(
          app::problem(ProblemCode::malformed,
                       fmt::format("facts: {} at byte {}", value.error().problem, value.error().offset)));
    }
    if (auto read = policy::facts_from_json(*value, "facts")) {
      facts = std::move(*read);
    } else {
      faults.insert(faults.end(), read.error().begin(), read.error().end());
    }
  }
  if (!faults.empty()) return to_response(invalid_fields(std::move(faults)));
  return answer(desk, policies, facts);
}

std::optional<policy::Facts> facts_in(ObjectReader& reader, std::vector<FieldFault>& faults) {
  const auto* value = reader.object("facts", Presence::required);
  if (value == nullptr) return std::nullopt;
  auto read = policy::facts_from_json(*value, "facts");
  if (read) return std::move(*read);
  faults.insert(faults.end(), read.error().begin(), read.error().end());
  return std::nullopt;
}

http::Response compare_body(const app::PolicyDesk& desk, const json::value& body) {
  std::vector<FieldFault> faults;
  ObjectReader reader(body, "", faults);
  if (!body.is_object()) return to_response(invalid_fields(std::move(faults)));
  auto facts = facts_in(reader, faults);
  std::vector<std::string> policies;
  if (const auto* names = reader.array("policies", Presence::optional, most_policies)) {
    for (std::size_t i = 0; i < names->size(); ++i) {
      const auto& name = (*names)[i];
      if (name.is_string()) {
        policies.emplace_back(name.get_string());
      } else {
        reader.fault(fmt::format("policies[{}]", i), FaultKind::wrong_type, "a text");
      }
    }
  }
  reader.refuse_unknown();
  if (!faults.empty() || !facts) return to_response(invalid_fields(std::move(faults)));
  return answer(desk, policies, *facts);
}

http::Response flips(const app::PolicyDesk& desk, const json::value& body) {
  std::vector<FieldFault> faults;
  ObjectReader reader(body, "", faults);
  if (!body.is_object()) return to_response(invalid_fields(std::move(faults)));
  auto name = reader.text("policy", Presence::required, longest_name);
  auto member = reader.text("member", Presence::required, longest_name);
  std::optional<policy::Question> question;
  if (auto text = reader.text("question", Presence::required, 40)) {
    question = policy::question_from(*text);
    if (!question) reader.fault("question", FaultKind::not_allowed, "a question, see the schema Question");
  }
  auto facts = facts_in(reader, faults);
  reader.refuse_unknown();
  if (!faults.empty() || !name || !member || !question || !facts) {
    return to_response(invalid_fields(std::move(faults)));
  }
  auto found = desk.flips(*name, *question, *member, *facts);
  if (!found) return to_response(found.error());
  json::array list;
  for (const auto& flip : *found) list.push_back(policy::to_json(flip));
  return http::Response::json(json::object{{"flips", std::move(list)}});
}

}  // namespace

void add_comparison_endpoints(Endpoints& endpoints, Desks desks) {
  endpoints.add_schemas(comparison_schemas());
  endpoints.add(compare_by_query(), [&desk = desks.policies](const http::Request& request, const auto&) {
    return compare_query(desk, request);
  });
  endpoints.add_with_body(compare_by_body(),
                          [&desk = desks.policies](const auto&, const auto&, const json::value& body) {
                            return compare_body(desk, body);
                          });
  endpoints.add_with_body(find_flips(),
                          [&desk = desks.policies](const auto&, const auto&, const json::value& body) {
                            return flips(desk, body);
                          });
}

}  // namespace moteplass::api
