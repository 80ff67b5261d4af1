#include "dmn/read/read_xml.h"

#include <map>
#include <set>

#include "dmn/read/read_boxed.h"
#include "dmn/read/read_types.h"
#include "feel/parse/parser.h"

namespace moteplass::dmn {
namespace {

class Reader {
 public:
  Reader(std::string_view xml, std::string file, const Model::Imports& imports, Reading reading,
         std::vector<Diagnostic>& problems)
      : lines_(xml),
        imports_(imports),
        reading_(reading),
        problems_(problems),
        definitions_(std::make_shared<Definitions>()) {
    definitions_->file = std::move(file);
  }

  std::shared_ptr<Definitions> read(const pugi::xml_document& document) {
    root_ = document.document_element();
    if (local_name(root_) != "definitions" || !is_dmn()) {
      report(Severity::error, {}, "this is no decision model of DMN 1.3, 1.4 or 1.5");
      return definitions_;
    }
    definitions_->name = root_.attribute("name").value();
    definitions_->name_space = root_.attribute("namespace").value();
    read_imports();
    auto note = [this](bool is_error, feel::Position at, std::string message) {
      report(is_error ? Severity::error : Severity::warning, at, std::move(message));
    };
    TypeReader types(root_, lines_, names_, note);
    types.read();
    for (const auto& [name, type] : types.types()) definitions_->types.emplace_back(name, type);
    list_elements(types);
    gather_members(root_, 0);
    for (auto& [element, node] : nodes_) link(*element, node);
    refuse_cycles();
    for (auto& [element, node] : nodes_) read_logic(*element, node, types);
    return definitions_;
  }

 private:
  bool is_dmn() const {
    for (const auto& attribute : root_.attributes())
      if (std::string_view(attribute.name()).starts_with("xmlns") &&
          std::string_view(attribute.value()).find("omg.org/spec/DMN/20") != std::string_view::npos)
        return true;
    return false;
  }

  void report(Severity severity, feel::Position at, std::string message, int rule = 0) {
    problems_.push_back(
        {severity, definitions_->file, at.line, at.column, decision_, rule, std::move(message)});
  }

  feel::Position at(const pugi::xml_node& node) const { return lines_.position(node.offset_debug()); }

  // 6.3.3. What an import brings is known as `name.thing`; an import without a name brings it bare.
  void read_imports() {
    for (const auto& node : children(root_, "import")) {
      std::string_view type = node.attribute("importType").value();
      if (type.find("DMN") == std::string_view::npos && type.find("dmn") == std::string_view::npos) continue;
      std::string name_space = node.attribute("namespace").value();
      const Model* model = imports_ ? imports_(name_space) : nullptr;
      if (model == nullptr) {
        report(Severity::error, at(node), "the imported model " + name_space + " is not at hand");
        continue;
      }
      std::string name = feel::normalized_name(node.attribute("name").value());
      definitions_->imports.push_back({name, name_space, model->definitions().shared_from_this()});
      std::string prefix = name.empty() ? "" : name + ".";
      std::set<std::string> seen;
      for (const auto& [type_name, imported] : model->definitions().types) {
        names_.add_type(prefix + type_name, imported);
        add_type_members(imported, seen, 0);
      }
      for (const auto& element : model->definitions().elements) names_.add_member(element->name);
    }
  }

  // Each named type once: types that each hold the next one twice would take for ever.
  void add_type_members(const feel::Type& type, std::set<std::string>& seen, int depth) {
    if (depth > 20 || (!type.name().empty() && !seen.insert(type.name()).second)) return;
    for (const auto& [name, field] : type.fields()) {
      names_.add_member(name);
      add_type_members(field, seen, depth + 1);
    }
    if (type.kind() == feel::Type::Kind::list) add_type_members(type.element(), seen, depth + 1);
  }

  void list_elements(TypeReader& types) {
    static const std::map<std::string_view, Element::Kind> kinds = {
        {"inputData", Element::Kind::input},
        {"decision", Element::Kind::decision},
        {"businessKnowledgeModel", Element::Kind::knowledge},
        {"decisionService", Element::Kind::service}};
    std::map<std::string, int> ids;
    for (const auto& node : root_.children()) {
      auto kind = kinds.find(local_name(node));
      if (kind == kinds.end()) continue;
      if (definitions_->elements.size() == most_elements)
        return report(Severity::error, at(node), "the model has more than 5000 elements");
      auto element = std::make_unique<Element>();
      auto variable = child(node, "variable");
      element->kind = kind->second;
      element->id = node.attribute("id").value();
      element->name = feel::normalized_name(node.attribute("name").value());
      element->at = at(node);
      element->type_text = variable.attribute("typeRef").value();
      element->type = types.resolve(element->type_text, element->at);
      element->home = definitions_.get();
      if (element->name.empty()) report(Severity::error, element->at, "an element without a name");
      if (!element->id.empty() && ids[element->id]++ > 0)
        report(Severity::error, element->at, "the id " + element->id + " is used twice");
      if (definitions_->find(element->kind, element->name))
        report(Severity::error, element->at, "there are two elements called '" + element->name + "'");
      nodes_.emplace_back(element.get(), node);
      definitions_->elements.push_back(std::move(element));
    }
  }

  // Names of entries, columns and outputs anywhere in the model may follow a dot anywhere else in it.
  void gather_members(const pugi::xml_node& node, int depth) {
    if (depth > 200) return;
    for (const auto& inner : node.children()) {
      std::string_view kind = local_name(inner);
      if (kind == "variable" || kind == "output" || kind == "column" || kind == "formalParameter" ||
          kind == "itemComponent")
        names_.add_member(inner.attribute("name").value());
      if (kind == "text") {
        std::string text = inner.text().get();
        // A context literal tells its keys to the parser, whatever comes of the rest.
        if (text.find('{') != std::string::npos) (void)feel::parse_expression(text, names_);
      }
      if (kind != "DMNDI") gather_members(inner, depth + 1);
    }
  }

  std::optional<Requirement> target(const pugi::xml_node& reference) {
    std::string href = reference.attribute("href").value();
    auto hash = href.find('#');
    std::string name_space = hash == std::string::npos ? "" : href.substr(0, hash);
    std::string id = hash == std::string::npos ? href : href.substr(hash + 1);
    if (name_space.empty() || name_space == definitions_->name_space)
      if (const Element* element = definitions_->find_id(id)) return Requirement{element, ""};
    for (const Import& import : definitions_->imports)
      if (import.name_space == name_space)
        if (const Element* element = import.definitions->find_id(id))
          return Requirement{element, import.name};
    report(Severity::error, at(reference), "the reference " + href + " leads nowhere");
    return std::nullopt;
  }

  void add_target(std::vector<Requirement>& to, const pugi::xml_node& reference) {
    if (!reference) return;
    if (auto found = target(reference)) to.push_back(*found);
  }

  void link(Element& element, const pugi::xml_node& node) {
    decision_ = element.name;
    for (const auto& requirement : children(node, "informationRequirement")) {
      add_target(element.requirements, child(requirement, "requiredDecision"));
      add_target(element.requirements, child(requirement, "requiredInput"));
    }
    for (const auto& requirement : children(node, "knowledgeRequirement"))
      add_target(element.requirements, child(requirement, "requiredKnowledge"));
    if (element.kind == Element::Kind::service) {
      for (const auto& output : children(node, "outputDecision")) add_target(element.outputs, output);
      for (const auto& input : children(node, "inputDecision")) add_target(element.input_decisions, input);
      for (const auto& input : children(node, "inputData")) add_target(element.input_data, input);
    }
    decision_.clear();
  }

  // 6.2.1.3: what a decision requires may not lead back to it.
  void refuse_cycles() {
    std::map<const Element*, int> state;  // 1 underway, 2 done
    for (const auto& element : definitions_->elements) {
      // An own stack, so that a long chain of requirements costs memory and not the call stack.
      std::vector<std::pair<const Element*, std::size_t>> path;
      auto enter = [&](const Element* next) {
        if (state[next] == 2) return;
        if (state[next] == 1) {
          report(Severity::error, next->at, "'" + next->name + "' requires itself");
          return;
        }
        state[next] = 1;
        path.emplace_back(next, 0);
        if (path.size() > 200) report(Severity::error, next->at, "the chain of requirements is too long");
      };
      enter(element.get());
      while (!path.empty() && path.size() <= 200) {
        auto& [current, index] = path.back();
        if (index == current->requirements.size()) {
          state[current] = 2;
          path.pop_back();
        } else {
          enter(current->requirements[index++].element);
        }
      }
    }
  }

  void read_logic(Element& element, const pugi::xml_node& node, TypeReader& types) {
    if (element.kind == Element::Kind::input || element.kind == Element::Kind::service) return;
    decision_ = element.name;
    feel::Names scope(names_);
    for (const Requirement& requirement : element.requirements) {
      if (requirement.import_name.empty())
        scope.add(requirement.element->name);
      else
        scope.add(requirement.import_name);
    }
    BoxedReader reader(lines_, types, [this](int rule, feel::Position where, std::string message) {
      report(reading_ == Reading::strict ? Severity::error : Severity::warning, where, std::move(message),
             rule);
    });
    if (element.kind == Element::Kind::decision) {
      element.logic = reader.read_child(node, scope);
    } else if (auto logic = child(node, "encapsulatedLogic")) {
      element.logic = reader.read_function(logic, scope);
    }
    if (!element.logic) report(Severity::warning, element.at, "'" + element.name + "' has no logic");
    decision_.clear();
  }

  LineIndex lines_;
  const Model::Imports& imports_;
  Reading reading_;
  std::vector<Diagnostic>& problems_;
  std::shared_ptr<Definitions> definitions_;
  pugi::xml_node root_;
  feel::Names names_;
  std::vector<std::pair<Element*, pugi::xml_node>> nodes_;
  std::string decision_;
};

}  // namespace

const Element* Definitions::find(Element::Kind kind, std::string_view wanted) const {
  for (const auto& element : elements)
    if (element->kind == kind && element->name == wanted) return element.get();
  return nullptr;
}

const Element* Definitions::find_id(std::string_view id) const {
  for (const auto& element : elements)
    if (element->id == id) return element.get();
  return nullptr;
}

std::shared_ptr<Definitions> read_xml(std::string_view xml, std::string file_name,
                                      const Model::Imports& imports, Reading mode,
                                      std::vector<Diagnostic>& problems) {
  Reader reader(xml, file_name, imports, mode, problems);
  auto fault = [&](feel::Position at, std::string message) {
    problems.push_back({Severity::error, file_name, at.line, at.column, "", 0, std::move(message)});
    auto none = std::make_shared<Definitions>();
    none->file = file_name;
    return none;
  };
  if (xml.size() > longest_xml) return fault({}, "the model is larger than 8 MB");
  pugi::xml_document document;
  auto parsed = document.load_buffer(xml.data(), xml.size(), pugi::parse_default, pugi::encoding_utf8);
  if (!parsed)
    return fault(LineIndex(xml).position(parsed.offset), std::string("not XML: ") + parsed.description());
  return reader.read(document);
}

}  // namespace moteplass::dmn
