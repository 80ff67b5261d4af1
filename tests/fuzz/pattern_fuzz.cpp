// XPath patterns: three lines, flags, pattern, and the text to search (which may hold more lines).
#include "feel/parse/lexer.h"
#include "feel/text/pattern.h"
#include "property.h"

namespace {

std::u32string code_points_of(std::string_view text) {
  std::u32string points;
  for (std::size_t i = 0; i < text.size();) {
    auto point = moteplass::feel::code_point_at(text, i);
    points.push_back(static_cast<char32_t>(point.value));
    i += point.length;
  }
  return points;
}

std::string_view take_line(std::string_view& text) {
  auto end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using moteplass::feel::Pattern;
  using moteplass::fuzz::require;
  std::string_view text = moteplass::fuzz::as_text(bytes, size);
  std::string_view flags = take_line(text);
  std::string_view source = take_line(text);
  auto pattern = Pattern::parse(source, flags);
  if (!pattern) return 0;
  std::u32string searched = code_points_of(text);
  auto all = pattern->matches_in(searched, false);
  auto first = pattern->matches_in(searched, true);
  if (!all || !first) return 0;  // gave up
  require(first->size() <= 1, "the first match is one match");
  require(all->empty() == first->empty(), "there is a first match where there are matches");
  std::size_t from = 0;
  for (const Pattern::Match& match : *all) {
    require(match.begin >= from && match.begin <= match.end && match.end <= searched.size(),
            "matches follow one another within the text");
    require(match.groups.size() == pattern->groups() + 1,
            "a match has the whole and the groups of its pattern");
    for (const auto& group : match.groups)
      require(!group || (group->first <= group->second && group->second <= searched.size()),
              "a group lies within the text");
    from = match.end;
  }
  if (!all->empty())
    require(all->front().begin == first->front().begin && all->front().end == first->front().end,
            "the first match is the first of all");
  return 0;
}
