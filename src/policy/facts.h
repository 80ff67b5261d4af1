// The facts of an encounter, as a case hands them to a policy. The one shape for command line, API and pages.
//
// Every fact may be unknown: an absent member is unknown, which is something else than no or none. A policy
// that depends on an unknown fact answers "undecided" and names it; nothing here fills a gap.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "base/json.h"
#include "base/result.h"
#include "base/time.h"

namespace moteplass::policy {

template <class Value>
using Fact = std::optional<Value>;  // nullopt: unknown

enum class Act { use, possession, acquisition, attempted_acquisition };

enum class Substance {
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
  other,  // a substance without a threshold of its own; the amount is kept, no threshold applies
};

// Kinds of amount that cannot be turned into each other: mass, volume, pieces, doses.
enum class Unit { g, kg, mg, ml, dl, pieces, doses };

enum class Addiction { none, problematic, addicted };

struct SubstanceFound {
  Fact<Substance> substance;
  Fact<Decimal> amount;  // in `unit`, never negative
  Fact<Unit> unit;
};

struct Encounter {
  Fact<Date> date;
  Fact<std::string> municipality;  // four digits, Statistics Norway's number ("0301" Oslo)
  Fact<bool> near_school;
  Fact<std::vector<Act>> acts;
  Fact<std::vector<SubstanceFound>> substances;  // an empty list: none found
  Fact<bool> intent_to_sell;
  Fact<bool> other_offences;
};

struct PersonFacts {
  Fact<std::int64_t> age;  // completed years on the day of the encounter
  Fact<std::string> residence;
  Fact<Addiction> addiction;
};

struct History {
  Fact<std::int64_t> orders;    // earlier orders or conditions to attend
  Fact<std::int64_t> no_shows;  // summonses in this case that the person did not come to
};

struct Facts {
  Encounter encounter;
  PersonFacts person;
  History history;
};

// Reads the JSON shape of the command line and API; `path` is put before each field in the faults. Refuses
// unknown members, negative amounts, ages outside 0-130, dates outside 1990-2100, more than 50 substances.
Result<Facts, std::vector<FieldFault>> facts_from_json(const json::value& value, std::string path = {});
// Unknown facts are left out.
json::value to_json(const Facts& facts);

std::string_view word(Act act);
std::string_view word(Substance substance);
std::string_view word(Unit unit);
std::string_view word(Addiction addiction);
std::optional<Act> act_from(std::string_view word);
std::optional<Substance> substance_from(std::string_view word);
std::optional<Unit> unit_from(std::string_view word);
std::optional<Addiction> addiction_from(std::string_view word);

}  // namespace moteplass::policy
