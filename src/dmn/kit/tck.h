// The runner of the DMN Technology Compatibility Kit (github.com/dmn-tck/tck): models and test cases in, a
// row per case out, as the kit's own CSV has them. Reads no files: contents come through a callback.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dmn/dmn.h"

namespace moteplass::dmn {

enum class TckResult { success, error, ignored };

struct TckRow {
  std::string folder;     // "compliance-level-2/0001-input-data-string"
  std::string test_file;  // "0001-input-data-string-test-01"
  std::string case_id;
  TckResult result = TckResult::error;
  std::string message;
};
// "folder","test-file","case-id","SUCCESS","message"
std::string to_csv(const TckRow& row);

using ReadText = std::function<std::optional<std::string>(const std::string& path)>;

// `paths` are all files of the kit, with forward slashes, relative to wherever `read` looks; those that end
// in .xml are test files, and the .dmn files beside them are what they test. Some cases ask what time it is.
std::vector<TckRow> run_tck(std::span<const std::string> paths, const ReadText& read, const Options& options);

}  // namespace moteplass::dmn
