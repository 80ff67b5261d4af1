// A demonstration unit on a real SQLite file, and messages to send to it.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include <fmt/format.h>

#include "app/intake.h"
#include "main/data_folder.h"
#include "main/demo.h"
#include "main/share.h"
#include "main/world.h"

namespace moteplass::bench {

// No measurement here waits for a printer.
class NoLetters : public app::LetterMaker {
 public:
  Result<std::string, app::LetterFault> html(const app::LetterContent&) const override {
    return failure(app::LetterFault{"no letters here"});
  }
  Result<std::string, app::LetterFault> pdf(const app::LetterContent&) const override {
    return failure(app::LetterFault{"no letters here"});
  }
};

struct UnitUnderTest {
  explicit UnitUnderTest(const std::filesystem::path& folder)
      : policies(load_policies().value()),
        file(open_unit(folder, true).value()),
        store(open_store(folder, entropy).value()),
        setup{*store, clock, entropy, letters, policies, file.settings},
        intake(setup) {}

  SystemEntropy entropy;
  SystemClock clock;
  NoLetters letters;
  app::PolicyShelf policies;
  UnitFile file;
  std::unique_ptr<app::Store> store;
  app::Setup setup;
  app::Intake intake;
};

inline const app::User& officer() {
  for (const auto& log_in : demo_log_ins()) {
    if (log_in.user.role == app::Role::police) return log_in.user;
  }
  std::abort();
}

inline std::string message(std::uint64_t number) {
  static constexpr const char* first_names[] = {"Sander", "Mina",   "Jonas", "Aisha",
                                                "Oliver", "Ingrid", "Per",   "Thea"};
  static constexpr const char* last_names[] = {"Prøvesen", "Eksempelsen", "Testmann",
                                               "Liksom",   "Påfunn",      "Tenkt"};
  return fmt::format(
      R"({{"sender":"oslo-pd","message_id":"bench-{0}","case_number":"{0}/26","municipality":"0301",)"
      R"("person":{{"name":"{1} {2} {0}","birth_date":"1995-08-08","street":"Testveien {0}","postal_code":"0199",)"
      R"("place":"Eksempelby"}},"basis":{{"reaction":"condition_to_attend",)"
      R"("legal_basis":"straffeprosessloven § 69","decided_on":"2026-02-20","final_on":"2026-03-10","own_use":true}},)"
      R"("conditions":[{{"kind":"attendance","count":1}}],"contact_officer":{{"name":"Petra Politi"}}}})",
      number, first_names[number % 8], last_names[number / 8 % 6]);
}

}  // namespace moteplass::bench
