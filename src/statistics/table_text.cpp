#include "statistics/table_text.h"

namespace moteplass::statistics {
namespace {

void add_line(std::string& csv, const ShownTable& table, std::string_view row, std::string_view column,
              Shown count) {
  for (std::string_view text : {std::string_view(table.rows), row, std::string_view(table.columns), column})
    csv += csv_field(text) + ",";
  csv += count ? std::to_string(*count) : ":";
  csv += "\r\n";
}

json::array to_json(const std::vector<Shown>& counts) {
  json::array list;
  for (Shown count : counts) list.push_back(count ? json::value(*count) : json::value());
  return list;
}

json::object row_json(std::string_view name, const std::vector<Shown>& counts, Shown total) {
  return {{"row", name}, {"counts", to_json(counts)}, {"total", total ? json::value(*total) : json::value()}};
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
  constexpr std::string_view all = "all";
  std::string csv = "rows,row,columns,column,count\r\n";
  for (const ShownTable& table : tables) {
    for (std::size_t row = 0; row < table.row_values.size(); ++row) {
      for (std::size_t column = 0; column < table.column_values.size(); ++column)
        add_line(csv, table, table.row_values[row], table.column_values[column], table.at(row, column));
      add_line(csv, table, table.row_values[row], all, table.row_totals[row]);
    }
    for (std::size_t column = 0; column < table.column_values.size(); ++column)
      add_line(csv, table, all, table.column_values[column], table.column_totals[column]);
    add_line(csv, table, all, all, table.total);
  }
  return csv;
}

json::object to_json(const ShownTable& table) {
  json::array rows;
  auto width = static_cast<std::ptrdiff_t>(table.column_values.size());
  for (std::size_t row = 0; row < table.row_values.size(); ++row) {
    auto from = table.counts.begin() + static_cast<std::ptrdiff_t>(row) * width;
    rows.push_back(row_json(table.row_values[row], {from, from + width}, table.row_totals[row]));
  }
  json::array columns;
  for (const auto& column : table.column_values) columns.push_back(json::string(column));
  json::object object{{"rows", table.rows}, {"columns", table.columns}};
  object["column_values"] = std::move(columns);
  object["counts"] = std::move(rows);
  object["all"] = row_json("all", table.column_totals, table.total);
  return object;
}

json::object to_json(const Quartiles& quartiles) {
  return {
      {"first_quartile", quartiles.first}, {"median", quartiles.median}, {"third_quartile", quartiles.third}};
}

}  // namespace moteplass::statistics
