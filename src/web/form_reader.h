// FormReader: takes a form apart field by field, strictly.
//
// What a person can get wrong (an empty field, a date that does not exist) is a FieldFault with the field's
// name, all of them at once, and is shown beside the field. What only a program can get wrong (a field nobody
// asked for, one field sent twice, a word that is no choice) makes the form malformed as a whole.
// Values are trimmed of white space at both ends; an empty value is an absent one.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "base/json.h"
#include "base/time.h"
#include "http/parameters.h"

namespace moteplass::web {

using Faults = std::vector<FieldFault>;

class FormReader {
 public:
  explicit FormReader(const http::Parameters& form) : form_(form) {}

  std::optional<std::string> text(std::string_view name, Presence presence, std::size_t longest = 200);
  std::optional<Date> date(std::string_view name, Presence presence);
  // "9:30" or "09.30" is read as 09:30.
  std::optional<std::string> time_of_day(std::string_view name, Presence presence);
  std::optional<std::int64_t> whole_number(std::string_view name, Presence presence, std::int64_t least,
                                           std::int64_t most);
  // Comma or point; never negative.
  std::optional<Decimal> amount(std::string_view name, Presence presence);
  bool ticked(std::string_view name);  // a check box, whose value is "yes"
  // The values of a group of check boxes.
  std::vector<std::string> several(std::string_view name, std::size_t most, std::size_t longest = 100);
  // One of a closed list of words; `from` gives the choice of a word. An empty value is absent.
  template <class From>
  auto choice(std::string_view name, Presence presence, From from) -> decltype(from(std::string_view())) {
    auto word = single(name);
    if (!word) {
      if (presence == Presence::required) fault(name, FaultKind::missing, "one of the choices");
      return {};
    }
    auto chosen = from(std::string_view(*word));
    if (!chosen) malformed_ = true;
    return chosen;
  }
  // A field that the page itself put there; its absence is no mistake of the person's.
  std::optional<std::string> hidden(std::string_view name, std::size_t longest = 4000);

  // Marks a field as known without reading it.
  void know(std::string_view name) { asked_.emplace(name); }
  void fault(std::string_view name, FaultKind kind, std::string expected);
  // Call last: a field nobody asked for makes the form malformed. `csrf` is always known.
  void refuse_unknown();

  bool is_malformed() const { return malformed_; }
  bool is_good() const { return faults_.empty() && !malformed_; }
  const Faults& faults() const { return faults_; }

 private:
  std::optional<std::string> single(std::string_view name);

  const http::Parameters& form_;
  Faults faults_;
  std::set<std::string, std::less<>> asked_{"csrf"};
  bool malformed_ = false;
};

std::string_view trimmed(std::string_view text);

}  // namespace moteplass::web
