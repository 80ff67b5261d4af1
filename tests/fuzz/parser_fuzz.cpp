// The parser of FEEL: any text at all as an expression, as unary tests and as a type, with a few names in
// scope, some of which begin alike.
#include "feel/parse/parser.h"
#include "property.h"

namespace moteplass::feel {
namespace {

void add_names(Names& names) {
  for (std::string_view name : {"a", "b", "a b", "a-b", "a b - c", "Antall påtreff-12 mnd", "item", "x in y",
                                "date", "for", "if x", "+", "æ", "list", "r.s"})
    names.add(name);
  names.add_member("mengde");
  names.add_member("a b");
  names.add_type("tPerson", Type::context_of({{"alder", Type(Type::Kind::number)}}));
  names.add_type("t a", Type(Type::Kind::string));
}

void check_place(const Problem& problem, std::string_view text) {
  auto lines = 1 + std::count(text.begin(), text.end(), '\n');
  fuzz::require(problem.at.line >= 1 && problem.at.line <= lines, "a problem stands on a line of the text");
  fuzz::require(problem.at.column >= 1 && static_cast<std::size_t>(problem.at.column) <= text.size() + 1,
                "a problem stands within its line");
  fuzz::require(!problem.message.empty(), "a problem has a message");
}

template <class Parse>
void parse_twice(std::string_view text, Names& names, Parse parse) {
  auto first = parse(text, names, Position{});
  if (!first) {
    check_place(first.error(), text);
    return;
  }
  // Reading teaches the parser the keys of context literals; what it could read before, it still can.
  auto second = parse(text, names, Position{});
  fuzz::require(second.has_value(), "what was read once can be read again",
                [&] { return second.error().message; });
}

}  // namespace
}  // namespace moteplass::feel

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace moteplass::feel;
  std::string_view text = moteplass::fuzz::as_text(bytes, size);
  Names names;
  add_names(names);
  parse_twice(text, names, parse_expression);
  parse_twice(text, names, parse_unary_tests);
  parse_twice(text, names, parse_type);
  return 0;
}
