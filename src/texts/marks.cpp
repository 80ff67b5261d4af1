#include "texts/marks.h"

#include <algorithm>
#include <array>

namespace moteplass::texts {
namespace {

// U+FDD0 and on begin a language's words, U+FDEF ends them: in UTF-8 EF B7 90 and on, and EF B7 AF.
constexpr std::string_view lead = "\xEF\xB7";
constexpr unsigned char first_start = 0x90;
constexpr unsigned char end_byte = 0xAF;
constexpr std::size_t mark_size = 3;

bool is_mark(std::string_view text, std::size_t at) {
  if (text.substr(at, lead.size()) != lead || at + mark_size > text.size()) return false;
  auto last = static_cast<unsigned char>(text[at + 2]);
  return last == end_byte || (last >= first_start && last < first_start + languages.size());
}

bool is_end(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at + 2]) == end_byte;
}

std::string_view language_code(std::string_view text, std::size_t at) {
  return code(languages.at(static_cast<unsigned char>(text[at + 2]) - first_start));
}

std::size_t next_mark(std::string_view text, std::size_t from) {
  for (auto at = text.find(lead, from); at != std::string_view::npos; at = text.find(lead, at + 1))
    if (is_mark(text, at)) return at;
  return std::string_view::npos;
}

// The name of the element that `tag`, from '<' on, opens; empty for an end tag, a comment or a doctype.
std::string_view element_of(std::string_view tag) {
  auto end = tag.find_first_of(" \t\r\n/>", 1);
  return tag.size() > 1 && tag[1] != '/' && tag[1] != '!' ? tag.substr(1, end - 1) : std::string_view();
}

bool holds_only_text(std::string_view element) {
  constexpr std::array names = {"title", "option", "textarea", "script", "style"};
  return std::find(names.begin(), names.end(), element) != names.end();
}

bool is_void(std::string_view element) {
  constexpr std::array names = {"input", "img", "br", "hr", "meta", "link", "source", "wbr"};
  return std::find(names.begin(), names.end(), element) != names.end();
}

// An attribute in words of the page's language would change language with the element.
bool may_carry_lang(std::string_view tag) {
  auto element = element_of(tag);
  if (element.empty() || is_void(element) || element == "script" || element == "style") return false;
  constexpr std::array attributes = {" lang=", " aria-label=", " title=", " placeholder="};
  return std::none_of(attributes.begin(), attributes.end(),
                      [&](std::string_view name) { return tag.find(name) != std::string_view::npos; });
}

// The place after the '>' that closes the tag at `from`; a '>' in quotes does not.
std::size_t end_of_tag(std::string_view html, std::size_t from) {
  if (html.substr(from, 4) == "<!--") {
    auto end = html.find("-->", from);
    return end == std::string_view::npos ? html.size() : end + 3;
  }
  char quote = 0;
  for (std::size_t i = from; i < html.size(); ++i) {
    if (quote != 0) {
      if (html[i] == quote) quote = 0;
    } else if (html[i] == '"' || html[i] == '\'') {
      quote = html[i];
    } else if (html[i] == '>') {
      return i + 1;
    }
  }
  return html.size();
}

// The run of text from `from` to the next tag, with its marks made elements. `made` ends with `tag`, the one
// before the text.
void add_text(std::string& made, std::string_view text, std::string_view tag, bool an_end_tag_follows) {
  auto end = text.size() >= 2 * mark_size ? next_mark(text, mark_size) : std::string_view::npos;
  bool whole = end != std::string_view::npos && is_mark(text, 0) && !is_end(text, 0) && is_end(text, end) &&
               end + mark_size == text.size();
  if (whole && an_end_tag_follows && may_carry_lang(tag)) {
    made.pop_back();  // the tag's '>'
    made.append(" lang=\"").append(language_code(text, 0)).append("\">");
    made.append(text.substr(mark_size, end - mark_size));
    return;
  }
  bool bare = holds_only_text(element_of(tag));
  std::size_t from = 0;
  for (auto at = next_mark(text, 0); at != std::string_view::npos; at = next_mark(text, from)) {
    made.append(text.substr(from, at - from));
    from = at + mark_size;
    auto closing = next_mark(text, from);
    if (bare || is_end(text, at) || closing == std::string_view::npos || !is_end(text, closing)) continue;
    made.append("<span lang=\"").append(language_code(text, at)).append("\">");
    made.append(text.substr(from, closing - from)).append("</span>");
    from = closing + mark_size;
  }
  made.append(text.substr(from));
}

}  // namespace

std::string marked(Language language, std::string_view text) {
  std::string made(lead);
  made += static_cast<char>(first_start + static_cast<unsigned char>(language));
  made.append(text).append(lead);
  made += static_cast<char>(end_byte);
  return made;
}

bool has_marks(std::string_view text) {
  return next_mark(text, 0) != std::string_view::npos;
}

std::string without_marks(std::string_view text) {
  std::string made;
  std::size_t from = 0;
  for (auto at = next_mark(text, 0); at != std::string_view::npos; at = next_mark(text, from)) {
    made.append(text.substr(from, at - from));
    from = at + mark_size;
  }
  made.append(text.substr(from));
  return made;
}

std::string lang_attributes(std::string page) {
  if (!has_marks(page)) return page;
  std::string_view html = page;
  std::string made;
  std::string_view tag;
  std::size_t from = 0;
  while (from < html.size()) {
    if (html[from] == '<') {
      auto end = end_of_tag(html, from);
      tag = html.substr(from, end - from);
      made += without_marks(tag);
      from = end;
      continue;
    }
    auto end = std::min(html.find('<', from), html.size());
    add_text(made, html.substr(from, end - from), tag, html.substr(end, 2) == "</");
    from = end;
  }
  return made;
}

}  // namespace moteplass::texts
