#include "texts/catalogue.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <toml++/toml.h>
#pragma GCC diagnostic pop

#include "texts/marks.h"

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

// A table that is one text in its plural forms.
bool is_plural(const toml::table& table) {
  if (!table.contains("one") || !table.contains("other")) return false;
  return std::all_of(table.begin(), table.end(), [](const auto& member) {
    auto name = member.first.str();
    return member.second.is_string() && (name == "one" || name == "two" || name == "few" || name == "other");
  });
}

// Signs and spaces alone are no language's.
bool has_letters(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
  });
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
  auto take = [&names](const Form& form) {
    for (const Piece& piece : form)
      if (piece.placeholder) names.push_back(piece.text);
  };
  take(entry.other);
  for (const auto* form : {&entry.one, &entry.two, &entry.few})
    if (*form) take(**form);
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

bool Texts::has_own(std::string_view key) const {
  auto found = texts_.find(key);
  return found != texts_.end() && found->second.language == language_;
}

// The values put in are not the text's: they carry marks of their own or none.
Result<std::string, TextFault> Texts::join(std::string_view key, const Form& form, Language language,
                                           const Lookup& lookup) const {
  std::string text;
  for (const Piece& piece : form) {
    if (!piece.placeholder) {
      text += language != language_ && has_letters(piece.text) ? marked(language, piece.text) : piece.text;
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
  if (!entry.one) return join(key, entry.other, entry.language, lookup);
  auto text = lookup("count");
  if (!text) return failure(fault(key, "the text has plural forms and no count was given"));
  std::int64_t count = 0;
  auto end = text->data() + text->size();
  bool is_number = std::from_chars(text->data(), end, count).ptr == end && !text->empty();
  auto plural = is_number ? plural_of(entry.language, count) : Plural::other;
  const auto& form = plural == Plural::one ? entry.one : plural == Plural::two ? entry.two : entry.few;
  return join(key, plural == Plural::other || !form ? entry.other : *form, entry.language, lookup);
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

// Calls `take(key, forms)` for each text of a table: a string alone, or a table of its plural forms.
template <class Take, class Refuse>
void walk(const toml::table& table, const std::string& prefix, const Take& take, const Refuse& refuse) {
  for (const auto& [name, node] : table) {
    std::string key = prefix + std::string(name.str());
    if (const auto* text = node.as_string()) {
      take(key, text->get(), nullptr);
    } else if (const toml::table* inner = node.as_table()) {
      if (is_plural(*inner)) {
        take(key, inner->get_as<std::string>("other")->get(), inner);
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
    auto take = [&](const std::string& key, const std::string& other, const toml::table* plural) {
      Texts::Entry entry;
      entry.language = *language;
      auto read_form = [&](const std::string& words) {
        if (words.empty()) refuse(key, "the text is empty");
        auto form = Texts::parse(words);
        if (!form) refuse(key, "a brace that encloses no name");
        return form;
      };
      if (auto form = read_form(other)) entry.other = *form;
      if (plural != nullptr) {
        auto read_if_any = [&](std::string_view name, std::optional<Texts::Form>& form) {
          if (const auto* words = plural->get_as<std::string>(name)) form = read_form(words->get());
        };
        read_if_any("one", entry.one);
        read_if_any("two", entry.two);
        read_if_any("few", entry.few);
      }
      if (!texts.emplace(key, std::move(entry)).second) refuse(key, "the same key twice");
    };
    try {
      walk(toml::parse(std::string_view(text), std::string_view(file)), "", take, refuse);
    } catch (const toml::parse_error& error) {
      refuse("", fmt::format("line {}: {}", error.source().begin.line, error.description()));
    }
  }
  if (!faults.empty()) return failure(std::move(faults));
  for (Texts& texts : catalogue.by_language_) {
    Language fallback = fallback_of(texts.language_);
    if (fallback == texts.language_) continue;
    for (const auto& [key, entry] : catalogue.of(fallback).texts_) texts.texts_.try_emplace(key, entry);
  }
  return catalogue;
}

const Texts& Catalogue::of(Language language) const {
  return by_language_[static_cast<std::size_t>(language)];
}

std::vector<TextFault> Catalogue::differences() const {
  std::map<std::string, std::pair<std::vector<std::string>, bool>> expected;
  for (const Texts& texts : by_language_) {
    if (!is_complete(texts.language_)) continue;
    for (const auto& [key, entry] : texts.texts_)
      expected.try_emplace(key, Texts::placeholders(entry), entry.one.has_value());
  }
  std::vector<TextFault> differences;
  for (const Texts& texts : by_language_) {
    for (const auto& [key, shape] : expected) {
      auto found = texts.texts_.find(key);
      if (found == texts.texts_.end()) {
        if (is_complete(texts.language_)) differences.push_back(texts.fault(key, "missing in this language"));
      } else if (found->second.language != texts.language_) {
        continue;  // borrowed: told of where it comes from
      } else if (Texts::placeholders(found->second) != shape.first) {
        differences.push_back(texts.fault(key, "other placeholders than in another language"));
      } else if (found->second.one.has_value() != shape.second) {
        differences.push_back(texts.fault(key, "plural forms in one language only"));
      }
    }
    for (const auto& entry : texts.texts_)
      if (!expected.contains(entry.first))
        differences.push_back(texts.fault(entry.first, "in no complete language"));
  }
  return differences;
}

}  // namespace moteplass::texts
