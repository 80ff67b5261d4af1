// Letters for the tests: a grown person under the law in force and a sixteen-year-old under NOU 2019:26.
#pragma once

#include <stdexcept>

#include "letters/letter_maker.h"

namespace moteplass::letters {

inline std::string template_folder() {
  return MOTEPLASS_SOURCE_DIR "/src/letters/templates";
}

inline app::LetterContent letter(const std::string& policy, casework::LetterKind kind,
                                 app::LetterLanguage language, bool minor) {
  app::LetterContent content;
  content.id = "l-1";
  content.kind = kind;
  content.language = language;
  content.unit = {"0301",
                  "Eksempelby kommune",
                  "Rådgivende enhet for russaker",
                  "Storgata 1",
                  "0001",
                  "Eksempelby",
                  "12 34 56 78",
                  "rer@eksempelby.example",
                  "mandag til fredag kl. 09–15"};
  content.dated = *parse_date("2026-03-02");
  content.case_number = "2026-17";
  content.police_case_number = "15550123";
  content.to = {"Kari Nordmann", "Lillevegen 7 B", "0002", "Eksempelby"};
  content.minor = minor;
  content.policy = {policy, "1.0", std::string(64, 'a')};
  content.decided_on = *parse_date("2026-02-03");
  content.signed_by = "Ola Rådgiver";
  if (kind == casework::LetterKind::feedback) {
    content.to = {"oslo-pd", "", "", ""};
    casework::AttendanceRecord record;
    record.police_case_number = "15550123";
    casework::Meeting meeting{*parse_instant("2026-03-14T08:30:00Z"), 60, "Storgata 1", {}};
    record.summonses.push_back({casework::SummonsKind::first, "l-1", meeting, meeting.start});
    record.meetings.push_back({meeting, casework::Attendance::not_attended, meeting.start});
    content.feedback = casework::PoliceFeedback::from(record, policy::FeedbackScope::not_attended_only);
    return content;
  }
  if (kind == casework::LetterKind::summons) {
    content.meeting = casework::Meeting{*parse_instant("2026-03-16T08:30:00Z"),
                                        60,
                                        "Storgata 1, 2. etasje",
                                        {"sosionom", "erfaringskonsulent"}};
    content.summons_kind = casework::SummonsKind::first;
    content.guardian = casework::GuardianHandling::as_policy;
  }
  using policy::NoShowStep;
  if (policy == "rer-2022") {
    content.reaction = policy::Reaction::condition_to_attend;
    content.drug_tests = minor;  // so that the longest letter is among them
    content.legal_basis = "strpl. § 69 tredje ledd, jf. strl. § 37 første ledd bokstav j";
    content.final_on = *parse_date("2026-02-20");
    content.probation_ends_on = *parse_date("2028-02-03");
    content.terms = policy::SummonsAnswer{
        minor ? std::nullopt : std::optional(policy::GuardianRule::not_called),
        minor ? std::nullopt : std::optional(false),
        {},
        {"møte hos rådgivende enhet etter innkalling", "ruskontroll, bare dersom det er satt som vilkår"},
        {"hjelp og oppfølging ut over møtet"},
        std::nullopt};
    content.no_show =
        policy::NoShowAnswer{{NoShowStep::notify_police, NoShowStep::criminal_track},
                             "Påtalemyndigheten avgjør om vilkåret er brutt, og om saken tas opp på ny."};
    content.feedback_rule = policy::FeedbackAnswer{policy::FeedbackScope::not_attended_only, false};
    content.deadlines = policy::DeadlinesAnswer{};
    return content;
  }
  content.legal_basis = "NOU 2019: 26: pålegg om oppmøteplikt, enkeltvedtak etter forvaltningsloven";
  std::vector<std::string> compulsory = {"møte i den rådgivende enheten"};
  if (minor) compulsory.push_back("foresatte møter sammen med den mindreårige");
  content.terms = policy::SummonsAnswer{
      minor ? policy::GuardianRule::called : policy::GuardianRule::not_called,
      minor,
      {"sosialfaglig kompetanse"},
      compulsory,
      {"hjelp, behandling og oppfølging, etter samtykke", "rusmiddeltesting og ruskontrakt, etter avtale"},
      std::nullopt};
  content.no_show = policy::NoShowAnswer{
      {NoShowStep::new_summons, NoShowStep::outreach, NoShowStep::notify_police, NoShowStep::new_order},
      "Ingen sanksjon. Politiet avgjør om det gis nytt pålegg."};
  content.feedback_rule = policy::FeedbackAnswer{policy::FeedbackScope::attended_yes_no, false};
  content.deadlines = policy::DeadlinesAnswer{};
  content.deadlines->complaint_days = 21;
  return content;
}

}  // namespace moteplass::letters
