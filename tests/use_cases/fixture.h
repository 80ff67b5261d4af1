// A unit on the in-memory store, with a clock that is set and a letter maker that can be told to fail. The
// policies are the real ones.
#pragma once

#include <filesystem>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "app/case_desk.h"
#include "app/intake.h"
#include "app/outbox.h"
#include "app/police_desk.h"
#include "app/projections.h"
#include "policy/policy_files_test.h"
#include "store/memory_store.h"

namespace moteplass::app {

struct SetClock : Clock {
  Instant time = parse_instant("2026-03-20T09:00:00Z").value();
  Instant now() const override { return time; }
};

struct CountingEntropy : Entropy {
  std::uint64_t count = 0;
  std::string bytes(std::size_t size) override {
    auto text = fmt::format("{:0>{}}", ++count, size);
    return text.substr(text.size() - size);
  }
};

struct PlainLetters : LetterMaker {
  mutable std::vector<LetterContent> made;
  bool fails = false;
  Result<std::string, LetterFault> html(const LetterContent& content) const override {
    return "<p>" + content.to.name + "</p>";
  }
  Result<std::string, LetterFault> pdf(const LetterContent& content) const override {
    if (fails) return failure(LetterFault{"out of paper"});
    made.push_back(content);
    return "%PDF " + content.id;
  }
};

inline policy::PolicyLibrary real_policies() {
  policy::PolicyLibrary library;
  for (const auto& folder : policy::policy_folders()) {
    auto model = policy::read_policy(folder);
    if (!model) {
      ADD_FAILURE() << to_string(model.error().front());
    } else {
      library.add(std::move(*model));
    }
  }
  return library;
}

class Unit : public testing::Test {
 protected:
  static const policy::PolicyLibrary& policies() {
    static const auto library = real_policies();
    return library;
  }
  static UnitSettings settings() {
    UnitSettings unit;
    unit.details.municipality_number = "0301";
    unit.details.municipality = "Eksempelby kommune";
    unit.senders = {{"oslo-pd", "Eksempelby politidistrikt"}};
    unit.live_policy = "rer-2022";
    unit.accepted_policies = {"rer-2022", "nou-2019-flertall"};
    return unit;
  }

  static json::value message(std::string_view id = "m-1") {
    return parse_json(fmt::format(R"({{
      "sender": "oslo-pd", "message_id": "{}", "case_number": "14004711/26", "municipality": "0301",
      "person": {{"name": "Sander Prøvesen", "identity_number": "08889542099", "birth_date": "1995-08-08"}},
      "basis": {{"reaction": "condition_to_attend", "legal_basis": "straffeprosessloven § 69",
                 "decided_on": "2026-02-20", "final_on": "2026-03-10", "own_use": true}},
      "conditions": [{{"kind": "attendance", "count": 1}}],
      "contact_officer": {{"name": "Petra Politi"}},
      "facts": {{"encounter": {{"date": "2026-02-14", "acts": ["possession"],
                  "substances": [{{"substance": "cannabis", "amount": "2.5", "unit": "g"}}],
                  "intent_to_sell": false, "other_offences": false}},
                 "person": {{"addiction": "none"}}, "history": {{"orders": 0}}}}}})",
                                  id))
        .value();
  }

  Receipt receive(const json::value& value) {
    auto receipt = intake.receive(officer, to_text(value));
    if (!receipt) {
      ADD_FAILURE() << (receipt.error().faults.empty() ? receipt.error().detail
                                                       : to_string(receipt.error().faults.front()));
      return {};
    }
    return *receipt;
  }
  std::string case_of_message(const std::string& id = "m-1") {
    return store->find_message("oslo-pd", id).value().value().case_id;
  }
  // Carries the command out on the case as it stands; the refusal's word, or nothing.
  std::string carry_out(const std::string& case_id, const casework::Command& command) {
    auto version = store->case_row(case_id).value().value().version;
    auto after = desk.carry_out(caseworker, case_id, version, command);
    if (after) return "";
    const auto& why = after.error();
    return std::string(why.refusal ? casework::word(why.refusal->code) : kind_of(why.code).word);
  }
  casework::Meeting meeting(std::string_view local) {
    return {parse_local(local).value(), 60, "Eksempelgata 1", {"sosialfaglig"}};
  }

  CountingEntropy entropy;
  std::unique_ptr<Store> store = store::make_memory_store(entropy);
  SetClock clock;
  PlainLetters letters;
  UnitSettings unit = settings();
  PolicyShelf shelf{policies()};
  app::Setup setup{*store, clock, entropy, letters, shelf, unit};
  Intake intake{setup};
  CaseDesk desk{setup};
  PoliceDesk police{setup};
  Outbox outbox{setup};
  User officer{"petra", "Petra Politi", Role::police, "oslo-pd"};
  User caseworker{"ragnhild", "Ragnhild Rådgiver", Role::caseworker, ""};
};

}  // namespace moteplass::app
