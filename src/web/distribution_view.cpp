#include "web/distribution_view.h"

#include <fmt/format.h>

#include "web/flow_view.h"
#include "web/number_words.h"

namespace moteplass::web {
namespace {

using forecast::Outcome;
using forecast::Tally;
using forecast::Told;

// A count, and below it for how many the model leaves it open.
json::object counted(Words words, std::int64_t count, std::int64_t open, std::int64_t asked) {
  bool all_open = asked > 0 && open == asked;
  std::string open_text;
  if (open > 0 && !all_open)
    open_text = words("distribution.open", {{"count", number_in_words(words, open)}});
  return {{"number", all_open ? words("distribution.not_stated") : number_in_words(words, count)},
          {"open", std::move(open_text)}};
}

// Only amounts that are stated add up; where there are none, that is no sum of 0.
std::string kroner_text(Words words, const Tally& tally) {
  bool silent = tally.no_show_nok == 0 && tally.no_show_fees + tally.no_show_fees_open > 0;
  return silent ? words("distribution.not_stated") : number_in_words(words, tally.no_show_nok);
}

std::string told_text(Words words, const Tally& tally) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < forecast::told_count; ++i) {
    if (tally.told[i] == 0) continue;
    auto name = words.of("distribution.told", word(static_cast<Told>(i)));
    parts.push_back(fmt::format("{} ({})", name, number_in_words(words, tally.told[i])));
  }
  if (tally.tests_told > 0) {
    parts.push_back(
        fmt::format("{} ({})", words("distribution.told.tests"), number_in_words(words, tally.tests_told)));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

// One value of an assumption: a word of the facts, a span of years, a number.
std::string value_text(Words words, std::string_view key, std::string_view value) {
  if (value == "true") return words("common.yes");
  if (value == "false") return words("common.no");
  if (key == "addiction") return words.of("addiction", value);
  if (key == "municipality" || key == "residence")
    return words.of("distribution.value", fmt::format("{}_{}", key, value));
  if (key == "age") {
    std::string span(value);
    if (auto dash = span.find('-'); dash != std::string::npos) span.replace(dash, 1, "–");
    return words("distribution.value.years", {{"years", span}});
  }
  if (key != "act" && key != "substance") return std::string(value);
  std::vector<std::string> parts;
  for (std::size_t from = 0; from <= value.size();) {
    auto to = std::min(value.find(' ', from), value.size());
    auto group = key == "act" ? "act" : parts.empty() ? "substance" : "substance_form";
    parts.push_back(words.of(group, value.substr(from, to - from)));
    from = to + 1;
  }
  return key == "act" ? words.list(parts) : fmt::format("{}", fmt::join(parts, ", "));
}

std::string amount_text(Words words, const Decimal& amount) {
  auto whole = amount.to_int64();
  return whole ? number_in_words(words, *whole) : decimal_in_words(words, amount.to_string());
}

}  // namespace

json::array bars_view(Words words, const forecast::Distribution& distribution) {
  json::array models;
  auto all = distribution.settings.number;
  for (const auto& tally : distribution.tallies) {
    json::array rows;
    for (std::size_t i = 0; i < forecast::outcome_count; ++i) {
      auto count = tally->reactions[i];
      if (count == 0) continue;
      rows.push_back(json::object{
          {"name", outcome_name(words, static_cast<Outcome>(i))},
          {"count", number_in_words(words, count)},
          {"share", share_in_words(words, count, all)},
          {"open", i >= forecast::at(Outcome::not_stated)},
          {"width", fmt::format("{:.2f}", 100.0 * static_cast<double>(count) / static_cast<double>(all))}});
    }
    models.push_back(json::object{{"title", tally->model.title},
                                  {"name", tally->model.ref.name},
                                  {"href", "/policies/" + tally->model.ref.name},
                                  {"rows", std::move(rows)}});
  }
  return models;
}

json::array consequences_view(Words words, const forecast::Distribution& distribution) {
  json::array rows;
  for (const auto& tally : distribution.tallies) {
    auto each = tally->meetings_each();
    auto meetings = counted(words, tally->meetings, tally->meetings_open, tally->called);
    auto no_show = counted(words, tally->no_show_fees, tally->no_show_fees_open, tally->called);
    rows.push_back(json::object{
        {"title", tally->model.title},
        {"called", number_in_words(words, tally->called)},
        {"meetings", std::move(meetings)},
        {"each", each ? decimal_in_words(words, fmt::format("{:.1f}", *each)) : std::string("–")},
        {"guardians", counted(words, tally->guardians, tally->guardians_open, tally->called)},
        {"fees",
         counted(words, tally->reaction_fees, tally->reaction_fees_open, distribution.settings.number)},
        {"no_show", std::move(no_show)},
        {"nok", kroner_text(words, *tally)},
        {"told", tally->called == 0 ? std::string("–") : told_text(words, *tally)}});
  }
  return rows;
}

json::array assumptions_view(Words words, const forecast::Settings& settings) {
  json::array rows;
  for (const auto& assumption : forecast::assumptions(settings)) {
    json::array shares;
    for (const auto& share : assumption.shares) {
      shares.push_back(json::object{{"value", value_text(words, assumption.key, share.value)},
                                    {"share", per_mille_in_words(words, share.per_mille)}});
    }
    rows.push_back(json::object{{"what", words.of("distribution.assumption", assumption.key)},
                                {"shares", std::move(shares)},
                                {"source", assumption.source}});
  }
  return rows;
}

json::array amounts_view(Words words) {
  json::array rows;
  for (const auto& amount : forecast::amount_assumptions()) {
    auto unit = words.of("unit", policy::word(amount.unit));
    rows.push_back(json::object{{"substance", words.of("substance", policy::word(amount.substance))},
                                {"form", words.of("substance_form", policy::word(amount.form))},
                                {"span", fmt::format("{}–{} {}", amount_text(words, lowest(amount)),
                                                     amount_text(words, highest(amount)), unit)}});
  }
  return rows;
}

}  // namespace moteplass::web
