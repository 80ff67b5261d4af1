#include "web/markdown.h"

#include <md4c-html.h>

namespace moteplass::web {
namespace {

void append(const char* text, MD_SIZE size, void* html) {
  static_cast<std::string*>(html)->append(text, size);
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

}  // namespace

std::string html_from_markdown(std::string_view markdown) {
  std::string html;
  constexpr unsigned flags = MD_FLAG_TABLES | MD_FLAG_NOHTML;
  if (md_html(markdown.data(), static_cast<MD_SIZE>(markdown.size()), append, &html, flags, 0) != 0)
    return {};
  // With raw HTML off, every "<h2>" is a heading: what is typed so comes out as "&lt;h2&gt;".
  for (int level = 5; level >= 1; --level) {
    auto was = std::to_string(level), is = std::to_string(level + 1);
    replace_all(html, "<h" + was + ">", "<h" + is + ">");
    replace_all(html, "</h" + was + ">", "</h" + is + ">");
  }
  // Wide tables scroll by themselves, and not the page.
  replace_all(html, "<table>", "<div class=\"scroll\" tabindex=\"0\"><table>");
  replace_all(html, "</table>", "</table></div>");
  return html;
}

}  // namespace moteplass::web
