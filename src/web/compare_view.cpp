#include "web/compare_view.h"

#include <cctype>
#include <set>

#include <fmt/format.h>

#include "http/forms.h"
#include "policy/reading.h"
#include "web/answer_view.h"
#include "web/compare_words.h"

namespace moteplass::web {
namespace {

using policy::Cell;
using policy::CellState;
using policy::ComparedRow;
using policy::Comparison;

std::string row_name(Words words, std::string_view member) {
  return words.of("compare.row", member);
}

std::vector<std::string> needs_in_words(Words words, const std::vector<std::string>& needs,
                                        const policy::Facts& facts) {
  std::vector<std::string> told;
  for (const auto& path : needs) {
    auto name = fact_in_words(words, path, facts);
    if (std::find(told.begin(), told.end(), name) == told.end()) told.push_back(std::move(name));
  }
  return told;
}

// Each with what follows it: "Møteplikt", " eller ", "Straffesak". None where it cannot be told.
json::array ways_view(Words words, std::string_view member, const Cell& cell) {
  json::array ways;
  auto left = cell.may_be.size();
  for (const auto& way : cell.may_be) {
    auto told = said(words, member, way);
    auto after = --left == 0 ? std::string() : left == 1 ? words("compare.or") : std::string(", ");
    ways.push_back(
        json::object{{"way", in_line(words, told)}, {"norwegian", told.norwegian}, {"after", after}});
  }
  return ways;
}

json::array texts_of(const std::vector<std::string>& items) {
  json::array list;
  for (const auto& item : items) list.emplace_back(item);
  return list;
}

// What a cell says, without its reasons.
json::object said_view(Words words, std::string_view member, const Cell& cell, const policy::Facts& facts) {
  Said told;
  if (cell.state == CellState::stated) {
    told = said(words, member, cell.value);
  } else {
    told.text = words.of("compare.state", word(cell.state));
  }
  auto needs = needs_in_words(words, cell.needs, facts);
  auto ways = ways_view(words, member, cell);
  bool any_ways = !ways.empty();
  return {{"state", word(cell.state)},
          {"text", told.text},
          {"is_list", !told.items.empty()},
          {"items", texts_of(told.items)},
          {"norwegian", told.norwegian},
          {"needs", needs.empty() ? "" : words("compare.needs", {{"facts", words.list(needs)}})},
          {"may_be", json::object{{"any", any_ways}, {"ways", std::move(ways)}}}};
}

std::string cell_href(const Link& link, std::string_view member, const std::vector<std::string>& of) {
  auto query = link.query();
  query.add("row", std::string(member));
  for (const auto& name : of) query.add("of", name);
  return http::with_query("/compare/cell", query);
}

std::string joined(const std::vector<std::string>& items, std::string_view between) {
  return fmt::format("{}", fmt::join(items, between));
}

class Grid {
 public:
  Grid(Words words, const Comparison& comparison, const Link& link, const ColumnOf& column_of)
      : words_(words), comparison_(comparison), link_(link) {
    for (const auto& model : comparison.models) {
      names_.push_back(model.summary.ref.name);
      columns_.push_back(column_of(model.summary));
    }
  }

  json::object view() {
    json::array columns, questions;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      columns.push_back(json::object{{"name", names_[i]},
                                     {"title", columns_[i].title},
                                     {"status", columns_[i].status},
                                     {"full_title", comparison_.models[i].summary.title},
                                     {"href", "/policies/" + names_[i]}});
    }
    for (const auto& row : comparison_.rows) {
      auto question = policy::norwegian(row.question);
      if (questions.empty() || questions.back().at("question").as_string() != question) {
        questions.push_back(
            json::object{{"question", question},
                         {"anchor", policy::anchor_of(question)},
                         {"title", words_.of("compare.question", policy::anchor_of(question))},
                         {"all_same", true},
                         {"rows", json::array{}}});
      }
      auto& shown = questions.back().as_object();
      if (!row.same) shown["all_same"] = false;
      shown["rows"].as_array().push_back(row_view(row));
    }
    auto known = case_in_words(words_, comparison_.facts);
    std::size_t differing = 0;
    for (const auto& row : comparison_.rows) differing += row.same ? 0 : 1;
    return {{"columns", std::move(columns)},
            {"questions", json::object{{"list", std::move(questions)}}},
            {"across", names_.size() + 1},
            {"many", names_.size() > 5},
            {"only_differences", link_.only_differences},
            {"nothing_differs", differing == 0},
            {"differing", words_.count("compare.differing", static_cast<std::int64_t>(differing))},
            {"known", json::object{{"any", !known.empty()}, {"list", texts_of(known)}}},
            {"link", http::with_query("/compare", link_.query())}};
  }

 private:
  // Neighbours that say the same, and for narrow screens all that do.
  json::object row_view(const ComparedRow& row) const {
    json::array cells, groups;
    std::set<std::size_t> kinds;
    for (std::size_t i = 0; i < row.cells.size();) {
      std::vector<std::size_t> models{i};
      while (++i < row.cells.size() && row.cells[i].group == row.cells[models.front()].group) {
        models.push_back(i);
      }
      cells.push_back(answer_view(row, models));
      if (!kinds.insert(row.cells[models.front()].group).second) continue;
      std::vector<std::size_t> all;
      for (std::size_t j = 0; j < row.cells.size(); ++j) {
        if (row.cells[j].group == row.cells[models.front()].group) all.push_back(j);
      }
      groups.push_back(answer_view(row, all));
    }
    return {{"name", row_name(words_, row.member)},
            {"member", row.member},
            {"same", row.same},
            {"everyone", row.same && row.cells.size() > 1},
            {"differs", row.same || kinds.size() < 2
                            ? ""
                            : words_.count("compare.answers", static_cast<std::int64_t>(kinds.size()))},
            {"cells", std::move(cells)},
            {"groups", std::move(groups)}};
  }

  // 1 to 4: a tint for each answer of a row; none where there is but one, or where nothing is answered.
  static std::size_t tone(const ComparedRow& row, const Cell& of) {
    if (row.same || of.state != CellState::stated) return 0;
    std::set<std::size_t> before;
    for (const auto& cell : row.cells) {
      if (cell.state == CellState::stated && cell.group < of.group) before.insert(cell.group);
    }
    return before.size() % 4 + 1;
  }

  json::object answer_view(const ComparedRow& row, const std::vector<std::size_t>& models) const {
    const auto& cell = row.cells[models.front()];
    auto view = said_view(words_, row.member, cell, comparison_.facts);
    std::vector<std::string> of, titles;
    for (auto i : models) {
      of.push_back(names_[i]);
      titles.push_back(columns_[i].title);
    }
    view["across"] = models.size();
    view["several"] = models.size() > 1;
    view["tone"] = tone(row, cell);
    view["of"] = joined(of, " ");
    view["models"] = joined(titles, "; ");
    view["href"] = cell_href(link_, row.member, of);
    return view;
  }

  Words words_;
  const Comparison& comparison_;
  const Link& link_;
  std::vector<std::string> names_;
  std::vector<Column> columns_;
};

// "Reaksjon, rad 3" stands at /policies/NAME#reaksjon-3.
std::string rule_href(const std::string& model, const std::string& rule) {
  constexpr std::string_view row = ", rad ";
  auto at = rule.rfind(row);
  if (at == std::string::npos) return fmt::format("/policies/{}", model);
  auto number = std::atoi(rule.c_str() + at + row.size());
  return fmt::format("/policies/{}#{}", model, policy::anchor_of(rule.substr(0, at), number));
}

json::array reasons_view(Words words, const policy::Answer& answer, const policy::Facts& facts) {
  json::array reasons;
  for (const auto& reason : answer.because) {
    json::array looked_at;
    for (const auto& [path, value] : reason.facts) {
      auto label = fact_in_words(words, path, facts);
      bool norwegian = label == std::string_view(path);  // what the model itself made of facts
      looked_at.push_back(json::object{
          {"label", label}, {"value", fact_value(words, path, value)}, {"norwegian", norwegian}});
    }
    bool any = !looked_at.empty();
    reasons.push_back(json::object{{"rule", reason.rule},
                                   {"href", rule_href(answer.policy.name, reason.rule)},
                                   {"source", reason.source},
                                   {"note", reason.note},
                                   {"has_facts", any},
                                   {"facts", std::move(looked_at)}});
  }
  return reasons;
}

json::value flips_view(Words words, std::string_view member, const Flips& flips, const policy::Facts& facts) {
  json::array list;
  for (const auto& flip : flips.found) {
    Said then{words.of("compare.state", word(flip.state)), {}, false};
    if (flip.state == CellState::stated) then = said(words, member, flip.value);
    list.push_back(json::object{{"changes", changes_in_words(words, flip, facts)},
                                {"then", in_line(words, then)},
                                {"norwegian", then.norwegian}});
  }
  bool any = !list.empty();
  return json::object{{"any", any}, {"busy", flips.busy}, {"list", std::move(list)}};
}

}  // namespace

std::string short_title(std::string_view title) {
  for (auto at = title.find(": "); at != std::string_view::npos; at = title.find(": ", at + 1)) {
    bool number = at + 2 < title.size() && std::isdigit(static_cast<unsigned char>(title[at + 2])) != 0;
    if (!number) return std::string(title.substr(0, at));
  }
  return std::string(title);
}

http::Parameters Link::query() const {
  auto query = facts;
  for (const auto& model : models) query.add("models", model);
  if (only_differences) query.add("only", "differences");
  return query;
}

json::object grid_view(Words words, const Comparison& comparison, const Link& link,
                       const ColumnOf& column_of) {
  return Grid(words, comparison, link, column_of).view();
}

json::object cell_view(Words words, const Comparison& comparison, const ComparedRow& row, const Link& link,
                       const ColumnOf& column_of, const Flips& flips) {
  json::array answers;
  for (std::size_t i = 0; i < comparison.models.size(); ++i) {
    const auto& model = comparison.models[i];
    const auto& name = model.summary.ref.name;
    auto view = said_view(words, row.member, row.cells[i], comparison.facts);
    bool calls_nobody = model.calls_nobody && row.cells[i].state == CellState::not_applicable;
    // Where nobody is called, it is the reaction that says so.
    const auto& answer = model.answer(calls_nobody ? policy::Question::reaction : row.question);
    auto reasons = reasons_view(words, answer, comparison.facts);
    auto column = column_of(model.summary);
    std::vector<std::string> shown;
    for (const auto& other : comparison.models) shown.push_back(other.summary.ref.name);
    bool asked = flips.model == name;
    view["name"] = name;
    view["title"] = column.title;
    view["status"] = column.status;
    view["full_title"] = model.summary.title;
    view["href"] = "/policies/" + name;
    view["calls_nobody"] = calls_nobody;
    view["has_reasons"] = !reasons.empty();
    view["reasons"] = json::object{{"list", std::move(reasons)}};
    view["flips_asked"] = asked;
    view["flips_href"] = fmt::format("{}&flips={}#flips", cell_href(link, row.member, shown), name);
    view["flips"] = flips_view(words, row.member, asked ? flips : Flips{}, comparison.facts);
    answers.push_back(std::move(view));
  }
  return {{"name", row_name(words, row.member)},
          {"question", words.of("compare.question", policy::anchor_of(policy::norwegian(row.question)))},
          {"several", comparison.models.size() > 1},
          {"answers", std::move(answers)},
          {"back", http::with_query("/compare", link.query())}};
}

}  // namespace moteplass::web
