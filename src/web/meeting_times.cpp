#include "web/meeting_times.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "http/forms.h"
#include "schedule/slots.h"
#include "texts/language.h"
#include "web/case_forms.h"
#include "web/case_pages.h"
#include "web/form_view.h"

namespace moteplass::web {
namespace {

using app::InterpreterWish;
using app::TimeWish;
using http::Response;
using schedule::Competence;
using schedule::Lack;

constexpr std::int64_t more_at_once = 6;
constexpr std::int64_t most_times = 24;
constexpr std::int64_t most_held = 24;

constexpr std::string_view earliest = "times_earliest", part = "times_part", site = "times_site",
                           length = "times_length", interpreter = "times_interpreter",
                           without = "times_without", count = "times_count", offered = "offered";

// What was told on the way here, once: a word of ours.
constexpr std::string_view tellings[] = {"taken", "not_chosen", "released"};

struct PartOfDay {
  std::string_view word;
  schedule::Hours hours;
};
constexpr PartOfDay parts[] = {{"day", {std::chrono::minutes(0), std::chrono::hours(24)}},
                               {"morning", {std::chrono::minutes(0), std::chrono::hours(12)}},
                               {"afternoon", {std::chrono::hours(12), std::chrono::hours(24)}}};

std::optional<std::int64_t> number_in(const http::Parameters& query, std::string_view name,
                                      std::int64_t least, std::int64_t most) {
  auto text = query.only(name);
  if (!text) return std::nullopt;
  std::int64_t number = 0;
  auto read = std::from_chars(text->data(), text->data() + text->size(), number);
  if (read.ec != std::errc() || read.ptr != text->data() + text->size()) return std::nullopt;
  return number < least || number > most ? std::nullopt : std::optional(number);
}

// A question by address: what cannot be read is as if it had not been asked, and the fields show what was.
TimeWish wish_from(const http::Parameters& query) {
  TimeWish wish;
  if (auto text = query.only(earliest)) wish.from = parse_date(*text);
  for (const auto& each : parts) {
    if (query.only(part) == each.word) wish.between = each.hours;
  }
  wish.site = std::string(query.only(site).value_or("")).substr(0, 100);
  wish.minutes = number_in(query, length, 15, 240).value_or(0);
  if (auto text = query.only(interpreter)) {
    wish.interpreter = app::interpreter_wish_from(*text).value_or(InterpreterWish::remote);
  }
  for (auto text : query.all(without)) {
    auto competence = schedule::competence_from(text);
    bool is_new =
        competence && std::find(wish.without.begin(), wish.without.end(), *competence) == wish.without.end();
    if (is_new) wish.without.push_back(*competence);
  }
  wish.count = number_in(query, count, 1, most_times).value_or(0);
  return wish;
}

std::string_view part_of(const TimeWish& wish) {
  for (const auto& each : parts) {
    if (each.hours.from == wish.between.from && each.hours.to == wish.between.to) return each.word;
  }
  return parts[0].word;
}

// Back again: only what was asked for.
http::Parameters query_of(const TimeWish& wish) {
  http::Parameters query;
  if (wish.from) query.add(std::string(earliest), to_string(*wish.from));
  if (part_of(wish) != parts[0].word) query.add(std::string(part), std::string(part_of(wish)));
  if (!wish.site.empty()) query.add(std::string(site), wish.site);
  if (wish.minutes > 0) query.add(std::string(length), std::to_string(wish.minutes));
  if (wish.interpreter != InterpreterWish::remote) {
    query.add(std::string(interpreter), std::string(app::word(wish.interpreter)));
  }
  for (auto competence : wish.without) query.add(std::string(without), std::string(word(competence)));
  if (wish.count > 0) query.add(std::string(count), std::to_string(wish.count));
  return query;
}

std::string address_of(const std::string& case_id, const TimeWish& wish, std::string_view told = {}) {
  auto address = fmt::format("/cases/{}/meeting", http::url_encode(case_id));
  auto query = query_of(wish);
  if (!told.empty()) query.add("told", std::string(told));
  char mark = '?';
  for (const auto& [name, value] : query) {
    address += fmt::format("{}{}={}", mark, http::url_encode(name), http::url_encode(value));
    mark = '&';
  }
  return address;
}

std::string competences(Words words, const std::vector<Competence>& list) {
  std::vector<std::string> names;
  for (auto competence : list) names.push_back(words.of("competence", word(competence)));
  return words.list(names);
}

std::string clock_time(Words words, Instant instant) {
  auto local = to_local(instant);
  return texts::time_in_words(words.language(), local.hour, local.minute);
}

// The time of day where it is today, else the day as well.
std::string until_in_words(const Visit& visit, Instant until) {
  bool today = local_date(until) == local_date(visit.now);
  return today ? clock_time(visit.words, until) : visit.words.moment(until);
}

std::vector<Option> options_of(const Visit& visit, const app::Times& times) {
  Words words = visit.words;
  std::vector<Option> options;
  for (const auto& each : times.offered) {
    auto hint = fmt::format("{}, {}. {}.", texts::length_in_words(words.language(), each.meeting.minutes),
                            each.meeting.place, words.list(each.meeting.team));
    if (!each.slot.wishes_unmet.empty()) {
      hint += fmt::format(" ({})",
                          words("schedule.unmet", {{"what", competences(words, each.slot.wishes_unmet)}}));
    }
    if (each.held_until) {
      hint += " " + words("schedule.held", {{"time", until_in_words(visit, *each.held_until)}});
    }
    options.push_back({each.key, words.moment(each.meeting.start), std::move(hint)});
  }
  return options;
}

std::string missing_text(Words words, const app::SchedulePlan& plan, const schedule::Missing& missing) {
  auto what = missing.what;
  if (missing.lack == Lack::competence) {
    if (auto competence = schedule::competence_from(what)) what = words.of("competence", word(*competence));
  } else if (missing.lack == Lack::site || missing.lack == Lack::person) {
    what = plan.name_of(what);
  }
  auto never = fmt::format("schedule.never.{}", word(missing.lack));
  bool never_there = !missing.exists && words.has(never);
  return words(never_there ? never : fmt::format("schedule.lack.{}", word(missing.lack)), {{"what", what}});
}

json::value missing_view(const Visit& visit, const app::SchedulePlan& plan, const app::CaseView& view,
                         const app::Times& times, const TimeWish& wish) {
  if (times.missing.empty()) return false;
  json::array list;
  auto less = wish;
  for (const auto& missing : times.missing) {
    list.push_back(json::object{{"text", missing_text(visit.words, plan, missing)}});
    auto competence = schedule::competence_from(missing.what);
    if (missing.lack == Lack::competence && competence) less.without.push_back(*competence);
  }
  json::value less_href = false;
  if (less.without.size() > wish.without.size()) less_href = address_of(view.c.id, less);
  return json::object{
      {"text", visit.words("schedule.none", {{"from", visit.words.date(times.needs.need.first_day)}})},
      {"list", std::move(list)},
      {"less_href", std::move(less_href)}};
}

json::array needs_view(const Visit& visit, const app::CaseView& view, const app::Times& times,
                       const TimeWish& wish) {
  Words words = visit.words;
  const auto& need = times.needs.need;
  std::vector<std::string> needed;
  for (auto competence : need.required) needed.push_back(words.of("competence", word(competence)));
  if (!need.language.empty()) {
    needed.push_back(words("schedule.interpreter", {{"language", need.language}}));
  }
  json::array lines;
  auto add = [&lines](std::string line) { lines.push_back(json::object{{"text", std::move(line)}}); };
  add(needed.empty() ? words("schedule.needs_none")
                     : words("schedule.needs", {{"what", words.list(needed)}}));
  if (!need.wished.empty()) add(words("schedule.wished", {{"what", competences(words, need.wished)}}));
  if (!wish.without.empty()) add(words("schedule.without", {{"what", competences(words, wish.without)}}));
  if (!times.needs.not_planned.empty()) {
    add(words("schedule.not_planned", {{"what", words.list(times.needs.not_planned)}}));
  }
  if (view.answers.summons) {
    if (auto terms = policy::summons_answer(*view.answers.summons); terms && terms->notice_days) {
      add(words("schedule.notice", {{"days", texts::days_in_words(words.language(), *terms->notice_days)}}));
    }
  }
  return lines;
}

json::object search_view(const Visit& visit, const app::SchedulePlan& plan, const app::CaseView& view,
                         const TimeWish& wish) {
  auto typed = query_of(wish);
  if (wish.minutes == 0) typed.add(std::string(length), std::to_string(plan.habits.minutes));
  Faults none;
  FormView form(visit.words, typed, none);
  std::vector<Option> days, sites{{"", visit.words("schedule.any_site"), ""}}, ways;
  for (const auto& each : parts) {
    days.push_back({std::string(each.word), visit.words.of("part_of_day", each.word), ""});
  }
  for (const auto& each : plan.unit.sites) sites.push_back({each.id, plan.name_of(each.id), ""});
  for (auto way : {InterpreterWish::remote, InterpreterWish::in_person, InterpreterWish::none}) {
    ways.push_back({std::string(app::word(way)), visit.words.of("interpreter_wish", app::word(way)), ""});
  }
  json::array fields;
  fields.push_back(form.date(earliest, Presence::required));
  fields.push_back(form.select(part, Presence::required, days));
  if (plan.unit.sites.size() > 1) fields.push_back(form.select(site, Presence::required, sites));
  fields.push_back(form.text(length, Presence::required, {.inputmode = "numeric", .width = "short"}));
  if (view.c.message && app::needs_interpreter(view.c.message->person.language)) {
    fields.push_back(form.select(interpreter, Presence::required, ways));
  }
  return {{"fields", std::move(fields)}, {"open", wish.from || wish.minutes > 0 || !wish.site.empty()}};
}

json::array hidden_view(const http::Parameters& query, std::string_view only = {}) {
  json::array list;
  for (const auto& [name, value] : query) {
    if (only.empty() || name == only) list.push_back(json::object{{"name", name}, {"value", value}});
  }
  return list;
}

json::value told_view(const Visit& visit, const app::Times& times) {
  auto told = visit.request.query.only("told");
  if (!told) return false;
  if (*told == "held") {
    for (const auto& each : times.offered) {
      if (!each.held_until) continue;
      return json::object{
          {"text", visit.words("schedule.held_now", {{"time", until_in_words(visit, *each.held_until)}})},
          {"color", "success"}};
    }
  }
  for (auto word : tellings) {
    if (*told != word) continue;
    return json::object{{"text", visit.words.of("schedule", word)},
                        {"color", word == "released" ? "success" : "warning"}};
  }
  return false;
}

Response book_or_hold(const Office& office, const Visit& visit) {
  const auto& id = visit.request.path_parameter("id");
  const auto& schedules = office.desks.schedules;
  FormReader reader(visit.form);
  auto version = version_of(reader);
  auto action = reader.hidden("action", 20).value_or("");
  auto chosen = reader.hidden(offered, 400);
  auto shown = reader.several("shown", most_held, 400);
  for (auto name : {earliest, part, site, length, interpreter, count}) reader.know(name);
  reader.several(without, 10);
  reader.refuse_unknown();
  if (!reader.is_good() || !version) return show_problem(office, visit, "malformed", 400);
  auto wish = wish_from(visit.form);
  auto back = [&](std::string_view told) { return Response::redirect(address_of(id, wish, told)); };
  auto answer = [&](const app::Problem& problem) {
    if (problem.code == app::ProblemCode::time_taken) return back("taken");
    if (problem.code == app::ProblemCode::case_conflict) return show_conflict(office, visit, id);
    return show_problem(office, visit, problem);
  };
  bool for_own_page = action == "hold_own";
  if (action == "hold" || for_own_page || action == "release") {
    if (action == "release") shown.clear();
    auto held =
        schedules.hold(visit.user(), id, shown, for_own_page ? app::HoldFor::own_page : app::HoldFor::now);
    if (!held) return answer(held.error());
    return back(action == "release" ? "released" : "held");
  }
  if (!chosen || chosen->empty()) return back("not_chosen");
  auto after = schedules.book(visit.user(), id, *version, *chosen);
  if (!after) return answer(after.error());
  return Response::redirect(fmt::format("/cases/{}?done=book_meeting", http::url_encode(id)));
}

}  // namespace

json::value meeting_times_view(const Office& office, const Visit& visit, const app::CaseView& view) {
  const auto& schedules = office.desks.schedules;
  const auto* plan = schedules.plan();
  if (plan == nullptr) return false;
  auto wish = wish_from(visit.request.query);
  auto times = schedules.times(visit.user(), view, wish);
  if (!times) return false;
  Words words = visit.words;
  Faults none;
  http::Parameters nothing_typed;
  FormView form(words, nothing_typed, none);
  json::array shown;
  bool any_held = false;
  for (const auto& each : times->offered) {
    shown.push_back(json::object{{"key", each.key}});
    any_held = any_held || each.held_until;
  }
  bool any = !times->offered.empty();
  bool may_be_more = any && static_cast<std::int64_t>(times->offered.size()) ==
                                std::max(wish.count, wish.count > 0 ? 0 : plan->habits.offers);
  json::value more_href = false;
  if (may_be_more && wish.count < most_times) {
    auto more = wish;
    more.count = std::min(most_times, static_cast<std::int64_t>(times->offered.size()) + more_at_once);
    more_href = address_of(view.c.id, more);
  }
  json::value with_all = false;
  if (!wish.without.empty()) {
    auto all = wish;
    all.without.clear();
    with_all = address_of(view.c.id, all);
  }
  auto hold = words("schedule.hold",
                    {{"length", texts::length_in_words(words.language(), plan->habits.hold_minutes)}});
  auto query = query_of(wish);
  return json::object{
      {"told", told_view(visit, *times)},
      {"needs", needs_view(visit, view, *times, wish)},
      {"with_all_href", std::move(with_all)},
      {"offered", any ? json::value(form.radios(offered, Presence::required, options_of(visit, *times)))
                      : json::value(false)},
      {"shown", std::move(shown)},
      {"missing", missing_view(visit, *plan, view, *times, wish)},
      {"more_href", std::move(more_href)},
      {"action", fmt::format("/cases/{}/times", view.c.id)},
      {"hidden", hidden_view(query)},
      {"hold", std::move(hold)},
      {"hold_own", words("schedule.hold_own",
                         {{"length", texts::days_in_words(words.language(), plan->habits.choose_days)}})},
      {"any_held", any_held},
      {"search", search_view(visit, *plan, view, wish)},
      {"search_action", fmt::format("/cases/{}/meeting", view.c.id)},
      {"search_hidden", hidden_view(query, without)}};
}

void add_meeting_times_pages(http::Router& router, const Office& office) {
  add_page(router, office, http::Method::post, "/cases/{id}/times", Access::unit, book_or_hold);
}

}  // namespace moteplass::web
