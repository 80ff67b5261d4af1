#include "main/unit_file.h"

#include <fmt/format.h>
#include <sodium.h>

#include "app/permissions.h"
#include "main/toml_reader.h"

namespace moteplass {
namespace {

LogIn read_log_in(const toml::table& table, std::string& fault) {
  TableReader reader(table, "log_in.", fault);
  LogIn log_in;
  log_in.user.id = reader.text("id");
  log_in.user.name = reader.text("name");
  auto role = app::role_from(reader.text("role"));
  if (!role) reader.refuse("role", "caseworker, leader or police");
  log_in.user.role = role.value_or(app::Role::caseworker);
  log_in.user.sender = reader.optional_text("sender");
  if (log_in.user.role == app::Role::police && log_in.user.sender.empty()) {
    reader.refuse("sender", "the sender that the police user acts for");
  }
  log_in.user.helps = reader.optional_flag("helps");
  if (log_in.user.helps && log_in.user.role != app::Role::caseworker) {
    reader.refuse("helps", "a caseworker: nobody else reads help records");
  }
  log_in.log_in_name = reader.optional_text("log_in_name");
  log_in.password_hash = reader.optional_text("password_hash");
  log_in.token_hash = reader.optional_text("token_hash");
  reader.refuse_unknown();
  return log_in;
}

void read_sender(const toml::table& table, std::map<std::string, std::string>& senders, std::string& fault) {
  TableReader reader(table, "sender.", fault);
  auto id = reader.text("id");
  senders[id] = reader.text("name");
  reader.refuse_unknown();
}

// "0550-0599", or one code alone.
std::optional<std::pair<std::string, std::string>> postal_codes_in(const std::string& text) {
  auto is_code = [](std::string_view code) {
    return code.size() == 4 && code.find_first_not_of("0123456789") == std::string_view::npos;
  };
  auto from = text.substr(0, 4);
  auto to = text.size() == 4 ? from : text.size() == 9 && text[4] == '-' ? text.substr(5) : std::string();
  if (!is_code(from) || !is_code(to) || to < from) return std::nullopt;
  return std::pair(from, to);
}

app::District read_district(const toml::table& table, std::string& fault) {
  TableReader reader(table, "district.", fault);
  app::District district;
  district.name = reader.text("name");
  for (const auto& text : reader.texts("postal_codes")) {
    auto codes = postal_codes_in(text);
    if (!codes) reader.refuse("postal_codes", "postal codes such as \"0550\" and \"0550-0599\"");
    if (codes) district.postal_codes.push_back(*codes);
  }
  district.residents = reader.optional_number("residents", 1, 0);
  reader.refuse_unknown();
  return district;
}

app::UnitDetails read_details(const toml::table& table, std::string& fault) {
  TableReader reader(table, "unit.", fault);
  app::UnitDetails details;
  details.municipality_number = reader.text("municipality_number");
  details.municipality = reader.text("municipality");
  details.name = reader.text("name");
  details.street = reader.text("street");
  details.postal_code = reader.text("postal_code");
  details.place = reader.text("place");
  details.phone = reader.text("phone");
  details.email = reader.text("email");
  details.opening_hours = reader.text("opening_hours");
  reader.refuse_unknown();
  return details;
}

casework::ServiceGoals read_goals(const toml::table& table, std::string& fault) {
  TableReader reader(table, "goals.", fault);
  casework::ServiceGoals goals;
  goals.read_hours = reader.number("read_hours", 1);
  goals.summons_days = reader.number("summons_days", 1);
  goals.meeting_days = reader.number("meeting_days", 1);
  goals.feedback_days = reader.number("feedback_days", 1);
  goals.answer_days = reader.optional_number("answer_days", 1, goals.answer_days);
  goals.forward_days = reader.optional_number("forward_days", 1, goals.forward_days);
  goals.decision_days = reader.optional_number("decision_days", 1, goals.decision_days);
  goals.sample_days = reader.optional_number("sample_days", 1, goals.sample_days);
  goals.transfer_days = reader.optional_number("transfer_days", 1, goals.transfer_days);
  reader.refuse_unknown();
  return goals;
}

// "10:00", within the hours in which anybody may be reminded.
std::optional<std::chrono::minutes> reminder_time_in(const std::string& text) {
  auto instant = text.size() == 5 ? parse_local("2026-01-15T" + text) : std::nullopt;
  if (!instant) return std::nullopt;
  auto local = to_local(*instant);
  std::chrono::minutes time(60 * local.hour + local.minute);
  if (time < schedule::reminder_hours.from || time > schedule::reminder_hours.to) return std::nullopt;
  return time;
}

schedule::ReminderHabit read_reminders(const toml::table& table, std::string& fault) {
  TableReader reader(table, "reminders.", fault);
  schedule::ReminderHabit habit;
  auto days = reader.optional_number("days_before", 1, habit.days_before);
  if (days > 14) reader.refuse("days_before", "at most 14");
  habit.days_before = static_cast<int>(std::min<std::int64_t>(days, 14));
  auto at = reader.optional_text("at");
  auto time = reminder_time_in(at);
  if (!at.empty() && !time) reader.refuse("at", "a time from \"08:00\" to \"20:00\"");
  habit.at = time.value_or(habit.at);
  auto hours = reader.optional_number("hours_before", 1, 0);
  if (hours > 336) reader.refuse("hours_before", "at most 336");
  if (hours > 0 && (table.contains("days_before") || table.contains("at"))) {
    reader.refuse("hours_before", "either hours_before, or days_before and at");
  }
  if (hours > 0) habit.hours_before = static_cast<int>(std::min<std::int64_t>(hours, 336));
  reader.refuse_unknown();
  return habit;
}

std::string argon2_hash(const std::string& password) {
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str(hash.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                        crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
    return {};
  }
  return hash.data();
}

}  // namespace

Result<UnitFile, std::string> read_unit_file(std::string_view text, const std::string& file_name) {
  std::string fault;
  UnitFile file;
  try {
    toml::table table = toml::parse(text);
    TableReader reader(table, "", fault);
    file.settings.live_policy = reader.text("live_policy");
    file.settings.accepted_policies = reader.texts("accepted_policies");
    auto language = reader.text("letter_language");
    if (language != "nb" && language != "nn") reader.refuse("letter_language", "\"nb\" or \"nn\"");
    file.settings.letter_language = language == "nn" ? app::LetterLanguage::nn : app::LetterLanguage::nb;
    if (table.contains("also_serves")) {
      for (auto& municipality : reader.texts("also_serves")) {
        bool four =
            municipality.size() == 4 && municipality.find_first_not_of("0123456789") == std::string::npos;
        if (!four) reader.refuse("also_serves", "municipality numbers of four digits");
        file.settings.also_serves.push_back(std::move(municipality));
      }
    }
    if (const auto* details = reader.table("unit")) file.settings.details = read_details(*details, fault);
    if (const auto* goals = reader.table("goals")) file.settings.goals = read_goals(*goals, fault);
    if (table.contains("reminders")) {
      if (const auto* reminders = reader.table("reminders"))
        file.settings.reminders = read_reminders(*reminders, fault);
    }
    if (const auto* senders = reader.tables("sender")) {
      for (const auto& element : *senders) {
        if (const auto* sender = element.as_table()) read_sender(*sender, file.settings.senders, fault);
      }
    }
    if (const auto* districts = reader.tables("district")) {
      for (const auto& element : *districts) {
        if (const auto* district = element.as_table())
          file.settings.districts.push_back(read_district(*district, fault));
      }
    }
    file.settings.least_shown = reader.optional_number("least_shown", 2, 5);
    file.settings.key_days = reader.optional_number("key_days", 1, 30);
    if (const auto* log_ins = reader.tables("log_in")) {
      for (const auto& element : *log_ins) {
        if (const auto* log_in = element.as_table()) file.log_ins.push_back(read_log_in(*log_in, fault));
      }
    }
    reader.refuse_unknown();
  } catch (const toml::parse_error& error) {
    fault = fmt::format("line {}: {}", error.source().begin.line, error.description());
  }
  if (!fault.empty()) return failure(fmt::format("{}: {}", file_name, fault));
  return file;
}

FileIdentity::FileIdentity(std::vector<LogIn> log_ins)
    : log_ins_(std::move(log_ins)), hash_of_nobody_(argon2_hash("nobody")) {}

std::optional<app::User> FileIdentity::log_in(const std::string& name, const std::string& password) {
  if (name.empty() || password.size() > 1024) return std::nullopt;
  const LogIn* found = nullptr;
  for (const auto& log_in : log_ins_) {
    if (log_in.log_in_name == name && !log_in.password_hash.empty()) found = &log_in;
  }
  const auto& hash = found != nullptr ? found->password_hash : hash_of_nobody_;
  bool right = crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
  if (found == nullptr || !right) return std::nullopt;
  return found->user;
}

std::optional<app::User> FileIdentity::by_token(const std::string& token) {
  auto hash = to_hex(sha256(token));
  std::optional<app::User> user;
  for (const auto& log_in : log_ins_) {
    if (equal_in_constant_time(log_in.token_hash, hash)) user = log_in.user;
  }
  return user;
}

}  // namespace moteplass
