#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/decimal.h"
#include "base/hash.h"
#include "base/identity_number.h"
#include "base/json.h"
#include "base/time.h"

namespace moteplass {
namespace {

TEST(Decimal, KeepsThirtyFourDigitsAndNoBinaryError) {
  EXPECT_EQ((*Decimal::parse("0.1") + *Decimal::parse("0.2")), *Decimal::parse("0.3"));
  EXPECT_EQ((Decimal(1) / Decimal(3)).to_string(), "0.3333333333333333333333333333333333");
  EXPECT_EQ(Decimal::parse("3.20")->to_string(), "3.2");
  EXPECT_EQ(Decimal::parse("-0.00100")->to_string(), "-0.001");
  EXPECT_EQ(Decimal(1200).to_string(), "1200");
  EXPECT_EQ(Decimal::parse("1e3")->to_int64(), 1000);
  EXPECT_FALSE(Decimal::parse("2.5")->to_int64());
}

TEST(Decimal, RefusesWhatIsNoNumber) {
  for (auto text : {"", "-", ".", "1.", "1,5", " 1", "1 ", "0x1", "1e", "NaN", "Infinity", "1e9999999"}) {
    EXPECT_FALSE(Decimal::parse(text)) << text;
  }
  EXPECT_FALSE((Decimal(1) / Decimal(0)).is_finite());
}

TEST(Time, ReadsAndWritesDates) {
  EXPECT_EQ(to_string(*parse_date("2026-03-14")), "2026-03-14");
  for (auto text :
       {"2026-02-29", "2026-13-01", "2026-3-14", "0001-01-01", "9999-01-01", "2026-03-14T00:00"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
}

TEST(Time, NorwegianWallClockFollowsSummerTime) {
  EXPECT_EQ(to_string(*parse_local("2026-01-15T09:30")), "2026-01-15T08:30:00.000Z");
  EXPECT_EQ(to_string(*parse_local("2026-07-15T09:30")), "2026-07-15T07:30:00.000Z");
  EXPECT_FALSE(parse_local("2026-03-29T02:30"));  // skipped by summer time
  EXPECT_EQ(to_local(*parse_instant("2026-07-15T22:30:00Z")).date, *parse_date("2026-07-16"));
  EXPECT_EQ(to_string(*parse_instant("2026-03-14T09:30:00+01:00")), "2026-03-14T08:30:00.000Z");
}

TEST(Time, CountsYearsLikeBirthdays) {
  EXPECT_EQ(years_between(*parse_date("2008-03-15"), *parse_date("2026-03-14")), 17);
  EXPECT_EQ(years_between(*parse_date("2008-03-14"), *parse_date("2026-03-14")), 18);
  EXPECT_EQ(years_between(*parse_date("2008-02-29"), *parse_date("2026-02-28")), 17);
}

TEST(Hash, KnownAnswer) {
  EXPECT_EQ(to_hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(from_hex("00ff"), std::string("\0\xff", 2));
  EXPECT_FALSE(from_hex("0g"));
}

TEST(IdentityNumber, ReadsTheKindFromTheDigits) {
  auto kind = [](std::string_view text) { return IdentityNumber::parse(text)->kind(); };
  EXPECT_EQ(kind("13897248098"), IdentityNumberKind::synthetic);
  EXPECT_EQ(kind("17898564452"), IdentityNumberKind::synthetic);
  EXPECT_EQ(kind("53897248081"), IdentityNumberKind::synthetic_d_number);
}

TEST(IdentityNumber, NamesTheFault) {
  EXPECT_EQ(IdentityNumber::parse("1389724809").error(), IdentityNumberFault::not_eleven_digits);
  EXPECT_EQ(IdentityNumber::parse("1389724809x").error(), IdentityNumberFault::not_eleven_digits);
  EXPECT_EQ(IdentityNumber::parse("32897248098").error(), IdentityNumberFault::no_such_date);
  EXPECT_EQ(IdentityNumber::parse("13897248099").error(), IdentityNumberFault::bad_checksum);
}

// Of the hundred endings of one beginning, today's rule leaves one and the rule of 2032 two more.
TEST(IdentityNumber, TheRuleOf2032LoosensOnlyTheFirstCheckDigit) {
  std::vector<std::string> accepted;
  for (int k = 0; k < 100; ++k) {
    auto text = fmt::format("138972480{:02}", k);
    if (IdentityNumber::parse(text)) accepted.push_back(text);
  }
  EXPECT_EQ(accepted, (std::vector<std::string>{"13897248004", "13897248012", "13897248098"}));
}

TEST(Json, RefusesWhatOthersLetPass) {
  EXPECT_TRUE(parse_json(R"({"a":[1,2,{"b":null}]})"));
  EXPECT_EQ(parse_json(R"({"a":1,"a":2})").error().problem, "the same key twice in one object");
  EXPECT_FALSE(parse_json(R"({"a":1,"\u0061":2})"));
  EXPECT_TRUE(parse_json(R"([{"a":1},{"a":2,"b":{"a":3}}])"));
  EXPECT_FALSE(parse_json("{} x"));
  EXPECT_FALSE(parse_json(""));
  EXPECT_FALSE(parse_json("{\"a\":\"\xff\"}"));
  EXPECT_TRUE(parse_json("[18446744073709551615, -0.5]"));
  EXPECT_EQ(parse_json("[1e400]").error().problem, "a number too large to hold exactly");
  EXPECT_EQ(parse_json("[1, 0.12345678901234567890]").error().problem, "a number with more than 15 digits");
  EXPECT_EQ(parse_json("[1, 0.12345678901234567890]").error().offset, 4u);
  for (const char* fine : {"0.123456789012345", "-123456789012.345", "1.5E3", "1e-15", "0.0e-400", "-0.0",
                           "9007199254740992", "0.000000000000001", "\"0.12345678901234567890\""})
    EXPECT_TRUE(parse_json(fine)) << fine;
  for (const char* too_fine : {"1234567890123.456", "4.75E-58", "1e-16", "0.0000000000000001", "1.5e-15",
                               "-1.0000000000000000001", "1e-99999999999999999999"})
    EXPECT_FALSE(parse_json(too_fine)) << too_fine;
  std::string many = "{";
  for (int i = 0; i < 5'001; ++i) many += (i > 0 ? ",\"" : "\"") + std::to_string(i) + "\":1";
  EXPECT_EQ(parse_json(many + "}").error().problem, "more than 5000 members in one object");
  EXPECT_FALSE(parse_json(R"({"a":[123456789012345678901234567890]})"));
  EXPECT_FALSE(parse_json(std::string(40, '[') + std::string(40, ']')));
}

TEST(Json, ReaderListsEveryFaultWithItsPlace) {
  auto value = *parse_json(R"({"name":7,"age":200,"extra":1})");
  std::vector<FieldFault> faults;
  ObjectReader reader(value, "person", faults);
  EXPECT_FALSE(reader.text("name", Presence::required));
  EXPECT_FALSE(reader.whole_number("age", Presence::optional, 0, 130));
  EXPECT_FALSE(reader.boolean("present", Presence::required));
  reader.refuse_unknown();
  ASSERT_EQ(faults.size(), 4u);
  EXPECT_EQ(faults[0].field, "person.name");
  EXPECT_EQ(faults[1].kind, FaultKind::out_of_range);
  EXPECT_EQ(faults[2].kind, FaultKind::missing);
  EXPECT_EQ(to_string(faults[3]), "person.extra: unknown; expected no such member");
}

}  // namespace
}  // namespace moteplass
