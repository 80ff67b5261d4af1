// The `moteplass` command: names its commands and options. Wires, decides nothing.

#include <algorithm>

#include <CLI/CLI.hpp>

#include "main/commands.h"

int main(int argc, char** argv) {
  using namespace moteplass;
  CLI::App app{"Møteplass: case system for municipal advisory units for drug cases"};
  app.require_subcommand(1);
  app.set_version_flag("--version", MOTEPLASS_VERSION);
  int status = 0;

  ServeOptions serve_options;
  auto* serve_command = app.add_subcommand("serve", "Serve the pages and the API");
  serve_command
      ->add_option("--listen", serve_options.listen, "Address to listen on, HOST:PORT; port 0 is any free")
      ->capture_default_str();
  serve_command
      ->add_option("--data", serve_options.data, "Folder of the database and unit.toml; made if missing")
      ->capture_default_str();
  serve_command->add_flag("--demo", serve_options.demo,
                          "A made-up municipality with made-up people; only on a loopback address");
  serve_command->add_flag("--without-cases", serve_options.without_cases, "With --demo: start with no cases");
  serve_command->callback([&] { status = serve(serve_options); });

  auto* policies_command =
      app.add_subcommand("policies", "List the policy models with version, hash and validity");
  policies_command->callback([&] { status = list_policies(); });

  DecideOptions decide_options;
  auto* decide_command = app.add_subcommand(
      "decide",
      "Ask a policy a question about facts; exit status 0 decided or not stated, 3 undecided, 2 unusable");
  decide_command
      ->add_option("--policy", decide_options.policy, "Name of the policy model, as `policies` lists it")
      ->required();
  decide_command
      ->add_option("--question", decide_options.question,
                   "Reaksjon, Innkalling, Uteblivelse, Tilbakemelding, Oppfølging, Gjentakelse or Frister")
      ->capture_default_str();
  decide_command
      ->add_option("FACTS", decide_options.facts_file, "JSON file with the facts, or - for standard input")
      ->required();
  decide_command->callback([&] { status = decide(decide_options); });

  CompareOptions compare_options;
  auto* compare_command = app.add_subcommand("compare",
                                             "Ask every policy every question about one case; exit status 0, "
                                             "3 if any part is undecided, 2 unusable");
  compare_command->add_option("--policies", compare_options.policies, "These models alone, as a,b,c")
      ->delimiter(',');
  compare_command->add_flag("--json", compare_options.json, "As JSON");
  compare_command
      ->add_option("FACTS", compare_options.facts_file, "JSON file with the facts, or - for standard input")
      ->required();
  compare_command->callback([&] { status = compare(compare_options); });

  DistributionOptions distribution_options;
  auto* distribution_command = app.add_subcommand(
      "distribution", "Run made-up encounters through the policy models and count what would follow");
  for (const auto& range : forecast::setting_ranges()) {
    std::string option = "--" + std::string(range.name);
    std::replace(option.begin(), option.end(), '_', '-');
    distribution_command
        ->add_option(option, distribution_options.settings.*range.member,
                     "As described on the page /distribution")
        ->check(CLI::Range(range.least, range.most))
        ->capture_default_str();
  }
  distribution_command
      ->add_option("--policies", distribution_options.policies, "These models, by name; left out: all")
      ->delimiter(',');
  auto* as_csv = distribution_command->add_flag("--csv", distribution_options.csv, "As CSV");
  distribution_command->add_flag("--json", distribution_options.json, "As JSON")->excludes(as_csv);
  distribution_command->callback([&] { status = show_distribution(distribution_options); });

  auto* dmn_command = app.add_subcommand("dmn", "Tools for decision models");
  dmn_command->require_subcommand(1);
  TckOptions tck_options;
  auto* tck_command = dmn_command->add_subcommand("tck", "Run DMN TCK test cases below a folder");
  tck_command->add_option("DIR", tck_options.folder, "Folder to search for test cases")->required();
  tck_command->add_option("--csv", tck_options.csv, "Write the results to this file, a row a case");
  tck_command->callback([&] { status = run_dmn_tck(tck_options); });

  DmnCheckOptions check_options;
  auto* check_command = dmn_command->add_subcommand("check",
                                                    "Look for gaps, contradictions and dead rules in the "
                                                    "tables of a model; exit status 1 if any is an error");
  check_command->add_option("FILE", check_options.file, "The model, a DMN file")->required();
  check_command->add_flag("--json", check_options.json, "As JSON");
  check_command->callback([&] { status = check_dmn(check_options); });

  DmnExplainOptions explain_options;
  auto* explain_command = dmn_command->add_subcommand("explain",
                                                      "What a decision comes to over facts, why, and what "
                                                      "would change it; exit status 3 where it is undecided");
  explain_command->add_option("FILE", explain_options.file, "The model, a DMN file")->required();
  explain_command->add_option("DECISION", explain_options.decision, "Name of the decision")->required();
  explain_command
      ->add_option("FACTS", explain_options.facts_file, "JSON file with a member for each input, or -")
      ->required();
  explain_command->add_flag("--json", explain_options.json, "As JSON");
  explain_command->callback([&] { status = explain_dmn(explain_options); });

  DmnDiffOptions diff_options;
  auto* diff_command = dmn_command->add_subcommand(
      "diff", "Show where two models answer differently; exit status 1 if they do anywhere");
  diff_command->add_option("BEFORE", diff_options.before, "A DMN file")->required();
  diff_command->add_option("AFTER", diff_options.after, "Another")->required();
  diff_command->add_option("--decision", diff_options.decision, "This decision or knowledge model alone");
  diff_command
      ->add_option("--items", diff_options.longest_list, "Look at lists of facts with up to so many items")
      ->check(CLI::Range(0, 3))
      ->capture_default_str();
  diff_command->add_option("--runs", diff_options.most_runs, "Evaluate at most so often for each decision")
      ->check(CLI::Range(1, 10'000'000))
      ->capture_default_str();
  diff_command->add_flag("--json", diff_options.json, "As JSON");
  diff_command->callback([&] { status = diff_dmn(diff_options); });

  std::string verify_data = "data";
  auto* verify_command = app.add_subcommand("verify", "Check that no stored event has been changed");
  verify_command->add_option("--data", verify_data, "Data folder")->capture_default_str();
  verify_command->callback([&] { status = verify(verify_data); });

  std::string rebuild_data = "data";
  auto* rebuild_command = app.add_subcommand("rebuild", "Work out all worklists again from the events");
  rebuild_command->add_option("--data", rebuild_data, "Data folder")->capture_default_str();
  rebuild_command->callback([&] { status = rebuild(rebuild_data); });

  auto* statistics_command = app.add_subcommand("statistics", "Hand over and add up the figures of units");
  statistics_command->require_subcommand(1);
  std::string export_data = "data";
  auto* export_command = statistics_command->add_subcommand(
      "export", "Print the unit's figures as JSON, small ones among them: not for publication");
  export_command->add_option("--data", export_data, "Data folder")->capture_default_str();
  export_command->callback([&] { status = export_statistics(export_data); });
  SumOptions sum_options;
  auto* sum_command = statistics_command->add_subcommand(
      "sum", "Add up the figures of several units, small counts hidden, also from each of them");
  sum_command->add_option("FILE", sum_options.files, "What `statistics export` printed, a file for each unit")
      ->required();
  sum_command->add_option("--year", sum_options.year, "Left out: the newest year")
      ->check(CLI::Range(2000, 2200));
  sum_command->add_option("--least", sum_options.least, "The smallest count that is shown")
      ->check(CLI::Range(std::int64_t{5}, std::int64_t{1000}))
      ->capture_default_str();
  sum_command->add_flag("--csv", sum_options.csv, "As CSV");
  sum_command->callback([&] { status = sum_statistics(sum_options); });

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : exit_bad_input;
  }
  return status;
}
