// Markdown (CommonMark with tables) to HTML, for the descriptions that lie beside the policy models. Raw HTML
// in it is shown as text.
#pragma once

#include <string>
#include <string_view>

namespace moteplass::web {

// Headings are put one level down, since the page has its own: "##" is an <h3>. "" if it cannot be read.
std::string html_from_markdown(std::string_view markdown);

}  // namespace moteplass::web
