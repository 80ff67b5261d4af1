#include "policy/policy.h"

#include <set>

#include <fmt/format.h>

#include "base/hash.h"
#include "dmn/dmn.h"
#include "policy/binding.h"
#include "policy/policy_check.h"

namespace moteplass::policy {
namespace {

constexpr std::string_view about_decision = "Modellen";  // title, version, validity: a context
constexpr std::string_view threshold_name =
    "Terskelverdi";  // knowledge model: substance, unit, form -> limit

using Thresholds = std::map<Substance, std::set<std::string, std::less<>>>;  // units with a limit

// A model need not have thresholds; then amounts in any unit are as good as any other.
Thresholds thresholds_of(const dmn::Model& model) {
  Thresholds thresholds;
  for (Substance substance : all_substances()) {
    for (auto unit : all_units()) {
      for (auto form : all_forms()) {
        feel::Context arguments{{"stoff", norwegian(substance)}, {"enhet", unit}, {"form", form}};
        auto limit = dmn::invoke(model, threshold_name, arguments);
        if (limit.value.number() != nullptr) thresholds[substance].emplace(unit);
      }
    }
  }
  return thresholds;
}

// Null or absent: no such day. Anything else must be a date.
bool read_day(const feel::Context& context, std::string_view name, std::optional<Date>& day) {
  auto value = context.find(name);
  if (value == nullptr || value->is_null()) return true;
  if (value->date() == nullptr) return false;
  day = parse_date(feel::to_string(*value->date()));
  return day.has_value();
}

// Reads what the file says of itself; the fault, empty if none.
std::string read_about(const dmn::Model& model, PolicySummary& summary) {
  auto outcome = dmn::evaluate(model, about_decision, feel::Context{});
  auto about = outcome.value.context();
  if (about == nullptr) return "decision Modellen is missing or no context";
  auto title = about->find("tittel");
  auto version = about->find("versjon");
  if (title == nullptr || title->string() == nullptr || version == nullptr || version->string() == nullptr) {
    return "decision Modellen must say \"tittel\" and \"versjon\" as texts";
  }
  summary.title = *title->string();
  summary.ref.version = *version->string();
  if (!read_day(*about, "gjelder fra", summary.valid_from) ||
      !read_day(*about, "gjelder til", summary.valid_to)) {
    return "decision Modellen must say \"gjelder fra\" and \"gjelder til\" as dates or null";
  }
  return {};
}

// A column looks at a fact ("Person.alder"), at a name ("Befatning"), or at an expression over facts, which
// is told by the facts in it.
Reason to_reason(const dmn::FiredRule& fired, const Facts& facts) {
  Reason reason;
  reason.rule = fmt::format("{}, rad {}", fired.decision, fired.rule);
  auto source = fired.annotations.find("Kilde");
  if (source != fired.annotations.end()) reason.source = source->second;
  auto note = fired.annotations.find("Merknad");
  if (note != fired.annotations.end()) reason.note = note->second;
  for (const auto& [looked_at, value] : fired.facts) {
    if (is_fact(looked_at)) {
      reason.facts[json_path(looked_at, facts)] = fact_to_json(looked_at, value);
    } else if (looked_at.find(' ') == std::string::npos) {
      reason.facts[looked_at] = fact_to_json(looked_at, value);
    } else {
      for (auto& [path, fact] : facts_in(looked_at, facts)) reason.facts[path] = std::move(fact);
    }
  }
  return reason;
}

// Each rule once, though the engine tells of it each time it was asked.
std::vector<Reason> to_reasons(const std::vector<dmn::FiredRule>& fired, const Facts& facts) {
  std::vector<Reason> reasons;
  for (const auto& rule : fired) {
    if (rule.rule == 0) continue;  // no row applied, so there is none to cite
    auto reason = to_reason(rule, facts);
    bool told = std::any_of(reasons.begin(), reasons.end(), [&](const Reason& other) {
      return other.rule == reason.rule && other.facts == reason.facts;
    });
    if (!told) reasons.push_back(std::move(reason));
  }
  return reasons;
}

}  // namespace

struct PolicyModel::Compiled {
  dmn::Model model;
  PolicySummary summary;
  PolicyText text;
  SharedModels shared;
  Thresholds thresholds;

  Measures measures() const {
    return {[this](Substance substance, std::string_view unit) {
              auto found = thresholds.find(substance);
              return found != thresholds.end() && found->second.contains(unit);
            },
            [this](Substance substance) { return thresholds.contains(substance); }};
  }
};

std::string to_string(const PolicyFault& fault) {
  if (fault.line == 0) return fmt::format("{}: {}", fault.file, fault.message);
  return fmt::format("{}:{}: {}", fault.file, fault.line, fault.message);
}

std::string hash_of(const PolicyText& text) {
  std::string whole = text.dmn;
  for (const auto& imported : text.imports) whole += imported.dmn;
  return to_hex(sha256(whole));
}

PolicyFault fault_from(const dmn::Diagnostic& diagnostic) {
  auto place = diagnostic.decision.empty() ? "" : fmt::format("decision {}: ", diagnostic.decision);
  return {diagnostic.file, diagnostic.line, place + diagnostic.message, diagnostic.decision,
          diagnostic.column};
}

Result<PolicyModel, std::vector<PolicyFault>> PolicyModel::read(std::string name, std::string_view dmn,
                                                                const SharedModels& shared) {
  auto file = name + "/policy.dmn";
  auto model =
      dmn::Model::read(dmn, file, [&](std::string_view name_space) { return shared.find(name_space); });
  std::vector<PolicyFault> faults;
  if (!model) {
    for (const auto& diagnostic : model.error()) faults.push_back(fault_from(diagnostic));
    return failure(std::move(faults));
  }
  PolicySummary summary;
  summary.ref.name = std::move(name);
  PolicyText text{std::string(dmn), {}};
  for (const auto* imported : shared.imported_by(dmn)) text.imports.push_back(*imported);
  summary.ref.hash = hash_of(text);
  faults = check_policy(*model, file);
  if (auto fault = read_about(*model, summary); !fault.empty())
    faults.push_back({file, 0, fault, std::string(about_decision)});
  if (!faults.empty()) return failure(std::move(faults));
  auto thresholds = thresholds_of(*model);
  return PolicyModel(std::make_unique<const Compiled>(
      Compiled{std::move(*model), std::move(summary), std::move(text), shared, std::move(thresholds)}));
}

PolicyModel::PolicyModel(std::unique_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}
PolicyModel::PolicyModel(PolicyModel&&) noexcept = default;
PolicyModel& PolicyModel::operator=(PolicyModel&&) noexcept = default;
PolicyModel::~PolicyModel() = default;

const PolicySummary& PolicyModel::summary() const {
  return compiled_->summary;
}

const SharedModels& PolicyModel::shared() const {
  return compiled_->shared;
}

const dmn::Model& PolicyModel::model() const {
  return compiled_->model;
}

feel::Value PolicyModel::inputs_from(const Facts& facts) const {
  return to_feel(facts, compiled_->measures());
}

const PolicyText& PolicyModel::text() const {
  return compiled_->text;
}

Answer PolicyModel::answer(Question question, const Facts& facts) const {
  return answer_of(question, facts,
                   dmn::evaluate_with_unknowns(model(), norwegian(question), inputs_from(facts)));
}

Answer PolicyModel::answer_of(Question question, const Facts& facts, const dmn::Outcome& outcome) const {
  Answer answer;
  answer.policy = compiled_->summary.ref;
  answer.question = question;
  answer.because = to_reasons(outcome.because, facts);
  if (outcome.status == dmn::Status::decided) {
    if (outcome.value.is_null()) {  // no rule applies: the policy says nothing of these facts
      answer.status = Status::not_stated;
      return answer;
    }
    auto bound = to_answer(question, outcome.value);
    if (bound.fault.empty()) {
      answer.status = bound.stated ? Status::decided : Status::not_stated;
      if (bound.stated) answer.answer = std::move(bound.members);
      return answer;
    }
  }
  answer.status = Status::undecided;
  std::set<std::string> needs;
  for (const auto& path : outcome.needs) needs.insert(json_path(path, facts));
  answer.needs.assign(needs.begin(), needs.end());
  return answer;
}

void PolicyLibrary::add(PolicyModel model) {
  add(std::make_shared<const PolicyModel>(std::move(model)));
}

void PolicyLibrary::add(Shared model) {
  auto name = model->summary().ref.name;
  models_.insert_or_assign(std::move(name), std::move(model));
}

PolicyLibrary::Shared PolicyLibrary::share(std::string_view name) const {
  auto found = models_.find(name);
  return found == models_.end() ? nullptr : found->second;
}

const PolicyModel* PolicyLibrary::find(std::string_view name) const {
  return share(name).get();
}

std::vector<const PolicyModel*> PolicyLibrary::all() const {
  std::vector<const PolicyModel*> models;
  for (const auto& [name, model] : models_) models.push_back(model.get());
  return models;
}

}  // namespace moteplass::policy
