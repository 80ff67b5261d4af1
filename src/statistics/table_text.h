// Tables as files and programs read them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "statistics/quartiles.h"
#include "statistics/table.h"

namespace moteplass::statistics {

// One line a cell, margins included: rows, row, columns, column, count. Hidden: ":", as in the tables of
// Statistics Norway. CRLF, quoted where need be (RFC 4180); starts with a line of headings.
std::string to_csv(const std::vector<ShownTable>& tables);
// A text as one field of a CSV line. Nothing in it is taken for a formula by a spreadsheet.
std::string csv_field(std::string_view text);

// Every cell, margins under the name "all"; a hidden one has no count.
json::object to_json(const ShownTable& table);
json::object to_json(const Quartiles& quartiles);

}  // namespace moteplass::statistics
