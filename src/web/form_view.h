// FormView: what a form shows, from what was typed and what was wrong with it. The JSON it makes is drawn by
// pages/form/field.mustache and pages/form/errors.mustache.
//
// The texts of a field called "person.birth_date" are `field.person_birth_date.label` and, where there is
// one, `.hint`; what would do instead of a fault is `.expected`, or else a text by the fault's kind.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "web/form_reader.h"
#include "web/words.h"

namespace moteplass::web {

struct Option {
  std::string value;
  std::string label;
  std::string hint;  // empty: none
};

// How a field of text is typed.
struct Typing {
  std::string_view type = "text";
  std::string_view inputmode = {};
  std::string_view autocomplete = "off";
  std::string_view width = "medium";  // "short", "medium", "long"
};

class FormView {
 public:
  FormView(Words words, const http::Parameters& typed, const Faults& faults)
      : words_(words), typed_(typed), faults_(faults) {}
  // Both are looked at as long as the view is used.
  FormView(Words words, const http::Parameters& typed, Faults&& faults) = delete;
  FormView(Words words, http::Parameters&& typed, const Faults& faults) = delete;

  json::object text(std::string_view name, Presence presence, Typing typing = {});
  json::object area(std::string_view name, Presence presence);  // several lines
  json::object date(std::string_view name, Presence presence);
  json::object select(std::string_view name, Presence presence, const std::vector<Option>& options);
  json::object radios(std::string_view name, Presence presence, const std::vector<Option>& options);
  json::object checks(std::string_view name, const std::vector<Option>& options);
  json::object tick(std::string_view name);

  // The summary at the top: false, or every fault with a link to its field. Faults of fields that were not
  // drawn stand there too, without a link.
  json::value errors() const;

  // The last part of a field's text keys: "person.birth_date" and "guardians[0].name" become
  // "person_birth_date" and "guardians_name".
  static std::string key_of(std::string_view name);

 private:
  json::object field(std::string_view name, Presence presence, std::string_view kind);
  json::array options(std::string_view name, const std::vector<Option>& options, std::string_view checked);
  std::string message(const FieldFault& fault) const;

  struct Drawn {
    std::string name;
    std::string label;
  };
  Words words_;
  const http::Parameters& typed_;
  const Faults& faults_;
  std::vector<Drawn> drawn_;
};

// Fields in one object by key_of, as templates ask for them: {{#fields.person_name}}.
json::object by_key(std::vector<json::object> fields);

}  // namespace moteplass::web
