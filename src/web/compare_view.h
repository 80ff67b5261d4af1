// A comparison as a grid of models and questions, and one answer of it with its reasons and what would change
// it: for pages/part/compare_grid.mustache and pages/part/compare_cell.mustache.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "http/parameters.h"
#include "policy/compare.h"
#include "web/words.h"

namespace moteplass::web {

// What a page says of a model beside its title.
struct Column {
  std::string title;   // Norwegian, short: "NOU 2019: 26, flertallet"
  std::string status;  // "i kraft", in the reader's language
};
using ColumnOf = std::function<Column(const policy::PolicySummary&)>;

// "NOU 2019: 26, flertallet" of "NOU 2019: 26, flertallet: møteplikt for alle ...".
std::string short_title(std::string_view title);

// The same case may be asked for again by its link: the facts by the names of the facts form, then the
// models.
struct Link {
  http::Parameters facts;
  std::vector<std::string> models;
  bool only_differences = false;
  http::Parameters query() const;
};

json::object grid_view(Words words, const policy::Comparison& comparison, const Link& link,
                       const ColumnOf& column_of);

// One row of a comparison, answer by answer, with the rules behind it. `flips_of`: the model whose flips were
// asked for, and what was found; `busy`: nothing was searched, since somebody else's search is going on.
struct Flips {
  std::string model;
  std::vector<policy::CellFlip> found;
  bool busy = false;
};
json::object cell_view(Words words, const policy::Comparison& comparison, const policy::ComparedRow& row,
                       const Link& link, const ColumnOf& column_of, const Flips& flips);

}  // namespace moteplass::web
