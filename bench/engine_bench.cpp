// The decision engine and the same rules written by hand, as contenders of bench/side_by_side, which starts
// this program and the other engines, checks that all answer alike, and measures them in turns:
//
//   engine_bench FOLDER POLICY      facts and table as bench/rivals/generate.mjs leaves them
//
// It takes a command a line on standard input and answers each with a line of JSON:
//
//   list                            [{"contender": "by_hand", "question": "A"}, ...]
//   answers CONTENDER QUESTION      the answers to all facts, in their order
//   measure CONTENDER QUESTION MS   {"evaluations": n, "processor": seconds, "wall": seconds}
//
// One thread. Facts are turned into what a contender takes before any clock starts.

#include <algorithm>
#include <chrono>
#include <ctime>
#include <fstream>
#include <functional>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "base/json.h"
#include "by_hand.h"
#include "dmn/batch/batch.h"
#include "dmn/dmn.h"
#include "feel/json.h"

namespace {

using namespace moteplass;
using Watch = std::chrono::steady_clock;

struct Contender {
  std::string name;
  std::string question;
  std::size_t count;  // facts there are
  // Decides over the facts from the first place to before the second.
  std::function<void(std::size_t, std::size_t)> run;
  // The same, with the answers.
  std::function<json::array(std::size_t, std::size_t)> answers;
  std::size_t stretch = 100;  // facts handed over at once; between two looks at the clock
};

// One that takes its facts one at a time.
template <class Facts, class Decide, class Show>
Contender contender(std::string name, std::string question, std::vector<Facts> facts, Decide decide,
                    Show show) {
  auto shared = std::make_shared<const std::vector<Facts>>(std::move(facts));
  return {std::move(name), std::move(question), shared->size(),
          [shared, decide](std::size_t first, std::size_t end) {
            for (std::size_t i = first; i < end; ++i) benchmark::DoNotOptimize(decide((*shared)[i]));
          },
          [shared, decide, show](std::size_t first, std::size_t end) {
            json::array answers;
            for (std::size_t i = first; i < end; ++i) answers.push_back(show(decide((*shared)[i])));
            return answers;
          }};
}

[[noreturn]] void give_up(std::string_view what) {
  fmt::print(stderr, "{}\n", what);
  std::exit(1);
}

std::string file_text(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) give_up("cannot read " + path);
  return text.str();
}

json::value file_json(const std::string& path) {
  return json::parse(file_text(path));
}

dmn::Model model_of(const std::string& path) {
  auto model = dmn::Model::read(file_text(path), path);
  if (!model) give_up(to_string(model.error().front()));
  return *model;
}

template <class Read>
auto facts_of(const json::value& list, Read read) {
  std::vector<decltype(read(list))> facts;
  for (const auto& item : list.as_array()) facts.push_back(read(item));
  return facts;
}

// The four outputs of `Reaksjon`, or the one of the generated table.
json::value answer_of(const feel::Value& value) {
  const auto* outputs = value.context();
  if (outputs == nullptr) return feel::to_json(value);
  json::array answer;
  for (const auto* name : {"reaksjon", "besluttes av", "hjemmel", "antall møter"}) {
    const auto* output = outputs->find(name);
    answer.push_back(output == nullptr ? json::value("no output") : feel::to_json(*output));
  }
  return answer;
}

json::value answer_of(const dmn::Outcome& outcome) {
  return outcome.status == dmn::Status::decided ? answer_of(outcome.value) : json::value("not decided");
}

// The facts as columns, handed over a thousand cases at once.
Contender batch_contender(const std::string& question, const dmn::Model& model, const std::string& decision,
                          std::vector<feel::Value> facts) {
  std::vector<std::string> given;  // answers of decisions that are among the facts
  for (const auto& each : model.decisions())
    if (facts.front().context()->find(each.name) != nullptr) given.push_back(each.name);
  auto columns = dmn::columns_of(model, facts, given);
  auto batch = dmn::Batch::compile(model, decision, given);
  if (!columns || !batch) give_up(columns ? batch.error().reason : columns.error().reason);
  auto workspace = std::make_shared<dmn::Batch::Workspace>();
  auto answers = [columns = std::make_shared<const dmn::Columns>(*std::move(columns)), batch = *batch,
                  workspace](std::size_t first, std::size_t end) {
    return *batch.evaluate(*columns, *workspace, first, end - first);
  };
  return {"batch",
          question,
          facts.size(),
          [answers](std::size_t first, std::size_t end) {
            benchmark::DoNotOptimize(answers(first, end).codes.data());
          },
          [answers](std::size_t first, std::size_t end) {
            auto some = answers(first, end);
            json::array list;
            for (std::size_t i = 0; i < end - first; ++i) list.push_back(answer_of(some.at(i)));
            return list;
          },
          1000};
}

void add_ours(std::vector<Contender>& contenders, const std::string& question, const dmn::Model& model,
              const std::string& decision, const json::value& list) {
  auto facts = facts_of(list, [&](const json::value& item) { return dmn::read_facts(model, item); });
  contenders.push_back(contender(
      "evaluate", question, facts,
      [model, decision](const feel::Value& known) { return dmn::evaluate(model, decision, known); },
      [](const dmn::Outcome& outcome) { return answer_of(outcome); }));
  contenders.push_back(contender(
      "evaluate_with_unknowns", question, facts,
      [model, decision](const feel::Value& known) {
        return dmn::evaluate_with_unknowns(model, decision, known);
      },
      [](const dmn::Outcome& outcome) { return answer_of(outcome); }));
  // As it meets the other engines: objects as a JSON reader leaves them in, the same out.
  contenders.push_back(contender(
      "evaluate_json", question, facts_of(list, [](const json::value& item) { return item; }),
      [model, decision](const json::value& item) {
        return answer_of(dmn::evaluate(model, decision, dmn::read_facts(model, item)));
      },
      [](const json::value& answer) { return answer; }));
  auto evaluator = std::make_shared<dmn::Evaluator>(*dmn::Evaluator::of(model, decision));
  contenders.push_back(contender(
      "compiled", question, facts,
      [evaluator](const feel::Value& known) -> const feel::Value& { return (*evaluator)(known); },
      [](const feel::Value& value) { return answer_of(value); }));
  contenders.push_back(batch_contender(question, model, decision, std::move(facts)));
}

std::vector<Contender> contenders_from(const std::string& folder, const std::string& policy) {
  std::vector<Contender> contenders;
  auto encounters = file_json(folder + "/encounters.json");
  auto reaction_facts = file_json(folder + "/reaction_facts.json");
  auto table_facts = file_json(folder + "/table_facts.json");
  auto by_hand = [](const auto& facts) -> const bench::Reaction* { return &bench::decide(facts); };
  auto show = [](const bench::Reaction* reaction) { return bench::to_json(*reaction); };
  contenders.push_back(contender("by_hand", "A", facts_of(encounters, bench::encounter_from), by_hand, show));
  contenders.push_back(
      contender("by_hand", "B", facts_of(reaction_facts, bench::reaction_facts_from), by_hand, show));
  auto cube = std::make_shared<const bench::RuleCube>(file_json(folder + "/table.json"));
  contenders.push_back(contender(
      "by_hand", "C", facts_of(table_facts, [&](const json::value& item) { return cube->facts_from(item); }),
      [cube](const bench::RuleCube::Facts& facts) { return &cube->decide(facts); },
      [](const std::string* answer) -> json::value { return json::string(*answer); }));

  auto model = model_of(policy);
  add_ours(contenders, "A", model, "Reaksjon", encounters);
  add_ours(contenders, "B", model, "Reaksjon", reaction_facts);
  add_ours(contenders, "C", model_of(folder + "/table.dmn"), "Svar", table_facts);
  return contenders;
}

json::value answers(const Contender& contender) {
  json::array all;
  for (std::size_t first = 0; first < contender.count; first += contender.stretch) {
    auto some = contender.answers(first, std::min(first + contender.stretch, contender.count));
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

double seconds(Watch::duration passed) {
  return std::chrono::duration<double>(passed).count();
}

// The processor time of the whole process: on a machine shared with others the wall clock measures them.
double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

json::value measure(const Contender& contender, std::chrono::milliseconds turn) {
  std::size_t first = 0;
  std::int64_t evaluations = 0;
  double processor = processor_seconds();
  auto start = Watch::now();
  while (Watch::now() - start < turn) {
    std::size_t end = std::min(first + contender.stretch, contender.count);
    contender.run(first, end);
    evaluations += static_cast<std::int64_t>(end - first);
    first = end == contender.count ? 0 : end;
  }
  return json::object{{"evaluations", evaluations},
                      {"processor", processor_seconds() - processor},
                      {"wall", seconds(Watch::now() - start)}};
}

json::value obey(const std::vector<Contender>& contenders, std::istringstream& line) {
  std::string command, name, question;
  int milliseconds = 0;
  line >> command >> name >> question >> milliseconds;
  json::array list;
  for (const auto& contender : contenders) {
    list.push_back(json::object{{"contender", contender.name}, {"question", contender.question}});
    if (contender.name != name || contender.question != question) continue;
    if (command == "answers") return answers(contender);
    if (command == "measure") return measure(contender, std::chrono::milliseconds(milliseconds));
  }
  if (command != "list") give_up("no such command or contender: " + line.str());
  return list;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) give_up("engine_bench FOLDER POLICY");
  auto contenders = contenders_from(arguments[1], arguments[2]);
  std::string line;
  while (std::getline(std::cin, line)) {
    std::istringstream words(line);
    std::cout << json::serialize(obey(contenders, words)) << std::endl;
  }
}
