#include <cstdio>

#include <fmt/format.h>

#include "app/policy_desk.h"
#include "main/commands.h"
#include "main/problem_line.h"
#include "main/share.h"
#include "main/world.h"

namespace moteplass {

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
  app::PolicyShelf shelf(std::move(*policies));
  auto text = read_input(options.facts_file);
  if (!text) {
    fmt::print(stderr, "{}\n", text.error());
    return exit_bad_input;
  }
  auto answer =
      app::PolicyDesk(shelf, SystemClock()).decide(options.policy, *question, std::string_view(*text));
  if (!answer) {
    fmt::print(stderr, "{}\n", line_of(options.facts_file, answer.error()));
    return exit_bad_input;
  }
  fmt::print("{}\n", to_text(policy::to_json(*answer)));
  return answer->status == policy::Status::undecided ? exit_undecided : 0;
}

}  // namespace moteplass
