#include "texts/catalogue.h"

#include <algorithm>

#include <fmt/format.h>
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <toml++/toml.h>
#pragma GCC diagnostic pop

namespace moteplass::texts {
namespace {

bool is_placeholder(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

std::optional<Language> language_of_file(std::string_view name) {
  std::size_t cut = name.find_last_of("./");
  return language_from(cut == std::string_view::npos ? name : name.substr(cut + 1));
}

const toml::value<std::string>* form(const toml::table& table, std::string_view name) {
  return table.size() == 2 ? table.get_as<std::string>(name) : nullptr;
}

}  // namespace

std::string to_string(const TextFault& fault) {
  if (fault.key.empty()) return fmt::format("{}: {}", fault.where, fault.problem);
  return fmt::format("{}: text {}: {}", fault.where, fault.key, fault.problem);
}

// "Hei, {name}" in pieces; nothing if a brace does not enclose a name.
std::optional<Texts::Form> Texts::parse(std::string_view text) {
  Form form;
  while (!text.empty()) {
    std::size_t brace = text.find_first_of("{}");
    if (brace != 0) form.push_back({false, std::string(text.substr(0, brace))});
    if (brace == std::string_view::npos) break;
    std::size_t end = text.find('}', brace);
    if (text[brace] == '}' || end == std::string_view::npos) return std::nullopt;
    std::string_view name = text.substr(brace + 1, end - brace - 1);
    if (!is_placeholder(name)) return std::nullopt;
    form.push_back({true, std::string(name)});
    text.remove_prefix(end + 1);
  }
  return form;
}

std::vector<std::string> Texts::placeholders(const Entry& entry) {
  std::vector<std::string> names;
  for (const Form* form : {&entry.other, entry.one ? &*entry.one : nullptr}) {
    if (form == nullptr) continue;
    for (const Piece& piece : *form)
      if (piece.placeholder) names.push_back(piece.text);
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

TextFault Texts::fault(std::string_view key, std::string problem) const {
  return {std::string(code(language_)), std::string(key), std::move(problem)};
}

std::vector<std::string> Texts::keys() const {
  std::vector<std::string> keys;
  for (const auto& entry : texts_) keys.push_back(entry.first);
  return keys;
}

Result<std::string, TextFault> Texts::join(std::string_view key, const Form& form,
                                           const Lookup& lookup) const {
  std::string text;
  for (const Piece& piece : form) {
    if (!piece.placeholder) {
      text += piece.text;
      continue;
    }
    auto value = lookup(piece.text);
    if (!value) return failure(fault(key, fmt::format("no value for {{{}}}", piece.text)));
    text += *value;
  }
  return text;
}

Result<std::string, TextFault> Texts::fill(std::string_view key, const Lookup& lookup) const {
  auto found = texts_.find(key);
  if (found == texts_.end()) return failure(fault(key, "no such text"));
  const Entry& entry = found->second;
  if (!entry.one) return join(key, entry.other, lookup);
  auto count = lookup("count");
  if (!count) return failure(fault(key, "the text has plural forms and no count was given"));
  return join(key, *count == "1" ? *entry.one : entry.other, lookup);
}

Result<std::string, TextFault> Texts::say(std::string_view key, const Values& values) const {
  return fill(key, [&values](std::string_view name) -> std::optional<std::string> {
    auto found = values.find(name);
    if (found == values.end()) return std::nullopt;
    return found->second;
  });
}

Result<std::string, TextFault> Texts::count(std::string_view key, std::int64_t count, Values values) const {
  auto found = texts_.find(key);
  if (found != texts_.end() && !found->second.one) return failure(fault(key, "the text has no plural forms"));
  values.insert_or_assign("count", std::to_string(count));
  return say(key, values);
}

namespace {

// Calls `take(key, other, one)` for each text of a table; tables of exactly `one` and `other` are one text.
template <class Take, class Refuse>
void walk(const toml::table& table, const std::string& prefix, const Take& take, const Refuse& refuse) {
  for (const auto& [name, node] : table) {
    std::string key = prefix + std::string(name.str());
    if (const auto* text = node.as_string()) {
      take(key, text->get(), nullptr);
    } else if (const toml::table* inner = node.as_table()) {
      const auto* one = form(*inner, "one");
      const auto* other = form(*inner, "other");
      if (one != nullptr && other != nullptr) {
        take(key, other->get(), &one->get());
      } else {
        walk(*inner, key + ".", take, refuse);
      }
    } else {
      refuse(key, "neither a text nor a table");
    }
  }
}

}  // namespace

Result<Catalogue, std::vector<TextFault>> Catalogue::read(const std::map<std::string, std::string>& files) {
  Catalogue catalogue;
  for (std::size_t i = 0; i < catalogue.by_language_.size(); ++i)
    catalogue.by_language_[i].language_ = static_cast<Language>(i);
  std::vector<TextFault> faults;
  for (const auto& [file, text] : files) {
    auto refuse = [&faults, &file = file](const std::string& key, std::string problem) {
      faults.push_back({file, key, std::move(problem)});
    };
    auto language = language_of_file(file);
    if (!language) {
      refuse("", "the name does not end in a language");
      continue;
    }
    auto& texts = catalogue.by_language_[static_cast<std::size_t>(*language)].texts_;
    auto take = [&](const std::string& key, const std::string& other, const std::string* one) {
      auto other_form = Texts::parse(other);
      auto one_form = one != nullptr ? Texts::parse(*one) : std::nullopt;
      if (other.empty() || (one != nullptr && one->empty())) return refuse(key, "the text is empty");
      if (!other_form || (one != nullptr && !one_form)) return refuse(key, "a brace that encloses no name");
      if (!texts.emplace(key, Texts::Entry{*other_form, one_form}).second) refuse(key, "the same key twice");
    };
    try {
      walk(toml::parse(std::string_view(text), std::string_view(file)), "", take, refuse);
    } catch (const toml::parse_error& error) {
      refuse("", fmt::format("line {}: {}", error.source().begin.line, error.description()));
    }
  }
  if (!faults.empty()) return failure(std::move(faults));
  return catalogue;
}

const Texts& Catalogue::of(Language language) const {
  return by_language_[static_cast<std::size_t>(language)];
}

std::vector<TextFault> Catalogue::differences() const {
  std::map<std::string, std::pair<std::vector<std::string>, bool>> expected;
  for (const Texts& texts : by_language_)
    for (const auto& [key, entry] : texts.texts_)
      expected.try_emplace(key, Texts::placeholders(entry), entry.one.has_value());
  std::vector<TextFault> differences;
  for (const Texts& texts : by_language_) {
    for (const auto& [key, shape] : expected) {
      auto found = texts.texts_.find(key);
      if (found == texts.texts_.end()) {
        differences.push_back(texts.fault(key, "missing in this language"));
      } else if (Texts::placeholders(found->second) != shape.first) {
        differences.push_back(texts.fault(key, "other placeholders than in another language"));
      } else if (found->second.one.has_value() != shape.second) {
        differences.push_back(texts.fault(key, "plural forms in one language only"));
      }
    }
  }
  return differences;
}

}  // namespace moteplass::texts
