// The rows of a query as values. For the sqlite_ files.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "store/sqlite_reads.h"

namespace moteplass::store {

// Every row, through `take(row)`, which answers a Read of its own.
template <class Row, class Take>
Read<std::vector<Row>> rows_of(Result<SqliteQuery, SqlFault> query, Take take) {
  if (!query) return failure(store_fault(query.error()));
  std::vector<Row> rows;
  while (true) {
    auto more = query->next();
    if (!more) return failure(store_fault(more.error()));
    if (!*more) return rows;
    Read<Row> row = take(*query);
    if (!row) return failure(row.error());
    rows.push_back(std::move(*row));
  }
}

template <class Row>
Read<std::optional<Row>> at_most_one(Read<std::vector<Row>> rows) {
  if (!rows) return failure(rows.error());
  if (rows->empty()) return std::optional<Row>();
  return std::optional<Row>(std::move(rows->front()));
}

}  // namespace moteplass::store
