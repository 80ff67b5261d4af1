// The worked cases of every policy (policies/<model>/cases.json), one test a case.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "policy/policy.h"
#include "policy/policy_files_test.h"

namespace moteplass::policy {
namespace {

struct WorkedCase {
  std::filesystem::path folder;
  std::size_t number;
  json::object text;
};

void PrintTo(const WorkedCase& worked, std::ostream* stream) {
  auto name = worked.text.if_contains("name");
  *stream << worked.folder.filename().string() << ": " << (name ? json::serialize(*name) : "unnamed");
}

std::vector<WorkedCase> worked_cases() {
  std::vector<WorkedCase> cases;
  for (const auto& folder : policy_folders()) {
    auto list = parse_json(text_of_file(folder / "cases.json"));
    if (!list || !list->is_array()) {  // makes one failing test, not none
      cases.push_back({folder, 0, {}});
      continue;
    }
    std::size_t number = 0;
    for (const auto& entry : list->get_array()) cases.push_back({folder, ++number, entry.as_object()});
  }
  return cases;
}

const PolicyModel* model_of(const std::filesystem::path& folder) {
  static std::map<std::filesystem::path, Result<PolicyModel, std::vector<PolicyFault>>> models;
  auto found = models.find(folder);
  if (found == models.end()) {
    auto model = read_policy(folder);
    found = models.emplace(folder, std::move(model)).first;
  }
  if (!found->second) {
    for (const auto& fault : found->second.error()) ADD_FAILURE() << to_string(fault);
    return nullptr;
  }
  return &*found->second;
}

class Cases : public testing::TestWithParam<WorkedCase> {};

TEST_P(Cases, AreDecidedAsExpected) {
  const auto& worked = GetParam();
  ASSERT_FALSE(worked.text.empty()) << "cases.json is missing or no list";
  auto model = model_of(worked.folder);
  ASSERT_NE(model, nullptr);
  auto facts = facts_from_json(worked.text.at("facts"));
  ASSERT_TRUE(facts);
  auto question = question_from(std::string_view(worked.text.at("question").as_string()));
  ASSERT_TRUE(question);
  auto answer = model->answer(*question, *facts);
  auto printed = to_text(to_json(answer));
  const auto& expected = worked.text.at("expected").as_object();
  EXPECT_EQ(word(answer.status), std::string_view(expected.at("status").as_string())) << printed;
  if (auto members = expected.if_contains("answer")) {
    for (const auto& member : members->as_object()) {
      auto given = answer.answer.if_contains(member.key());
      ASSERT_NE(given, nullptr) << member.key() << " in " << printed;
      EXPECT_EQ(to_text(*given), to_text(member.value())) << member.key() << " in " << printed;
    }
  }
  json::array needs;
  for (const auto& need : answer.needs) needs.emplace_back(need);
  auto expected_needs = expected.if_contains("needs");
  EXPECT_EQ(to_text(needs), expected_needs ? to_text(*expected_needs) : "[]") << printed;
  if (answer.status != Status::undecided) {
    ASSERT_FALSE(answer.because.empty()) << printed;
    for (const auto& reason : answer.because) EXPECT_NE(reason.source, "") << reason.rule;
  }
}

INSTANTIATE_TEST_SUITE_P(Policies, Cases, testing::ValuesIn(worked_cases()), [](const auto& given) {
  auto name = given.param.folder.filename().string() + "_" + std::to_string(given.param.number);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

TEST(PolicyFolders, EachHasAtLeastTwelveCasesAndItsPaper) {
  ASSERT_FALSE(policy_folders().empty());
  for (const auto& folder : policy_folders()) {
    EXPECT_FALSE(text_of_file(folder / "about.md").empty()) << folder;
    auto cases = parse_json(text_of_file(folder / "cases.json"));
    ASSERT_TRUE(cases) << folder;
    EXPECT_GE(cases->as_array().size(), 12u) << folder;
  }
}

}  // namespace
}  // namespace moteplass::policy
