#include "store/sqlite_bookings.h"

#include "base/json.h"
#include "schedule/booking.h"
#include "store/chain.h"
#include "store/sqlite_rows.h"

namespace moteplass::store {

using app::StoreFault;
using schedule::Booking;
using schedule::Slot;

namespace {

constexpr std::size_t most = 1000;  // people in a team, words in a list

std::string to_column(const Slot& slot) {
  json::array team(slot.team.begin(), slot.team.end());
  json::array unmet;
  for (auto wish : slot.wishes_unmet) unmet.emplace_back(word(wish));
  return to_text(json::object{{"site", slot.site},
                              {"team", std::move(team)},
                              {"room", slot.room},
                              {"interpreter", slot.interpreter},
                              {"interpreting", word(slot.interpreting)},
                              {"wishes_unmet", std::move(unmet)}});
}

// Only what `to_column` writes; anything else leaves a fault.
Slot from_column(const std::string& column, std::vector<FieldFault>& faults) {
  Slot slot;
  auto value = parse_json(column).value_or(json::value());
  ObjectReader reader(value, "slot", faults);
  auto text = [&reader](std::string_view name) {  // it may be empty, which the reader's own `text` refuses
    const json::value* member = reader.any(name, Presence::required);
    if (member != nullptr && member->is_string()) return std::string(member->get_string());
    reader.fault(name, FaultKind::wrong_type, "a text");
    return std::string();
  };
  auto each = [&](std::string_view name, auto take) {
    const json::array* array = reader.array(name, Presence::required, most);
    if (array == nullptr) return;
    for (const auto& element : *array) {
      if (!element.is_string() || !take(std::string(element.get_string()))) {
        reader.fault(name, FaultKind::not_allowed, "as it was written");
      }
    }
  };
  slot.site = text("site");
  slot.room = text("room");
  slot.interpreter = text("interpreter");
  auto interpreting = schedule::interpreting_from(text("interpreting"));
  if (!interpreting) reader.fault("interpreting", FaultKind::not_allowed, "as it was written");
  slot.interpreting = interpreting.value_or(schedule::Interpreting::remote);
  each("team", [&slot](std::string id) {
    slot.team.push_back(std::move(id));
    return true;
  });
  each("wishes_unmet", [&slot](const std::string& wish) {
    auto competence = schedule::competence_from(wish);
    if (competence) slot.wishes_unmet.push_back(*competence);
    return competence.has_value();
  });
  return slot;
}

Read<Booking> booking_in(const SqliteQuery& row) {
  std::vector<FieldFault> faults;
  auto state = schedule::booking_state_from(row.bytes(5));
  Booking booking;
  booking.id = row.bytes(0);
  booking.about = row.bytes(1);
  booking.slot = from_column(row.bytes(4), faults);
  if (!state || !faults.empty()) return failure(StoreFault::corrupt);
  booking.slot.time = {row.instant(2), row.instant(3)};
  booking.state = *state;
  booking.until = row.optional_instant(6);
  booking.sequence = static_cast<int>(row.integer(7));
  booking.changed = row.instant(8);
  return booking;
}

Read<app::CalendarLink> calendar_link_in(const SqliteQuery& row) {
  auto hash = to_digest(row.bytes(1));
  if (!hash) return failure(StoreFault::corrupt);
  return app::CalendarLink{row.bytes(0), *hash, row.instant(2)};
}

}  // namespace

Read<std::vector<Booking>> read_bookings(SqliteConnection& connection, const app::BookingQuery& query) {
  std::string sql =
      "SELECT id, about, starts, ends, slot, state, until, sequence, changed FROM bookings WHERE true";
  std::vector<SqlValue> values;
  if (!query.id.empty()) {
    sql += " AND id = ?";
    values.emplace_back(query.id);
  }
  if (!query.about.empty()) {
    sql += " AND about = ?";
    values.emplace_back(query.about);
  }
  if (query.time) {
    sql += " AND ends > ? AND starts < ?";
    values.emplace_back(query.time->from);
    values.emplace_back(query.time->to);
  }
  if (!query.cancelled) sql += " AND state <> 'cancelled'";
  sql += " ORDER BY starts, id";
  return rows_of<Booking>(connection.query(sql, values), booking_in);
}

Result<void, SqlFault> write_booking(SqliteConnection& connection, const Booking& booking) {
  std::string slot = to_column(booking.slot);
  return connection.run(
      "INSERT OR REPLACE INTO bookings (id, about, starts, ends, slot, state, until, sequence, changed) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {booking.id, booking.about, booking.slot.time.from, booking.slot.time.to, slot, word(booking.state),
       booking.until, booking.sequence, booking.changed});
}

Read<std::optional<app::CalendarLink>> read_calendar_link(SqliteConnection& connection,
                                                          const Digest& token_hash) {
  return at_most_one(
      rows_of<app::CalendarLink>(connection.query("SELECT user, token_hash, made_at FROM calendar_links "
                                                  "WHERE token_hash = ?",
                                                  {Blob{bytes_of(token_hash)}}),
                                 calendar_link_in));
}

Read<std::optional<app::CalendarLink>> read_calendar_link_of(SqliteConnection& connection,
                                                             const std::string& user) {
  return at_most_one(rows_of<app::CalendarLink>(
      connection.query("SELECT user, token_hash, made_at FROM calendar_links WHERE user = ?", {user}),
      calendar_link_in));
}

}  // namespace moteplass::store
