#include "forecast/distribution_text.h"

#include <functional>

#include <fmt/format.h>

namespace moteplass::forecast {
namespace {

constexpr std::string_view nobody_exists =
    "Oppdiktede påtreff. Ingen av personene finnes, og tallene er ingen påstand om virkeligheten.";
constexpr std::string_view no_source = "antagelse uten kilde";

json::object settings_json(const Settings& settings) {
  json::object members;
  for (const auto& range : setting_ranges()) members[range.name] = settings.*range.member;
  return members;
}

json::array assumptions_json(const Settings& settings) {
  json::array list;
  for (const auto& assumption : assumptions(settings)) {
    json::array shares;
    for (const auto& share : assumption.shares)
      shares.push_back(json::object{{"value", share.value}, {"per_mille", share.per_mille}});
    json::object told{{"key", assumption.key}, {"shares", std::move(shares)}};
    if (!assumption.source.empty()) told["source"] = assumption.source;
    if (!assumption.setting.empty()) told["setting"] = assumption.setting;
    list.push_back(std::move(told));
  }
  return list;
}

json::array amounts_json() {
  json::array list;
  for (const auto& amount : amount_assumptions()) {
    list.push_back(json::object{{"substance", policy::word(amount.substance)},
                                {"form", policy::word(amount.form)},
                                {"unit", policy::word(amount.unit)},
                                {"lowest", lowest(amount).to_string()},
                                {"highest", highest(amount).to_string()}});
  }
  return list;
}

// Every number of a tally by its name, in the order it is told; for JSON and CSV alike.
void for_each_number(
    const Tally& tally,
    const std::function<void(std::string_view group, std::string_view name, std::int64_t count)>& tell) {
  for (std::size_t i = 0; i < outcome_count; ++i)
    tell("reactions", word(static_cast<Outcome>(i)), tally.reactions[i]);
  tell("fees", "in_reaction", tally.reaction_fees);
  tell("fees", "in_reaction_open", tally.reaction_fees_open);
  tell("fees", "at_no_show", tally.no_show_fees);
  tell("fees", "at_no_show_open", tally.no_show_fees_open);
  tell("fees", "at_no_show_nok", tally.no_show_nok);
  tell("meetings", "called", tally.called);
  tell("meetings", "required", tally.meetings);
  tell("meetings", "open", tally.meetings_open);
  tell("guardians", "called", tally.guardians);
  tell("guardians", "open", tally.guardians_open);
  for (std::size_t i = 0; i < told_count; ++i) tell("told", word(static_cast<Told>(i)), tally.told[i]);
  tell("told", "tests", tally.tests_told);
}

json::object tally_json(const Tally& tally) {
  json::object members{{"policy", policy::to_json(tally.model.ref)}, {"title", tally.model.title}};
  for_each_number(tally, [&](std::string_view group, std::string_view name, std::int64_t count) {
    if (!members.contains(group)) members[group] = json::object{};
    members[group].as_object()[name] = count;
  });
  if (auto each = tally.meetings_each())
    members["meetings"].as_object()["per_person"] = fmt::format("{:.2f}", *each);
  return members;
}

json::object side_json(const Tally& tally) {
  return {{"policy", policy::to_json(tally.model.ref)}, {"title", tally.model.title}};
}

std::string quoted(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

void add_row(std::string& csv, std::string_view part, std::string_view model, std::string_view item,
             std::string_view value, std::string_view note = {}) {
  csv += fmt::format("{},{},{},{},{}\r\n", quoted(part), quoted(model), quoted(item), quoted(value),
                     quoted(note));
}

}  // namespace

json::object to_json(const Distribution& distribution) {
  json::array models;
  for (const auto& tally : distribution.tallies) models.push_back(tally_json(*tally));
  return {{"notice", nobody_exists},
          {"settings", settings_json(distribution.settings)},
          {"assumptions", assumptions_json(distribution.settings)},
          {"amounts", amounts_json()},
          {"models", std::move(models)}};
}

json::object to_json(const Settings& settings, const Tally& from, const Tally& to) {
  json::array list;
  for (const auto& flow : flows(from, to))
    list.push_back(json::object{{"from", word(flow.from)}, {"to", word(flow.to)}, {"count", flow.count}});
  return {{"notice", nobody_exists},
          {"settings", settings_json(settings)},
          {"from", side_json(from)},
          {"to", side_json(to)},
          {"flows", std::move(list)}};
}

std::string to_csv(const Distribution& distribution) {
  std::string csv;
  add_row(csv, "part", "model", "item", "value", "note");
  add_row(csv, "notice", "", "", "", nobody_exists);
  for (const auto& range : setting_ranges())
    add_row(csv, "setting", "", range.name, std::to_string(distribution.settings.*range.member));
  for (const auto& assumption : assumptions(distribution.settings)) {
    for (const auto& share : assumption.shares) {
      add_row(csv, "assumption", "", fmt::format("{}: {}", assumption.key, share.value),
              std::to_string(share.per_mille),
              assumption.source.empty() ? no_source : std::string_view(assumption.source));
    }
  }
  for (const auto& amount : amount_assumptions()) {
    add_row(csv, "amount", "",
            fmt::format("{} {}, {}", policy::word(amount.substance), policy::word(amount.form),
                        policy::word(amount.unit)),
            fmt::format("{}-{}", lowest(amount).to_string(), highest(amount).to_string()), no_source);
  }
  for (const auto& tally : distribution.tallies) {
    const auto& ref = tally->model.ref;
    add_row(csv, "model", ref.name, "version", ref.version, ref.hash);
    for_each_number(*tally, [&](std::string_view group, std::string_view name, std::int64_t count) {
      add_row(csv, group, ref.name, name, std::to_string(count));
    });
    auto each = tally->meetings_each();
    add_row(csv, "meetings", ref.name, "per_person", each ? fmt::format("{:.2f}", *each) : "");
  }
  return csv;
}

}  // namespace moteplass::forecast
