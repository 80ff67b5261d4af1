#include "app/meeting_need.h"

#include <algorithm>
#include <array>

#include "casework/outlook.h"

namespace moteplass::app {
namespace {

using schedule::Competence;

constexpr int days_ahead = 56;
constexpr std::array wishes{InterpreterWish::remote, InterpreterWish::in_person, InterpreterWish::none};

// Those who sit with the person: guardians who are called, or the one who comes instead of them.
int company_of(const casework::Case& c, const std::optional<policy::SummonsAnswer>& terms, Date today) {
  if (!c.message || casework::is_minor(c, today) == false) return 0;
  auto handling = casework::GuardianHandling::as_policy;
  if (c.guardian_plan) handling = c.guardian_plan->handling;
  switch (handling) {
    case casework::GuardianHandling::as_policy: {
      bool called = terms && terms->guardian == policy::GuardianRule::called;
      return called ? static_cast<int>(c.message->guardians.size()) : 0;
    }
    case casework::GuardianHandling::trusted_person_instead:
      return 1;
    case casework::GuardianHandling::not_contacted:
      return 0;
  }
  return 0;
}

bool contains(const std::vector<Competence>& list, Competence competence) {
  return std::find(list.begin(), list.end(), competence) != list.end();
}

}  // namespace

std::string_view word(InterpreterWish wish) {
  switch (wish) {
    case InterpreterWish::remote:
      return "remote";
    case InterpreterWish::in_person:
      return "in_person";
    case InterpreterWish::none:
      return "none";
  }
  return {};
}

std::optional<InterpreterWish> interpreter_wish_from(std::string_view text) {
  for (auto wish : wishes) {
    if (word(wish) == text) return wish;
  }
  return std::nullopt;
}

std::optional<AskedCompetence> competence_asked(std::string_view text) {
  constexpr std::string_view where_needed = " ved behov";
  bool wished = text.ends_with(where_needed);
  if (wished) text.remove_suffix(where_needed.size());
  constexpr std::array<std::pair<std::string_view, Competence>, 6> known{{
      {"medisinskfaglig kompetanse", Competence::medical},
      {"psykologfaglig kompetanse", Competence::psychological},
      {"sosialfaglig kompetanse", Competence::social},
      {"erfaringskompetanse", Competence::lived_experience},
      {"erfaringskompetanse fra en ung voksen", Competence::young_adult_peer},
      {"barnevernfaglig kompetanse", Competence::child_welfare},
  }};
  for (const auto& [words, competence] : known) {
    if (text == words) return AskedCompetence{competence, wished};
  }
  return std::nullopt;
}

bool needs_interpreter(const std::optional<std::string>& language) {
  return language && !language->empty() && *language != "nb" && *language != "nn" && *language != "no";
}

std::vector<std::string> missing_team(const casework::Meeting& meeting, const policy::SummonsAnswer& terms,
                                      const SchedulePlan* plan) {
  auto missing = casework::missing_competences(meeting, terms);
  if (plan == nullptr) return missing;
  auto comes = [&](const schedule::StaffMember& person) {
    return std::find(meeting.team.begin(), meeting.team.end(), plan->name_of(person.id)) !=
           meeting.team.end();
  };
  std::erase_if(missing, [&](const std::string& text) {
    auto asked = competence_asked(text);
    return asked && std::any_of(plan->unit.staff.begin(), plan->unit.staff.end(), [&](const auto& person) {
             return contains(person.competences, asked->competence) && comes(person);
           });
  });
  return missing;
}

MeetingNeed need_of(const casework::Case& c, const casework::Answers& answers, const SchedulePlan& plan,
                    const TimeWish& wish, Instant now) {
  Date today = local_date(now);
  std::optional<policy::SummonsAnswer> terms;
  if (answers.summons) terms = policy::summons_answer(*answers.summons);
  auto minutes = wish.minutes > 0 ? wish.minutes : plan.habits.minutes;
  MeetingNeed found;
  schedule::Need& need = found.need;
  need.length = std::chrono::minutes(minutes);
  if (terms) {
    for (const auto& text : terms->team) {
      auto asked = competence_asked(text);
      if (!asked) {
        found.not_planned.push_back(text);
      } else if (!contains(wish.without, asked->competence)) {
        (asked->wished ? need.wished : need.required).push_back(asked->competence);
      }
    }
  }
  if (c.message && wish.interpreter != InterpreterWish::none &&
      needs_interpreter(c.message->person.language)) {
    need.language = *c.message->person.language;
    need.interpreting = wish.interpreter == InterpreterWish::in_person ? schedule::Interpreting::in_person
                                                                       : schedule::Interpreting::remote;
  }
  if (!wish.site.empty()) need.sites = {wish.site};
  need.guests = 1 + company_of(c, terms, today);
  auto notice = std::max(plan.habits.least_days, terms ? terms->notice_days.value_or(0) : 0);
  need.notice_days = static_cast<int>(notice);
  need.first_day = std::max(wish.from.value_or(today), add_days(today, need.notice_days));
  need.last_day = add_days(need.first_day, days_ahead);
  need.between = wish.between;
  need.most_a_day = 1;
  return found;
}

casework::Meeting meeting_of(const SchedulePlan& plan, const schedule::Slot& slot) {
  casework::Meeting meeting;
  meeting.start = slot.time.from;
  meeting.minutes = std::chrono::duration_cast<std::chrono::minutes>(slot.time.to - slot.time.from).count();
  meeting.place = plan.name_of(slot.site);
  if (!slot.room.empty()) meeting.place += ", " + plan.name_of(slot.room);
  for (const auto& id : slot.team) meeting.team.push_back(plan.name_of(id));
  if (!slot.interpreter.empty()) meeting.team.push_back(plan.name_of(slot.interpreter));
  return meeting;
}

}  // namespace moteplass::app
