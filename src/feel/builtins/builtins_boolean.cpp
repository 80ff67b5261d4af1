// Truth (DMN 1.5, 10.3.4.2 and 10.3.4.4): not, all, any, is.
#include "feel/builtins/builtins_arguments.h"
#include "feel/operators.h"

namespace moteplass::feel {
namespace {

Value negation(Arguments arguments, Evaluation&) {
  return complement(arguments[0]);
}

Value all_true(Arguments arguments, Evaluation& evaluation) {
  if (arguments.size() == 1 && arguments[0].is_null()) return wrong_arguments("truth values", evaluation);
  Value result = true;
  bool odd = false;
  for (const Value& item : items_of(arguments)) {
    odd = odd || (!item.is_null() && !item.boolean() && !item.is_unknown());
    result = conjunction(result, truth_of(item));
  }
  if (odd) return wrong_arguments("truth values", evaluation);
  return result;
}

Value any_true(Arguments arguments, Evaluation& evaluation) {
  if (arguments.size() == 1 && arguments[0].is_null()) return wrong_arguments("truth values", evaluation);
  Value result = false;
  bool odd = false;
  for (const Value& item : items_of(arguments)) {
    odd = odd || (!item.is_null() && !item.boolean() && !item.is_unknown());
    result = disjunction(result, truth_of(item));
  }
  if (odd) return wrong_arguments("truth values", evaluation);
  return result;
}

// Table 67: the same value in the value space, so that 10:00Z is not 11:00+01:00.
Value is_same(Arguments arguments, Evaluation&) {
  return argument(arguments, 0) == argument(arguments, 1);
}

}  // namespace

std::vector<Builtin> boolean_builtins() {
  return {
      {"not", {{{"negand"}, 1}}, negation},
      {"all", {{{"list"}, 1, true}}, all_true, UnknownItems::handled},
      {"any", {{{"list"}, 1, true}}, any_true, UnknownItems::handled},
      {"is", {{{"value1", "value2"}, 0}}, is_same},
  };
}

}  // namespace moteplass::feel
