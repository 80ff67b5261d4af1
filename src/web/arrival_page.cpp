// Cases that come another way than by a message from the police: somebody comes of their own accord, or
// another unit sends a case. Each ends on the page of the case.
#include <fmt/format.h>

#include "casework/words.h"
#include "http/forms.h"
#include "web/form_view.h"
#include "web/office.h"

namespace moteplass::web {
namespace {

using casework::CameBy;
using http::Response;

constexpr std::size_t longest_package = 60'000;  // in characters; a form may hold no more

std::vector<Option> ways(Words words) {
  std::vector<Option> options;
  for (auto by : {CameBy::self, CameBy::parent, CameBy::school, CameBy::other}) {
    options.push_back({std::string(casework::word(by)), words.of("came_by", casework::word(by)), ""});
  }
  return options;
}

Response voluntary_page(const Office& office, const Visit& visit, const Faults& faults, int status) {
  FormView form(visit.words, visit.form, faults);
  json::array questions{form.radios("by", Presence::required, ways(visit.words)),
                        form.text("person.name", Presence::required, {.width = "long"}),
                        form.date("person.birth_date", Presence::optional),
                        form.text("person.phone", Presence::optional, {.type = "tel", .inputmode = "tel"}),
                        form.text("person.language", Presence::optional, {.width = "short"})};
  return show(office, visit, "arrival", visit.words("arrival.voluntary_title"),
              {{"heading", visit.words("arrival.voluntary_title")},
               {"about", visit.words("arrival.voluntary_about")},
               {"action", "/arrivals/voluntary"},
               {"questions", std::move(questions)},
               {"submit", visit.words("arrival.voluntary_submit")},
               {"refused", ""},
               {"errors", form.errors()}},
              status);
}

Response transfer_page(const Office& office, const Visit& visit, const Faults& faults, std::string refused,
                       int status) {
  FormView form(visit.words, visit.form, faults);
  json::array questions{form.area("package", Presence::required)};
  return show(office, visit, "arrival", visit.words("arrival.transfer_title"),
              {{"heading", visit.words("arrival.transfer_title")},
               {"about", visit.words("arrival.transfer_about")},
               {"action", "/arrivals/transfer"},
               {"questions", std::move(questions)},
               {"submit", visit.words("arrival.transfer_submit")},
               {"refused", std::move(refused)},
               {"errors", form.errors()}},
              status);
}

Response to_case(const std::string& id, std::string_view done) {
  return Response::redirect(fmt::format("/cases/{}?done={}", http::url_encode(id), done));
}

Response post_voluntary(const Office& office, const Visit& visit) {
  FormReader reader(visit.form);
  auto by = reader.choice("by", Presence::required, casework::came_by_from);
  json::object person;
  auto put = [&](std::string_view name, Presence presence) {
    if (auto text = reader.text(fmt::format("person.{}", name), presence)) person[name] = *text;
  };
  put("name", Presence::required);
  auto born = reader.date("person.birth_date", Presence::optional);
  if (born) person["birth_date"] = to_string(*born);
  put("phone", Presence::optional);
  put("language", Presence::optional);
  reader.refuse_unknown();
  if (reader.is_malformed()) return show_problem(office, visit, "malformed", 400);
  if (!reader.is_good() || !by) return voluntary_page(office, visit, reader.faults(), 422);
  auto id = office.desks.intake.enter_voluntary(visit.user(), person, *by);
  if (id) return to_case(*id, "enter_voluntary");
  if (!id.error().faults.empty()) return voluntary_page(office, visit, id.error().faults, 422);
  return show_problem(office, visit, id.error());
}

// A file is the work of a program: what is wrong with it is told with its places, as the program that made it
// would call them.
Response post_transfer(const Office& office, const Visit& visit) {
  FormReader reader(visit.form);
  auto package = reader.text("package", Presence::required, longest_package);
  reader.refuse_unknown();
  if (reader.is_malformed()) return show_problem(office, visit, "malformed", 400);
  if (!package || !reader.is_good()) return transfer_page(office, visit, reader.faults(), "", 422);
  auto id = office.desks.intake.receive_transfer(visit.user(), *package);
  if (id) return to_case(*id, "receive_transfer");
  const auto& problem = id.error();
  if (problem.code == app::ProblemCode::message_conflict) {
    return transfer_page(office, visit, {}, visit.words("arrival.have_it"), 409);
  }
  if (problem.code == app::ProblemCode::malformed) {
    return transfer_page(office, visit, {}, visit.words("arrival.not_a_file"), 422);
  }
  if (problem.faults.empty()) return show_problem(office, visit, problem);
  std::string places;
  for (const auto& fault : problem.faults) places += (places.empty() ? "" : ", ") + fault.field;
  return transfer_page(office, visit, {}, visit.words("arrival.faults", {{"places", places}}), 422);
}

}  // namespace

void add_arrival_pages(http::Router& router, const Office& office) {
  using http::Method;
  add_page(router, office, Method::get, "/arrivals/voluntary", Access::unit,
           [](const Office& o, const Visit& visit) { return voluntary_page(o, visit, {}, 200); });
  add_page(router, office, Method::post, "/arrivals/voluntary", Access::unit, post_voluntary);
  add_page(router, office, Method::get, "/arrivals/transfer", Access::unit,
           [](const Office& o, const Visit& visit) { return transfer_page(o, visit, {}, "", 200); });
  add_page(router, office, Method::post, "/arrivals/transfer", Access::unit, post_transfer, 256 * 1024);
}

}  // namespace moteplass::web
