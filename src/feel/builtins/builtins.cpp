#include "feel/builtins/builtins.h"

#include <algorithm>
#include <map>

#include "feel/unknown.h"

namespace moteplass::feel {
namespace {

// The type of the argument in that place, or nothing where any will do.
const Type* type_at(const Signature& signature, std::size_t index) {
  if (signature.variadic) index = std::min(index, signature.parameters.size() - 1);
  if (index >= signature.types.size() || signature.types[index].is_any()) return nullptr;
  return &signature.types[index];
}

bool has_place_for(const Signature& signature, std::size_t count) {
  return count >= signature.required && (signature.variadic || count <= signature.parameters.size());
}

// The arguments converted to the signature's types (10.3.2.9.4), or nothing if one cannot be.
std::optional<List> converted(const Signature& signature, std::span<const Value> arguments,
                              Evaluation& evaluation) {
  List made;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const Type* type = type_at(signature, i);
    Coerced coerced = type ? coerce(arguments[i], *type, evaluation) : Coerced{arguments[i], true};
    if (!coerced.fits) return std::nullopt;
    made.push_back(std::move(coerced.value));
  }
  return made;
}

bool fits_as_it_is(const Signature& signature, std::span<const Value> arguments, Evaluation& evaluation) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const Type* type = type_at(signature, i);
    if (type && !conforms(arguments[i], *type, evaluation)) return false;
  }
  return true;
}

class BuiltinFunction final : public Function {
 public:
  explicit BuiltinFunction(Builtin builtin) : builtin_(std::move(builtin)) {}
  const std::vector<Signature>& signatures() const override { return builtin_.signatures; }

  Value call(std::span<const Value> arguments, Evaluation& evaluation) const override {
    auto apply = [&](std::span<const Value> known) { return apply_to(known, evaluation); };
    std::int64_t steps = 0;
    for (const Value& argument : arguments) steps += steps_through(argument);
    if (!evaluation.spend(steps)) return {};
    Value made = waits_for_facts(arguments) ? lift(arguments, apply) : apply(arguments);
    return evaluation.spend(steps_through(made)) ? made : Value();
  }

 private:
  bool waits_for_facts(std::span<const Value> arguments) const {
    bool handled = builtin_.unknown_items == UnknownItems::handled;
    return std::any_of(arguments.begin(), arguments.end(), [&](const Value& argument) {
      return handled ? argument.is_unknown() : contains_unknown(argument);
    });
  }

  Value apply_to(std::span<const Value> arguments, Evaluation& evaluation) const {
    for (const Signature& signature : builtin_.signatures)
      if (has_place_for(signature, arguments.size()) && fits_as_it_is(signature, arguments, evaluation))
        return builtin_.apply(arguments, evaluation);
    for (const Signature& signature : builtin_.signatures) {
      if (!has_place_for(signature, arguments.size())) continue;
      auto made = converted(signature, arguments, evaluation);
      if (!made) continue;
      // The only item of a list may itself be unknown.
      if (waits_for_facts(*made))
        return lift(*made, [&](std::span<const Value> known) { return builtin_.apply(known, evaluation); });
      return builtin_.apply(*made, evaluation);
    }
    return builtin_.apply(arguments, evaluation);  // which says what it wants instead
  }

  Builtin builtin_;
};

using Table = std::map<std::string_view, std::shared_ptr<const BuiltinFunction>>;

const Table& table() {
  static const Table all = [] {
    Table made;
    for (auto part : {conversion_builtins, calendar_builtins, boolean_builtins, string_builtins,
                      number_builtins, list_builtins, statistics_builtins, context_builtins, range_builtins})
      for (Builtin& builtin : part()) {
        std::string_view name = builtin.name;
        made.emplace(name, std::make_shared<const BuiltinFunction>(std::move(builtin)));
      }
    return made;
  }();
  return all;
}

}  // namespace

bool fits(const Signature& signature, std::span<const Value> arguments, Evaluation& evaluation) {
  return converted(signature, arguments, evaluation).has_value();
}

const std::vector<std::string_view>& builtin_names() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> all;
    for (const auto& [name, function] : table()) all.push_back(name);
    return all;
  }();
  return names;
}

std::shared_ptr<const Function> find_builtin(std::string_view name) {
  auto found = table().find(name);
  return found == table().end() ? nullptr : found->second;
}

}  // namespace moteplass::feel
