// The texts people read on screens, by language and dotted key, from TOML files.
//
//   [inbox]
//   title = "Innboks"                                     # inbox.title
//   greeting = "Hei, {name}"                              # a placeholder
//   waiting = { one = "1 sak venter", other = "{count} saker venter" }   # and `few` in Polish, `two` in Sámi
//
// A key that is missing in nb, nn or en is a fault and never falls back to another language: a
// half-translated page would hide that somebody got less than others. The prepared languages, se and pl, may
// lack texts; those are taken from `fallback_of` and carry marks (marks.h), so that a page shows what is not
// translated. Immutable after reading, shared by all threads.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "texts/language.h"

namespace moteplass::texts {

// What is wrong with one text; `problem` never repeats a value. `key` is empty for a whole file.
struct TextFault {
  std::string where;  // the file when read, the language when asked
  std::string key;
  std::string problem;
};
std::string to_string(const TextFault& fault);

using Values = std::map<std::string, std::string, std::less<>>;
using Lookup = std::function<std::optional<std::string>(std::string_view)>;

// All texts of one language.
class Texts {
 public:
  Language language() const { return language_; }
  bool has(std::string_view key) const { return texts_.find(key) != texts_.end(); }
  std::vector<std::string> keys() const;
  // Whether the language has the text itself: false for one borrowed from its fallback.
  bool has_own(std::string_view key) const;

  // The text with its placeholders filled. A missing key or value is a fault, and so is a text with plural
  // forms.
  Result<std::string, TextFault> say(std::string_view key, const Values& values = {}) const;
  // The form for `count`; {count} is filled with it.
  Result<std::string, TextFault> count(std::string_view key, std::int64_t count, Values values = {}) const;
  // As `say` and `count`, with the values looked up; plural forms ask for "count".
  Result<std::string, TextFault> fill(std::string_view key, const Lookup& lookup) const;

 private:
  friend class Catalogue;
  struct Piece {
    bool placeholder;
    std::string text;
  };
  using Form = std::vector<Piece>;
  struct Entry {
    Form other;
    std::optional<Form> one = {};      // only of a text with plural forms
    std::optional<Form> two = {};      // only where the language has it: se
    std::optional<Form> few = {};      // pl
    Language language = Language::nb;  // that the words are in
  };
  static std::optional<Form> parse(std::string_view text);
  static std::vector<std::string> placeholders(const Entry& entry);
  TextFault fault(std::string_view key, std::string problem) const;
  Result<std::string, TextFault> join(std::string_view key, const Form& form, Language language,
                                      const Lookup& lookup) const;

  Language language_ = Language::nb;
  std::map<std::string, Entry, std::less<>> texts_;
};

class Catalogue {
 public:
  // `files`: name to TOML text, as `load_folder(path, ".toml")` gives it. The language is the last part of
  // the name: "nb", "letters.nn", "pages/en". The same key twice in one language is refused.
  static Result<Catalogue, std::vector<TextFault>> read(const std::map<std::string, std::string>& files);

  const Texts& of(Language language) const;
  // Keys that one complete language has and another lacks, keys of a prepared one that they lack, and keys
  // whose placeholders or plural forms differ. A test demands that there are none.
  std::vector<TextFault> differences() const;

 private:
  std::array<Texts, languages.size()> by_language_;
};

}  // namespace moteplass::texts
