#include "dmn/batch/batch.h"

#include <algorithm>
#include <cmath>

#include "dmn/batch/batch_lower.h"
#include "dmn/batch/batch_run.h"
#include "dmn/batch/column_number.h"

namespace moteplass::dmn {
namespace {

// So many rounds of a loop, nested ones multiplied, are far from the limits of a single evaluation.
constexpr double most_rounds = 2000;

// The inputs that the decision depends on, and the decisions that are given.
void gather_roots(const Element& decision, const std::vector<std::string>& given,
                  std::vector<std::pair<std::string, feel::Type>>& roots, std::vector<const Element*>& seen) {
  if (std::find(seen.begin(), seen.end(), &decision) != seen.end()) return;
  seen.push_back(&decision);
  bool is_given = decision.kind == Element::Kind::decision &&
                  std::find(given.begin(), given.end(), decision.name) != given.end();
  if (decision.kind == Element::Kind::input || is_given) {
    roots.emplace_back(decision.name, decision.type);
    return;
  }
  for (const Requirement& required : decision.requirements)
    gather_roots(*required.element, given, roots, seen);
}

void need(const BatchProgram& program, DomainId domain, DomainNeed how_much, std::vector<DomainNeed>& needs) {
  if (needs[domain] >= how_much) return;
  const BatchDomain& shape = program.domains[domain];
  needs[domain] = how_much;
  if (domain == case_domain) return;
  need(program, shape.parent, DomainNeed::range, needs);
  if (shape.own == domain) return;
  need(program, shape.own, DomainNeed::begins, needs);
  for (const Hop& hop : shape.hops) need(program, hop.domain, DomainNeed::parents, needs);
}

std::vector<DomainNeed> needs_of(const BatchProgram& program) {
  std::vector<DomainNeed> needs(program.domains.size(), DomainNeed::none);
  for (ColumnId id : program.order) {
    const BatchNode& node = program.nodes[id];
    need(program, node.domain, DomainNeed::range, needs);
    if (node.over != no_id) need(program, node.over, DomainNeed::begins, needs);
    if (node.step == Step::sum_where) need(program, node.domain, DomainNeed::begins, needs);
    if (node.step == Step::view) need(program, node.hop.domain, DomainNeed::parents, needs);
  }
  for (std::uint32_t checked : program.checks)
    need(program, program.facts[checked].domain, DomainNeed::range, needs);
  return needs;
}

// A listed text that is loaded is held against its list by that.
void drop_checks_of_loaded(BatchProgram& program) {
  std::erase_if(program.checks, [&](std::uint32_t checked) {
    if (program.facts[checked].kind != BatchFact::Kind::listed_text) return false;
    return std::any_of(program.order.begin(), program.order.end(), [&](ColumnId id) {
      return program.nodes[id].step == Step::fact && program.nodes[id].fact == checked;
    });
  });
}

}  // namespace

Result<Batch, BeyondBatch> Batch::compile(const Model& model, std::string_view decision,
                                          std::vector<std::string> given) {
  const Definitions& definitions = model.definitions();
  const Element* element = definitions.find(Element::Kind::decision, decision);
  if (element == nullptr)
    return failure(BeyondBatch{std::string(decision), {}, "there is no decision " + std::string(decision)});
  BatchLowering lowering(*definitions.program, given);
  auto answer = lowering.lower_decision(*element);
  if (!answer) return failure(answer.error());
  Compiled compiled{model, std::string(decision), {}, lowering.nodes().finish(*answer), {}, 0};
  std::vector<const Element*> seen;
  gather_roots(*element, given, compiled.roots, seen);

  drop_checks_of_loaded(compiled.program);
  const BatchProgram& program = compiled.program;
  compiled.domains = needs_of(program);
  int deepest = 1;
  for (DomainId domain = 1; domain < program.domains.size(); ++domain) {
    int depth = 0;
    for (DomainId around = domain; around != case_domain; around = program.domains[around].parent) ++depth;
    deepest = std::max(deepest, depth);
  }
  compiled.most_items = static_cast<std::size_t>(std::pow(most_rounds, 1.0 / deepest));
  return Batch(std::make_shared<const Compiled>(std::move(compiled)));
}

Result<Batch::Answers, BadColumn> Batch::evaluate(const Columns& facts, Workspace& workspace,
                                                  std::size_t first, std::size_t count) const {
  auto& held = *workspace.held_;
  if (held.compiled != compiled_) {
    workspace.held_ = std::make_unique<Workspace::Held>();
    workspace.held_->compiled = compiled_;
  }
  return BatchRun(*compiled_, *workspace.held_, facts).evaluate(first, count);
}

const Model& Batch::model() const {
  return compiled_->model;
}
const std::string& Batch::decision() const {
  return compiled_->decision;
}

feel::Value Batch::Answers::at(std::size_t row) const {
  if (numbers.empty() || codes[row] != 0) return distinct[codes[row]];
  if (numbers[row] == null_number) return {};
  return from_scale(numbers[row], scale);
}

Batch::Workspace::Workspace() : held_(std::make_unique<Held>()) {}
Batch::Workspace::~Workspace() = default;
Batch::Workspace::Workspace(Workspace&&) noexcept = default;
Batch::Workspace& Batch::Workspace::operator=(Workspace&&) noexcept = default;

}  // namespace moteplass::dmn
