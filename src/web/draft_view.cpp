#include "web/draft_view.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "web/answer_view.h"

namespace moteplass::web {
namespace {

using policy::Remark;

std::string key_of_kind(std::string_view kind) {
  std::string key(kind);
  std::replace(key.begin(), key.end(), ' ', '_');
  return key;
}

json::object remark_view(Words words, const Remark& remark) {
  std::vector<std::string> place;
  if (!remark.decision.empty()) place.push_back(remark.decision);
  if (!remark.rules.empty()) {
    std::vector<std::string> rules;
    for (int rule : remark.rules) rules.push_back(std::to_string(rule));
    place.push_back(
        words.count("draft.rules", static_cast<std::int64_t>(rules.size()), {{"rules", words.list(rules)}}));
  }
  // What the engine finds in a table has words of ours; why a text is no policy it says itself, in English.
  bool is_fault = remark.kind == "fault";
  auto key = "model.finding." + key_of_kind(remark.kind);
  return {{"tone", word(remark.severity)},
          {"weight", words.of("draft.weight", word(remark.severity))},
          {"line", remark.line},
          {"line_text",
           remark.line == 0 ? std::string() : words("draft.line", {{"line", std::to_string(remark.line)}})},
          {"place", fmt::format("{}", fmt::join(place, ", "))},
          {"text", !is_fault && words.has(key) ? words(key) : std::string()},
          {"message", remark.message},
          {"where", remark.where},
          {"example", remark.example}};
}

// The lines of what follows that are not the same; of questions without such lines, the members themselves.
json::array changed_lines(Words words, const policy::Answer& before, const policy::Answer& now) {
  using Lines = std::map<std::string, std::string>;
  auto lines_of = [&](const policy::Answer& answer) {
    Lines lines;
    for (const auto& line : consequences(words, answer)) {
      lines[std::string(line.at("label").as_string())] = std::string(line.at("value").as_string());
    }
    if (!lines.empty()) return lines;
    for (const auto& [member, value] : answer.answer) lines[std::string(member)] = json::serialize(value);
    return lines;
  };
  auto old_lines = lines_of(before);
  auto new_lines = lines_of(now);
  json::array changed;
  for (const auto& [label, value] : new_lines) {
    auto old = old_lines.find(label);
    auto was = old == old_lines.end() ? std::string("–") : old->second;
    if (was != value) changed.push_back(json::object{{"label", label}, {"before", was}, {"now", value}});
  }
  for (const auto& [label, value] : old_lines) {
    if (!new_lines.contains(label))
      changed.push_back(json::object{{"label", label}, {"before", value}, {"now", "–"}});
  }
  return changed;
}

std::string status_in_words(Words words, const policy::Answer& answer) {
  if (answer.status == policy::Status::decided) {
    auto words_of_it = headline(words, answer);
    return words_of_it.empty() ? words("draft.answered") : words_of_it;
  }
  auto text = headline(words, answer);
  if (answer.needs.empty()) return text;
  std::vector<std::string> needs;
  for (const auto& path : answer.needs) needs.push_back(fact_label(words, path));
  return words("draft.waits_for", {{"status", text}, {"facts", words.list(needs)}});
}

json::object effect_view(Words words, const app::CaseEffect& effect) {
  auto before = status_in_words(words, effect.before);
  auto now = status_in_words(words, effect.now);
  json::value status = false;
  if (before != now) status = json::object{{"before", before}, {"now", now}};
  return {{"name", effect.worked->name},
          {"policy", effect.worked->policy},
          {"question", policy::norwegian(effect.worked->question)},
          {"status", std::move(status)},
          {"otherwise", effect.own && !effect.as_expected},
          {"lines", changed_lines(words, effect.before, effect.now)}};
}

// False where there are none.
json::value list_or_none(json::array list, std::string summary) {
  if (list.empty()) return false;
  return json::object{{"list", std::move(list)}, {"summary", std::move(summary)}};
}

struct Tally {
  std::int64_t cases = 0;
  std::int64_t changed = 0;
  std::int64_t otherwise = 0;  // than the model of the case expects
};

}  // namespace

json::object check_view(Words words, const policy::Review& review) {
  json::array remarks;
  std::int64_t errors = 0, others = 0;
  for (const auto& remark : review.remarks) {
    (remark.severity == Remark::Severity::error ? errors : others) += 1;
    remarks.push_back(remark_view(words, remark));
  }
  std::string summary;
  if (!review.model) {
    summary = words.count("draft.is_no_policy", errors);
  } else if (!review.is_whole) {
    summary = words.count("draft.has_gaps", errors);
  } else {
    summary = others == 0 ? words("draft.is_good") : words.count("draft.is_good_with_remarks", others);
  }
  bool any = !remarks.empty();
  return {{"summary", std::move(summary)},
          {"tone", !review.model || !review.is_whole ? "warning" : "success"},
          {"remarks", any ? json::value(json::object{{"list", std::move(remarks)}}) : json::value(false)}};
}

json::object case_run_view(Words words, const app::CaseRun& run) {
  std::map<std::string, Tally> tallies;
  json::array own;
  json::array others;
  for (const auto& effect : run.effects) {
    auto& tally = tallies[effect.worked->policy];
    ++tally.cases;
    tally.changed += effect.changed ? 1 : 0;
    tally.otherwise += effect.as_expected ? 0 : 1;
    if (effect.changed) (effect.own ? own : others).push_back(effect_view(words, effect));
  }
  json::array models;
  for (const auto& [policy, tally] : tallies) {
    models.push_back(json::object{{"policy", policy},
                                  {"cases", tally.cases},
                                  {"changed", tally.changed},
                                  {"otherwise", tally.otherwise}});
  }
  auto count = static_cast<std::int64_t>(own.size() + others.size());
  auto of_others = static_cast<std::int64_t>(others.size());
  json::value changed = false;
  if (count > 0) {
    changed = json::object{
        {"own", list_or_none(std::move(own), "")},
        {"others", list_or_none(std::move(others), words.count("draft.other_cases", of_others))}};
  }
  return {{"summary", count == 0 ? words("draft.nothing_changed") : words.count("draft.changed", count)},
          {"changed", std::move(changed)},
          {"models", std::move(models)}};
}

json::object draft_line(Words words, const app::PolicyDraft& draft, Instant now) {
  std::vector<std::string> authors;
  for (const auto& author : draft.authors) authors.push_back(author.name);
  return {{"href", "/drafts/" + draft.id},
          {"title", draft.title},
          {"policy", draft.policy},
          {"based_on", draft.based_on_version},
          {"owner", draft.owner.name},
          {"authors", authors.empty() ? words("draft.no_author") : words.list(authors)},
          {"changed", words.distance(draft.changed_at, now)},
          {"changed_iso", to_string(draft.changed_at)}};
}

}  // namespace moteplass::web
