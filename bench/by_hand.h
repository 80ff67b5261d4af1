// The rules of bench/engine_bench.cpp written by hand over plain structs: the limit an engine can come near.
//
// Amounts are whole hundredths of their unit in 64-bit integers: the facts hold two digits after the point
// and no policy multiplies or divides them, so sums and comparisons are exact and need no decimal numbers.
// Words are enums, read from text once and not when deciding.
//
// Everything here is immutable once made and read by any thread; deciding allocates nothing and cannot fail.
// Facts that are not in these words are a fault of the measurement and end the program.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

namespace moteplass::bench {

using Hundredths = std::int64_t;

enum class Act : std::uint8_t { use, possession, acquisition, attempted_acquisition };
enum class Substance : std::uint8_t {
  heroin,
  cocaine,
  amphetamine,
  methamphetamine,
  ghb,
  gbl,
  butanediol,
  lsd,
  lsd_pure,
  mdma,
  cannabis,
  psilocybin_mushroom,
  khat,
  medicine,
  other,
};
enum class Unit : std::uint8_t { gram, decilitre, piece, dose };
enum class Dealing : std::uint8_t { possession_or_acquisition, use_only, attempt_only, none };
enum class Quantity : std::uint8_t { nothing_found, within, above, no_threshold };
enum class Meetings : std::uint8_t { none, one, not_stated };

struct Finding {
  Substance substance;
  Unit unit;
  Hundredths amount;
};

struct Encounter {
  std::vector<Act> acts;
  std::vector<Finding> findings;
  bool intent_to_sell;
};

// What the last table of the chain looks at.
struct ReactionFacts {
  bool intent_to_sell;
  Dealing dealing;
  Quantity quantity;
};

// In the policy's words; `legal_basis` is empty where there is none.
struct Reaction {
  std::string_view reaction;
  std::string_view decided_by;
  std::string_view legal_basis;
  Meetings meetings;
};

Encounter encounter_from(const boost::json::value& facts);
ReactionFacts reaction_facts_from(const boost::json::value& facts);

// `Reaksjon` of bench/majority_in_one_file.dmn, from raw facts.
const Reaction& decide(const Encounter& encounter);
// Its last table alone.
const Reaction& decide(const ReactionFacts& facts);

// [reaction, decided by, legal basis, meetings] as the policy's own answer would be in JSON.
boost::json::value to_json(const Reaction& reaction);

// The generated table of bench/rivals/generate.mjs: every column is reduced to the few classes its rules tell
// apart, and every combination of classes has its rule worked out beforehand.
class RuleCube {
 public:
  struct Facts {
    std::int32_t age;
    Hundredths amount;
    std::array<std::uint8_t, 3> words;  // places in the columns' lists
  };

  // `table` as in table.json.
  explicit RuleCube(const boost::json::value& table);
  Facts facts_from(const boost::json::value& facts) const;

  const std::string& decide(const Facts& facts) const {
    std::size_t cell = class_of_age_[static_cast<std::size_t>(facts.age)] * strides_[0] +
                       class_of_amount_[static_cast<std::size_t>(facts.amount)] * strides_[1];
    for (std::size_t i = 0; i < facts.words.size(); ++i) cell += facts.words[i] * strides_[i + 2];
    return answers_[rules_[cell]];
  }

 private:
  std::vector<std::uint8_t> class_of_age_;     // by years
  std::vector<std::uint8_t> class_of_amount_;  // by hundredths
  std::array<std::vector<std::string>, 3> words_;
  std::array<std::size_t, 5> strides_{};
  std::vector<std::uint16_t> rules_;  // by cell
  std::vector<std::string> answers_;  // by rule
};

}  // namespace moteplass::bench
