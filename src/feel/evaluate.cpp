#include "feel/evaluate.h"

#include <algorithm>

#include "feel/unknown.h"

namespace moteplass::feel {

bool Evaluation::spent() {
  problems_.push_back({at_, "the evaluation takes too many steps"});
  return false;
}

Value Evaluation::problem(std::string message) {
  if (problems_.size() < most_problems) problems_.push_back({at_, std::move(message)});
  return {};
}

Value Evaluation::fault(std::string message) {
  if (problems_.size() < most_problems) problems_.push_back({at_, std::move(message), true});
  return {};
}

void Evaluation::met(const std::string& fact, Cut cut) {
  // Kept in order, as a large table meets the same boundaries again and again.
  auto before = [](const auto& a, const auto& b) {
    int order = a.first.compare(b.first);
    return order != 0 ? order < 0 : comes_before(a.second, b.second, Side::low);
  };
  std::pair<std::string, Cut> made(fact, std::move(cut));
  auto place = std::lower_bound(cuts_.begin(), cuts_.end(), made, before);
  bool is_known = place != cuts_.end() && !before(made, *place);
  if (!is_known && cuts_.size() < most_cuts) cuts_.insert(place, std::move(made));
}

void Evaluation::start_anew() {
  steps_left_ = most_steps;
  depth_ = 0;
  problems_.clear();
  cuts_.clear();
}

// The first slots of all, and more than are kept at hand.
Value* Evaluation::other_slots(std::uint32_t count) {
  if (slots_) return new Value[count];
  slots_ = std::make_unique<Value[]>(most_slots_at_hand);
  return take_slots(count);
}

const Value* Scope::find(std::string_view name) const {
  for (const Scope* scope = this; scope != nullptr; scope = scope->outer) {
    if (scope->names == nullptr) continue;
    if (const Value* value = scope->names->find(name)) return value;
  }
  return nullptr;
}

Context Scope::flattened() const {
  Context all = outer == nullptr ? Context() : outer->flattened();
  if (names != nullptr)
    for (const auto& [name, value] : names->entries()) all.set(name, value);
  return all;
}

Value filtered(const List& list, const std::function<Value(const Value&)>& keeps, Evaluation& evaluation) {
  // Where it is unknown whether an item stays, both lists are possible; more than a few such items, or a
  // list that would hold an unknown, and nothing is said about the result.
  std::vector<List> possible(1);
  std::vector<std::string> needs;
  bool anything = false;
  for (const Value& item : list) {
    if (!evaluation.spend()) return {};
    Value keep = keeps(item);
    if (keep.is_unknown()) {
      needs = union_of(needs, needs_of(keep));
      // The condition may also turn out to be a position, which is another matter altogether.
      const auto& ways = keep.as_unknown()->possible;
      bool truth = !ways.empty() && std::all_of(ways.begin(), ways.end(), [](const Value& way) {
        return way.is_null() || way.boolean() != nullptr;
      });
      anything = anything || !truth;
      if (anything || possible.size() * 2 > most_possible) {
        anything = true;
        continue;
      }
      std::size_t count = possible.size();
      for (std::size_t i = 0; i < count; ++i) {
        possible.push_back(possible[i]);
        possible.back().push_back(item);
      }
    } else if (keep.is_true()) {
      for (List& way : possible) way.push_back(item);
    }
  }
  if (needs.empty() && !anything) return possible.front();
  if (anything) return Unknown{needs_of(join({Unknown{needs, {}}, list}, {})), {}};
  std::vector<Value> ways(possible.begin(), possible.end());
  return join(ways, needs);
}

Value call(const Value& function, std::span<const Value> arguments, Evaluation& evaluation) {
  if (function.is_unknown()) {
    std::vector<std::string> needs = needs_of(function);
    for (const Value& argument : arguments) {
      if (!evaluation.spend(steps_through(argument))) return {};
      needs = union_of(needs, needs_of(argument));
    }
    return Unknown{needs, {}};
  }
  auto callee = function.shared_function();
  if (callee == nullptr) {
    if (function.is_null()) return {};
    return evaluation.problem(std::string(name_of(function.kind())) + " cannot be called");
  }
  return call_function(*callee, arguments, evaluation);
}

Value call_function(const Function& function, std::span<const Value> arguments, Evaluation& evaluation) {
  for (const Signature& signature : function.signatures()) {
    bool fits = arguments.size() >= signature.required &&
                (signature.variadic || arguments.size() <= signature.parameters.size());
    if (fits) return function.call(arguments, evaluation);
  }
  return evaluation.problem("the function does not take " + std::to_string(arguments.size()) + " arguments");
}

Value call_named(const Value& function, const std::vector<std::string>& names,
                 std::span<const Value> arguments, Evaluation& evaluation) {
  auto callee = function.shared_function();
  if (callee == nullptr) return call(function, arguments, evaluation);
  for (const Signature& signature : callee->signatures()) {
    List ordered(signature.parameters.size());
    std::size_t last = 0;
    bool fits = true;
    for (std::size_t i = 0; i < names.size() && fits; ++i) {
      auto place = std::find(signature.parameters.begin(), signature.parameters.end(), names[i]);
      fits = place != signature.parameters.end() && std::count(names.begin(), names.end(), names[i]) == 1;
      if (!fits) break;
      auto index = static_cast<std::size_t>(place - signature.parameters.begin());
      ordered[index] = arguments[i];
      last = std::max(last, index + 1);
    }
    for (std::size_t i = 0; i < signature.required && fits; ++i)
      fits = std::find(names.begin(), names.end(), signature.parameters[i]) != names.end();
    ordered.resize(last);
    if (!fits || !feel::fits(signature, ordered, evaluation)) continue;
    return call(function, ordered, evaluation);
  }
  return evaluation.problem("the function has no such parameters");
}

}  // namespace moteplass::feel
