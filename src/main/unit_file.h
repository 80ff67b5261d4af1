// unit.toml in the data folder: who the unit is, which policies it runs under, its goals, and who may log in.
//
// Log-ins hold an Argon2 hash of the password, tokens a SHA-256 of the token; neither is stored in the clear.
// OpenID Connect comes in behind the same port (app::Identity).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/setup.h"
#include "base/result.h"

namespace moteplass {

struct LogIn {
  app::User user;
  std::string log_in_name;
  std::string password_hash;  // libsodium crypto_pwhash_str; empty: cannot log in with a password
  std::string token_hash;     // SHA-256 in hex; empty: no token
};

struct UnitFile {
  app::UnitSettings settings;
  std::vector<LogIn> log_ins;
};

// Strict: an unknown key, a missing one or one of another type is refused with its line.
Result<UnitFile, std::string> read_unit_file(std::string_view toml, const std::string& file_name);

class FileIdentity : public app::Identity {
 public:
  explicit FileIdentity(std::vector<LogIn> log_ins);
  std::optional<app::User> log_in(const std::string& name, const std::string& password) override;
  std::optional<app::User> by_token(const std::string& token) override;

 private:
  std::vector<LogIn> log_ins_;
  std::string hash_of_nobody_;  // checked when the name is unknown, so that both take the same time
};

}  // namespace moteplass
