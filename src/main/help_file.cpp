#include "main/help_file.h"

#include <algorithm>
#include <fstream>

#include <fmt/format.h>

#include "main/share.h"
#include "main/toml_reader.h"

namespace moteplass {
namespace {

constexpr std::string_view demo_services = R"(# Made-up services of a made-up municipality.
[[service]]
id = "nav"
name = "NAV Eksempelby"
kind = "nav"
about = "Jobb, økonomi, gjeldsråd og midlertidig bolig."
phone = "900 00 201"

[[service]]
id = "rus-og-psykisk-helse"
name = "Kommunens tjeneste for rus og psykisk helse"
kind = "municipal"
about = "Samtaler og oppfølging hjemme."
phone = "900 00 202"

[[service]]
id = "rusklinikken"
name = "Rusklinikken ved Eksempel sykehus"
kind = "specialist"
intermunicipal = true
about = "Tverrfaglig spesialisert rusbehandling."
phone = "900 00 203"

[[service]]
id = "uteteamet"
name = "Uteteamet"
kind = "outreach"
about = "Treffer folk der de er."
phone = "900 00 204"

[[service]]
id = "kafe-apen-dor"
name = "Kafé Åpen dør"
kind = "low_threshold"
about = "Mat, helsesjekk og en prat. Ingen timebestilling."
phone = "900 00 205"

[[service]]
id = "ungdomsteamet"
name = "Ungdomsteamet for Eksempelby og nabokommunene"
kind = "youth"
intermunicipal = true
about = "For dem mellom 12 og 23 år, også foreldre."
phone = "900 00 206"
)";

app::HelpService read_service(const toml::table& table, std::string& fault) {
  TableReader reader(table, "service.", fault);
  app::HelpService service;
  service.id = reader.text("id");
  service.name = reader.text("name");
  auto kind = casework::help_choice<casework::ServiceKind>(reader.text("kind"));
  if (!kind) reader.refuse("kind", "municipal, specialist, nav, outreach, low_threshold or youth");
  service.kind = kind.value_or(casework::ServiceKind::municipal);
  service.intermunicipal = reader.optional_flag("intermunicipal");
  service.about = reader.optional_text("about");
  service.phone = reader.optional_text("phone");
  if (service.id.empty() || service.id == casework::unit_receiver) {
    reader.refuse("id", fmt::format("a name that is not \"{}\"", casework::unit_receiver));
  }
  reader.refuse_unknown();
  return service;
}

// In days, a year at most; what is left out stays as the program has it.
casework::HelpGoals read_goals(const toml::table& table, std::string& fault) {
  TableReader reader(table, "goals.", fault);
  casework::HelpGoals goals;
  auto days = [&](std::string_view key, int& goal) {
    auto stated = reader.optional_number(key, 1, goal);
    if (stated > 366) reader.refuse(key, "at most 366");
    goal = static_cast<int>(std::min<std::int64_t>(stated, 366));
  };
  days("ask_consent_days", goals.ask_consent);
  days("send_days", goals.send);
  days("answer_days", goals.answer);
  days("start_days", goals.start);
  days("confirm_days", goals.confirm);
  days("review_days", goals.review);
  days("find_another_days", goals.find_another);
  days("renew_days_before", goals.renew_before);
  days("appoint_days", goals.appoint);
  days("agreement_days_before", goals.agreement_before);
  reader.refuse_unknown();
  return goals;
}

}  // namespace

Result<app::HelpSettings, std::string> read_help_file(std::string_view text, const std::string& file_name) {
  std::string fault;
  app::HelpSettings settings;
  try {
    toml::table table = toml::parse(text);
    TableReader reader(table, "", fault);
    reader.each("service", [&](const toml::table& one) {
      auto service = read_service(one, fault);
      if (settings.service(service.id) != nullptr && fault.empty()) {
        fault = fmt::format("line {}: service.id: \"{}\" stands twice", one.source().begin.line, service.id);
      }
      settings.services.push_back(std::move(service));
    });
    if (table.contains("goals")) {
      if (const auto* goals = reader.table("goals")) settings.goals = read_goals(*goals, fault);
    }
    auto link_days = reader.optional_number("link_days", 1, settings.link_days);
    if (link_days > 366) reader.refuse("link_days", "at most 366");
    settings.link_days = static_cast<int>(std::min<std::int64_t>(link_days, 366));
    reader.refuse_unknown();
  } catch (const toml::parse_error& error) {
    fault = fmt::format("line {}: {}", error.source().begin.line, error.description());
  }
  if (!fault.empty()) return failure(fmt::format("{}: {}", file_name, fault));
  return settings;
}

Result<app::HelpSettings, std::string> open_help_file(const std::filesystem::path& folder, bool demo) {
  auto path = folder / "help.toml";
  if (!std::filesystem::exists(path)) {
    if (!demo) return app::HelpSettings{};
    std::ofstream file(path);
    file << demo_services;
    if (!file.flush()) return failure(fmt::format("{}: cannot be written", path.string()));
  }
  auto text = read_file(path);
  if (!text) return failure(text.error());
  return read_help_file(*text, path.string());
}

}  // namespace moteplass
