#include "scenario.h"

#include <fmt/format.h>

#include "casework/example_case.h"

namespace moteplass::flow {
namespace {

using casework::Answers;
using casework::Case;
using casework::Event;
using casework::Message;

std::string_view trimmed(std::string_view text) {
  auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

// Takes the word off the front, and the blanks after it.
bool take_word(std::string_view& line, std::string_view word) {
  if (!line.starts_with(word)) return false;
  if (line.size() > word.size() && line[word.size()] != ' ' && !word.ends_with(':')) return false;
  line = trimmed(line.substr(word.size()));
  return true;
}

class Scenario {
 public:
  Scenario() { case_.id = "case-1"; }

  void line(int number, std::string_view text) {
    number_ = number;
    std::string_view rest = trimmed(text);
    if (rest.empty() || rest.starts_with('#')) return;
    if (take_word(rest, "message:")) {
      if (!change_message(message_, rest)) fault("no such thing about a message: " + std::string(rest));
    } else if (take_word(rest, "policy:")) {
      if (!change_policy(answers_, rest)) fault("no such thing about a policy: " + std::string(rest));
    } else if (take_word(rest, "given")) {
      given(rest);
    } else if (take_word(rest, "when")) {
      when(rest);
    } else if (take_word(rest, "then")) {
      then(rest);
    } else if (take_word(rest, "and")) {
      stands(rest);
    } else {
      fault("a line begins with message:, policy:, given, when, then or and");
    }
  }

  std::vector<std::string> faults() {
    nothing_unsaid();
    if (!asked_) fault("nothing is asked: a scenario has a when");
    return std::move(faults_);
  }

 private:
  void fault(std::string text) { faults_.push_back(fmt::format("line {}: {}", number_, text)); }

  // Takes "2026-03-02 09:00" off the front and sets the time.
  bool take_time(std::string_view& rest) {
    auto time = moment_of(rest.substr(0, 16));
    if (!time) {
      fault("a time such as 2026-03-02 09:00 stands first");
      return false;
    }
    if (*time < now_) fault("time does not go back");
    now_ = *time;
    rest = trimmed(rest.substr(16));
    return true;
  }

  void given(std::string_view rest) {
    nothing_unsaid();
    if (!take_time(rest)) return;
    auto event = event_of(rest, case_, message_, answers_);
    if (!event) return fault("no such event: " + std::string(rest));
    happen(*event);
  }

  void when(std::string_view rest) {
    nothing_unsaid();
    asked_ = true;
    if (!take_time(rest)) return;
    auto command = command_of(rest, message_);
    if (!command) return fault("no such command: " + std::string(rest));
    auto decided = decide(case_, *command, answers_, {now_, fmt::format("letter-{}", number_)});
    if (!decided) {
      outcomes_.push_back(phrase_of(decided.error()));
      return;
    }
    for (const Event& event : *decided) {
      outcomes_.push_back(phrase_of(event));
      happen(event);
    }
    if (decided->empty()) outcomes_.emplace_back("nothing");
  }

  void then(std::string_view rest) {
    if (outcomes_.empty()) return fault("nothing more came of it");
    if (outcomes_.front() != rest) fault("came of it: " + outcomes_.front());
    outcomes_.erase(outcomes_.begin());
  }

  void stands(std::string_view rest) {
    for (std::string_view matter : {"stage", "worklist", "next step", "deadline", "age", "no-shows"}) {
      std::string_view value = rest;
      if (!take_word(value, matter)) continue;
      auto is = state_of(case_, matter, now_).value_or("unheard of");
      if (is != value) fault(fmt::format("the {} is {}", matter, is));
      return;
    }
    fault("and is followed by stage, worklist, next step, deadline, age or no-shows");
  }

  void nothing_unsaid() {
    for (const std::string& outcome : outcomes_) fault("before this line, unsaid: " + outcome);
    outcomes_.clear();
  }

  void happen(const Event& event) { case_ = apply(std::move(case_), {event, now_, "u1", "Rådgiver"}); }

  int number_ = 0;
  bool asked_ = false;
  Instant now_{};
  Case case_;
  Message message_ = casework::example::message();
  Answers answers_ = casework::example::answers();
  std::vector<std::string> outcomes_;
  std::vector<std::string> faults_;
};

}  // namespace

std::vector<std::string> run_scenario(std::string_view text) {
  Scenario scenario;
  int number = 0;
  while (!text.empty()) {
    auto end = text.find('\n');
    scenario.line(++number, text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return scenario.faults();
}

}  // namespace moteplass::flow
