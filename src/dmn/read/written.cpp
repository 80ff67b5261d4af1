#include "dmn/read/written.h"

#include "dmn/read/read_xml.h"
#include "dmn/read/xml.h"

namespace moteplass::dmn {
namespace {

std::string trimmed(std::string_view text) {
  constexpr std::string_view space = " \t\r\n";
  auto from = text.find_first_not_of(space);
  if (from == std::string_view::npos) return {};
  return std::string(text.substr(from, text.find_last_not_of(space) - from + 1));
}

std::string text_in(const pugi::xml_node& node, std::string_view name = "text") {
  return trimmed(child(node, name).text().get());
}

std::vector<std::string> cells(const pugi::xml_node& rule, std::string_view kind, std::size_t count) {
  std::vector<std::string> texts;
  for (const auto& entry : children(rule, kind)) texts.push_back(text_in(entry));
  texts.resize(count);
  return texts;
}

WrittenTable table_in(const pugi::xml_node& node) {
  WrittenTable table;
  std::string_view hit_policy = node.attribute("hitPolicy").value();
  table.hit_policy = hit_policy.empty() ? "UNIQUE" : hit_policy;
  if (auto aggregation = node.attribute("aggregation"))
    table.hit_policy += std::string(" ") + aggregation.value();
  for (const auto& input : children(node, "input"))
    table.inputs.push_back({input.attribute("id").value(), input.attribute("label").value(),
                            text_in(child(input, "inputExpression")), ""});
  for (const auto& output : children(node, "output"))
    table.outputs.push_back({output.attribute("id").value(), output.attribute("label").value(),
                             output.attribute("name").value(), text_in(child(output, "defaultOutputEntry"))});
  for (const auto& annotation : children(node, "annotation"))
    table.annotations.emplace_back(annotation.attribute("name").value());
  for (const auto& rule : children(node, "rule"))
    table.rules.push_back({rule.attribute("id").value(), cells(rule, "inputEntry", table.inputs.size()),
                           cells(rule, "outputEntry", table.outputs.size()),
                           cells(rule, "annotationEntry", table.annotations.size())});
  return table;
}

// The logic of a decision stands among what else a decision may say (6.3.7).
bool is_logic(std::string_view name) {
  for (std::string_view known :
       {"decisionTable", "literalExpression", "context", "invocation", "list", "relation", "conditional",
        "filter", "for", "some", "every", "functionDefinition"})
    if (name == known) return true;
  return false;
}

void read_logic(WrittenElement& element, const pugi::xml_node& node) {
  for (const auto& inner : node.children()) {
    auto kind = local_name(inner);
    if (!is_logic(kind)) continue;
    if (kind == "decisionTable") {
      element.table = table_in(inner);
    } else if (kind == "literalExpression") {
      element.expression = text_in(inner);
    } else {
      element.other = kind;
    }
  }
}

void read_requirements(WrittenElement& element, const pugi::xml_node& node, const std::string& own) {
  for (const auto& requirement : node.children()) {
    for (auto kind : {"requiredDecision", "requiredKnowledge"}) {
      std::string href = child(requirement, kind).attribute("href").value();
      if (!href.empty()) element.builds_on.push_back(href.starts_with('#') ? own + href : href);
    }
  }
}

WrittenElement element_in(const pugi::xml_node& node, WrittenElement::Kind kind, const std::string& own) {
  WrittenElement element;
  read_requirements(element, node, own);
  element.kind = kind;
  element.id = node.attribute("id").value();
  element.name = node.attribute("name").value();
  element.question = text_in(node, "question");
  element.description = text_in(node, "description");
  if (kind == WrittenElement::Kind::decision) {
    read_logic(element, node);
  } else {
    auto logic = child(node, "encapsulatedLogic");
    for (const auto& parameter : children(logic, "formalParameter"))
      element.parameters.emplace_back(parameter.attribute("name").value());
    read_logic(element, logic);
  }
  return element;
}

}  // namespace

WrittenModel as_written(std::string_view xml) {
  WrittenModel model;
  pugi::xml_document document;
  if (xml.size() > longest_xml ||
      !document.load_buffer(xml.data(), xml.size(), pugi::parse_default, pugi::encoding_utf8))
    return model;
  auto root = document.document_element();
  if (local_name(root) != "definitions") return model;
  model.name = root.attribute("name").value();
  model.name_space = root.attribute("namespace").value();
  model.description = text_in(root, "description");
  for (const auto& node : root.children()) {
    if (local_name(node) == "decision")
      model.elements.push_back(element_in(node, WrittenElement::Kind::decision, model.name_space));
    if (local_name(node) == "businessKnowledgeModel")
      model.elements.push_back(element_in(node, WrittenElement::Kind::knowledge, model.name_space));
  }
  return model;
}

}  // namespace moteplass::dmn
