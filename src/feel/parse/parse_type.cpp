// Types as FEEL text (DMN 1.5, 10.3.1.2 rules 52 to 54).
#include "feel/parse/parser_state.h"

namespace moteplass::feel {

std::optional<Type> Parser::type() {
  Level level(*this);
  if (level.too_deep()) {
    fail("the type is nested too deeply");
    return std::nullopt;
  }
  if (token_.kind != TokenKind::word) {
    fail("a type is expected here");
    return std::nullopt;
  }
  Token open = token_at(text_, token_.end);
  bool generic = open.kind == TokenKind::symbol && open.text == "<";
  if (generic && (is_word("list") || is_word("range"))) {
    bool list = is_word("list");
    advance();
    advance();
    auto element = type();
    if (!element || !expect_symbol(">")) return std::nullopt;
    return list ? Type::list_of(*element) : Type::range_of(*element);
  }
  if (generic && is_word("context")) {
    advance();
    advance();
    std::vector<Type::Field> fields;
    while (!is_symbol(">")) {
      auto name = binding_name({":"});
      if (!name || !expect_symbol(":")) return std::nullopt;
      auto of = type();
      if (!of) return std::nullopt;
      fields.emplace_back(*name, *of);
      if (!is_symbol(">") && !expect_symbol(",")) return std::nullopt;
    }
    advance();
    return Type::context_of(std::move(fields));
  }
  if (generic && is_word("function")) {
    advance();
    advance();
    std::vector<Type> parameters;
    while (!is_symbol(">")) {
      auto parameter = type();
      if (!parameter) return std::nullopt;
      parameters.push_back(*parameter);
      if (!is_symbol(">") && !expect_symbol(",")) return std::nullopt;
    }
    advance();
    if (!expect_symbol("->")) return std::nullopt;
    auto result = type();
    if (!result) return std::nullopt;
    return Type::function_of(std::move(parameters), *result);
  }
  if (auto known = names_->match_type(text_, token_.begin)) {
    advance_to(known->end);
    return *names_->find_type(known->name);
  }
  static const NameSet simple = [] {
    NameSet names;
    for (std::string_view name :
         {"Any", "Null", "null", "boolean", "number", "string", "date", "time", "date and time", "dateTime",
          "days and time duration", "dayTimeDuration", "years and months duration", "yearMonthDuration",
          "list", "context", "function", "range"})
      names.add(name);
    return names;
  }();
  if (auto known = simple.longest_match(text_, token_.begin)) {
    advance_to(known->end);
    return *find_simple_type(known->name);
  }
  fail("'" + token_.text + "' is no type");
  return std::nullopt;
}

}  // namespace moteplass::feel
