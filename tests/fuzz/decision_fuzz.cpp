// Whole models over whole facts: a line of JSON, then a model. Every decision is evaluated, over the facts as
// they are and with what is missing unknown. What is decided must be so for every completion of the facts.
#include "base/json.h"
#include "completion.h"
#include "dmn/definitions.h"
#include "dmn/dmn.h"
#include "feel/json.h"
#include "feel/unknown.h"
#include "property.h"

namespace moteplass::dmn {
namespace {

constexpr int samples = 6;
constexpr std::size_t most_decisions = 12;

// The numbers and texts a model mentions, and the numbers next to them.
fuzz::Pool literals_of(std::string_view xml) {
  constexpr std::size_t most = 60;
  fuzz::Pool pool;
  for (std::size_t i = 0; i < xml.size(); ++i) {
    if (xml[i] >= '0' && xml[i] <= '9' && pool.numbers.size() < most) {
      std::size_t end = std::min(xml.find_first_not_of("0123456789.", i), xml.size());
      if (auto number = Decimal::parse(xml.substr(i, end - i)); number && end - i < 10) {
        for (int step : {-1, 0, 1}) pool.numbers.emplace_back(*number + Decimal(step));
      }
      i = end;
    } else if (xml[i] == '"' && pool.texts.size() < most) {
      std::size_t end = xml.find('"', i + 1);
      if (end != std::string_view::npos && end - i < 40)
        pool.texts.emplace_back(xml.substr(i + 1, end - i - 1));
    }
  }
  return pool;
}

bool gave_up(const Outcome& outcome) {
  return std::any_of(outcome.problems.begin(), outcome.problems.end(), [](const Diagnostic& problem) {
    return problem.message.find("too many steps") != std::string::npos ||
           problem.message.find("too deeply") != std::string::npos;
  });
}

// Columns of tables hold their inputs to a type and to allowed values of their own (8.3.2). That no fact
// breaks those is taken for granted where facts are unknown, as it is an error where they are known.
bool refused_by_a_column(const Outcome& outcome) {
  return std::any_of(outcome.problems.begin(), outcome.problems.end(), [](const Diagnostic& problem) {
    return problem.message.find("has a value that is not allowed") != std::string::npos ||
           problem.message.find("is not of type") != std::string::npos;
  });
}

std::optional<feel::Context> complete(const Model& model, const feel::Context& given, const fuzz::Pool& pool,
                                      fuzz::Choice& choice) {
  feel::Context whole;
  for (const auto& element : model.definitions().elements) {
    if (element->kind != Element::Kind::input) continue;
    // Facts cannot give such an input alone: they would stand in for the decision too.
    if (model.definitions().find(Element::Kind::decision, element->name)) return std::nullopt;
    auto value = fuzz::completed(given.find(element->name), element->type, pool, choice);
    if (!value) return std::nullopt;
    whole.set(element->name, std::move(*value));
  }
  return whole;
}

// The facts that are inputs; an entry named like a decision would stand in for it.
feel::Context inputs_among(const Model& model, const feel::Value& facts) {
  feel::Context inputs;
  if (facts.context() == nullptr) return inputs;
  for (const auto& element : model.definitions().elements) {
    if (element->kind != Element::Kind::input) continue;
    if (model.definitions().find(Element::Kind::decision, element->name)) continue;
    if (const feel::Value* given = facts.context()->find(element->name)) inputs.set(element->name, *given);
  }
  return inputs;
}

void check(const Model& model, std::string_view decision, const feel::Context& given,
           const fuzz::Pool& pool) {
  Outcome before = evaluate_with_unknowns(model, decision, given);
  fuzz::require(before.status != Status::decided || !feel::contains_unknown(before.value),
                "what is decided is known through and through");
  fuzz::require(before.status != Status::undecided || !before.needs.empty(),
                "what is undecided waits for facts", [&] { return std::string(decision); });
  if (before.status == Status::failed || gave_up(before)) return;
  fuzz::Choice choice(std::hash<std::string_view>{}(decision));
  for (int sample = 0; sample < samples; ++sample) {
    auto whole = complete(model, given, pool, choice);
    if (!whole) continue;
    Outcome after = evaluate(model, decision, *whole);
    if (gave_up(after) || refused_by_a_column(after)) continue;
    fuzz::require(fuzz::admits(before.value, after.value),
                  "the answer before the facts were known leaves room for the one after", [&] {
                    return std::string(decision) + "\nbefore: " + to_string(before.value) +
                           "\nafter: " + to_string(after.value) +
                           "\nwhere: " + to_string(feel::Value(*whole));
                  });
  }
}

}  // namespace
}  // namespace moteplass::dmn

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace moteplass;
  std::string_view text = fuzz::as_text(bytes, size);
  std::size_t line = text.find('\n');
  if (line == std::string_view::npos) return 0;
  auto json = parse_json(text.substr(0, line));
  if (!json) return 0;
  std::string_view xml = text.substr(line + 1);
  auto model = dmn::Model::read(xml, "fuzz.dmn", {}, dmn::Reading::lenient);
  if (!model) return 0;
  feel::Value facts = dmn::read_facts(*model, *json);
  feel::Context given = dmn::inputs_among(*model, facts);
  fuzz::Pool pool = dmn::literals_of(xml);
  std::size_t count = 0;
  for (const dmn::Variable& decision : model->decisions()) {
    if (++count > dmn::most_decisions) break;
    (void)dmn::evaluate(*model, decision.name, facts);
    (void)dmn::evaluate_with_unknowns(*model, decision.name, facts);
    dmn::check(*model, decision.name, given, pool);
  }
  for (const std::string& service : model->services()) {
    if (++count > dmn::most_decisions) break;
    (void)dmn::invoke(*model, service, facts);
  }
  return 0;
}
