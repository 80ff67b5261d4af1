// Changing policy models: drafts, what there is to say of them, and the versions they become.
#include "api/endpoint.h"
#include "api/problems.h"
#include "api/query.h"
#include "api/views.h"

namespace moteplass::api {
namespace {

using app::ProblemCode;
using http::Method;
using http::Response;
using schema::reference;

// A text of `longest_draft` bytes, each of which JSON may escape.
constexpr std::size_t most_text_bytes = 6 * app::longest_draft;
constexpr std::size_t most_small_bytes = 16 * 1024;
constexpr std::int64_t most_revisions = 1'000'000'000;

Parameter draft_id() {
  return {"id", Place::path, schema::text(100), "The draft's id."};
}
Parameter policy_name() {
  return {"name", Place::path, schema::text(60), "The model's name."};
}

Response dmn_file(const std::string& text, const std::string& name) {
  auto response = Response::bytes(text, "application/xml");
  response.set_header("Content-Disposition", fmt::format("attachment; filename=\"{}.dmn\"", name));
  return response;
}

Operation operation(Method method, std::string path, std::string id, std::string tag, std::string summary,
                    std::string description) {
  Operation operation{};
  operation.method = method;
  operation.path = std::move(path);
  operation.id = std::move(id);
  operation.tag = std::move(tag);
  operation.summary = std::move(summary);
  operation.description = std::move(description);
  operation.problems = {ProblemCode::forbidden};
  return operation;
}

// A file as it is, tabs and line ends included, and empty as well.
std::optional<std::string> dmn_text(ObjectReader& reader) {
  const auto* value = reader.any("text", Presence::required);
  if (value == nullptr) return std::nullopt;
  if (!value->is_string()) {
    reader.fault("text", FaultKind::wrong_type, "a text");
    return std::nullopt;
  }
  return std::string(value->get_string());
}

template <class Value>
Response answer_of(const Result<Value, app::Problem>& result, int status = 200) {
  return result ? Response::json(view_of(*result), status) : to_response(result.error());
}

// ---- Drafts ----------------------------------------------------------------------------------------------

void add_list(Endpoints& endpoints, const app::DraftDesk& desk) {
  auto list = operation(Method::get, "/api/drafts", "listDrafts", "drafts", "The drafts of the unit",
                        "Policy models that are being written. They decide nothing.");
  list.outcomes = {json_outcome(200, "Last changed first.", reference("Drafts"))};
  endpoints.add(std::move(list), [&desk](const auto&, const app::User& user) {
    auto drafts = desk.drafts(user);
    if (!drafts) return to_response(drafts.error());
    json::array views;
    for (const auto& draft : *drafts) views.push_back(view_of(draft));
    return Response::json(json::object{{"drafts", std::move(views)}});
  });
}

void add_copy(Endpoints& endpoints, const app::DraftDesk& desk) {
  auto copy = operation(Method::post, "/api/drafts", "copyPolicy", "drafts", "Copy a model to a draft",
                        "The text that is in force today.");
  copy.body = reference("NewDraft");
  copy.outcomes = {json_outcome(201, "The draft.", reference("DraftSummary"))};
  copy.problems.push_back(ProblemCode::unknown_policy);
  copy.max_body_bytes = most_small_bytes;
  endpoints.add_with_body(std::move(copy),
                          [&desk](const auto&, const app::User& user, const json::value& body) {
                            std::vector<FieldFault> faults;
                            ObjectReader reader(body, "", faults);
                            if (!body.is_object()) return to_response(invalid_fields(std::move(faults)));
                            auto policy = reader.text("policy", Presence::required, 60);
                            auto title = reader.text("title", Presence::required, app::longest_draft_title);
                            reader.refuse_unknown();
                            if (!faults.empty()) return to_response(invalid_fields(std::move(faults)));
                            return answer_of(desk.copy(user, *policy, *title), 201);
                          });
}

void add_look(Endpoints& endpoints, const app::DraftDesk& desk) {
  auto look = operation(Method::get, "/api/drafts/{id}", "getDraft", "drafts",
                        "A draft, and what there is to say of it",
                        "With everything that keeps it from being approved by the one who asks.");
  look.parameters = {draft_id()};
  look.outcomes = {json_outcome(200, "The draft.", reference("Draft"))};
  look.problems.push_back(ProblemCode::not_found);
  endpoints.add(std::move(look), [&desk](const auto& request, const app::User& user) {
    return answer_of(desk.look(user, request.path_parameter("id")));
  });

  auto file = operation(Method::get, "/api/drafts/{id}/dmn", "getDraftFile", "drafts",
                        "The draft as a DMN file", "As it was saved, whether it is DMN or not.");
  file.parameters = {draft_id()};
  file.outcomes = {file_outcome("The text.", "application/xml")};
  file.problems.push_back(ProblemCode::not_found);
  endpoints.add(std::move(file), [&desk](const auto& request, const app::User& user) {
    auto view = desk.look(user, request.path_parameter("id"));
    if (!view) return to_response(view.error());
    return dmn_file(view->draft.text, view->draft.policy + "-draft");
  });
}

void add_save(Endpoints& endpoints, const app::DraftDesk& desk) {
  auto save =
      operation(Method::put, "/api/drafts/{id}", "saveDraft", "drafts", "Save a draft",
                "Any text may be saved, one that is no DMN as well; its faults are told when it is read.");
  save.parameters = {draft_id()};
  save.body = reference("DraftText");
  save.outcomes = {json_outcome(200, "The draft after.", reference("DraftSummary"))};
  save.problems = {ProblemCode::forbidden, ProblemCode::not_found, ProblemCode::draft_conflict};
  save.max_body_bytes = most_text_bytes;
  endpoints.add_with_body(
      std::move(save), [&desk](const auto& request, const app::User& user, const json::value& body) {
        std::vector<FieldFault> faults;
        ObjectReader reader(body, "", faults);
        if (!body.is_object()) return to_response(invalid_fields(std::move(faults)));
        auto revision = reader.whole_number("revision", Presence::required, 1, most_revisions);
        auto title = reader.text("title", Presence::required, app::longest_draft_title);
        auto text = dmn_text(reader);
        reader.refuse_unknown();
        if (!faults.empty()) return to_response(invalid_fields(std::move(faults)));
        return answer_of(desk.save(user, request.path_parameter("id"), *revision, *title, *text));
      });
}

void add_remove(Endpoints& endpoints, const app::DraftDesk& desk) {
  auto remove = operation(Method::delete_, "/api/drafts/{id}", "removeDraft", "drafts", "Throw a draft away",
                          "Not what was approved: a version stays for ever.");
  remove.parameters = {draft_id(),
                       {"revision", Place::query, schema::whole_number(1, most_revisions),
                        "The revision that was looked at; required."}};
  remove.outcomes = {{204, "It is gone.", "", {}}};
  remove.problems = {ProblemCode::forbidden, ProblemCode::not_found, ProblemCode::draft_conflict};
  endpoints.add(std::move(remove), [&desk](const auto& request, const app::User& user) {
    std::vector<FieldFault> faults;
    QueryReader query(request.query, faults);
    auto revision = query.whole_number("revision", 1, most_revisions);
    if (!revision && faults.empty())
      query.fault("revision", FaultKind::missing, "the revision that was looked at");
    if (!faults.empty()) return to_response(invalid_fields(std::move(faults)));
    auto removed = desk.remove(user, request.path_parameter("id"), static_cast<std::int64_t>(*revision));
    return removed ? Response::empty() : to_response(removed.error());
  });
}

void add_cases(Endpoints& endpoints, const app::DraftDesk& desk) {
  auto cases =
      operation(Method::get, "/api/drafts/{id}/cases", "runDraftCases", "drafts",
                "The worked cases of all models under the draft",
                "Beside the answers of the text it was copied from, so that the effect of the change is "
                "seen.");
  cases.parameters = {draft_id()};
  cases.outcomes = {json_outcome(200, "By model and number.", reference("CaseRun"))};
  cases.problems = {ProblemCode::forbidden, ProblemCode::not_found, ProblemCode::not_ready};
  endpoints.add(std::move(cases), [&desk](const auto& request, const app::User& user) {
    return answer_of(desk.run_cases(user, request.path_parameter("id")));
  });
}

void add_approve(Endpoints& endpoints, const app::DraftDesk& desk) {
  auto approve =
      operation(Method::post, "/api/drafts/{id}/approval", "approveDraft", "drafts",
                "Take a draft in use as a new version of its model",
                "For the leader. Cases that are open keep the version they have; the draft is gone. "
                "`not_ready` says in `faults` what stands in the way, one `field` for each hindrance.");
  approve.parameters = {draft_id()};
  approve.body = reference("Approval");
  approve.outcomes = {json_outcome(201, "The version.", reference("PolicyVersion"))};
  approve.problems = {ProblemCode::forbidden, ProblemCode::not_found, ProblemCode::draft_conflict,
                      ProblemCode::not_ready};
  approve.max_body_bytes = most_small_bytes;
  endpoints.add_with_body(
      std::move(approve), [&desk](const auto& request, const app::User& user, const json::value& body) {
        std::vector<FieldFault> faults;
        ObjectReader reader(body, "", faults);
        if (!body.is_object()) return to_response(invalid_fields(std::move(faults)));
        auto revision = reader.whole_number("revision", Presence::required, 1, most_revisions);
        std::optional<Date> valid_from;
        if (auto text = reader.text("valid_from", Presence::required, 10)) {
          valid_from = parse_date(*text);
          if (!valid_from) reader.fault("valid_from", FaultKind::bad_format, "a date, YYYY-MM-DD");
        }
        auto changed = reader.whole_number("changed_cases", Presence::optional, 0, 100'000).value_or(0);
        reader.refuse_unknown();
        if (!faults.empty()) return to_response(invalid_fields(std::move(faults)));
        return answer_of(desk.approve(user, request.path_parameter("id"), *revision, *valid_from,
                                      static_cast<std::size_t>(changed)),
                         201);
      });
}

// ---- Texts and versions ----------------------------------------------------------------------------------

void add_check(Endpoints& endpoints, const app::DraftDesk& desk) {
  auto check = operation(Method::post, "/api/policies/check", "checkPolicy", "policies",
                         "What there is to say of the text of a model",
                         "Faults with their place, gaps, contradictions, rules that never decide. Nothing is "
                         "stored.");
  check.body = reference("PolicyText");
  check.outcomes = {json_outcome(200, "Every remark.", reference("PolicyCheck"))};
  check.max_body_bytes = most_text_bytes;
  endpoints.add_with_body(std::move(check),
                          [&desk](const auto&, const app::User& user, const json::value& body) {
                            std::vector<FieldFault> faults;
                            ObjectReader reader(body, "", faults);
                            if (!body.is_object()) return to_response(invalid_fields(std::move(faults)));
                            auto text = dmn_text(reader);
                            reader.refuse_unknown();
                            if (!faults.empty()) return to_response(invalid_fields(std::move(faults)));
                            return answer_of(desk.check(user, "draft", *text));
                          });
}

void add_versions(Endpoints& endpoints, const app::DraftDesk& desk) {
  auto versions =
      operation(Method::get, "/api/policies/{name}/versions", "listVersions", "policies",
                "The versions of a model that the unit decides by, or has decided by",
                "On a day, the one that began last. Empty for a model that the unit does not use.");
  versions.parameters = {policy_name()};
  versions.outcomes = {json_outcome(200, "By number.", reference("PolicyVersions"))};
  endpoints.add(std::move(versions), [&desk](const auto& request, const app::User& user) {
    auto found = desk.versions(user, request.path_parameter("name"));
    if (!found) return to_response(found.error());
    json::array views;
    for (const auto& version : *found) views.push_back(view_of(version));
    return Response::json(json::object{{"versions", std::move(views)}});
  });

  auto file = operation(Method::get, "/api/policies/{name}/versions/{number}/dmn", "getVersionFile",
                        "policies", "A version as a DMN file", "The very text that was approved.");
  file.parameters = {policy_name(),
                     {"number", Place::path, schema::whole_number(1, 1'000'000), "The version's number."}};
  file.outcomes = {file_outcome("The text.", "application/xml")};
  file.problems.push_back(ProblemCode::not_found);
  endpoints.add(std::move(file), [&desk](const auto& request, const app::User& user) {
    auto found = desk.versions(user, request.path_parameter("name"));
    if (!found) return to_response(found.error());
    for (const auto& version : *found) {
      if (std::to_string(version.number) != request.path_parameter("number")) continue;
      return dmn_file(version.text, fmt::format("{}-{}", version.policy, version.number));
    }
    return to_response(app::problem(ProblemCode::not_found));
  });
}

schema::Book body_schemas() {
  using namespace schema;
  Book book;
  auto dmn =
      described(Schema{{"type", "string"}}, fmt::format("At most {} bytes in UTF-8.", app::longest_draft));
  auto revision = described(whole_number(1, most_revisions), "The one that was looked at.");
  book["NewDraft"] = object(
      {{"policy", described(text(60), "The model to copy.")}, {"title", line(app::longest_draft_title)}});
  book["DraftText"] =
      object({{"revision", revision}, {"title", line(app::longest_draft_title)}, {"text", dmn}});
  book["Approval"] = object(
      {{"revision", revision},
       {"valid_from", described(date(), "Today or later.")},
       optional(
           "changed_cases",
           with_default(described(whole_number(0, 100'000), "As the run of the worked cases says it."), 0))});
  book["PolicyText"] = object({{"text", dmn}});
  return book;
}

}  // namespace

void add_draft_endpoints(Endpoints& endpoints, Desks desks) {
  endpoints.add_schemas(draft_view_schemas());
  endpoints.add_schemas(body_schemas());
  const auto& desk = desks.drafts;
  add_list(endpoints, desk);
  add_copy(endpoints, desk);
  add_look(endpoints, desk);
  add_save(endpoints, desk);
  add_remove(endpoints, desk);
  add_cases(endpoints, desk);
  add_approve(endpoints, desk);
  add_check(endpoints, desk);
  add_versions(endpoints, desk);
}

}  // namespace moteplass::api
