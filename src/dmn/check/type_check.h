// The checks of check_types.h for one model: types of elements as others see them, and the walk through the
// logic of each. Not for others than the files of check_types.h; for one thread.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "dmn/check/check_types.h"
#include "dmn/definitions.h"
#include "dmn/table/decision_table.h"
#include "feel/check/check.h"

namespace moteplass::dmn {

class ElementTypes final : private feel::ExtensionChecker {
 public:
  explicit ElementTypes(const Definitions& definitions);

  // What the element's name stands for where it is required: a value, or a function.
  feel::TypeScope::Known known_as(const Element& element);
  // Finds fault with the element's own logic.
  void check_element(const Element& element);
  std::vector<Diagnostic> take_problems();
  ColumnTypes take_columns() { return std::exchange(columns_, {}); }

 private:
  feel::Type value_type(const Element& element);
  feel::Type function_type(const Element& element);
  feel::Type yield_of(const Element& service);
  feel::TypeScope scope_of(const Element& element);
  // The type of the logic, which is to be `wanted`.
  feel::Type logic(const Element& element, const feel::Type& wanted);

  // type_check_table.cpp
  feel::Type check(const feel::ExtensionForm& form, const feel::Type& wanted,
                   const feel::TypeScope& scope) override;
  feel::Type check_table(const DecisionTable& table, const feel::Type& wanted, const feel::TypeScope& scope);

  void allowed(const feel::Tree& output, const feel::Type& listed, const feel::TypeScope& scope);
  void tests(const feel::Tree& tests, const feel::Type& input, const feel::TypeScope& scope);
  feel::Type tree(const feel::Tree& tree, const feel::Type& wanted, const feel::TypeScope& scope);
  void report(feel::Position at, std::string message);

  const Definitions& definitions_;
  std::set<const Element*> given_by_services_;  // decisions that a service takes as its input
  std::map<const Element*, feel::Type> types_;
  std::vector<Diagnostic> problems_;
  ColumnTypes columns_;
  std::string decision_;
  int rule_ = 0;
  int silent_ = 0;  // while types are worked out for others
};

}  // namespace moteplass::dmn
