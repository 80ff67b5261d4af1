#include "main/schedule_file.h"

#include <algorithm>
#include <array>

#include "main/toml_reader.h"

namespace moteplass {
namespace {

using schedule::Hours;
using schedule::Interval;
using schedule::Rota;
using std::chrono::minutes;

constexpr std::array<std::string_view, 7> days{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

// "08:00-15:30"; 24:00 is the end of the day.
std::optional<Hours> hours_in(std::string_view text) {
  auto digit = [text](std::size_t i) { return text[i] >= '0' && text[i] <= '9' ? text[i] - '0' : 100; };
  auto time = [&](std::size_t i) {
    return minutes(60 * (10 * digit(i) + digit(i + 1)) + 10 * digit(i + 3) + digit(i + 4));
  };
  auto full_hour = [&](std::size_t i) { return 10 * digit(i + 3) + digit(i + 4) < 60; };
  if (text.size() != 11 || text[2] != ':' || text[5] != '-' || text[8] != ':') return std::nullopt;
  if (!full_hour(0) || !full_hour(6)) return std::nullopt;
  Hours hours{time(0), time(6)};
  if (hours.from >= hours.to || hours.to > std::chrono::hours(24)) return std::nullopt;
  return hours;
}

class ScheduleReader {
 public:
  explicit ScheduleReader(std::string& fault) : fault_(fault) {}

  ScheduleFile read(const toml::table& whole) {
    TableReader reader(whole, "", fault_);
    unit_.other_travel = minutes(reader.optional_number("other_travel", 0, 0));
    reader.each("site", [this](const toml::table& table) { read_site(table); });
    reader.each("room", [this](const toml::table& table) { read_room(table); });
    reader.each("staff", [this](const toml::table& table) { read_staff(table); });
    reader.each("interpreter", [this](const toml::table& table) { read_interpreter(table); });
    reader.each("travel", [this](const toml::table& table) { read_travel(table); });
    if (whole.contains("meeting")) {
      if (const auto* meeting = reader.table("meeting")) read_habits(*meeting);
    }
    if (unit_.sites.empty()) reader.refuse("site", "at least one site");
    reader.refuse_unknown();
    return {std::move(unit_), std::move(names_), habits_, std::move(users_)};
  }

 private:
  // A site's id must be unlike other sites' only; here it must be unlike all, since they share their names.
  std::string read_id(TableReader& reader) {
    auto id = reader.text("id");
    auto name = reader.text("name");
    if (id.empty() || !names_.emplace(id, name).second) reader.refuse("id", "an id that nothing else has");
    return id;
  }

  void read_habits(const toml::table& table) {
    TableReader reader(table, "meeting.", fault_);
    auto within = [&reader](std::string_view key, std::int64_t& value, std::int64_t least,
                            std::int64_t most) {
      value = reader.optional_number(key, least, value);
      if (value > most) reader.refuse(key, fmt::format("at most {}", most));
    };
    within("minutes", habits_.minutes, 15, 240);
    within("offers", habits_.offers, 1, 20);
    within("least_days", habits_.least_days, 0, 60);
    within("hold_minutes", habits_.hold_minutes, 1, 24 * 60);
    within("choose_days", habits_.choose_days, 1, 30);
    reader.refuse_unknown();
  }

  void expect_site(TableReader& reader, std::string_view key, const std::string& id) {
    bool known = std::any_of(unit_.sites.begin(), unit_.sites.end(),
                             [&](const schedule::Site& site) { return site.id == id; });
    if (!known) reader.refuse(key, "the id of a site");
  }

  void read_site(const toml::table& table) {
    TableReader reader(table, "site.", fault_);
    schedule::Site site{.id = read_id(reader), .opening_hours = {}};
    site.opening_hours = read_rotas(reader, "open");
    site.closed = read_intervals(reader, "closed");
    reader.refuse_unknown();
    unit_.sites.push_back(std::move(site));
  }

  void read_room(const toml::table& table) {
    TableReader reader(table, "room.", fault_);
    schedule::Room room{.id = read_id(reader), .site = reader.text("site"), .seats = 0};
    expect_site(reader, "site", room.site);
    room.seats = static_cast<int>(std::min<std::int64_t>(reader.number("seats", 1), 1000));
    room.opening_hours = read_rotas(reader, "open");
    room.closed = read_intervals(reader, "closed");
    reader.refuse_unknown();
    unit_.rooms.push_back(std::move(room));
  }

  void read_staff(const toml::table& table) {
    TableReader reader(table, "staff.", fault_);
    schedule::StaffMember member{.id = read_id(reader), .competences = {}, .rotas = {}};
    for (const std::string& text : reader.texts("competences")) {
      auto competence = schedule::competence_from(text);
      if (competence) {
        member.competences.push_back(*competence);
      } else {
        reader.refuse("competences",
                      "medical, psychological, social, lived_experience, young_adult_peer or child_welfare");
      }
    }
    member.rotas = read_rotas(reader, "rota");
    member.absences = read_intervals(reader, "away");
    auto user = reader.optional_text("user");
    if (!user.empty() && !users_.emplace(user, member.id).second) {
      reader.refuse("user", "a user who is nobody else in the plan");
    }
    reader.refuse_unknown();
    unit_.staff.push_back(std::move(member));
  }

  void read_interpreter(const toml::table& table) {
    TableReader reader(table, "interpreter.", fault_);
    schedule::Interpreter interpreter{.id = read_id(reader), .languages = {}, .ways = {}, .rotas = {}};
    interpreter.languages = reader.texts("languages");
    if (interpreter.languages.empty()) reader.refuse("languages", "a language");
    auto ways = reader.texts("ways");
    for (const std::string& text : ways) {
      auto way = schedule::interpreting_from(text);
      if (!way) reader.refuse("ways", "remote or in_person");
      interpreter.ways.push_back(way.value_or(schedule::Interpreting::remote));
    }
    if (ways.empty()) reader.refuse("ways", "remote or in_person");
    interpreter.rotas = read_rotas(reader, "rota");
    interpreter.absences = read_intervals(reader, "away");
    reader.refuse_unknown();
    unit_.interpreters.push_back(std::move(interpreter));
  }

  void read_travel(const toml::table& table) {
    TableReader reader(table, "travel.", fault_);
    schedule::Travel travel{reader.text("from"), reader.text("to"), minutes(reader.number("minutes", 0))};
    expect_site(reader, "from", travel.from);
    expect_site(reader, "to", travel.to);
    reader.refuse_unknown();
    unit_.travels.push_back(std::move(travel));
  }

  std::vector<Rota> read_rotas(TableReader& reader, std::string_view key) {
    std::vector<Rota> rotas;
    reader.each(key, [&](const toml::table& table) {
      TableReader rota_reader(table, fmt::format("{}.", key), fault_);
      Rota rota;
      rota.weeks = static_cast<int>(std::min<std::int64_t>(rota_reader.optional_number("weeks", 1, 1), 53));
      if (rota.weeks > 52) rota_reader.refuse("weeks", "at most 52");
      rota.week_0_holds = rota_reader.optional_date("week_0_holds");
      rota.first_day = rota_reader.optional_date("first_day");
      rota.last_day = rota_reader.optional_date("last_day");
      if (rota.first_day && rota.last_day && *rota.last_day < *rota.first_day) {
        rota_reader.refuse("last_day", "no day before first_day");
      }
      rota_reader.each("shifts", [&](const toml::table& shift) { read_shifts(shift, rota); });
      if (rota.shifts.empty()) rota_reader.refuse("shifts", "at least one shift");
      rota_reader.refuse_unknown();
      rotas.push_back(std::move(rota));
    });
    return rotas;
  }

  // One line of the file is a shift on each of its days.
  void read_shifts(const toml::table& table, Rota& rota) {
    TableReader reader(table, "shifts.", fault_);
    auto hours = hours_in(reader.text("hours"));
    if (!hours) reader.refuse("hours", "two times such as \"08:00-15:30\"");
    auto site = reader.optional_text("site");
    if (!site.empty()) expect_site(reader, "site", site);
    auto week = reader.optional_number("week", 0, 0);
    if (week >= rota.weeks) reader.refuse("week", "less than weeks");
    auto on = reader.texts("days");
    for (const std::string& text : on) {
      auto day = std::find(days.begin(), days.end(), text);
      if (day == days.end()) reader.refuse("days", "mon, tue, wed, thu, fri, sat or sun");
      auto number = static_cast<unsigned>(day - days.begin()) % 7;
      rota.shifts.push_back(
          {std::chrono::weekday(number), hours.value_or(Hours()), site, static_cast<int>(week)});
    }
    reader.refuse_unknown();
  }

  // Times by the clock on the wall.
  std::vector<Interval> read_intervals(TableReader& reader, std::string_view key) {
    std::vector<Interval> intervals;
    reader.each(key, [&](const toml::table& table) {
      TableReader interval(table, fmt::format("{}.", key), fault_);
      auto from = parse_local(interval.text("from"));
      auto to = parse_local(interval.text("to"));
      if (!from) interval.refuse("from", "a time such as \"2026-07-06T08:00\"");
      if (!to) interval.refuse("to", "a time such as \"2026-07-27T08:00\"");
      if (from && to && *to <= *from) interval.refuse("to", "a time after from");
      interval.refuse_unknown();
      if (from && to) intervals.push_back({*from, *to});
    });
    return intervals;
  }

  std::string& fault_;
  schedule::Unit unit_;
  std::map<std::string, std::string> names_;
  std::map<std::string, std::string> users_;
  app::MeetingHabits habits_;
};

}  // namespace

Result<ScheduleFile, std::string> read_schedule_file(std::string_view text, const std::string& file_name) {
  std::string fault;
  ScheduleFile file;
  try {
    file = ScheduleReader(fault).read(toml::parse(text));
  } catch (const toml::parse_error& error) {
    fault = fmt::format("line {}: {}", error.source().begin.line, error.description());
  }
  if (fault.empty()) {
    for (const FieldFault& left : schedule::faults_of(file.unit)) fault = to_string(left);
  }
  if (!fault.empty()) return failure(fmt::format("{}: {}", file_name, fault));
  return file;
}

}  // namespace moteplass
