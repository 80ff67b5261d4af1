#include "policy/differences.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "dmn/check/diff_facts.h"
#include "dmn/read/written.h"
#include "policy/binding.h"
#include "policy/policy_check.h"

namespace moteplass::policy {
namespace {

// The labels of a question's columns, by the name of the member.
std::map<std::string, std::string> labels_of(const dmn::WrittenModel& model, Question question) {
  std::map<std::string, std::string> labels;
  for (const auto& element : model.elements) {
    if (element.name != norwegian(question) || !element.table) continue;
    for (const auto& output : element.table->outputs)
      if (!output.label.empty()) labels[output.text] = output.label;
  }
  return labels;
}

// "1 item, 2 items": of a list, how many entries it has.
std::vector<int> items_in(std::string_view tests) {
  std::vector<int> items;
  while (!tests.empty()) {
    int count = 0;
    auto [end, fault] = std::from_chars(tests.data(), tests.data() + tests.size(), count);
    tests.remove_prefix(static_cast<std::size_t>(end - tests.data()));
    if (fault != std::errc() || !tests.starts_with(" item")) return {};
    items.push_back(count);
    auto comma = tests.find(", ");
    tests = comma == std::string_view::npos ? std::string_view() : tests.substr(comma + 2);
  }
  return items;
}

// The value at "Påtreff.stoffer[1].mengde"; null where there is none.
feel::Value value_at(feel::Value value, std::string_view path) {
  while (!path.empty()) {
    auto end = std::min(path.find_first_of(".["), path.size());
    const feel::Value* next = nullptr;
    if (path.front() == '[') {
      end = path.find(']');
      std::size_t number = 0;
      std::from_chars(path.data() + 1, path.data() + std::min(end, path.size()), number);
      const feel::List* list = value.list();
      if (list != nullptr && number >= 1 && number <= list->size()) next = &(*list)[number - 1];
      end = end == std::string_view::npos ? path.size() : end + 1;
    } else if (value.context() != nullptr) {
      next = value.context()->find(path.substr(0, end));
    }
    if (next == nullptr) return {};
    value = feel::Value(*next);
    path.remove_prefix(end);
    if (path.starts_with('.')) path.remove_prefix(1);
  }
  return value;
}

DifferentRegion to_region(const dmn::FactRegion& found) {
  DifferentRegion region;
  for (const auto& [fact, tests] : found.facts) {
    FactPart part{fact, json_path(fact, Facts{}), read_cell(tests), {}, items_in(tests)};
    // The end of all ages says nothing (facts.h).
    if (part.path == "person.age" && part.part.high == "130") part.part.high.clear();
    if (part.items.empty()) part.example = to_string(value_at(found.example, fact));
    region.facts.push_back(std::move(part));
  }
  return region;
}

// Answers are contexts; anything else (null where no rule applies) is one member without a name.
std::vector<DifferentMember> members_of(const dmn::FactRegion& found,
                                        const std::map<std::string, std::string>& labels) {
  std::vector<DifferentMember> members;
  const feel::Context* a = found.before.context();
  const feel::Context* b = found.after.context();
  if (a == nullptr || b == nullptr) {
    members.push_back({{}, {}, read_cell(to_string(found.before)), read_cell(to_string(found.after))});
    return members;
  }
  auto add = [&](const std::string& name) {
    const feel::Value* in_a = a->find(name);
    const feel::Value* in_b = b->find(name);
    if (in_a != nullptr && in_b != nullptr && *in_a == *in_b) return;
    auto label = labels.find(name);
    members.push_back({name, label == labels.end() ? name : label->second,
                       read_cell(in_a ? to_string(*in_a) : "null"),
                       read_cell(in_b ? to_string(*in_b) : "null")});
  };
  for (const auto& [name, value] : a->entries()) add(name);
  for (const auto& [name, value] : b->entries())
    if (a->find(name) == nullptr) add(name);
  return members;
}

bool same_answers(const std::vector<DifferentMember>& one, const std::vector<DifferentMember>& other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(), [](const auto& x, const auto& y) {
    return x.member == y.member && x.a == y.a && x.b == y.b;
  });
}

QuestionDifference to_difference(Question question, const dmn::FactsDifference& found,
                                 const std::map<std::string, std::string>& labels) {
  QuestionDifference difference;
  difference.question = question;
  difference.regions = found.regions.size();
  difference.same = found.same;
  difference.open = found.open;
  difference.longest_list = found.longest_list;
  difference.complete = found.complete;
  for (const auto& fact : found.waiting_for) difference.waiting_for.push_back(json_path(fact, Facts{}));
  for (const auto& region : found.regions) {
    auto members = members_of(region, labels);
    auto group = std::find_if(difference.groups.begin(), difference.groups.end(),
                              [&](const auto& known) { return same_answers(known.members, members); });
    if (group == difference.groups.end())
      group = difference.groups.insert(group, DifferenceGroup{std::move(members), {}});
    group->regions.push_back(to_region(region));
  }
  // What a question asks first (the reaction itself) weighs more than its grounds.
  auto leads = [&](const DifferenceGroup& group) {
    auto context = found.regions.empty() ? nullptr : found.regions.front().before.context();
    return context != nullptr && !context->entries().empty() && !group.members.empty() &&
           group.members.front().member == context->entries().front().first;
  };
  std::stable_partition(difference.groups.begin(), difference.groups.end(), leads);
  return difference;
}

}  // namespace

std::vector<QuestionDifference> differences(const PolicyModel& a, const PolicyModel& b) {
  auto written = dmn::as_written(a.text().dmn);
  std::vector<QuestionDifference> all;
  for (Question question : all_questions)
    all.push_back(to_difference(question, dmn::diff_over_facts(a.model(), b.model(), norwegian(question)),
                                labels_of(written, question)));
  return all;
}

}  // namespace moteplass::policy
