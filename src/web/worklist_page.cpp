// The worklists, the search over all cases, and "my day" in front of them.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "casework/outlook.h"
#include "http/forms.h"
#include "web/form_view.h"
#include "web/office.h"

namespace moteplass::web {
namespace {

using casework::Worklist;
using http::Response;

constexpr std::size_t rows_on_page = 25;
constexpr std::array all_lists{
    Worklist::inbox,         Worklist::to_assess, Worklist::to_summon,    Worklist::awaiting_meeting,
    Worklist::after_no_show, Worklist::to_report, Worklist::voluntary,    Worklist::drug_control,
    Worklist::transfer,      Worklist::to_close,  Worklist::child_welfare};

json::object row_view(const Visit& visit, const app::CaseRow& row) {
  bool unread = row.worklist == casework::word(Worklist::inbox);
  bool overdue = row.due && *row.due < visit.now;
  return {{"href", "/cases/" + row.case_id},
          {"number", row.number},
          {"person", visit.words.name(row.person_name)},
          {"stage", visit.words.of("stage", row.stage)},
          {"age", visit.words("worklist.waited", {{"age", visit.words.age(row.received_at, visit.now)}})},
          {"received", visit.words.moment(row.received_at)},
          {"received_iso", to_string(row.received_at)},
          {"unread", unread},
          {"deadline", row.deadline.empty() ? std::string() : visit.words.of("deadline", row.deadline)},
          {"due", row.due ? visit.words.due(*row.due) : std::string()},
          {"due_distance", row.due ? visit.words.distance(*row.due, visit.now) : std::string()},
          {"due_iso", row.due ? to_string(*row.due) : std::string()},
          {"overdue", overdue},
          {"meeting", row.meeting_at ? visit.words.moment(*row.meeting_at) : std::string()}};
}

json::array lists_view(const Visit& visit, const std::vector<app::WorklistCount>& counts,
                       std::string_view current) {
  json::array lists;
  for (auto list : all_lists) {
    auto word = casework::word(list);
    auto found =
        std::find_if(counts.begin(), counts.end(), [&](const auto& c) { return c.worklist == word; });
    std::uint64_t cases = found == counts.end() ? 0 : found->cases;
    std::uint64_t overdue = found == counts.end() ? 0 : found->overdue;
    lists.push_back(json::object{
        {"href", fmt::format("/worklists/{}", word)},
        {"name", visit.words.of("worklist_name", word)},
        {"explained", visit.words.of("worklist_explained", word)},
        {"cases", cases},
        {"some", cases > 0},
        {"overdue",
         overdue > 0 ? visit.words.count("front.overdue", static_cast<std::int64_t>(overdue)) : ""},
        {"current", word == current}});
  }
  return lists;
}

// A link to the same list on another page.
std::string page_href(const Visit& visit, std::size_t page, const std::string& search) {
  http::Parameters query;
  if (!search.empty()) query.add("search", search);
  if (visit.request.query.has("closed")) query.add("closed", "yes");
  if (page > 1) query.add("page", std::to_string(page));
  return query.empty() ? visit.request.path : http::with_query(visit.request.path, query);
}

json::value paging(const Visit& visit, std::size_t page, std::uint64_t total, const std::string& search) {
  auto pages = static_cast<std::size_t>((total + rows_on_page - 1) / rows_on_page);
  if (pages <= 1) return false;
  return json::object{{"text", visit.words("worklist.page_of", {{"page", std::to_string(page)},
                                                                {"pages", std::to_string(pages)}})},
                      {"previous", page > 1 ? page_href(visit, page - 1, search) : ""},
                      {"next", page < pages ? page_href(visit, page + 1, search) : ""}};
}

enum class Which { all, overdue };

Response list_page(const Office& office, const Visit& visit, std::string_view worklist, std::string title,
                   std::string explained, Which which = Which::all) {
  const auto& query = visit.request.query;
  auto search = std::string(trimmed(query.only("search").value_or("")));
  if (code_points(search) > 100) return show_problem(office, visit, "malformed", 400);
  std::size_t page = 1;
  if (auto typed = query.only("page")) {
    auto number = Decimal::parse(*typed);
    auto whole = number ? number->to_int64() : std::nullopt;
    if (!whole || *whole < 1 || *whole > 100'000) return show_problem(office, visit, "not_found", 404);
    page = static_cast<std::size_t>(*whole);
  }
  app::CaseQuery wanted;
  wanted.worklist = worklist;
  wanted.search = search;
  wanted.open_only = !query.has("closed");
  if (which == Which::overdue) wanted.due_before = visit.now;
  wanted.offset = (page - 1) * rows_on_page;
  wanted.limit = rows_on_page;
  auto list = office.desks.cases.worklist(visit.user(), wanted);
  if (!list) return show_problem(office, visit, list.error());
  json::array rows;
  for (const auto& row : list->rows) rows.push_back(row_view(visit, row));
  bool any = !rows.empty();
  bool is_search = !search.empty();
  std::uint64_t overdue = 0;
  for (const auto& count : list->counts) overdue += count.overdue;
  return show(office, visit, "worklist", title,
              {{"heading", title},
               {"explained", std::move(explained)},
               {"lists", json::object{{"list", lists_view(visit, list->counts, worklist)}}},
               {"action", visit.request.path},
               {"search", search},
               {"is_all", worklist.empty() && which == Which::all},
               {"overdue_current", which == Which::overdue},
               {"overdue_count", overdue},
               {"with_closed", wanted.open_only ? "" : "checked"},
               {"found", visit.words.count(is_search ? "worklist.hits" : "worklist.cases",
                                           static_cast<std::int64_t>(list->total))},
               {"rows", any ? json::value(json::object{{"list", std::move(rows)}}) : json::value(false)},
               {"empty", visit.words(is_search ? "worklist.no_hits" : "worklist.empty")},
               {"paging", paging(visit, page, list->total, search)}});
}

Response get_worklist(const Office& office, const Visit& visit) {
  auto worklist = casework::worklist_from(visit.request.path_parameter("worklist"));
  if (!worklist) return show_problem(office, visit, "not_found", 404);
  auto word = casework::word(*worklist);
  return list_page(office, visit, word, visit.words.of("worklist_name", word),
                   visit.words.of("worklist_explained", word));
}

Response get_cases(const Office& office, const Visit& visit) {
  return list_page(office, visit, "", visit.words("worklist.all_title"),
                   visit.words("worklist.all_explained"));
}

// Across all worklists: whoever is late is here, whatever waits on them.
Response get_overdue(const Office& office, const Visit& visit) {
  return list_page(office, visit, "", visit.words("statistics.overdue_title"),
                   visit.words("statistics.overdue_explained"), Which::overdue);
}

Response get_front(const Office& office, const Visit& visit) {
  if (visit.user().role == app::Role::police) return Response::redirect("/messages");
  app::CaseQuery urgent;
  urgent.limit = 5;
  auto list = office.desks.cases.worklist(visit.user(), urgent);
  if (!list) return show_problem(office, visit, list.error());
  std::uint64_t overdue = 0;
  std::uint64_t open = 0;
  for (const auto& count : list->counts) {
    overdue += count.overdue;
    open += count.cases;
  }
  json::array rows;
  for (const auto& row : list->rows) rows.push_back(row_view(visit, row));
  auto lists = lists_view(visit, list->counts, "");
  // What is overdue comes first; the lists otherwise keep the order of a case's course.
  std::stable_partition(lists.begin(), lists.end(),
                        [](const json::value& l) { return !l.at("overdue").as_string().empty(); });
  bool any = !rows.empty();
  return show(office, visit, "front", visit.words("front.title"),
              {{"greeting", visit.words("front.greeting", {{"name", visit.user().name}})},
               {"today", texts::day_in_words(visit.words.language(), local_date(visit.now))},
               {"summary",
                overdue > 0 ? visit.words.count("front.summary_overdue", static_cast<std::int64_t>(overdue))
                : open > 0  ? visit.words("front.summary_on_time")
                            : visit.words("front.summary_none")},
               {"any_overdue", overdue > 0},
               {"lists", json::object{{"list", std::move(lists)}}},
               {"rows", any ? json::value(json::object{{"list", std::move(rows)}}) : json::value(false)}});
}

}  // namespace

void add_worklist_pages(http::Router& router, const Office& office) {
  add_page(router, office, http::Method::get, "/", Access::logged_in, get_front);
  add_page(router, office, http::Method::get, "/worklists/{worklist}", Access::unit, get_worklist);
  add_page(router, office, http::Method::get, "/cases", Access::unit, get_cases);
  add_page(router, office, http::Method::get, "/overdue", Access::unit, get_overdue);
}

}  // namespace moteplass::web
