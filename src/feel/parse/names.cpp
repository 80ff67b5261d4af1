#include "feel/parse/names.h"

#include "feel/builtins/builtins.h"
#include "feel/parse/lexer.h"

namespace moteplass::feel {
namespace {

struct Part {
  std::size_t begin, end;
};

// The next word or single special character; a name runs over white space but not over comments' insides.
std::optional<Part> part_at(std::string_view text, std::size_t position) {
  std::size_t begin = skip_space(text, position);
  if (begin >= text.size()) return std::nullopt;
  std::size_t end = begin;
  while (end < text.size()) {
    CodePoint next = code_point_at(text, end);
    if (!is_name_part(next.value)) break;
    end += next.length;
  }
  if (end == begin) end += code_point_at(text, begin).length;
  return Part{begin, end};
}

std::optional<NameMatch> longer(std::optional<NameMatch> a, std::optional<NameMatch> b) {
  if (!a) return b;
  if (!b) return a;
  return b->end > a->end ? b : a;
}

}  // namespace

std::vector<std::string> name_parts(std::string_view name) {
  std::vector<std::string> parts;
  std::size_t position = 0;
  while (auto part = part_at(name, position)) {
    parts.emplace_back(name.substr(part->begin, part->end - part->begin));
    position = part->end;
  }
  return parts;
}

std::string normalized_name(std::string_view name) {
  std::string result;
  std::size_t position = 0;
  while (auto part = part_at(name, position)) {
    if (part->begin > position && !result.empty()) result += ' ';
    result += name.substr(part->begin, part->end - part->begin);
    position = part->end;
  }
  return result;
}

void NameSet::add(std::string_view name) {
  std::string normalized = normalized_name(name);
  if (normalized.empty() || !names_.insert(normalized).second) return;
  auto parts = name_parts(normalized);
  if (parts.size() > most_parts) return;
  std::size_t at = 0;
  for (std::string& part : parts) {
    auto [place, added] = steps_[at].next.emplace(std::move(part), steps_.size());
    at = place->second;
    if (added) steps_.emplace_back();
  }
  // Names that differ only in spaces read the same: the first is meant.
  if (steps_[at].name.empty()) steps_[at].name = std::move(normalized);
}

std::optional<NameMatch> NameSet::longest_match(std::string_view text, std::size_t position) const {
  std::optional<NameMatch> best;
  std::size_t at = 0;
  while (auto part = part_at(text, position)) {
    auto next = steps_[at].next.find(text.substr(part->begin, part->end - part->begin));
    if (next == steps_[at].next.end()) break;
    at = next->second;
    position = part->end;
    if (!steps_[at].name.empty()) best = NameMatch{steps_[at].name, position};
  }
  return best;
}

Names::Names() {
  for (std::string_view name : builtin_names()) variables_.add(name);
  // 10.3.2.3: the properties of values, Tables 53, 54 and 64.
  for (std::string_view name :
       {"year",        "month",    "day",  "weekday",        "hour",         "minute",  "second",
        "time offset", "timezone", "days", "hours",          "minutes",      "seconds", "years",
        "months",      "start",    "end",  "start included", "end included", "value"})
    members_.add(name);
}

void Names::add_type(std::string_view name, Type type) {
  std::string normalized = normalized_name(name);
  root().type_names_.add(normalized);
  root().types_.insert_or_assign(normalized, std::move(type));
}

std::optional<NameMatch> Names::match_variable(std::string_view text, std::size_t position) const {
  std::optional<NameMatch> best;
  for (const Names* scope = this; scope != nullptr; scope = scope->outer_) {
    best = longer(best, scope->variables_.longest_match(text, position));
    if (scope->members_are_names_) best = longer(best, match_member(text, position));
  }
  return best;
}

std::optional<NameMatch> Names::match_member(std::string_view text, std::size_t position) const {
  return root().members_.longest_match(text, position);
}

std::optional<NameMatch> Names::match_type(std::string_view text, std::size_t position) const {
  return root().type_names_.longest_match(text, position);
}

const Type* Names::find_type(std::string_view name) const {
  auto found = root().types_.find(normalized_name(name));
  return found == root().types_.end() ? nullptr : &found->second;
}

bool Names::knows(std::string_view name) const {
  for (const Names* scope = this; scope != nullptr; scope = scope->outer_)
    if (scope->variables_.contains(name)) return true;
  return false;
}

}  // namespace moteplass::feel
