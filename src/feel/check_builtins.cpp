// Which kinds of arguments the built-in functions take, and what they yield (DMN 1.5, 10.3.4). A function
// that is not in the table takes and yields anything. Names and numbers of parameters are those of
// builtins_*.cpp.
#include <algorithm>
#include <cstdint>
#include <map>

#include "feel/check_state.h"
#include "feel/check_types.h"

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
constexpr Kinds days = bit(TypeKind::days_duration);
constexpr Kinds duration = days | bit(TypeKind::months_duration);
constexpr Kinds ordered = number | text | day | clock | duration;
constexpr Kinds context = bit(TypeKind::context);
constexpr Kinds function = bit(TypeKind::function);
constexpr Kinds range = bit(TypeKind::range);
constexpr Kinds list = bit(TypeKind::list);

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

// The ways a function may be called; where a way has fewer kinds than there are arguments, its last holds for
// the rest.
struct Entry {
  std::vector<std::vector<Kinds>> ways;
  Type (*yields)(Types);
};

const std::map<std::string_view, Entry>& table() {
  static const std::map<std::string_view, Entry> all = {
      // 10.3.4.1 and 10.3.4.6
      {"number", {{{text | number}, {text, text, text}}, a_number}},
      {"string", {{{anything}}, a_text}},
      {"date", {{{text | day}, {number, number, number}}, always<TypeKind::date>}},
      {"time", {{{text | day | clock}, {number, number, number, days}}, always<TypeKind::time>}},
      {"date and time",
       {{{text | day}, {day, clock | text}, {number, number, number, number, number, number, days | text}},
        always<TypeKind::date_time>}},
      {"duration", {{{text | duration}}, unsaid}},
      {"years and months duration", {{{day, day}}, always<TypeKind::months_duration>}},
      {"day of year", {{{day}}, a_number}},
      {"day of week", {{{day}}, a_text}},
      {"month of year", {{{day}}, a_text}},
      {"week of year", {{{day}}, a_number}},
      {"now", {{{anything}}, always<TypeKind::date_time>}},
      {"today", {{{anything}}, always<TypeKind::date>}},
      // 10.3.4.2
      {"not", {{{truth}}, a_truth}},
      {"is", {{{anything}}, a_truth}},
      {"all", {{{truth}}, a_truth}},
      {"any", {{{truth}}, a_truth}},
      // 10.3.4.3
      {"string length", {{{text}}, a_number}},
      {"substring", {{{text, number, number}}, a_text}},
      {"upper case", {{{text}}, a_text}},
      {"lower case", {{{text}}, a_text}},
      {"substring before", {{{text}}, a_text}},
      {"substring after", {{{text}}, a_text}},
      {"contains", {{{text}}, a_truth}},
      {"starts with", {{{text}}, a_truth}},
      {"ends with", {{{text}}, a_truth}},
      {"string join", {{{text}}, a_text}},
      {"matches", {{{text}}, a_truth}},
      {"replace", {{{text}}, a_text}},
      {"split", {{{text}}, texts}},
      // 10.3.4.4
      {"list contains", {{{anything}}, a_truth}},
      {"count", {{{anything}}, a_number}},
      {"sublist", {{{anything, number, number}}, same_list}},
      {"append", {{{anything}}, appended}},
      {"concatenate", {{{anything}}, all_lists}},
      {"insert before", {{{anything, number, anything}}, with_new_item}},
      {"remove", {{{anything, number}}, same_list}},
      {"list replace", {{{anything, number | function, anything}}, with_new_item}},
      {"reverse", {{{anything}}, same_list}},
      {"index of", {{{anything}}, numbers}},
      {"union", {{{anything}}, all_lists}},
      {"distinct values", {{{anything}}, same_list}},
      {"flatten", {{{anything}}, a_list}},
      {"sort", {{{anything, function}}, same_list}},
      {"min", {{{ordered}}, one_of}},
      {"max", {{{ordered}}, one_of}},
      {"sum", {{{number | duration}}, one_of}},
      {"mean", {{{number | duration}}, one_of}},
      {"product", {{{number}}, a_number}},
      {"median", {{{number | duration}}, one_of}},
      {"stddev", {{{number}}, a_number}},
      {"mode", {{{number}}, numbers}},
      // 10.3.4.5
      {"decimal", {{{number}}, a_number}},
      {"floor", {{{number}}, a_number}},
      {"ceiling", {{{number}}, a_number}},
      {"round up", {{{number}}, a_number}},
      {"round down", {{{number}}, a_number}},
      {"round half up", {{{number}}, a_number}},
      {"round half down", {{{number}}, a_number}},
      {"abs", {{{number | duration}}, one_of}},
      {"modulo", {{{number}}, a_number}},
      {"sqrt", {{{number}}, a_number}},
      {"exp", {{{number}}, a_number}},
      {"log", {{{number}}, a_number}},
      {"odd", {{{number}}, a_truth}},
      {"even", {{{number}}, a_truth}},
      // 10.3.4.7 and 10.3.4.10
      {"range", {{{text}}, always<TypeKind::range>}},
      {"before", {{{ordered | range}}, a_truth}},
      {"after", {{{ordered | range}}, a_truth}},
      {"meets", {{{range}}, a_truth}},
      {"met by", {{{range}}, a_truth}},
      {"overlaps", {{{range}}, a_truth}},
      {"overlaps before", {{{range}}, a_truth}},
      {"overlaps after", {{{range}}, a_truth}},
      {"includes", {{{ordered | range}}, a_truth}},
      {"during", {{{ordered | range}}, a_truth}},
      {"starts", {{{ordered | range}}, a_truth}},
      {"started by", {{{ordered | range}}, a_truth}},
      {"finishes", {{{ordered | range}}, a_truth}},
      {"finished by", {{{ordered | range}}, a_truth}},
      {"coincides", {{{ordered | range}}, a_truth}},
      // 10.3.4.9
      {"get value", {{{context, text}}, unsaid}},
      {"get entries", {{{context}}, entries}},
      {"context", {{{context}}, a_context}},
      {"context put", {{{context, text | list, anything}}, a_context}},
      {"context merge", {{{context}}, a_context}},
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

bool taken_in(const std::vector<Kinds>& way, Types arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i)
    if (!taken(arguments[i], way[std::min(i, way.size() - 1)])) return false;
  return true;
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

std::string words_for(const Entry& entry) {
  std::string words;
  for (const auto& way : entry.ways) {
    std::string one;
    for (Kinds kinds : way) one += (one.empty() ? "" : ", ") + words_for(kinds);
    words += (words.empty() ? "(" : " or (") + one + ")";
  }
  return words;
}

}  // namespace

std::optional<BuiltinCheck> check_builtin(std::string_view name, std::span<const Type> arguments) {
  auto found = table().find(name);
  if (found == table().end()) return std::nullopt;
  const Entry& entry = found->second;
  // Several ways are told apart by how many arguments they take; one way holds for any number.
  bool accepted = std::any_of(entry.ways.begin(), entry.ways.end(), [&](const std::vector<Kinds>& way) {
    bool enough = entry.ways.size() == 1 || arguments.size() <= way.size();
    return enough && taken_in(way, arguments);
  });
  return BuiltinCheck{accepted, accepted ? "" : words_for(entry),
                      arguments.empty() ? Type() : entry.yields(arguments)};
}

}  // namespace moteplass::feel
