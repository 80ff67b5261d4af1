#include "api/views.h"

namespace moteplass::api {
namespace {

json::object person(const app::PolicyDraft::Author& author) {
  return {{"id", author.id}, {"name", author.name}};
}

json::object view_of_remark(const policy::Remark& remark) {
  json::object view{{"severity", word(remark.severity)}, {"kind", remark.kind}, {"message", remark.message}};
  auto put = [&](const char* name, const std::string& text) {
    if (!text.empty()) view[name] = text;
  };
  put("decision", remark.decision);
  if (remark.line != 0) view["line"] = remark.line;
  if (remark.line != 0 && remark.column != 0) view["column"] = remark.column;
  if (!remark.rules.empty()) view["rules"] = json::value_from(remark.rules);
  put("where", remark.where);
  put("example", remark.example);
  return view;
}

json::object brief(const policy::Answer& answer) {
  json::object view{{"status", word(answer.status)}, {"answer", answer.answer}};
  view["needs"] = json::value_from(answer.needs);
  return view;
}

}  // namespace

json::object view_of(const app::PolicyDraft& draft) {
  json::array authors;
  for (const auto& author : draft.authors) authors.push_back(person(author));
  return {{"id", draft.id},
          {"policy", draft.policy},
          {"title", draft.title},
          {"based_on",
           json::object{
               {"name", draft.policy}, {"version", draft.based_on_version}, {"hash", draft.based_on_hash}}},
          {"owner", person(draft.owner)},
          {"authors", std::move(authors)},
          {"changed_at", to_string(draft.changed_at)},
          {"revision", draft.revision}};
}

json::object view_of(const policy::Review& review) {
  json::array remarks;
  for (const auto& remark : review.remarks) remarks.push_back(view_of_remark(remark));
  return {
      {"is_policy", review.model != nullptr}, {"is_whole", review.is_whole}, {"remarks", std::move(remarks)}};
}

json::object view_of(const app::DraftView& view) {
  auto object = view_of(view.draft);
  object["text"] = view.draft.text;
  object["check"] = view_of(view.review);
  json::array hindrances;
  for (auto hindrance : view.hindrances) hindrances.emplace_back(word(hindrance));
  object["hindrances"] = std::move(hindrances);
  return object;
}

json::object view_of(const app::CaseRun& run) {
  json::array cases;
  for (const auto& effect : run.effects) {
    cases.push_back(json::object{{"policy", effect.worked->policy},
                                 {"number", effect.worked->number},
                                 {"name", effect.worked->name},
                                 {"question", policy::norwegian(effect.worked->question)},
                                 {"as_expected", effect.as_expected},
                                 {"changed", effect.changed},
                                 {"now", brief(effect.now)},
                                 {"before", brief(effect.before)}});
  }
  return {{"before", policy::to_json(run.before)},
          {"changed_cases", run.changed_own().size()},
          {"cases", std::move(cases)}};
}

json::object view_of(const app::PolicyVersion& version) {
  json::object view{{"policy", version.policy},
                    {"number", version.number},
                    {"version", version.version},
                    {"hash", version.hash},
                    {"valid_from", to_string(version.valid_from)},
                    {"approved_at", to_string(version.approved_at)},
                    {"changed_cases", json::value_from(version.changed_cases)}};
  if (!version.approved_by.empty())
    view["approved_by"] = person({version.approved_by, version.approver_name});
  return view;
}

schema::Book draft_view_schemas() {
  using namespace schema;
  Book book;
  book["Author"] = object({{"id", any_text()}, {"name", any_text()}}, "Someone in the unit.");
  auto draft_members = [] {
    return std::vector<Member>{
        {"id", any_text()},
        {"policy", described(any_text(), "The model it may become a version of.")},
        {"title", line(app::longest_draft_title)},
        {"based_on", described(reference("PolicyRef"), "The text it was copied from.")},
        {"owner", reference("Author")},
        {"authors", described(list(reference("Author")), "Who has changed the text.")},
        {"changed_at", instant()},
        {"revision", described(whole_number(1, 1'000'000'000), "Goes up by one each time it is saved.")}};
  };
  book["DraftSummary"] = object(draft_members(), "A draft without its text.");
  auto whole = draft_members();
  std::vector<std::string_view> hindrances;
  for (int i = 0; i <= static_cast<int>(app::Hindrance::one_author); ++i) {
    hindrances.push_back(word(static_cast<app::Hindrance>(i)));
  }
  whole.push_back({"text", described(any_text(), "DMN, or not yet.")});
  whole.push_back({"check", reference("PolicyCheck")});
  whole.push_back({"hindrances", described(list(one_of(hindrances)),
                                           "What keeps it from being approved by the one who asks.")});
  book["Draft"] = object(std::move(whole), "A policy model that is being written. It decides nothing.");
  book["Remark"] = object(
      {{"severity", one_of({"error", "warning", "information"})},
       {"kind",
        described(any_text(), "\"fault\", or what `moteplass dmn check` calls it: \"gap\", \"overlap\".")},
       optional("decision", any_text()),
       optional("line", described(whole_number(1, 10'000'000), "In the text; absent: the whole of it.")),
       optional("column", whole_number(1, 10'000'000)),
       optional("rules", list(whole_number(1, 1'000'000))),
       {"message", any_text()},
       optional("where", described(any_text(), "The facts it is about, as unary tests.")),
       optional("example", any_text())},
      "One thing to be said of a text, with its place.");
  book["PolicyCheck"] =
      object({{"is_policy", described(boolean(), "Whether it can be read, and answers the seven questions.")},
              {"is_whole", described(boolean(), "Whether its tables are without gaps and contradictions.")},
              {"remarks", described(list(reference("Remark")), "Errors first, then by line.")}},
             "What there is to say of the text of a model.");
  book["BriefAnswer"] = object({{"status", one_of(words_to(policy::Status::not_stated))},
                                {"answer", open_object("Members by question.")},
                                {"needs", list(any_text())}},
                               "An answer without its reasons.");
  book["CaseEffect"] =
      object({{"policy", described(any_text(), "The model the case belongs to.")},
              {"number", whole_number(1, 100'000)},
              {"name", any_text()},
              {"question", reference("Question")},
              {"as_expected", described(boolean(), "The draft answers what the case expects.")},
              {"changed", described(boolean(), "The draft answers otherwise than the text before.")},
              {"now", reference("BriefAnswer")},
              {"before", reference("BriefAnswer")}},
             "A worked case under the draft and under the text it was copied from.");
  book["CaseRun"] =
      object({{"before", reference("PolicyRef")},
              {"changed_cases", described(count(),
                                          "How many cases of the draft's own model come out otherwise "
                                          "than they expect; an approver must state it.")},
              {"cases", list(reference("CaseEffect"))}},
             "The worked cases of all models.");
  book["PolicyVersion"] =
      object({{"policy", any_text()},
              {"number", described(whole_number(1, 1'000'000), "1, 2, 3, … of this model.")},
              {"version", described(any_text(), "What the text says of itself.")},
              {"hash", pattern("^[0-9a-f]{64}$")},
              {"valid_from", date()},
              optional("approved_by", described(reference("Author"),
                                                "Absent: taken up from the unit's settings when they first "
                                                "named the model.")),
              {"approved_at", instant()},
              {"changed_cases", described(list(any_text()), "Worked cases accepted as changed, by name.")}},
             "A text that the unit decides by from a day on, or has decided by.");
  book["Drafts"] = object({{"drafts", list(reference("DraftSummary"))}});
  book["PolicyVersions"] = object({{"versions", list(reference("PolicyVersion"))}});
  return book;
}

}  // namespace moteplass::api
