// Within this folder: the members that the help record's JSON is made of, read strictly.
#pragma once

#include "casework/help/help_event.h"

namespace moteplass::casework {

// One object; every member asked for must be there unless its name says otherwise.
class HelpReader {
 public:
  HelpReader(const json::value& value, const std::string& path, std::vector<FieldFault>& faults)
      : reader_(value, path, faults), faults_(faults) {}

  std::string text(std::string_view name) {
    const json::value* member = reader_.any(name, Presence::required);
    if (member == nullptr) return {};
    if (const json::string* text = member->if_string()) return std::string(*text);
    reader_.fault(name, FaultKind::wrong_type, "a text");
    return {};
  }
  template <HelpChoice Choice>
  Choice choice(std::string_view name) {
    return read_choice<Choice>(name, Presence::required).value_or(Choice{});
  }
  template <HelpChoice Choice>
  std::optional<Choice> optional_choice(std::string_view name) {
    return read_choice<Choice>(name, Presence::optional);
  }
  Date date(std::string_view name) { return read_date(name, Presence::required).value_or(Date{}); }
  std::optional<Date> optional_date(std::string_view name) { return read_date(name, Presence::optional); }
  std::vector<std::string> texts(std::string_view name) {
    std::vector<std::string> found;
    const json::array* list = reader_.array(name, Presence::required, most_members);
    if (list == nullptr) return found;
    for (const json::value& member : *list) {
      if (const json::string* text = member.if_string()) {
        found.emplace_back(*text);
      } else {
        reader_.fault(name, FaultKind::wrong_type, "texts");
      }
    }
    return found;
  }
  template <HelpChoice Choice>
  std::vector<Choice> choices(std::string_view name) {
    std::vector<Choice> found;
    for (const std::string& text : texts(name)) {
      if (auto choice = help_choice<Choice>(text)) {
        found.push_back(*choice);
      } else {
        reader_.fault(name, FaultKind::not_allowed, "known words");
      }
    }
    return found;
  }
  ObjectReader& object() { return reader_; }
  std::vector<FieldFault>& faults() { return faults_; }
  void end() { reader_.refuse_unknown(); }

 private:
  static constexpr std::size_t most_members = 100;

  template <HelpChoice Choice>
  std::optional<Choice> read_choice(std::string_view name, Presence presence) {
    const json::value* member = reader_.any(name, presence);
    if (member == nullptr) return std::nullopt;
    auto found = member->is_string() ? help_choice<Choice>(member->get_string()) : std::nullopt;
    if (!found) reader_.fault(name, FaultKind::not_allowed, "a known word");
    return found;
  }
  std::optional<Date> read_date(std::string_view name, Presence presence) {
    const json::value* member = reader_.any(name, presence);
    if (member == nullptr) return std::nullopt;
    auto found = member->is_string() ? parse_date(member->get_string()) : std::nullopt;
    if (!found) reader_.fault(name, FaultKind::bad_format, "a date");
    return found;
  }

  ObjectReader reader_;
  std::vector<FieldFault>& faults_;
};

inline json::array texts_json(const std::vector<std::string>& texts) {
  json::array list;
  for (const std::string& text : texts) list.emplace_back(text);
  return list;
}
template <HelpChoice Choice>
json::array words_json(const std::vector<Choice>& choices) {
  json::array list;
  for (Choice choice : choices) list.emplace_back(word(choice));
  return list;
}

}  // namespace moteplass::casework
