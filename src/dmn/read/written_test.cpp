#include "dmn/read/written.h"

#include <gmock/gmock.h>

namespace moteplass::dmn {
namespace {

using testing::ElementsAre;

constexpr std::string_view model = R"(<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="M" namespace="urn:m">
  <description> What it is. </description>
  <inputData id="i" name="I"/>
  <decision id="d" name="D"><question>Which?</question>
    <informationRequirement><requiredInput href="#i"/></informationRequirement>
    <informationRequirement><requiredDecision href="#e"/></informationRequirement>
    <knowledgeRequirement><requiredKnowledge href="urn:other#k"/></knowledgeRequirement>
    <decisionTable id="t" hitPolicy="COLLECT" aggregation="SUM">
      <input id="c1" label="Alder"><inputExpression><text>Person.alder</text></inputExpression></input>
      <output id="o1" label="Svar" name="svar"><defaultOutputEntry><text>0</text></defaultOutputEntry></output>
      <annotation name="Kilde"/><annotation name="Merknad"/>
      <rule id="r1"><inputEntry><text>&lt; 15</text></inputEntry><outputEntry><text>1</text></outputEntry>
        <annotationEntry><text>strl. § 20</text></annotationEntry></rule>
    </decisionTable></decision>
  <businessKnowledgeModel id="k" name="K"><description>How.</description>
    <encapsulatedLogic><formalParameter name="a"/><formalParameter name="b"/>
      <literalExpression><text> a + b </text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
  <decision id="e" name="E"><context><contextEntry/></context></decision>
</definitions>)";

TEST(Written, KeepsWhatTheFileSays) {
  auto written = as_written(model);
  EXPECT_EQ(written.name_space, "urn:m");
  EXPECT_EQ(written.description, "What it is.");
  ASSERT_EQ(written.elements.size(), 3u);
  const auto& decision = written.elements[0];
  EXPECT_EQ(decision.id, "d");
  EXPECT_EQ(decision.question, "Which?");
  EXPECT_THAT(decision.builds_on, ElementsAre("urn:m#e", "urn:other#k"));
  ASSERT_TRUE(decision.table);
  EXPECT_EQ(decision.table->hit_policy, "COLLECT SUM");
  EXPECT_EQ(decision.table->inputs[0].label, "Alder");
  EXPECT_EQ(decision.table->inputs[0].text, "Person.alder");
  EXPECT_EQ(decision.table->outputs[0].text, "svar");
  EXPECT_EQ(decision.table->outputs[0].default_output, "0");
  EXPECT_THAT(decision.table->annotations, ElementsAre("Kilde", "Merknad"));
  EXPECT_THAT(decision.table->rules[0].inputs, ElementsAre("< 15"));
  EXPECT_THAT(decision.table->rules[0].annotations, ElementsAre("strl. § 20", ""));
}

TEST(Written, ReadsFunctionsAndNamesWhatItDoesNotRead) {
  auto written = as_written(model);
  const auto& function = written.elements[1];
  EXPECT_EQ(function.kind, WrittenElement::Kind::knowledge);
  EXPECT_THAT(function.parameters, ElementsAre("a", "b"));
  EXPECT_EQ(function.expression, "a + b");
  EXPECT_FALSE(function.table);
  EXPECT_EQ(written.elements[2].other, "context");
}

TEST(Written, IsEmptyForWhatIsNoModel) {
  EXPECT_TRUE(as_written("<html/>").elements.empty());
  EXPECT_TRUE(as_written("not XML").elements.empty());
}

}  // namespace
}  // namespace moteplass::dmn
