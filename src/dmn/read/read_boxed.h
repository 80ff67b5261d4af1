// Boxed expressions (DMN 1.5, 7.2, 8.3 and 10.2) from XML, as the FEEL trees that say the same.
#pragma once

#include <functional>
#include <string>

#include "dmn/read/read_types.h"
#include "dmn/read/xml.h"
#include "dmn/table/decision_table.h"

namespace moteplass::dmn {

class BoxedReader {
 public:
  using Report = std::function<void(int rule, feel::Position at, std::string message)>;

  BoxedReader(const LineIndex& lines, TypeReader& types, Report report)
      : lines_(lines), types_(types), report_(std::move(report)) {}

  // The expression among the children of a node, or nullptr if there is none or it is at fault.
  feel::Tree read_child(const pugi::xml_node& parent, feel::Names& names);
  feel::Tree read(const pugi::xml_node& node, feel::Names& names);
  feel::Tree read_function(const pugi::xml_node& node, feel::Names& names);

 private:
  enum class IteratorKind { loop, some, every };
  feel::Tree read_table(const pugi::xml_node& node, feel::Names& names);
  InputClause read_input(const pugi::xml_node& node, feel::Names& names);
  OutputClause read_output(const pugi::xml_node& node, feel::Names& names);
  TableRule read_rule(const pugi::xml_node& node, const DecisionTable& table, feel::Names& names);
  feel::Tree read_invocation(const pugi::xml_node& node, feel::Names& names);
  feel::Tree read_context(const pugi::xml_node& node, feel::Names& names);
  feel::Tree read_list(const pugi::xml_node& node, feel::Names& names);
  feel::Tree read_relation(const pugi::xml_node& node, feel::Names& names);
  feel::Tree read_conditional(const pugi::xml_node& node, feel::Names& names);
  feel::Tree read_filter(const pugi::xml_node& node, feel::Names& names);
  feel::Tree read_iterator(const pugi::xml_node& node, feel::Names& names, IteratorKind kind);

  // The FEEL in a child called "text" of `node`.
  feel::Tree expression_in(const pugi::xml_node& node, feel::Names& names);
  feel::Tree tests_in(const pugi::xml_node& node, feel::Names& names);
  feel::Position text_position(const pugi::xml_node& node) const;
  feel::Type type_of(const pugi::xml_node& node);
  // The form, made to fit the type the node declares.
  feel::Tree made(const pugi::xml_node& node, auto form, feel::Typed::As as = feel::Typed::As::assigned) {
    feel::Position at = lines_.position(node.offset_debug());
    return typed(feel::make_tree(at, std::move(form)), type_of(node), "the value", as);
  }
  static feel::Tree typed(feel::Tree tree, const feel::Type& type, std::string what,
                          feel::Typed::As as = feel::Typed::As::assigned);
  void problem(const pugi::xml_node& node, std::string message) {
    report_(rule_, lines_.position(node.offset_debug()), std::move(message));
  }

  const LineIndex& lines_;
  TypeReader& types_;
  Report report_;
  int rule_ = 0;
  int depth_ = 0;
};

}  // namespace moteplass::dmn
