#include "policy/binding.h"

#include <gtest/gtest.h>

namespace moteplass::policy {
namespace {

// A model that compares cannabis in grams and has no threshold for anything else.
Measures only_cannabis() {
  return {[](Substance substance, std::string_view unit) {
            return substance == Substance::cannabis && unit == "gram";
          },
          [](Substance substance) { return substance == Substance::cannabis; }};
}

Facts with(SubstanceFound found) {
  Facts facts;
  facts.encounter.substances = std::vector{found};
  return facts;
}

// Mengde and enhet of the one finding, as the model sees them.
std::pair<std::string, std::string> seen(Substance substance, std::string_view amount, Unit unit) {
  auto inputs = to_feel(with({substance, Decimal::parse(amount), unit}), only_cannabis());
  auto found = inputs.context()->find("Påtreff")->context()->find("stoffer")->list()->at(0);
  auto text = [&](std::string_view name) {
    auto value = found.context()->find(name);
    return value->is_unknown() ? "unknown" : feel::to_string(*value);
  };
  return {text("mengde"), text("enhet")};
}

TEST(Binding, TurnsUnitsOfOneKindIntoOne) {
  using Seen = std::pair<std::string, std::string>;
  EXPECT_EQ(seen(Substance::cannabis, "3.2", Unit::g), Seen("3.2", "\"gram\""));
  EXPECT_EQ(seen(Substance::cannabis, "0.0151", Unit::kg), Seen("15.1", "\"gram\""));
  EXPECT_EQ(seen(Substance::cannabis, "1", Unit::mg), Seen("0.001", "\"gram\""));
  EXPECT_EQ(seen(Substance::ghb, "100", Unit::ml), Seen("1", "\"dl\""));
  EXPECT_EQ(seen(Substance::ghb, "0.5", Unit::dl), Seen("0.5", "\"dl\""));
  EXPECT_EQ(seen(Substance::medicine, "25", Unit::doses), Seen("25", "\"rusdoser\""));
}

TEST(Binding, AnAmountOfAnotherKindThanTheThresholdIsUnknown) {
  EXPECT_EQ(seen(Substance::cannabis, "3", Unit::pieces).first, "unknown");
  EXPECT_EQ(seen(Substance::cannabis, "3", Unit::ml).second, "unknown");
  // Where there is no threshold at all there is nothing to mix up: the model says so itself.
  EXPECT_EQ(seen(Substance::lsd, "3", Unit::pieces).first, "3");
}

TEST(Binding, NamesFactsAsTheCaseDoes) {
  auto facts = with({Substance::cannabis, std::nullopt, Unit::g});
  EXPECT_EQ(json_path("Person.rusavhengighet", facts), "person.addiction");
  EXPECT_EQ(json_path("Historikk.uteblivelser", facts), "history.no_shows");
  EXPECT_EQ(json_path("Påtreff.stoffer", facts), "encounter.substances");
  EXPECT_EQ(json_path("Påtreff.stoffer[1].mengde", facts), "encounter.substances[0].amount");
  EXPECT_EQ(json_path("Påtreff.stoffer[12].stoff", facts), "encounter.substances[11].substance");
  EXPECT_EQ(json_path("Befatning", facts), "Befatning");
  facts.encounter.substances->at(0) = {Substance::cannabis, Decimal(3), Unit::pieces};
  EXPECT_EQ(json_path("Påtreff.stoffer[1].mengde", facts), "encounter.substances[0].unit");
}

TEST(Binding, UnknownFactsStayUnknown) {
  auto inputs = to_feel(Facts{}, only_cannabis());
  for (const auto& [name, input] : inputs.context()->entries()) {
    for (const auto& [component, value] : input.context()->entries()) {
      EXPECT_TRUE(value.is_unknown()) << name << "." << component;
      EXPECT_TRUE(is_fact(name + "." + component));
    }
  }
}

TEST(Binding, AnAnswerIsWholeOrNone) {
  auto feedback = [](feel::Value scope, feel::Value tests) {
    return to_answer(Question::feedback, feel::Context{{"omfang", std::move(scope)},
                                                       {"prøvesvar", std::move(tests)},
                                                       {"opplysninger", feel::Value()}});
  };
  EXPECT_TRUE(feedback("ingenting", false).stated);
  EXPECT_FALSE(feedback("ikke angitt", "ikke angitt").stated);
  EXPECT_EQ(to_text(feedback("ikke angitt", false).members),
            R"({"scope":"ikke angitt","tests_reported":false})");
  EXPECT_EQ(to_text(feedback("ingenting", feel::Value()).members), R"({"scope":"nothing"})");
  EXPECT_EQ(feedback("ingenting", false).fault, "");
  EXPECT_NE(feedback("alt", false).fault, "");
  EXPECT_NE(feedback("ingenting", "nei").fault, "");
  EXPECT_NE(to_answer(Question::feedback, feel::Context{{"omfang", "ingenting"}}).fault, "");
  EXPECT_NE(to_answer(Question::feedback, feel::Value("ingenting")).fault, "");
}

// Each part stands once, and its words go both ways.
TEST(Binding, EveryMemberHasItsName) {
  auto members = all_members();
  EXPECT_EQ(members.front().json, "reaction");
  for (const auto& member : members) {
    EXPECT_EQ(std::count_if(members.begin(), members.end(),
                            [&](const Member& other) {
                              return other.question == member.question &&
                                     (other.json == member.json || other.norwegian == member.norwegian);
                            }),
              1)
        << member.json;
    EXPECT_EQ(member_to_json(member.question, member.json, feel::Value()), json::value(nullptr));
    EXPECT_EQ(member_to_json(member.question, member.json, not_stated_text), json::value(not_stated_text));
  }
  EXPECT_EQ(norwegian_word(Question::no_show, "steps", "outreach"), "oppsøking");
  EXPECT_EQ(member_to_json(Question::reaction, "reaction", "møteplikt"), json::value("duty_to_attend"));
  EXPECT_FALSE(member_to_json(Question::reaction, "reaction", "bot"));
  EXPECT_FALSE(member_to_json(Question::reaction, "team", "bot"));
}

TEST(Binding, FindsTheFactsThatAnExpressionNames) {
  Facts facts;
  facts.encounter.acts = {Act::use};
  facts.person.age = 20;
  auto paths = [&](std::string_view expression) {
    std::vector<std::string> found;
    for (const auto& [path, value] : facts_in(expression, facts)) found.push_back(path);
    return found;
  };
  using Paths = std::vector<std::string>;
  EXPECT_EQ(paths("some h in Påtreff.handlinger satisfies h = \"bruk\""), Paths{"encounter.acts"});
  EXPECT_EQ(paths("some h in handlinger satisfies h = \"bruk\""), Paths{"encounter.acts"});
  EXPECT_EQ(paths("Person.alder < 18 and Påtreff.nær skole"), (Paths{"encounter.near_school", "person.age"}));
  EXPECT_EQ(paths("behandlinger != [] and sak.alder > 3 and aldersgruppe = 1"), Paths{});
}

}  // namespace
}  // namespace moteplass::policy
