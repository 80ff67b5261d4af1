#include "dmn/program.h"

#include <typeinfo>

#include "dmn/run.h"
#include "feel/compile.h"

namespace moteplass::dmn {
namespace {

// A business knowledge model or a decision service as a FEEL function (10.4.2, 10.4.3).
class Invocable final : public feel::Function {
 public:
  Invocable(const Program& program, std::size_t number, const Element& element,
            std::vector<feel::FormalParameter> parameters)
      : program_(&program),
        number_(number),
        name_(element.name),
        type_(feel::type_of(parameters, element.type)),
        parameters_(std::move(parameters)),
        signatures_(feel::signature_of(parameters_)) {}

  const std::vector<feel::Signature>& signatures() const override { return signatures_; }

  feel::Value call(std::span<const feel::Value> arguments, feel::Evaluation& evaluation) const override {
    // The function may outlive its model; within a run of the model it is alive.
    auto* run = typeid(evaluation) == typeid(Run) ? static_cast<Run*>(&evaluation) : nullptr;
    if (run == nullptr || &run->program() != program_)
      return evaluation.problem(name_ + " can only be called within its model");
    return run->invoke(number_, arguments);
  }

  feel::Type type() const override { return type_; }

 private:
  const Program* program_;
  std::size_t number_;
  std::string name_;
  feel::Type type_;
  std::vector<feel::FormalParameter> parameters_;
  std::vector<feel::Signature> signatures_;
};

}  // namespace

Definitions::Definitions() = default;
Definitions::~Definitions() = default;

Program::Program(const Definitions& definitions) : definitions_(definitions) {
  for (const auto& element : definitions.elements) number_of(*element);
  // Compiling may find more, by import.
  for (std::size_t i = 0; i < elements_.size(); ++i) compile(i);
}

std::optional<std::size_t> Program::find(Element::Kind kind, std::string_view name) const {
  const Element* element = definitions_.find(kind, name);
  if (element == nullptr) return std::nullopt;
  return numbers_.at(element);
}

std::optional<std::size_t> Program::find(const Element& element) const {
  auto known = numbers_.find(&element);
  if (known == numbers_.end()) return std::nullopt;
  return known->second;
}

std::size_t Program::number_of(const Element& element) {
  auto [place, added] = numbers_.emplace(&element, elements_.size());
  if (added) elements_.push_back({&element, {}, {}, {}, {}, {}, {}, {}});
  return place->second;
}

void Program::compile(std::size_t number) {
  const Element& element = *elements_[number].element;
  CompiledElement compiled;
  compiled.element = &element;
  std::vector<feel::Variable> scope;
  auto slot_of = [&](const std::string& name, const feel::Type& type) {
    for (std::size_t i = 0; i < scope.size(); ++i)
      if (scope[i].name == name) return static_cast<std::uint32_t>(i);
    scope.push_back({name, type});
    return static_cast<std::uint32_t>(scope.size() - 1);
  };
  for (const Requirement& requirement : element.requirements) {
    bool in_import = !requirement.import_name.empty();
    std::uint32_t slot = in_import ? slot_of(requirement.import_name, {})
                                   : slot_of(requirement.element->name, requirement.element->type);
    compiled.requirements.push_back({number_of(*requirement.element), slot, in_import});
  }
  for (const auto& variable : scope) compiled.slot_names.push_back(variable.name);

  feel::Tree logic = element.logic;
  if (element.kind == Element::Kind::knowledge && logic) {
    const auto& function = std::get<feel::FunctionOf>(logic->form);
    compiled.parameters = function.parameters;
    for (const auto& parameter : function.parameters) scope.push_back({parameter.name, parameter.type});
    logic = function.body;
  }
  if (element.kind == Element::Kind::service) {
    for (const auto* inputs : {&element.input_data, &element.input_decisions})
      for (const Requirement& input : *inputs) {
        compiled.parameters.push_back({input.element->name, input.element->type});
        compiled.inputs.push_back(number_of(*input.element));
      }
    for (const Requirement& output : element.outputs) compiled.outputs.push_back(number_of(*output.element));
  }
  if (logic) compiled.code = feel::compile(logic, scope);
  if (element.kind == Element::Kind::knowledge || element.kind == Element::Kind::service)
    compiled.function = std::shared_ptr<const feel::Function>(
        std::make_shared<const Invocable>(*this, number, element, compiled.parameters));
  elements_[number] = std::move(compiled);
}

}  // namespace moteplass::dmn
