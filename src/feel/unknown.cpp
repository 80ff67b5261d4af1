#include "feel/unknown.h"

#include <algorithm>
#include <iterator>

namespace moteplass::feel {
namespace {

void gather_needs(const Value& value, std::vector<std::string>& needs) {
  if (const Unknown* unknown = value.as_unknown()) {
    needs.insert(needs.end(), unknown->needs.begin(), unknown->needs.end());
  } else if (const List* list = value.list()) {
    for (const Value& item : *list) gather_needs(item, needs);
  } else if (const Context* context = value.context()) {
    for (const auto& entry : context->entries()) gather_needs(entry.second, needs);
  } else if (const Range* range = value.range()) {
    gather_needs(range->low, needs);
    gather_needs(range->high, needs);
  }
}

void add_way(std::vector<Value>& ways, const Value& way) {
  if (std::find(ways.begin(), ways.end(), way) == ways.end()) ways.push_back(way);
}

}  // namespace

std::vector<std::string> union_of(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::string> both;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both;
}

std::vector<std::string> needs_of(const Value& value) {
  std::vector<std::string> needs;
  gather_needs(value, needs);
  std::sort(needs.begin(), needs.end());
  needs.erase(std::unique(needs.begin(), needs.end()), needs.end());
  return needs;
}

bool contains_unknown(const Value& value) {
  if (value.is_unknown()) return true;
  if (const List* list = value.list()) return std::any_of(list->begin(), list->end(), contains_unknown);
  if (const Context* context = value.context())
    return std::any_of(context->entries().begin(), context->entries().end(),
                       [](const Context::Entry& entry) { return contains_unknown(entry.second); });
  if (const Range* range = value.range())
    return contains_unknown(range->low) || contains_unknown(range->high);
  return false;
}

Value join(const std::vector<Value>& ways, const std::vector<std::string>& needs) {
  std::vector<Value> possible;
  bool anything = ways.empty();
  for (const Value& way : ways) {
    const Unknown* unknown = way.as_unknown();
    if (unknown == nullptr) {
      // A list or context with an unknown inside stands for many values; only the whole counts as a way.
      anything = anything || contains_unknown(way);
      add_way(possible, way);
    } else if (unknown->possible.empty()) {
      anything = true;
    } else {
      for (const Value& value : unknown->possible) add_way(possible, value);
    }
    if (possible.size() > most_possible) anything = true;
    if (anything && possible.size() > 1) break;
  }
  bool same = !anything && possible.size() == 1;
  if (same) return possible.front();
  std::vector<std::string> all = needs;
  std::sort(all.begin(), all.end());
  for (const Value& way : ways) all = union_of(all, needs_of(way));
  if (anything) possible.clear();
  return Unknown{std::move(all), std::move(possible)};
}

Value lift(std::span<const Value> arguments, const std::function<Value(std::span<const Value>)>& apply) {
  std::vector<std::string> needs;
  std::size_t combinations = 1;
  constexpr std::size_t most_combinations = 256;
  for (const Value& argument : arguments) {
    if (!contains_unknown(argument)) continue;
    needs = union_of(needs, needs_of(argument));
    const Unknown* unknown = argument.as_unknown();
    std::size_t ways = unknown == nullptr ? 0 : unknown->possible.size();
    combinations = combinations > most_combinations ? combinations : combinations * ways;
  }
  if (needs.empty() && combinations == 1) return apply(arguments);
  if (combinations == 0 || combinations > most_combinations) return Unknown{std::move(needs), {}};
  std::vector<Value> results;
  std::vector<Value> chosen(arguments.begin(), arguments.end());
  for (std::size_t combination = 0; combination < combinations; ++combination) {
    std::size_t left = combination;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      const Unknown* unknown = arguments[i].as_unknown();
      if (unknown == nullptr) continue;
      chosen[i] = unknown->possible[left % unknown->possible.size()];
      left /= unknown->possible.size();
    }
    results.push_back(apply(chosen));
  }
  return join(results, needs);
}

}  // namespace moteplass::feel
