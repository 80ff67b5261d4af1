// Facts for random models, their completions, and facts by their paths.
#include "dmn/definitions.h"
#include "dmn/known/random_models_test.h"
#include "feel/evaluate.h"
#include "feel/parse/names.h"
#include "feel/parse/parser.h"

#include <map>
#include <regex>

namespace moteplass::dmn::example {
namespace {

using feel::Context;
using feel::List;
using feel::Type;
using feel::Value;

// Around the constants that models name, and half way between.
const std::vector<Value>& values_of(Type::Kind kind) {
  auto number = [](const char* text) { return Value(*Decimal::parse(text)); };
  static const std::map<Type::Kind, std::vector<Value>> all = {
      {Type::Kind::number,
       {0,
        5,
        10,
        18,
        20,
        1,
        2,
        -1,
        4,
        6,
        9,
        11,
        17,
        19,
        21,
        25,
        30,
        3,
        36,
        40,
        130,
        number("0.5"),
        -2,
        number("9.5"),
        number("2.5"),
        number("4.5"),
        number("-0.5"),
        100,
        -20}},
      {Type::Kind::string,
       {"bruker", "selger", "annen", "a", "", "hasj", "heroin", "B", "b", "2020-01-01", "5", "zz"}},
      {Type::Kind::boolean, {true, false}},
      {Type::Kind::date,
       {*feel::parse_calendar_date("2020-01-01"), *feel::parse_calendar_date("2019-12-31"),
        *feel::parse_calendar_date("2024-02-29"), *feel::parse_calendar_date("2020-12-31"),
        *feel::parse_calendar_date("2021-01-01"), *feel::parse_calendar_date("2024-03-01"),
        *feel::parse_calendar_date("1999-06-15")}},
      {Type::Kind::days_duration,
       {*feel::parse_days_duration("P1D"), *feel::parse_days_duration("PT12H"),
        *feel::parse_days_duration("PT0S"), *feel::parse_days_duration("PT24H1S"),
        *feel::parse_days_duration("-P2D")}},
      {Type::Kind::months_duration,
       {*feel::parse_months_duration("P1M"), *feel::parse_months_duration("P18Y"),
        *feel::parse_months_duration("P0M"), *feel::parse_months_duration("P17Y11M"),
        *feel::parse_months_duration("-P2M")}},
      {Type::Kind::time,
       {*feel::parse_time_of_day("12:00:00"), *feel::parse_time_of_day("00:00:00"),
        *feel::parse_time_of_day("23:59:59Z")}},
      {Type::Kind::date_time,
       {*feel::parse_date_time("2020-01-01T12:00:00"), *feel::parse_date_time("2019-12-31T23:59:59"),
        *feel::parse_date_time("2020-01-01T12:00:00Z")}},
      {Type::Kind::any,
       {1, "bruker", true, List{}, List{1, 5}, Context{{"navn", "hasj"}, {"mengde", 5}}, List{5},
        *feel::parse_calendar_date("2020-01-01")}},
  };
  return all.at(kind);
}

enum class Gaps { none, some };

// A value of the type, parts of which may be unknown or, of contexts, left out.
Value fact_of(const Type& type, Choices& choices, Gaps gaps) {
  if (gaps == Gaps::some && choices.one_in(3)) return Value::unknown();
  if (type.kind() == Type::Kind::list) {
    List items(choices.below(3));
    for (Value& each : items) each = fact_of(type.element(), choices, gaps);
    return items;
  }
  if (type.kind() == Type::Kind::context) {
    Context made;
    for (const auto& [name, field] : type.fields())
      if (gaps == Gaps::none || !choices.one_in(4)) made.set(name, fact_of(field, choices, gaps));
    return made;
  }
  return some_value(type, choices);
}

Value completed(const Value* given, const Type& type, Choices& choices) {
  if (given == nullptr || given->is_unknown()) return some_value(type, choices);
  if (const List* list = given->list(); list && type.kind() == Type::Kind::list) {
    List items;
    for (const Value& each : *list) items.push_back(completed(&each, type.element(), choices));
    return items;
  }
  if (const Context* context = given->context(); context && type.kind() == Type::Kind::context) {
    Context made;
    for (const auto& [name, field] : type.fields())
      made.set(name, completed(context->find(name), field, choices));
    return made;
  }
  return *given;
}

template <class Visit>
void for_each_input(const Model& model, const Visit& visit) {
  for (const auto& element : model.definitions().elements)
    if (element->kind == Element::Kind::input) visit(element->name, element->type);
}

}  // namespace

Context random_facts(const Model& model, Choices& choices) {
  Context facts;
  for_each_input(model, [&](const std::string& name, const Type& type) {
    if (choices.below(4) != 0) facts.set(name, fact_of(type, choices, Gaps::some));
  });
  return facts;
}

Context known_facts(const Model& model, Choices& choices) {
  Context facts;
  for_each_input(model, [&](const std::string& name, const Type& type) {
    facts.set(name, fact_of(type, choices, Gaps::none));
  });
  return facts;
}

Context completed(const Model& model, const Context& facts, Choices& choices) {
  Context whole;
  for_each_input(model, [&](const std::string& name, const Type& type) {
    whole.set(name, completed(facts.find(name), type, choices));
  });
  return whole;
}

Value some_value(const Type& type, Choices& choices) {
  if (type.kind() == Type::Kind::list || type.kind() == Type::Kind::context)
    return fact_of(type, choices, Gaps::none);
  const std::vector<Value>& values = values_of(type.kind());
  feel::Evaluation evaluation;
  std::size_t first = choices.below(values.size());
  for (std::size_t i = 0; i < values.size(); ++i)
    if (const Value& value = values[(first + i) % values.size()]; feel::conforms(value, type, evaluation))
      return value;
  return {};
}

namespace {

// The first step of a path and the rest of it: a name, or a position from 1 in brackets.
struct Step {
  std::string name;
  std::size_t position = 0;
  std::string rest;
};
Step first_step(const std::string& path) {
  if (path.front() == '[') {
    std::size_t end = path.find(']');
    return {"", std::stoul(path.substr(1, end - 1)), path.substr(end + 1)};
  }
  std::size_t start = path.front() == '.' ? 1 : 0;
  std::size_t end = std::min(path.find_first_of(".[", start), path.size());
  return {path.substr(start, end - start), 0, path.substr(end)};
}

}  // namespace

Value fact_at(const Value& facts, const std::string& path) {
  if (path.empty()) return facts;
  Step step = first_step(path);
  if (const List* list = facts.list(); list && step.position > 0)
    return step.position <= list->size() ? fact_at((*list)[step.position - 1], step.rest) : Value();
  const Value* entry = facts.context() ? facts.context()->find(step.name) : nullptr;
  return entry ? fact_at(*entry, step.rest) : Value();
}

Value with_fact(const Value& facts, const std::string& path, const Value& by) {
  if (path.empty()) return by;
  Step step = first_step(path);
  if (step.position > 0) {
    List items = facts.list() ? *facts.list() : List{};
    if (items.size() < step.position) items.resize(step.position, Value::unknown());
    items[step.position - 1] = with_fact(items[step.position - 1], step.rest, by);
    return items;
  }
  Context made = facts.context() ? *facts.context() : Context();
  const Value* entry = made.find(step.name);
  made.set(step.name, with_fact(entry ? *entry : Value::unknown(), step.rest, by));
  return made;
}

Type type_at(const Model& model, const std::string& path) {
  Step step = first_step(path);
  const Element* input = model.definitions().find(Element::Kind::input, step.name);
  Type type = input ? input->type : Type();
  while (!step.rest.empty()) {
    step = first_step(step.rest);
    const Type* field = step.position > 0 ? nullptr : type.field(step.name);
    type = step.position > 0 ? type.element() : field ? *field : Type();
  }
  return type;
}

bool in_part(const std::string& tests, const Value& value) {
  // Reports write dates and durations as people do.
  static const std::regex date("-?[0-9]{4,}-[0-9]{2}-[0-9]{2}");
  static const std::regex duration("-?P(?:[0-9]+[YMD])*(?:T(?:[0-9]+(?:\\.[0-9]+)?[HMS])+)?");
  std::string text = tests;
  if (text.find('"') == std::string::npos) {
    text = std::regex_replace(text, date, "date(\"$&\")");
    text = std::regex_replace(text, duration, "duration(\"$&\")");
  }
  feel::Names names;
  auto tree = feel::parse_unary_tests(text, names);
  feel::Evaluation evaluation;
  return tree && feel::passes(value, **tree, {}, evaluation).is_true();
}

}  // namespace moteplass::dmn::example
