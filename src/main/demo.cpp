#include "main/demo.h"

#include <fmt/format.h>
#include <sodium.h>

#include "app/intake.h"
#include "app/permissions.h"
#include "main/demo_story.h"

namespace moteplass {
namespace {

using namespace std::chrono_literals;

// How far a demonstration case has come.
enum class Reached { unread, opened, assessed, summoned, missed_once, attended, reported, closed, cancelled };

struct DemoCase {
  const char* name;
  const char* identity_number;  // synthetic: month + 80; empty: none known
  const char* birth_date;
  const char* street;
  const char* phone;
  const char* language;
  const char* guardian;  // empty: none
  const char* policy;    // empty: the live one
  std::int64_t attendances;
  int received_days_ago;
  Reached reached;
  const char* protection = "";  // of the address
  bool endangered = false;      // contact with the guardian may put the person in danger
  Beside beside = Beside::nothing;
};

constexpr DemoCase demo_cases[] = {
    {"Sander Prøvesen", "08889542099", "1995-08-08", "Testveien 4", "900 00 101", "nb", "", "", 1, 0,
     Reached::unread},
    {"Mina Eksempelsen", "05850168719", "2001-05-05", "Prøvebakken 12", "900 00 102", "nn", "", "", 1, 3,
     Reached::unread},
    {"Jonas Testmann", "", "1987-04-12", "", "", "nb", "", "", 1, 2, Reached::opened},
    {"Aisha Synteseth", "30890353718", "2003-09-30", "Øvingsgata 7", "900 00 104", "en", "", "", 1, 8,
     Reached::assessed},
    {"Oliver Liksom", "24860957740", "2009-06-24", "Demovegen 3", "900 00 105", "nb", "Kari Liksom",
     "nou-2019-flertall", 1, 6, Reached::summoned},
    {"Ingrid Later", "03919948522", "1999-11-03", "Skyggestien 1", "900 00 106", "nb", "", "", 1, 24,
     Reached::missed_once},
    {"Per Påfunn", "17827233307", "1972-02-17", "Oppdiktet allé 22", "900 00 107", "nb", "", "", 1, 16,
     Reached::attended},
    {"Thea Tenkt", "27839029867", "1990-03-27", "Fantasigata 9", "900 00 108", "nn", "", "", 1, 30,
     Reached::closed},
    {"Nora Uvirkelig", "12891095943", "2010-09-12", "Drømmestien 5", "900 00 110", "nb", "Rolf Uvirkelig",
     "nou-2019-flertall", 1, 4, Reached::summoned, "", true},
    {"Live Skjermet", "15919319361", "1993-11-15", "Hemmeligveien 99", "900 00 111", "nb", "", "", 1, 5,
     Reached::summoned, "code_6"},
    {"Emil Utgang", "14928104827", "1981-12-14", "Luftslottet 2", "900 00 109", "nb", "", "", 1, 12,
     Reached::cancelled},
    {"Mats Mønster", "03828812180", "1988-02-03", "Tankegata 6", "900 00 112", "nb", "", "", 1, 40,
     Reached::reported, "", false, Beside::drug_control},
    {"Sunniva Såvidt", "19879713008", "1997-07-19", "Kanskjeveien 8", "900 00 113", "nb", "", "", 1, 5,
     Reached::assessed, "", false, Beside::question},
    {"Kjell Kanskje", "28907914099", "1979-10-28", "Innfallsgata 3", "900 00 114", "nb", "", "", 1, 9,
     Reached::assessed, "", false, Beside::complaint},
    {"Tuva Tankestrek", "11810060052", "2000-01-11", "Påskuddet 15", "900 00 115", "nn", "", "", 1, 10,
     Reached::assessed, "", false, Beside::transfer},
    {"Aksel Ansats", "22859215061", "1992-05-22", "Utkastet 1", "900 00 116", "nb", "", "", 1, 22,
     Reached::missed_once, "", false, Beside::corrected},
    {"Frida Fiktiv", "06849416063", "1994-04-06", "Eventyrveien 2", "900 00 117", "nb", "", "", 1, 7,
     Reached::summoned},
    {"Frida Fiktiv", "06849416063", "1994-04-06", "Eventyrveien 2", "900 00 117", "nb", "", "", 1, 1,
     Reached::opened},
};

json::value message_of(const app::Setup& setup, const DemoCase& demo, int number, Instant received) {
  auto day = [&](int days_before) { return to_string(add_days(local_date(received), -days_before)); };
  bool order = std::string_view(demo.policy) == "nou-2019-flertall";
  json::object person{{"name", demo.name}, {"birth_date", demo.birth_date}, {"language", demo.language}};
  auto put = [](json::object& object, const char* key, const char* text) {
    if (*text != '\0') object[key] = text;
  };
  put(person, "identity_number", demo.identity_number);
  put(person, "phone", demo.phone);
  put(person, "protection", demo.protection);
  if (*demo.street != '\0') {
    person["street"] = demo.street;
    person["postal_code"] = "0199";
    person["place"] = "Eksempelby";
  }
  json::object basis{
      {"reaction", order ? "duty_to_attend" : "condition_to_attend"},
      {"legal_basis", order ? "NOU 2019:26, forslaget om pålegg om oppmøteplikt"
                            : "straffeprosessloven § 69, jf. straffeloven § 37 første ledd bokstav j"},
      {"decided_on", day(order ? 1 : 20)},
      {"own_use", true}};
  if (!order) {
    basis["final_on"] = day(2);
    basis["probation_ends_on"] = to_string(add_days(local_date(received), 710));
  }
  json::object message{
      {"sender", "oslo-pd"},
      {"message_id", fmt::format("demo-{}", number)},
      {"case_number", fmt::format("1400{:04}/26", 4711 + number)},
      {"municipality", setup.unit.details.municipality_number},
      {"person", person},
      {"basis", basis},
      {"conditions", json::array{json::object{{"kind", "attendance"}, {"count", demo.attendances}}}},
      {"contact_officer", json::object{{"name", "Petra Politi"}, {"phone", "900 00 001"}}}};
  if (demo.beside == Beside::drug_control) {
    message["conditions"].as_array().push_back(
        json::object{{"kind", "drug_test"},
                     {"frequency", "to ganger i måneden"},
                     {"from", day(0)},
                     {"to", to_string(add_days(local_date(received), 180))}});
  }
  if (*demo.policy != '\0') message["policy"] = demo.policy;
  if (*demo.guardian != '\0') {
    message["guardians"] = json::array{json::object{{"name", demo.guardian}, {"relation", "forelder"}}};
  }
  message["facts"] = json::object{
      {"encounter",
       json::object{{"date", day(order ? 1 : 25)},
                    {"municipality", setup.unit.details.municipality_number},
                    {"acts", json::array{"possession"}},
                    {"substances",
                     json::array{json::object{{"substance", "cannabis"}, {"amount", "2.5"}, {"unit", "g"}}}},
                    {"intent_to_sell", false},
                    {"other_offences", false}}},
      {"person", json::object{{"addiction", "none"}}},
      {"history", json::object{{"orders", 0}}}};
  return message;
}

// The morning of the day that many days ago; for today, a while ago.
Instant office_hour_before(Instant now, int days_ago, int number) {
  if (days_ago == 0) return now - std::chrono::minutes(95);
  auto day = to_string(add_days(local_date(now), -days_ago));
  return parse_local(day + "T09:00").value() + std::chrono::minutes(5 * number);
}

void tell(DemoStory& story, DemoClock& clock, const DemoCase& demo) {
  using namespace casework;
  auto reached = demo.reached;
  if (reached == Reached::unread) return;
  story.step(180min, OpenMessage{});
  if (reached == Reached::opened) return;
  story.step(30min, Assess{AssessmentOutcome::duty_stands});
  if (reached == Reached::assessed) return;
  if (reached == Reached::cancelled) {
    story.step(60min, CancelDuty{CancelReason::unnecessary});
    return;
  }
  auto meeting = story.meeting(10);
  story.step(20min, BookMeeting{meeting});
  if (*demo.guardian != '\0') {
    GuardianPlan plan;
    plan.heard = ChildHeard::heard;
    plan.wish = ContactWish::in_their_presence;
    if (demo.endangered) {
      plan.handling = GuardianHandling::not_contacted;
      plan.reason = GuardianReason::endangers_child;
      plan.wish = ContactWish::no_contact;
    }
    story.step(10min, PlanGuardians{std::move(plan)});
  }
  story.step(5min, Summon{demo.endangered ? GuardianHandling::not_contacted : GuardianHandling::as_policy});
  if (reached == Reached::summoned) return;
  clock.time = meeting.start;
  if (reached == Reached::missed_once) {
    story.step(75min, RecordAttendance{Attendance::not_attended});
    story.step(60min, MakeOutreach{OutreachChannel::phone, false});
    return;
  }
  story.step(70min, RecordAttendance{Attendance::attended});
  if (reached == Reached::attended) return;
  story.step(30min, SendFeedback{});
  if (reached == Reached::closed) story.step(10min, CloseCase{});
}

std::string password_hash(const std::string& password) {
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  // The least work: these passwords are printed on the log-in page.
  if (crypto_pwhash_str(hash.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_MIN,
                        crypto_pwhash_MEMLIMIT_MIN) != 0) {
    return {};
  }
  return hash.data();
}

}  // namespace

const std::vector<DemoLogInDetails>& demo_log_ins() {
  using app::Role;
  static const std::vector<DemoLogInDetails> log_ins = {
      {{"ragnhild", "Ragnhild Rådgiver", Role::caseworker, ""},
       "saksbehandler",
       "demo",
       "demo-token-caseworker"},
      {{"leif", "Leif Leder", Role::leader, ""}, "leder", "demo", ""},
      {{"petra", "Petra Politi", Role::police, "oslo-pd"}, "politi", "demo", "demo-token-oslo-pd"},
      {{"pal", "Pål Politi", Role::police, "ost-pd"}, "politi-ost", "demo", "demo-token-ost-pd"},
      {{"ida", "Ida Hjelper", Role::caseworker, "", true}, "hjelper", "demo", "demo-token-helper"},
  };
  return log_ins;
}

std::string demo_unit_file() {
  std::string text =
      R"(# A made-up municipality. It stands under Oslo's number so that the examples of the sources fit.
live_policy = "rer-2022"
accepted_policies = ["rer-2022", "nou-2019-flertall"]
letter_language = "nb"

[unit]
municipality_number = "0301"
municipality = "Eksempelby kommune"
name = "Rådgivende enhet for russaker"
street = "Eksempelgata 1"
postal_code = "0199"
place = "Eksempelby"
phone = "900 00 000"
email = "raadgivende.enhet@eksempelby.example"
opening_hours = "Mandag til fredag kl. 9–15"

# The unit's own goals, used where the policy states no deadline.
[goals]
read_hours = 24
summons_days = 7
meeting_days = 21
feedback_days = 3

# Text messages that remind of meetings, written as files for the municipality's gateway. Without this: none.
[reminders]
days_before = 1
at = "10:00"

# For the statistics. Made up, like the rest.
[[district]]
name = "Nordre bydel"
postal_codes = ["0100-0149"]
residents = 31000

[[district]]
name = "Søndre bydel"
postal_codes = ["0150-0199"]
residents = 24000

[[district]]
name = "Vestre bydel"
postal_codes = ["0200-0299"]
residents = 38000

[[district]]
name = "Østre bydel"
postal_codes = ["0500-0699"]
residents = 27000

[[sender]]
id = "oslo-pd"
name = "Eksempelby politidistrikt"

[[sender]]
id = "ost-pd"
name = "Østre Eksempel politidistrikt"
)";
  for (const auto& log_in : demo_log_ins()) {
    text += fmt::format("\n[[log_in]]\nid = \"{}\"\nname = \"{}\"\nrole = \"{}\"\n", log_in.user.id,
                        log_in.user.name, app::word(log_in.user.role));
    if (!log_in.user.sender.empty()) text += fmt::format("sender = \"{}\"\n", log_in.user.sender);
    if (log_in.user.helps) text += "helps = true\n";
    text += fmt::format("log_in_name = \"{}\"\npassword_hash = \"{}\"\n", log_in.log_in_name,
                        password_hash(log_in.password));
    if (!log_in.token.empty()) text += fmt::format("token_hash = \"{}\"\n", to_hex(sha256(log_in.token)));
  }
  return text;
}

Result<void, std::string> add_demo_cases(const app::Setup& setup) {
  DemoClock clock;
  app::Setup then{setup.store, clock, setup.entropy, setup.letters, setup.policies, setup.unit};
  auto now = setup.clock.now();
  int number = 0;
  for (const auto& demo : demo_cases) {
    ++number;
    clock.time = office_hour_before(now, demo.received_days_ago, number);
    auto message = message_of(setup, demo, number, clock.time);
    const auto& officer = demo_log_ins()[2].user;
    auto receipt = app::Intake(then).receive(officer, to_text(message));
    if (!receipt) {
      const auto& faults = receipt.error().faults;
      return failure(fmt::format("{}: {}", demo.name,
                                 faults.empty() ? receipt.error().detail : to_string(faults.front())));
    }
    auto known = setup.store.find_message("oslo-pd", receipt->message_id);
    if (!known || !*known) return failure(std::string("a demo message was not stored"));
    DemoStory story(then, clock, (*known)->case_id);
    tell(story, clock, demo);
    tell_beside(story, clock, demo.beside);
    if (!story.fault.empty()) return failure(fmt::format("{}: {}", demo.name, story.fault));
  }
  clock.time = office_hour_before(now, 6, ++number);
  return add_voluntary_demo_case(then, clock);
}

}  // namespace moteplass
