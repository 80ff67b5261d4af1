#include "policy/citations.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "dmn/read/written.h"

namespace moteplass::policy {
namespace {

constexpr std::string_view section_sign = "§";

int line_of(std::string_view xml, const std::string& id) {
  auto at = xml.find(fmt::format("id=\"{}\"", id));
  if (id.empty() || at == std::string_view::npos) return 0;
  return 1 + static_cast<int>(std::count(xml.begin(), xml.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

}  // namespace

std::string label_of(const Citation& citation) {
  if (citation.source == nullptr) return "";
  auto label = citation.source->full_name();
  if (!citation.place.empty()) label += (citation.kind == Citation::Kind::law ? " " : ", ") + citation.place;
  if (!citation.within.empty()) label += " " + citation.within;
  return label;
}

std::string href_of(const Citation& citation) {
  if (citation.source == nullptr) return "";
  const auto& source = *citation.source;
  constexpr std::string_view norwegian = "LOV-";
  if (!source.href.empty() || !source.id.starts_with(norwegian)) return source.href;
  auto href = "https://lovdata.no/lov/" + source.id.substr(norwegian.size());
  if (!citation.place.starts_with(section_sign)) return href;
  href += "/";
  std::copy_if(citation.place.begin(), citation.place.end(), std::back_inserter(href),
               [](char c) { return c != ' '; });
  return href;
}

std::vector<PolicyFault> check_citations(std::string_view dmn, const std::string& file,
                                         const Sources& sources) {
  std::vector<PolicyFault> faults;
  for (const auto& element : dmn::as_written(dmn).elements) {
    auto tell = [&](const Cited& cited, const std::string& id, std::string_view column) {
      for (const auto& fault : cited.faults)
        faults.push_back(
            {file, line_of(dmn, id), fmt::format("{}: {}", column, fault.message), element.name});
    };
    tell(citations_in_prose(element.expression, sources), element.id, "the expression");
    if (!element.table) continue;
    const auto& table = *element.table;
    for (const auto& rule : table.rules) {
      for (std::size_t i = 0; i < rule.annotations.size() && i < table.annotations.size(); ++i) {
        if (table.annotations[i] == "Kilde")
          tell(citations_of_source(rule.annotations[i], sources), rule.id, "Kilde");
      }
      for (std::size_t i = 0; i < rule.outputs.size() && i < table.outputs.size(); ++i)
        tell(citations_in_prose(rule.outputs[i], sources), rule.id, table.outputs[i].label);
    }
  }
  return faults;
}

}  // namespace moteplass::policy
