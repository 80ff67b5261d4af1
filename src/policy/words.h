// Words for closed choices: one table a choice, read in both directions. For the files of this room.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace moteplass::policy {

template <class Choice>
struct Named {
  Choice choice;
  std::string_view word;
};

// Empty if the choice is missing from its table, which is a fault of ours that a test finds.
template <class Choice, std::size_t count>
std::string_view word_in(const Named<Choice> (&table)[count], Choice choice) {
  for (const auto& named : table) {
    if (named.choice == choice) return named.word;
  }
  return {};
}

template <class Choice, std::size_t count>
std::optional<Choice> choice_in(const Named<Choice> (&table)[count], std::string_view word) {
  for (const auto& named : table) {
    if (named.word == word) return named.choice;
  }
  return std::nullopt;
}

// "one of: a, b, c"
template <class Choice, std::size_t count>
std::string one_of(const Named<Choice> (&table)[count]) {
  std::string text = "one of:";
  for (const auto& named : table) {
    text += &named == table ? " " : ", ";
    text += named.word;
  }
  return text;
}

}  // namespace moteplass::policy
