// Small models for the tests of this room, built as text.
#pragma once

#include <string>
#include <vector>

#include "dmn/dmn.h"

namespace moteplass::dmn::example {

struct Cells {
  std::vector<std::string> tests;
  std::vector<std::string> outputs;
  std::string source;  // annotation "Kilde"
};

inline std::string escaped(const std::string& text) {
  std::string result;
  for (char c : text) {
    if (c == '<')
      result += "&lt;";
    else if (c == '&')
      result += "&amp;";
    else
      result += c;
  }
  return result;
}

inline std::string definitions(const std::string& inside) {
  return "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"example\" "
         "namespace=\"urn:example\">\n" +
         inside + "</definitions>\n";
}

inline std::string item(const std::string& name, const std::string& type, const std::string& allowed) {
  return "<itemDefinition name=\"" + name + "\"><typeRef>" + type + "</typeRef>" +
         (allowed.empty() ? "" : "<allowedValues><text>" + escaped(allowed) + "</text></allowedValues>") +
         "</itemDefinition>\n";
}

inline std::string input(const std::string& name, const std::string& type) {
  return "<inputData name=\"" + name + "\" id=\"i_" + name + "\"><variable name=\"" + name + "\" typeRef=\"" +
         type + "\"/></inputData>\n";
}

inline std::string requires_input(const std::string& name) {
  return "<informationRequirement><requiredInput href=\"#i_" + name + "\"/></informationRequirement>";
}
inline std::string requires_decision(const std::string& name) {
  return "<informationRequirement><requiredDecision href=\"#d_" + name + "\"/></informationRequirement>";
}

inline std::string text(const std::string& element, const std::string& content) {
  return "<" + element + "><text>" + escaped(content) + "</text></" + element + ">";
}

// A table with one output; `extra` are attributes such as aggregation="SUM".
inline std::string table(const std::string& hit_policy, const std::vector<std::string>& inputs,
                         const std::vector<Cells>& rules, const std::string& default_output = "",
                         const std::string& extra = "", const std::string& output_values = "") {
  std::string xml = "<decisionTable hitPolicy=\"" + hit_policy + "\" " + extra + ">\n";
  for (const std::string& expression : inputs)
    xml += "<input>" + text("inputExpression", expression) + "</input>";
  xml += "<output>";
  if (!output_values.empty()) xml += text("outputValues", output_values);
  if (!default_output.empty()) xml += text("defaultOutputEntry", default_output);
  xml += "</output><annotation name=\"Kilde\"/>\n";
  int number = 0;
  for (const Cells& rule : rules) {
    xml += "<rule id=\"r" + std::to_string(++number) + "\">";
    for (const std::string& test : rule.tests) xml += text("inputEntry", test);
    for (const std::string& output : rule.outputs) xml += text("outputEntry", output);
    xml += text("annotationEntry", rule.source) + "</rule>\n";
  }
  return xml + "</decisionTable>";
}

inline std::string decision(const std::string& name, const std::string& requirements,
                            const std::string& logic) {
  return "<decision name=\"" + name + "\" id=\"d_" + name + "\"><variable name=\"" + name + "\"/>" +
         requirements + logic + "</decision>\n";
}

inline std::string literal(const std::string& expression) {
  return text("literalExpression", expression);
}

}  // namespace moteplass::dmn::example
