// Item definitions (DMN 1.5, 7.3.2 and 7.3.3) as evaluation sees them: what an input may hold.
#include <gtest/gtest.h>

#include "dmn/dmn.h"
#include "dmn/example_test.h"

namespace moteplass::dmn {
namespace {

using feel::Context;
using feel::List;
using feel::Value;

std::string unary_tests(const std::string& element, const std::string& tests) {
  return tests.empty() ? ""
                       : "<" + element + "><text>" + example::escaped(tests) + "</text></" + element + ">";
}

std::string collection(const std::string& name, const std::string& type, const std::string& allowed,
                       const std::string& constraint) {
  return "<itemDefinition name=\"" + name + "\" isCollection=\"true\"><typeRef>" + type + "</typeRef>" +
         unary_tests("allowedValues", allowed) + unary_tests("typeConstraint", constraint) +
         "</itemDefinition>\n";
}

// What an input of the type holds once it is handed in.
Value taken(const std::string& items, const std::string& type, const Value& value) {
  auto model = Model::read(
      example::definitions(items + example::input("Inn", type) +
                           example::decision("Ut", example::requires_input("Inn"), example::literal("Inn"))),
      "example.dmn");
  EXPECT_TRUE(model) << to_string(model.error().front());
  return evaluate(*model, "Ut", Context{{"Inn", value}}).value;
}

TEST(ItemDefinitions, AllowTheValuesTheyList) {
  std::string colour = example::item("tFarge", "string", "\"rød\", \"gul\"");
  EXPECT_EQ(taken(colour, "tFarge", "rød"), Value("rød"));
  EXPECT_EQ(taken(colour, "tFarge", "blå"), Value());
  EXPECT_EQ(taken(colour, "tFarge", 5), Value());
}

TEST(ItemDefinitions, AllowNoMoreThanTheTypeTheyAreMadeOf) {
  std::string ages =
      example::item("tAlder", "number", "[0..120]") + example::item("tVoksen", "tAlder", ">= 18");
  EXPECT_EQ(taken(ages, "tVoksen", 40), Value(40));
  EXPECT_EQ(taken(ages, "tVoksen", 17), Value());
  EXPECT_EQ(taken(ages, "tVoksen", 121), Value());
}

TEST(ItemDefinitions, OfCollectionsAllowValuesOfItemsAndConstrainTheWhole) {
  std::string few = collection("tFå", "number", "> 0", "count(?) < 3");
  EXPECT_EQ(taken(few, "tFå", List{1, 2}), Value(List{1, 2}));
  EXPECT_EQ(taken(few, "tFå", List{1, 0}), Value()) << "an item that is not allowed";
  EXPECT_EQ(taken(few, "tFå", List{1, 2, 3}), Value()) << "too many items";
  EXPECT_EQ(taken(few, "tFå", List{}), Value(List{}));
}

TEST(ItemDefinitions, ConvertWhatIsHandedIn) {
  std::string numbers = collection("tTall", "number", "", "");
  EXPECT_EQ(taken(numbers, "tTall", 1), Value(List{1})) << "a value becomes a list of one";
  EXPECT_EQ(taken("", "number", List{1}), Value(1)) << "and the other way round";
  EXPECT_EQ(taken("", "number", List{List{1}}), Value()) << "one list is taken off, not two";
  feel::CalendarDate day{2026, 3, 14};
  EXPECT_EQ(taken("", "date and time", day), Value(feel::DateTime{day, {0, 0, 0, 0, feel::Zone{0, ""}}}));
  EXPECT_EQ(taken("", "number", "1"), Value());
  EXPECT_EQ(taken(numbers, "tTall", Value()), Value());
}

}  // namespace
}  // namespace moteplass::dmn
