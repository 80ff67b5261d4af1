// What the program reads while it runs: policies, templates, texts and assets, in share/ beside the
// executable or where MOTEPLASS_SHARE says.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"
#include "policy/policy.h"
#include "policy/worked_cases.h"

namespace moteplass {

std::filesystem::path share_folder();

// Reads a whole file; the text says what is wrong.
Result<std::string, std::string> read_file(const std::filesystem::path& path);
// The same of what a command is given; "-" is standard input.
Result<std::string, std::string> read_input(const std::string& path);

// Every folder of share/policies that holds a policy.dmn. All faults of all models, a line each.
Result<policy::PolicyLibrary, std::string> load_policies();
// What they import: share/policies/felles.
Result<policy::SharedModels, std::string> load_shared_models();
// Every cases.json, by model.
Result<std::vector<policy::WorkedCase>, std::string> load_worked_cases();

}  // namespace moteplass
