#include "statistics/table_text.h"

#include <functional>

namespace moteplass::statistics {
namespace {

constexpr std::string_view all = "all";

// Each cell in the order it is told, the margins among them.
void for_each_cell(
    const ShownTable& table,
    const std::function<void(std::string_view row, std::string_view column, Shown count)>& tell) {
  for (std::size_t row = 0; row < table.row_values.size(); ++row) {
    for (std::size_t column = 0; column < table.column_values.size(); ++column)
      tell(table.row_values[row], table.column_values[column], table.at(row, column));
    tell(table.row_values[row], all, table.row_totals[row]);
  }
  for (std::size_t column = 0; column < table.column_values.size(); ++column)
    tell(all, table.column_values[column], table.column_totals[column]);
  tell(all, all, table.total);
}

}  // namespace

std::string csv_field(std::string_view text) {
  std::string field(text);
  // OWASP, "CSV Injection": a spreadsheet reads a field that starts so as a formula.
  if (!field.empty() && std::string_view("=+-@\t\r").find(field.front()) != std::string_view::npos)
    field.insert(0, "'");
  if (field.find_first_of(",;\"\r\n") == std::string::npos) return field;
  std::string quoted = "\"";
  for (char c : field) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string to_csv(const std::vector<ShownTable>& tables) {
  std::string csv = "rows,row,columns,column,count\r\n";
  for (const ShownTable& table : tables) {
    for_each_cell(table, [&](std::string_view row, std::string_view column, Shown count) {
      for (std::string_view text :
           {std::string_view(table.rows), row, std::string_view(table.columns), column})
        csv += csv_field(text) + ",";
      csv += (count ? std::to_string(*count) : ":") + "\r\n";
    });
  }
  return csv;
}

json::object to_json(const ShownTable& table) {
  json::array cells;
  for_each_cell(table, [&](std::string_view row, std::string_view column, Shown count) {
    json::object cell{{"row", row}, {"column", column}};
    if (count) cell["count"] = *count;
    cells.push_back(std::move(cell));
  });
  return {{"rows", table.rows}, {"columns", table.columns}, {"cells", std::move(cells)}};
}

json::object to_json(const Quartiles& quartiles) {
  return {
      {"first_quartile", quartiles.first}, {"median", quartiles.median}, {"third_quartile", quartiles.third}};
}

}  // namespace moteplass::statistics
