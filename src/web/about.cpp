#include "web/about.h"

#include <algorithm>
#include <initializer_list>

#include "texts/template.h"
#include "web/markdown.h"

namespace moteplass::web {
namespace {

bool begins_with(std::string_view text, std::initializer_list<std::string_view> starts) {
  return std::any_of(starts.begin(), starts.end(), [&](auto start) { return text.starts_with(start); });
}

std::string plain(std::string_view markdown) {
  std::string text;
  for (char c : markdown) {
    if (c == '*' || c == '`') continue;
    bool space = c == '\n' || c == ' ';
    if (space && (text.empty() || text.back() == ' ')) continue;
    text += space ? ' ' : c;
  }
  while (text.ends_with(' ')) text.pop_back();
  return text;
}

// What follows "**Hvem foreslår:**", to the next such label or the end of the paragraph.
std::string labelled(std::string_view markdown, std::string_view label) {
  auto from = markdown.find(label);
  if (from == std::string_view::npos) return {};
  from = markdown.find(":**", from);
  if (from == std::string_view::npos) return {};
  from += 3;
  auto to = std::min(markdown.find("\n**", from), markdown.find("\n\n", from));
  return plain(markdown.substr(from, to == std::string_view::npos ? to : to - from));
}

// Labels such as "**Status:**" that begin a line of the file begin a line of the page too.
void put_labels_on_lines(std::string& html) {
  constexpr std::string_view start = "\n<strong>", end = "</strong>";
  for (auto at = html.find(start); at != std::string::npos; at = html.find(start, at + start.size())) {
    auto to = html.find(end, at);
    if (to != std::string::npos && html[to - 1] == ':') html.insert(at, "<br>");
    at += 4;
  }
}

std::string with_capital(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

// Up to a full stop that a capital follows: "19. februar" and "NOU 2019: 26." go on.
std::string first_sentence(const std::string& text) {
  for (auto at = text.find(". "); at != std::string::npos; at = text.find(". ", at + 1)) {
    auto next = std::string_view(text).substr(at + 2);
    bool capital = !next.empty() && next.front() >= 'A' && next.front() <= 'Z';
    if (capital || begins_with(next, {"Æ", "Ø", "Å", "«"})) return text.substr(0, at + 1);
  }
  return text;
}

}  // namespace

bool About::is_law() const {
  return begins_with(status, {"vedtatt", "Vedtatt", "gjeld", "Gjeld"});
}

bool About::is_hearing() const {
  return begins_with(status, {"et innspill", "innspill", "et høring", "høring", "Et innspill", "Innspill",
                              "Et høring", "Høring"});
}

About read_about(std::string_view markdown) {
  About about;
  about.proposer = with_capital(first_sentence(labelled(markdown, "**Hvem")));
  about.status = labelled(markdown, "**Status");
  // The page has the model's own title.
  if (markdown.starts_with("# ")) markdown.remove_prefix(std::min(markdown.find('\n'), markdown.size()));
  about.html = html_from_markdown(markdown);
  put_labels_on_lines(about.html);
  return about;
}

Result<Abouts, std::string> read_abouts(const std::string& policies_folder) {
  auto files = texts::load_folder(policies_folder, ".md");
  if (!files) return failure(files.error());
  Abouts abouts;
  for (const auto& [name, text] : *files) {
    auto slash = name.find('/');
    if (slash != std::string::npos && name.substr(slash + 1) == "about")
      abouts.emplace(name.substr(0, slash), read_about(text));
  }
  return abouts;
}

}  // namespace moteplass::web
