#include "dmn/read/read_types.h"

#include "feel/parse/parser.h"

namespace moteplass::dmn {

TypeReader::TypeReader(const pugi::xml_node& root, const LineIndex& lines, feel::Names& names, Report report)
    : lines_(lines), names_(names), report_(std::move(report)) {
  for (const auto& node : children(root, "itemDefinition"))
    nodes_.emplace(feel::normalized_name(node.attribute("name").value()), node);
}

void TypeReader::read() {
  for (const auto& [name, node] : nodes_) resolve(name, lines_.position(node.offset_debug()));
}

feel::Type TypeReader::resolve(std::string_view reference, feel::Position at) {
  std::string name = feel::normalized_name(reference);
  if (name.empty()) return {};
  auto found = nodes_.find(name);
  if (found == nodes_.end()) {
    if (const feel::Type* known = names_.find_type(name)) return *known;
    // "feel:number", as older files write it.
    auto colon = name.rfind(':');
    std::string bare = colon == std::string::npos ? name : feel::normalized_name(name.substr(colon + 1));
    if (const feel::Type* simple = feel::find_simple_type(bare)) return *simple;
    if (bare != name) return resolve(bare, at);
    report_(false, at, "there is no type '" + name + "'");
    return {};
  }
  if (auto done = types_.find(name); done != types_.end()) return done->second;
  if (!underway_.insert(name).second) {
    report_(true, at, "the type '" + name + "' contains itself");
    return {};
  }
  if (underway_.size() > 100) report_(true, at, "types build on one another more than 100 deep");
  feel::Type type = underway_.size() > 100 ? feel::Type() : read_item(found->second, 0).named(name);
  underway_.erase(name);
  types_.insert_or_assign(name, type);
  names_.add_type(name, type);
  return type;
}

feel::Type TypeReader::read_item(const pugi::xml_node& item, int depth) {
  feel::Position at = lines_.position(item.offset_debug());
  if (depth > 50) {
    report_(true, at, "the type is nested too deeply");
    return {};
  }
  feel::Type type;
  auto components = children(item, "itemComponent");
  if (auto function = child(item, "functionItem")) {
    std::vector<feel::Type> parameters;
    for (const auto& parameter : children(function, "parameters"))
      parameters.push_back(resolve(parameter.attribute("typeRef").value(), at));
    type = feel::Type::function_of(std::move(parameters),
                                   resolve(function.attribute("outputTypeRef").value(), at));
  } else if (!components.empty()) {
    std::vector<feel::Type::Field> fields;
    for (const auto& component : components) {
      std::string name = feel::normalized_name(component.attribute("name").value());
      names_.add_member(name);
      fields.emplace_back(name, read_item(component, depth + 1));
    }
    type = feel::Type::context_of(std::move(fields));
  } else {
    type = resolve(child(item, "typeRef").text().get(), at);
  }
  // Allowed values are those of each item of a collection, a type constraint is the collection's own (7.3.2).
  type = with_allowed_values(item, type, "allowedValues");
  if (item.attribute("isCollection").as_bool()) type = feel::Type::list_of(type);
  return with_allowed_values(item, type, "typeConstraint");
}

feel::Type TypeReader::with_allowed_values(const pugi::xml_node& item, feel::Type type,
                                           std::string_view element) {
  auto text = child(child(item, element), "text");
  std::string tests = text.text().get();
  if (tests.empty()) return type;
  auto tree = feel::parse_unary_tests(tests, names_, lines_.position(text.first_child().offset_debug()));
  if (tree) return type.allowing(*tree, tests);
  report_(true, tree.error().at, "allowed values: " + tree.error().message);
  return type;
}

}  // namespace moteplass::dmn
