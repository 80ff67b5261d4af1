// Names: which names are in scope while FEEL text is parsed (DMN 1.5, 10.3.1.4). FEEL names may hold spaces,
// operators and any letters, so "Antall påtreff-12 mnd" is one name only where something is so called: the
// longest known name wins.
//
// A name of more than `most_parts` parts is never found: looking for it at every word would take too long.
// Scopes are chained; an inner scope must not outlive its outer one. For one thread at a time.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "feel/type.h"

namespace moteplass::feel {

// The words and single special characters a name consists of.
std::vector<std::string> name_parts(std::string_view name);
// The name as compared: parts with single spaces between words, as written otherwise.
std::string normalized_name(std::string_view name);

struct NameMatch {
  std::string name;
  std::size_t end;  // the first byte after it
};

class NameSet {
 public:
  static constexpr std::size_t most_parts = 100;

  void add(std::string_view name);
  std::optional<NameMatch> longest_match(std::string_view text, std::size_t position) const;
  bool contains(std::string_view name) const { return names_.contains(name); }

 private:
  // After the parts read so far: which parts may follow, and the name that may end here.
  struct Step {
    std::map<std::string, std::size_t, std::less<>> next;
    std::string name;
  };
  std::set<std::string, std::less<>> names_;
  std::vector<Step> steps_{1};  // the first is where every name begins
};

class Names {
 public:
  Names();  // the outermost scope: built-in functions, and the properties of dates, durations and ranges
  explicit Names(Names& outer) : outer_(&outer) {}

  void add(std::string_view name) { variables_.add(name); }
  // A name that may follow a dot, or stand in a filter; known everywhere once seen anywhere.
  void add_member(std::string_view name) { root().members_.add(name); }
  // From here on inwards every member is a name as well, as in the condition of a filter.
  void add_members_as_names() { members_are_names_ = true; }
  void add_type(std::string_view name, Type type);

  std::optional<NameMatch> match_variable(std::string_view text, std::size_t position) const;
  std::optional<NameMatch> match_member(std::string_view text, std::size_t position) const;
  std::optional<NameMatch> match_type(std::string_view text, std::size_t position) const;
  const Type* find_type(std::string_view name) const;
  bool knows(std::string_view name) const;

 private:
  Names& root() { return outer_ == nullptr ? *this : outer_->root(); }
  const Names& root() const { return outer_ == nullptr ? *this : outer_->root(); }

  Names* outer_ = nullptr;
  bool members_are_names_ = false;
  NameSet variables_;
  NameSet members_;     // of the outermost scope only
  NameSet type_names_;  // likewise
  std::map<std::string, Type, std::less<>> types_;
};

}  // namespace moteplass::feel
