// What the built-in functions yield, and which kinds of arguments they take where their signatures say Any
// because several kinds will do (DMN 1.5, 10.3.4). A function that is not in the table takes and yields
// anything.
#include <algorithm>
#include <cstdint>
#include <map>

#include "feel/check/check_state.h"
#include "feel/check/check_types.h"

namespace moteplass::feel {
namespace {

using TypeKind = Type::Kind;
using Kinds = std::uint32_t;  // a bit per kind
using Types = std::span<const Type>;

constexpr Kinds bit(TypeKind kind) {
  return Kinds(1) << static_cast<unsigned>(kind);
}
constexpr Kinds anything = ~Kinds(0);
constexpr Kinds truth = bit(TypeKind::boolean);
constexpr Kinds number = bit(TypeKind::number);
constexpr Kinds text = bit(TypeKind::string);
constexpr Kinds day = bit(TypeKind::date) | bit(TypeKind::date_time);
constexpr Kinds clock = bit(TypeKind::time);
constexpr Kinds duration = bit(TypeKind::days_duration) | bit(TypeKind::months_duration);
constexpr Kinds ordered = number | text | day | clock | duration;
constexpr Kinds context = bit(TypeKind::context);
constexpr Kinds range = bit(TypeKind::range);

template <TypeKind kind>
Type always(Types) {
  return Type(kind);
}
constexpr auto a_number = always<TypeKind::number>;
constexpr auto a_text = always<TypeKind::string>;
constexpr auto a_truth = always<TypeKind::boolean>;
constexpr auto a_context = always<TypeKind::context>;
constexpr auto unsaid = always<TypeKind::any>;

Type item_of(const Type& type) {
  return type.kind() == TypeKind::list ? type.element() : type;
}
Type texts(Types) {
  return Type::list_of(Type(TypeKind::string));
}
Type numbers(Types) {
  return Type::list_of(Type(TypeKind::number));
}
// One of the values, or of the items of the only list.
Type one_of(Types arguments) {
  if (arguments.size() == 1) return bare(item_of(arguments[0]));
  Type all(TypeKind::null);
  for (const Type& argument : arguments) all = joined(all, argument);
  return bare(all);
}
Type same_list(Types arguments) {
  return arguments[0].is_any() ? Type(TypeKind::list) : Type::list_of(item_of(arguments[0]));
}
Type all_lists(Types arguments) {
  Type all(TypeKind::null);
  for (const Type& argument : arguments)
    all = argument.kind() == TypeKind::null ? Type() : joined(all, item_of(argument));
  return Type::list_of(all);
}
Type appended(Types arguments) {
  if (says_nothing(arguments[0])) return Type(TypeKind::list);
  Type all = item_of(arguments[0]);
  for (const Type& item : arguments.subspan(1)) all = joined(all, item);
  return Type::list_of(all);
}
Type with_new_item(Types arguments) {
  if (says_nothing(arguments[0])) return Type(TypeKind::list);
  return Type::list_of(joined(item_of(arguments[0]), arguments[2]));
}
Type a_list(Types) {
  return Type(TypeKind::list);
}
Type entries(Types) {
  return Type::list_of(Type::context_of({{"key", Type(TypeKind::string)}, {"value", Type()}}));
}

struct Entry {
  Kinds kinds;  // of arguments whose type the signature leaves open, or of the items of such a list
  Type (*yields)(Types);
};

const std::map<std::string_view, Entry>& table() {
  static const std::map<std::string_view, Entry> all = {
      // 10.3.4.1 and 10.3.4.6
      {"number", {text | number, a_number}},
      {"string", {anything, a_text}},
      {"date", {anything, always<TypeKind::date>}},
      {"time", {anything, always<TypeKind::time>}},
      {"date and time", {anything, always<TypeKind::date_time>}},
      {"duration", {anything, unsaid}},
      {"years and months duration", {anything, always<TypeKind::months_duration>}},
      {"day of year", {anything, a_number}},
      {"day of week", {anything, a_text}},
      {"month of year", {anything, a_text}},
      {"week of year", {anything, a_number}},
      {"now", {anything, always<TypeKind::date_time>}},
      {"today", {anything, always<TypeKind::date>}},
      // 10.3.4.2
      {"not", {truth, a_truth}},
      {"is", {anything, a_truth}},
      {"all", {truth, a_truth}},
      {"any", {truth, a_truth}},
      // 10.3.4.3
      {"string length", {anything, a_number}},
      {"substring", {anything, a_text}},
      {"upper case", {anything, a_text}},
      {"lower case", {anything, a_text}},
      {"substring before", {anything, a_text}},
      {"substring after", {anything, a_text}},
      {"contains", {anything, a_truth}},
      {"starts with", {anything, a_truth}},
      {"ends with", {anything, a_truth}},
      {"string join", {text, a_text}},
      {"matches", {anything, a_truth}},
      {"replace", {anything, a_text}},
      {"split", {anything, texts}},
      // 10.3.4.4
      {"list contains", {anything, a_truth}},
      {"count", {anything, a_number}},
      {"sublist", {anything, same_list}},
      {"append", {anything, appended}},
      {"concatenate", {anything, all_lists}},
      {"insert before", {anything, with_new_item}},
      {"remove", {anything, same_list}},
      {"list replace", {anything, with_new_item}},
      {"reverse", {anything, same_list}},
      {"index of", {anything, numbers}},
      {"union", {anything, all_lists}},
      {"distinct values", {anything, same_list}},
      {"flatten", {anything, a_list}},
      {"sort", {anything, same_list}},
      {"min", {ordered, one_of}},
      {"max", {ordered, one_of}},
      {"sum", {number | duration | day | clock, one_of}},
      {"mean", {number | duration, one_of}},
      {"product", {number, a_number}},
      {"median", {number | duration, one_of}},
      {"stddev", {number, a_number}},
      {"mode", {number, numbers}},
      // 10.3.4.5
      {"decimal", {anything, a_number}},
      {"floor", {anything, a_number}},
      {"ceiling", {anything, a_number}},
      {"round up", {anything, a_number}},
      {"round down", {anything, a_number}},
      {"round half up", {anything, a_number}},
      {"round half down", {anything, a_number}},
      {"abs", {anything, one_of}},
      {"modulo", {anything, a_number}},
      {"sqrt", {anything, a_number}},
      {"exp", {anything, a_number}},
      {"log", {anything, a_number}},
      {"odd", {anything, a_truth}},
      {"even", {anything, a_truth}},
      // 10.3.4.7 and 10.3.4.10
      {"range", {anything, always<TypeKind::range>}},
      {"before", {ordered | range, a_truth}},
      {"after", {ordered | range, a_truth}},
      {"meets", {anything, a_truth}},
      {"met by", {anything, a_truth}},
      {"overlaps", {anything, a_truth}},
      {"overlaps before", {anything, a_truth}},
      {"overlaps after", {anything, a_truth}},
      {"includes", {ordered | range, a_truth}},
      {"during", {ordered | range, a_truth}},
      {"starts", {anything, a_truth}},
      {"started by", {anything, a_truth}},
      {"finishes", {anything, a_truth}},
      {"finished by", {anything, a_truth}},
      {"coincides", {anything, a_truth}},
      // 10.3.4.9
      {"get value", {anything, unsaid}},
      {"get entries", {anything, entries}},
      {"context", {context, a_context}},
      {"context put", {anything, a_context}},
      {"context merge", {context, a_context}},
  };
  return all;
}

// A list is taken where its items are: functions of "a list or several values", and lists of one value.
bool taken(const Type& type, Kinds kinds) {
  if (kinds == anything || says_nothing(type)) return true;
  if ((kinds & bit(type.kind())) != 0) return true;
  if (type.kind() != TypeKind::list) return false;
  return says_nothing(type.element()) || (kinds & bit(type.element().kind())) != 0;
}

std::string words_for(Kinds kinds) {
  if (kinds == anything) return "Any";
  std::string words;
  for (TypeKind kind : {TypeKind::boolean, TypeKind::number, TypeKind::string, TypeKind::date, TypeKind::time,
                        TypeKind::date_time, TypeKind::days_duration, TypeKind::months_duration,
                        TypeKind::range, TypeKind::list, TypeKind::context, TypeKind::function})
    if ((kinds & bit(kind)) != 0) words += (words.empty() ? "" : " or ") + to_string(Type(kind));
  return words;
}

const Type& parameter_type(const Signature& signature, std::size_t index) {
  static const Type any;
  if (signature.variadic) index = std::min(index, signature.parameters.size() - 1);
  return index < signature.types.size() ? signature.types[index] : any;
}

Kinds open_kinds(std::string_view name) {
  auto found = table().find(name);
  return found == table().end() ? anything : found->second.kinds;
}

}  // namespace

bool takes_types(std::string_view name, const Signature& signature, std::span<const Type> arguments) {
  Kinds kinds = open_kinds(name);
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const Type& wanted = parameter_type(signature, i);
    if (wanted.is_any() ? !taken(arguments[i], kinds) : !may_become(arguments[i], wanted)) return false;
  }
  return true;
}

std::string parameters_of(std::string_view name, const Signature& signature, std::size_t count) {
  std::string words;
  std::size_t shown = std::min(count, signature.parameters.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const Type& wanted = parameter_type(signature, i);
    words +=
        (words.empty() ? "" : ", ") + (wanted.is_any() ? words_for(open_kinds(name)) : to_string(wanted));
  }
  return "(" + words + (signature.variadic && count > 1 ? ", ...)" : ")");
}

Type builtin_result(std::string_view name, std::span<const Type> arguments) {
  auto found = table().find(name);
  return found == table().end() ? Type() : found->second.yields(arguments);
}

}  // namespace moteplass::feel
