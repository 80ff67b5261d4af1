// Cases that come another way than by a message from the police, and the file that goes with a case to
// another unit.
#include "api/endpoint.h"
#include "api/problems.h"
#include "casework/words.h"

namespace moteplass::api {
namespace {

using app::ProblemCode;
using schema::reference;

constexpr std::size_t most_package_bytes = 256 * 1024;
constexpr std::size_t most_person_bytes = 16 * 1024;

Outcome case_opened(std::string what) {
  return json_outcome(201, std::move(what), schema::object({{"case_id", schema::any_text()}}));
}

http::Response opened(const Result<std::string, app::Problem>& id) {
  if (!id) return to_response(id.error());
  return http::Response::json(json::object{{"case_id", *id}}, 201);
}

Operation receive_transfer() {
  return {.method = http::Method::post,
          .path = "/api/arrivals/transfers",
          .id = "receiveTransfer",
          .tag = "cases",
          .summary = "Receive a case from another unit",
          .description =
              "The body is the file that the other unit downloaded, whole: the message, the course "
              "of the duty so far, and how guardians are dealt with. Anything else in it is refused.",
          .parameters = {},
          .body = reference("TransferPackage"),
          .outcomes = {case_opened("Stored; it is unread in the inbox.")},
          .problems = {ProblemCode::forbidden, ProblemCode::message_conflict},
          .max_body_bytes = most_package_bytes};
}

Operation enter_voluntary() {
  using namespace schema;
  return {
      .method = http::Method::post,
      .path = "/api/arrivals/voluntary",
      .id = "enterVoluntary",
      .tag = "cases",
      .summary = "Open a case for someone who comes of their own accord",
      .description = "There is no duty, and nothing of such a case ever reaches the police.",
      .parameters = {},
      .body = object({{"by", one_of(words_to(casework::CameBy::other))}, {"person", reference("Person")}}),
      .outcomes = {case_opened("Stored.")},
      .problems = {ProblemCode::forbidden},
      .max_body_bytes = most_person_bytes};
}

http::Response voluntary(const app::Intake& intake, const app::User& user, const json::value& body) {
  std::vector<FieldFault> faults;
  ObjectReader reader(body, "", faults);
  auto text = reader.text("by", Presence::required, 40);
  auto by = text ? casework::came_by_from(*text) : std::nullopt;
  if (text && !by) reader.fault("by", FaultKind::not_allowed, "self, parent, school or other");
  const json::value* person = reader.object("person", Presence::required);
  reader.refuse_unknown();
  if (!faults.empty() || !by || person == nullptr) return to_response(invalid_fields(std::move(faults)));
  return opened(intake.enter_voluntary(user, *person, *by));
}

Operation transfer_package() {
  return {.method = http::Method::get,
          .path = "/api/cases/{id}/transfer",
          .id = "getTransferPackage",
          .tag = "cases",
          .summary = "What goes with the case to the unit it is transferred to",
          .description =
              "Nothing of help, of child welfare, or of what the unit noted or found. The look is "
              "recorded. 404 where the case is not being transferred.",
          .parameters = {{"id", Place::path, schema::text(100), "The case's id."}},
          .body = {},
          .outcomes = {json_outcome(200, "The file.", reference("TransferPackage"))},
          .problems = {ProblemCode::forbidden, ProblemCode::not_found},
          .max_body_bytes = {}};
}

schema::Book package_schemas() {
  using namespace schema;
  Book book;
  book["TransferPackage"] = object(
      {{"kind", constant(casework::transfer_kind)},
       {"from_unit", any_text()},
       {"to_municipality", pattern("^[0-9]{4}$", "0301")},
       {"ground", one_of(words_to(casework::TransferGround::municipality_of_stay))},
       {"message", reference("Message")},
       {"received_on", date()},
       {"meetings_required", whole_number(1, 12)},
       {"summonses", whole_number(0, 1000)},
       {"meetings",
        list(object({{"on", date()}, {"attendance", one_of(words_to(casework::Attendance::not_attended))}}),
             50)},
       optional("guardian_plan", reference("GuardianPlan"))},
      "All that one unit may hand to another with a case.");
  return book;
}

}  // namespace

void add_arrival_endpoints(Endpoints& endpoints, Desks desks) {
  endpoints.add_schemas(package_schemas());
  endpoints.add_with_raw_body(receive_transfer(),
                              [&intake = desks.intake](const auto& request, const auto& user) {
                                return opened(intake.receive_transfer(user, request.body));
                              });
  endpoints.add_with_body(enter_voluntary(),
                          [&intake = desks.intake](const auto&, const auto& user, const json::value& body) {
                            return voluntary(intake, user, body);
                          });
  endpoints.add(transfer_package(), [&cases = desks.cases](const auto& request, const auto& user) {
    auto package = cases.transfer_package(user, request.path_parameter("id"));
    if (!package) return to_response(package.error());
    return http::Response::json(*package);
  });
}

}  // namespace moteplass::api
