#include "letters/letter_data.h"

#include <array>

#include <fmt/format.h>

namespace moteplass::letters {
namespace {

using texts::Language;

json::value text_or_null(const std::string& text) {
  if (text.empty()) return nullptr;
  return json::value(printable(text));
}

json::value date_or_null(Language language, const std::optional<Date>& date) {
  if (!date) return nullptr;
  return json::value(texts::date_in_words(language, *date));
}

// "A", "A og B", "A, B og C"
json::value listed(const std::vector<std::string>& names) {
  std::string line;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) line += i + 1 == names.size() ? " og " : ", ";
    line += printable(names[i]);
  }
  return text_or_null(line);
}

json::object unit_data(const app::UnitDetails& unit) {
  return {{"municipality", text_or_null(unit.municipality)},
          {"name", text_or_null(unit.name)},
          {"street", text_or_null(unit.street)},
          {"postal_code", text_or_null(unit.postal_code)},
          {"place", text_or_null(unit.place)},
          {"phone", text_or_null(unit.phone)},
          {"email", text_or_null(unit.email)},
          {"opening_hours", text_or_null(unit.opening_hours)}};
}

json::object addressee_data(const app::Addressee& to) {
  return {{"name", text_or_null(to.name)},
          {"street", text_or_null(to.street)},
          {"postal_code", text_or_null(to.postal_code)},
          {"place", text_or_null(to.place)}};
}

bool guardian_called(const app::LetterContent& content) {
  using casework::GuardianHandling;
  bool rule_calls = content.terms && content.terms->guardian == policy::GuardianRule::called;
  return content.minor && rule_calls &&
         content.guardian.value_or(GuardianHandling::as_policy) == GuardianHandling::as_policy;
}

Circumstances circumstances_of(const app::LetterContent& content) {
  return {content.drug_tests, guardian_called(content)};
}

// How the guardian of a minor takes part. Where the unit has chosen not to contact them, nothing here names
// them: contact without the young person's consent can be dangerous (Oslo, source 002).
json::object guardian_data(const app::LetterContent& content) {
  using casework::GuardianHandling;
  bool called = guardian_called(content);
  bool trusted = content.minor && content.guardian == GuardianHandling::trusted_person_instead;
  bool open = content.minor && !called && !trusted && content.guardian != GuardianHandling::not_contacted;
  bool later = content.minor && content.kind == casework::LetterKind::order;
  return {{"called", called},
          {"trusted_person", trusted},
          {"trusted_possible", called && content.terms->trusted_person_instead == true},
          {"may_bring", open && !later},
          {"later", later}};
}

// Who else is told of the meeting, said to the young person. What the unit may not say to a parent who opens
// the letter, it does not say: where nobody is told, only that the letter is theirs alone.
json::value told_data(const app::LetterContent& content) {
  using casework::ContactWish;
  if (!content.minor || content.kind != casework::LetterKind::summons) return false;
  bool guardians = guardian_called(content);
  const auto* wish =
      content.guardian_plan && content.guardian_plan->wish ? &*content.guardian_plan->wish : nullptr;
  auto as_wished = [&](ContactWish way) { return guardians && wish != nullptr && *wish == way; };
  bool letter = guardians && (!content.guardian_plan || guardian_gets_letter(*content.guardian_plan));
  const auto* person = content.guardian_plan && content.guardian_plan->trusted_person
                           ? &*content.guardian_plan->trusted_person
                           : nullptr;
  return json::object{
      {"guardians", guardians},
      {"guardian_letter", letter},
      {"trusted_person", person != nullptr ? text_or_null(person->name) : json::value(nullptr)},
      {"only_you", !guardians},
      {"in_your_presence", as_wished(ContactWish::in_their_presence)},
      {"by_letter", as_wished(ContactWish::letter)},
      {"by_phone", as_wished(ContactWish::phone)},
      {"together_with", as_wished(ContactWish::together_with_someone)
                            ? text_or_null(content.guardian_plan->wish_with.value_or(""))
                            : json::value(nullptr)}};
}

json::array paragraphs(std::string_view text) {
  json::array list;
  while (!text.empty()) {
    auto end = text.find('\n');
    auto line = printable(text.substr(0, end));
    if (line.find_first_not_of(' ') != std::string::npos) list.emplace_back(std::move(line));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return list;
}

json::object phrase_data(const Phrase& phrase) {
  return {{"text", printable(phrase.text)}, {"lang", texts::code(phrase.language)}};
}

json::array phrase_list(const std::vector<std::string>& answers, const Phrases& phrases, Language language,
                        const Circumstances& circumstances) {
  json::array list;
  for (const std::string& answer : answers)
    if (auto phrase = phrases.say(answer, language, circumstances)) list.push_back(phrase_data(*phrase));
  return list;
}

json::value meeting_data(Language language, const std::optional<casework::Meeting>& meeting) {
  if (!meeting) return nullptr;
  LocalTime local = to_local(meeting->start);
  std::string day = texts::day_in_words(language, local.date);
  if (day.front() >= 'a' && day.front() <= 'z') day.front() = static_cast<char>(day.front() - 'a' + 'A');
  return json::object{{"day", day},
                      {"time", texts::time_in_words(language, local.hour, local.minute)},
                      {"place", text_or_null(meeting->place)},
                      {"length", texts::length_in_words(language, meeting->minutes)},
                      {"team", listed(meeting->team)}};
}

json::object summons_kind_data(const std::optional<casework::SummonsKind>& kind) {
  using casework::SummonsKind;
  return {{"again", kind == SummonsKind::again}, {"rebooked", kind == SummonsKind::rebooked}};
}

json::object police_data(const app::LetterContent& content) {
  using policy::FeedbackScope;
  auto scope = content.feedback_rule ? content.feedback_rule->scope : std::nullopt;
  auto tests = content.feedback_rule ? content.feedback_rule->tests_reported : std::nullopt;
  return {{"nothing", scope == FeedbackScope::nothing},
          {"absence_only", scope == FeedbackScope::not_attended_only},
          {"yes_no", scope == FeedbackScope::attended_yes_no},
          {"not_stated", !scope},
          {"tests_by_unit", tests == true},
          {"tests_not_by_unit", tests == false},
          {"tests_not_stated", !tests}};
}

json::object absence_data(const app::LetterContent& content, const Phrases& phrases, Language language) {
  using policy::NoShowStep;
  auto has = [&](NoShowStep step) {
    return content.no_show && std::find(content.no_show->steps.begin(), content.no_show->steps.end(), step) !=
                                  content.no_show->steps.end();
  };
  json::value consequence = nullptr;
  if (content.no_show && content.no_show->consequence)
    if (auto phrase = phrases.say(*content.no_show->consequence, language, circumstances_of(content)))
      consequence = phrase_data(*phrase);
  bool stated = content.no_show && (!content.no_show->steps.empty() || content.no_show->consequence);
  return {{"stated", stated},
          {"new_summons", has(NoShowStep::new_summons)},
          {"outreach", has(NoShowStep::outreach)},
          {"notify_police", has(NoShowStep::notify_police)},
          {"fee", has(NoShowStep::fee)},
          {"new_order", has(NoShowStep::new_order)},
          {"criminal_track", has(NoShowStep::criminal_track)},
          {"consequence", std::move(consequence)}};
}

// "3 uker" where the days are whole weeks, as people and forvaltningsloven § 29 count.
json::value complaint_period(const app::LetterContent& content, Language language) {
  if (!content.deadlines || !content.deadlines->complaint_days) return nullptr;
  std::int64_t days = *content.deadlines->complaint_days;
  if (days % 7 != 0) return json::value(texts::days_in_words(language, days));
  std::string_view weeks =
      language == Language::nn ? (days == 7 ? "veke" : "veker") : (days == 7 ? "uke" : "uker");
  return json::value(fmt::format("{} {}", days / 7, weeks));
}

}  // namespace

texts::Language language_of(const app::LetterContent& content) {
  switch (content.language) {
    case app::LetterLanguage::nb:
      return Language::nb;
    case app::LetterLanguage::nn:
      return Language::nn;
  }
  return Language::nb;
}

json::object person_letter_data(const app::LetterContent& content, const Phrases& phrases) {
  Language language = language_of(content);
  json::array compulsory, voluntary;
  if (content.terms) {
    compulsory = phrase_list(content.terms->compulsory, phrases, language, circumstances_of(content));
    voluntary = phrase_list(content.terms->voluntary, phrases, language, circumstances_of(content));
  }
  return {{"unit", unit_data(content.unit)},
          {"to", addressee_data(content.to)},
          {"dated", texts::date_in_words(language, content.dated)},
          {"case_number", text_or_null(content.case_number)},
          {"police_case_number", text_or_null(content.police_case_number)},
          {"minor", content.minor},
          {"legal_basis", text_or_null(spell_out_laws(content.legal_basis, language))},
          {"decided_on", texts::date_in_words(language, content.decided_on)},
          {"final_on", date_or_null(language, content.final_on)},
          {"meetings_required", content.meetings_required},
          {"several_meetings", content.meetings_required > 1},
          {"probation_ends_on", date_or_null(language, content.probation_ends_on)},
          {"drug_tests", content.drug_tests},
          {"summons", summons_kind_data(content.summons_kind)},
          {"meeting", meeting_data(language, content.meeting)},
          {"compulsory", std::move(compulsory)},
          {"voluntary", std::move(voluntary)},
          {"guardian", guardian_data(content)},
          {"told", told_data(content)},
          {"young_person", text_or_null(content.young_person)},
          {"absence", absence_data(content, phrases, language)},
          {"police", police_data(content)},
          {"complaint_period", complaint_period(content, language)},
          {"signed_by", text_or_null(content.signed_by)}};
}

json::object feedback_letter_data(const app::LetterContent& content) {
  Language language = language_of(content);
  const casework::PoliceFeedback& feedback = *content.feedback;
  json::array dates;
  for (Date date : feedback.dates()) dates.emplace_back(texts::date_in_words(language, date));
  using casework::DutyOutcome;
  return {{"unit", unit_data(content.unit)},
          {"to", addressee_data(content.to)},
          {"dated", texts::date_in_words(language, content.dated)},
          {"case_number", text_or_null(feedback.case_number())},
          {"met", feedback.outcome() == DutyOutcome::met},
          {"not_met", feedback.outcome() == DutyOutcome::not_met},
          {"cancelled", feedback.outcome() == DutyOutcome::cancelled},
          {"has_dates", !dates.empty()},
          {"dates", std::move(dates)},
          {"attempts", feedback.attempts()}};
}

json::object concern_report_data(const app::LetterContent& content) {
  using casework::ChildWelfareGround;
  Language language = language_of(content);
  const app::ConcernReport& report = *content.concern;
  const auto& grounds = report.assessment.grounds;
  auto holds = [&](ChildWelfareGround ground) {
    return std::find(grounds.begin(), grounds.end(), ground) != grounds.end();
  };
  LocalTime assessed = to_local(report.assessed_at);
  return {{"unit", unit_data(content.unit)},
          {"dated", texts::date_in_words(language, content.dated)},
          {"case_number", text_or_null(content.case_number)},
          {"signed_by", text_or_null(content.signed_by)},
          {"person", text_or_null(report.person_name)},
          {"birth_date", date_or_null(language, report.birth_date)},
          {"the_person", report.assessment.child == casework::ChildConcerned::the_person},
          {"assessed", fmt::format("{} {}", texts::date_in_words(language, assessed.date),
                                   texts::time_in_words(language, assessed.hour, assessed.minute))},
          {"neglect_or_abuse", holds(ChildWelfareGround::neglect_or_abuse)},
          {"untreated_illness", holds(ChildWelfareGround::untreated_illness)},
          {"special_needs", holds(ChildWelfareGround::special_needs)},
          {"own_actions", holds(ChildWelfareGround::own_actions)},
          {"trafficking", holds(ChildWelfareGround::trafficking)},
          {"seen", paragraphs(report.assessment.facts.value_or(""))},
          {"reason", paragraphs(report.assessment.reason)}};
}

json::object referral_letter_data(const app::LetterContent& content, const Phrases& words) {
  Language language = language_of(content);
  const app::ReferralLetter& letter = *content.referral;
  auto in_words = [&](std::string_view group, std::string_view word) {
    auto phrase = words.say(fmt::format("{}.{}", group, word), language, {});
    return phrase ? printable(phrase->text) : std::string();
  };
  json::array needs, scores, plan;
  for (const auto& need : letter.needs) {
    needs.push_back(
        json::object{{"area", in_words("area", word(need.area))}, {"words", text_or_null(need.words)}});
  }
  for (const auto& score : letter.scores) {
    scores.push_back(json::object{{"substance", in_words("substance", word(score.substance))},
                                  {"points", score.points},
                                  {"band", in_words("band", word(score.band))}});
  }
  for (const auto& state : letter.plan) {
    plan.push_back(json::object{{"kind", in_words("plan", word(state.kind))},
                                {"step", in_words("step", word(state.step))},
                                {"who", text_or_null(state.who)}});
  }
  bool any_needs = !needs.empty(), any_scores = !scores.empty(), any_plan = !plan.empty();
  return {{"unit", unit_data(content.unit)},
          {"to", addressee_data({letter.service_name, "", "", ""})},
          {"dated", texts::date_in_words(language, content.dated)},
          {"reference", printable(letter.reference)},
          {"person", text_or_null(letter.person_name)},
          {"phone", text_or_null(letter.phone)},
          {"any_needs", any_needs},
          {"needs", std::move(needs)},
          {"any_scores", any_scores},
          {"scores", std::move(scores)},
          {"any_plan", any_plan},
          {"plan", std::move(plan)},
          {"signed_by", text_or_null(content.signed_by)}};
}

std::string printable(std::string_view text) {
  // U+061C, U+200E-200F, U+2028-202E, U+2060-206F, U+FEFF in UTF-8.
  auto hidden = [](std::string_view three) {
    if (three.size() < 3 || three[0] != '\xE2') return three.starts_with("\xEF\xBB\xBF");
    auto last = static_cast<unsigned char>(three[2]);
    if (three[1] == '\x80') return (last >= 0x8E && last <= 0x8F) || (last >= 0xA8 && last <= 0xAE);
    return three[1] == '\x81' && last >= 0xA0 && last <= 0xAF;
  };
  std::string clean;
  for (std::size_t i = 0; i < text.size();) {
    auto byte = static_cast<unsigned char>(text[i]);
    if (hidden(text.substr(i, 3))) {
      i += 3;
    } else if (text.substr(i, 2) == "\xD8\x9C" ||
               (byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0)) {
      i += 2;  // U+061C and the C1 control characters
    } else {
      if (byte >= 0x20 && byte != 0x7F) clean += text[i];
      if (byte == '\n' || byte == '\t' || byte == '\r') clean += ' ';
      ++i;
    }
  }
  return clean;
}

}  // namespace moteplass::letters
