// Every scenario of scenarios/, one test a file.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "scenario.h"

namespace moteplass::flow {
namespace {

std::vector<std::filesystem::path> scenario_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(MOTEPLASS_SOURCE_DIR "/tests/flow/scenarios")) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string text_of(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

class Flow : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(Flow, Holds) {
  for (const std::string& fault : run_scenario(text_of(GetParam()))) {
    ADD_FAILURE() << GetParam().filename().string() << ", " << fault;
  }
}

INSTANTIATE_TEST_SUITE_P(Scenarios, Flow, testing::ValuesIn(scenario_files()),
                         [](const auto& file) { return file.param.stem().string(); });

TEST(Scenario, TellsWhatDoesNotHold) {
  auto faults = run_scenario(
      "given 2026-03-02 09:00 message received\n"
      "when 2026-03-02 10:00 open\n"
      "then message received\n"
      "and stage received\n"
      "when 2026-03-02 11:00 open\n"
      "when 2026-03-02 12:00 dance\n"
      "weather fine\n");
  EXPECT_EQ(faults,
            (std::vector<std::string>{
                "line 3: came of it: message opened", "line 4: the stage is opened",
                "line 6: before this line, unsaid: refused: already_opened", "line 6: no such command: dance",
                "line 7: a line begins with message:, policy:, given, when, then or and"}));
}

}  // namespace
}  // namespace moteplass::flow
