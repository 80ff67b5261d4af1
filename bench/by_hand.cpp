#include "by_hand.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <span>

#include <fmt/format.h>

namespace moteplass::bench {
namespace {

using namespace std::string_view_literals;

constexpr std::array act_words{"bruk"sv, "innehav"sv, "erverv"sv, "forsøk på erverv"sv};
constexpr std::array substance_words{"heroin"sv,   "kokain"sv,     "amfetamin"sv,     "metamfetamin"sv,
                                     "GHB"sv,      "GBL"sv,        "1,4-butandiol"sv, "LSD"sv,
                                     "rent LSD"sv, "MDMA"sv,       "cannabis"sv,      "psilocybinsopp"sv,
                                     "khat"sv,     "legemiddel"sv, "annet"sv};
constexpr std::array unit_words{"gram"sv, "dl"sv, "stk"sv, "rusdoser"sv};
constexpr std::array dealing_words{"innehav eller erverv"sv, "bare bruk"sv, "bare forsøk på erverv"sv,
                                   "ingen"sv};
constexpr std::array quantity_words{"ingen funn"sv, "innenfor"sv, "over"sv, "ingen terskelverdi"sv};

[[noreturn]] void give_up(std::string_view what) {
  fmt::print(stderr, "facts the measurement does not know: {}\n", what);
  std::exit(1);
}

std::size_t place_of(const boost::json::value& text, auto& words) {
  auto word = std::string_view(text.as_string());
  auto found = std::find(words.begin(), words.end(), word);
  if (found == words.end()) give_up(word);
  return static_cast<std::size_t>(found - words.begin());
}

template <class Choice>
Choice choice(const boost::json::value& text, auto& words) {
  return static_cast<Choice>(place_of(text, words));
}

Hundredths hundredths(const boost::json::value& number) {
  double scaled = number.to_number<double>() * 100;
  double whole = std::round(scaled);
  // A double near two digits after the point is off by far less than this.
  if (std::abs(scaled - whole) > 1e-6) give_up(boost::json::serialize(number));
  return static_cast<Hundredths>(whole);
}

constexpr Hundredths no_threshold = -1;

// By substance; GHB, GBL and 1,4-butanediol share one.
struct Threshold {
  Unit unit;
  Hundredths most;
  Substance counted_as;
};
constexpr std::array<Threshold, 15> thresholds{{
    {Unit::gram, 500, Substance::heroin},
    {Unit::gram, 500, Substance::cocaine},
    {Unit::gram, 500, Substance::amphetamine},
    {Unit::gram, no_threshold, Substance::methamphetamine},
    {Unit::decilitre, 100, Substance::ghb},
    {Unit::decilitre, 100, Substance::ghb},
    {Unit::decilitre, 100, Substance::ghb},
    {Unit::piece, 300, Substance::lsd},
    {Unit::gram, no_threshold, Substance::lsd_pure},
    {Unit::gram, 100, Substance::mdma},
    {Unit::gram, 1500, Substance::cannabis},
    {Unit::gram, 5000, Substance::psilocybin_mushroom},
    {Unit::gram, 200'000, Substance::khat},
    {Unit::dose, 2500, Substance::medicine},
    {Unit::gram, no_threshold, Substance::other},
}};

const Threshold& threshold_of(Substance substance) {
  return thresholds[static_cast<std::size_t>(substance)];
}

Quantity quantity_of(std::span<const Finding> findings) {
  if (findings.empty()) return Quantity::nothing_found;
  bool unmeasured = false;
  for (const Finding& finding : findings) {
    const Threshold& threshold = threshold_of(finding.substance);
    if (threshold.most == no_threshold || threshold.unit != finding.unit) {
      unmeasured = true;
      continue;
    }
    Hundredths total = 0;
    for (const Finding& other : findings) {
      if (threshold_of(other.substance).counted_as == threshold.counted_as && other.unit == finding.unit) {
        total += other.amount;
      }
    }
    if (total > threshold.most) return Quantity::above;
  }
  return unmeasured ? Quantity::no_threshold : Quantity::within;
}

Dealing dealing_of(std::span<const Act> acts) {
  auto dealing = Dealing::none;
  for (Act act : acts) {
    switch (act) {
      case Act::possession:
      case Act::acquisition:
        return Dealing::possession_or_acquisition;
      case Act::use:
        dealing = Dealing::use_only;
        break;
      case Act::attempted_acquisition:
        if (dealing == Dealing::none) dealing = Dealing::attempt_only;
        break;
    }
  }
  return dealing;
}

constexpr Reaction investigation{"etterforskning", "politiet", "strl. § 231; strpl. § 224", Meetings::none};
constexpr Reaction duty_to_attend{
    "møteplikt", "politiet", "NOU 2019: 26: pålegg om oppmøteplikt, enkeltvedtak etter forvaltningsloven",
    Meetings::one};
constexpr Reaction criminal_case{"straffesak", "påtalemyndigheten",
                                 "strl. § 231; legemiddelloven § 31, jf. § 24", Meetings::none};
constexpr Reaction not_stated{"ikke angitt", "ikke angitt", "ikke angitt", Meetings::not_stated};
constexpr Reaction no_reaction{"ingen reaksjon", "politiet", "", Meetings::none};

// By dealing, then quantity.
constexpr std::array<std::array<const Reaction*, 4>, 4> reactions{{
    {&not_stated, &duty_to_attend, &criminal_case, &not_stated},
    {&duty_to_attend, &duty_to_attend, &criminal_case, &not_stated},
    {&not_stated, &not_stated, &not_stated, &not_stated},
    {&no_reaction, &not_stated, &not_stated, &not_stated},
}};

}  // namespace

const Reaction& decide(const ReactionFacts& facts) {
  if (facts.intent_to_sell) return investigation;
  return *reactions[static_cast<std::size_t>(facts.dealing)][static_cast<std::size_t>(facts.quantity)];
}

const Reaction& decide(const Encounter& encounter) {
  if (encounter.intent_to_sell) return investigation;
  Dealing dealing = dealing_of(encounter.acts);
  if (dealing == Dealing::attempt_only) return not_stated;
  return decide(ReactionFacts{false, dealing, quantity_of(encounter.findings)});
}

Encounter encounter_from(const boost::json::value& facts) {
  const auto& said = facts.at("Påtreff");
  Encounter encounter;
  encounter.intent_to_sell = said.at("salgshensikt").as_bool();
  for (const auto& act : said.at("handlinger").as_array()) {
    encounter.acts.push_back(choice<Act>(act, act_words));
  }
  for (const auto& found : said.at("stoffer").as_array()) {
    encounter.findings.push_back({choice<Substance>(found.at("stoff"), substance_words),
                                  choice<Unit>(found.at("enhet"), unit_words),
                                  hundredths(found.at("mengde"))});
  }
  return encounter;
}

ReactionFacts reaction_facts_from(const boost::json::value& facts) {
  return {facts.at("Påtreff").at("salgshensikt").as_bool(),
          choice<Dealing>(facts.at("Befatning"), dealing_words),
          choice<Quantity>(facts.at("Mengde"), quantity_words)};
}

boost::json::value to_json(const Reaction& reaction) {
  boost::json::value basis;
  if (!reaction.legal_basis.empty()) basis = boost::json::string(reaction.legal_basis);
  boost::json::value meetings;
  switch (reaction.meetings) {
    case Meetings::none:
      break;
    case Meetings::one:
      meetings = 1;
      break;
    case Meetings::not_stated:
      meetings = "ikke angitt";
      break;
  }
  return boost::json::array{reaction.reaction, reaction.decided_by, basis, meetings};
}

RuleCube::RuleCube(const boost::json::value& table) {
  const auto& columns = table.at("columns").as_array();
  std::array<std::vector<Hundredths>, 2> cuts;
  std::array<std::size_t, 5> sizes{};
  for (std::size_t i = 0; i < 2; ++i) {
    for (const auto& cut : columns.at(i).at("cuts").as_array()) cuts[i].push_back(hundredths(cut));
    sizes[i] = cuts[i].size() + 1;
  }
  auto class_of = [&](std::size_t column, Hundredths value) {
    return std::upper_bound(cuts[column].begin(), cuts[column].end(), value) - cuts[column].begin();
  };
  for (Hundredths years = 0; years <= columns.at(0).at("most").as_int64(); ++years) {
    class_of_age_.push_back(static_cast<std::uint8_t>(class_of(0, years * 100)));
  }
  for (Hundredths amount = 0; amount <= hundredths(columns.at(1).at("most")); ++amount) {
    class_of_amount_.push_back(static_cast<std::uint8_t>(class_of(1, amount)));
  }
  for (std::size_t i = 0; i < words_.size(); ++i) {
    for (const auto& word : columns.at(i + 2).at("words").as_array())
      words_[i].emplace_back(word.as_string());
    sizes[i + 2] = words_[i].size();
  }
  std::size_t cells = 1;
  for (std::size_t i = sizes.size(); i-- > 0;) {
    strides_[i] = cells;
    cells *= sizes[i];
  }
  rules_.resize(cells);

  // The classes of each column that a rule's cell lets through.
  auto passing = [&](std::size_t column, const boost::json::value& cell) {
    std::vector<std::size_t> classes;
    if (cell.is_null()) {
      for (std::size_t i = 0; i < sizes[column]; ++i) classes.push_back(i);
    } else if (column >= 2) {
      for (const auto& word : cell.at("words").as_array())
        classes.push_back(place_of(word, words_[column - 2]));
    } else {
      const auto* from = cell.as_object().if_contains("from");
      const auto* to = cell.as_object().if_contains("to");
      auto first = from == nullptr ? 0 : class_of(column, hundredths(*from));
      auto last =
          to == nullptr ? static_cast<std::ptrdiff_t>(sizes[column]) : class_of(column, hundredths(*to));
      for (auto i = first; i < last; ++i) classes.push_back(static_cast<std::size_t>(i));
    }
    return classes;
  };
  for (const auto& rule : table.at("rules").as_array()) {
    std::vector<std::size_t> covered{0};
    for (std::size_t column = 0; column < sizes.size(); ++column) {
      std::vector<std::size_t> further;
      for (std::size_t place : passing(column, rule.at("cells").at(column))) {
        for (std::size_t cell : covered) further.push_back(cell + place * strides_[column]);
      }
      covered = std::move(further);
    }
    for (std::size_t cell : covered) rules_[cell] = static_cast<std::uint16_t>(answers_.size());
    answers_.emplace_back(rule.at("answer").as_string());
  }
}

RuleCube::Facts RuleCube::facts_from(const boost::json::value& facts) const {
  Facts known{static_cast<std::int32_t>(facts.at("alder").as_int64()), hundredths(facts.at("mengde")), {}};
  constexpr std::array names{"stoff", "handling", "sted"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    known.words[i] = static_cast<std::uint8_t>(place_of(facts.at(names[i]), words_[i]));
  }
  if (known.age < 0 || static_cast<std::size_t>(known.age) >= class_of_age_.size() || known.amount < 0 ||
      static_cast<std::size_t>(known.amount) >= class_of_amount_.size()) {
    give_up(boost::json::serialize(facts));
  }
  return known;
}

}  // namespace moteplass::bench
