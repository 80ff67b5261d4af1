#include "dmn/batch/column_facts.h"

#include <algorithm>

#include "dmn/batch/column_number.h"
#include "dmn/definitions.h"

namespace moteplass::dmn {

std::int32_t Dictionary::add(std::string_view word) {
  auto known = numbers_.find(word);
  if (known != numbers_.end()) return known->second;
  auto number = static_cast<std::int32_t>(words_.size());
  words_.emplace_back(word);
  numbers_.emplace(word, number);
  return number;
}

void Columns::numbers(std::string path, std::vector<std::int64_t> values, int scale) {
  Column& column = columns_[std::move(path)];
  column.kind = Column::Kind::numbers;
  column.numbers = std::move(values);
  column.scale = scale;
}

void Columns::truths(std::string path, std::vector<Truth> values) {
  Column& column = columns_[std::move(path)];
  column.kind = Column::Kind::truths;
  column.truths = std::move(values);
}

void Columns::texts(std::string path, std::vector<std::int32_t> values) {
  Column& column = columns_[std::move(path)];
  column.kind = Column::Kind::texts;
  column.texts = std::move(values);
}

void Columns::days(std::string path, std::vector<std::int64_t> values) {
  Column& column = columns_[std::move(path)];
  column.kind = Column::Kind::days;
  column.numbers = std::move(values);
}

void Columns::list(std::string path, std::vector<std::uint32_t> offsets, std::vector<Truth> present) {
  Column& column = columns_[std::move(path)];
  column.kind = Column::Kind::list;
  column.offsets = std::move(offsets);
  column.present = std::move(present);
}

void Columns::presence(std::string path, std::vector<Truth> values) {
  Column& column = columns_[std::move(path)];
  column.kind = Column::Kind::presence;
  column.truths = std::move(values);
}

const Column* Columns::find(std::string_view path) const {
  auto found = columns_.find(path);
  return found == columns_.end() ? nullptr : &found->second;
}

namespace {

using feel::Type;
using feel::Value;

// Puts values, one a row, into the columns of a type at a path; a pointer is null where there is no value.
class ColumnFiller {
 public:
  ColumnFiller(Columns& columns, Dictionary& dictionary) : columns_(columns), dictionary_(dictionary) {}

  void fill(const std::string& path, const Type& type, const std::vector<const Value*>& rows, int depth) {
    if (depth > 20) return;
    switch (type.kind()) {
      case Type::Kind::boolean:
        return columns_.truths(path, made<Truth>(path, rows, Truth::null, [](const Value& value) {
                                 return value.boolean()
                                            ? std::optional(*value.boolean() ? Truth::yes : Truth::no)
                                            : std::nullopt;
                               }));
      case Type::Kind::string:
        return columns_.texts(path, made<std::int32_t>(path, rows, null_text, [&](const Value& value) {
                                return value.string() ? std::optional(dictionary_.add(*value.string()))
                                                      : std::nullopt;
                              }));
      case Type::Kind::date:
        return columns_.days(path, made<std::int64_t>(path, rows, null_number, [](const Value& value) {
                               return value.date() ? std::optional(days_since_1970(*value.date()))
                                                   : std::nullopt;
                             }));
      case Type::Kind::number:
        return numbers(path, rows);
      case Type::Kind::list:
        return list(path, type, rows, depth);
      case Type::Kind::context:
        return context(path, type, rows, depth);
      case Type::Kind::any:
      case Type::Kind::null:
      case Type::Kind::time:
      case Type::Kind::date_time:
      case Type::Kind::days_duration:
      case Type::Kind::months_duration:
      case Type::Kind::range:
      case Type::Kind::function:
        break;
    }
    // No column holds it; null is what the absence of one means.
    made<bool>(path, rows, false, [](const Value&) { return std::optional<bool>(); });
  }

  const std::optional<BadColumn>& bad() const { return bad_; }

 private:
  template <class Held, class Read>
  std::vector<Held> made(const std::string& path, const std::vector<const Value*>& rows, Held null,
                         Read read) {
    std::vector<Held> values;
    values.reserve(rows.size());
    for (const Value* value : rows) {
      bool none = value == nullptr || value->is_null();
      std::optional<Held> held = none ? null : std::optional<Held>(read(*value));
      if (!held && !bad_) bad_ = BadColumn{path, values.size(), "no column holds " + to_string(*value)};
      values.push_back(held.value_or(null));
    }
    return values;
  }

  static bool some_are_absent(const std::vector<Truth>& present) {
    return std::find(present.begin(), present.end(), Truth::null) != present.end();
  }

  void numbers(const std::string& path, const std::vector<const Value*>& rows) {
    int scale = 0;
    for (const Value* value : rows)
      if (value && value->number()) scale = std::max(scale, scale_of(*value->number()).value_or(0));
    auto values = made<std::int64_t>(path, rows, null_number, [&](const Value& value) {
      return value.number() ? at_scale(*value.number(), scale) : std::nullopt;
    });
    columns_.numbers(path, std::move(values), scale);
  }

  void list(const std::string& path, const Type& type, const std::vector<const Value*>& rows, int depth) {
    std::vector<std::uint32_t> offsets{0};
    std::vector<const Value*> items;
    auto here = made<bool>(path, rows, false, [](const Value& value) {
      return value.list() ? std::optional(true) : std::nullopt;
    });
    std::vector<Truth> present;
    for (std::size_t row = 0; row < rows.size(); ++row) {
      present.push_back(here[row] ? Truth::yes : Truth::null);
      if (here[row])
        for (const Value& item : *rows[row]->list()) items.push_back(&item);
      offsets.push_back(static_cast<std::uint32_t>(items.size()));
    }
    if (!some_are_absent(present)) present.clear();
    columns_.list(path, std::move(offsets), std::move(present));
    fill(path + "[]", type.element(), items, depth + 1);
  }

  void context(const std::string& path, const Type& type, const std::vector<const Value*>& rows, int depth) {
    auto present = made<Truth>(path, rows, Truth::null, [](const Value& value) {
      return value.context() ? std::optional(Truth::yes) : std::nullopt;
    });
    if (some_are_absent(present)) columns_.presence(path, std::move(present));
    for (const auto& [name, field] : type.fields()) {
      std::vector<const Value*> members;
      for (const Value* value : rows) {
        const feel::Context* held = value ? value->context() : nullptr;
        members.push_back(held ? held->find(name) : nullptr);
        // A context that lacks a component is not of the type, which is more than the component being null.
        if (held && members.back() == nullptr && !bad_)
          bad_ = BadColumn{path + "." + name, members.size() - 1, "the component is missing"};
      }
      fill(path + "." + name, field, members, depth + 1);
    }
  }

  Columns& columns_;
  Dictionary& dictionary_;
  std::optional<BadColumn> bad_;
};

class CaseReader {
 public:
  explicit CaseReader(const Columns& columns) : columns_(columns) {}

  Value read(const std::string& path, const Type& type, std::size_t row, int depth) {
    const Column* column = columns_.find(path);
    if (type.kind() == Type::Kind::context) {
      if (column && (column->kind != Column::Kind::presence || row >= column->truths.size()))
        return bad(path, row, "no place for whether it is there");
      if ((column && column->truths[row] != Truth::yes) || depth > 20) return {};
      feel::Context made;
      for (const auto& [name, field] : type.fields())
        made.set(name, read(path + "." + name, field, row, depth + 1));
      return made;
    }
    if (column == nullptr) return {};
    switch (column->kind) {
      case Column::Kind::numbers:
        if (row >= column->numbers.size() || type.kind() != Type::Kind::number) break;
        if (column->scale < 0 || column->scale > most_scale) return bad(path, row, "a scale is from 0 to 18");
        if (column->numbers[row] == null_number) return {};
        return from_scale(column->numbers[row], column->scale);
      case Column::Kind::days:
        if (row >= column->numbers.size() || type.kind() != Type::Kind::date) break;
        if (column->numbers[row] == null_number) return {};
        if (!is_day(column->numbers[row])) return bad(path, row, "no calendar has that day");
        return feel::date_from_days(column->numbers[row]);
      case Column::Kind::truths:
        if (row >= column->truths.size() || type.kind() != Type::Kind::boolean) break;
        if (column->truths[row] == Truth::null) return {};
        return column->truths[row] == Truth::yes;
      case Column::Kind::texts: {
        if (row >= column->texts.size() || type.kind() != Type::Kind::string) break;
        if (column->texts[row] == null_text) return {};
        auto word = static_cast<std::size_t>(column->texts[row]);
        if (word >= columns_.dictionary()->words().size())
          return bad(path, row, "the dictionary has no such word");
        return columns_.dictionary()->words()[word];
      }
      case Column::Kind::list: {
        if (row + 1 >= column->offsets.size() || type.kind() != Type::Kind::list) break;
        std::uint32_t first = column->offsets[row];
        std::uint32_t end = column->offsets[row + 1];
        bool absent = row < column->present.size() && column->present[row] != Truth::yes;
        if (end < first || (absent && end != first))
          return bad(path, row, "the list ends before it begins, or is null and has items");
        if (absent) return {};
        feel::List items;
        for (std::uint32_t item = first; item < end && !bad_; ++item)
          items.push_back(read(path + "[]", type.element(), item, depth + 1));
        return items;
      }
      case Column::Kind::presence:
        break;
    }
    return bad(path, row, "the column is too short or of another kind than the model's");
  }

  const std::optional<BadColumn>& bad() const { return bad_; }

 private:
  Value bad(const std::string& path, std::size_t row, std::string reason) {
    if (!bad_) bad_ = BadColumn{path, row, std::move(reason)};
    return {};
  }

  const Columns& columns_;
  std::optional<BadColumn> bad_;
};

}  // namespace

Result<Columns, BadColumn> columns_of(const Model& model, std::span<const Value> facts,
                                      const std::vector<std::string>& given) {
  auto dictionary = std::make_shared<Dictionary>();
  Columns columns(facts.size(), dictionary);
  ColumnFiller filler(columns, *dictionary);
  for (const auto& element : model.definitions().elements) {
    bool as_given = element->kind == Element::Kind::decision &&
                    std::find(given.begin(), given.end(), element->name) != given.end();
    if (element->kind != Element::Kind::input && !as_given) continue;
    std::vector<const Value*> rows;
    for (const Value& one : facts)
      rows.push_back(one.context() ? one.context()->find(element->name) : nullptr);
    filler.fill(element->name, element->type, rows, 0);
  }
  if (filler.bad()) return failure(*filler.bad());
  return columns;
}

Result<Value, BadColumn> facts_of_case(const Columns& columns, std::size_t row,
                                       const std::vector<Type::Field>& roots) {
  CaseReader reader(columns);
  feel::Context made;
  for (const auto& [name, type] : roots) made.set(name, reader.read(name, type, row, 0));
  if (reader.bad()) return failure(*reader.bad());
  return Value(made);
}

}  // namespace moteplass::dmn
