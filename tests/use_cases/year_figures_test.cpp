// The figures of a year as they may be shown: help, feedback, and several units added up.
#include "app/year_figures.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "app/feedback_figures.h"
#include "app/referral_figures.h"
#include "app/statistics_desk.h"
#include "statistics/table_text.h"

namespace moteplass::app {
namespace {

using casework::AgeBand;
using casework::FiguresOutcome;
using testing::HasSubstr;
using testing::Not;

void append(std::vector<Figure>& to, const std::vector<Figure>& more, int times = 1) {
  for (int i = 0; i < times; ++i) to.insert(to.end(), more.begin(), more.end());
}

std::vector<Figure> a_case(FiguresOutcome outcome, AgeBand age, const std::string& municipality) {
  casework::CaseFigures counted{2025, 3, outcome, age, 0, {}};
  if (outcome == FiguresOutcome::attended) counted.days[casework::Stretch::receipt_to_meeting] = 12;
  return figures_of(counted, {"05xx", municipality, "oslo-pd", "rer-2022"});
}

std::vector<Figure> a_referral(const std::string& kind, const std::string& outcome,
                               const std::string& reason = std::string(not_declined)) {
  std::vector<Figure> figures{{2025, "service_kind", kind, "referral", outcome, 1},
                              {2025, "declined_for", reason, "referral", outcome, 1},
                              {2025, "all", "all", "people_referred", "yes", 1}};
  if (outcome == "started") figures.push_back({2025, "service_kind", kind, "sent_to_started", "9", 1});
  return figures;
}

const statistics::ShownTable& table(const std::vector<statistics::ShownTable>& tables,
                                    std::string_view rows) {
  for (const auto& shown : tables)
    if (shown.rows == rows) return shown;
  throw std::runtime_error("no such table");
}

YearFigures of(const std::vector<UnitFigures>& units) {
  return year_figures(units, 2025, {5}, {});
}

TEST(YearFigures, SayWhetherHelpStartedByServiceAndWhyItDidNot) {
  UnitFigures unit{"A", "0301", {}};
  append(unit.figures, a_referral("nav", "started"), 7);
  append(unit.figures, a_referral("nav", "declined", "no_capacity"), 6);
  append(unit.figures, a_referral("youth", "started"), 2);
  append(unit.figures, a_referral("youth", "waiting"), 20);
  auto figures = of({unit});
  const auto& kinds = table(figures.referrals, "service_kind");
  EXPECT_EQ(kinds.row_values, (std::vector<std::string>{"nav", "youth"}));
  EXPECT_FALSE(kinds.at(1, 0)) << "two";
  EXPECT_FALSE(kinds.at(0, 0) && kinds.column_totals[0]) << "nor as a difference";
  EXPECT_EQ(kinds.total, 35);
  EXPECT_EQ(table(figures.referrals, "declined_for").row_values,
            (std::vector<std::string>{"no_capacity", "not_declined"}));
  EXPECT_EQ(figures.referral_groups[0][1].sent_to_started, std::nullopt) << "of two people";
  EXPECT_THAT(to_csv(figures), HasSubstr("service_kind,youth,referral,started,:\r\n"));
}

TEST(YearFigures, ShowDaysToTheStartOfHelpWhereEnoughHaveStarted) {
  UnitFigures unit{"A", "0301", {}};
  append(unit.figures, a_referral("nav", "started"), 7);
  auto figures = of({unit});
  EXPECT_EQ(figures.referral_groups[0][0].sent_to_started, (statistics::Quartiles{9, 9, 9}));
  EXPECT_THAT(to_csv(figures), HasSubstr("service_kind,nav,days_sent_to_started,median,9\r\n"));
}

TEST(YearFigures, ShowNothingOfHelpWhereFewPeopleStandBehindIt) {
  UnitFigures unit{"A", "0301", {}};
  // Four people, each referred to two kinds of service.
  for (const char* kind : {"nav", "youth"}) append(unit.figures, a_referral(kind, "started"), 4);
  for (auto& figure : unit.figures)
    if (figure.measure == "people_referred" && figure.cases == 1) figure.cases = 0;
  unit.figures.push_back({2025, "all", "all", "people_referred", "yes", 4});
  EXPECT_TRUE(of({unit}).referrals.empty());
}

TEST(YearFigures, CountEveryFormOnceInEachQuestion) {
  using enum FeedbackReading;
  UnitFigures unit{"A", "0301", {}};
  append(unit.figures, figures_of({yes, yes, partly, not_answered}, 2025, AgeBand::from_15), 6);
  append(unit.figures, figures_of({yes, no, yes, yes}, 2025, AgeBand::from_18), 8);
  // A form of which only one question was ever counted.
  append(unit.figures, {{2025, "age_band", "18-22", "feedback_listened", "no", 1}}, 5);
  auto figures = of({unit});
  ASSERT_EQ(figures.feedback.size(), 4u);
  for (const auto& question : figures.feedback) {
    EXPECT_EQ(question.total, 19) << question.columns;
    EXPECT_EQ(question.row_values, (std::vector<std::string>{"15-17", "18-22"}));
  }
  EXPECT_EQ(figures.feedback[0].at(0, 0), 6);
  EXPECT_EQ(figures.feedback[1].at(1, 3), 5) << "left open";
  EXPECT_THAT(to_csv(figures), HasSubstr("age_band,15-17,feedback_useful,partly,6\r\n"));
}

TEST(YearFigures, OfSeveralUnitsStandByUnitAndMunicipalityAndNotByDistrict) {
  UnitFigures city{"By", "0301", {}}, valley{"Dalen", "4601", {}};
  append(city.figures, a_case(FiguresOutcome::attended, AgeBand::from_18, "0301"), 20);
  append(valley.figures, a_case(FiguresOutcome::attended, AgeBand::from_18, "4601"), 10);
  append(valley.figures, a_case(FiguresOutcome::attended, AgeBand::from_18, "4602"), 8);
  auto figures = of({city, valley});
  EXPECT_EQ(figures.units, (std::vector<std::string>{"By (0301)", "Dalen (4601)"}));
  EXPECT_EQ(table(figures.tables, "unit").row_totals, (std::vector<statistics::Shown>{20, 18}));
  EXPECT_EQ(table(figures.tables, "municipality").row_totals, (std::vector<statistics::Shown>{20, 10, 8}));
  for (const auto& shown : figures.tables) {
    EXPECT_NE(shown.rows, "district");
    EXPECT_NE(shown.rows, "pair");
  }
  EXPECT_TRUE(figures.stretches[static_cast<std::size_t>(casework::Stretch::receipt_to_meeting)].days);
}

TEST(YearFigures, OfALargeAndASmallUnitHideWhatTheLargeOneCouldTakeAway) {
  UnitFigures city{"By", "0301", {}}, valley{"Dalen", "4601", {}};
  append(city.figures, a_case(FiguresOutcome::attended, AgeBand::from_18, "0301"), 200);
  append(valley.figures, a_case(FiguresOutcome::attended, AgeBand::from_18, "4601"), 2);
  append(city.figures, a_referral("nav", "started"), 100);
  append(valley.figures, a_referral("nav", "started"), 2);
  auto figures = of({city, valley});
  EXPECT_EQ(table(figures.tables, "age_band").total, std::nullopt) << "202 less one's own 200";
  EXPECT_FALSE(figures.stretches[static_cast<std::size_t>(casework::Stretch::receipt_to_meeting)].days);
  EXPECT_TRUE(figures.referrals.empty());
  append(valley.figures, a_case(FiguresOutcome::attended, AgeBand::from_18, "4601"), 3);
  EXPECT_EQ(table(of({city, valley}).tables, "age_band").total, 205);
}

TEST(UnitFiguresFile, IsReadAsItWasWritten) {
  UnitFigures unit{"Dalen", "4601", {}};
  append(unit.figures, a_case(FiguresOutcome::attended, AgeBand::from_18, "4601"));
  append(unit.figures, a_referral("nav", "started"));
  auto json = to_json(unit);
  EXPECT_EQ(json.at("not_for_publication"), json::value(true));
  auto read = unit_figures_from_json(json);
  ASSERT_TRUE(read) << read.error();
  EXPECT_EQ(read->label(), "Dalen (4601)");
  EXPECT_EQ(read->figures, unit.figures);
}

TEST(UnitFiguresFile, IsRefusedWhereItIsNotWhatItSays) {
  UnitFigures unit{"Dalen", "4601", {}};
  append(unit.figures, a_case(FiguresOutcome::attended, AgeBand::from_18, "4601"));
  auto fault_of = [](json::object json) {
    auto read = unit_figures_from_json(json);
    return read ? std::string() : read.error();
  };
  auto changed = [&](std::string_view name, json::value value) {
    auto json = to_json(unit);
    json[name] = std::move(value);
    return fault_of(json);
  };
  EXPECT_THAT(changed("format", "other"), HasSubstr("moteplass-figures-1"));
  EXPECT_THAT(changed("not_for_publication", false), HasSubstr("not_for_publication"));
  EXPECT_THAT(changed("colour", "red"), HasSubstr("colour"));
  EXPECT_THAT(changed("figures", 3), HasSubstr("figures"));
  auto json = to_json(unit);
  json["figures"].as_array()[0].as_object()["cases"] = 3;
  EXPECT_THAT(fault_of(json), HasSubstr("do not add up"));
  auto partial = unit;
  std::erase_if(partial.figures, [](const Figure& figure) { return figure.property == "sender"; });
  EXPECT_THAT(fault_of(to_json(partial)), HasSubstr("no outcome figures by sender"));
  json = to_json(unit);
  json["figures"].as_array()[0].as_object()["cases"] = -3;
  EXPECT_THAT(fault_of(json), HasSubstr("figures[0].cases"));
  EXPECT_NE(unit_figures_from_json(json::value(7)).has_value(), true);
}

// However the units are made up, no unit finds a count of 1 to 4 of the others by taking its own away.
RC_GTEST_PROP(YearFigures, OfSeveralUnitsKeepTheSmallCountsOfEach, ()) {
  auto pick = [](int least, int limit) {
    return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(least, limit));
  };
  std::vector<UnitFigures> units;
  int number = pick(2, 4);
  for (int i = 0; i < number; ++i) {
    UnitFigures unit{"E" + std::to_string(i), "030" + std::to_string(i), {}};
    for (int cases = pick(0, 16); cases > 0; --cases) {
      append(unit.figures, a_case(static_cast<FiguresOutcome>(std::min(pick(0, 5), pick(0, 5))),
                                  static_cast<AgeBand>(std::min(pick(0, 4), pick(0, 4))),
                                  "030" + std::to_string(pick(i, 4))));
    }
    units.push_back(std::move(unit));
  }
  auto all = of(units);
  for (const auto& shown : all.tables) {
    for (std::size_t row = 0; row < shown.row_values.size(); ++row) {
      for (std::size_t column = 0; column < shown.column_values.size(); ++column) {
        auto count = shown.at(row, column);
        if (!count) continue;
        RC_ASSERT(*count == 0 || *count >= 5);
        if (shown.rows == "unit") continue;
        for (const auto& unit : units) {
          std::int64_t own = 0;
          for (const auto& figure : unit.figures) {
            if (figure.property == shown.rows && figure.value == shown.row_values[row] &&
                figure.measure == "outcome" && figure.reading == shown.column_values[column])
              own += figure.cases;
          }
          RC_ASSERT(*count - own == 0 || *count - own >= 5);
        }
      }
    }
  }
}

}  // namespace
}  // namespace moteplass::app
