// Makes what the fuzz targets start from out of the compliance kit and the policies:
//
//   fuzz_seeds KIT POLICIES OUT       -> OUT/model/1, OUT/parser/1, ...
//
// Says so and fails where there is nothing to make them from.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <pugixml.hpp>
#include <set>
#include <sstream>

#include "base/json.h"
#include "dmn/read/xml.h"
#include "feel/parse/parser.h"

namespace moteplass {
namespace {

namespace files = std::filesystem;
using dmn::child;
using dmn::children;
using dmn::local_name;

constexpr std::size_t longest_model = 70'000;

using Seeds = std::map<std::string, std::set<std::string>>;

std::string text_of(const files::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

// What the kit says in XML, as the JSON that facts come in.
json::value json_of(const pugi::xml_node& node) {
  if (auto list = child(node, "list")) {
    json::array items;
    for (const auto& item : children(list, "item")) items.push_back(json_of(item));
    return items;
  }
  auto components = children(node, "component");
  if (!components.empty()) {
    json::object object;
    for (const auto& component : components) object[component.attribute("name").value()] = json_of(component);
    return object;
  }
  auto value = child(node, "value");
  if (!value || value.attribute("xsi:nil").as_bool()) return nullptr;
  std::string text = value.text().get();
  if (auto read = parse_json(text); read && (read->is_number() || read->is_bool())) return *read;
  return json::string(text);
}

// The pattern, flags and text of calls such as matches("foo", "o+").
void add_pattern(const std::string& text, Seeds& seeds) {
  feel::Names names;
  auto tree = feel::parse_expression(text, names);
  if (!tree) return;
  const auto* call = std::get_if<feel::Call>(&(*tree)->form);
  if (call == nullptr) return;
  const auto* function = std::get_if<feel::Name>(&call->function->form);
  if (function == nullptr) return;
  bool matches = function->name == "matches";
  if (!matches && function->name != "replace" && function->name != "split") return;
  std::vector<std::string> texts;
  for (const auto& argument : call->arguments) {
    const auto* literal = std::get_if<feel::Literal>(&argument->form);
    if (literal && literal->value.string()) texts.push_back(*literal->value.string());
  }
  std::size_t flags = matches ? 2 : 3;
  if (texts.size() >= 2)
    seeds["pattern"].insert((texts.size() > flags ? texts[flags] : "") + "\n" + texts[1] + "\n" + texts[0]);
}

void add_texts(const pugi::xml_node& node, Seeds& seeds) {
  for (const auto& inner : node.children()) {
    if (local_name(inner) == "text") {
      std::string text = inner.text().get();
      seeds["parser"].insert(text);
      seeds["evaluator"].insert(text);
      add_pattern(text, seeds);
    }
    add_texts(inner, seeds);
  }
}

void add_model(const files::path& path, Seeds& seeds) {
  std::string text = text_of(path);
  pugi::xml_document document;
  if (!document.load_buffer(text.data(), text.size())) return;
  add_texts(document, seeds);
  if (text.size() > longest_model) return;
  seeds["model"].insert(text);
  std::set<std::string> all_facts = {"{}"};
  for (const auto& beside : files::directory_iterator(path.parent_path())) {
    if (beside.path().extension() != ".xml") continue;
    pugi::xml_document tests;
    if (!tests.load_file(beside.path().c_str())) continue;
    for (const auto& test : children(tests.document_element(), "testCase")) {
      json::object facts;
      for (const auto& input : children(test, "inputNode"))
        facts[input.attribute("name").value()] = json_of(input);
      if (all_facts.size() < 4) all_facts.insert(to_text(facts));
    }
  }
  for (const std::string& facts : all_facts) {
    seeds["decision"].insert(facts + "\n" + text);
    seeds["json"].insert(facts);
  }
}

void gather(const files::path& folder, Seeds& seeds) {
  for (const auto& entry : files::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".dmn") add_model(entry.path(), seeds);
    if (entry.path().extension() == ".json" && entry.file_size() < longest_model)
      seeds["json"].insert(text_of(entry.path()));
  }
}

int make(const files::path& kit, const files::path& policies, const files::path& out) {
  Seeds seeds;
  for (const files::path& folder : {kit, policies}) {
    if (!files::is_directory(folder)) {
      std::cerr << "There is no folder " << folder << " to make seeds from\n";
      return 1;
    }
    gather(folder, seeds);
  }
  for (const char* target : {"model", "parser", "evaluator", "decision", "json", "pattern"}) {
    if (seeds[target].empty()) {
      std::cerr << "Nothing to start the target " << target << " from was found in " << kit << "\n";
      return 1;
    }
    files::remove_all(out / target);
    files::create_directories(out / target);
    int number = 0;
    for (const std::string& seed : seeds[target])
      std::ofstream(out / target / std::to_string(++number), std::ios::binary) << seed;
    std::cout << target << ": " << number << " seeds\n";
  }
  return 0;
}

}  // namespace
}  // namespace moteplass

int main(int count, char** arguments) {
  if (count != 4) {
    std::cerr << "fuzz_seeds KIT POLICIES OUT\n";
    return 2;
  }
  return moteplass::make(arguments[1], arguments[2], arguments[3]);
}
