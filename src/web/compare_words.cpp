#include "web/compare_words.h"

#include <array>
#include <cstdlib>
#include <utility>

#include <fmt/format.h>

#include "policy/cell.h"
#include "web/answer_view.h"
#include "web/reading_view.h"

namespace moteplass::web {
namespace {

constexpr std::string_view not_stated = "ikke angitt";

// The group of texts of a member with a vocabulary of its own.
std::string_view group_of(std::string_view member) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 7> groups{
      {{"reaction", "reaction"},
       {"guardian", "compare.guardian"},
       {"steps", "no_show_step"},
       {"scope", "feedback_scope"},
       {"consent", "compare.consent"},
       {"testing", "compare.mode"},
       {"contract", "compare.mode"}}};
  for (auto [name, group] : groups) {
    if (name == member) return group;
  }
  return {};
}

std::string number(Words words, std::string_view member, std::int64_t count) {
  if (member == "meetings_required") return words.count("answer.meetings", count);
  if (member == "complaint_months") return words.count("compare.months", count);
  if (member == "fee_nok") return words("compare.kroner", {{"amount", std::to_string(count)}});
  if (member == "step") return words("compare.step", {{"number", std::to_string(count)}});
  if (member.ends_with("_days")) return texts::days_in_words(words.language(), count);
  return std::to_string(count);
}

std::string one(Words words, std::string_view member, const json::value& value, bool& norwegian) {
  if (value.is_bool()) return words(value.get_bool() ? "common.yes" : "common.no");
  if (value.is_int64()) return number(words, member, value.get_int64());
  if (value.is_uint64()) return number(words, member, static_cast<std::int64_t>(value.get_uint64()));
  if (!value.is_string()) return words("compare.state.not_applicable");
  std::string text(value.get_string());
  if (text == not_stated) return words("compare.state.not_stated");
  if (auto group = group_of(member); !group.empty()) return words.of(group, text);
  norwegian = true;
  return text;
}

// The value a fact would have, or the values: "over 15 gram", "rusavhengig".
std::string wanted(Words words, const policy::CellFlip::Change& change) {
  auto cell = policy::read_cell(change.to);
  auto value = fact_value(words, change.path, change.example);
  if (cell.kind == policy::ReadCell::Kind::range) value = cell_in_words(words, cell);
  return change.unit.empty() ? value : fmt::format("{} {}", value, words.of("unit", change.unit));
}

std::string had(Words words, const policy::CellFlip::Change& change) {
  auto value = fact_value(words, change.path, change.from);
  return change.unit.empty() ? value : fmt::format("{} {}", value, words.of("unit", change.unit));
}

}  // namespace

Said said(Words words, std::string_view member, const json::value& value) {
  Said told;
  if (!value.is_array()) {
    told.text = one(words, member, value, told.norwegian);
    return told;
  }
  for (const auto& item : value.get_array()) told.items.push_back(one(words, member, item, told.norwegian));
  if (told.items.empty()) told.text = words("compare.none");
  return told;
}

std::string in_line(Words words, const Said& told) {
  return told.items.empty() ? told.text : words.list(told.items);
}

std::string fact_in_words(Words words, std::string_view path, const policy::Facts& facts) {
  auto label = fact_label(words, path);
  const auto& found = facts.encounter.substances;
  auto bracket = path.find('[');
  if (bracket == std::string_view::npos || !found || found->size() < 2) return label;
  auto entry = std::strtoul(std::string(path.substr(bracket + 1)).c_str(), nullptr, 10);
  if (entry < found->size() && (*found)[entry].substance) {
    auto substance = policy::word((*found)[entry].substance.value());
    return fmt::format("{} ({})", label, words.of("substance", substance));
  }
  return fmt::format("{} ({})", label, entry + 1);
}

std::string changes_in_words(Words words, const policy::CellFlip& flip, const policy::Facts& facts) {
  std::vector<std::string> told;
  for (const auto& change : flip.changes) {
    auto key = change.from.is_null() ? "compare.change_unknown" : "compare.change";
    texts::Values values{{"fact", fact_in_words(words, change.path, facts)}, {"to", wanted(words, change)}};
    if (!change.from.is_null()) values["from"] = had(words, change);
    told.push_back(words(key, values));
  }
  return words.list(told);
}

std::vector<std::string> case_in_words(Words words, const policy::Facts& facts) {
  std::vector<std::string> known;
  for (const auto& line : facts_view(words, facts)) {
    if (!line.at("known").as_bool()) continue;
    known.push_back(words("compare.fact", {{"fact", std::string(line.at("label").as_string())},
                                           {"value", std::string(line.at("value").as_string())}}));
  }
  return known;
}

}  // namespace moteplass::web
