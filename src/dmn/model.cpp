#include <algorithm>

#include "dmn/check/check_types.h"
#include "dmn/dmn.h"
#include "dmn/known/facts.h"
#include "dmn/read/read_xml.h"
#include "dmn/run.h"
#include "feel/json.h"

namespace moteplass::dmn {

Model::Model(std::shared_ptr<const Definitions> definitions) : definitions_(std::move(definitions)) {}

Result<Model, std::vector<Diagnostic>> Model::read(std::string_view xml, std::string file_name,
                                                   const Imports& imports, Reading reading) {
  std::vector<Diagnostic> problems;
  auto definitions = read_xml(xml, std::move(file_name), imports, reading, problems);
  bool failed = std::any_of(problems.begin(), problems.end(),
                            [](const Diagnostic& problem) { return problem.severity == Severity::error; });
  if (failed) return failure(std::move(problems));
  definitions->program = std::make_unique<const Program>(*definitions);
  Model model(definitions);
  // Text that can only be null or never match is bearable, and most likely a slip of the pen.
  if (reading == Reading::strict)
    for (Diagnostic& slip : check_types(model)) problems.push_back(std::move(slip));
  definitions->warnings = std::move(problems);
  return model;
}

const std::string& Model::name() const {
  return definitions_->name;
}
const std::string& Model::name_space() const {
  return definitions_->name_space;
}
const std::vector<Diagnostic>& Model::warnings() const {
  return definitions_->warnings;
}

namespace {

std::vector<std::string> allowed_texts(const feel::Type& type) {
  std::vector<std::string> texts;
  if (!type.allowed()) return texts;
  bool all_literals = true;
  for (const feel::Tree& test : std::get<feel::UnaryTests>(type.allowed()->form).tests) {
    const auto* literal = std::get_if<feel::Literal>(&test->form);
    all_literals = all_literals && literal != nullptr;
    if (literal) texts.push_back(to_string(literal->value));
  }
  return all_literals ? texts : std::vector<std::string>{type.allowed_text()};
}

std::vector<Variable> variables(const Definitions& definitions, Element::Kind kind) {
  std::vector<Variable> found;
  for (const auto& element : definitions.elements)
    if (element->kind == kind)
      found.push_back({element->name, element->type_text, allowed_texts(element->type)});
  return found;
}

// Types that each hold the next one twice make more facts than anyone can list.
constexpr std::size_t most_facts = 10'000;

void add_facts(std::vector<Variable>& facts, const std::string& path, const feel::Type& type, int depth) {
  if (depth > 20 || facts.size() >= most_facts) return;
  if (type.kind() == feel::Type::Kind::context && !type.fields().empty()) {
    for (const auto& [name, field] : type.fields()) add_facts(facts, path + "." + name, field, depth + 1);
  } else if (type.kind() == feel::Type::Kind::list && !type.element().is_any()) {
    add_facts(facts, path + "[]", type.element(), depth + 1);
  } else {
    facts.push_back({path, to_string(type), allowed_texts(type)});
  }
}

Outcome no_such(const Definitions& definitions, std::string message) {
  Outcome outcome;
  outcome.problems.push_back({Severity::error, definitions.file, 0, 0, "", 0, std::move(message)});
  return outcome;
}

}  // namespace

std::vector<Variable> Model::decisions() const {
  return variables(*definitions_, Element::Kind::decision);
}
std::vector<Variable> Model::inputs() const {
  return variables(*definitions_, Element::Kind::input);
}

std::vector<std::string> Model::services() const {
  std::vector<std::string> names;
  for (const Variable& service : variables(*definitions_, Element::Kind::service))
    names.push_back(service.name);
  return names;
}

std::vector<Variable> Model::facts_of(std::string_view decision) const {
  std::vector<Variable> facts;
  const Element* start = definitions_->find(Element::Kind::decision, decision);
  if (start == nullptr) return facts;
  std::vector<const Element*> seen{start};
  for (std::size_t i = 0; i < seen.size(); ++i) {
    for (const Requirement& requirement : seen[i]->requirements)
      if (std::find(seen.begin(), seen.end(), requirement.element) == seen.end())
        seen.push_back(requirement.element);
    if (seen[i]->kind == Element::Kind::input) add_facts(facts, seen[i]->name, seen[i]->type, 0);
  }
  return facts;
}

std::string to_string(const Diagnostic& diagnostic) {
  std::string text = diagnostic.file;
  if (diagnostic.line > 0)
    text += ":" + std::to_string(diagnostic.line) + ":" + std::to_string(diagnostic.column);
  text += diagnostic.severity == Severity::error ? ": error: " : ": warning: ";
  if (!diagnostic.decision.empty()) text += "decision " + diagnostic.decision;
  if (diagnostic.rule > 0) text += ", rule " + std::to_string(diagnostic.rule);
  if (!diagnostic.decision.empty()) text += ": ";
  return text + diagnostic.message;
}

feel::Value read_facts(const Model& model, const boost::json::value& json) {
  std::vector<feel::Type::Field> fields;
  for (const auto& element : model.definitions().elements)
    if (element->kind == Element::Kind::input || element->kind == Element::Kind::decision)
      fields.emplace_back(element->name, element->type);
  return feel::from_json(json, feel::Type::context_of(std::move(fields)), feel::JsonNull::unknown);
}

Outcome evaluate(const Model& model, std::string_view decision, const feel::Value& facts,
                 const Options& options) {
  const Program& program = *model.definitions().program;
  auto element = program.find(Element::Kind::decision, decision);
  if (!element) return no_such(model.definitions(), "there is no decision " + std::string(decision));
  Run run(program, Facts::standard, Telling::reasons_too);
  if (options.now) run.set_now(*options.now);
  run.start(facts);
  return run.outcome(run.decide(*element));
}

Evaluator::Evaluator(const Model& model, std::size_t decision, const Options& options)
    : definitions_(model.shared_definitions()),
      run_(std::make_unique<Run>(*definitions_->program, Facts::standard, Telling::answer_only)),
      decision_(decision) {
  if (options.now) run_->set_now(*options.now);
}
Evaluator::Evaluator(Evaluator&&) noexcept = default;
Evaluator& Evaluator::operator=(Evaluator&&) noexcept = default;
Evaluator::~Evaluator() = default;

std::optional<Evaluator> Evaluator::of(const Model& model, std::string_view decision,
                                       const Options& options) {
  auto element = model.definitions().program->find(Element::Kind::decision, decision);
  if (!element) return std::nullopt;
  return Evaluator(model, *element, options);
}

const feel::Value& Evaluator::operator()(const feel::Value& facts) {
  run_->start(facts);
  return run_->decide(decision_);
}

Outcome invoke(const Model& model, std::string_view invocable, const feel::Value& arguments,
               const Options& options) {
  const Program& program = *model.definitions().program;
  auto element = program.find(Element::Kind::service, invocable);
  if (!element) element = program.find(Element::Kind::knowledge, invocable);
  if (!element) return no_such(model.definitions(), "nothing to call is named " + std::string(invocable));
  Run run(program, Facts::standard, Telling::reasons_too);
  if (options.now) run.set_now(*options.now);
  return run.outcome(run.call_by_name(*element, arguments));
}

}  // namespace moteplass::dmn
