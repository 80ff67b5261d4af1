// A key to the pages for those whom a case is about, as the store keeps it. The code itself is not kept
// anywhere: it is shown once, to be printed or read out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/hash.h"
#include "base/time.h"

namespace moteplass::app {

// Whom a key is made for.
enum class Holder { person, guardian, trusted_person };
std::string_view word(Holder holder);  // "person", …; as stored
std::optional<Holder> holder_from(std::string_view word);

struct CaseKey {
  std::string id;
  std::string case_id;
  Holder holder = Holder::person;
  std::string holder_name;              // whom it was handed to, as the case named them then
  Digest code_hash{};                   // of the code, see key_code.h; no two keys have the same
  std::optional<Digest> second_hash{};  // of the birth date; the person's own key alone
  Instant made_at{};
  std::string made_by{};  // the name of the user who made it
  Instant expires_at{};
  std::optional<Instant> withdrawn_at{};
  std::int64_t wrong_tries = 0;  // since the code last opened
  bool feedback_given = false;   // that it was given, and neither what nor when
  friend bool operator==(const CaseKey&, const CaseKey&) = default;
};

}  // namespace moteplass::app
