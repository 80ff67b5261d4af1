// The tables: every share that is drawn from, and where it is from.
//
// A source says something of some people at some place and time; that it holds for these encounters is always
// ours to assume. Where `source` is empty not even that is known.
#include <fmt/format.h>

#include "forecast/encounters.h"

namespace moteplass::forecast {
namespace {

using policy::Form;
using policy::Substance;
using policy::Unit;

constexpr std::string_view oslo =
    "Oslo kommunes høringssvar til NOU 2019: 26 (sak 20/1550-34), vedtatt av byrådet 12. mars 2020";

Share share(std::string_view value, std::int64_t per_mille) {
  return {std::string(value), static_cast<int>(per_mille)};
}

Assumption ages(const Settings& settings) {
  // Within the young, and within the grown-up, the split is an assumption of ours.
  auto young = settings.under_18 * 10;
  auto grown = 1000 - young;
  std::vector<Share> shares{share("13-14", young / 10), share("15", young * 2 / 10),
                            share("16", young * 3 / 10)};
  auto left = young;
  for (const auto& one : shares) left -= one.per_mille;
  shares.push_back(share("17", left));
  auto first_grown = shares.size();
  shares.push_back(share("18-24", grown * 35 / 100));
  shares.push_back(share("25-34", grown * 30 / 100));
  shares.push_back(share("35-49", grown * 25 / 100));
  left = grown;
  for (auto i = first_grown; i < shares.size(); ++i) left -= shares[i].per_mille;
  shares.push_back(share("50-70", left));
  return {"age", std::move(shares),
          "Under 18 år: KORUS sør, kartlegging til mars 2024: av 71 mottatte saker gjaldt 23 personer under "
          "18 år (32 %). Fordelingen "
          "ellers er en antagelse uten kilde.",
          "under_18"};
}

Assumption addiction(const Settings& settings) {
  auto addicted = settings.addicted * 10;
  auto problematic = (1000 - addicted) * 2 / 10;
  return {
      "addiction",
      {share("none", 1000 - addicted - problematic), share("problematic", problematic),
       share("addicted", addicted)},
      "Portugal 2021: 85 % av personene med kjent profil var ikke avhengige (4 118 av 6 628 personer). Et "
      "annet lands tall. Andelen problematisk er en antagelse uten kilde.",
      "addicted"};
}

Assumption yes_or_no(std::string key, int yes, std::string source = {}) {
  return {std::move(key), {share("true", yes), share("false", 1000 - yes)}, std::move(source), {}};
}

}  // namespace

const std::vector<SettingRange>& setting_ranges() {
  static const std::vector<SettingRange> ranges{
      {"seed", &Settings::seed, 0, 999'999'999}, {"number", &Settings::number, 1, 10'000},
      {"under_18", &Settings::under_18, 0, 100}, {"addicted", &Settings::addicted, 0, 100},
      {"no_shows", &Settings::no_shows, 1, 5},
  };
  return ranges;
}

std::vector<FieldFault> faults_of(const Settings& settings) {
  std::vector<FieldFault> faults;
  for (const auto& range : setting_ranges()) {
    auto value = settings.*range.member;
    if (value >= range.least && value <= range.most) continue;
    faults.push_back({std::string(range.name), FaultKind::out_of_range,
                      fmt::format("a whole number from {} to {}", range.least, range.most)});
  }
  return faults;
}

std::vector<Assumption> assumptions(const Settings& settings) {
  std::vector<Assumption> all;
  all.push_back(ages(settings));
  all.push_back(addiction(settings));
  all.push_back({"municipality",
                 {share("0301", 210), share("other", 790)},
                 fmt::format("{}: 21 % av landets anmeldte narkotikalovbrudd per 2. tertial 2019 var i Oslo, "
                             "omlag 4 800",
                             oslo),
                 {}});
  all.push_back(
      {"residence",
       {share("same", 582), share("other", 418)},
       fmt::format("{}: 330 av 790 konsultasjoner på Ungdom og rus i 2018 gjaldt personer med annen "
                   "bostedsadresse enn Oslo (42 %)",
                   oslo),
       {}});
  all.push_back({"act",
                 {share("use", 300), share("possession", 350), share("use possession", 200),
                  share("acquisition possession", 100), share("attempted_acquisition", 50)},
                 {},
                 {}});
  all.push_back({"finds", {share("1", 850), share("2", 150)}, {}, {}});
  all.push_back(yes_or_no("find_at_use", 400));
  all.push_back({"substance",
                 {share("cannabis plant", 350), share("cannabis resin", 170), share("cannabis oil", 10),
                  share("amphetamine", 120), share("methamphetamine", 30), share("cocaine salt", 90),
                  share("cocaine free_base", 10), share("heroin", 50), share("mdma", 40), share("ghb", 30),
                  share("gbl", 5), share("lsd", 15), share("psilocybin_mushroom", 15), share("khat", 10),
                  share("medicine", 35), share("methadone", 5), share("morphine", 5), share("other", 10)},
                 {},
                 {}});
  all.push_back(yes_or_no("intent_to_sell", 50));
  all.push_back(yes_or_no("other_offences", 200));
  all.push_back(yes_or_no("near_school", 60));
  all.push_back(yes_or_no("affects_children", 40));
  all.push_back(yes_or_no("overdose", 20));
  all.push_back(yes_or_no("accepts_help", 600));
  all.push_back({"orders", {share("0", 750), share("1", 150), share("2", 70), share("3", 30)}, {}, {}});
  all.push_back({"breaches", {share("0", 900), share("1", 70), share("2", 30)}, {}, {}});
  return all;
}

// Wide enough that every threshold in the models lies inside the span, most of them near its middle.
const std::vector<AmountAssumption>& amount_assumptions() {
  static const std::vector<AmountAssumption> amounts{
      {Substance::cannabis, Form::plant, Unit::g, 250, 9},
      {Substance::cannabis, Form::resin, Unit::g, 250, 9},
      {Substance::cannabis, Form::oil, Unit::g, 120, 8},
      {Substance::amphetamine, Form::salt, Unit::g, 60, 9},
      {Substance::methamphetamine, Form::salt, Unit::g, 60, 9},
      {Substance::cocaine, Form::salt, Unit::g, 60, 9},
      {Substance::cocaine, Form::free_base, Unit::g, 30, 9},
      {Substance::heroin, Form::salt, Unit::g, 60, 9},
      {Substance::mdma, Form::salt, Unit::g, 60, 8},
      {Substance::ghb, Form::other, Unit::dl, 60, 6},
      {Substance::gbl, Form::other, Unit::dl, 60, 6},
      {Substance::lsd, Form::other, Unit::pieces, 1000, 4},
      {Substance::psilocybin_mushroom, Form::plant, Unit::g, 500, 8},
      {Substance::khat, Form::plant, Unit::g, 125'000, 6},
      {Substance::medicine, Form::other, Unit::doses, 1000, 6},
      {Substance::methadone, Form::other, Unit::g, 30, 7},
      {Substance::morphine, Form::salt, Unit::g, 120, 7},
      {Substance::other, Form::other, Unit::g, 120, 8},
  };
  return amounts;
}

}  // namespace moteplass::forecast
