// Takes the tables of a TOML file apart, strictly: an unknown key, a missing one or one of another type is a
// fault, told with its line.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <toml++/toml.h>
#pragma GCC diagnostic pop

#include "base/time.h"

namespace moteplass {

// One table. The first fault is kept and everything after it is ignored.
class TableReader {
 public:
  TableReader(const toml::table& table, std::string path, std::string& fault)
      : table_(table), path_(std::move(path)), fault_(fault) {}

  std::string text(std::string_view key) { return value<std::string>(key, "a text").value_or(""); }
  std::string optional_text(std::string_view key) {
    return table_.contains(key) ? text(key) : (asked_.emplace(key), std::string());
  }
  std::int64_t number(std::string_view key, std::int64_t least) {
    auto number = value<std::int64_t>(key, "a whole number").value_or(least);
    if (number < least) refuse(key, fmt::format("at least {}", least));
    return number;
  }
  std::vector<std::string> texts(std::string_view key) {
    std::vector<std::string> found;
    asked_.emplace(key);
    const auto* array = table_[key].as_array();
    if (array == nullptr) {
      refuse(key, "a list of texts");
      return found;
    }
    for (const auto& element : *array) {
      if (auto text = element.value<std::string>()) {
        found.push_back(*text);
      } else {
        refuse(key, "a list of texts");
      }
    }
    return found;
  }
  std::vector<std::string> optional_texts(std::string_view key) {
    return table_.contains(key) ? texts(key) : (asked_.emplace(key), std::vector<std::string>());
  }
  std::int64_t optional_number(std::string_view key, std::int64_t least, std::int64_t otherwise) {
    return table_.contains(key) ? number(key, least) : (asked_.emplace(key), otherwise);
  }
  std::optional<Date> optional_date(std::string_view key) {
    if (!asked_.emplace(key).second || !table_.contains(key)) return std::nullopt;
    auto found = table_[key].value_exact<toml::date>();
    Date date = found ? Date(std::chrono::year(found->year), std::chrono::month(found->month),
                             std::chrono::day(found->day))
                      : Date();
    if (!found || !date.ok()) refuse(key, "a date such as 2026-08-17");
    return date;
  }
  bool optional_flag(std::string_view key) {
    if (!asked_.emplace(key).second || !table_.contains(key)) return false;
    return value<bool>(key, "true or false").value_or(false);
  }
  // Each table of a list of tables, `[[key]]` or `key = [{…}, …]`, given to `read`; none where it is absent.
  template <class Read>
  void each(std::string_view key, Read read) {
    asked_.emplace(key);
    if (!table_.contains(key)) return;
    const auto* array = table_[key].as_array();
    if (array == nullptr) return refuse(key, "a list of tables");
    for (const auto& element : *array) {
      const auto* table = element.as_table();
      if (table == nullptr) return refuse(key, "a list of tables");
      read(*table);
    }
  }
  const toml::table* table(std::string_view key) {
    asked_.emplace(key);
    const auto* found = table_[key].as_table();
    if (found == nullptr) refuse(key, "a table");
    return found;
  }
  const toml::array* tables(std::string_view key) {
    asked_.emplace(key);
    return table_[key].as_array();
  }
  void refuse(std::string_view key, const std::string& expected) {
    if (!fault_.empty()) return;
    auto line = table_.contains(key) ? table_.get(key)->source().begin.line : table_.source().begin.line;
    fault_ = fmt::format("line {}: {}{}: expected {}", line, path_, key, expected);
  }
  void refuse_unknown() {
    for (const auto& [key, node] : table_) {
      if (!asked_.contains(key.str())) refuse(key.str(), "no such key");
    }
  }

 private:
  template <class Value>
  std::optional<Value> value(std::string_view key, const char* expected) {
    asked_.emplace(key);
    auto found = table_[key].template value_exact<Value>();
    if (!found) refuse(key, expected);
    return found;
  }

  const toml::table& table_;
  std::string path_;
  std::string& fault_;
  std::set<std::string, std::less<>> asked_;
};

}  // namespace moteplass
