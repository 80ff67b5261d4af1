#include "feel/builtins.h"

#include <algorithm>
#include <map>

#include "feel/unknown.h"

namespace moteplass::feel {
namespace {

class BuiltinFunction final : public Function {
 public:
  explicit BuiltinFunction(Builtin builtin) : builtin_(std::move(builtin)) {}
  const std::vector<Signature>& signatures() const override { return builtin_.signatures; }
  Value call(std::span<const Value> arguments, Evaluation& evaluation) const override {
    auto apply = [&](std::span<const Value> known) { return builtin_.apply(known, evaluation); };
    bool handled = builtin_.unknown_items == UnknownItems::handled;
    bool unknown = std::any_of(arguments.begin(), arguments.end(), [&](const Value& argument) {
      return handled ? argument.is_unknown() : contains_unknown(argument);
    });
    return unknown ? lift(arguments, apply) : apply(arguments);
  }
  const Builtin& builtin() const { return builtin_; }

 private:
  Builtin builtin_;
};

using Table = std::map<std::string_view, std::shared_ptr<const BuiltinFunction>>;

const Table& table() {
  static const Table all = [] {
    Table made;
    for (auto part : {conversion_builtins, calendar_builtins, boolean_builtins, string_builtins,
                      number_builtins, list_builtins, statistics_builtins, context_builtins, range_builtins})
      for (Builtin& builtin : part())
        made.emplace(builtin.name, std::make_shared<const BuiltinFunction>(std::move(builtin)));
    return made;
  }();
  return all;
}

}  // namespace

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
