#include "letters/phrases.h"

#include <array>

#include <fmt/format.h>
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <toml++/toml.h>
#pragma GCC diagnostic pop

namespace moteplass::letters {

Result<Phrases, std::string> Phrases::read(const std::string& file, std::string_view toml) {
  Phrases phrases;
  try {
    toml::table table = toml::parse(toml, std::string_view(file));
    const toml::array* entries = table["phrase"].as_array();
    if (entries == nullptr || table.size() != 1)
      return failure(fmt::format("{}: expected only [[phrase]]", file));
    for (const auto& node : *entries) {
      const toml::table* entry = node.as_table();
      auto line = node.source().begin.line;
      if (entry == nullptr) return failure(fmt::format("{}:{}: expected [[phrase]]", file, line));
      auto policy = (*entry)["policy"].value<std::string>();
      auto nb = (*entry)["nb"].value<std::string>();
      auto nn = (*entry)["nn"].value<std::string>();
      auto only_with = (*entry)["only_with"].value<std::string>();
      bool known_members = entry->size() == (entry->contains("only_with") ? 4U : 3U);
      if (!policy || !nb || !nn || !known_members ||
          (only_with && *only_with != "drug_tests" && *only_with != "guardian_called"))
        return failure(fmt::format("{}:{}: expected policy, nb, nn and perhaps only_with", file, line));
      if (!phrases.phrases_
               .emplace(*policy, Entry{*nb, *nn, only_with == "drug_tests", only_with == "guardian_called"})
               .second)
        return failure(fmt::format("{}:{}: the same phrase twice", file, line));
    }
  } catch (const toml::parse_error& error) {
    return failure(fmt::format("{}:{}: {}", file, error.source().begin.line, error.description()));
  }
  return phrases;
}

std::optional<Phrase> Phrases::say(std::string_view answer, texts::Language language,
                                   const Circumstances& circumstances) const {
  auto found = phrases_.find(answer);
  if (found == phrases_.end()) return Phrase{std::string(answer), texts::Language::nb};
  const Entry& entry = found->second;
  if (entry.needs_drug_tests && !circumstances.drug_tests) return std::nullopt;
  if (entry.needs_guardian && !circumstances.guardian_called) return std::nullopt;
  return Phrase{language == texts::Language::nn ? entry.nn : entry.nb, language};
}

std::string spell_out_laws(std::string_view text, texts::Language language) {
  struct Law {
    std::string_view abbreviation, nb, nn;
  };
  static constexpr std::array<Law, 9> laws = {{
      {"strpl.", "straffeprosessloven", "straffeprosesslova"},
      {"strprl.", "straffeprosessloven", "straffeprosesslova"},
      {"strl.", "straffeloven", "straffelova"},
      {"fvl.", "forvaltningsloven", "forvaltningslova"},
      {"hol.", "helse- og omsorgstjenesteloven", "helse- og omsorgstenestelova"},
      {"hpl.", "helsepersonelloven", "helsepersonellova"},
      {"bvl.", "barnevernsloven", "barnevernslova"},
      {"pbrl.", "pasient- og brukerrettighetsloven", "pasient- og brukarrettslova"},
      {"jf.", "jamfør", "jamfør"},
  }};
  std::string spelled;
  while (!text.empty()) {
    bool at_word = spelled.empty() || spelled.back() == ' ' || spelled.back() == '(';
    const Law* found = nullptr;
    for (const Law& law : laws)
      if (at_word && text.starts_with(law.abbreviation)) found = &law;
    if (found != nullptr) {
      spelled += language == texts::Language::nn ? found->nn : found->nb;
      text.remove_prefix(found->abbreviation.size());
    } else {
      spelled += text.front();
      text.remove_prefix(1);
    }
  }
  return spelled;
}

}  // namespace moteplass::letters
