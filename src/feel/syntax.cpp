#include "feel/syntax.h"

#include <algorithm>

namespace moteplass::feel {
namespace {

class Inside {
 public:
  int height() const { return height_; }

  void operator()(const Literal&) {}
  void operator()(const Name&) {}
  void operator()(const Negation& form) { see(form.operand); }
  void operator()(const Calculation& form) { see(form.left, form.right); }
  void operator()(const Compare& form) { see(form.left, form.right); }
  void operator()(const Conjunction& form) { see(form.left, form.right); }
  void operator()(const Disjunction& form) { see(form.left, form.right); }
  void operator()(const Between& form) { see(form.operand, form.low, form.high); }
  void operator()(const Membership& form) { see(form.operand, form.tests); }
  void operator()(const InstanceOf& form) { see(form.operand); }
  void operator()(const Conditional& form) { see(form.condition, form.consequence, form.alternative); }
  void operator()(const Loop& form) { see(form.iterators, form.body); }
  void operator()(const Quantified& form) { see(form.iterators, form.body); }
  void operator()(const Path& form) { see(form.source); }
  void operator()(const Filter& form) { see(form.source, form.condition); }
  void operator()(const Call& form) { see(form.function, form.arguments); }
  void operator()(const RangeOf& form) { see(form.low, form.high); }
  void operator()(const ListOf& form) { see(form.items); }
  void operator()(const ContextOf& form) {
    for (const auto& [name, entry] : form.entries) see(entry);
    see(form.result);
  }
  void operator()(const FunctionOf& form) { see(form.body); }
  void operator()(const Test& form) { see(form.operand); }
  void operator()(const UnaryTests& form) { see(form.tests); }
  void operator()(const Typed& form) { see(form.value); }
  void operator()(const Extension&) {}

 private:
  void see(const Tree& tree) {
    if (tree) height_ = std::max(height_, tree->height);
  }
  void see(const std::vector<Tree>& trees) {
    for (const Tree& tree : trees) see(tree);
  }
  void see(const std::vector<Iterator>& iterators) {
    for (const Iterator& iterator : iterators) see(iterator.domain, iterator.until);
  }
  template <class First, class... Rest>
  requires(sizeof...(Rest) > 0) void see(const First& first, const Rest&... rest) {
    see(first);
    (see(rest), ...);
  }

  int height_ = 0;
};

}  // namespace

int height_inside(const Expression& expression) {
  Inside inside;
  std::visit(inside, expression.form);
  return inside.height();
}

}  // namespace moteplass::feel
