#include "web/flow_view.h"

#include <fmt/format.h>

#include "web/number_words.h"

namespace moteplass::web {
namespace {

using forecast::Outcome;
using forecast::outcome_count;

// In units of the drawing. Narrow, so that the words can be read on a phone.
constexpr double width = 400;
constexpr double node_width = 12;
constexpr double all_nodes = 300;  // the height of all encounters
constexpr double label_room = 26;  // above each node, for its name
constexpr double least_node = 2;   // a few are seen as well

struct Node {
  double top = 0;
  double height = 0;
  double used = 0;  // by the bands so far
};
using Nodes = std::array<Node, outcome_count>;

double height_of(std::int64_t count, std::int64_t all) {
  return std::max(least_node, all_nodes * static_cast<double>(count) / static_cast<double>(all));
}

// From the top down, those that are empty left out; the height of all is added to `bottom`.
Nodes stack(const std::array<std::int64_t, outcome_count>& counts, std::int64_t all, double& bottom) {
  Nodes nodes;
  double y = 0;
  for (std::size_t i = 0; i < outcome_count; ++i) {
    if (counts[i] == 0) continue;
    y += label_room;
    nodes[i] = {y, height_of(counts[i], all), 0};
    y += nodes[i].height;
  }
  bottom = std::max(bottom, y);
  return nodes;
}

json::array nodes_view(Words words, const Nodes& nodes, const forecast::Tally& tally, double x) {
  json::array list;
  for (std::size_t i = 0; i < outcome_count; ++i) {
    if (tally.reactions[i] == 0) continue;
    auto name = outcome_name(words, static_cast<Outcome>(i));
    list.push_back(
        json::object{{"x", fmt::format("{:.1f}", x)},
                     {"y", fmt::format("{:.1f}", nodes[i].top)},
                     {"height", fmt::format("{:.1f}", nodes[i].height)},
                     {"label", fmt::format("{} {}", name, number_in_words(words, tally.reactions[i]))},
                     {"label_y", fmt::format("{:.1f}", nodes[i].top - 6)}});
  }
  return list;
}

// A band of even height that leaves and arrives level.
std::string band(double left_top, double right_top, double height) {
  constexpr double from = node_width;
  constexpr double to = width - node_width;
  constexpr double middle = width / 2;
  return fmt::format(
      "M{0:.1f} {3:.1f}C{2:.1f} {3:.1f} {2:.1f} {4:.1f} {1:.1f} {4:.1f}"
      "V{6:.1f}C{2:.1f} {6:.1f} {2:.1f} {5:.1f} {0:.1f} {5:.1f}Z",
      from, to, middle, left_top, right_top, left_top + height, right_top + height);
}

}  // namespace

std::string outcome_name(Words words, Outcome outcome) {
  bool is_reaction = outcome < Outcome::not_stated;
  return words.of(is_reaction ? "reaction" : "distribution", word(outcome));
}

json::object flow_view(Words words, const forecast::Tally& from, const forecast::Tally& to) {
  auto all = static_cast<std::int64_t>(from.outcomes.size());
  double bottom = 0;
  auto left = stack(from.reactions, all, bottom);
  auto right = stack(to.reactions, all, bottom);
  json::array bands;
  json::array rows;
  for (const auto& flow : forecast::flows(from, to)) {
    auto& source = left[forecast::at(flow.from)];
    auto& target = right[forecast::at(flow.to)];
    double height = all_nodes * static_cast<double>(flow.count) / static_cast<double>(all);
    auto from_name = outcome_name(words, flow.from);
    auto to_name = outcome_name(words, flow.to);
    auto count = number_in_words(words, flow.count);
    bands.push_back(
        json::object{{"d", band(source.top + source.used, target.top + target.used, std::max(0.5, height))},
                     {"same", flow.from == flow.to},
                     {"title", fmt::format("{} → {}: {}", from_name, to_name, count)}});
    source.used += height;
    target.used += height;
    rows.push_back(json::object{{"from", from_name},
                                {"to", to_name},
                                {"count", count},
                                {"share", share_in_words(words, flow.count, all)}});
  }
  return {{"from", from.model.title},
          {"to", to.model.title},
          {"label", words("distribution.flow_label", {{"from", from.model.title}, {"to", to.model.title}})},
          {"height", fmt::format("{:.1f}", bottom + 4)},
          {"left", nodes_view(words, left, from, 0)},
          {"right", nodes_view(words, right, to, width - node_width)},
          {"bands", std::move(bands)},
          {"rows", std::move(rows)}};
}

}  // namespace moteplass::web
