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
  methadone,
  morphine,
  opium,
  pcp,
  other,  // a substance without a threshold of its own; the amount is kept, no threshold applies
};

// What a substance came as, where a limit depends on it: Portugal has one limit for cannabis as a plant, one
// for its resin (hashish) and one for its oil, and one for each kind of cocaine.
enum class Form { plant, resin, oil, salt, free_base, other };

// Kinds of amount that cannot be turned into each other: mass, volume, pieces, doses.
enum class Unit { g, kg, mg, ml, dl, pieces, doses };

enum class Addiction { none, problematic, addicted };

struct SubstanceFound {
  Fact<Substance> substance;
  Fact<Decimal> amount;  // in `unit`, never negative
  Fact<Unit> unit;
  Fact<Form> form = {};
};

struct Encounter {
  Fact<Date> date;
  Fact<std::string> municipality;  // four digits, Statistics Norway's number ("0301" Oslo)
  Fact<bool> near_school;          // at or near a school, or where children are
  Fact<bool> affects_children;     // the use touches children, such as those the person cares for
  Fact<bool> overdose;             // met because of an overdose, by police or ambulance
  Fact<std::vector<Act>> acts;
  Fact<std::vector<SubstanceFound>> substances;  // an empty list: none found
  Fact<bool> intent_to_sell;
  Fact<bool> other_offences;
};

struct PersonFacts {
  Fact<std::int64_t> age;  // completed years on the day of the encounter
  Fact<std::string> residence;
  Fact<Addiction> addiction;
  Fact<bool> accepts_help = {};  // takes the help or treatment that is offered
};

struct History {
  Fact<std::int64_t> orders;         // earlier orders or conditions to attend
  Fact<std::int64_t> no_shows;       // summonses in this case that the person did not come to
  Fact<std::int64_t> breaches = {};  // times the person broke off follow-up that was agreed or ordered
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
std::string_view word(Form form);
std::string_view word(Unit unit);
std::string_view word(Addiction addiction);
std::optional<Act> act_from(std::string_view word);
std::optional<Substance> substance_from(std::string_view word);
std::optional<Form> form_from(std::string_view word);
std::optional<Unit> unit_from(std::string_view word);
std::optional<Addiction> addiction_from(std::string_view word);

}  // namespace moteplass::policy
