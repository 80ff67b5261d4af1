#include "feel/check/check_types.h"

#include <algorithm>
#include <array>

namespace moteplass::feel {
namespace {

using TypeKind = Type::Kind;

bool is_point(TypeKind kind) {
  return kind == TypeKind::date || kind == TypeKind::time || kind == TypeKind::date_time;
}
bool is_day(TypeKind kind) {
  return kind == TypeKind::date || kind == TypeKind::date_time;
}
bool is_duration(TypeKind kind) {
  return kind == TypeKind::days_duration || kind == TypeKind::months_duration;
}

// The kinds arithmetic is about; every other kind yields null.
constexpr std::array reckoned = {TypeKind::number,         TypeKind::string,    TypeKind::date,
                                 TypeKind::time,           TypeKind::date_time, TypeKind::days_duration,
                                 TypeKind::months_duration};

std::optional<TypeKind> sum(TypeKind left, TypeKind right) {
  bool summable = left == TypeKind::number || left == TypeKind::string || is_duration(left);
  if (left == right && summable) return left;
  if (is_point(right)) std::swap(left, right);
  if (is_point(left) && right == TypeKind::days_duration) return left;
  if (is_day(left) && right == TypeKind::months_duration) return left;
  return std::nullopt;
}

std::optional<TypeKind> difference(TypeKind left, TypeKind right) {
  if (left == right && (left == TypeKind::number || is_duration(left))) return left;
  if (left == TypeKind::time && right == TypeKind::time) return TypeKind::days_duration;
  if (is_day(left) && is_day(right)) return TypeKind::days_duration;
  if (is_point(left) && right == TypeKind::days_duration) return left;
  if (is_day(left) && right == TypeKind::months_duration) return left;
  return std::nullopt;
}

std::optional<TypeKind> result_kind(Arithmetic operation, TypeKind left, TypeKind right) {
  bool numbers = left == TypeKind::number && right == TypeKind::number;
  switch (operation) {
    case Arithmetic::add:
      return sum(left, right);
    case Arithmetic::subtract:
      return difference(left, right);
    case Arithmetic::multiply:
      if (numbers) return left;
      if (is_duration(left) && right == TypeKind::number) return left;
      if (is_duration(right) && left == TypeKind::number) return right;
      return std::nullopt;
    case Arithmetic::divide:
      if (numbers || (left == right && is_duration(left))) return TypeKind::number;
      if (is_duration(left) && right == TypeKind::number) return left;
      return std::nullopt;
    case Arithmetic::power:
      if (numbers) return left;
      return std::nullopt;
  }
  return std::nullopt;
}

Type joined_contexts(const Type& one, const Type& other) {
  if (one.fields().empty() || other.fields().empty()) return Type(TypeKind::context);
  std::vector<Type::Field> fields;
  for (const auto& [name, type] : one.fields()) {
    const Type* twin = other.field(name);
    fields.emplace_back(name, twin == nullptr ? type : joined(type, *twin));
  }
  for (const auto& field : other.fields())
    if (one.field(field.first) == nullptr) fields.push_back(field);
  return Type::context_of(std::move(fields));
}

}  // namespace

bool says_nothing(const Type& type) {
  return type.is_any() || type.kind() == TypeKind::null;
}

Type bare(const Type& type) {
  switch (type.kind()) {
    case TypeKind::list:
      return Type::list_of(type.element());
    case TypeKind::range:
      return Type::range_of(type.element());
    case TypeKind::context:
      return Type::context_of(type.fields());
    case TypeKind::function:
      return Type::function_of(type.parameters(), type.element());
    case TypeKind::any:
    case TypeKind::null:
    case TypeKind::boolean:
    case TypeKind::number:
    case TypeKind::string:
    case TypeKind::date:
    case TypeKind::time:
    case TypeKind::date_time:
    case TypeKind::days_duration:
    case TypeKind::months_duration:
      break;
  }
  return Type(type.kind());
}

Type joined(const Type& one, const Type& other) {
  if (one.kind() == TypeKind::null) return other;
  if (other.kind() == TypeKind::null) return one;
  if (one.kind() != other.kind()) return {};
  if (!one.name().empty() && one.name() == other.name()) return one;
  switch (one.kind()) {
    case TypeKind::list:
      return Type::list_of(joined(one.element(), other.element()));
    case TypeKind::range:
      return Type::range_of(joined(one.element(), other.element()));
    case TypeKind::context:
      return joined_contexts(one, other);
    case TypeKind::any:
    case TypeKind::null:
    case TypeKind::boolean:
    case TypeKind::number:
    case TypeKind::string:
    case TypeKind::date:
    case TypeKind::time:
    case TypeKind::date_time:
    case TypeKind::days_duration:
    case TypeKind::months_duration:
    case TypeKind::function:
      break;
  }
  return Type(one.kind());
}

bool may_equal(const Type& left, const Type& right) {
  return says_nothing(left) || says_nothing(right) || left.kind() == right.kind();
}

bool may_be_ordered(const Type& left, const Type& right) {
  auto ordered = [](const Type& type) {
    return says_nothing(type) || std::find(reckoned.begin(), reckoned.end(), type.kind()) != reckoned.end();
  };
  return ordered(left) && ordered(right) && may_equal(left, right);
}

bool may_be_boolean(const Type& type) {
  return says_nothing(type) || type.kind() == TypeKind::boolean;
}

std::optional<Type> calculated(Arithmetic operation, const Type& left, const Type& right) {
  bool possible = false;
  std::optional<TypeKind> kind;
  bool several = false;
  for (TypeKind of_left : reckoned) {
    if (!says_nothing(left) && left.kind() != of_left) continue;
    for (TypeKind of_right : reckoned) {
      if (!says_nothing(right) && right.kind() != of_right) continue;
      auto result = result_kind(operation, of_left, of_right);
      if (!result) continue;
      several = several || (possible && *kind != *result);
      possible = true;
      kind = result;
    }
  }
  if (!possible) return std::nullopt;
  return several ? Type() : Type(*kind);
}

bool may_become(const Type& given, const Type& wanted) {
  if (says_nothing(given) || wanted.is_any()) return true;
  if (given.kind() == TypeKind::list && wanted.kind() != TypeKind::list)
    return may_become(given.element(), wanted);
  if (given.kind() != TypeKind::list && wanted.kind() == TypeKind::list)
    return may_become(given, wanted.element());
  if (given.kind() == TypeKind::date && wanted.kind() == TypeKind::date_time) return true;
  if (given.kind() != wanted.kind()) return false;
  if (given.kind() == TypeKind::context)
    return std::all_of(wanted.fields().begin(), wanted.fields().end(), [&](const Type::Field& field) {
      const Type* own = given.field(field.first);
      // Inside a context nothing is unwrapped or made to fit.
      return own == nullptr || says_nothing(*own) || field.second.is_any() ||
             (own->kind() == field.second.kind() && may_become(*own, field.second));
    });
  if (given.kind() == TypeKind::range) return may_equal(given.element(), wanted.element());
  return true;
}

Type narrowed(const Type& given, const Type& wanted) {
  if (wanted.is_any()) return given;
  if (given.kind() != wanted.kind()) return wanted;
  if (wanted.kind() == TypeKind::list && wanted.element().is_any()) return given;
  if (wanted.kind() == TypeKind::function && wanted.parameters().empty()) return given;
  if (wanted.kind() == TypeKind::context) {
    if (wanted.fields().empty()) return given;
    // A context keeps what it has beyond its type.
    std::vector<Type::Field> fields = wanted.fields();
    for (const auto& field : given.fields())
      if (wanted.field(field.first) == nullptr) fields.push_back(field);
    return fields.size() == wanted.fields().size() ? wanted : Type::context_of(std::move(fields));
  }
  if (wanted.name().empty() && !wanted.allowed() && given.allowed()) return given;
  return wanted;
}

std::optional<Type> part_of(const Type& type, std::string_view member) {
  auto one_of = [&](std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), member) != names.end();
  };
  Type number(TypeKind::number);
  bool day = is_day(type.kind()) && one_of({"year", "month", "day", "weekday"});
  bool clock = is_point(type.kind()) && one_of({"hour", "minute", "second"});
  if (day || clock) return number;
  if (is_point(type.kind()) && member == "time offset") return Type(TypeKind::days_duration);
  if (is_point(type.kind()) && member == "timezone") return Type(TypeKind::string);
  if (type.kind() == TypeKind::days_duration && one_of({"days", "hours", "minutes", "seconds", "value"}))
    return number;
  if (type.kind() == TypeKind::months_duration && one_of({"years", "months", "value"})) return number;
  if (type.kind() == TypeKind::range && one_of({"start", "end"})) return type.element();
  if (type.kind() == TypeKind::range && one_of({"start included", "end included"}))
    return Type(TypeKind::boolean);
  return std::nullopt;
}

}  // namespace moteplass::feel
