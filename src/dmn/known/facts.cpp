#include "dmn/known/facts.h"

#include <memory>

#include "feel/interval.h"
#include "feel/unknown.h"

namespace moteplass::dmn {
namespace {

constexpr int deepest_type = 20;
constexpr std::int64_t steps_of_a_fact = 10;  // a path to write and a place in a context

// What a single allowed range or comparison leaves; where the type says it in another way, any value of the
// kind, which is more than there is and never less.
feel::Interval allowed_interval(const feel::Type& type, Run& run) {
  feel::Interval interval;
  if (!type.allowed()) return interval;
  const auto& tests = std::get<feel::UnaryTests>(type.allowed()->form);
  if (tests.form != feel::UnaryTests::Form::positive || tests.tests.size() != 1) return interval;
  const feel::Expression& test = *tests.tests.front();
  auto end = [&](const feel::Tree& tree) { return tree ? feel::evaluate(*tree, {}, run) : feel::Value(); };
  if (const auto* range = std::get_if<feel::RangeOf>(&test.form)) {
    interval.low = {end(range->low), range->low_end == feel::Range::End::open};
    interval.high = {end(range->high), range->high_end == feel::Range::End::closed};
  } else if (const auto* comparing = std::get_if<feel::Test>(&test.form)) {
    feel::Cut before{end(comparing->operand), false};
    feel::Cut after{before.value, true};
    switch (comparing->comparison) {
      case feel::Comparison::less:
        interval.high = before;
        break;
      case feel::Comparison::at_most:
        interval.high = after;
        break;
      case feel::Comparison::greater:
        interval.low = after;
        break;
      case feel::Comparison::at_least:
        interval.low = before;
        break;
      case feel::Comparison::equal:
      case feel::Comparison::not_equal:
        break;
    }
  }
  return interval;
}

class Completion {
 public:
  explicit Completion(Run& run) : run_(run) {}

  feel::Value complete(const feel::Value* given, const feel::Type& type, const std::string& path, int depth) {
    if (depth > deepest_type || !run_.spend(steps_of_a_fact)) return feel::Unknown{{path}, {}};
    if (given == nullptr || given->is_unknown()) return missing(type, path, depth);
    if (given->is_null()) return null_is_listed(type) ? feel::Value() : missing(type, path, depth);
    switch (type.kind()) {
      case feel::Type::Kind::any:
        return with_paths(*given, path, depth);
      case feel::Type::Kind::list:
        return complete_list(*given, type, path, depth);
      case feel::Type::Kind::context:
        return complete_context(*given, type, path, depth);
      case feel::Type::Kind::null:
      case feel::Type::Kind::boolean:
      case feel::Type::Kind::number:
      case feel::Type::Kind::string:
      case feel::Type::Kind::date:
      case feel::Type::Kind::time:
      case feel::Type::Kind::date_time:
      case feel::Type::Kind::days_duration:
      case feel::Type::Kind::months_duration:
      case feel::Type::Kind::range:
      case feel::Type::Kind::function:
        break;
    }
    feel::Coerced coerced = feel::coerce(*given, type, run_);
    if (coerced.fits) return coerced.value;
    return refused(*given, type, path, depth);
  }

  std::vector<feel::Value> listed(const feel::Type& type) {
    std::vector<feel::Value> values;
    if (type.kind() == feel::Type::Kind::list) return values;
    if (!type.allowed()) {
      if (type.kind() == feel::Type::Kind::boolean) return {true, false};
      return values;
    }
    const auto& tests = std::get<feel::UnaryTests>(type.allowed()->form);
    if (tests.form != feel::UnaryTests::Form::positive || tests.tests.size() > feel::most_possible) return {};
    for (const feel::Tree& test : tests.tests) {
      const auto* literal = std::get_if<feel::Literal>(&test->form);
      if (literal == nullptr) return {};
      if (feel::conforms(literal->value, type, run_)) values.push_back(literal->value);
    }
    return values;
  }

 private:
  bool null_is_listed(const feel::Type& type) {
    return type.allowed() && feel::passes(feel::Value(), *type.allowed_code(), run_).is_true();
  }

  feel::Value missing(const feel::Type& type, const std::string& path, int depth) {
    if (type.kind() == feel::Type::Kind::context && !type.fields().empty())
      return complete_context(feel::Context(), type, path, depth);
    std::vector<feel::Value> values = listed(type);
    if (values.size() == 1) values.clear();  // it may be all there is to say, but nobody has said it
    if (type.is_any()) return feel::Unknown{{path}, {}};
    std::shared_ptr<const feel::Interval> interval;
    if (values.empty() && feel::can_be_interval(type))
      interval = std::make_shared<const feel::Interval>(allowed_interval(type, run_));
    return feel::Unknown{
        {path}, std::move(values), std::make_shared<const feel::Type>(type), std::move(interval)};
  }

  feel::Value refused(const feel::Value& given, const feel::Type& type, const std::string& path, int depth) {
    feel::Type bare(type.kind());
    bool of_kind = feel::conforms(given, bare, run_);
    run_.report(Severity::error, of_kind && type.allowed()
                                     ? path + " is not one of the allowed values " + type.allowed_text()
                                     : path + " is not of type " + to_string(type));
    return missing(type, path, depth);
  }

  feel::Value complete_list(const feel::Value& given, const feel::Type& type, const std::string& path,
                            int depth) {
    feel::List items = given.list() ? *given.list() : feel::List{given};
    feel::Type element = type.element();
    for (std::size_t i = 0; i < items.size(); ++i)
      items[i] = complete(&items[i], element, path + "[" + std::to_string(i + 1) + "]", depth + 1);
    return items;
  }

  feel::Value complete_context(const feel::Value& given, const feel::Type& type, const std::string& path,
                               int depth) {
    if (given.context() == nullptr) return refused(given, type, path, depth);
    feel::Context made;
    for (const auto& [name, field] : type.fields())
      made.set(name, complete(given.context()->find(name), field, path + "." + name, depth + 1));
    for (const auto& [name, value] : given.context()->entries())
      if (!type.field(name)) made.set(name, with_paths(value, path + "." + name, depth + 1));
    feel::Value whole = made;
    if (type.allowed() && feel::passes(whole, *type.allowed_code(), run_).is_false())
      run_.report(Severity::error, path + " is not allowed");
    return whole;
  }

  // Where no type is declared, what is marked as unknown still gets its path.
  feel::Value with_paths(const feel::Value& given, const std::string& path, int depth) {
    if (depth > deepest_type || given.is_unknown()) return feel::Unknown{{path}, {}};
    if (const feel::List* list = given.list()) {
      feel::List items;
      for (const feel::Value& item : *list)
        items.push_back(with_paths(item, path + "[" + std::to_string(items.size() + 1) + "]", depth + 1));
      return items;
    }
    if (const feel::Context* context = given.context()) {
      feel::Context made;
      for (const auto& [name, value] : context->entries())
        made.set(name, with_paths(value, path + "." + name, depth + 1));
      return made;
    }
    return given;
  }

  Run& run_;
};

}  // namespace

feel::Value complete_fact(const feel::Value* given, const feel::Type& type, const std::string& path,
                          Run& run) {
  return Completion(run).complete(given, type, path, 0);
}

std::vector<feel::Value> listed_values(const feel::Type& type, Run& run) {
  return Completion(run).listed(type);
}

}  // namespace moteplass::dmn
