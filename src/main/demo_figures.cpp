#include "main/demo_figures.h"

#include <array>
#include <fstream>

#include "app/feedback_figures.h"
#include "app/referral_figures.h"
#include "app/statistics_desk.h"

namespace moteplass {
namespace {

using casework::AgeBand;
using casework::FiguresOutcome;
using casework::Stretch;

constexpr int cases = 160;

// Any numbers would do; these are spread evenly and are the same in every demonstration.
class Draw {
 public:
  explicit Draw(std::uint64_t seed) : state_(seed) {}
  std::int64_t below(std::int64_t limit) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::int64_t>((state_ >> 33) % static_cast<std::uint64_t>(limit));
  }
  template <class Value, std::size_t count>
  Value of(const std::array<Value, count>& values) {
    return values[static_cast<std::size_t>(below(static_cast<std::int64_t>(count)))];
  }

 private:
  std::uint64_t state_;
};

casework::CaseFigures made_up_case(Draw& draw, int year) {
  casework::CaseFigures figures{year, static_cast<unsigned>(1 + draw.below(12)), {}, {}, 0, {}};
  figures.outcome = draw.of(std::array{
      FiguresOutcome::attended, FiguresOutcome::attended, FiguresOutcome::attended, FiguresOutcome::attended,
      FiguresOutcome::attended, FiguresOutcome::attended, FiguresOutcome::not_attended,
      FiguresOutcome::not_attended, FiguresOutcome::cancelled, FiguresOutcome::not_for_unit});
  figures.age = draw.of(std::array{AgeBand::from_15, AgeBand::from_15, AgeBand::from_18, AgeBand::from_18,
                                   AgeBand::from_18, AgeBand::from_23, AgeBand::from_23, AgeBand::from_30,
                                   AgeBand::from_40, AgeBand::unknown});
  std::int64_t decision = 2 + draw.below(40), final_after = 7 + draw.below(21), sent_after = draw.below(10);
  std::int64_t opened = draw.below(3), assessed = draw.below(4), summoned = draw.below(6);
  auto& days = figures.days;
  days[Stretch::offence_to_decision] = decision;
  days[Stretch::decision_to_final] = final_after;
  days[Stretch::final_to_receipt] = sent_after;
  days[Stretch::decision_to_receipt] = final_after + sent_after;
  days[Stretch::receipt_to_opening] = opened;
  days[Stretch::opening_to_assessment] = assessed;
  std::int64_t worked = opened + assessed;
  bool met = figures.outcome == FiguresOutcome::attended;
  if (met || figures.outcome == FiguresOutcome::not_attended) {
    figures.no_shows = met ? draw.of(std::array{0, 0, 0, 1}) : 1 + draw.below(2);
    std::int64_t to_meeting = 7 + draw.below(10) + 9 * figures.no_shows;
    days[Stretch::assessment_to_summons] = summoned;
    worked += summoned + to_meeting;
    if (met) {
      days[Stretch::summons_to_meeting] = to_meeting;
      days[Stretch::receipt_to_meeting] = worked;
      days[Stretch::offence_to_meeting] = decision + final_after + sent_after + worked;
      days[Stretch::meeting_to_report] = draw.below(4);
    }
  }
  days[Stretch::receipt_to_closing] = worked + draw.below(7);
  return figures;
}

using Figures = std::vector<app::Figure>;

void append(Figures& to, const Figures& more) {
  to.insert(to.end(), more.begin(), more.end());
}

Figures case_figures(Draw& draw, int year, int number, const app::Surroundings& around,
                     const std::vector<std::string>& districts) {
  Figures figures;
  for (int i = 0; i < number; ++i) {
    auto counted = made_up_case(draw, year);
    auto place = around;
    place.district =
        districts[static_cast<std::size_t>(draw.below(static_cast<std::int64_t>(districts.size())))];
    if (draw.below(4) == 0) place.sender = "ost-pd";
    place.sex = draw.of(std::array{"female", "male", "male", "male", "unknown"});
    append(figures, app::figures_of(counted, place));
  }
  return figures;
}

// What people said after their meetings: one in two answered.
Figures feedback_figures(Draw& draw, int year, int number) {
  using enum app::FeedbackReading;
  Figures figures;
  for (int i = 0; i < number; ++i) {
    app::FeedbackAnswers answers{};
    for (auto& answer : answers)
      answer = draw.of(std::array{yes, yes, yes, yes, partly, partly, no, not_answered});
    auto age = draw.of(std::array{AgeBand::from_15, AgeBand::from_18, AgeBand::from_18, AgeBand::from_23});
    append(figures, app::figures_of(answers, year, age));
  }
  return figures;
}

// As records of as many people would leave them, each referred to one service.
Figures help_figures(Draw& draw, int year, int number) {
  Figures figures;
  for (int i = 0; i < number; ++i) {
    std::string kind(draw.of(std::array{"municipal", "municipal", "specialist", "nav", "nav", "youth"}));
    std::string outcome(
        draw.of(std::array{"started", "started", "started", "declined", "declined", "waiting"}));
    std::string reason(app::not_declined);
    if (outcome == "declined") reason = draw.of(std::array{"no_capacity", "no_capacity", "outside_our_task"});
    auto add = [&](std::string_view property, const std::string& value, std::string_view measure,
                   const std::string& reading) {
      figures.push_back({year, std::string(property), value, std::string(measure), reading, 1});
    };
    add("service_kind", kind, app::referral_measure, outcome);
    add("declined_for", reason, app::referral_measure, outcome);
    add("all", "all", app::people_referred_measure, "yes");
    if (outcome == "started")
      add("service_kind", kind, app::sent_to_started_measure, std::to_string(5 + draw.below(40)));
  }
  return figures;
}

}  // namespace

Result<void, std::string> add_demo_figures(app::Store& store, app::HelpStore& help_store, int year) {
  Draw draw(2025);
  auto figures = case_figures(draw, year, cases, {"", "0301", "oslo-pd", "rer-2022"},
                              {"Nordre bydel", "Søndre bydel", "Østre bydel", "Østre bydel", "Vestre bydel"});
  append(figures, feedback_figures(draw, year, cases / 2));
  auto written = store.write([&](app::Transaction& transaction) {
    return transaction.add_figures(figures) ? app::Verdict::keep : app::Verdict::undo;
  });
  auto helped = help_figures(draw, year, cases / 2);
  auto counted = help_store.write([&](app::HelpTransaction& transaction) {
    return transaction.add_figures(helped) ? app::Verdict::keep : app::Verdict::undo;
  });
  if (!written || !counted) return failure(std::string("the figures cannot be stored"));
  return {};
}

Result<void, std::string> make_demo_neighbours(const std::filesystem::path& folder, int year) {
  struct Neighbour {
    std::string name;
    std::string municipality;
    int cases;
  };
  for (const auto& [name, municipality, number] :
       {Neighbour{"Nabokommunen", "4601", 140}, Neighbour{"Dalen og Fjellet", "4602", 90},
        Neighbour{"Øybyen", "5001", 210}}) {
    auto path = folder / "figures" / (municipality + ".json");
    std::error_code error;
    if (std::filesystem::exists(path, error)) continue;
    std::filesystem::create_directories(path.parent_path(), error);
    Draw draw(std::stoull(municipality));
    app::UnitFigures unit{"Rådgivende enhet i " + name, municipality, {}};
    append(unit.figures,
           case_figures(draw, year, number, {"", municipality, "vest-pd", "rer-2022"}, {"unknown"}));
    append(unit.figures, feedback_figures(draw, year, number / 2));
    append(unit.figures, help_figures(draw, year, number / 2));
    std::ofstream file(path);
    file << to_text(app::to_json(unit)) << "\n";
    if (!file.flush()) return failure(path.string() + ": cannot be written");
  }
  return {};
}

}  // namespace moteplass
