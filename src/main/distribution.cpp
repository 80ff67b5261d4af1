#include <cstdio>

#include <fmt/format.h>

#include "app/distribution_desk.h"
#include "main/commands.h"
#include "main/share.h"
#include "main/world.h"

namespace moteplass {
namespace {

// A line a model: its most frequent outcomes, then what follows of them.
void print_table(const forecast::Distribution& distribution) {
  const auto& settings = distribution.settings;
  fmt::print("{} encounters that are made up (seed {}). Nobody here exists.\n", settings.number,
             settings.seed);
  for (const auto& tally : distribution.tallies) {
    fmt::print("\n{}\n", tally->model.ref.name);
    for (std::size_t i = 0; i < forecast::outcome_count; ++i) {
      if (tally->reactions[i] == 0) continue;
      fmt::print("  {:>6}  {}\n", tally->reactions[i], word(static_cast<forecast::Outcome>(i)));
    }
    fmt::print("  called {}, meetings {} (open for {}), guardians called {} (open for {})\n", tally->called,
               tally->meetings, tally->meetings_open, tally->guardians, tally->guardians_open);
    fmt::print("  fee or fine in the reaction {}, possible fee at no-show {}, NOK {} in all\n",
               tally->reaction_fees, tally->no_show_fees, tally->no_show_nok);
  }
}

}  // namespace

int show_distribution(const DistributionOptions& options) {
  auto policies = load_policies();
  if (!policies) {
    fmt::print(stderr, "{}\n", policies.error());
    return exit_failed;
  }
  app::PolicyShelf shelf(std::move(*policies));
  SystemClock clock;
  auto distribution = app::DistributionDesk(shelf, clock).distribution(options.settings, options.policies);
  if (!distribution) {
    const auto& problem = distribution.error();
    fmt::print(stderr, "{}\n", problem.faults.empty() ? problem.detail : to_string(problem.faults.front()));
    return exit_bad_input;
  }
  if (options.csv) {
    fmt::print("{}", forecast::to_csv(*distribution));
  } else if (options.json) {
    fmt::print("{}\n", to_text(forecast::to_json(*distribution)));
  } else {
    print_table(*distribution);
  }
  return 0;
}

}  // namespace moteplass
