#include "policy/sources.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/json.h"
#include "policy/words.h"

namespace moteplass::policy {
namespace {

constexpr std::size_t longest_text = 1000;

constexpr Named<SourcePart::State> state_words[] = {
    {SourcePart::State::repealed, "repealed"},
    {SourcePart::State::heading_only, "heading_only"},
};

SourcePart read_part(const json::value& value, const std::string& path, std::vector<FieldFault>& faults) {
  ObjectReader reader(value, path, faults);
  SourcePart part;
  part.title = reader.text("title", Presence::optional, longest_text).value_or("");
  part.subsections =
      static_cast<int>(reader.whole_number("subsections", Presence::optional, 1, 100).value_or(0));
  if (auto state = reader.text("state", Presence::optional)) {
    auto known = choice_in(state_words, *state);
    if (!known) reader.fault("state", FaultKind::not_allowed, one_of(state_words));
    part.state = known.value_or(SourcePart::State::in_force);
  }
  reader.refuse_unknown();
  return part;
}

Source read_source(const json::value& value, Source::Kind kind, const std::string& path,
                   std::vector<FieldFault>& faults) {
  ObjectReader reader(value, path, faults);
  Source source;
  source.kind = kind;
  if (const auto* names = reader.array("names", Presence::required, 20)) {
    for (const auto& name : *names)
      if (name.is_string()) source.names.emplace_back(name.get_string());
    if (source.names.empty()) reader.fault("names", FaultKind::missing, "at least one name");
  }
  bool is_law = kind == Source::Kind::law;
  source.title = reader.text(is_law ? "title" : "what", Presence::required, longest_text).value_or("");
  source.href = reader.text("href", Presence::optional, longest_text).value_or("");
  source.note = reader.text("note", Presence::optional, longest_text).value_or("");
  if (is_law) {
    source.id = reader.text("id", Presence::required).value_or("");
    source.publisher = reader.text("from", Presence::optional).value_or("");
    if (auto read = reader.text("read", Presence::optional)) {
      source.read = parse_date(*read);
      if (!source.read) reader.fault("read", FaultKind::bad_format, "a date such as 2026-04-13");
    }
  } else {
    source.publisher = reader.text("publisher", Presence::required).value_or("");
    source.date = reader.text("date", Presence::optional).value_or("");
  }
  if (const auto* parts = reader.object("parts", Presence::optional);
      parts != nullptr && parts->is_object()) {
    source.parts.emplace();
    for (const auto& part : parts->get_object())
      source.parts->emplace(part.key(),
                            read_part(part.value(), fmt::format("{}.parts.{}", path, part.key()), faults));
  }
  reader.refuse_unknown();
  return source;
}

void read_all(std::string_view text, Source::Kind kind, const std::string& file, std::vector<Source>& sources,
              std::vector<std::string>& wrong) {
  auto json = parse_json(text);
  if (!json) {
    wrong.push_back(fmt::format("{}: {} at byte {}", file, json.error().problem, json.error().offset));
    return;
  }
  if (!json->is_array()) {
    wrong.push_back(file + ": a list belongs here");
    return;
  }
  std::vector<FieldFault> faults;
  int number = 0;
  for (const auto& entry : json->get_array())
    sources.push_back(read_source(entry, kind, fmt::format("[{}]", number++), faults));
  for (const auto& fault : faults) wrong.push_back(file + ": " + to_string(fault));
}

}  // namespace

const SourcePart* Source::part(std::string_view name) const {
  if (!parts) return nullptr;
  auto found = parts->find(name);
  return found == parts->end() ? nullptr : &found->second;
}

Result<Sources, std::vector<std::string>> Sources::read(std::string_view laws, std::string_view documents) {
  Sources sources;
  std::vector<std::string> wrong;
  read_all(laws, Source::Kind::law, "lover.json", sources.sources_, wrong);
  read_all(documents, Source::Kind::document, "dokumenter.json", sources.sources_, wrong);
  for (std::size_t i = 0; i < sources.sources_.size(); ++i) {
    for (const auto& name : sources.sources_[i].names) sources.names_.emplace_back(name, i);
  }
  std::sort(sources.names_.begin(), sources.names_.end(), [](const auto& a, const auto& b) {
    return a.first.size() != b.first.size() ? a.first.size() > b.first.size() : a.first < b.first;
  });
  for (std::size_t i = 1; i < sources.names_.size(); ++i) {
    const auto& name = sources.names_[i].first;
    if (name == sources.names_[i - 1].first) wrong.push_back(fmt::format("two sources are named {}", name));
  }
  if (!wrong.empty()) return failure(std::move(wrong));
  return sources;
}

std::pair<const Source*, std::size_t> Sources::named_at(std::string_view text) const {
  for (const auto& [name, which] : names_) {
    if (text.starts_with(name)) return {&sources_[which], name.size()};
  }
  return {nullptr, 0};
}

}  // namespace moteplass::policy
