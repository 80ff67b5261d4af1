// Contexts (DMN 1.5, 10.3.4.9).
#include "feel/builtins/builtins_arguments.h"

namespace moteplass::feel {
namespace {

Value get_value(Arguments arguments, Evaluation& evaluation) {
  const Context* context = arguments[0].context();
  if (!context || !arguments[1].string()) return wrong_arguments("a context and a key", evaluation);
  if (!evaluation.spend(steps_through(*context))) return {};
  const Value* value = context->find(*arguments[1].string());
  return value == nullptr ? Value() : *value;
}

Value get_entries(Arguments arguments, Evaluation& evaluation) {
  const Context* context = arguments[0].context();
  if (!context) return wrong_arguments("a context", evaluation);
  List entries;
  for (const auto& [name, value] : context->entries())
    entries.push_back(Context{{"key", name}, {"value", value}});
  return entries;
}

Value context_of(Arguments arguments, Evaluation& evaluation) {
  if (arguments[0].is_null()) return wrong_arguments("a list of entries", evaluation);
  Context made;
  for (const Value& entry : items_of(arguments)) {
    const Context* pair = entry.context();
    const Value* key = pair ? pair->find("key") : nullptr;
    const Value* value = pair ? pair->find("value") : nullptr;
    if (!key || !key->string() || !value) return wrong_arguments("entries with key and value", evaluation);
    if (!evaluation.spend(2 * steps_through(made))) return {};
    if (made.find(*key->string()))
      return evaluation.problem("two entries have the key '" + *key->string() + "'");
    made.set(*key->string(), *value);
  }
  return made;
}

// The context with the value at the end of a path of keys.
Value put_at(const Value& into, std::span<const Value> keys, const Value& value, Evaluation& evaluation) {
  const Context* context = into.context();
  if (!context || keys.empty() || !keys.front().string())
    return wrong_arguments("a context, a key or a list of keys, and a value", evaluation);
  if (!evaluation.spend(1 + 2 * steps_through(*context))) return {};
  Value put = value;
  if (keys.size() > 1) {
    const Value* inner = context->find(*keys.front().string());
    put = put_at(inner ? *inner : Value(), keys.subspan(1), value, evaluation);
    if (put.is_null()) return {};
  }
  Context made = *context;
  made.set(*keys.front().string(), std::move(put));
  return made;
}

Value context_put(Arguments arguments, Evaluation& evaluation) {
  const List* keys = arguments[1].list();
  if (keys && keys->size() > 100) return evaluation.problem("too many keys");
  return put_at(arguments[0], keys ? std::span<const Value>(*keys) : arguments.subspan(1, 1), arguments[2],
                evaluation);
}

Value context_merge(Arguments arguments, Evaluation& evaluation) {
  if (arguments[0].is_null()) return wrong_arguments("a list of contexts", evaluation);
  Context made;
  for (const Value& item : items_of(arguments)) {
    if (!item.context()) return wrong_arguments("a list of contexts", evaluation);
    for (const auto& [name, value] : item.context()->entries()) {
      if (!evaluation.spend(steps_through(made))) return {};
      made.set(name, value);
    }
  }
  return made;
}

}  // namespace

std::vector<Builtin> context_builtins() {
  return {
      {"get value",
       {takes({{"m", context_type}, {"key", string_type}}),
        takes({{"context", context_type}, {"key", string_type}})},
       get_value,
       UnknownItems::handled},
      {"get entries",
       {takes({{"m", context_type}}), takes({{"context", context_type}})},
       get_entries,
       UnknownItems::handled},
      {"context", {{{"entries"}, 1}}, context_of},
      {"context put",
       {takes({{"context", context_type}, {"key", string_type}, {"value"}}),
        takes({{"context", context_type}, {"keys", list_type}, {"value"}})},
       context_put,
       UnknownItems::handled},
      {"context merge", {{{"contexts"}, 1}}, context_merge},
  };
}

}  // namespace moteplass::feel
