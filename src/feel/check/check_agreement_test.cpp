// The static checks against evaluation: every operator and every built-in function over values of every kind.
// What is reported must never yield a value, and what is yielded must be of the type that was worked out.
#include <gtest/gtest.h>

#include <algorithm>

#include "feel/builtins/builtins.h"
#include "feel/check/check.h"
#include "feel/compile.h"
#include "feel/evaluate.h"
#include "feel/machine.h"
#include "feel/parse/parser.h"

namespace moteplass::feel {
namespace {

struct Fact {
  std::string name;
  Type type;
  std::vector<std::string> values;  // as FEEL
};

const std::vector<Fact>& facts() {
  using K = Type::Kind;
  static const std::vector<Fact> all = {
      {"truth", Type(K::boolean), {"true", "false"}},
      {"number", Type(K::number), {"3", "1", "-2.5"}},
      {"text",
       Type(K::string),
       {"\"a\"", "\"P1D\"", "\"2026-01-02\"", "\"[1..3]\"", "\"10:00:00\"", "\"7\""}},
      {"day", Type(K::date), {"@\"2026-02-03\"", "@\"2025-02-03\""}},
      {"clock", Type(K::time), {"@\"10:11:12\"", "@\"09:00:00\""}},
      {"moment", Type(K::date_time), {"@\"2026-02-03T10:11:12\"", "@\"2025-02-03T00:00:00\""}},
      {"span", Type(K::days_duration), {"@\"PT1H\"", "@\"P3D\""}},
      {"months", Type(K::months_duration), {"@\"P1Y\"", "@\"P3M\""}},
      {"range", Type::range_of(Type(K::number)), {"[1..3]", "(0..9)"}},
      {"period", Type::range_of(Type(K::date)), {"[@\"2026-01-01\"..@\"2026-12-31\"]"}},
      {"numbers", Type::list_of(Type(K::number)), {"[1, 2]", "[3]"}},
      {"texts", Type::list_of(Type(K::string)), {"[\"a\", \"b\"]", "[\"7\"]"}},
      {"thing", Type::context_of({{"a", Type(K::number)}}), {"{a: 1}", "{a: 3}"}},
      {"things", Type::list_of(Type::context_of({{"a", Type(K::number)}})), {"[{a: 1}, {a: 2}]", "[{a: 4}]"}},
      {"entry", Type::context_of({{"key", Type(K::string)}, {"value", Type()}}), {"{key: \"k\", value: 1}"}},
      {"function", Type::function_of({Type(), Type()}, Type(K::boolean)), {"function(x, y): boolean x < y"}},
      {"anything", Type(), {"3", "\"a\"", "@\"P3D\"", "@\"2026-02-03\"", "true", "[1, 2]", "{a: 1}"}},
  };
  return all;
}

Value value_of(const std::string& text) {
  Names names;
  auto tree = parse_expression(text, names);
  Evaluation evaluation;
  return tree ? evaluate(**tree, Scope{}, evaluation) : Value();
}

// Every fact with the values it takes.
const std::vector<std::vector<Value>>& values() {
  static const std::vector<std::vector<Value>> all = [] {
    std::vector<std::vector<Value>> made;
    for (const Fact& fact : facts()) {
      made.emplace_back();
      for (const std::string& text : fact.values) made.back().push_back(value_of(text));
    }
    return made;
  }();
  return all;
}

// Whether the value is as the type says, where it says anything. A context of two types joined has the
// members of either.
bool holds(const Value& value, const Type& type) {
  if (value.is_null() || type.is_any()) return true;
  if (const List* list = value.list(); list && type.kind() == Type::Kind::list)
    return std::all_of(list->begin(), list->end(),
                       [&](const Value& item) { return holds(item, type.element()); });
  if (const Context* context = value.context(); context && type.kind() == Type::Kind::context)
    return std::all_of(context->entries().begin(), context->entries().end(), [&](const auto& entry) {
      const Type* field = type.field(entry.first);
      return type.fields().empty() || (field != nullptr && holds(entry.second, *field));
    });
  Evaluation evaluation;
  return conforms(value, type, evaluation);
}

// What comes of something that was reported: null, a list of nothing, or at most false.
enum class Refused { null, not_true };

bool is_none(const Value& value, Refused refused) {
  if (refused == Refused::not_true && !value.is_true()) return true;
  if (const List* list = value.list())
    return std::all_of(list->begin(), list->end(), [](const Value& item) { return item.is_null(); });
  return value.is_null();
}

class Agreement : public testing::Test {
 protected:
  int reported = 0;

  Agreement() {
    names_.add("left");
    names_.add("right");
  }

  struct Parsed {
    std::string text;
    Tree tree;
    std::shared_ptr<const Code> code;
  };
  Parsed parsed(const std::string& text) {
    auto tree = parse_expression(text, names_);
    EXPECT_TRUE(tree) << text << ": " << tree.error().message;
    Tree kept = tree ? *tree : make_tree({}, Literal{});
    return {text, kept, compile(kept, {{"left", {}}, {"right", {}}})};
  }

  // `left` and `right` stand in the text; they are bound to each pair of values of the two facts.
  void agree(const Parsed& parsed, std::size_t left, std::size_t right, Refused refused = Refused::null) {
    TypeScope scope;
    scope.add("left", facts()[left].type);
    scope.add("right", facts()[right].type);
    Checked checked = check(*parsed.tree, scope);
    reported += checked.problems.empty() ? 0 : 1;
    for (const Value& left_value : values()[left]) {
      for (const Value& right_value : values()[right]) {
        evaluation_.start_anew();
        Frame frame(*parsed.code, parsed.code->slots, evaluation_);
        frame.slot(0) = left_value;
        frame.slot(1) = right_value;
        Value value = frame.evaluate(parsed.code->root);
        auto where = [&] {
          return parsed.text + " of " + to_string(left_value) + " and " + to_string(right_value) + " is " +
                 to_string(value) + ", checked as " + to_string(checked.type);
        };
        if (!holds(value, checked.type)) ADD_FAILURE() << where();
        if (!checked.problems.empty() && !is_none(value, refused))
          ADD_FAILURE() << where() << ": " << checked.problems.front().message;
      }
    }
  }

  void agree_on_each(const std::string& text, Refused refused = Refused::null) {
    Parsed once = parsed(text);
    for (std::size_t left = 0; left < facts().size(); ++left) agree(once, left, 0, refused);
  }
  void agree_on_every_pair(const std::string& text, Refused refused = Refused::null) {
    Parsed once = parsed(text);
    for (std::size_t left = 0; left < facts().size(); ++left)
      for (std::size_t right = 0; right < facts().size(); ++right) agree(once, left, right, refused);
  }

 private:
  Names names_;
  Evaluation evaluation_;
};

TEST_F(Agreement, FactsHoldWhatTheySay) {
  for (const auto& each : values())
    for (const Value& value : each) EXPECT_FALSE(value.is_null());
}

TEST_F(Agreement, OfOperators) {
  for (const char* text : {"left + right", "left - right", "left * right", "left / right", "left ** right",
                           "-left", "left = right", "left != right", "left < right", "left <= right",
                           "left > right", "left >= right", "left between right and right"})
    agree_on_every_pair(text);
  EXPECT_GT(reported, 1000);
}

TEST_F(Agreement, OfTests) {
  for (const char* text : {"left in right", "left in (< right)", "left in ([right..right])",
                           "left in (right)", "left in ([right, right])", "left in (? = right)"})
    agree_on_every_pair(text, Refused::not_true);
  EXPECT_GT(reported, 300);
}

TEST_F(Agreement, OfTruth) {
  for (const char* text : {"left and left", "left or left"}) agree_on_each(text);
  agree_on_each("some x in [left] satisfies x", Refused::not_true);
  agree_on_each("left instance of number");
  EXPECT_GT(reported, 20);
}

TEST_F(Agreement, OfListsAndContexts) {
  for (const char* text : {"[left, right]", "{a: left, b: right}", "[left, right][1]", "[left][item = right]",
                           "for x in left return [x, right]", "if true then left else right"})
    agree_on_every_pair(text);
  for (const char* text : {"{a: left}.a", "for x in left return x", "(function(x) x)(left)", "[left][1]",
                           "left[1]", "left[item = item]"})
    agree_on_each(text);
}

TEST_F(Agreement, OfMembers) {
  for (const char* text :
       {"left.a", "left.key", "left.year", "left.hour", "left.days", "left.years", "left.start",
        "left.end included", "left.time offset", "left.timezone", "left.value", "left.weekday"})
    agree_on_each(text);
  EXPECT_GT(reported, 100);
}

TEST_F(Agreement, OfRanges) {
  agree_on_every_pair("[left..right]");
  agree_on_every_pair("for x in left..right return x");
  agree_on_every_pair("for x in [left..right] return x");
  EXPECT_GT(reported, 300);
}

TEST_F(Agreement, OfBuiltinFunctions) {
  for (std::string_view name : builtin_names()) {
    std::string function(name);
    std::size_t most = 0;
    for (const Signature& signature : find_builtin(name)->signatures())
      most = std::max(most, signature.variadic ? 3 : signature.parameters.size());
    agree_on_each(function + "(left)");
    if (most > 1) agree_on_every_pair(function + "(left, right)");
    if (most > 2) agree_on_every_pair(function + "(left, right, right)");
  }
  EXPECT_GT(reported, 5000);
}

TEST_F(Agreement, OfCalls) {
  agree_on_every_pair("left(right, right)");
  for (const char* text :
       {"left(left)", "(function(x: number) x)(left)", "(function(x: list<string>) x)(left)",
        "(function(x: date and time) x)(left)",
        "(function(x: context<a: number>): context<a: number> x)(left)",
        "(function(x: context<a: string>) x)(left)", "(function(x): range<number> x)(left)"})
    agree_on_each(text);
}

}  // namespace
}  // namespace moteplass::feel
