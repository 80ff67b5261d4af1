// Models that import others (DMN 1.5, 6.3.3).
#include <gtest/gtest.h>

#include <map>

#include "dmn/dmn.h"
#include "dmn/example_test.h"

namespace moteplass::dmn {
namespace {

using feel::Context;
using feel::Value;

// A model of its own namespace, "urn:" and its name.
std::string model_text(const std::string& name, const std::string& inside) {
  return "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"" + name +
         "\" namespace=\"urn:" + name + "\">\n" + inside + "</definitions>\n";
}

std::string import(const std::string& name, const std::string& model) {
  return "<import name=\"" + name + "\" namespace=\"urn:" + model +
         "\" importType=\"https://www.omg.org/spec/DMN/20230324/MODEL/\"/>\n";
}

std::string requires_of(const std::string& model, const std::string& kind, const std::string& id) {
  bool knowledge = kind == "requiredKnowledge";
  std::string element = knowledge ? "knowledgeRequirement" : "informationRequirement";
  return "<" + element + "><" + kind + " href=\"urn:" + model + "#" + id + "\"/></" + element + ">";
}

// Models as they are read one after the other, each found by those that come later.
class Shelf {
 public:
  Result<Model, std::vector<Diagnostic>> read(const std::string& text, const std::string& file) {
    auto model = Model::read(text, file, [this](std::string_view name_space) -> const Model* {
      auto found = models_.find(std::string(name_space));
      return found == models_.end() ? nullptr : &found->second;
    });
    if (model) models_.insert_or_assign(model->name_space(), *model);
    return model;
  }

 private:
  std::map<std::string, Model> models_;
};

std::string law() {
  using namespace example;
  return model_text(
      "lov",
      "<itemDefinition name=\"tStoff\"><itemComponent name=\"navn\"><typeRef>string</typeRef></itemComponent>"
      "<itemComponent name=\"mengde\"><typeRef>number</typeRef></itemComponent></itemDefinition>\n" +
          input("Alder", "number") + decision("Myndig", requires_input("Alder"), literal("Alder >= 18")) +
          "<businessKnowledgeModel name=\"Lite\" id=\"b_Lite\"><variable name=\"Lite\"/><encapsulatedLogic>"
          "<formalParameter name=\"mengde\" typeRef=\"number\"/>" +
          literal("mengde < grense(1)") + "</encapsulatedLogic></businessKnowledgeModel>\n" +
          "<businessKnowledgeModel name=\"Halv\" id=\"b_Halv\"><variable name=\"Halv\"/><encapsulatedLogic>"
          "<formalParameter name=\"mengde\" typeRef=\"number\"/>" +
          literal("mengde / 2") + "</encapsulatedLogic></businessKnowledgeModel>\n");
}

TEST(Imports, AreKnownByTheNameTheyAreImportedUnder) {
  using namespace example;
  Shelf shelf;
  ASSERT_TRUE(shelf.read(law(), "lov.dmn"));
  auto model = shelf.read(
      model_text("kommune", import("lov", "lov") +
                                decision("Svar", requires_of("lov", "requiredDecision", "d_Myndig"),
                                         literal("if lov.Myndig then \"sak\" else \"møte\"")) +
                                decision("Mengde", requires_of("lov", "requiredKnowledge", "b_Halv"),
                                         literal("lov.Halv(10) + lov.Halv(mengde: 4)"))),
      "kommune.dmn");
  ASSERT_TRUE(model) << to_string(model.error().front());
  EXPECT_EQ(evaluate(*model, "Svar", Context{{"Alder", 16}}).value, Value("møte"));
  EXPECT_EQ(evaluate(*model, "Svar", Context{{"Alder", 18}}).value, Value("sak"));
  EXPECT_EQ(evaluate(*model, "Mengde", {}).value, Value(7));
}

TEST(Imports, BringTheirTypes) {
  using namespace example;
  Shelf shelf;
  ASSERT_TRUE(shelf.read(law(), "lov.dmn"));
  auto model = shelf.read(
      model_text("kommune",
                 import("lov", "lov") + input("Funn", "lov.tStoff") +
                     decision("Svar", requires_input("Funn"), literal("Funn.mengde * 2")) +
                     decision("Slag", requires_input("Funn"), literal("Funn instance of lov.tStoff"))),
      "kommune.dmn");
  ASSERT_TRUE(model) << to_string(model.error().front());
  EXPECT_TRUE(model->warnings().empty());
  Value found = Context{{"navn", "hasj"}, {"mengde", 3}};
  EXPECT_EQ(evaluate(*model, "Svar", Context{{"Funn", found}}).value, Value(6));
  EXPECT_EQ(evaluate(*model, "Slag", Context{{"Funn", found}}).value, Value(true));
  Outcome outcome = evaluate(*model, "Svar", Context{{"Funn", Context{{"navn", "hasj"}}}});
  EXPECT_EQ(outcome.value, Value());
  EXPECT_EQ(outcome.status, Status::failed);
}

TEST(Imports, WithoutANameAreKnownBare) {
  using namespace example;
  Shelf shelf;
  ASSERT_TRUE(shelf.read(law(), "lov.dmn"));
  auto model = shelf.read(
      model_text("kommune",
                 import("", "lov") + decision("Svar", requires_of("lov", "requiredDecision", "d_Myndig"),
                                              literal("not(Myndig)"))),
      "kommune.dmn");
  ASSERT_TRUE(model) << to_string(model.error().front());
  EXPECT_EQ(evaluate(*model, "Svar", Context{{"Alder", 16}}).value, Value(true));
}

TEST(Imports, MayThemselvesImport) {
  using namespace example;
  Shelf shelf;
  ASSERT_TRUE(shelf.read(law(), "lov.dmn"));
  ASSERT_TRUE(shelf.read(
      model_text("fylke",
                 import("lov", "lov") + decision("Ung", requires_of("lov", "requiredDecision", "d_Myndig"),
                                                 literal("not(lov.Myndig)"))),
      "fylke.dmn"));
  auto model =
      shelf.read(model_text("kommune", import("fylket", "fylke") +
                                           decision("Svar", requires_of("fylke", "requiredDecision", "d_Ung"),
                                                    literal("if fylket.Ung then 1 else 2"))),
                 "kommune.dmn");
  ASSERT_TRUE(model) << to_string(model.error().front());
  EXPECT_EQ(evaluate(*model, "Svar", Context{{"Alder", 16}}).value, Value(1));
  EXPECT_EQ(evaluate(*model, "Svar", Context{{"Alder", 30}}).value, Value(2));
}

TEST(Imports, ThatAreNotAtHandAreAnError) {
  using namespace example;
  Shelf shelf;
  auto model = shelf.read(model_text("kommune", import("lov", "lov")), "kommune.dmn");
  ASSERT_FALSE(model);
  EXPECT_EQ(to_string(model.error().front()),
            "kommune.dmn:2:2: error: the imported model urn:lov is not at hand");
}

TEST(Imports, ReferencesIntoThemMustLeadSomewhere) {
  using namespace example;
  Shelf shelf;
  ASSERT_TRUE(shelf.read(law(), "lov.dmn"));
  auto model = shelf.read(
      model_text("kommune",
                 import("lov", "lov") +
                     decision("Svar", requires_of("lov", "requiredDecision", "d_Borte"), literal("1"))),
      "kommune.dmn");
  ASSERT_FALSE(model);
  EXPECT_NE(to_string(model.error().front()).find("urn:lov#d_Borte leads nowhere"), std::string::npos);
}

TEST(Imports, ProblemsNameTheFileTheyAreIn) {
  using namespace example;
  Shelf shelf;
  ASSERT_TRUE(shelf.read(law(), "lov.dmn"));
  auto model =
      shelf.read(model_text("kommune", import("lov", "lov") +
                                           decision("Svar", requires_of("lov", "requiredKnowledge", "b_Lite"),
                                                    literal("lov.Lite(3)"))),
                 "kommune.dmn");
  ASSERT_TRUE(model) << to_string(model.error().front());
  Outcome outcome = evaluate(*model, "Svar", {});
  EXPECT_EQ(outcome.value, Value());
  ASSERT_FALSE(outcome.problems.empty());
  EXPECT_EQ(outcome.problems.front().file, "lov.dmn") << to_string(outcome.problems.front());
}

}  // namespace
}  // namespace moteplass::dmn
