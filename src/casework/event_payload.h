// Within this room: the payload of one event, read from our own store.
#pragma once

#include <exception>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "casework/event.h"
#include "casework/message_reader.h"

namespace moteplass::casework {

// Whatever is missing or ill typed ends up in one text.
class Payload {
 public:
  explicit Payload(const json::value& value, std::string path = {})
      : reader_(value, std::move(path), faults_) {}
  Payload(const Payload&) = delete;
  Payload& operator=(const Payload&) = delete;

  std::string text(std::string_view name) {
    const json::value* member = reader_.any(name, Presence::required);
    if (member == nullptr) return {};
    if (const json::string* text = member->if_string()) return std::string(*text);
    reader_.fault(name, FaultKind::wrong_type, "a text");
    return {};
  }
  std::int64_t whole_number(std::string_view name) {
    return reader_.whole_number(name, Presence::required, 0, INT64_MAX).value_or(0);
  }
  bool boolean(std::string_view name) { return reader_.boolean(name, Presence::required).value_or(false); }
  template <class Choice>
  Choice choice(std::string_view name, std::optional<Choice> (*from)(std::string_view)) {
    auto found = from(text(name));
    if (!found) reader_.fault(name, FaultKind::not_allowed, "a known word");
    return found.value_or(Choice{});
  }
  Date date(std::string_view name) {
    auto found = parse_date(text(name));
    if (!found) reader_.fault(name, FaultKind::bad_format, "a date");
    return found.value_or(Date{});
  }
  std::optional<bool> maybe(std::string_view name) { return reader_.boolean(name, Presence::optional); }
  Instant instant(std::string_view name) {
    auto found = parse_instant(text(name));
    if (!found) reader_.fault(name, FaultKind::bad_format, "a point in time");
    return found.value_or(Instant{});
  }
  // `read` may throw: the readers of other rooms return values and trust the store; what it says then becomes
  // a fault here.
  template <class Read>
  auto member(std::string_view name, Presence presence, Read read)
      -> std::optional<decltype(read(std::declval<const json::value&>()))> {
    const json::value* member = reader_.any(name, presence);
    if (member == nullptr) return std::nullopt;
    try {
      return read(*member);
    } catch (const std::exception&) {
      reader_.fault(name, FaultKind::bad_format, "what was stored");
      return std::nullopt;
    }
  }
  policy::Answer answer(std::string_view name) {
    return member(name, Presence::required, policy::answer_from_json).value_or(policy::Answer{});
  }
  Message message(std::string_view name) {
    auto read = member(name, Presence::required,
                       [](const json::value& value) { return stored_message_from_json(value, "message"); });
    if (read && !*read) add(read->error());
    return read && *read ? std::move(**read) : Message{};
  }
  policy::PolicyRef policy(std::string_view name) {
    return member(name, Presence::required, policy::policy_ref_from_json).value_or(policy::PolicyRef{});
  }
  // Each element of an array, by a payload of its own.
  template <class Read>
  void each(std::string_view name, Read read) {
    const json::array* array = reader_.array(name, Presence::required, 1000);
    if (array == nullptr) return;
    for (const json::value& element : *array) {
      Payload payload(element, reader_.path_of(name));
      read(payload);
      payload.reader_.refuse_unknown();
      add(payload.faults_);
    }
  }
  Meeting meeting(std::string_view name) {
    Meeting meeting;
    const json::value* member = reader_.any(name, Presence::required);
    if (member == nullptr) return meeting;
    Payload payload(*member, reader_.path_of(name));
    meeting.start = payload.instant("start");
    meeting.minutes = payload.whole_number("minutes");
    meeting.place = payload.text("place");
    if (const json::array* team = payload.reader_.array("team", Presence::required, 1000)) {
      for (const json::value& who : *team) {
        if (who.is_string()) {
          meeting.team.emplace_back(who.get_string());
        } else {
          payload.reader_.fault("team", FaultKind::wrong_type, "texts");
        }
      }
    }
    payload.reader_.refuse_unknown();
    add(payload.faults_);
    return meeting;
  }
  void add(const std::vector<FieldFault>& faults) {
    faults_.insert(faults_.end(), faults.begin(), faults.end());
  }

  Result<Event, std::string> result(Event event) {
    reader_.refuse_unknown();
    if (faults_.empty()) return event;
    std::string problem;
    for (const FieldFault& fault : faults_) problem += (problem.empty() ? "" : "; ") + to_string(fault);
    return failure(std::move(problem));
  }

 private:
  std::vector<FieldFault> faults_;  // before the reader, which writes into it
  ObjectReader reader_;
};

}  // namespace moteplass::casework
