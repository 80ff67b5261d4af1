// "My calendar": the address of one's own feed, made, replaced and withdrawn; and the feed itself, which a
// calendar program reads without logging in.
#include <fmt/format.h>

#include "http/etag.h"
#include "web/form_reader.h"
#include "web/office.h"

namespace moteplass::web {
namespace {

using http::Response;

constexpr std::string_view file_ending = ".ics";

Response calendar_page(const Office& office, const Visit& visit, const std::string& address,
                       std::string_view told) {
  auto own = office.desks.calendars.own(visit.user());
  if (!own) return show_problem(office, visit, own.error());
  json::value made = false;
  if (own->made_at) {
    made = visit.words("calendar.made", {{"date", visit.words.date(local_date(*own->made_at))}});
  }
  return show(office, visit, "calendar", visit.words("calendar.title"),
              {{"address", address},
               {"in_plan", !own->member.empty()},
               {"made", std::move(made)},
               {"told", told.empty() ? std::string() : visit.words.of("calendar.told", told)}});
}

Response get_calendar(const Office& office, const Visit& visit) {
  return calendar_page(office, visit, "", visit.request.query.only("told") == "withdrawn" ? "withdrawn" : "");
}

// The address is shown on the answer to the very form that made it, and never again.
Response post_calendar(const Office& office, const Visit& visit) {
  FormReader reader(visit.form);
  auto action = reader.hidden("action", 20).value_or("");
  reader.refuse_unknown();
  if (!reader.is_good() || (action != "make" && action != "withdraw")) {
    return show_problem(office, visit, "malformed", 400);
  }
  if (action == "withdraw") {
    auto withdrawn = office.desks.calendars.withdraw(visit.user());
    if (!withdrawn) return show_problem(office, visit, withdrawn.error());
    return Response::redirect("/calendar?told=withdrawn");
  }
  auto token = office.desks.calendars.make_address(visit.user());
  if (!token) return show_problem(office, visit, token.error());
  auto host = std::string(visit.request.header("Host").value_or(""));
  auto scheme = office.settings.secure_cookies ? "https" : "http";
  return calendar_page(office, visit, fmt::format("{}://{}/calendar/{}{}", scheme, host, *token, file_ending),
                       "");
}

// No session, no cookie, no words: only a calendar program reads this.
Response get_feed(const Office& office, const http::Request& request) {
  const auto& file = request.path_parameter("file");
  if (!file.ends_with(file_ending)) return Response::text("404", 404);
  auto feed = office.desks.calendars.feed(file.substr(0, file.size() - file_ending.size()));
  if (!feed) {
    int status = app::kind_of(feed.error().code).http_status;
    return Response::text(std::to_string(status), status);
  }
  auto etag = http::etag_of(*feed);
  auto response = http::has_version(request, etag)
                      ? Response::empty(304)
                      : Response::bytes(std::move(*feed), "text/calendar; charset=utf-8");
  response.set_header("ETag", etag);
  response.set_header("Cache-Control", "private, no-cache");
  response.set_header("X-Robots-Tag", "noindex");
  return response;
}

}  // namespace

void add_calendar_pages(http::Router& router, const Office& office) {
  add_page(router, office, http::Method::get, "/calendar", Access::unit, get_calendar);
  add_page(router, office, http::Method::post, "/calendar", Access::unit, post_calendar);
  router.add(http::Method::get, "/calendar/{file}",
             [&office](const http::Request& request) { return get_feed(office, request); });
}

}  // namespace moteplass::web
