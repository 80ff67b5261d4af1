#include "casework/entry.h"

#include <fmt/format.h>

namespace moteplass::casework {
namespace {

template <class Choice>
std::vector<std::string_view> words_of(OneOf<Choice> choices) {
  std::vector<std::string_view> words;
  for (int i = 0; i <= static_cast<int>(choices.last); ++i) words.push_back(word(static_cast<Choice>(i)));
  return words;
}

template <class T>
constexpr bool is_optional = false;
template <class T>
constexpr bool is_optional<std::optional<T>> = true;

struct Shapes {
  std::vector<FieldShape>& shapes;

  template <class Member, class Rule>
  void operator()(std::string_view name, const Member&, Rule rule) const {
    auto shape = shape_of(rule);
    shape.name = name;
    shape.required = !is_optional<Member>;
    shapes.push_back(std::move(shape));
  }
  static FieldShape shape_of(Day) { return {{}, FieldType::day, true}; }
  static FieldShape shape_of(Line line) { return {{}, FieldType::line, true, line.longest}; }
  static FieldShape shape_of(Prose prose) { return {{}, FieldType::prose, true, prose.longest}; }
  static FieldShape shape_of(YesNo) { return {{}, FieldType::yes_no, true}; }
  static FieldShape shape_of(Whole whole) { return {{}, FieldType::whole, true, 0, whole.least, whole.most}; }
  template <class Choice>
  static FieldShape shape_of(OneOf<Choice> choices) {
    return {{}, FieldType::choice, true, 0, 0, 0, words_of(choices)};
  }
};

struct Writer {
  json::object& object;

  template <class Member, class Rule>
  void operator()(std::string_view name, const Member& member, Rule) const {
    if constexpr (is_optional<Member>) {
      if (member) object[name] = value_of(*member);
    } else {
      object[name] = value_of(member);
    }
  }
  static json::value value_of(Date date) { return json::string(to_string(date)); }
  static json::value value_of(const std::string& text) { return json::string(text); }
  static json::value value_of(bool yes) { return yes; }
  static json::value value_of(std::int64_t number) { return number; }
  template <class Choice>
  requires std::is_enum_v<Choice>
  static json::value value_of(Choice choice) { return json::string(word(choice)); }
};

struct Reader {
  ObjectReader& reader;

  template <class Member, class Rule>
  void operator()(std::string_view name, Member& member, Rule rule) const {
    constexpr auto presence = is_optional<Member> ? Presence::optional : Presence::required;
    if (auto found = read(name, presence, rule)) member = std::move(*found);
  }
  std::optional<Date> read(std::string_view name, Presence presence, Day) const {
    auto text = reader.text(name, presence, 20);
    if (!text) return std::nullopt;
    auto date = parse_date(*text);
    if (!date) reader.fault(name, FaultKind::bad_format, "a date such as 2026-03-14");
    return date;
  }
  std::optional<std::string> read(std::string_view name, Presence presence, Line line) const {
    auto text = reader.text(name, presence, line.longest);
    if (text && text->find('\n') != std::string::npos) {
      reader.fault(name, FaultKind::bad_format, "a text of one line");
      return std::nullopt;
    }
    return text;
  }
  std::optional<std::string> read(std::string_view name, Presence presence, Prose prose) const {
    return reader.text(name, presence, prose.longest);
  }
  std::optional<bool> read(std::string_view name, Presence presence, YesNo) const {
    return reader.boolean(name, presence);
  }
  std::optional<std::int64_t> read(std::string_view name, Presence presence, Whole whole) const {
    return reader.whole_number(name, presence, whole.least, whole.most);
  }
  template <class Choice>
  std::optional<Choice> read(std::string_view name, Presence presence, OneOf<Choice> choices) const {
    auto text = reader.text(name, presence, 60);
    if (!text) return std::nullopt;
    for (int i = 0; i <= static_cast<int>(choices.last); ++i) {
      if (word(static_cast<Choice>(i)) == *text) return static_cast<Choice>(i);
    }
    reader.fault(name, FaultKind::not_allowed, fmt::format("one of: {}", fmt::join(words_of(choices), ", ")));
    return std::nullopt;
  }
};

template <std::size_t... I>
std::vector<Entry> one_of_each(std::index_sequence<I...>) {
  return {Entry(std::in_place_index<I>)...};
}

}  // namespace

const std::vector<Entry>& entry_kinds() {
  static const auto kinds = one_of_each(std::make_index_sequence<std::variant_size_v<Entry>>{});
  return kinds;
}

const Entry* entry_kind(std::string_view step) {
  for (const Entry& kind : entry_kinds()) {
    if (step_of(kind) == step) return &kind;
  }
  return nullptr;
}

std::string_view step_of(const Entry& entry) {
  return std::visit([](const auto& what) { return what.step; }, entry);
}

std::string_view event_of(const Entry& entry) {
  return std::visit([](const auto& what) { return what.event; }, entry);
}

std::vector<FieldShape> fields_of(const Entry& entry) {
  std::vector<FieldShape> shapes;
  std::visit([&](const auto& what) { what.fields(what, Shapes{shapes}); }, entry);
  return shapes;
}

json::object to_json(const Entry& entry) {
  json::object object;
  std::visit([&](const auto& what) { what.fields(what, Writer{object}); }, entry);
  return object;
}

Result<Entry, std::vector<FieldFault>> entry_from_json(const Entry& kind, const json::value& value,
                                                       std::string path) {
  std::vector<FieldFault> faults;
  ObjectReader reader(value, std::move(path), faults);
  Entry entry = entry_from_members(kind, reader);
  reader.refuse_unknown();
  if (!faults.empty()) return failure(std::move(faults));
  return entry;
}

Entry entry_from_members(const Entry& kind, ObjectReader& reader) {
  Entry entry = kind;
  std::visit([&](auto& what) { what.fields(what, Reader{reader}); }, entry);
  return entry;
}

}  // namespace moteplass::casework
