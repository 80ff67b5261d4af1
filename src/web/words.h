// Words: the texts of one language as the view models ask for them.
//
// Keys are literals of ours or made of the closed words of the other rooms, so a missing text is our own bug:
// an assertion in debug builds, and the key in brackets in a release, where a reader can still go on. A test
// goes through every closed word. A cheap handle on the catalogue, which outlives it.
#pragma once

#include <string>
#include <string_view>

#include "texts/catalogue.h"
#include "texts/language.h"

namespace moteplass::web {

class Words {
 public:
  explicit Words(const texts::Texts& texts) : texts_(&texts) {}

  std::string operator()(std::string_view key, const texts::Values& values = {}) const;
  // "stage.opened" for ("stage", "opened").
  std::string of(std::string_view group, std::string_view word) const;
  std::string count(std::string_view key, std::int64_t count, texts::Values values = {}) const;
  bool has(std::string_view key) const { return texts_->has(key); }

  texts::Language language() const { return texts_->language(); }
  const texts::Texts& texts() const { return *texts_; }
  std::string date(Date date) const;
  std::string moment(Instant instant) const;
  // A deadline that ends with its day is that day; others have a time.
  std::string due(Instant instant) const;
  std::string age(Instant since, Instant now) const;
  // "i dag", "i går", "for 3 dager siden", "om 2 dager": how far a moment is from now, in calendar days.
  std::string distance(Instant instant, Instant now) const;
  // A person's name; what stands in its place where the address is protected.
  std::string name(const std::string& name_in_lists) const;
  // "heroin, kokain og amfetamin"
  std::string list(const std::vector<std::string>& items) const;

 private:
  const texts::Texts* texts_;
};

}  // namespace moteplass::web
