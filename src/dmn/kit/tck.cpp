#include "dmn/kit/tck.h"

#include <algorithm>
#include <map>

#include "dmn/model_set.h"
#include "dmn/read/xml.h"
#include "feel/builtins/builtins.h"

namespace moteplass::dmn {
namespace {

std::string folder_of(const std::string& path) {
  auto slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash);
}

// testCases.xsd, valueType: a value, a context of components, or a list of items.
feel::Value scalar(const pugi::xml_node& node) {
  for (const auto& attribute : node.attributes())
    if (local_name(attribute.name()) == "nil" && attribute.as_bool()) return {};
  std::string_view type;
  for (const auto& attribute : node.attributes())
    if (local_name(attribute.name()) == "type") type = local_name(attribute.value());
  std::string text = node.text().get();
  if (type == "boolean") return text == "true" || text == "1";
  if (type == "decimal" || type == "double" || type == "integer" || type == "int" || type == "float") {
    if (auto number = Decimal::parse(text)) return *number;
    return {};
  }
  if (type == "date" || type == "time" || type == "dateTime" || type == "duration") {
    feel::Value moment = feel::moment_from_text(text);
    return moment.is_null() ? feel::Value(text) : moment;
  }
  return text;
}

feel::Value value_in(const pugi::xml_node& node) {
  for (const auto& attribute : node.attributes())
    if (local_name(attribute.name()) == "nil" && attribute.as_bool()) return {};
  if (auto list = child(node, "list")) {
    for (const auto& attribute : list.attributes())
      if (local_name(attribute.name()) == "nil" && attribute.as_bool()) return {};
    feel::List items;
    for (const auto& item : children(list, "item")) items.push_back(value_in(item));
    return items;
  }
  auto components = children(node, "component");
  if (!components.empty()) {
    feel::Context context;
    for (const auto& component : components)
      context.set(component.attribute("name").value(), value_in(component));
    return context;
  }
  if (auto value = child(node, "value")) return scalar(value);
  return {};
}

// Numbers are compared to eight decimals, as the kit's own runner does it; a length in months and one in days
// are both xsd:duration.
bool as_expected(const feel::Value& expected, const feel::Value& actual) {
  if (expected.number() && actual.number())
    return (*expected.number() - *actual.number()).abs() < *Decimal::parse("0.00000001");
  if (expected.list() && actual.list())
    return std::equal(expected.list()->begin(), expected.list()->end(), actual.list()->begin(),
                      actual.list()->end(), as_expected);
  if (expected.context() && actual.context()) {
    if (expected.context()->entries().size() != actual.context()->entries().size()) return false;
    for (const auto& [name, value] : expected.context()->entries()) {
      const feel::Value* other = actual.context()->find(name);
      if (other == nullptr || !as_expected(value, *other)) return false;
    }
    return true;
  }
  return expected == actual;
}

// Empty if the case came out as expected, else what did not.
std::string run_case(const Model& model, const pugi::xml_node& test_case, const Options& options) {
  feel::Context inputs;
  for (const auto& input : children(test_case, "inputNode")) {
    std::string name = input.attribute("name").value();
    feel::Value value = value_in(input);
    inputs.set(name, value);
  }
  std::string_view type = test_case.attribute("type").value();
  for (const auto& result : children(test_case, "resultNode")) {
    std::string name = result.attribute("name").value();
    std::string invocable = test_case.attribute("invocableName").value();
    bool invoked = type == "decisionService" || type == "bkm";
    Outcome outcome =
        invoked ? invoke(model, invocable, inputs, options) : evaluate(model, name, inputs, options);
    feel::Value actual = outcome.value;
    // A service with several decisions yields them by name.
    if (invoked && actual.context() && actual.context()->find(name)) {
      auto results = children(test_case, "resultNode");
      if (results.size() > 1 || actual.context()->entries().size() > 1)
        actual = *actual.context()->find(name);
    }
    feel::Value expected = value_in(child(result, "expected"));
    if (result.attribute("errorResult").as_bool() && !child(result, "expected")) expected = {};
    if (as_expected(expected, actual)) continue;
    std::string message = name + ": expected " + to_string(expected) + ", got " + to_string(actual);
    for (const Diagnostic& problem : outcome.problems) message += "; " + to_string(problem);
    return message;
  }
  return "";
}

}  // namespace

std::string to_csv(const TckRow& row) {
  auto quoted = [](const std::string& text) {
    std::string result = "\"";
    for (char c : text) {
      if (c == '"') result += '"';
      result += c == '\n' || c == '\r' ? ' ' : c;
    }
    return result + '"';
  };
  std::string result = row.result == TckResult::success ? "SUCCESS"
                       : row.result == TckResult::error ? "ERROR"
                                                        : "IGNORED";
  return quoted(row.folder) + "," + quoted(row.test_file) + "," + quoted(row.case_id) + ",\"" + result +
         "\"," + quoted(row.message);
}

std::vector<TckRow> run_tck(std::span<const std::string> paths, const ReadText& read,
                            const Options& options) {
  std::map<std::string, std::vector<std::string>> folders;
  for (const std::string& path : paths) folders[folder_of(path)].push_back(path);
  std::vector<TckRow> rows;
  for (auto& [folder, files] : folders) {
    std::sort(files.begin(), files.end());
    ModelSet models(Reading::lenient);
    for (const std::string& path : files) {
      if (!path.ends_with(".dmn")) continue;
      if (auto text = read(path)) models.add(path, *text);
    }
    for (const std::string& path : files) {
      if (!path.ends_with(".xml")) continue;
      auto text = read(path);
      pugi::xml_document document;
      if (!text || !document.load_buffer(text->data(), text->size())) continue;
      auto root = document.document_element();
      if (local_name(root) != "testCases") continue;
      std::string test_file = path.substr(folder.empty() ? 0 : folder.size() + 1);
      test_file.resize(test_file.size() - 4);
      std::string model_path = (folder.empty() ? "" : folder + "/") + child(root, "modelName").text().get();
      auto model = models.read(model_path);
      std::string problem = model ? "" : to_string(model.error().front());
      for (const auto& test_case : children(root, "testCase")) {
        TckRow row{folder, test_file, test_case.attribute("id").value(), TckResult::error, problem};
        if (model) row.message = run_case(**model, test_case, options);
        if (model && row.message.empty()) row.result = TckResult::success;
        rows.push_back(std::move(row));
      }
    }
  }
  return rows;
}

}  // namespace moteplass::dmn
