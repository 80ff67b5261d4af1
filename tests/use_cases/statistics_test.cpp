// The unit's figures, from message to page: open cases as they stand, closed ones as they were counted.
#include "app/statistics_desk.h"

#include <gmock/gmock.h>

#include "fixture.h"
#include "statistics/table_text.h"
#include "store/memory_help_store.h"

namespace moteplass::app {
namespace {

using namespace casework;
using testing::Not;

class Statistics : public Unit {
 protected:
  // A person of that age, in the postal area given, whose case is led to its end.
  void closed_case(int number, std::string_view born, std::string_view postal_code, bool attends,
                   std::string_view protection = {}) {
    auto id = fmt::format("m-{}", number);
    auto sent = message(id);
    auto& person = sent.as_object()["person"].as_object();
    person["birth_date"] = born;
    person["street"] = "Testveien 1";
    person["postal_code"] = postal_code;
    person["place"] = "Eksempelby";
    if (!protection.empty()) person["protection"] = protection;
    clock.time = parse_local("2026-03-20T10:00").value();
    receive(sent);
    auto c = case_of_message(id);
    carry_out(c, OpenMessage{});
    carry_out(c, Assess{AssessmentOutcome::duty_stands});
    carry_out(c, BookMeeting{meeting("2026-03-30T10:00")});
    carry_out(c, Summon{});
    clock.time = parse_local("2026-03-30T11:00").value();
    carry_out(c, RecordAttendance{attends ? Attendance::attended : Attendance::not_attended});
    carry_out(c, SendFeedback{});
    ASSERT_EQ(carry_out(c, CloseCase{}), "");
  }

  const statistics::ShownTable& table(const YearFigures& figures, std::string_view rows) {
    for (const auto& shown : figures.tables)
      if (shown.rows == rows) return shown;
    throw std::runtime_error("no such table");
  }

  std::unique_ptr<HelpStore> help_store = store::make_memory_help_store(entropy);
  StatisticsDesk statistics{setup, *help_store};
  User leader{"leif", "Leif Leder", Role::leader, ""};
};

TEST_F(Statistics, WhereSomeoneWithAProtectedAddressLivesIsNotCounted) {
  closed_case(1, "1995-08-08", "0550", true, "code_7");
  auto figures = store->figures().value();
  EXPECT_THAT(figures, testing::Contains(Figure{2026, "district", "unknown", "outcome", "attended", 1}));
  EXPECT_THAT(figures, Not(testing::Contains(Figure{2026, "district", "05xx", "outcome", "attended", 1})));
}

TEST_F(Statistics, AClosedCaseIsCountedOnceAndStaysWhenItsRowsAreGone) {
  closed_case(1, "1995-08-08", "0550", true);
  auto figures = store->figures().value();
  EXPECT_THAT(figures, testing::Contains(Figure{2026, "all", "all", "outcome", "attended", 1}));
  EXPECT_THAT(figures, testing::Contains(Figure{2026, "all", "all", "offence_to_meeting", "44", 1}));
  EXPECT_THAT(figures, testing::Contains(Figure{2026, "month", "03", "outcome", "attended", 1}));
  EXPECT_THAT(figures, testing::Contains(Figure{2026, "age_band", "30-39", "receipt_to_meeting", "10", 1}));
  EXPECT_THAT(figures, testing::Contains(Figure{2026, "district", "05xx", "outcome", "attended", 1}));
  EXPECT_THAT(figures, testing::Contains(Figure{2026, "sex", "unknown", "outcome", "attended", 1}));
  ASSERT_TRUE(rebuild_rows(*store, unit.goals));
  EXPECT_EQ(store->figures().value(), figures);
  // As after an erasure: neither row nor stream is read for what was counted.
  ASSERT_TRUE(store->write([](Transaction& transaction) {
    (void)transaction.clear_rows();
    return Verdict::keep;
  }));
  EXPECT_EQ(statistics.year(leader, 2026)->tables.size(), 8u);
  EXPECT_EQ(store->figures().value(), figures);
}

TEST_F(Statistics, SexIsCountedWhereTheSenderStatedIt) {
  auto stated = message("m-1");
  stated.as_object()["person"].as_object()["sex"] = "female";
  receive(stated);
  receive(message("m-2"));
  unit.least_shown = 2;
  auto all = figures_of_unit(*store, *help_store, unit).value();
  EXPECT_THAT(all.figures, testing::Contains(Figure{2026, "sex", "female", "outcome", "under_way", 1}));
  EXPECT_THAT(all.figures, testing::Contains(Figure{2026, "sex", "unknown", "outcome", "under_way", 1}));
}

TEST_F(Statistics, NothingKeptSaysWhoseItWas) {
  closed_case(1, "1995-08-08", "0550", true);
  auto id = case_of_message("m-1");
  std::string all;
  const auto counted = store->figures().value();
  for (const auto& figure : counted)
    all += fmt::format("{} {} {} {} {};", figure.year, figure.property, figure.value, figure.measure,
                       figure.reading);
  for (std::string_view secret :
       {std::string_view(id), std::string_view("Sander"), std::string_view("08889542099"),
        std::string_view("1995-08"), std::string_view("Testveien"), std::string_view("0550"),
        std::string_view("14004711"), std::string_view("2026-1"), std::string_view("m-1")})
    EXPECT_THAT(all, Not(testing::HasSubstr(secret)));
}

TEST_F(Statistics, OpenCasesAreCountedAsTheyStandAndNotKept) {
  receive(message());
  EXPECT_TRUE(store->figures().value().empty());
  unit.least_shown = 2;
  auto figures = statistics.year(leader, std::nullopt).value();
  EXPECT_EQ(figures.year, 2026);
  EXPECT_EQ(table(figures, "age_band").row_values, std::vector<std::string>{"30-39"});
  EXPECT_EQ(table(figures, "age_band").total, std::nullopt) << "one case is a person";
  clock.time += std::chrono::minutes(1);
  receive(message("m-2"));
  EXPECT_EQ(table(statistics.year(leader, 2026).value(), "age_band").at(0, 0), 2);
}

TEST_F(Statistics, SmallGroupsAreHiddenWithTheirTimes) {
  int number = 0;
  for (int i = 0; i < 6; ++i) closed_case(++number, "1995-08-08", "0550", true);
  for (int i = 0; i < 8; ++i) closed_case(++number, "1970-08-08", "0650", true);
  for (int i = 0; i < 5; ++i) closed_case(++number, "1970-08-08", "0650", false);
  closed_case(++number, "2010-01-01", "0650", true);
  auto figures = statistics.year(leader, 2026).value();
  const auto& ages = table(figures, "age_band");
  EXPECT_EQ(ages.row_values, (std::vector<std::string>{"15-17", "30-39", "50-"}));
  auto attended = static_cast<std::size_t>(FiguresOutcome::attended);
  EXPECT_FALSE(ages.at(0, attended)) << "one";
  EXPECT_FALSE(ages.row_totals[0]);
  EXPECT_FALSE(ages.at(1, attended) && ages.at(2, attended) && ages.column_totals[attended])
      << "the one must not be the difference";
  EXPECT_EQ(ages.total, 20);
  EXPECT_EQ(table(figures, "sex").row_values, std::vector<std::string>{"unknown"});
  auto ages_at = static_cast<std::size_t>(&ages - figures.tables.data());
  for (std::size_t row = 0; row < ages.row_values.size(); ++row) {
    if (ages.at(row, attended)) continue;
    EXPECT_FALSE(figures.groups[ages_at][row].receipt_to_meeting) << ages.row_values[row];
    EXPECT_FALSE(figures.groups[ages_at][row].attended_per_cent) << ages.row_values[row];
  }
  auto csv = to_csv(figures);
  EXPECT_THAT(csv, testing::HasSubstr("age_band,15-17,outcome,attended,:\r\n"));
  EXPECT_THAT(csv, testing::HasSubstr("all,all,days_receipt_to_opening,median,0\r\n"));
}

TEST_F(Statistics, DistrictsAreTheUnitsOwnAndResidentsMakeThemComparable) {
  std::vector<District> districts{{"Øst", {{"0550", "0599"}, {"0650", "0650"}}, 2000},
                                  {"Vest", {{"0250", "0260"}}}};
  EXPECT_EQ(district_of("0599", districts), "Øst");
  EXPECT_EQ(district_of("0650", districts), "Øst");
  EXPECT_EQ(district_of("0255", districts), "Vest");
  EXPECT_EQ(district_of("0651", districts), "unknown");
  EXPECT_EQ(district_of(std::nullopt, districts), "unknown");
  EXPECT_EQ(district_of("0651", {}), "06xx");
  unit.districts = districts;
  for (int i = 1; i <= 6; ++i) closed_case(i, "1995-08-08", "0550", true);
  auto figures = statistics.year(leader, 2026).value();
  auto at = static_cast<std::size_t>(&table(figures, "district") - figures.tables.data());
  EXPECT_EQ(figures.groups[at][0].per_thousand_residents, 3.0);
  EXPECT_EQ(figures.groups[at][0].attended_per_cent, 100);
  EXPECT_EQ(figures.groups[at][0].receipt_to_meeting, (statistics::Quartiles{10, 10, 10}));
}

TEST_F(Statistics, AreForTheUnitAndForYearsThatAre) {
  EXPECT_EQ(statistics.year(officer, 2026).error().code, ProblemCode::forbidden);
  EXPECT_TRUE(statistics.year(caseworker, 2026));
  EXPECT_EQ(statistics.year(leader, 1999).error().code, ProblemCode::not_found);
  EXPECT_EQ(statistics.year(leader, std::nullopt)->years, std::vector<int>{2026});
}

}  // namespace
}  // namespace moteplass::app
