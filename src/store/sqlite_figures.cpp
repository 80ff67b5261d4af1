#include "store/sqlite_figures.h"

#include "store/sqlite_rows.h"

namespace moteplass::store {

Read<std::vector<app::Figure>> read_figures(SqliteConnection& connection) {
  return rows_of<app::Figure>(
      connection.query("SELECT year, property, value, measure, reading, cases FROM figures "
                       "ORDER BY year, property, value, measure, reading"),
      [](const SqliteQuery& row) -> Read<app::Figure> {
        return app::Figure{static_cast<int>(row.integer(0)),
                           row.bytes(1),
                           row.bytes(2),
                           row.bytes(3),
                           row.bytes(4),
                           row.integer(5)};
      });
}

Result<void, SqlFault> add_figure(SqliteConnection& connection, const app::Figure& figure) {
  return connection.run(
      "INSERT INTO figures (year, property, value, measure, reading, cases) VALUES (?, ?, ?, ?, ?, ?) "
      "ON CONFLICT (year, property, value, measure, reading) DO UPDATE SET cases = cases + excluded.cases",
      {std::int64_t{figure.year}, figure.property, figure.value, figure.measure, figure.reading,
       figure.cases});
}

}  // namespace moteplass::store
