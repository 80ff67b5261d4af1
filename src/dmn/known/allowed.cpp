#include "dmn/known/allowed.h"

#include "dmn/table/partition.h"
#include "feel/evaluate.h"

namespace moteplass::dmn {

feel::Value allowed_example(const feel::Cut& low, const feel::Cut& high, const feel::Type& type) {
  feel::Value plain = feel::example_in(low, high, type);
  feel::Evaluation evaluation;
  if (plain.is_null() || feel::conforms(plain, type, evaluation)) return plain;
  auto partition = Partition::of({}, type, nullptr);
  if (!partition || !partition->allowed_is_exact()) return plain;
  for (const Part& part : partition->parts()) {
    if (!part.allowed || part.kind == Part::Kind::null) continue;
    if (part.kind == Part::Kind::rest) return plain;
    bool gap = part.kind == Part::Kind::gap;
    feel::Cut from{part.low, gap};
    feel::Cut to = gap ? feel::Cut{part.high, false} : feel::Cut{part.low, true};
    if (feel::comes_before(from, low, feel::Side::low)) from = low;
    if (feel::comes_before(high, to, feel::Side::high)) to = high;
    if (feel::Value value = feel::example_in(from, to, type); !value.is_null()) return value;
  }
  return {};
}

}  // namespace moteplass::dmn
