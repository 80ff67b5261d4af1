#include "dmn/run.h"

#include <algorithm>

#include "dmn/known/facts.h"
#include "feel/closure.h"
#include "feel/machine.h"
#include "feel/unknown.h"

namespace moteplass::dmn {
namespace {

const feel::Context no_facts;

}  // namespace

Run::Run(const Program& program, Facts mode, Telling telling)
    : program_(program), mode_(mode), telling_(telling) {
  root_.facts = &no_facts;
  root_.known.resize(program.elements().size());
  known_calls_.resize(program.elements().size());
}

void Run::start(const feel::Value& facts) {
  start_anew();
  current_ = nullptr;
  fired_.clear();
  problems_.clear();
  supposed_error_.reset();
  for (auto& known : root_.known) known.reset();
  for (auto& calls : known_calls_)
    if (!calls.empty()) calls.clear();
  root_.facts = facts.context() ? facts.context() : &no_facts;
  if (!facts.context() && !facts.is_null() && !facts.is_unknown())
    report(Severity::error, "facts are a context with an entry per input");
}

void Run::start_with_inputs(const feel::Value& facts, const feel::Context& inputs) {
  start(facts);
  for (const auto& [name, value] : inputs.entries())
    if (auto input = program_.find(Element::Kind::input, name)) root_.known[*input] = value;
}

const std::string& Run::current_decision() const {
  static const std::string none;
  return current_ ? current_->name : none;
}

void Run::report(Severity severity, std::string message, feel::Position at, int rule) {
  if (problems_.size() >= most_problems) return;
  if (suppositions_ > 0 && (severity != Severity::error || supposed_error_)) return;
  const Definitions& home = current_ ? *current_->home : program_.definitions();
  Diagnostic diagnostic{severity,           home.file, at.line,           at.column,
                        current_decision(), rule,      std::move(message)};
  if (suppositions_ > 0) {
    supposed_error_ = std::move(diagnostic);
    return;
  }
  for (const Diagnostic& known : problems_)
    if (known == diagnostic) return;
  problems_.push_back(std::move(diagnostic));
}

void Run::tell_supposed_error() {
  if (suppositions_ == 0 && supposed_error_)
    problems_.push_back(*std::exchange(supposed_error_, std::nullopt));
}

void Run::collect(int rule) {
  for (feel::Problem& problem : take_problems())
    report(problem.is_fault ? Severity::error : Severity::warning, std::move(problem.message), problem.at,
           rule);
}

void Run::fired(FiredRule rule) {
  if (suppositions_ == 0 && fired_.size() < 10'000) fired_.push_back(std::move(rule));
}

feel::Value Run::input_value(const Element& input) {
  const feel::Value* given = setting_->facts->find(input.name);
  if (mode_ == Facts::may_be_unknown) return complete_fact(given, input.type, input.name, *this);
  if (given == nullptr) return {};
  feel::Coerced coerced = feel::coerce(*given, input.type, *this);
  if (!coerced.fits)
    report(Severity::error, "the input " + input.name + " is not of type " + to_string(input.type));
  return std::move(coerced.value);
}

const feel::Value& Run::value_of(std::size_t number) {
  const CompiledElement& compiled = program_.elements()[number];
  switch (compiled.element->kind) {
    case Element::Kind::knowledge:
    case Element::Kind::service:
      return compiled.function;
    case Element::Kind::input:
      if (!setting_->known[number]) setting_->known[number] = input_value(*compiled.element);
      return *setting_->known[number];
    case Element::Kind::decision:
      break;
  }
  return decide(number);
}

void Run::fill_requirements(const CompiledElement& element, feel::Value* slots) {
  for (const auto& required : element.requirements) {
    const feel::Value& value = value_of(required.element);
    if (!required.in_import) {
      slots[required.slot] = value;
      continue;
    }
    const feel::Context* others = slots[required.slot].context();
    feel::Context imported = others ? *others : feel::Context();
    imported.set(program_.elements()[required.element].element->name, value);
    slots[required.slot] = std::move(imported);
  }
}

const feel::Value& Run::decide(std::size_t number) {
  Setting& setting = *setting_;
  if (setting.known[number]) return *setting.known[number];
  const CompiledElement& compiled = program_.elements()[number];
  const Element* outer = std::exchange(current_, compiled.element);
  feel::Value value = decision_value(compiled);
  collect_problems();
  current_ = outer;
  setting.known[number] = std::move(value);
  return *setting.known[number];
}

feel::Value Run::decision_value(const CompiledElement& compiled) {
  const Element& decision = *compiled.element;
  if (decision.home == &program_.definitions() && !setting_->facts->empty()) {
    // A fact named like a decision stands in for it.
    if (const feel::Value* given = setting_->facts->find(decision.name))
      return mode_ == Facts::may_be_unknown ? complete_fact(given, decision.type, decision.name, *this)
                                            : feel::coerce(*given, decision.type, *this).value;
  }
  if (!compiled.code) {
    report(Severity::error, "the decision has no logic");
    return {};
  }
  Level level(*this);
  if (level.too_deep()) return problem("the evaluation is nested too deeply");
  feel::Frame frame(*compiled.code, compiled.code->slots, *this);
  if (!compiled.requirements.empty()) fill_requirements(compiled, &frame.slot(0));
  collect_problems();
  feel::Value result = frame.evaluate(compiled.code->root);
  if (decision.type.is_any()) return result;
  feel::Coerced coerced = feel::coerce(result, decision.type, *this);
  if (!coerced.fits)
    report(Severity::error, "the result is not of type " + to_string(decision.type), decision.at);
  return feel::value_or_null(result, std::move(coerced));
}

feel::Value Run::invoke(std::size_t number, std::span<const feel::Value> arguments) {
  Level level(*this);
  if (level.too_deep()) return problem("the evaluation is nested too deeply");
  for (const feel::Value& argument : arguments)
    if (!spend(feel::steps_through(argument))) return {};
  if (const feel::Value* known = known_call(number, arguments)) return *known;
  const CompiledElement& compiled = program_.elements()[number];
  const Element* outer = std::exchange(current_, compiled.element);
  feel::Value value = compiled.element->kind == Element::Kind::service ? serve(compiled, arguments)
                                                                       : call_knowledge(compiled, arguments);
  collect_problems();
  current_ = outer;
  remember_call(number, arguments, value);
  return value;
}

feel::Value Run::call_knowledge(const CompiledElement& knowledge, std::span<const feel::Value> arguments) {
  const Element& element = *knowledge.element;
  if (!knowledge.code) {
    const auto* function = element.logic ? std::get_if<feel::FunctionOf>(&element.logic->form) : nullptr;
    auto kind = function ? function->kind : feel::FunctionKind::feel;
    report(Severity::error, feel::not_run(element.name, kind), element.at);
    return {};
  }
  feel::Frame frame(*knowledge.code, knowledge.code->slots, *this);
  if (!knowledge.requirements.empty()) fill_requirements(knowledge, &frame.slot(0));
  auto first = static_cast<std::uint32_t>(knowledge.slot_names.size());
  feel::Fit fit = feel::bind_arguments(knowledge.parameters, arguments, &frame.slot(0) + first, *this);
  if (fit == feel::Fit::never) return {};
  feel::Value value = frame.evaluate(knowledge.code->root);
  if (element.type.is_any()) return feel::called(fit, std::move(value), arguments);
  feel::Coerced coerced = feel::coerce(value, element.type, *this);
  if (coerced.fits) return feel::called(fit, feel::value_or_null(value, std::move(coerced)), arguments);
  if (element.type.kind() == feel::Type::Kind::function) return value;
  report(Severity::error, "the result is not of type " + to_string(element.type), element.at);
  return {};
}

const feel::Value* Run::known_call(std::size_t number, std::span<const feel::Value> arguments) const {
  if (setting_ != &root_) return nullptr;
  for (const KnownCall& known : known_calls_[number])
    if (std::equal(arguments.begin(), arguments.end(), known.arguments.begin(),
                   known.arguments.begin() + static_cast<std::ptrdiff_t>(known.count)))
      return &known.result;
  return nullptr;
}

// Within a service, what a function requires may differ from call to call; supposed cases are told of
// nowhere.
void Run::remember_call(std::size_t number, std::span<const feel::Value> arguments,
                        const feel::Value& result) {
  constexpr std::size_t most_known = 8;
  auto is_plain = [](const feel::Value& value) {
    return value.is_null() || value.boolean() || value.number() || value.string();
  };
  auto& known = known_calls_[number];
  bool may_be_kept = setting_ == &root_ && suppositions_ == 0 && known.size() < most_known &&
                     arguments.size() <= std::tuple_size_v<decltype(KnownCall::arguments)>;
  if (!may_be_kept || !std::all_of(arguments.begin(), arguments.end(), is_plain)) return;
  KnownCall& call = known.emplace_back();
  std::copy(arguments.begin(), arguments.end(), call.arguments.begin());
  call.count = arguments.size();
  call.result = result;
}

feel::Value Run::serve(const CompiledElement& service, std::span<const feel::Value> arguments) {
  // A call begins with nothing known of any element.
  constexpr std::size_t elements_of_one_step = 16;
  if (!spend(static_cast<std::int64_t>(program_.elements().size() / elements_of_one_step))) return {};
  Setting inner{&no_facts, std::vector<std::optional<feel::Value>>(program_.elements().size())};
  std::vector<feel::Value> bound(service.parameters.size());
  feel::Fit fit = feel::Fit::always;
  if (!bound.empty()) fit = feel::bind_arguments(service.parameters, arguments, bound.data(), *this);
  if (fit == feel::Fit::never) return {};
  for (std::size_t i = 0; i < bound.size(); ++i) inner.known[service.inputs[i]] = std::move(bound[i]);
  Setting* outer = std::exchange(setting_, &inner);
  feel::Context results;
  for (std::size_t output : service.outputs)
    results.set(program_.elements()[output].element->name, value_of(output));
  setting_ = outer;
  feel::Value value = results;
  if (results.entries().size() == 1) value = results.entries().front().second;
  const feel::Type& type = service.element->type;
  feel::Coerced coerced = feel::coerce(value, type, *this);
  if (!coerced.fits && type.kind() != feel::Type::Kind::function) return {};
  if (coerced.fits) value = feel::value_or_null(value, std::move(coerced));
  return feel::called(fit, std::move(value), arguments);
}

feel::Value Run::call_by_name(std::size_t number, const feel::Value& arguments) {
  const CompiledElement& compiled = program_.elements()[number];
  feel::List ordered;
  for (const auto& parameter : compiled.parameters) {
    const feel::Value* given = arguments.context() ? arguments.context()->find(parameter.name) : nullptr;
    ordered.push_back(given ? *given : feel::Value());
  }
  feel::Value value = feel::call(compiled.function, ordered, *this);
  root_.known[number] = value;
  return value;
}

feel::Context Run::inputs_taken() const {
  feel::Context inputs;
  for (std::size_t i = 0; i < root_.known.size(); ++i) {
    const Element& element = *program_.elements()[i].element;
    if (root_.known[i] && element.kind == Element::Kind::input && element.home == &program_.definitions())
      inputs.set(element.name, *root_.known[i]);
  }
  return inputs;
}

Outcome Run::outcome(feel::Value value) {
  collect_problems();
  Outcome made;
  bool failed = exhausted();
  for (const Diagnostic& known : problems_)
    failed = failed || (known.severity == Severity::error && value.is_null());
  made.status = failed ? Status::failed : feel::contains_unknown(value) ? Status::undecided : Status::decided;
  made.needs = feel::needs_of(value);
  made.value = std::move(value);
  made.because = std::move(fired_);
  made.problems = std::move(problems_);
  for (std::size_t i = 0; i < root_.known.size(); ++i) {
    const Element& element = *program_.elements()[i].element;
    if (root_.known[i] && element.kind != Element::Kind::input)
      made.decisions.insert_or_assign(element.name, *root_.known[i]);
  }
  return made;
}

}  // namespace moteplass::dmn
