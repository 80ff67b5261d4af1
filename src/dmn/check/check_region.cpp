#include "dmn/check/check_region.h"

#include <algorithm>

namespace moteplass::dmn {
namespace {

bool is_line(const Partition& partition) {
  const auto& parts = partition.parts();
  if (partition.kind() == feel::Type::Kind::boolean) return false;
  if (partition.kind() != feel::Type::Kind::string) return true;
  return std::any_of(parts.begin(), parts.end(),
                     [](const Part& part) { return part.kind == Part::Kind::gap; });
}

// From a low part to a high one without a break.
std::string run_text(const Part& first, const Part& last) {
  if (&first == &last && first.kind == Part::Kind::value) return to_string(first.low);
  bool low_closed = first.kind == Part::Kind::value;
  bool high_closed = last.kind == Part::Kind::value;
  const feel::Value& low = first.low;
  const feel::Value& high = high_closed ? last.low : last.high;
  if (low.is_null() && high.is_null()) return "not(null)";
  if (low.is_null()) return (high_closed ? "<= " : "< ") + to_string(high);
  if (high.is_null()) return (low_closed ? ">= " : "> ") + to_string(low);
  return (low_closed ? "[" : "(") + to_string(low) + ".." + to_string(high) + (high_closed ? "]" : ")");
}

bool ends_line(const Part& part) {
  return part.kind == Part::Kind::rest || (part.kind == Part::Kind::gap && part.high.is_null());
}

// The chosen parts as tests, each a value or a range; null and the rest left out.
std::vector<std::string> runs_of(const Partition& partition, const std::vector<bool>& chosen) {
  std::vector<std::string> runs;
  const auto& parts = partition.parts();
  bool line = is_line(partition);
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (!chosen[i] || parts[i].kind == Part::Kind::rest) continue;
    std::size_t last = i;
    while (line && last + 1 < parts.size() && chosen[last + 1] && !ends_line(parts[last]) &&
           parts[last + 1].kind != Part::Kind::rest)
      ++last;
    runs.push_back(run_text(parts[i], parts[last]));
    i = last;
  }
  return runs;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : ", ") + text;
  return all;
}

}  // namespace

std::string tests_of(const Axis& axis, const RowSet& places) {
  if (!axis.partition || places.count() == places.rows()) return "";
  const Partition& partition = *axis.partition;
  const auto& parts = partition.parts();
  std::vector<bool> inside(parts.size());
  std::vector<bool> outside(parts.size());
  bool rest = false;
  bool rest_is_out = false;
  for (std::size_t place = 0; place < axis.parts.size(); ++place) {
    std::size_t part = axis.parts[place];
    (places.contains(place) ? inside : outside)[part] = true;
    if (parts[part].kind == Part::Kind::rest) (places.contains(place) ? rest : rest_is_out) = true;
  }
  // The rest is what is not named, whether it may occur or not.
  if (rest)
    for (std::size_t i = 1; i < parts.size(); ++i) outside[i] = !inside[i];
  std::vector<std::string> yes = runs_of(partition, inside);
  std::vector<std::string> no = runs_of(partition, outside);
  bool shorter = no.size() < yes.size() && !rest_is_out && partition.kind() != feel::Type::Kind::boolean;
  if (rest || shorter) {
    if (outside[0] || no.empty()) no.insert(no.begin(), "null");
    return "not(" + joined(no) + ")";
  }
  if (inside[0]) yes.insert(yes.begin(), "null");
  return joined(yes);
}

Region region_of(const std::vector<Axis>& axes, const Box& box) {
  Region region;
  for (std::size_t i = 0; i < axes.size(); ++i)
    if (std::string tests = tests_of(axes[i], box[i]); !tests.empty())
      region.columns.emplace_back(axes[i].name, std::move(tests));
  return region;
}

std::vector<std::pair<std::string, feel::Value>> example_of(const std::vector<Axis>& axes, const Box& box) {
  std::vector<std::pair<std::string, feel::Value>> example;
  for (std::size_t i = 0; i < axes.size(); ++i) {
    if (!axes[i].partition) continue;
    const Part* best = nullptr;
    auto worth = [](const Part* part) {
      if (part == nullptr) return 0;
      return part->kind == Part::Kind::null ? 1 : part->kind == Part::Kind::value ? 3 : 2;
    };
    for (std::size_t place = box[i].next(0); place < box[i].rows(); place = box[i].next(place + 1)) {
      const Part& part = axes[i].partition->parts()[axes[i].parts[place]];
      if (worth(&part) > worth(best)) best = &part;
    }
    if (best != nullptr) example.emplace_back(axes[i].name, best->example);
  }
  return example;
}

std::string to_string(const Region& region) {
  std::string text;
  for (const auto& [name, tests] : region.columns) text += (text.empty() ? "" : ", ") + name + ": " + tests;
  return text.empty() ? "anything" : text;
}

std::string example_text(const std::vector<std::pair<std::string, feel::Value>>& example) {
  std::string text;
  for (const auto& [name, value] : example)
    text += (text.empty() ? "" : ", ") + name + " = " + to_string(value);
  return text;
}

}  // namespace moteplass::dmn
