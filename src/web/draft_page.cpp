// Drafts of policy models: the list, the editor, what a change does, and taking a draft in use.
#include <algorithm>

#include <fmt/format.h>

#include "app/permissions.h"
#include "http/forms.h"
#include "web/draft_view.h"
#include "web/form_view.h"
#include "web/office.h"
#include "web/reading_view.h"

namespace moteplass::web {
namespace {

using http::Response;

// A text of `longest_draft` bytes, each of which a form may escape with three.
constexpr std::size_t most_form_bytes = 3 * app::longest_draft + 64 * 1024;

std::string path_of(const std::string& id) {
  return "/drafts/" + id;
}

std::string title_of(const Office& office, const std::string& policy) {
  for (const auto& summary : office.desks.policies.policies()) {
    if (summary.ref.name == policy) return summary.title;
  }
  return policy;
}

// ---- The list --------------------------------------------------------------------------------------------

Response list_page(const Office& office, const Visit& visit, const http::Parameters& typed,
                   const Faults& faults, int status) {
  auto drafts = office.desks.drafts.drafts(visit.user());
  if (!drafts) return show_problem(office, visit, drafts.error());
  json::array list;
  for (const auto& draft : *drafts) {
    auto line = draft_line(visit.words, draft, visit.now);
    line["policy_title"] = title_of(office, draft.policy);
    list.push_back(std::move(line));
  }
  std::vector<Option> options;
  for (const auto& policy : office.desks.policies.policies()) {
    options.push_back({policy.ref.name, policy.title, ""});
  }
  FormView form(visit.words, typed, faults);
  auto policy = form.select("copied", Presence::required, options);
  auto title = form.text("title", Presence::required, {.width = "long"});
  bool any = !list.empty();
  return show(office, visit, "drafts", visit.words("draft.drafts"),
              {{"errors", form.errors()},
               {"policy", std::move(policy)},
               {"name", std::move(title)},
               {"drafts", any ? json::value(json::object{{"list", std::move(list)}}) : json::value(false)}},
              status);
}

Response get_drafts(const Office& office, const Visit& visit) {
  auto policy = std::string(visit.request.query.only("policy").value_or(office.unit.live_policy));
  return list_page(office, visit, {{"copied", policy}}, {}, 200);
}

Response post_drafts(const Office& office, const Visit& visit) {
  FormReader reader(visit.form);
  auto policy = reader.text("copied", Presence::required, 60);
  auto title = reader.text("title", Presence::required, app::longest_draft_title);
  reader.refuse_unknown();
  if (reader.is_malformed()) return show_problem(office, visit, "malformed", 400);
  if (!reader.is_good()) return list_page(office, visit, visit.form, reader.faults(), 422);
  auto draft = office.desks.drafts.copy(visit.user(), *policy, *title);
  if (!draft) return show_problem(office, visit, draft.error());
  return Response::redirect(path_of(draft->id));
}

// ---- The editor ------------------------------------------------------------------------------------------

// What the editor shows: the draft as it is stored, or as it was typed.
struct Shown {
  std::string title;
  std::string text;
  Faults faults;
  http::Parameters typed;  // of the form for taking it in use
  std::string notice;      // a text's key; empty: none
  bool warns = false;
  std::optional<policy::Review> review;  // of `text`, where it is not what is stored
};

json::value approval_view(const Visit& visit, const app::DraftView& view, FormView& form) {
  if (!view.hindrances.empty() || !app::may(visit.user(), app::Right::approve_versions)) return false;
  json::array changed;
  for (const auto& name : view.changed_own) changed.push_back(json::object{{"name", name}});
  auto count = static_cast<std::int64_t>(changed.size());
  auto date = form.date("valid_from", Presence::required);
  auto tick = form.tick("cases_meant");
  if (count == 0) tick["is_tick"] = false;
  return json::object{{"valid_from", std::move(date)},
                      {"cases_meant", std::move(tick)},
                      {"changed_count", count},
                      {"changed_summary", count == 0 ? visit.words("draft.own_unchanged")
                                                     : visit.words.count("draft.own_changed", count)},
                      {"changed", std::move(changed)},
                      {"version", view.review.model->summary().ref.version}};
}

json::array hindrances_of(const Visit& visit, const app::DraftView& view) {
  json::array list;
  for (auto hindrance : view.hindrances) {
    // A caseworker's draft is approved by somebody else anyway.
    bool leads = app::may(visit.user(), app::Right::approve_versions);
    if (hindrance == app::Hindrance::one_author && !leads) continue;
    list.push_back(json::object{{"text", visit.words.of("draft.hindrance", word(hindrance))}});
  }
  return list;
}

Response draft_page(const Office& office, const Visit& visit, const app::DraftView& view, const Shown& shown,
                    int status) {
  auto typed = shown.typed;
  typed.add("title", shown.title);
  FormView form(visit.words, typed, shown.faults);
  auto title = form.text("title", Presence::required, {.width = "long"});
  auto approval = approval_view(visit, view, form);
  auto line = draft_line(visit.words, view.draft, visit.now);
  auto hindrances = hindrances_of(visit, view);
  bool any = !hindrances.empty();
  auto path = path_of(view.draft.id);
  auto response = show(
      office, visit, "draft", view.draft.title,
      {{"errors", form.errors()},
       {"notice", shown.notice.empty() ? std::string() : visit.words(shown.notice)},
       {"notice_tone", shown.warns ? "warning" : "success"},
       {"notice_role", shown.warns ? "alert" : "status"},
       {"head", std::move(line)},
       {"policy_title", title_of(office, view.draft.policy)},
       {"policy_href", "/policies/" + view.draft.policy},
       {"versions_href", "/policies/" + view.draft.policy + "/versions"},
       {"action", path},
       {"name", std::move(title)},
       {"text", shown.text},
       {"revision", view.draft.revision},
       {"check", check_view(visit.words, shown.review ? *shown.review : view.review)},
       {"is_policy", view.review.model != nullptr},
       {"download_href", "/api/drafts/" + view.draft.id + "/dmn"},
       {"hindrances", any ? json::value(json::object{{"list", std::move(hindrances)}}) : json::value(false)},
       {"approval", std::move(approval)},
       {"leads", app::may(visit.user(), app::Right::approve_versions)}},
      status);
  // dmn-js brings a text editor for its cells that makes its own style sheet; scripts still come from here
  // alone.
  response.set_header("Content-Security-Policy",
                      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
                      "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; "
                      "frame-ancestors 'none'; base-uri 'none'");
  return response;
}

Response get_draft(const Office& office, const Visit& visit) {
  auto view = office.desks.drafts.look(visit.user(), visit.request.path_parameter("id"));
  if (!view) return show_problem(office, visit, view.error());
  Shown shown{view->draft.title, view->draft.text, {}, {}, "", false, {}};
  if (visit.request.query.only("saved")) shown.notice = "draft.saved";
  return draft_page(office, visit, *view, shown, 200);
}

struct Written {
  std::int64_t revision = 0;
  std::optional<std::string> title;
  std::string text;
  bool only_check = false;
};

// The text is taken as it was typed; its ends matter.
Written read_written(FormReader& reader, const http::Parameters& form) {
  Written written;
  written.revision = reader.whole_number("revision", Presence::required, 1, 1'000'000'000).value_or(0);
  written.title = reader.text("title", Presence::required, app::longest_draft_title);
  reader.know("text");
  written.text = form.only("text").value_or("");
  written.only_check = reader.ticked("check");
  reader.refuse_unknown();
  return written;
}

Response post_draft(const Office& office, const Visit& visit) {
  const auto& desk = office.desks.drafts;
  const auto& id = visit.request.path_parameter("id");
  FormReader reader(visit.form);
  auto written = read_written(reader, visit.form);
  if (reader.is_malformed()) return show_problem(office, visit, "malformed", 400);
  auto again = [&](const Faults& faults, std::string notice, int status) {
    auto view = desk.look(visit.user(), id);
    if (!view) return show_problem(office, visit, view.error());
    auto review = desk.check(visit.user(), view->draft.policy, written.text);
    Shown shown{std::string(visit.form.first("title").value_or("")),
                written.text,
                faults,
                {},
                std::move(notice),
                status != 200,
                {}};
    if (review) shown.review = std::move(*review);
    return draft_page(office, visit, *view, shown, status);
  };
  if (!reader.is_good()) return again(reader.faults(), "", 422);
  if (written.only_check) return again({}, "", 200);
  auto saved = desk.save(visit.user(), id, written.revision, *written.title, written.text);
  if (saved) return Response::redirect(path_of(id) + "?saved=yes");
  switch (saved.error().code) {
    case app::ProblemCode::draft_conflict:
      return again({}, "draft.conflict", 409);
    case app::ProblemCode::invalid_fields:
      return again(saved.error().faults, "", 422);
    default:
      return show_problem(office, visit, saved.error());
  }
}

// What there is to say of the text, without the page around it, for the editor that checks while one types.
Response post_check(const Office& office, const Visit& visit) {
  FormReader reader(visit.form);
  auto written = read_written(reader, visit.form);
  auto review = office.desks.drafts.check(visit.user(), "draft", written.text);
  if (reader.is_malformed() || !review) return Response::empty(400);
  return show_part(office, visit, "part/draft_check", {{"check", check_view(visit.words, *review)}});
}

Response post_remove(const Office& office, const Visit& visit) {
  FormReader reader(visit.form);
  auto revision = reader.whole_number("revision", Presence::required, 1, 1'000'000'000);
  reader.refuse_unknown();
  if (!reader.is_good()) return show_problem(office, visit, "malformed", 400);
  auto removed = office.desks.drafts.remove(visit.user(), visit.request.path_parameter("id"), *revision);
  if (!removed) return show_problem(office, visit, removed.error());
  return Response::redirect("/drafts");
}

// ---- What a change does ----------------------------------------------------------------------------------

Response get_cases(const Office& office, const Visit& visit) {
  const auto& id = visit.request.path_parameter("id");
  auto view = office.desks.drafts.look(visit.user(), id);
  if (!view) return show_problem(office, visit, view.error());
  auto run = office.desks.drafts.run_cases(visit.user(), id);
  if (!run) return show_problem(office, visit, run.error());
  auto shown = case_run_view(visit.words, *run);
  return show(office, visit, "draft_cases", visit.words("draft.cases"),
              {{"head", draft_line(visit.words, view->draft, visit.now)}, {"run", std::move(shown)}});
}

Response get_changes(const Office& office, const Visit& visit) {
  const auto& id = visit.request.path_parameter("id");
  auto view = office.desks.drafts.look(visit.user(), id);
  if (!view) return show_problem(office, visit, view.error());
  auto compared = office.desks.drafts.compared(visit.user(), id);
  if (!compared) return show_problem(office, visit, compared.error());
  auto differences = office.readings.differences(*compared->before, *compared->now);
  auto column = [&](std::string_view key, const policy::PolicyModel& model) {
    return json::object{{"title", visit.words(key, {{"version", model.summary().ref.version}})}};
  };
  json::value questions = false;
  if (differences) questions = json::object{{"list", differences_view(visit.words, *differences)}};
  return show(office, visit, "draft_changes", visit.words("draft.changes"),
              {{"head", draft_line(visit.words, view->draft, visit.now)},
               {"policy", column("draft.before", *compared->before)},
               {"other", column("draft.now", *compared->now)},
               {"busy", differences == nullptr},
               {"questions", std::move(questions)}},
              differences ? 200 : 503);
}

// ---- Taking it in use ------------------------------------------------------------------------------------

Response post_approve(const Office& office, const Visit& visit) {
  const auto& desk = office.desks.drafts;
  const auto& id = visit.request.path_parameter("id");
  FormReader reader(visit.form);
  auto revision = reader.whole_number("revision", Presence::required, 1, 1'000'000'000);
  auto valid_from = reader.date("valid_from", Presence::required);
  auto changed = reader.whole_number("changed_cases", Presence::required, 0, 100'000);
  bool meant = reader.ticked("cases_meant");
  reader.refuse_unknown();
  if (reader.is_malformed() || !revision || !changed) return show_problem(office, visit, "malformed", 400);
  if (*changed > 0 && !meant) reader.fault("cases_meant", FaultKind::missing, "yes");
  auto again = [&](const Faults& faults, std::string notice, int status) {
    auto view = desk.look(visit.user(), id);
    if (!view) return show_problem(office, visit, view.error());
    Shown shown{view->draft.title, view->draft.text, faults, visit.form, std::move(notice), true, {}};
    return draft_page(office, visit, *view, shown, status);
  };
  if (!reader.is_good()) return again(reader.faults(), "", 422);
  auto version = desk.approve(visit.user(), id, *revision, *valid_from, static_cast<std::size_t>(*changed));
  if (version) return Response::redirect("/policies/" + version->policy + "/versions?approved=yes");
  switch (version.error().code) {
    case app::ProblemCode::draft_conflict:
      return again({}, "draft.moved_on", 409);
    case app::ProblemCode::not_ready:
      return again({}, "draft.not_ready", 422);
    case app::ProblemCode::invalid_fields:
      return again(version.error().faults, "", 422);
    default:
      return show_problem(office, visit, version.error());
  }
}

}  // namespace

void add_draft_pages(http::Router& router, const Office& office) {
  using http::Method;
  constexpr auto access = Access::unit;
  add_page(router, office, Method::get, "/drafts", access, get_drafts);
  add_page(router, office, Method::post, "/drafts", access, post_drafts);
  add_page(router, office, Method::get, "/drafts/{id}", access, get_draft);
  add_page(router, office, Method::post, "/drafts/{id}", access, post_draft, most_form_bytes);
  add_page(router, office, Method::post, "/drafts/{id}/check", access, post_check, most_form_bytes);
  add_page(router, office, Method::get, "/drafts/{id}/cases", access, get_cases);
  add_page(router, office, Method::get, "/drafts/{id}/changes", access, get_changes);
  add_page(router, office, Method::post, "/drafts/{id}/remove", access, post_remove);
  add_page(router, office, Method::post, "/drafts/{id}/approve", access, post_approve);
}

}  // namespace moteplass::web
