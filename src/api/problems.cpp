#include "api/problems.h"

#include "casework/help/help_kernel.h"
#include "http/problem.h"

namespace moteplass::api {
namespace {

using app::ProblemCode;

json::object to_json(const casework::Refusal& refusal) {
  json::object object{{"code", casework::word(refusal.code)}};
  if (!refusal.needs.empty()) object["needs"] = json::value_from(refusal.needs);
  if (!refusal.field.empty()) object["field"] = refusal.field;
  return object;
}

}  // namespace

json::value to_json(const app::Problem& problem) {
  const auto& kind = kind_of(problem.code);
  auto value = http::to_json(http::Problem{kind.http_status, std::string(kind.word), std::string(kind.title),
                                           problem.detail, problem.faults});
  if (problem.refusal) value.as_object()["refusal"] = to_json(*problem.refusal);
  return value;
}

http::Response to_response(const app::Problem& problem) {
  int status = kind_of(problem.code).http_status;
  auto response = http::Response::bytes(to_text(to_json(problem)), "application/problem+json", status);
  // RFC 9110 15.5.2 and 15.6.4.
  if (status == 401) response.set_header("WWW-Authenticate", "Bearer realm=\"moteplass\"");
  if (status == 503) response.set_header("Retry-After", "1");
  return response;
}

app::Problem invalid_fields(std::vector<FieldFault> faults) {
  auto problem = app::problem(ProblemCode::invalid_fields);
  problem.faults = std::move(faults);
  return problem;
}

http::Response not_json() {
  return http::to_response({415, "unsupported_media_type", "The body must be application/json", "", {}});
}

std::vector<ProblemCode> every_code() {
  std::vector<ProblemCode> codes;
  for (int i = 0; i <= static_cast<int>(ProblemCode::unavailable); ++i) {
    codes.push_back(static_cast<ProblemCode>(i));
  }
  return codes;
}

const std::vector<app::ProblemKind>& every_problem() {
  static const auto all = [] {
    std::vector<app::ProblemKind> kinds;
    for (auto code : every_code()) kinds.push_back(kind_of(code));
    // What router and server answer before a use case is asked.
    const app::ProblemKind of_server[] = {
        {"bad_request", 400, "The request is not well formed"},
        {"method_not_allowed", 405, "This address does not take that method"},
        {"request_timeout", 408, "The request took too long to arrive"},
        {"body_too_large", 413, "The body is larger than this address takes"},
        {"target_too_long", 414, "The address is too long"},
        {"unsupported_media_type", 415, "The body must be application/json"},
        {"expectation_failed", 417, "The only expectation known is 100-continue"},
        {"other_host", 421, "This server does not answer for that host"},
        {"head_too_large", 431, "The header fields are too large"},
        {"internal_error", 500, "Something went wrong here"},
        {"method_not_implemented", 501, "This server does not know that method"},
        {"too_busy", 503, "The server is busy just now"},
        {"version_not_supported", 505, "This server speaks HTTP/1.1"},
    };
    kinds.insert(kinds.end(), std::begin(of_server), std::end(of_server));
    return kinds;
  }();
  return all;
}

const app::ProblemKind* find_problem(std::string_view word) {
  for (const auto& kind : every_problem()) {
    if (kind.word == word) return &kind;
  }
  return nullptr;
}

schema::Book problem_schemas() {
  using namespace schema;
  Book book;
  book["FieldFault"] =
      object({{"field", described(any_text(),
                                  "A path such as \"person.birth_date\" or \"conditions[1].count\"; empty "
                                  "for the whole body; for a query parameter its name.")},
              {"kind", one_of(words_to(FaultKind::bad_checksum))},
              {"expected", described(any_text(), "What would do, in plain English. Never what was sent.")}},
             "What is wrong with one field.");
  book["Refusal"] = object(
      {{"code", one_of(words_to(casework::RefusalCode::bad_value))},
       optional("needs", described(list(any_text()),
                                   "The unknown facts that a decision waits for, by path, when "
                                   "the code is undecided.")),
       optional("field",
                described(any_text(), "The value that is out of bounds, when the code is bad_value."))},
      "Why the case is not where this may happen.");
  book["HelpRefusal"] = object({{"code", one_of(words_to(casework::HelpRefusalCode::bad_value))},
                                optional("needs", list(any_text())),
                                optional("field", any_text())},
                               "Why the help record is not where this may happen.");
  std::vector<std::string_view> words;
  for (const auto& kind : every_problem()) words.push_back(kind.word);
  book["Problem"] = object(
      {{"type", pattern("^/problems/[a-z0-9_]+$", "/problems/invalid_fields")},
       {"title", described(any_text(), "The same for every problem of this type.")},
       {"status", whole_number(400, 599)},
       optional("detail", described(any_text(), "About this occurrence; never what was sent.")),
       optional("faults",
                described(list(reference("FieldFault")), "Every field that is wrong, not only the first.")),
       optional("refusal", reference("Refusal")),
       optional("help_refusal", reference("HelpRefusal"))},
      "An error answer (RFC 9457). Programs should look at `type`, which stays; texts may change.");
  book["ProblemKind"] = object({{"type", pattern("^/problems/[a-z0-9_]+$")},
                                {"title", any_text()},
                                {"status", whole_number(400, 599)}},
                               "What a problem type means.");
  return book;
}

}  // namespace moteplass::api
