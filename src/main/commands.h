// The commands of `moteplass`, one function each. Each returns the exit status of the program; what goes
// wrong is one clear line on stderr.
#pragma once

#include <string>
#include <vector>

#include "forecast/encounters.h"

namespace moteplass {

// Exit statuses. 0 is success.
inline constexpr int exit_failed = 1;     // something of the machine: a file, a port, a database
inline constexpr int exit_bad_input = 2;  // what was handed in cannot be used
inline constexpr int exit_undecided = 3;  // the policy needs facts first

struct ServeOptions {
  std::string listen = "127.0.0.1:8080";
  std::string data = "data";
  bool demo = false;
  bool without_cases = false;  // a demo with nobody in it
};
int serve(const ServeOptions& options);

int list_policies();

struct DecideOptions {
  std::string policy;
  std::string question = "Reaksjon";
  std::string facts_file;  // "-": standard input
};
int decide(const DecideOptions& options);

struct CompareOptions {
  std::vector<std::string> policies;  // none: all
  std::string facts_file;             // "-": standard input
  bool json = false;
};
int compare(const CompareOptions& options);

struct DistributionOptions {
  forecast::Settings settings;
  std::vector<std::string> policies;  // empty: all
  bool csv = false;
  bool json = false;
};
int show_distribution(const DistributionOptions& options);

struct TckOptions {
  std::string folder;
  std::string csv;  // empty: no file
};
int run_dmn_tck(const TckOptions& options);

struct DmnCheckOptions {
  std::string file;
  bool json = false;
};
int check_dmn(const DmnCheckOptions& options);

struct DmnDiffOptions {
  std::string before;
  std::string after;
  std::string decision;  // empty: all
  bool json = false;
  std::size_t longest_list = 1;  // of the lists that are followed through the models
  int most_runs = 40'000;
};
int diff_dmn(const DmnDiffOptions& options);

struct DmnExplainOptions {
  std::string file;
  std::string decision;
  std::string facts_file;  // "-": standard input
  bool json = false;
};
int explain_dmn(const DmnExplainOptions& options);

// Recomputes the hash chain of a data folder.
int verify(const std::string& data);
// Works out all worklists, and what is to be followed up of help, again from the events.
int rebuild(const std::string& data);

// Prints the unit's own figures, small ones among them, for adding up with others'.
int export_statistics(const std::string& data);
struct SumOptions {
  std::vector<std::string> files;
  int year = 0;            // 0: the newest in the files
  std::int64_t least = 5;  // the smallest count that is shown
  bool csv = false;
};
// Adds up the figures of several units and prints what may be shown of the sum.
int sum_statistics(const SumOptions& options);

}  // namespace moteplass
