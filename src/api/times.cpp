// Meeting times from the unit's plan: those that fit a case, holding some while the person chooses, and
// booking one.
#include <limits>

#include "api/endpoint.h"
#include "api/problems.h"
#include "api/query.h"
#include "api/views.h"
#include "schedule/slots.h"

namespace moteplass::api {
namespace {

using app::ProblemCode;
using schema::reference;

constexpr std::size_t most_times = 20;
constexpr std::size_t longest_key = 400;
constexpr std::size_t most_body_bytes = 16 * 1024;

Parameter case_id() {
  return {"id", Place::path, schema::text(100), "The case's id, as in the worklist."};
}

schema::Schema clock_time() {
  return schema::pattern("^([01][0-9]|2[0-3]):[0-5][0-9]$", "12:00");
}

std::vector<std::string_view> competences() {
  return schema::words_to(schedule::Competence::child_welfare);
}

Operation get_times() {
  using namespace schema;
  return {.method = http::Method::get,
          .path = "/api/cases/{id}/times",
          .id = "findTimes",
          .tag = "cases",
          .summary = "The first times at which all that the meeting needs is there and free",
          .description =
              "What is needed follows from the case's policy and the message; who, where and when from the "
              "unit's plan (schedule.toml). One time a day. Where there is none, `missing` says what lacks. "
              "404 where the unit has no plan. The look at the case is recorded.",
          .parameters = {case_id(),
                         {"from", Place::query, date(), "The first day; left out: as soon as may be."},
                         {"not_before", Place::query, clock_time(), "Of the day, by the clock in Norway."},
                         {"not_after", Place::query, clock_time(), "When the meeting has ended."},
                         {"site", Place::query, text(100), "Its id; left out: any."},
                         {"minutes", Place::query, whole_number(15, 240), "Left out: the unit's usual."},
                         {"interpreter", Place::query,
                          with_default(one_of(words_to(app::InterpreterWish::none)), "remote"),
                          "Where the person needs one."},
                         {"without", Place::query, text(200),
                          fmt::format("Competences not to wait for, with commas between: {}.",
                                      fmt::join(competences(), ", "))},
                         {"count", Place::query, whole_number(1, most_times), "Left out: the unit's usual."}},
          .body = {},
          .outcomes = {json_outcome(200, "The times.", reference("Times"))},
          .problems = {ProblemCode::forbidden, ProblemCode::not_found},
          .max_body_bytes = {}};
}

Operation hold_times() {
  using namespace schema;
  return {
      .method = http::Method::post,
      .path = "/api/cases/{id}/times/hold",
      .id = "holdTimes",
      .tag = "cases",
      .summary = "Hold times while the person chooses",
      .description =
          "All of them or none, in the place of those held before. An empty list releases "
          "what is held. 400: not the key of an offered time.",
      .parameters = {case_id()},
      .body = object({{"keys", schema::list(text(longest_key), most_times)}}),
      .outcomes = {json_outcome(
          200, "Held.", object({optional("held_until", described(instant(), "Absent: nothing is held."))}))},
      .problems = {ProblemCode::forbidden, ProblemCode::not_found, ProblemCode::time_taken},
      .max_body_bytes = most_body_bytes};
}

Operation book_time() {
  using namespace schema;
  return {.method = http::Method::post,
          .path = "/api/cases/{id}/times/book",
          .id = "bookTime",
          .tag = "cases",
          .summary = "Book an offered time, or move the meeting there",
          .description =
              "The meeting and its place in the plan are stored together. What was held besides is "
              "released. 400: not the key of an offered time.",
          .parameters = {case_id()},
          .body = object({{"version", described(count(), "Of the case, as it was read.")},
                          {"key", described(text(longest_key), "Of the offered time.")}}),
          .outcomes = {json_outcome(200, "Booked and stored; the case after.", reference("Case"))},
          .problems = {ProblemCode::forbidden, ProblemCode::not_found, ProblemCode::time_taken,
                       ProblemCode::case_conflict, ProblemCode::refused},
          .max_body_bytes = most_body_bytes};
}

std::optional<std::chrono::minutes> time_of_day(QueryReader& query, std::string_view name) {
  auto text = query.text(name, 5);
  if (!text) return std::nullopt;
  auto instant = text->size() == 5 ? parse_local("2026-01-15T" + *text) : std::nullopt;
  if (!instant) {
    query.fault(name, FaultKind::bad_format, "a time of the day such as 12:00");
    return std::nullopt;
  }
  auto local = to_local(*instant);
  return std::chrono::minutes(60 * local.hour + local.minute);
}

app::TimeWish wish_in(QueryReader& query) {
  app::TimeWish wish;
  if (auto text = query.text("from", 10)) {
    wish.from = parse_date(*text);
    if (!wish.from) query.fault("from", FaultKind::bad_format, "a date such as 2026-03-14");
  }
  wish.between.from = time_of_day(query, "not_before").value_or(wish.between.from);
  wish.between.to = time_of_day(query, "not_after").value_or(wish.between.to);
  if (wish.between.to <= wish.between.from)
    query.fault("not_after", FaultKind::out_of_range, "a time after not_before");
  wish.site = query.text("site", 100).value_or("");
  wish.minutes = static_cast<std::int64_t>(query.whole_number("minutes", 15, 240).value_or(0));
  if (auto text = query.text("interpreter", 20)) {
    auto read = app::interpreter_wish_from(*text);
    if (!read) query.fault("interpreter", FaultKind::not_allowed, "one of: remote, in_person, none");
    wish.interpreter = read.value_or(wish.interpreter);
  }
  std::string without = query.text("without", 200).value_or("");
  for (std::string_view left = without; !left.empty();) {
    auto end = left.find(',');
    auto competence = schedule::competence_from(left.substr(0, end));
    if (!competence) {
      query.fault("without", FaultKind::not_allowed, fmt::format("of: {}", fmt::join(competences(), ", ")));
      break;
    }
    wish.without.push_back(*competence);
    left.remove_prefix(end == std::string_view::npos ? left.size() : end + 1);
  }
  wish.count = static_cast<std::int64_t>(query.whole_number("count", 1, most_times).value_or(0));
  return wish;
}

json::array words_of(const std::vector<schedule::Competence>& list) {
  json::array words;
  for (auto competence : list) words.emplace_back(word(competence));
  return words;
}

json::object view_of(const app::OfferedTime& offered) {
  json::object object{{"key", offered.key},
                      {"site", offered.slot.site},
                      {"meeting", api::view_of(offered.meeting)},
                      {"wishes_unmet", words_of(offered.slot.wishes_unmet)}};
  if (offered.held_until) object["held_until"] = to_string(*offered.held_until);
  return object;
}

json::object view_of(const app::MeetingNeed& needs) {
  json::object object{
      {"minutes", needs.need.length.count()},         {"required", words_of(needs.need.required)},
      {"wished", words_of(needs.need.wished)},        {"guests", needs.need.guests},
      {"first_day", to_string(needs.need.first_day)}, {"last_day", to_string(needs.need.last_day)}};
  if (!needs.need.language.empty()) object["interpreter_for"] = needs.need.language;
  json::array not_planned;
  for (const auto& text : needs.not_planned) not_planned.emplace_back(text);
  object["not_planned"] = std::move(not_planned);
  return object;
}

json::object view_of(const app::Times& times) {
  json::array offered, missing;
  for (const auto& each : times.offered) offered.push_back(view_of(each));
  for (const auto& each : times.missing) {
    json::object lack{{"lack", word(each.lack)}, {"exists", each.exists}};
    if (!each.what.empty()) lack["what"] = each.what;
    missing.push_back(std::move(lack));
  }
  return {{"offered", std::move(offered)}, {"missing", std::move(missing)}, {"needs", view_of(times.needs)}};
}

schema::Book times_schemas() {
  using namespace schema;
  Book book;
  auto competence_list = [] { return list(one_of(competences())); };
  book["OfferedTime"] =
      object({{"key", described(any_text(), "This very time, with these people in this room.")},
              {"site", any_text()},
              {"meeting", described(reference("Meeting"), "As it would be booked.")},
              {"wishes_unmet", competence_list()},
              optional("held_until", described(instant(), "Held for this case."))});
  book["Times"] = object(
      {{"offered", list(reference("OfferedTime"))},
       {"missing",
        described(list(object({{"lack", one_of(words_to(schedule::Lack::together))},
                               optional("what", described(any_text(), "A competence, a language or an id.")),
                               {"exists", described(boolean(), "The unit has it, only not then.")}})),
                  "Empty where times are offered.")},
       {"needs",
        object({{"minutes", count()},
                {"required", competence_list()},
                {"wished", competence_list()},
                optional("interpreter_for", described(any_text(), "The language, ISO 639-1.")),
                {"guests", described(count(), "Who need a seat besides the team.")},
                {"first_day", date()},
                {"last_day", date()},
                {"not_planned", described(list(any_text()), "What the policy asks for that is in no plan.")}},
               "What was looked for.")}},
      "Meeting times that fit a case.");
  return book;
}

http::Response times(Desks desks, const http::Request& request, const app::User& user) {
  std::vector<FieldFault> faults;
  QueryReader query(request.query, faults);
  auto wish = wish_in(query);
  if (!faults.empty()) return to_response(invalid_fields(std::move(faults)));
  auto view = desks.cases.look(user, request.path_parameter("id"));
  if (!view) return to_response(view.error());
  auto found = desks.schedules.times(user, *view, wish);
  if (!found) return to_response(found.error());
  return http::Response::json(view_of(*found));
}

http::Response hold(Desks desks, const http::Request& request, const app::User& user,
                    const json::value& body) {
  std::vector<FieldFault> faults;
  ObjectReader reader(body, "", faults);
  std::vector<std::string> keys;
  if (const auto* array = reader.array("keys", Presence::required, most_times)) {
    for (std::size_t i = 0; i < array->size(); ++i) {
      const auto& key = (*array)[i];
      if (key.is_string() && key.get_string().size() <= longest_key) {
        keys.emplace_back(key.get_string());
      } else {
        reader.fault(fmt::format("keys[{}]", i), FaultKind::wrong_type, "the key of an offered time");
      }
    }
  }
  reader.refuse_unknown();
  if (!faults.empty()) return to_response(invalid_fields(std::move(faults)));
  auto until = desks.schedules.hold(user, request.path_parameter("id"), keys);
  if (!until) return to_response(until.error());
  json::object answer;
  if (!keys.empty()) answer["held_until"] = to_string(*until);
  return http::Response::json(std::move(answer));
}

http::Response book(Desks desks, const http::Request& request, const app::User& user,
                    const json::value& body) {
  std::vector<FieldFault> faults;
  ObjectReader reader(body, "", faults);
  auto version =
      reader.whole_number("version", Presence::required, 0, std::numeric_limits<std::int64_t>::max());
  auto key = reader.text("key", Presence::required, longest_key);
  reader.refuse_unknown();
  if (!faults.empty()) return to_response(invalid_fields(std::move(faults)));
  auto view = desks.schedules.book(user, request.path_parameter("id"), *version, *key);
  if (!view) return to_response(view.error());
  return http::Response::json(api::view_of(*view));
}

}  // namespace

void add_times_endpoints(Endpoints& endpoints, Desks desks) {
  endpoints.add_schemas(times_schemas());
  endpoints.add(get_times(),
                [desks](const auto& request, const auto& user) { return times(desks, request, user); });
  endpoints.add_with_body(hold_times(), [desks](const auto& request, const auto& user, const auto& body) {
    return hold(desks, request, user, body);
  });
  endpoints.add_with_body(book_time(), [desks](const auto& request, const auto& user, const auto& body) {
    return book(desks, request, user, body);
  });
}

}  // namespace moteplass::api
