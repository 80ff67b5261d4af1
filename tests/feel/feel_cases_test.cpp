// Every line of cases/*.txt, one test a file. README.md says what the lines mean.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

#include "feel/evaluate.h"
#include "feel/parse/parser.h"

namespace moteplass::feel {
namespace {

// What is given to an expression besides its own text.
struct Given {
  Context names;
  std::optional<DateTime> now;
};

// What an expression or a test came to; nothing where it is not FEEL.
std::optional<Value> run(const Given& given, const Result<Tree, Problem>& tree, const Value* input) {
  if (!tree) return std::nullopt;
  Evaluation evaluation;
  if (given.now) evaluation.set_now(*given.now);
  Scope scope{nullptr, &given.names};
  return input ? passes(*input, **tree, scope, evaluation) : evaluate(**tree, scope, evaluation);
}

void add_members(Names& names, const Value& value) {
  if (value.list())
    for (const Value& item : *value.list()) add_members(names, item);
  if (!value.context()) return;
  for (const auto& [name, member] : value.context()->entries()) {
    names.add_member(name);
    add_members(names, member);
  }
}

void add_names(Names& names, const Given& given) {
  for (const auto& [name, value] : given.names.entries()) {
    names.add(name);
    add_members(names, value);
  }
}

std::optional<Value> evaluated(const Given& given, std::string_view expression) {
  Names names;
  add_names(names, given);
  return run(given, parse_expression(expression, names), nullptr);
}

std::optional<Value> tested(const Given& given, std::string_view input, std::string_view tests) {
  auto value = evaluated(given, input);
  if (!value) return std::nullopt;
  Names names;
  add_names(names, given);
  return run(given, parse_unary_tests(tests, names), &*value);
}

std::string_view trimmed(std::string_view text) {
  auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::string shown(const std::optional<Value>& value) {
  return value ? std::string(name_of(value->kind())) + " " + to_string(*value) : "not FEEL";
}

// The fault of one line; empty where it holds.
std::string fault_of(std::string_view line, Given& given) {
  if (line.empty()) given = {};
  if (line.empty() || line.starts_with("#")) return "";
  if (line.starts_with("at ")) {
    given.now = parse_date_time(trimmed(line.substr(3)));
    return given.now ? "" : "no moment";
  }
  if (line.starts_with("given ")) {
    auto equals = line.find(" = ");
    if (equals == std::string_view::npos) return "a given name has a value";
    auto value = evaluated(given, line.substr(equals + 3));
    if (!value) return "the value is not FEEL";
    given.names.set(std::string(trimmed(line.substr(6, equals - 6))), *value);
    return "";
  }
  auto arrow = line.rfind(" => ");
  if (arrow == std::string_view::npos) return "the line says no value";
  std::string_view question = trimmed(line.substr(0, arrow));
  std::string_view answer = line.substr(arrow + 4);
  answer = trimmed(answer.substr(0, std::min(answer.find(" # "), answer.size())));
  auto test = question.find(" ? ");
  auto actual = test == std::string_view::npos
                    ? evaluated(given, question)
                    : tested(given, question.substr(0, test), question.substr(test + 3));
  if (answer == "not FEEL") return actual ? "it is read, and comes to " + shown(actual) : "";
  auto expected = evaluated(given, answer);
  if (!expected) return "the value expected is not FEEL";
  return actual && *actual == *expected ? "" : "it comes to " + shown(actual);
}

std::vector<std::filesystem::path> case_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(MOTEPLASS_SOURCE_DIR "/tests/feel/cases"))
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

class Feel : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(Feel, Holds) {
  std::ifstream file(GetParam());
  ASSERT_TRUE(file);
  Given given;
  int number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    std::string fault = fault_of(line, given);
    if (!fault.empty()) ADD_FAILURE_AT(GetParam().c_str(), number) << line << "\n" << fault;
  }
  EXPECT_GT(number, 0);
}

INSTANTIATE_TEST_SUITE_P(Cases, Feel, testing::ValuesIn(case_files()),
                         [](const auto& file) { return file.param.stem().string(); });

TEST(FeelCases, TellWhatDoesNotHold) {
  Given given;
  EXPECT_EQ(fault_of("1 + 1 => 3", given), "it comes to number 2");
  EXPECT_EQ(fault_of("1 + 1 => \"2\"", given), "it comes to number 2");
  EXPECT_EQ(fault_of("1 + 1 => not FEEL", given), "it is read, and comes to number 2");
  EXPECT_EQ(fault_of("1 + => 1", given), "it comes to not FEEL");
  EXPECT_EQ(fault_of("1 => 1 +", given), "the value expected is not FEEL");
  EXPECT_EQ(fault_of("5 ? < 3 => true", given), "it comes to boolean false");
  EXPECT_EQ(fault_of("1 + 1", given), "the line says no value");
  EXPECT_EQ(fault_of("given Alder = 17", given), "");
  EXPECT_EQ(fault_of("Alder => 17  # as given", given), "");
  EXPECT_EQ(fault_of("", given), "");
  EXPECT_EQ(fault_of("Alder => 17", given), "it comes to null null");
}

}  // namespace
}  // namespace moteplass::feel
