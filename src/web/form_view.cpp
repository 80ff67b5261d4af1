#include "web/form_view.h"

#include <algorithm>

#include <fmt/format.h>

#include "texts/marks.h"

namespace moteplass::web {

std::string FormView::key_of(std::string_view name) {
  std::string key;
  bool in_brackets = false;
  for (char c : name) {
    if (c == '[') in_brackets = true;
    if (!in_brackets) key += c == '.' ? '_' : c;
    if (c == ']') in_brackets = false;
  }
  return key;
}

std::string FormView::message(const FieldFault& fault) const {
  if (fault.kind == FaultKind::missing) return words_("fault.missing");
  auto expected = fmt::format("field.{}.expected", key_of(fault.field));
  if (words_.has(expected)) return words_(expected);
  return words_.of("fault", word(fault.kind));
}

json::object FormView::field(std::string_view name, Presence presence, std::string_view kind) {
  auto key = key_of(name);
  auto label = words_(fmt::format("field.{}.label", key));
  auto hint = fmt::format("field.{}.hint", key);
  auto fault = std::find_if(faults_.begin(), faults_.end(), [&](const auto& f) { return f.field == name; });
  auto id = fmt::format("f-{}", name);
  std::string described;
  if (words_.has(hint)) described += id + "-hint ";
  if (fault != faults_.end()) described += id + "-error";
  drawn_.push_back({std::string(name), label});
  json::object field{{"id", id},
                     {"name", name},
                     {"label", label},
                     {"hint", words_.has(hint) ? json::value(words_(hint)) : json::value(false)},
                     {"error", fault != faults_.end() ? json::value(message(*fault)) : json::value(false)},
                     {"described_by", trimmed(described)},
                     {"required", presence == Presence::required},
                     {"optional", presence == Presence::optional},
                     {"value", trimmed(typed_.first(name).value_or(""))},
                     {"options", json::array{}},
                     {"type", "text"},
                     {"inputmode", ""},
                     {"autocomplete", "off"},
                     {"width", "medium"},
                     {"inline", false}};
  for (auto known : {"input", "select", "radios", "checks", "tick", "area"}) {
    field[fmt::format("is_{}", known)] = kind == known;
  }
  return field;
}

json::array FormView::options(std::string_view name, const std::vector<Option>& options,
                              std::string_view checked) {
  auto typed = typed_.all(name);
  json::array list;
  for (const auto& option : options) {
    bool is_checked =
        std::any_of(typed.begin(), typed.end(), [&](auto value) { return trimmed(value) == option.value; });
    // The first one carries the group's id, so that a link in the error summary has something to focus.
    auto id = list.empty() ? fmt::format("f-{}", name) : fmt::format("f-{}-{}", name, list.size());
    list.push_back(json::object{{"id", id},
                                {"value", option.value},
                                {"label", option.label},
                                {"hint", option.hint},
                                {"checked", is_checked ? checked : ""}});
  }
  return list;
}

json::object FormView::text(std::string_view name, Presence presence, Typing typing) {
  auto field = this->field(name, presence, "input");
  field["type"] = typing.type;
  field["inputmode"] = typing.inputmode;
  field["autocomplete"] = typing.autocomplete;
  field["width"] = typing.width;
  return field;
}

json::object FormView::area(std::string_view name, Presence presence) {
  return field(name, presence, "area");
}

json::object FormView::date(std::string_view name, Presence presence) {
  return text(name, presence, {.type = "date", .width = "short"});
}

json::object FormView::select(std::string_view name, Presence presence, const std::vector<Option>& options) {
  auto field = this->field(name, presence, "select");
  field["options"] = this->options(name, options, "selected");
  return field;
}

json::object FormView::radios(std::string_view name, Presence presence, const std::vector<Option>& options) {
  auto field = this->field(name, presence, "radios");
  field["options"] = this->options(name, options, "checked");
  // "Ja, Nei, Vet ikke" stand in one row; longer choices each on their own.
  field["inline"] = options.size() <= 3 && std::all_of(options.begin(), options.end(), [](const Option& o) {
                      return o.hint.empty() && texts::without_marks(o.label).size() < 20;
                    });
  return field;
}

json::object FormView::checks(std::string_view name, const std::vector<Option>& options) {
  auto field = this->field(name, Presence::optional, "checks");
  field["options"] = this->options(name, options, "checked");
  return field;
}

json::object FormView::tick(std::string_view name) {
  auto field = this->field(name, Presence::optional, "tick");
  field["options"] = options(name, {{"yes", "", ""}}, "checked");
  return field;
}

json::value FormView::errors() const {
  if (faults_.empty()) return false;
  json::array list;
  for (const auto& fault : faults_) {
    auto drawn =
        std::find_if(drawn_.begin(), drawn_.end(), [&](const auto& d) { return d.name == fault.field; });
    bool is_drawn = drawn != drawn_.end();
    auto text = message(fault);
    bool asks = is_drawn && texts::without_marks(drawn->label).ends_with('?');
    auto words = !is_drawn ? words_("fault.elsewhere", {{"field", fault.field}, {"message", text}})
                           : words_(asks ? "fault.with_question" : "fault.with_label",
                                    {{"label", drawn->label}, {"message", text}});
    list.push_back(json::object{{"href", is_drawn ? "#f-" + fault.field : ""}, {"text", std::move(words)}});
  }
  return json::object{{"list", std::move(list)}};
}

json::object by_key(std::vector<json::object> fields) {
  json::object object;
  for (auto& field : fields) {
    auto key = FormView::key_of(field.at("name").as_string());
    object[key] = std::move(field);
  }
  return object;
}

}  // namespace moteplass::web
