// Decisions a second for nou-2019-flertall, from facts in memory to the whole answer with its reasons, on one
// thread and on all; beside it the same from JSON text to JSON text, as the command line and the API do it.

#include <fstream>
#include <sstream>

#include <benchmark/benchmark.h>

#include "policy/policy_files_test.h"

namespace {

using namespace moteplass;

std::string file_text(const std::string& path) {
  std::ifstream file(std::string(MOTEPLASS_SOURCE_DIR) + path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

const policy::PolicyModel& model() {
  static const auto model = [] {
    auto read = policy::read_policy(MOTEPLASS_SOURCE_DIR "/policies/nou-2019-flertall");
    if (!read) std::abort();
    return std::move(*read);
  }();
  return model;
}

const std::string& facts_text() {
  static const auto text = file_text("/policies/examples/hr-2022-731-a.json");
  return text;
}

policy::Facts facts() {
  return policy::facts_from_json(parse_json(facts_text()).value()).value();
}

void decide_from_facts(benchmark::State& state) {
  auto known = facts();
  const auto& policy = model();
  for (auto _ : state) benchmark::DoNotOptimize(policy.answer(policy::Question::reaction, known));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(decide_from_facts)->UseRealTime()->Threads(1)->Threads(2);

void decide_with_an_unknown_fact(benchmark::State& state) {
  auto known = facts();
  known.person.addiction.reset();
  const auto& policy = model();
  for (auto _ : state) benchmark::DoNotOptimize(policy.answer(policy::Question::reaction, known));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(decide_with_an_unknown_fact)->UseRealTime();

void decide_from_json_to_json(benchmark::State& state) {
  const auto& policy = model();
  for (auto _ : state) {
    auto known = policy::facts_from_json(parse_json(facts_text()).value()).value();
    auto answer = policy.answer(policy::Question::reaction, known);
    benchmark::DoNotOptimize(to_text(policy::to_json(answer)));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(decide_from_json_to_json)->UseRealTime();

void read_and_compile_the_policy(benchmark::State& state) {
  auto text = file_text("/policies/nou-2019-flertall/policy.dmn");
  for (auto _ : state)
    benchmark::DoNotOptimize(policy::PolicyModel::read("nou-2019-flertall", text, policy::shared_models()));
}
BENCHMARK(read_and_compile_the_policy)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
