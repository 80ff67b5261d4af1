#include "web/source_view.h"

#include <set>

#include "policy/citations.h"
#include "texts/template.h"

namespace moteplass::web {
namespace {

using policy::Citation;

json::object cited_view(Words words, const Citation& citation) {
  const auto& source = *citation.source;
  bool is_law = citation.kind == Citation::Kind::law;
  bool heading_only =
      citation.part != nullptr && citation.part->state == policy::SourcePart::State::heading_only;
  std::string as_of;
  if (is_law && source.read)
    as_of = words(heading_only ? "cite.heading_only" : "cite.as_of", {{"date", words.date(*source.read)}});
  auto title = citation.part != nullptr && is_law  ? citation.part->title
               : citation.place.empty() || !is_law ? source.title
                                                   : "";
  return {{"label", is_law ? label_of(citation) : source.full_name()},
          {"title", title},
          {"title_language", source.id.starts_with("PT-") ? "pt" : "nb"},
          {"as_of", as_of},
          {"note", source.note},
          {"href", href_of(citation)}};
}

}  // namespace

Result<policy::Sources, std::string> read_sources(const std::string& policies_folder) {
  auto files = texts::load_folder(policies_folder + "/kilder", ".json");
  if (!files) return failure(files.error());
  std::string laws, documents;
  for (const auto& [name, text] : *files) {
    if (name == "lover") laws = text;
    if (name == "dokumenter") documents = text;
  }
  auto sources = policy::Sources::read(laws, documents);
  if (sources) return std::move(*sources);
  std::string lines;
  for (const auto& fault : sources.error()) lines += (lines.empty() ? "" : "\n") + fault;
  return failure(lines);
}

json::object source_view(Words words, std::string_view text, const policy::Sources& sources) {
  json::array cited;
  std::set<std::string> told;
  bool interpretation = false;
  for (const auto& citation : policy::citations_of_source(text, sources).citations) {
    if (citation.source == nullptr) {
      interpretation = true;
      continue;
    }
    auto view = cited_view(words, citation);
    if (told.insert(std::string(view.at("label").as_string())).second) cited.push_back(std::move(view));
  }
  return {{"text", text},
          {"is_interpretation", interpretation},
          {"has_cited", !cited.empty()},
          {"cited", std::move(cited)}};
}

}  // namespace moteplass::web
