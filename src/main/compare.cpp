// One case under all policy models, for a terminal: a block a question and part, what is answered and by
// which models.
#include <cstdio>
#include <map>

#include <fmt/format.h>

#include "app/policy_desk.h"
#include "main/commands.h"
#include "main/problem_line.h"
#include "main/share.h"
#include "main/world.h"

namespace moteplass {
namespace {

constexpr std::size_t columns = 100;
constexpr std::size_t models_from = 36;  // where the names of the models begin

// The text in lines of at most so many columns, broken at spaces.
std::vector<std::string> wrapped(const std::string& text, std::size_t width) {
  std::vector<std::string> lines{""};
  std::size_t at = 0;
  while (at < text.size()) {
    auto space = std::min(text.find(' ', at), text.size());
    auto next = text.substr(at, space - at);
    at = space + 1;
    if (!lines.back().empty() && code_points(lines.back()) + 1 + code_points(next) > width) {
      lines.emplace_back();
    }
    if (!lines.back().empty()) lines.back() += ' ';
    lines.back() += next;
  }
  return lines;
}

std::string said_by(const policy::ComparedRow& row, const policy::Cell& cell) {
  switch (cell.state) {
    case policy::CellState::stated:
      return policy::in_words(row.question, row.member, cell.value);
    case policy::CellState::not_stated:
      return "ikke angitt";
    case policy::CellState::not_applicable:
      return "gjelder ikke";
    case policy::CellState::undecided:
      break;
  }
  auto text = fmt::format("ikke avgjort, trenger {}", fmt::join(cell.needs, ", "));
  std::string ways;
  for (const auto& way : cell.may_be) {
    ways += (ways.empty() ? " (kan bli: " : " | ") + policy::in_words(row.question, row.member, way);
  }
  return ways.empty() ? text : text + ways + ")";
}

// A short answer on the line of its models, a long one above it.
void print_group(const std::string& said, const std::string& models) {
  constexpr std::string_view indent = "    ";
  auto lines = wrapped(said, columns - indent.size());
  bool beside = lines.size() == 1 && code_points(said) + indent.size() + 2 <= models_from;
  for (const auto& line : lines) {
    if (!beside) fmt::print("{}{}\n", indent, line);
  }
  auto begin = beside ? std::string(indent) + said : std::string();
  for (const auto& line : wrapped(models, columns - models_from)) {
    fmt::print("{}{}{}\n", begin, std::string(models_from - code_points(begin), ' '), line);
    begin.clear();
  }
}

void print(const policy::Comparison& comparison) {
  std::optional<policy::Question> before;
  for (const auto& row : comparison.rows) {
    if (before != row.question) {
      fmt::print("{}{}\n", before ? "\n" : "", policy::norwegian(row.question));
    }
    before = row.question;
    fmt::print("  {}\n", row.label);
    if (row.cells.empty()) continue;
    std::map<std::size_t, std::vector<std::size_t>> groups;  // of models
    for (std::size_t i = 0; i < row.cells.size(); ++i) groups[row.cells[i].group].push_back(i);
    for (const auto& [number, members] : groups) {
      std::vector<std::string_view> names;
      for (auto i : members) names.push_back(comparison.models[i].summary.ref.name);
      bool all = groups.size() == 1 && names.size() > 1;
      print_group(said_by(row, row.cells[members.front()]),
                  all ? fmt::format("alle {}", names.size()) : fmt::format("{}", fmt::join(names, ", ")));
    }
  }
}

bool is_undecided(const policy::Comparison& comparison) {
  for (const auto& row : comparison.rows) {
    for (const auto& cell : row.cells) {
      if (cell.state == policy::CellState::undecided) return true;
    }
  }
  return false;
}

}  // namespace

int compare(const CompareOptions& options) {
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
  auto comparison = app::PolicyDesk(shelf, SystemClock()).compare(options.policies, std::string_view(*text));
  if (!comparison) {
    const auto& problem = comparison.error();
    bool of_options = problem.code == app::ProblemCode::unknown_policy;
    fmt::print(stderr, "{}\n", of_options ? "--" + problem.detail : line_of(options.facts_file, problem));
    return exit_bad_input;
  }
  if (options.json) {
    fmt::print("{}\n", to_text(policy::to_json(*comparison)));
  } else {
    print(*comparison);
  }
  return is_undecided(*comparison) ? exit_undecided : 0;
}

}  // namespace moteplass
