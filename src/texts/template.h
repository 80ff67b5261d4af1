// Mustache templates that refuse to guess: a page or letter is whole, or it is a fault that names file, line
// and tag.
//
// Beyond plain Mustache:
//  - A tag whose value is missing is a fault, also in sections that test for it. `null`, `false`, "" and []
//    close a section and open its inverse; as a variable only texts and numbers may stand.
//  - {{x}} is escaped for HTML. {{{x}}} is refused unless x is on the list of trusted names.
//  - {{> name}} takes in another template of the same set when the set is compiled; circles are refused.
//  - {{t.some.key}} is a text of the catalogue in the page's language; its {placeholders} are filled from the
//    data in view, and a text with plural forms is chosen by `count`.
//
// Compiled once, immutable, shared by all threads; rendering keeps its state on its own stack.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace moteplass::texts {

class Texts;

// `problem` is plain English about the template; it never repeats a value. `line` 0: the whole file.
struct TemplateFault {
  std::string file;
  int line;
  std::string tag;
  std::string problem;
};
// "rer-2022/summons.nb:12: {{meeting.place}}: no such value"
std::string to_string(const TemplateFault& fault);

class Template {
 public:
  // `data` is an object. `texts` must be given if the template has {{t.…}} tags.
  Result<std::string, TemplateFault> render(const json::value& data, const Texts* texts = nullptr) const;
  // The names of all tags, partials included, in alphabetical order: what a template can ever show.
  std::set<std::string> tag_names() const;

 private:
  friend class Templates;
  struct Compiled;
  explicit Template(std::shared_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}
  std::shared_ptr<const Compiled> compiled_;
};

// A set of templates that may take each other in, by name: the path below the folder without its ending.
class Templates {
 public:
  // `sources`: name to text, as `load_folder(path, ".mustache")` gives it.
  static Result<Templates, TemplateFault> compile(const std::map<std::string, std::string>& sources,
                                                  const std::set<std::string>& trusted_html = {});

  const Template* find(std::string_view name) const;
  // A name that is not in the set is a fault too.
  Result<std::string, TemplateFault> render(std::string_view name, const json::value& data,
                                            const Texts* texts = nullptr) const;
  std::vector<std::string> names() const;

 private:
  std::map<std::string, Template, std::less<>> templates_;
};

// Every file below `path` whose name ends so, by its path below the folder without the ending ("nb",
// "rer-2022/summons.nb"). The error says which file or folder could not be read.
Result<std::map<std::string, std::string>, std::string> load_folder(const std::string& path,
                                                                    std::string_view ending);

}  // namespace moteplass::texts
