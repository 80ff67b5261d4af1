// The demonstration: a made-up municipality with made-up people, so that the product can be tried at once.
// Fixed passwords and tokens, which is why it is served on a loopback address only.
#pragma once

#include <string>
#include <vector>

#include "app/setup.h"
#include "main/unit_file.h"

namespace moteplass {

struct DemoLogInDetails {
  app::User user;
  std::string log_in_name;
  std::string password;
  std::string token;
};
const std::vector<DemoLogInDetails>& demo_log_ins();

// The unit.toml of the demonstration, with the log-ins hashed.
std::string demo_unit_file();

// Cases at every stage, received over the last weeks, through the same use cases as real ones. Only into an
// empty store; the text says what went wrong.
Result<void, std::string> add_demo_cases(const app::Setup& setup);

}  // namespace moteplass
