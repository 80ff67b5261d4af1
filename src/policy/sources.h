// What a policy may cite: laws with their paragraphs, and named documents with their parts, as they stand in
// policies/kilder/lover.json and dokumenter.json.
//
// Immutable after reading; the texts are handed in.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace moteplass::policy {

// A paragraph, article, chapter, point or speaker.
struct SourcePart {
  enum class State { in_force, repealed, heading_only };
  std::string title;  // as its heading says; may be empty
  State state = State::in_force;
  int subsections = 0;  // the number of ledd; 0: not known
};

struct Source {
  enum class Kind { law, document };
  Kind kind = Kind::document;
  std::string id;                  // of a law: "LOV-2005-05-20-28"
  std::vector<std::string> names;  // as it is cited, the full name last for a law and first for a document
  std::string title;               // of a document, what it is
  std::string publisher;
  std::string date;          // "2020-03-12", or a year; may be empty
  std::optional<Date> read;  // of a law, the day whose wording the parts are of; nullopt: not read in full
  std::string href;          // may be empty
  std::string note;          // what the reader must know of how it was read; may be empty
  // "§ 9 a", "artikkel 2", "punkt 2 a", "«Konklusjon»", "bydel Alna"; nullopt: its parts are not known.
  std::optional<std::map<std::string, SourcePart, std::less<>>> parts;

  const std::string& full_name() const { return kind == Kind::law ? names.back() : names.front(); }
  const SourcePart* part(std::string_view name) const;
};

class Sources {
 public:
  Sources() = default;
  // The texts of lover.json and dokumenter.json. The faults are lines for whoever keeps those files.
  static Result<Sources, std::vector<std::string>> read(std::string_view laws, std::string_view documents);

  const std::vector<Source>& all() const { return sources_; }
  // The source whose name `text` begins with, the longest there is, and the length of that name.
  std::pair<const Source*, std::size_t> named_at(std::string_view text) const;

 private:
  std::vector<Source> sources_;
  std::vector<std::pair<std::string, std::size_t>> names_;  // longest first -> which source
};

}  // namespace moteplass::policy
