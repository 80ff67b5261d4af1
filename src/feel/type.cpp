#include "feel/type.h"

#include <algorithm>

#include "feel/compile.h"
#include "feel/evaluate.h"
#include "feel/function.h"
#include "feel/unknown.h"

namespace moteplass::feel {

struct Type::Structure {
  Type element;
  std::vector<Field> fields;
  std::vector<Type> parameters;
  std::shared_ptr<const Expression> allowed;
  std::shared_ptr<const Code> allowed_code;
  std::vector<std::shared_ptr<const Code>> inherited;  // what the types it was made of allow
  std::string allowed_text;
  std::string name;
};

namespace {

struct SimpleType {
  std::string_view name;
  Type type;
};

const std::vector<SimpleType>& simple_types() {
  using Kind = Type::Kind;
  static const std::vector<SimpleType> types = {
      {"Any", Type(Kind::any)},
      {"Null", Type(Kind::null)},
      {"null", Type(Kind::null)},
      {"boolean", Type(Kind::boolean)},
      {"number", Type(Kind::number)},
      {"string", Type(Kind::string)},
      {"date", Type(Kind::date)},
      {"time", Type(Kind::time)},
      {"date and time", Type(Kind::date_time)},
      {"dateTime", Type(Kind::date_time)},
      {"days and time duration", Type(Kind::days_duration)},
      {"dayTimeDuration", Type(Kind::days_duration)},
      {"years and months duration", Type(Kind::months_duration)},
      {"yearMonthDuration", Type(Kind::months_duration)},
      {"range", Type(Kind::range)},
      {"list", Type(Kind::list)},
      {"context", Type(Kind::context)},
      {"function", Type(Kind::function)},
  };
  return types;
}

bool passes_allowed(const Value& value, const Type& type, Evaluation& evaluation) {
  if (!type.allowed()) return true;
  auto allows = [&](const std::shared_ptr<const Code>& tests) {
    return passes(value, *tests, evaluation).is_true();
  };
  return passes(value, *type.allowed_code(), evaluation).is_true() &&
         std::all_of(type.inherited().begin(), type.inherited().end(), allows);
}

// 10.3.2.9.2: a function conforms if it takes what is asked for and yields what is promised.
bool type_conforms(const Type& narrow, const Type& wide) {
  if (wide.is_any() || narrow.kind() == Type::Kind::null) return true;
  if (narrow.kind() != wide.kind()) return false;
  switch (wide.kind()) {
    case Type::Kind::list:
    case Type::Kind::range:
      return type_conforms(narrow.element(), wide.element());
    case Type::Kind::context:
      return std::all_of(wide.fields().begin(), wide.fields().end(), [&](const Type::Field& field) {
        const Type* own = narrow.field(field.first);
        return own != nullptr && type_conforms(*own, field.second);
      });
    case Type::Kind::function: {
      if (wide.parameters().empty() && wide.element().is_any()) return true;
      if (narrow.parameters().size() != wide.parameters().size()) return false;
      for (std::size_t i = 0; i < wide.parameters().size(); ++i)
        if (!type_conforms(wide.parameters()[i], narrow.parameters()[i])) return false;
      // A function that does not say what it yields is checked when it is called.
      return narrow.element().is_any() || type_conforms(narrow.element(), wide.element());
    }
    case Type::Kind::any:
    case Type::Kind::null:
    case Type::Kind::boolean:
    case Type::Kind::number:
    case Type::Kind::string:
    case Type::Kind::date:
    case Type::Kind::time:
    case Type::Kind::date_time:
    case Type::Kind::days_duration:
    case Type::Kind::months_duration:
      return true;
  }
  return false;
}

// Whether every value of the one type is one of the other.
bool always_fits(const Type& from, const Type& to) {
  if (to.is_any()) return true;
  if (from.kind() != to.kind() || to.kind() == Type::Kind::function) return false;
  if (to.allowed() && to.allowed() != from.allowed()) return false;
  if (to.kind() == Type::Kind::list || to.kind() == Type::Kind::range)
    return always_fits(from.element(), to.element());
  return std::all_of(to.fields().begin(), to.fields().end(), [&](const Type::Field& field) {
    const Type* own = from.field(field.first);
    return own != nullptr && always_fits(*own, field.second);
  });
}

Fit fit_of_unknown(const Unknown& unknown, const Type& type, Evaluation& evaluation) {
  if (!unknown.possible.empty()) {
    auto fits = [&](const Value& way) { return conforms(way, type, evaluation); };
    if (std::all_of(unknown.possible.begin(), unknown.possible.end(), fits)) return Fit::always;
    return std::any_of(unknown.possible.begin(), unknown.possible.end(), fits) ? Fit::perhaps : Fit::never;
  }
  // What is calculated from a fact within an interval is a number.
  if (!unknown.type && !unknown.interval) return Fit::perhaps;
  Type own = unknown.type ? *unknown.type : Type(Type::Kind::number);
  if (always_fits(own, type)) return Fit::always;
  return own.is_any() || own.kind() == type.kind() ? Fit::perhaps : Fit::never;
}

// An unknown value that is made to fit in each of the ways in which it can.
Coerced coerce_unknown(const Value& value, const Unknown& unknown, const Type& type, Evaluation& evaluation) {
  Fit fit = fit_of_unknown(unknown, type, evaluation);
  if (fit == Fit::always) return {value, true};
  if (!unknown.possible.empty()) {
    std::vector<Value> ways;
    bool all = true;
    for (const Value& possible : unknown.possible) {
      Coerced way = coerce(possible, type, evaluation);
      if (way.fits) ways.push_back(std::move(way.value));
      all = all && way.fits;
    }
    if (ways.empty()) return {Value(), false};
    return {join(ways, unknown.needs), true, all};
  }
  bool same_kind = fit == Fit::perhaps && (unknown.interval || (unknown.type && !unknown.type->is_any()));
  if (same_kind) return {value, true, false};
  // Another kind may still be made to fit where there are lists, or dates that are moments.
  Type::Kind own = unknown.type ? unknown.type->kind() : Type::Kind::any;
  if (!unknown.type && unknown.interval) own = Type::Kind::number;
  bool may_change = own == Type::Kind::any || own == Type::Kind::list || type.kind() == Type::Kind::list ||
                    (own == Type::Kind::date && type.kind() == Type::Kind::date_time);
  if (!may_change) return {Value(), false};
  return {Unknown{unknown.needs, {}}, true, false};
}

// A list or context some parts of which are unknown.
Coerced coerce_open(const Value& value, const Type& type, Evaluation& evaluation) {
  Fit fit = fit_of(value, type, evaluation);
  if (fit != Fit::never) return {value, true, fit == Fit::always};
  const List* list = value.list();
  if (list && list->size() == 1 && type.kind() != Type::Kind::list) {
    Fit inner = fit_of(list->front(), type, evaluation);
    return inner == Fit::never ? Coerced{Value(), false} : Coerced{list->front(), true, inner == Fit::always};
  }
  if (list || type.kind() != Type::Kind::list) return {Value(), false};
  Value single = List{value};
  fit = fit_of(single, type, evaluation);
  return fit == Fit::never ? Coerced{Value(), false} : Coerced{single, true, fit == Fit::always};
}

bool structure_fits(const Value& value, const Type& type, Evaluation& evaluation, bool null_fits) {
  auto fits = [&](const Value& part, const Type& of) {
    return part.is_null() ? null_fits || of.is_any() : conforms(part, of, evaluation);
  };
  if (!evaluation.spend()) return false;
  if (!is_of(value, type.kind())) return false;
  if (const List* list = value.list(); list && type.kind() == Type::Kind::list) {
    const Type& element = type.element();
    return std::all_of(list->begin(), list->end(), [&](const Value& item) { return fits(item, element); });
  }
  if (const Context* context = value.context())
    return std::all_of(type.fields().begin(), type.fields().end(), [&](const Type::Field& field) {
      const Value* part = context->find(field.first);
      return part != nullptr && fits(*part, field.second);
    });
  if (const Range* range = value.range(); range && type.kind() == Type::Kind::range) {
    Type element = type.element();
    return (range->low.is_null() || conforms(range->low, element, evaluation)) &&
           (range->high.is_null() || conforms(range->high, element, evaluation));
  }
  if (const Function* function = value.function(); function && type.kind() == Type::Kind::function) {
    Type own = function->type();
    bool declared = !own.parameters().empty() || !own.element().is_any();
    if (declared) return type_conforms(own, type);
    // A built-in function says only how many arguments it takes.
    std::size_t count = type.parameters().size();
    return std::any_of(
        function->signatures().begin(), function->signatures().end(), [&](const Signature& signature) {
          return count >= signature.required && (signature.variadic || count <= signature.parameters.size());
        });
  }
  return true;
}

}  // namespace

std::shared_ptr<Type::Structure> Type::copy_of_structure() const {
  return structure_ ? std::make_shared<Structure>(*structure_) : std::make_shared<Structure>();
}

Type Type::list_of(Type element) {
  Type type(Kind::list);
  auto structure = std::make_shared<Structure>();
  structure->element = std::move(element);
  type.structure_ = structure;
  return type;
}

Type Type::range_of(Type element) {
  Type type = list_of(std::move(element));
  type.kind_ = Kind::range;
  return type;
}

Type Type::context_of(std::vector<Field> fields) {
  Type type(Kind::context);
  auto structure = std::make_shared<Structure>();
  structure->fields = std::move(fields);
  type.structure_ = structure;
  return type;
}

Type Type::function_of(std::vector<Type> parameters, Type result) {
  Type type(Kind::function);
  auto structure = std::make_shared<Structure>();
  structure->parameters = std::move(parameters);
  structure->element = std::move(result);
  type.structure_ = structure;
  return type;
}

Type Type::allowing(std::shared_ptr<const Expression> tests, std::string text) const {
  Type type = *this;
  auto structure = copy_of_structure();
  if (structure->allowed) structure->inherited.push_back(structure->allowed_code);
  structure->allowed_code = compile_tests(tests);
  structure->allowed = std::move(tests);
  structure->allowed_text = std::move(text);
  type.structure_ = structure;
  return type;
}

Type Type::named(std::string name) const {
  Type type = *this;
  auto structure = copy_of_structure();
  structure->name = std::move(name);
  type.structure_ = structure;
  return type;
}

const Type& Type::element() const {
  static const Type any;
  return structure_ ? structure_->element : any;
}

const std::vector<Type::Field>& Type::fields() const {
  static const std::vector<Field> none;
  return structure_ ? structure_->fields : none;
}

const Type* Type::field(std::string_view name) const {
  for (const auto& [key, type] : fields())
    if (key == name) return &type;
  return nullptr;
}

const std::vector<Type>& Type::parameters() const {
  static const std::vector<Type> none;
  return structure_ ? structure_->parameters : none;
}

const std::shared_ptr<const Expression>& Type::allowed() const {
  static const std::shared_ptr<const Expression> none;
  return structure_ ? structure_->allowed : none;
}

const Code* Type::allowed_code() const {
  return structure_ ? structure_->allowed_code.get() : nullptr;
}

const std::vector<std::shared_ptr<const Code>>& Type::inherited() const {
  static const std::vector<std::shared_ptr<const Code>> none;
  return structure_ ? structure_->inherited : none;
}

const std::string& Type::allowed_text() const {
  static const std::string none;
  return structure_ ? structure_->allowed_text : none;
}

const std::string& Type::name() const {
  static const std::string none;
  return structure_ ? structure_->name : none;
}

bool is_of(const Value& value, Type::Kind kind) {
  switch (kind) {
    case Type::Kind::any:
      return true;
    case Type::Kind::null:
      return value.kind() == Kind::null;
    case Type::Kind::boolean:
      return value.kind() == Kind::boolean;
    case Type::Kind::number:
      return value.kind() == Kind::number;
    case Type::Kind::string:
      return value.kind() == Kind::string;
    case Type::Kind::date:
      return value.kind() == Kind::date;
    case Type::Kind::time:
      return value.kind() == Kind::time;
    case Type::Kind::date_time:
      return value.kind() == Kind::date_time;
    case Type::Kind::days_duration:
      return value.kind() == Kind::days_duration;
    case Type::Kind::months_duration:
      return value.kind() == Kind::months_duration;
    case Type::Kind::range:
      return value.kind() == Kind::range;
    case Type::Kind::list:
      return value.kind() == Kind::list;
    case Type::Kind::context:
      return value.kind() == Kind::context;
    case Type::Kind::function:
      return value.kind() == Kind::function;
  }
  return false;
}

std::string to_string(const Type& type) {
  if (!type.name().empty()) return type.name();
  std::string element = type.element().is_any() ? "" : "<" + to_string(type.element()) + ">";
  if (type.kind() == Type::Kind::list) return "list" + element;
  if (type.kind() == Type::Kind::range) return "range" + element;
  auto joined = [](std::string text, const std::string& next) {
    return text.empty() ? next : std::move(text) + ", " + next;
  };
  if (type.kind() == Type::Kind::context && !type.fields().empty()) {
    std::string fields;
    for (const auto& [name, field] : type.fields()) fields = joined(fields, name + ": " + to_string(field));
    return "context<" + fields + ">";
  }
  if (type.kind() == Type::Kind::function && !(type.parameters().empty() && type.element().is_any())) {
    std::string parameters;
    for (const Type& parameter : type.parameters()) parameters = joined(parameters, to_string(parameter));
    return "function<" + parameters + "> -> " + to_string(type.element());
  }
  for (const auto& simple : simple_types())
    if (simple.type.kind() == type.kind()) return std::string(simple.name);
  return "";
}

const Type* find_simple_type(std::string_view name) {
  for (const auto& simple : simple_types())
    if (simple.name == name) return &simple.type;
  return nullptr;
}

bool conforms(const Value& value, const Type& type, Evaluation& evaluation) {
  if (value.is_null() || value.is_unknown()) return true;
  return structure_fits(value, type, evaluation, true) && passes_allowed(value, type, evaluation);
}

bool is_instance(const Value& value, const Type& type, Evaluation& evaluation) {
  if (value.is_null()) return type.is_any() || type.kind() == Type::Kind::null;
  // Allowed values do not make another type (TCK 0070).
  return structure_fits(value, type, evaluation, false);
}

Fit fit_of(const Value& value, const Type& type, Evaluation& evaluation) {
  if (value.is_null() || type.is_any()) return Fit::always;
  if (const Unknown* unknown = value.as_unknown()) return fit_of_unknown(*unknown, type, evaluation);
  if (!contains_unknown(value)) return conforms(value, type, evaluation) ? Fit::always : Fit::never;
  if (!is_of(value, type.kind())) return Fit::never;
  Fit fit = type.allowed() ? Fit::perhaps : Fit::always;
  if (const List* list = value.list())
    for (const Value& item : *list) fit = std::min(fit, fit_of(item, type.element(), evaluation));
  if (const Context* context = value.context())
    for (const auto& [name, field] : type.fields()) {
      const Value* part = context->find(name);
      fit = std::min(fit, part ? fit_of(*part, field, evaluation) : Fit::never);
    }
  if (value.range()) fit = std::min(fit, Fit::perhaps);
  return fit;
}

Value value_or_null(const Value& given, Coerced coerced) {
  if (!coerced.fits) return {};
  if (coerced.certain) return std::move(coerced.value);
  return join({coerced.value, Value()}, needs_of(given));
}

Coerced coerce(const Value& value, const Type& type, Evaluation& evaluation) {
  if (type.is_any()) return {value, true};
  if (const Unknown* unknown = value.as_unknown()) return coerce_unknown(value, *unknown, type, evaluation);
  if ((value.list() || value.context()) && contains_unknown(value))
    return coerce_open(value, type, evaluation);
  if (conforms(value, type, evaluation)) return {value, true};
  if (const List* list = value.list(); list && list->size() == 1 && type.kind() != Type::Kind::list) {
    if (conforms(list->front(), type, evaluation)) return {list->front(), true};
  }
  if (type.kind() == Type::Kind::list && value.list() == nullptr) {
    Value single = List{value};
    if (conforms(single, type, evaluation)) return {single, true};
  }
  if (const CalendarDate* date = value.date(); date && type.kind() == Type::Kind::date_time) {
    Value midnight = DateTime{*date, {0, 0, 0, 0, Zone{0, ""}}};
    if (conforms(midnight, type, evaluation)) return {midnight, true};
  }
  return {Value(), false};
}

}  // namespace moteplass::feel
