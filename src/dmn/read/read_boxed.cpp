#include "dmn/read/read_boxed.h"

#include "feel/parse/parser.h"

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

feel::Tree BoxedReader::read_child(const pugi::xml_node& parent, feel::Names& names) {
  for (const auto& node : parent.children()) {
    std::string_view kind = local_name(node);
    for (std::string_view known :
         {"literalExpression", "decisionTable", "invocation", "context", "list", "relation",
          "functionDefinition", "conditional", "filter", "for", "some", "every"})
      if (kind == known) return read(node, names);
  }
  return nullptr;
}

feel::Tree BoxedReader::read(const pugi::xml_node& node, feel::Names& names) {
  if (depth_ > 100) {
    problem(node, "the expression is nested too deeply");
    return nullptr;
  }
  ++depth_;
  std::string_view kind = local_name(node);
  feel::Tree boxed;
  if (kind == "literalExpression") boxed = typed(expression_in(node, names), type_of(node), "the value");
  if (kind == "decisionTable") boxed = read_table(node, names);
  if (kind == "invocation") boxed = read_invocation(node, names);
  if (kind == "context") boxed = read_context(node, names);
  if (kind == "list") boxed = read_list(node, names);
  if (kind == "relation") boxed = read_relation(node, names);
  if (kind == "functionDefinition") boxed = read_function(node, names);
  if (kind == "conditional") boxed = read_conditional(node, names);
  if (kind == "filter") boxed = read_filter(node, names);
  if (kind == "for") boxed = read_iterator(node, names, IteratorKind::loop);
  if (kind == "some") boxed = read_iterator(node, names, IteratorKind::some);
  if (kind == "every") boxed = read_iterator(node, names, IteratorKind::every);
  --depth_;
  return boxed;
}

feel::Tree BoxedReader::typed(feel::Tree tree, const feel::Type& type, std::string what, feel::Typed::As as) {
  if (!tree || type.is_any()) return tree;
  feel::Position at = tree->at;
  return feel::make_tree(at, feel::Typed{std::move(tree), type, as, std::move(what)});
}

feel::Tree BoxedReader::read_function(const pugi::xml_node& node, feel::Names& names) {
  feel::Names inner(names);
  feel::FunctionOf function;
  for (const auto& parameter : children(node, "formalParameter")) {
    std::string name = feel::normalized_name(parameter.attribute("name").value());
    inner.add(name);
    function.parameters.push_back({name, type_of(parameter)});
  }
  // Java and PMML functions are read past, and yield null when they are called.
  std::string_view kind = node.attribute("kind").as_string("FEEL");
  if (kind == "FEEL") {
    function.body = read_child(node, inner);
  } else if (kind == "Java") {
    function.kind = feel::FunctionKind::java;
  } else if (kind == "PMML") {
    function.kind = feel::FunctionKind::pmml;
  } else {
    problem(node, "a function is of kind FEEL, Java or PMML");
  }
  return feel::make_tree(lines_.position(node.offset_debug()), std::move(function));
}

feel::Tree BoxedReader::read_invocation(const pugi::xml_node& node, feel::Names& names) {
  feel::Call call{read_child(node, names), {}, {}};
  for (const auto& binding : children(node, "binding")) {
    call.names.push_back(feel::normalized_name(child(binding, "parameter").attribute("name").value()));
    feel::Tree argument = read_child(binding, names);
    call.arguments.push_back(
        argument ? argument : feel::make_tree(lines_.position(binding.offset_debug()), feel::Literal{}));
  }
  if (!call.function) {
    problem(node, "the invocation names no function");
    return nullptr;
  }
  return made(node, std::move(call), feel::Typed::As::yielded);
}

feel::Tree BoxedReader::read_context(const pugi::xml_node& node, feel::Names& names) {
  feel::Names inner(names);
  feel::ContextOf context;
  for (const auto& entry : children(node, "contextEntry")) {
    auto variable = child(entry, "variable");
    std::string name = feel::normalized_name(variable.attribute("name").value());
    feel::Tree value = typed(read_child(entry, inner), type_of(variable), name.empty() ? "the result" : name);
    if (!value) problem(entry, "the entry has no value");
    if (!name.empty()) {
      inner.add(name);
      names.add_member(name);
    }
    if (!value || context.result) continue;
    if (name.empty()) {
      context.result = value;
    } else {
      context.entries.emplace_back(name, value);
    }
  }
  return made(node, std::move(context));
}

feel::Tree BoxedReader::read_list(const pugi::xml_node& node, feel::Names& names) {
  feel::ListOf list;
  for (const auto& item : node.children())
    if (feel::Tree read_item = read(item, names)) list.items.push_back(read_item);
  return made(node, std::move(list));
}

feel::Tree BoxedReader::read_relation(const pugi::xml_node& node, feel::Names& names) {
  std::vector<std::string> columns;
  for (const auto& column : children(node, "column")) {
    columns.push_back(feel::normalized_name(column.attribute("name").value()));
    names.add_member(columns.back());
  }
  feel::ListOf rows;
  for (const auto& row : children(node, "row")) {
    feel::ContextOf cells{{}, nullptr, feel::EntriesSee::nothing_more};
    std::size_t count = 0;
    for (const auto& cell : row.children())
      if (feel::Tree read_cell = read(cell, names); read_cell && count++ < columns.size())
        cells.entries.emplace_back(columns[count - 1], read_cell);
    if (count != columns.size()) problem(row, "the row has not one cell for each column");
    rows.items.push_back(feel::make_tree(lines_.position(row.offset_debug()), std::move(cells)));
  }
  return made(node, std::move(rows));
}

feel::Tree BoxedReader::read_conditional(const pugi::xml_node& node, feel::Names& names) {
  feel::Conditional conditional{read_child(child(node, "if"), names), read_child(child(node, "then"), names),
                                read_child(child(node, "else"), names)};
  if (!conditional.condition || !conditional.consequence || !conditional.alternative)
    problem(node, "if, then and else each need an expression");
  return made(node, std::move(conditional));
}

feel::Tree BoxedReader::read_filter(const pugi::xml_node& node, feel::Names& names) {
  feel::Filter filter{read_child(child(node, "in"), names), nullptr, feel::FilterBy::truth};
  feel::Names inner(names);
  inner.add("item");
  // Members of the items are names in the condition (10.2.1.8).
  inner.add_members_as_names();
  filter.condition = read_child(child(node, "match"), inner);
  if (!filter.source || !filter.condition) {
    problem(node, "in and match each need an expression");
    return nullptr;
  }
  return made(node, std::move(filter));
}

feel::Tree BoxedReader::read_iterator(const pugi::xml_node& node, feel::Names& names, IteratorKind kind) {
  std::string variable = feel::normalized_name(node.attribute("iteratorVariable").value());
  feel::Tree domain = read_child(child(node, "in"), names);
  feel::Names inner(names);
  inner.add(variable);
  if (kind == IteratorKind::loop) inner.add("partial");
  feel::Tree body = read_child(child(node, kind == IteratorKind::loop ? "return" : "satisfies"), inner);
  if (!domain || !body) {
    problem(node, "the iteration needs a list and what to do with it");
    return nullptr;
  }
  std::vector<feel::Iterator> over{{variable, domain, nullptr}};
  switch (kind) {
    case IteratorKind::loop:
      return made(node, feel::Loop{std::move(over), body});
    case IteratorKind::some:
      return made(node,
                  feel::Quantified{feel::Quantifier::some, std::move(over), body, feel::QuantifiedIn::box});
    case IteratorKind::every:
      return made(node,
                  feel::Quantified{feel::Quantifier::every, std::move(over), body, feel::QuantifiedIn::box});
  }
  return nullptr;
}

}  // namespace moteplass::dmn
