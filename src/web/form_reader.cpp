#include "web/form_reader.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace moteplass::web {
namespace {

std::optional<std::int64_t> whole(std::string_view text) {
  std::int64_t number = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view white = " \t\r\n";
  auto first = text.find_first_not_of(white);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(white) - first + 1);
}

std::optional<std::string> FormReader::single(std::string_view name) {
  asked_.emplace(name);
  auto values = form_.all(name);
  if (values.size() > 1) malformed_ = true;
  if (values.size() != 1) return std::nullopt;
  auto text = trimmed(values.front());
  if (text.empty()) return std::nullopt;
  return std::string(text);
}

std::optional<std::string> FormReader::text(std::string_view name, Presence presence, std::size_t longest) {
  auto text = single(name);
  if (!text) {
    if (presence == Presence::required) fault(name, FaultKind::missing, "a text");
    return std::nullopt;
  }
  if (code_points(*text) > longest) {
    fault(name, FaultKind::out_of_range, fmt::format("at most {} characters", longest));
    return std::nullopt;
  }
  return text;
}

std::optional<std::string> FormReader::hidden(std::string_view name, std::size_t longest) {
  auto text = single(name);
  if (text && text->size() > longest) malformed_ = true;
  return text;
}

std::optional<Date> FormReader::date(std::string_view name, Presence presence) {
  auto text = this->text(name, presence, 20);
  if (!text) return std::nullopt;
  auto date = parse_date(*text);
  if (!date) fault(name, FaultKind::bad_format, "a date that exists");
  return date;
}

std::optional<std::string> FormReader::time_of_day(std::string_view name, Presence presence) {
  auto text = this->text(name, presence, 8);
  if (!text) return std::nullopt;
  std::replace(text->begin(), text->end(), '.', ':');
  auto colon = text->find(':');
  auto hour = whole(std::string_view(*text).substr(0, colon));
  auto minute = colon == std::string::npos ? std::optional<std::int64_t>(0)
                                           : whole(std::string_view(*text).substr(colon + 1));
  if (!hour || !minute || *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59) {
    fault(name, FaultKind::bad_format, "a time such as 09:30");
    return std::nullopt;
  }
  return fmt::format("{:02}:{:02}", *hour, *minute);
}

std::optional<std::int64_t> FormReader::whole_number(std::string_view name, Presence presence,
                                                     std::int64_t least, std::int64_t most) {
  auto text = this->text(name, presence, 20);
  if (!text) return std::nullopt;
  auto number = whole(*text);
  if (!number) {
    fault(name, FaultKind::bad_format, "a whole number");
    return std::nullopt;
  }
  if (*number < least || *number > most) {
    fault(name, FaultKind::out_of_range, fmt::format("a whole number from {} to {}", least, most));
    return std::nullopt;
  }
  return number;
}

std::optional<Decimal> FormReader::amount(std::string_view name, Presence presence) {
  auto text = this->text(name, presence, 20);
  if (!text) return std::nullopt;
  std::replace(text->begin(), text->end(), ',', '.');
  auto number = Decimal::parse(*text);
  if (!number || !number->is_finite() || text->find_first_of("eE") != std::string::npos) {
    fault(name, FaultKind::bad_format, "a number");
    return std::nullopt;
  }
  if (number->sign() < 0) {
    fault(name, FaultKind::out_of_range, "a number from 0");
    return std::nullopt;
  }
  return number;
}

bool FormReader::ticked(std::string_view name) {
  auto value = single(name);
  if (value && *value != "yes") malformed_ = true;
  return value.has_value();
}

std::vector<std::string> FormReader::several(std::string_view name, std::size_t most, std::size_t longest) {
  asked_.emplace(name);
  std::vector<std::string> values;
  for (auto value : form_.all(name)) {
    auto text = trimmed(value);
    if (text.empty()) continue;
    if (code_points(text) > longest || values.size() == most) {
      malformed_ = true;
      return values;
    }
    if (std::find(values.begin(), values.end(), text) == values.end()) values.emplace_back(text);
  }
  return values;
}

void FormReader::fault(std::string_view name, FaultKind kind, std::string expected) {
  faults_.push_back({std::string(name), kind, std::move(expected)});
}

void FormReader::refuse_unknown() {
  for (const auto& [name, value] : form_) {
    if (asked_.find(name) == asked_.end()) malformed_ = true;
  }
}

}  // namespace moteplass::web
