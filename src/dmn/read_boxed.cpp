#include "dmn/read_boxed.h"

#include "feel/parser.h"

namespace moteplass::dmn {

feel::Type BoxedReader::type_of(const pugi::xml_node& node) {
  return types_.resolve(node.attribute("typeRef").value(), lines_.position(node.offset_debug()));
}

// Where the text begins; within a line, XML entities before a place shift its column.
feel::Position BoxedReader::text_position(const pugi::xml_node& node) const {
  auto text = child(node, "text");
  auto content = text.first_child();
  return lines_.position(content ? content.offset_debug() : node.offset_debug());
}

feel::Tree BoxedReader::expression_in(const pugi::xml_node& node, feel::Names& names) {
  auto tree = feel::parse_expression(child(node, "text").text().get(), names, text_position(node));
  if (tree) return *tree;
  report_(rule_, tree.error().at, tree.error().message);
  return nullptr;
}

feel::Tree BoxedReader::tests_in(const pugi::xml_node& node, feel::Names& names) {
  auto tree = feel::parse_unary_tests(child(node, "text").text().get(), names, text_position(node));
  if (tree) return *tree;
  report_(rule_, tree.error().at, tree.error().message);
  return nullptr;
}

BoxedPtr BoxedReader::read_child(const pugi::xml_node& parent, feel::Names& names) {
  for (const auto& node : parent.children()) {
    std::string_view kind = local_name(node);
    for (std::string_view known :
         {"literalExpression", "decisionTable", "invocation", "context", "list", "relation",
          "functionDefinition", "conditional", "filter", "for", "some", "every"})
      if (kind == known) return read(node, names);
  }
  return nullptr;
}

BoxedPtr BoxedReader::read(const pugi::xml_node& node, feel::Names& names) {
  if (depth_ > 100) {
    problem(node, "the expression is nested too deeply");
    return nullptr;
  }
  ++depth_;
  std::string_view kind = local_name(node);
  BoxedPtr boxed;
  if (kind == "literalExpression") boxed = made(node, BoxedLiteral{expression_in(node, names)});
  if (kind == "decisionTable") boxed = read_table(node, names);
  if (kind == "invocation") boxed = read_invocation(node, names);
  if (kind == "context") boxed = read_context(node, names);
  if (kind == "list") boxed = read_list(node, names);
  if (kind == "relation") boxed = read_relation(node, names);
  if (kind == "functionDefinition") boxed = read_function(node, names);
  if (kind == "conditional") boxed = read_conditional(node, names);
  if (kind == "filter") boxed = read_filter(node, names);
  if (kind == "for") boxed = read_iterator(node, names, BoxedIterator::Kind::loop);
  if (kind == "some") boxed = read_iterator(node, names, BoxedIterator::Kind::some);
  if (kind == "every") boxed = read_iterator(node, names, BoxedIterator::Kind::every);
  --depth_;
  return boxed;
}

BoxedPtr BoxedReader::read_function(const pugi::xml_node& node, feel::Names& names) {
  feel::Names inner(names);
  BoxedFunction function;
  for (const auto& parameter : children(node, "formalParameter")) {
    std::string name = feel::normalized_name(parameter.attribute("name").value());
    inner.add(name);
    function.parameters.push_back({name, type_of(parameter)});
  }
  // Java and PMML functions are read past, and yield null when they are called.
  std::string_view kind = node.attribute("kind").value();
  if (kind.empty() || kind == "FEEL") function.body = read_child(node, inner);
  return made(node, std::move(function));
}

BoxedPtr BoxedReader::read_invocation(const pugi::xml_node& node, feel::Names& names) {
  BoxedInvocation invocation;
  invocation.function = read_child(node, names);
  for (const auto& binding : children(node, "binding")) {
    std::string name = feel::normalized_name(child(binding, "parameter").attribute("name").value());
    invocation.arguments.emplace_back(name, read_child(binding, names));
  }
  if (!invocation.function) {
    problem(node, "the invocation names no function");
    return nullptr;
  }
  return made(node, std::move(invocation));
}

BoxedPtr BoxedReader::read_context(const pugi::xml_node& node, feel::Names& names) {
  feel::Names inner(names);
  BoxedContext context;
  for (const auto& entry : children(node, "contextEntry")) {
    auto variable = child(entry, "variable");
    BoxedContext::Entry made_entry;
    made_entry.name = feel::normalized_name(variable.attribute("name").value());
    made_entry.type = type_of(variable);
    made_entry.value = read_child(entry, inner);
    if (!made_entry.value) problem(entry, "the entry has no value");
    if (!made_entry.name.empty()) {
      inner.add(made_entry.name);
      names.add_member(made_entry.name);
    }
    context.entries.push_back(std::move(made_entry));
  }
  return made(node, std::move(context));
}

BoxedPtr BoxedReader::read_list(const pugi::xml_node& node, feel::Names& names) {
  BoxedList list;
  for (const auto& item : node.children())
    if (BoxedPtr read_item = read(item, names)) list.items.push_back(read_item);
  return made(node, std::move(list));
}

BoxedPtr BoxedReader::read_relation(const pugi::xml_node& node, feel::Names& names) {
  BoxedRelation relation;
  for (const auto& column : children(node, "column")) {
    relation.columns.push_back(feel::normalized_name(column.attribute("name").value()));
    names.add_member(relation.columns.back());
  }
  for (const auto& row : children(node, "row")) {
    std::vector<BoxedPtr> cells;
    for (const auto& cell : row.children())
      if (BoxedPtr read_cell = read(cell, names)) cells.push_back(read_cell);
    if (cells.size() != relation.columns.size()) problem(row, "the row has not one cell for each column");
    relation.rows.push_back(std::move(cells));
  }
  return made(node, std::move(relation));
}

BoxedPtr BoxedReader::read_conditional(const pugi::xml_node& node, feel::Names& names) {
  BoxedConditional conditional{read_child(child(node, "if"), names), read_child(child(node, "then"), names),
                               read_child(child(node, "else"), names)};
  if (!conditional.condition || !conditional.consequence || !conditional.alternative)
    problem(node, "if, then and else each need an expression");
  return made(node, std::move(conditional));
}

BoxedPtr BoxedReader::read_filter(const pugi::xml_node& node, feel::Names& names) {
  BoxedFilter filter;
  filter.source = read_child(child(node, "in"), names);
  feel::Names inner(names);
  inner.add("item");
  // Members of the items are names in the condition (10.2.1.8).
  inner.add_members_as_names();
  filter.condition = read_child(child(node, "match"), inner);
  if (!filter.source || !filter.condition) problem(node, "in and match each need an expression");
  return made(node, std::move(filter));
}

BoxedPtr BoxedReader::read_iterator(const pugi::xml_node& node, feel::Names& names,
                                    BoxedIterator::Kind kind) {
  BoxedIterator iterator{kind, feel::normalized_name(node.attribute("iteratorVariable").value()), nullptr,
                         nullptr};
  iterator.domain = read_child(child(node, "in"), names);
  feel::Names inner(names);
  inner.add(iterator.variable);
  if (kind == BoxedIterator::Kind::loop) inner.add("partial");
  iterator.body = read_child(child(node, kind == BoxedIterator::Kind::loop ? "return" : "satisfies"), inner);
  if (!iterator.domain || !iterator.body) problem(node, "the iteration needs a list and what to do with it");
  return made(node, std::move(iterator));
}

}  // namespace moteplass::dmn
