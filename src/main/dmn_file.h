// Decision models from files, for the commands of `moteplass dmn`.
#pragma once

#include <string>

#include "base/result.h"
#include "dmn/dmn.h"

namespace moteplass {

// The model in a file; what it imports is where its locationURI says, or else, by namespace, among the .dmn
// files of the same folder.
// Says what is wrong, a line each.
Result<dmn::Model, std::string> read_model_file(const std::string& path);

}  // namespace moteplass
