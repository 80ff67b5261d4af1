// Static checks of FEEL: which type an expression has, and what in it can only ever be null or never match
// (DMN 1.5, 10.3.2.9, Tables 45 to 58).
//
// A type says what the value is wherever it is not null. Where nothing can be said it is Any, and then
// nothing is found fault with: a problem means that the text is certainly wrong whatever the facts turn out
// to be. Contexts that a type declares are taken to have the components it names and no others.
//
// Pure functions; nothing is kept, any thread may call them. Trees come from the parser and are not changed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "feel/syntax.h"
#include "feel/type.h"

namespace moteplass::feel {

// What names stand for while types are worked out: a chain of borrowed scopes, innermost first. An inner
// scope must not outlive its outer one.
class TypeScope {
 public:
  struct Known {
    std::string name;
    Type type;
    // Of a function whose parameters are known by name; calls with named arguments are held against them.
    std::optional<std::vector<std::string>> parameters = std::nullopt;
  };

  TypeScope() = default;
  explicit TypeScope(const TypeScope* outer) : outer_(outer) {}

  // A name that is known already in this scope is replaced.
  void add(Known known);
  void add(std::string name, Type type) { add({std::move(name), std::move(type), std::nullopt}); }
  // There may be more names here than are known, as in a filter over items of no known type: a name found
  // only further out may mean something else, and one found nowhere may exist.
  void open() { open_ = true; }

  struct Found {
    const Known* known = nullptr;  // none where the name is not introduced
    bool certain = true;           // false behind a scope that is open
  };
  Found find(std::string_view name) const;
  std::vector<std::string> names() const;

 private:
  const TypeScope* outer_ = nullptr;
  std::vector<Known> names_;
  bool open_ = false;
};

struct Checked {
  Type type;
  std::vector<Problem> problems;  // in the order of the text
};

// Checks the forms that another room adds (syntax.h). It tells of what is wrong by itself; here only the type
// counts.
class ExtensionChecker {
 public:
  ExtensionChecker() = default;
  virtual ~ExtensionChecker() = default;
  ExtensionChecker(const ExtensionChecker&) = delete;
  ExtensionChecker& operator=(const ExtensionChecker&) = delete;
  // The form where a value of type `wanted` belongs, which is Any if nothing is wanted.
  virtual Type check(const ExtensionForm& form, const Type& wanted, const TypeScope& scope) = 0;
};

// Without `extensions`, those forms are Any.
Checked check(const Expression& expression, const TypeScope& scope, ExtensionChecker* extensions = nullptr);
// The type alone.
Type type_of(const Expression& expression, const TypeScope& scope);
// Unary tests (rule 15) on a value of type `input`: a cell of a decision table, a list of allowed values.
// Says which tests can never be passed; the type is boolean.
Checked check_tests(const Expression& tests, const Type& input, const TypeScope& scope);
// The expression where a value of type `wanted` belongs: an output of a table, a decision's result. Says also
// whether it never conforms (10.3.2.9.4) or is a constant outside the allowed values. The type is `wanted`,
// or what is known beyond it.
Checked check_as(const Expression& expression, const Type& wanted, const TypeScope& scope,
                 ExtensionChecker* extensions = nullptr);
// Whether a constant, or one in a branch of an `if`, is outside the allowed values of the type. Nothing else
// is looked at.
std::vector<Problem> check_allowed(const Expression& expression, const Type& type, const TypeScope& scope);

}  // namespace moteplass::feel
