#include "policy/policy.h"

#include <set>

#include <fmt/format.h>

#include "base/hash.h"
#include "dmn/dmn.h"
#include "policy/binding.h"
#include "policy/policy_check.h"

namespace moteplass::policy {
namespace {

constexpr std::string_view about_decision = "Modellen";      // title, version, validity: a context
constexpr std::string_view threshold_name = "Terskelverdi";  // knowledge model: substance, unit -> limit

using Thresholds = std::map<Substance, std::set<std::string, std::less<>>>;  // units with a limit

// A model need not have thresholds; then amounts in any unit are as good as any other.
Thresholds thresholds_of(const dmn::Model& model) {
  Thresholds thresholds;
  for (Substance substance : all_substances()) {
    for (auto unit : all_units()) {
      feel::Context arguments{{"stoff", norwegian(substance)}, {"enhet", unit}};
      auto limit = dmn::invoke(model, threshold_name, arguments);
      if (limit.value.number() != nullptr) thresholds[substance].emplace(unit);
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

Result<PolicyModel, std::vector<PolicyFault>> PolicyModel::read(std::string name, std::string_view dmn) {
  auto file = name + "/policy.dmn";
  auto model = dmn::Model::read(dmn, file);
  std::vector<PolicyFault> faults;
  if (!model) {
    for (const auto& diagnostic : model.error()) {
      auto place = diagnostic.decision.empty() ? "" : fmt::format("decision {}: ", diagnostic.decision);
      faults.push_back({diagnostic.file, diagnostic.line, place + diagnostic.message});
    }
    return failure(std::move(faults));
  }
  PolicySummary summary;
  summary.ref.name = std::move(name);
  summary.ref.hash = to_hex(sha256(dmn));
  faults = check_policy(*model, file);
  if (auto fault = read_about(*model, summary); !fault.empty()) faults.push_back({file, 0, fault});
  if (!faults.empty()) return failure(std::move(faults));
  auto thresholds = thresholds_of(*model);
  return PolicyModel(std::make_unique<const Compiled>(
      Compiled{std::move(*model), std::move(summary), std::move(thresholds)}));
}

PolicyModel::PolicyModel(std::unique_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}
PolicyModel::PolicyModel(PolicyModel&&) noexcept = default;
PolicyModel& PolicyModel::operator=(PolicyModel&&) noexcept = default;
PolicyModel::~PolicyModel() = default;

const PolicySummary& PolicyModel::summary() const {
  return compiled_->summary;
}

Answer PolicyModel::answer(Question question, const Facts& facts) const {
  auto outcome = dmn::evaluate_with_unknowns(compiled_->model, norwegian(question),
                                             to_feel(facts, compiled_->measures()));
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
  auto name = model.summary().ref.name;
  models_.insert_or_assign(std::move(name), std::move(model));
}

const PolicyModel* PolicyLibrary::find(std::string_view name) const {
  auto found = models_.find(name);
  return found == models_.end() ? nullptr : &found->second;
}

std::vector<const PolicyModel*> PolicyLibrary::all() const {
  std::vector<const PolicyModel*> models;
  for (const auto& [name, model] : models_) models.push_back(&model);
  return models;
}

}  // namespace moteplass::policy
