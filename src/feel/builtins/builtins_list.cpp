// Lists (DMN 1.5, 10.3.4.4).
#include <algorithm>

#include "feel/builtins/builtins_arguments.h"
#include "feel/operators.h"

namespace moteplass::feel {

namespace {

constexpr std::string_view a_list = "a list";

// Where DMN says list, a single value counts as a list of one; null is none. Lives as long as the value.
std::optional<Arguments> list_of(const Value& value) {
  if (value.list()) return *value.list();
  if (value.is_null()) return std::nullopt;
  return Arguments(&value, 1);
}

// A list to be changed; copying it is work. Nothing where there is no list or too much work was done.
std::optional<List> copy_of(const Value& value, Evaluation& evaluation) {
  auto list = list_of(value);
  if (!list) {
    wrong_arguments(a_list, evaluation);
    return std::nullopt;
  }
  if (!evaluation.spend(1 + static_cast<std::int64_t>(list->size()))) return std::nullopt;
  return List(list->begin(), list->end());
}

bool has(Arguments list, const Value& value, Evaluation& evaluation) {
  return std::any_of(list.begin(), list.end(),
                     [&](const Value& item) { return equal(item, value, evaluation).is_true(); });
}

Value list_contains(Arguments arguments, Evaluation& evaluation) {
  auto list = list_of(arguments[0]);
  if (!list) return wrong_arguments(a_list, evaluation);
  Value found = false;
  for (const Value& item : *list) {
    Value same = equal(item, arguments[1], evaluation);
    found = disjunction(found, same.is_null() ? Value(false) : same);
  }
  return found;
}

Value count(Arguments arguments, Evaluation& evaluation) {
  auto list = list_of(arguments[0]);
  if (!list) return wrong_arguments(a_list, evaluation);
  return list->size();
}

Value sublist(Arguments arguments, Evaluation& evaluation) {
  auto list = list_of(arguments[0]);
  auto start = whole_number(arguments[1]);
  if (!list || !start) return wrong_arguments("a list, a position and optionally a length", evaluation);
  auto size = static_cast<std::int64_t>(list->size());
  if (*start == 0 || *start > size || *start < -size)
    return evaluation.problem("the position is outside the list");
  std::int64_t first = *start > 0 ? *start - 1 : size + *start;
  std::int64_t length = size - first;
  if (arguments.size() > 2) {
    auto given = whole_number(arguments[2]);
    if (!given || *given < 1 || *given > length) return evaluation.problem("the length is outside the list");
    length = *given;
  }
  if (!evaluation.spend(length)) return {};
  return List(list->begin() + first, list->begin() + first + length);
}

Value append(Arguments arguments, Evaluation& evaluation) {
  auto all = copy_of(arguments[0].is_null() ? Value(List{Value()}) : arguments[0], evaluation);
  if (!all) return {};
  for (const Value& item : arguments.subspan(1)) all->push_back(item);
  return *std::move(all);
}

Value concatenate(Arguments arguments, Evaluation& evaluation) {
  static const Value nothing;
  List all;
  for (const Value& given : arguments) {
    Arguments list = list_of(given).value_or(Arguments(&nothing, 1));
    if (!evaluation.spend(1 + static_cast<std::int64_t>(list.size()))) return {};
    all.insert(all.end(), list.begin(), list.end());
  }
  return all;
}

// Where in the list, from 0; nothing outside it. `behind` allows the place behind the last item.
std::optional<std::int64_t> place_in(Arguments list, const Value& position) {
  auto at = whole_number(position);
  auto size = static_cast<std::int64_t>(list.size());
  if (!at || *at == 0 || *at > size || *at < -size) return std::nullopt;
  return *at > 0 ? *at - 1 : size + *at;
}

Value insert_before(Arguments arguments, Evaluation& evaluation) {
  auto list = copy_of(arguments[0], evaluation);
  if (!list) return {};
  auto place = place_in(*list, arguments[1]);
  if (!place) return evaluation.problem("the position is outside the list");
  list->insert(list->begin() + *place, arguments[2]);
  return *std::move(list);
}

Value remove(Arguments arguments, Evaluation& evaluation) {
  auto list = copy_of(arguments[0], evaluation);
  if (!list) return {};
  auto place = place_in(*list, arguments[1]);
  if (!place) return evaluation.problem("the position is outside the list");
  list->erase(list->begin() + *place);
  return *std::move(list);
}

Value replace_item(Arguments arguments, Evaluation& evaluation) {
  auto list = copy_of(arguments[0], evaluation);
  if (!list) return {};
  if (arguments[1].function()) {
    for (Value& item : *list) {
      const Value both[] = {item, arguments[2]};
      Value replaces = call(arguments[1], both, evaluation);
      if (!replaces.boolean()) return wrong_arguments("a function that says true or false", evaluation);
      if (replaces.is_true()) item = arguments[2];
    }
    return *std::move(list);
  }
  auto place = place_in(*list, arguments[1]);
  if (!place) return evaluation.problem("the position is outside the list");
  (*list)[static_cast<std::size_t>(*place)] = arguments[2];
  return *std::move(list);
}

Value reversed(Arguments arguments, Evaluation& evaluation) {
  auto list = copy_of(arguments[0], evaluation);
  if (!list) return {};
  std::reverse(list->begin(), list->end());
  return *std::move(list);
}

Value index_of(Arguments arguments, Evaluation& evaluation) {
  auto list = list_of(arguments[0]);
  if (!list) return wrong_arguments(a_list, evaluation);
  List places;
  for (std::size_t i = 0; i < list->size(); ++i)
    if (equal((*list)[i], arguments[1], evaluation).is_true()) places.push_back(i + 1);
  return places;
}

Value distinct(Arguments list, Evaluation& evaluation) {
  List seen;
  for (const Value& item : list) {
    if (evaluation.exhausted()) return {};
    if (!has(seen, item, evaluation)) seen.push_back(item);
  }
  return seen;
}

Value distinct_values(Arguments arguments, Evaluation& evaluation) {
  auto list = list_of(arguments[0]);
  if (!list) return wrong_arguments(a_list, evaluation);
  return distinct(*list, evaluation);
}

Value union_of_lists(Arguments arguments, Evaluation& evaluation) {
  Value all = concatenate(arguments, evaluation);
  return all.list() ? distinct(*all.list(), evaluation) : Value();
}

bool flatten_into(List& all, Arguments list, Evaluation& evaluation, int depth) {
  for (const Value& item : list) {
    if (!evaluation.spend() || depth > 200) return false;
    if (!item.list()) {
      all.push_back(item);
    } else if (!flatten_into(all, *item.list(), evaluation, depth + 1)) {
      return false;
    }
  }
  return true;
}

Value flatten(Arguments arguments, Evaluation& evaluation) {
  auto list = list_of(arguments[0]);
  if (!list) return wrong_arguments(a_list, evaluation);
  List all;
  if (!flatten_into(all, *list, evaluation, 0)) return evaluation.problem("the list is too large");
  return all;
}

// By merging, which stays within the list even if the function contradicts itself.
Value sort(Arguments arguments, Evaluation& evaluation) {
  auto list = list_of(arguments[0]);
  if (!list || (arguments.size() > 1 && !arguments[1].function()))
    return wrong_arguments("a list and a function of two items", evaluation);
  auto precedes = [&](const Value& a, const Value& b) {
    const Value both[] = {a, b};
    return arguments.size() > 1 ? call(arguments[1], both, evaluation)
                                : compare(Comparison::less, a, b, evaluation);
  };
  List from(list->begin(), list->end());
  List into(from.size());
  for (std::size_t width = 1; width < from.size(); width *= 2) {
    for (std::size_t begin = 0; begin < from.size(); begin += 2 * width) {
      std::size_t middle = std::min(begin + width, from.size());
      std::size_t end = std::min(begin + 2 * width, from.size());
      std::size_t left = begin;
      std::size_t right = middle;
      for (std::size_t i = begin; i < end; ++i) {
        bool take_right = left == middle;
        if (left < middle && right < end) {
          Value before = precedes(from[right], from[left]);
          if (!before.boolean()) return evaluation.problem("the items cannot be sorted");
          take_right = before.is_true();
        }
        into[i] = take_right ? from[right++] : from[left++];
      }
    }
    std::swap(from, into);
  }
  return from;
}

}  // namespace

Value item_at(const List& list, Decimal position, Evaluation&) {
  auto place = place_in(list, position);
  return place ? list[static_cast<std::size_t>(*place)] : Value();
}

std::vector<Builtin> list_builtins() {
  constexpr auto handled = UnknownItems::handled;
  return {
      {"list contains", {{{"list", "element"}, 2}}, list_contains, handled},
      {"count", {{{"list"}, 1}}, count, handled},
      {"sublist",
       {takes({{"list"}, {"start position", number_type}, {"length", number_type, perhaps}})},
       sublist,
       handled},
      {"append", {{{"list", "item"}, 2, true}}, append, handled},
      {"concatenate", {{{"list"}, 1, true}}, concatenate, handled},
      {"insert before", {takes({{"list"}, {"position", number_type}, {"newItem"}})}, insert_before, handled},
      {"remove", {takes({{"list"}, {"position", number_type}})}, remove, handled},
      {"list replace",
       {takes({{"list"}, {"position", number_type}, {"newItem"}}),
        takes({{"list"}, {"match", function_type}, {"newItem"}})},
       replace_item},
      {"reverse", {{{"list"}, 1}}, reversed, handled},
      {"index of", {{{"list", "match"}, 2}}, index_of},
      {"union", {{{"list"}, 1, true}}, union_of_lists},
      {"distinct values", {{{"list"}, 1}}, distinct_values},
      {"flatten", {{{"list"}, 1}}, flatten},
      {"sort", {takes({{"list"}, {"precedes", function_type, perhaps}})}, sort},
  };
}

}  // namespace moteplass::feel
