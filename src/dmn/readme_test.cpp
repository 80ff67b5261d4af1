// The example of README.md, which is also here so that it compiles and says what it claims.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "dmn/batch/batch.h"
#include "dmn/known/explain.h"

namespace moteplass {
namespace {

std::string text_of(const std::string& path) {
  std::ifstream file(std::string(MOTEPLASS_SOURCE_DIR) + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

const char* const ferry =
    R"(<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="Ferry" namespace="urn:ferry">
  <inputData id="age" name="Age"><variable name="Age" typeRef="number"/></inputData>
  <inputData id="bicycle" name="Bicycle"><variable name="Bicycle" typeRef="boolean"/></inputData>
  <decision id="fare" name="Fare">
    <variable name="Fare" typeRef="number"/>
    <informationRequirement><requiredInput href="#age"/></informationRequirement>
    <informationRequirement><requiredInput href="#bicycle"/></informationRequirement>
    <decisionTable hitPolicy="UNIQUE">
      <input><inputExpression typeRef="number"><text>Age</text></inputExpression></input>
      <input><inputExpression typeRef="boolean"><text>Bicycle</text></inputExpression></input>
      <output/>
      <annotation name="Source"/>
      <rule><inputEntry><text>&lt; 6</text></inputEntry><inputEntry><text>-</text></inputEntry>
        <outputEntry><text>0</text></outputEntry><annotationEntry><text>Price list, 1</text></annotationEntry></rule>
      <rule><inputEntry><text>&gt;= 6</text></inputEntry><inputEntry><text>false</text></inputEntry>
        <outputEntry><text>40</text></outputEntry><annotationEntry><text>Price list, 2</text></annotationEntry></rule>
      <rule><inputEntry><text>&gt;= 6</text></inputEntry><inputEntry><text>true</text></inputEntry>
        <outputEntry><text>65</text></outputEntry><annotationEntry><text>Price list, 3</text></annotationEntry></rule>
    </decisionTable>
  </decision>
</definitions>)";

TEST(Readme, TheExampleDoesWhatItSays) {
  std::string xml = ferry;
  std::string told;
  auto say = [&](const auto&... parts) { ((told += parts, told += ' '), ...); };
  // [example]
  auto model = dmn::Model::read(xml, "ferry.dmn");  // or every fault, with line and column
  feel::Context facts{{"Age", 30}};                 // Bicycle is not known
  auto outcome = dmn::evaluate_with_unknowns(*model, "Fare", facts);
  if (outcome.status == dmn::Status::undecided)
    for (const auto& fact : dmn::what_facts_lead_to(*model, "Fare", facts))
      for (const auto& lead : fact.leads) say(fact.fact, lead.values, to_string(lead.value));

  facts.set("Bicycle", false);
  outcome = dmn::evaluate_with_unknowns(*model, "Fare", facts);
  for (const auto& rule : outcome.because) say(to_string(outcome.value), rule.annotations.at("Source"));
  for (const auto& flip : dmn::smallest_changes(*model, "Fare", facts))
    say(flip.changes[0].fact, flip.changes[0].values, to_string(flip.answer));
  // [example]
  EXPECT_EQ(told,
            "Bicycle true 65 Bicycle false 40 "
            "40 Price list, 2 "
            "Age < 6 0 Bicycle true 65 ");
}

TEST(Readme, ShowsTheExampleAsItStandsHere) {
  std::string here = text_of("/src/dmn/readme_test.cpp");
  std::string mark = "  // [example]\n";
  auto begin = here.find(mark) + mark.size();
  std::string example = here.substr(begin, here.find(mark, begin) - begin);
  std::string without_indent;
  for (std::size_t at = 0; at < example.size();) {
    auto end = example.find('\n', at) + 1;
    std::string line = example.substr(at, end - at);
    without_indent += line.size() > 2 ? line.substr(2) : line;
    at = end;
  }
  EXPECT_NE(text_of("/src/dmn/README.md").find(without_indent), std::string::npos) << without_indent;
}

}  // namespace
}  // namespace moteplass
