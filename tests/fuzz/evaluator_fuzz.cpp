// Text, parsed and evaluated where some names are known and some are not. Evaluation ends; and whatever the
// unknown turn out to be, the answer given before they were known leaves room for the answer given after.
#include "completion.h"
#include "feel/evaluate.h"
#include "feel/json.h"
#include "feel/parse/parser.h"
#include "feel/unknown.h"
#include "property.h"

namespace moteplass::feel {
namespace {

constexpr int samples = 6;

struct Fact {
  std::string name;
  Type type;
  std::vector<Value> possible;
};

const std::vector<Fact>& unknown_facts() {
  static const std::vector<Fact> facts = {
      {"u", Type(Type::Kind::number), {}},
      {"v", Type(Type::Kind::boolean), {true, false}},
      {"w", Type(), {}},
      {"x", Type(Type::Kind::string), {"a", "b", "foo"}},
      {"y", Type(Type::Kind::number), {1, 2, 3}},
      {"z", Type::list_of(Type(Type::Kind::number)), {}},
      {"q", Type(Type::Kind::date), {}},
  };
  return facts;
}

Value not_known(const Fact& fact) {
  auto type = fact.type.is_any() ? nullptr : std::make_shared<const Type>(fact.type);
  return Unknown{{fact.name}, fact.possible, std::move(type)};
}

Context known_facts() {
  return Context{{"a", 1},
                 {"b", true},
                 {"s", "foo bar"},
                 {"n", Value()},
                 {"l", List{1, 2, 3, Value(), 5}},
                 {"c", Context{{"a", 2}, {"m", "x"}, {"l", List{"a", "b"}}}},
                 {"d", *parse_calendar_date("2020-02-29")},
                 {"t", *parse_date_time("2020-02-29T12:00:00Z")}};
}

// `unknown` holds the values of the unknown facts; k and r hold some of them within.
Context all_facts(const Context& unknown) {
  Context facts = known_facts();
  for (const auto& [name, value] : unknown.entries()) facts.set(name, value);
  facts.set("k", Context{{"a", *unknown.find("u")}, {"m", "x"}, {"e", *unknown.find("v")}});
  facts.set("r", List{1, *unknown.find("y"), *unknown.find("w"), "a"});
  return facts;
}

void add_names(Names& names) {
  Context known = known_facts();
  for (const auto& [name, value] : known.entries()) names.add(name);
  for (const Fact& fact : unknown_facts()) names.add(fact.name);
  for (std::string_view name : {"k", "r"}) names.add(name);
  for (std::string_view name : {"a", "m", "l", "e"}) names.add_member(name);
}

struct Answer {
  Value value;
  bool exhausted;
};

Answer answer(const Expression& expression, const Context& facts) {
  Evaluation evaluation;
  Scope scope{nullptr, &facts};
  Value value = std::holds_alternative<UnaryTests>(expression.form)
                    ? passes(*facts.find("y"), expression, scope, evaluation)
                    : evaluate(expression, scope, evaluation);
  bool too_deep = false;
  for (const Problem& problem : evaluation.take_problems())
    too_deep = too_deep || problem.message.find("deep") != std::string::npos;
  return {std::move(value), evaluation.exhausted() || too_deep};
}

void check(const Expression& expression, std::string_view text) {
  Context open;
  for (const Fact& fact : unknown_facts()) open.set(fact.name, not_known(fact));
  Answer before = answer(expression, all_facts(open));
  if (before.exhausted) return;
  (void)to_json(before.value);
  (void)to_string(before.value);
  fuzz::Pool pool;
  fuzz::Choice choice(std::hash<std::string_view>{}(text));
  for (int sample = 0; sample < samples; ++sample) {
    Context made;
    for (const Fact& fact : unknown_facts()) {
      if (!fact.possible.empty())
        made.set(fact.name, fact.possible[choice.below(fact.possible.size())]);
      else
        made.set(fact.name, fuzz::some_value(fact.type, pool, choice).value_or(Value()));
    }
    Answer after = answer(expression, all_facts(made));
    if (after.exhausted) continue;
    fuzz::require(!contains_unknown(after.value), "known facts give a known answer",
                  [&] { return to_string(after.value); });
    fuzz::require(fuzz::admits(before.value, after.value),
                  "the answer before the facts were known leaves room for the one after", [&] {
                    return "before: " + to_string(before.value) + "\nafter: " + to_string(after.value) +
                           "\nwhere: " + to_string(Value(made)) + "\ntext: " + std::string(text);
                  });
  }
}

}  // namespace
}  // namespace moteplass::feel

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace moteplass::feel;
  std::string_view text = moteplass::fuzz::as_text(bytes, size);
  Names names;
  add_names(names);
  if (auto tree = parse_expression(text, names)) check(**tree, text);
  if (auto tree = parse_unary_tests(text, names)) check(**tree, text);
  return 0;
}
