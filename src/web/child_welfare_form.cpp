#include "web/child_welfare_form.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/papers.h"
#include "casework/outlook.h"
#include "casework/words.h"
#include "web/case_view.h"
#include "web/entry_view.h"

namespace moteplass::web {
namespace {

using namespace casework;

constexpr ChildWelfareGround all_grounds[] = {
    ChildWelfareGround::neglect_or_abuse, ChildWelfareGround::untreated_illness,
    ChildWelfareGround::special_needs, ChildWelfareGround::own_actions, ChildWelfareGround::trafficking};

// Each ground is a question answered by itself, so that none is passed over.
std::string field_of(ChildWelfareGround ground) {
  return fmt::format("ground.{}", word(ground));
}

std::optional<bool> yes_no_from(std::string_view text) {
  if (text == "yes") return true;
  if (text == "no") return false;
  return std::nullopt;
}

std::vector<Option> yes_no(Words words) {
  return {{"yes", words("common.yes"), ""}, {"no", words("common.no"), ""}};
}

template <class Choice>
std::vector<Option> options_to(Words words, std::string_view group, Choice last) {
  std::vector<Option> options;
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    auto name = word(static_cast<Choice>(i));
    options.push_back({std::string(name), words.of(group, name), ""});
  }
  return options;
}

std::string with_plain_line_ends(std::string text) {
  std::erase(text, '\r');
  return text;
}

std::optional<Command> assessment_of(FormReader& reader) {
  ChildWelfareAssessment assessment;
  auto child = reader.choice("child", Presence::required, child_concerned_from);
  for (auto ground : all_grounds) {
    if (reader.choice(field_of(ground), Presence::required, yes_no_from) == true) {
      assessment.grounds.push_back(ground);
    }
  }
  auto conclusion = reader.choice("conclusion", Presence::required, child_welfare_conclusion_from);
  assessment.reason = with_plain_line_ends(reader.text("grounds_why", Presence::required, 2000).value_or(""));
  reader.know("facts");
  if (!child || !conclusion) return std::nullopt;
  assessment.child = *child;
  assessment.conclusion = *conclusion;
  if (*conclusion == ChildWelfareConclusion::report) {
    auto facts = reader.text("facts", Presence::required, 4000);
    if (facts) assessment.facts = with_plain_line_ends(std::move(*facts));
  }
  if (!reader.is_good()) return std::nullopt;
  // A yes that ends in no report, or a report without a yes: the answer does not follow from the questions.
  auto misfit = what_does_not_fit(assessment);
  if (misfit == "conclusion" || misfit == "grounds") {
    reader.fault("conclusion", FaultKind::not_allowed, "what follows from the answers above");
    return std::nullopt;
  }
  return AssessChildWelfare{std::move(assessment)};
}

json::array paragraphs(std::string_view text) {
  json::array list;
  while (!text.empty()) {
    auto end = text.find('\n');
    auto line = trimmed(text.substr(0, end));
    if (!line.empty()) list.emplace_back(line);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return list;
}

std::string sent_in_words(Words words, const ChildWelfareReport& report) {
  return words("concern.sent", {{"date", words.date(report.sent_on)}, {"service", report.service}});
}

std::string reply_in_words(Words words, const SentChildWelfareReport& sent) {
  if (sent.confirmation) {
    auto text = words("concern.confirmed", {{"date", words.date(sent.confirmation->received_on)}});
    if (!sent.confirmation->investigates) return text;
    return text + " " + words(*sent.confirmation->investigates ? "concern.investigates" : "concern.does_not");
  }
  auto text = words("concern.awaits", {{"date", words.date(sent.confirmation_due())}});
  if (sent.reminded_on) text += " " + words("concern.reminded", {{"date", words.date(*sent.reminded_on)}});
  return text;
}

json::object assessment_view(Words words, FormView& form) {
  auto required = Presence::required;
  auto child =
      form.radios("child", required, options_to(words, "concern_child", ChildConcerned::child_in_care));
  json::array questions;
  for (auto ground : all_grounds) {
    questions.push_back(form.radios(field_of(ground), required, yes_no(words)));
  }
  auto conclusion = form.radios(
      "conclusion", required, options_to(words, "concern_conclusion", ChildWelfareConclusion::no_ground_now));
  return {{"fields", by_key({std::move(child), std::move(conclusion), form.area("grounds_why", required),
                             form.area("facts", required)})},
          {"questions", std::move(questions)}};
}

// The reports as they were written, latest first.
json::array report_files(Words words, const app::CaseView& view) {
  json::array files;
  for (const auto& paper : app::papers_of(view.c)) {
    if (paper.kind != app::PaperKind::child_welfare_report) continue;
    bool made =
        std::find(view.papers_made.begin(), view.papers_made.end(), paper.id) != view.papers_made.end();
    files.push_back(json::object{
        {"name", words.of("paper_kind", app::word(paper.kind))},
        {"status", words(made ? "letter.made" : "letter.being_made")},
        {"href", made ? fmt::format("/cases/{}/letters/{}", view.c.id, paper.id) : std::string()}});
  }
  return files;
}

}  // namespace

std::optional<Command> child_welfare_command_of(Step step, FormReader& reader) {
  if (step == Step::assess_child_welfare) return assessment_of(reader);
  if (step == Step::report_to_child_welfare) {
    auto sent_on = reader.date("sent_on", Presence::required);
    auto service = reader.text("service", Presence::required, 200);
    if (!sent_on || !service) return std::nullopt;
    return ReportToChildWelfare{{*sent_on, std::move(*service)}};
  }
  if (step == Step::confirm_child_welfare) {
    auto received_on = reader.date("received_on", Presence::required);
    auto investigates = reader.choice("investigates", Presence::optional, yes_no_from);
    if (!received_on) return std::nullopt;
    return ConfirmChildWelfare{{*received_on, investigates}};
  }
  auto on = reader.date("reminded_on", Presence::required);
  if (!on) return std::nullopt;
  return RemindChildWelfare{*on};
}

json::object child_welfare_form_view(Words words, const app::CaseView& view, Step step, FormView& form) {
  auto required = Presence::required;
  if (step == Step::assess_child_welfare) return assessment_view(words, form);
  json::array questions;
  const auto* sent = view.c.child_welfare.unconfirmed();
  std::string about = sent != nullptr ? sent_in_words(words, sent->report) : "";
  if (step == Step::report_to_child_welfare) {
    about.clear();
    questions = {form.date("sent_on", required), form.text("service", required, {.width = "long"})};
  } else if (step == Step::confirm_child_welfare) {
    questions = {form.date("received_on", required),
                 form.radios("investigates", Presence::optional, yes_no(words))};
  } else {
    questions.push_back(form.date("reminded_on", required));
  }
  return {{"fields", json::object{}}, {"about", std::move(about)}, {"questions", std::move(questions)}};
}

json::object child_welfare_view(Words words, const app::CaseView& view) {
  const auto& course = view.c.child_welfare;
  std::string text = words("concern.none");
  if (course.assessment && course.assessed_at) {
    text = words("concern.assessed",
                 {{"date", words.date(local_date(*course.assessed_at))},
                  {"conclusion", words.of("concern_conclusion", word(course.assessment->conclusion))}});
  }
  json::array reports;
  for (const auto& sent : course.reports) {
    reports.push_back(
        json::object{{"sent", sent_in_words(words, sent.report)}, {"reply", reply_in_words(words, sent)}});
  }
  json::array steps;
  for (auto step : view.next_steps) {
    if (!is_child_welfare(step)) continue;
    steps.push_back(
        json::object{{"href", path_of(view.c.id, step)}, {"label", words.of("step", word(step))}});
  }
  auto heard = ChildWelfareFollowedUp::step;
  if (std::find(view.entries.begin(), view.entries.end(), heard) != view.entries.end()) {
    steps.push_back(
        json::object{{"href", entry_path(view.c.id, heard)}, {"label", words.of("entry_link", heard)}});
  }
  bool any_reports = !reports.empty();
  bool any_steps = !steps.empty();
  bool written = course.assessment && course.assessment->facts;
  return {
      {"text", std::move(text)},
      {"reports", any_reports ? json::value(json::object{{"list", std::move(reports)}}) : json::value(false)},
      {"pdfs", report_files(words, view)},
      {"report_href", written ? fmt::format("/cases/{}/concern-report", view.c.id) : std::string()},
      {"steps", any_steps ? json::value(json::object{{"list", std::move(steps)}}) : json::value(false)}};
}

json::object child_welfare_report_view(Words words, const app::CaseView& view, const app::UnitDetails& unit,
                                       const std::string& reader) {
  const auto& assessment = *view.c.child_welfare.assessment;
  const auto& person = view.c.message->person;
  json::array lines;
  auto line = [&lines](std::string label, std::string value) {
    lines.push_back(json::object{{"label", std::move(label)}, {"value", std::move(value)}});
  };
  line(words("concern.report_to"), words("concern.report_service"));
  line(words("concern.report_from"), fmt::format("{}, {}", unit.name, unit.municipality));
  line(words("concern.report_by"), reader);
  line(words("person.phone"), unit.phone);
  line(words("concern.report_time"), words.moment(*view.c.child_welfare.assessed_at));
  line(words("concern.report_child"), words.of("concern_child", word(assessment.child)));
  line(words("concern.report_person"), person.name);
  if (person.birth_date) line(words("person.birth_date"), words.date(*person.birth_date));
  json::array grounds;
  for (auto ground : assessment.grounds) {
    grounds.push_back(json::string(words.of("concern_ground", word(ground))));
  }
  return {{"lines", std::move(lines)},
          {"grounds", std::move(grounds)},
          {"facts", paragraphs(*assessment.facts)},
          {"reason", paragraphs(assessment.reason)}};
}

}  // namespace moteplass::web
