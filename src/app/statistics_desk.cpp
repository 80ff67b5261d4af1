#include "app/statistics_desk.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/permissions.h"

namespace moteplass::app {
namespace {

using casework::Stretch;

constexpr std::string_view outcome_measure = "outcome";
constexpr std::string_view everyone = "all";
constexpr std::string_view unknown = "unknown";

}  // namespace

std::string district_of(const std::optional<std::string>& postal_code,
                        const std::vector<District>& districts) {
  if (!postal_code || postal_code->size() != 4) return std::string(unknown);
  if (districts.empty()) return postal_code->substr(0, 2) + "xx";
  for (const auto& district : districts) {
    for (const auto& [from, to] : district.postal_codes)
      if (from <= *postal_code && *postal_code <= to) return district.name;
  }
  return std::string(unknown);
}

std::vector<Figure> figures_of(const casework::Case& c, const std::vector<District>& districts) {
  auto counted = casework::figures_of(c);
  if (!counted) return {};
  const auto& message = *c.message;
  // Where a person with a protected address lives is not counted either.
  auto postal_code = casework::has_protected_address(c) ? std::nullopt : message.person.postal_code;
  std::string sex(message.person.sex ? word(*message.person.sex) : unknown);
  return figures_of(*counted, {district_of(postal_code, districts), message.municipality, message.sender,
                               c.policy.name, sex});
}

std::vector<Figure> figures_of(const casework::CaseFigures& counted, const Surroundings& around) {
  auto no_shows = counted.no_shows > 2 ? std::string("3-") : std::to_string(counted.no_shows);
  const std::pair<std::string_view, std::string> properties[] = {
      {everyone, std::string(everyone)},
      {"month", fmt::format("{:02}", counted.month)},
      {"age_band", std::string(word(counted.age))},
      {"sex", around.sex},
      {"district", around.district},
      {"municipality", around.municipality},
      {"sender", around.sender},
      {"policy", around.policy},
      {"no_shows", no_shows}};
  std::vector<Figure> figures;
  for (const auto& [property, value] : properties) {
    figures.push_back({counted.year, std::string(property), value, std::string(outcome_measure),
                       std::string(word(counted.outcome)), 1});
    // All stretches for all; of a group only those that are shown of it, for each is one more thing known.
    for (const auto& [stretch, days] : counted.days) {
      bool of_group = property == "age_band" || property == "district";
      bool to_meeting = stretch == Stretch::receipt_to_meeting || stretch == Stretch::offence_to_meeting;
      if (property != everyone && !(of_group && to_meeting)) continue;
      figures.push_back(
          {counted.year, std::string(property), value, std::string(word(stretch)), std::to_string(days), 1});
    }
  }
  return figures;
}

Result<YearFigures, Problem> StatisticsDesk::year(const User& user, std::optional<int> year,
                                                  Units units) const {
  if (!may(user, Right::see_statistics)) return failure(problem(ProblemCode::forbidden));
  auto own = figures_of_unit(setup_.store, help_, setup_.unit);
  if (!own) return failure(problem(own.error()));
  std::vector<UnitFigures> all;
  if (units == Units::all) {
    if (others_.empty()) return failure(problem(ProblemCode::not_found));
    all = others_;
    // Its own file among the others is older than what stands here.
    std::erase_if(all, [&](const UnitFigures& other) { return other.label() == own->label(); });
  }
  all.insert(all.begin(), std::move(*own));
  auto years = years_of(all);
  if (years.empty()) years.push_back(static_cast<int>(local_date(setup_.clock.now()).year()));
  int asked = year.value_or(years.front());
  if (std::find(years.begin(), years.end(), asked) == years.end())
    return failure(problem(ProblemCode::not_found));
  auto figures = year_figures(all, asked, {setup_.unit.least_shown}, setup_.unit.districts);
  figures.years = std::move(years);
  return figures;
}

}  // namespace moteplass::app
