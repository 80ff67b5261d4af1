#include "web/words.h"

#include <cassert>

#include <fmt/format.h>

namespace moteplass::web {
namespace {

std::string found(const Result<std::string, texts::TextFault>& text, std::string_view key) {
  assert(text && "a text is missing in the catalogue");
  return text ? *text : fmt::format("[{}]", key);
}

}  // namespace

std::string Words::operator()(std::string_view key, const texts::Values& values) const {
  return found(texts_->say(key, values), key);
}

std::string Words::of(std::string_view group, std::string_view word) const {
  return (*this)(fmt::format("{}.{}", group, word));
}

std::string Words::count(std::string_view key, std::int64_t count, texts::Values values) const {
  return found(texts_->count(key, count, std::move(values)), key);
}

std::string Words::date(Date date) const {
  return texts::date_in_words(language(), date);
}

std::string Words::moment(Instant instant) const {
  return texts::moment_in_words(language(), instant);
}

std::string Words::due(Instant instant) const {
  auto local = to_local(instant);
  if (local.hour == 23 && local.minute == 59) return texts::day_in_words(language(), local.date);
  return moment(instant);
}

std::string Words::age(Instant since, Instant now) const {
  return texts::age_in_words(language(), now - since);
}

std::string Words::distance(Instant instant, Instant now) const {
  int days = days_between(local_date(now), local_date(instant));
  if (days == 0) return (*this)("time.today");
  if (days == 1) return (*this)("time.tomorrow");
  if (days == -1) return (*this)("time.yesterday");
  if (days > 0) return (*this)("time.in", {{"days", texts::days_in_words(language(), days)}});
  return (*this)("time.ago", {{"days", texts::days_in_words(language(), -days)}});
}

std::string Words::name(const std::string& name_in_lists) const {
  return name_in_lists.empty() ? (*this)("protection.nameless") : name_in_lists;
}

std::string Words::list(const std::vector<std::string>& items) const {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += i + 1 == items.size() ? (*this)("common.and") : ", ";
    text += items[i];
  }
  return text;
}

}  // namespace moteplass::web
