#include "main/demo_figures.h"

#include <array>

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
  std::int64_t below(std::int64_t limit) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::int64_t>((state_ >> 33) % static_cast<std::uint64_t>(limit));
  }
  template <class Value, std::size_t count>
  Value of(const std::array<Value, count>& values) {
    return values[static_cast<std::size_t>(below(static_cast<std::int64_t>(count)))];
  }

 private:
  std::uint64_t state_ = 2025;
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

}  // namespace

Result<void, std::string> add_demo_figures(app::Store& store, int year) {
  Draw draw;
  std::vector<app::Figure> figures;
  for (int i = 0; i < cases; ++i) {
    auto counted = made_up_case(draw, year);
    auto district =
        draw.of(std::array{"Nordre bydel", "Søndre bydel", "Østre bydel", "Østre bydel", "Vestre bydel"});
    auto sender = draw.of(std::array{"oslo-pd", "oslo-pd", "oslo-pd", "ost-pd"});
    auto more = app::figures_of(counted, {district, "0301", sender, "rer-2022"});
    figures.insert(figures.end(), more.begin(), more.end());
  }
  auto written = store.write([&](app::Transaction& transaction) {
    (void)transaction.add_figures(figures);
    return app::Verdict::keep;
  });
  if (!written) return failure(std::string("the figures cannot be stored"));
  return {};
}

}  // namespace moteplass
