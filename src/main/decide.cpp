#include <cstdio>

#include <fmt/format.h>

#include "app/policy_desk.h"
#include "main/commands.h"
#include "main/share.h"

namespace moteplass {
namespace {

// The one line that says which field, what is wrong and what would do.
std::string line_of(const std::string& file, const app::Problem& problem) {
  std::string line = file + ": ";
  if (problem.faults.empty()) return line + problem.detail;
  line += to_string(problem.faults.front());
  if (problem.faults.size() > 1) line += fmt::format(" (and {} more)", problem.faults.size() - 1);
  return line;
}

}  // namespace

int list_policies() {
  auto policies = load_policies();
  if (!policies) {
    fmt::print(stderr, "{}\n", policies.error());
    return exit_failed;
  }
  for (const auto* model : policies->all()) {
    const auto& summary = model->summary();
    std::string validity = "not in force";
    if (summary.valid_from) {
      validity = "in force from " + to_string(*summary.valid_from);
      if (summary.valid_to) validity += " to " + to_string(*summary.valid_to);
    }
    fmt::print("{:<20} {:<8} {}  {:<26} {}\n", summary.ref.name, summary.ref.version,
               summary.ref.hash.substr(0, 12), validity, summary.title);
  }
  return 0;
}

int decide(const DecideOptions& options) {
  auto question = policy::question_from(options.question);
  if (!question) {
    fmt::print(
        stderr,
        "--question: no such question; one of Reaksjon, Innkalling, Uteblivelse, Tilbakemelding, Oppfølging, "
        "Gjentakelse, Frister\n");
    return exit_bad_input;
  }
  auto policies = load_policies();
  if (!policies) {
    fmt::print(stderr, "{}\n", policies.error());
    return exit_failed;
  }
  auto text = read_input(options.facts_file);
  if (!text) {
    fmt::print(stderr, "{}\n", text.error());
    return exit_bad_input;
  }
  auto answer = app::PolicyDesk(*policies).decide(options.policy, *question, std::string_view(*text));
  if (!answer) {
    fmt::print(stderr, "{}\n", line_of(options.facts_file, answer.error()));
    return exit_bad_input;
  }
  fmt::print("{}\n", to_text(policy::to_json(*answer)));
  return answer->status == policy::Status::undecided ? exit_undecided : 0;
}

}  // namespace moteplass
