// Where two models answer differently, in words.
#include <algorithm>

#include <fmt/format.h>

#include "web/answer_view.h"
#include "web/reading_view.h"

namespace moteplass::web {
namespace {

constexpr std::size_t most_groups = 60;   // of a question
constexpr std::size_t most_regions = 40;  // of a group
constexpr std::size_t open_groups = 4;    // shown without being asked for
constexpr std::size_t open_regions = 3;

std::string part_in_words(Words words, const policy::FactPart& part) {
  auto label = fact_label(words, part.path);
  if (!part.items.empty()) {
    std::vector<std::string> counts;
    for (int count : part.items)
      counts.push_back(count == 0 ? words("model.none_in_list") : std::to_string(count));
    return words("model.column_is", {{"column", label}, {"value", words.list(counts)}});
  }
  auto text = words("model.column_is", {{"column", label}, {"value", cell_in_words(words, part.part)}});
  // One word is its own example.
  bool several = part.part.kind == policy::ReadCell::Kind::range || part.part.words.size() > 1 ||
                 part.part.kind == policy::ReadCell::Kind::not_words;
  if (!several || part.example.empty()) return text;
  return words("model.with_example",
               {{"part", text}, {"example", cell_in_words(words, policy::read_cell(part.example))}});
}

json::object region_view(Words words, const policy::DifferentRegion& region) {
  json::array parts;
  for (const auto& part : region.facts) {
    // How long a list is goes without saying where its entries are told.
    bool told = !part.items.empty() &&
                std::any_of(region.facts.begin(), region.facts.end(),
                            [&](const auto& other) { return other.fact.starts_with(part.fact + "["); });
    if (!told) parts.push_back(json::object{{"text", part_in_words(words, part)}});
  }
  bool any = parts.empty();
  return {{"parts", std::move(parts)}, {"always", any}};
}

json::object group_view(Words words, const policy::DifferenceGroup& group) {
  json::array members, first, rest;
  for (const auto& member : group.members) {
    members.push_back(
        json::object{{"label", member.label.empty() ? words("model.whole_answer") : member.label},
                     {"a", cell_in_words(words, member.a)},
                     {"b", cell_in_words(words, member.b)}});
  }
  auto shown = std::min(group.regions.size(), most_regions);
  for (std::size_t i = 0; i < shown; ++i)
    (i < open_regions ? first : rest).push_back(region_view(words, group.regions[i]));
  auto more = static_cast<std::int64_t>(group.regions.size()) - static_cast<std::int64_t>(first.size());
  auto untold = static_cast<std::int64_t>(group.regions.size() - shown);
  return {{"members", std::move(members)},
          {"first", std::move(first)},
          {"has_rest", !rest.empty()},
          {"rest", std::move(rest)},
          {"more", more > 0 ? words.count("model.more_cases", more) : ""},
          {"untold", untold > 0 ? words.count("model.untold_cases", untold) : ""}};
}

json::object question_view(Words words, const policy::QuestionDifference& difference) {
  json::array first, rest;
  auto shown = std::min(difference.groups.size(), most_groups);
  for (std::size_t i = 0; i < shown; ++i)
    (i < open_groups ? first : rest).push_back(group_view(words, difference.groups[i]));
  auto more = static_cast<std::int64_t>(difference.groups.size()) - static_cast<std::int64_t>(first.size());
  auto untold = static_cast<std::int64_t>(difference.groups.size() - shown);
  std::vector<std::string> waiting;
  for (const auto& path : difference.waiting_for) waiting.push_back(fact_label(words, path));
  waiting.erase(std::unique(waiting.begin(), waiting.end()), waiting.end());
  auto open = static_cast<std::int64_t>(difference.open);
  auto summary = difference.regions > 0
                     ? words.count("model.differs", static_cast<std::int64_t>(difference.groups.size()))
                 : difference.open > 0 || !difference.complete ? words("model.no_difference_found")
                                                               : words("model.same_everywhere");
  auto anchor = policy::anchor_of(policy::norwegian(difference.question));
  return {{"name", policy::norwegian(difference.question)},
          {"anchor", anchor},
          {"asks", words.of("model.question", anchor)},
          {"summary", summary},
          {"first", std::move(first)},
          {"has_rest", !rest.empty()},
          {"rest", std::move(rest)},
          {"more", more > 0 ? words.count("model.more_differences", more) : ""},
          {"untold", untold > 0 ? words.count("model.untold_differences", untold) : ""},
          {"open", open > 0 ? words.count("model.open_cases", open) : ""},
          {"waiting", waiting.empty() ? "" : words("model.waiting_for", {{"facts", words.list(waiting)}})},
          {"incomplete", !difference.complete}};
}

}  // namespace

json::array differences_view(Words words, const std::vector<policy::QuestionDifference>& differences) {
  json::array view;
  for (const auto& difference : differences) view.push_back(question_view(words, difference));
  return view;
}

}  // namespace moteplass::web
