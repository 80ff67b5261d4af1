#include "app/person_desk.h"

#include <algorithm>

#include "app/carry_out.h"

namespace moteplass::app {
namespace {

// The person's own case; forbidden for others who hold a key to it.
Result<casework::Case, Problem> own_case(const Setup& setup, const Holding& holding) {
  auto c = case_of(setup, holding);
  if (c && holding.holder() != Holder::person) return failure(problem(ProblemCode::forbidden));
  return c;
}

Result<void, Problem> record_look(const Setup& setup, const Holding& holding, const std::string& what) {
  return record_access(setup,
                       {holding.case_id(), own_actor_of(holding), holding.name(), what, setup.clock.now()});
}

bool has_drug_tests(const casework::Message& message) {
  return std::any_of(message.conditions.begin(), message.conditions.end(), [](const auto& condition) {
    return condition.kind == casework::ConditionKind::drug_test;
  });
}

Result<std::vector<OwnTime>, Problem> times_of(const Setup& setup, const casework::Case& c) {
  std::vector<OwnTime> times;
  if (setup.plan == nullptr) return times;
  auto bookings = setup.store.bookings({.about = c.id});
  if (!bookings) return failure(problem(bookings.error()));
  Instant now = setup.clock.now();
  for (const auto& booking : *bookings) {
    bool held = booking.state == schedule::BookingState::held && booking.until && *booking.until > now;
    if (held && booking.slot.time.from > now) {
      times.push_back({booking.id, meeting_of(*setup.plan, booking.slot), *booking.until});
    }
  }
  return times;
}

bool may_give_feedback(const casework::Case& c, const CaseKey& key) {
  return c.attendance.attended_count() > 0 && !key.feedback_given;
}

// What the message of somebody who came of their own accord says of a decision means nothing.
void show_basis(PersonView& view, const Setup& setup, const casework::Case& c) {
  const auto& message = *c.message;
  view.basis = OwnBasis{sender_name(setup.unit, message.sender),
                        message.case_number,
                        message.basis.reaction,
                        message.basis.legal_basis,
                        message.basis.decided_on,
                        has_drug_tests(message),
                        c.policy};
  view.told = c.feedback;
}

void show_guardians(PersonView& view, const casework::Case& c) {
  if (!c.guardian_plan || !view.minor) return;
  view.guardians = c.guardian_plan->handling;
  if (c.guardian_plan->trusted_person) view.trusted_person = c.guardian_plan->trusted_person->name;
}

std::optional<Instant> made_at(const casework::Case& c, const std::string& letter) {
  for (const auto& recorded : c.history) {
    const auto* made = std::get_if<casework::LetterMade>(&recorded.event);
    if (made != nullptr && made->letter == letter) return recorded.at;
  }
  return std::nullopt;
}

std::vector<OwnLetter> letters_of(const casework::Case& c) {
  std::vector<OwnLetter> letters;
  const auto& summonses = c.attendance.summonses;
  for (auto summons = summonses.rbegin(); summons != summonses.rend(); ++summons) {
    letters.push_back({summons->letter, casework::LetterKind::summons, made_at(c, summons->letter),
                       summons->meeting.start});
  }
  auto order = order_letter_of(c.id);
  if (auto made = made_at(c, order)) {
    letters.push_back({order, casework::LetterKind::order, made, std::nullopt});
  }
  return letters;
}

}  // namespace

std::string_view word(Standing standing) {
  switch (standing) {
    case Standing::not_yet:
      return "not_yet";
    case Standing::preparing:
      return "preparing";
    case Standing::agreed:
      return "agreed";
    case Standing::called:
      return "called";
    case Standing::missed:
      return "missed";
    case Standing::met:
      return "met";
    case Standing::set_aside:
      return "set_aside";
    case Standing::given_up:
      return "given_up";
    case Standing::not_ours:
      return "not_ours";
    case Standing::voluntary:
      return "voluntary";
    case Standing::moved:
      return "moved";
  }
  return "";
}

Standing standing_of(const casework::Case& c) {
  if (c.stage == casework::Stage::transferred) return Standing::moved;
  if (c.voluntary) return Standing::voluntary;
  if (c.attendance.cancelled) return Standing::set_aside;
  if (c.assessment && c.assessment->outcome == casework::AssessmentOutcome::not_for_unit) {
    return Standing::not_ours;
  }
  if (!c.assessment) return Standing::not_yet;
  if (c.attendance.duty_met()) return Standing::met;
  if (c.booked) return c.booked_is_summoned ? Standing::called : Standing::agreed;
  if (c.feedback || c.stage == casework::Stage::closed) return Standing::given_up;
  if (c.stage == casework::Stage::not_attended) return Standing::missed;
  return Standing::preparing;
}

Result<PersonView, Problem> PersonDesk::look(const Holding& holding) const {
  auto c = case_of(setup_, holding);
  if (!c) return failure(c.error());
  if (auto recorded = record_look(setup_, holding, "own_page"); !recorded) return failure(recorded.error());
  PersonView view;
  view.holder = holding.holder();
  view.name = holding.name();
  view.person_name = c->message->person.name;
  view.standing = standing_of(*c);
  view.closed = c->stage == casework::Stage::closed;
  view.minor = casework::is_minor(*c, local_date(setup_.clock.now())).value_or(false);
  view.meeting = c->booked;
  view.duty = !c->voluntary;
  if (holding.holder() == Holder::trusted_person) return view;
  auto answers = answers_of(setup_, *c, c->facts);
  view.meetings_required = c->attendance.meetings_required;
  view.meetings_attended = c->attendance.attended_count();
  view.summons = std::move(answers.summons);
  if (holding.holder() == Holder::guardian) return view;
  view.case_number = c->number;
  if (view.duty) {
    view.no_show = std::move(answers.no_show);
    view.feedback = std::move(answers.feedback);
    view.deadlines = std::move(answers.deadlines);
    show_basis(view, setup_, *c);
  }
  show_guardians(view, *c);
  auto times = times_of(setup_, *c);
  if (!times) return failure(times.error());
  view.times = std::move(*times);
  auto key = setup_.store.key(holding.key());
  if (!key) return failure(problem(key.error()));
  view.may_give_feedback = *key && may_give_feedback(*c, **key);
  return view;
}

Result<void, Problem> PersonDesk::choose(const Holding& holding, const std::string& time) const {
  auto c = own_case(setup_, holding);
  if (!c) return failure(c.error());
  auto booked = book_held(setup_, {own_actor_of(holding), holding.name()}, holding.case_id(), time);
  if (!booked) return failure(booked.error());
  return {};
}

Result<std::vector<OwnLetter>, Problem> PersonDesk::letters(const Holding& holding) const {
  auto c = own_case(setup_, holding);
  if (!c) return failure(c.error());
  return letters_of(*c);
}

Result<Document, Problem> PersonDesk::letter(const Holding& holding, const std::string& id) const {
  auto c = own_case(setup_, holding);
  if (!c) return failure(c.error());
  auto letters = letters_of(*c);
  bool own = std::any_of(letters.begin(), letters.end(), [&](const auto& letter) { return letter.id == id; });
  if (!own) return failure(problem(ProblemCode::not_found));
  auto document = setup_.store.document(id);
  if (!document) return failure(problem(document.error()));
  if (!*document || (*document)->case_id != c->id) return failure(problem(ProblemCode::not_found));
  if (auto recorded = record_look(setup_, holding, "letter"); !recorded) return failure(recorded.error());
  return std::move(**document);
}

Result<std::vector<Access>, Problem> PersonDesk::accesses(const Holding& holding) const {
  auto c = own_case(setup_, holding);
  if (!c) return failure(c.error());
  auto accesses = setup_.store.accesses_of(holding.case_id());
  if (!accesses) return failure(problem(accesses.error()));
  auto of_help = help_.own_accesses(holding);
  if (!of_help) return failure(of_help.error().problem);
  accesses->insert(accesses->end(), of_help->begin(), of_help->end());
  std::stable_sort(accesses->begin(), accesses->end(),
                   [](const Access& a, const Access& b) { return a.at > b.at; });
  return std::move(*accesses);
}

Result<std::vector<OwnConsent>, Problem> PersonDesk::consents(const Holding& holding) const {
  auto c = own_case(setup_, holding);
  if (!c) return failure(c.error());
  auto consents = help_.own_consents(holding);
  if (!consents) return failure(consents.error().problem);
  return std::move(*consents);
}

Result<void, Problem> PersonDesk::withdraw(const Holding& holding, const std::string& consent) const {
  auto c = own_case(setup_, holding);
  if (!c) return failure(c.error());
  auto withdrawn = help_.withdraw_own(holding, consent);
  if (!withdrawn) return failure(withdrawn.error().problem);
  return {};
}

Result<void, Problem> PersonDesk::give_feedback(const Holding& holding,
                                                const FeedbackAnswers& answers) const {
  auto c = own_case(setup_, holding);
  if (!c) return failure(c.error());
  bool any = std::any_of(answers.begin(), answers.end(),
                         [](auto reading) { return reading != FeedbackReading::not_answered; });
  if (!any) return failure(problem(ProblemCode::invalid_fields));
  auto year = static_cast<int>(local_date(setup_.clock.now()).year());
  auto figures = figures_of(answers, year, casework::age_band(c->facts.person.age));
  std::optional<Problem> fault;
  auto written = setup_.store.write([&](Transaction& transaction) {
    auto undo = [&](Problem why) {
      fault = std::move(why);
      return Verdict::undo;
    };
    auto key = transaction.key(holding.key());
    if (!key) return undo(problem(key.error()));
    if (!*key || !may_give_feedback(*c, **key)) return undo(problem(ProblemCode::refused));
    (*key)->feedback_given = true;
    if (auto put = transaction.put_key(**key); !put) return undo(problem(put.error()));
    if (auto added = transaction.add_figures(figures); !added) return undo(problem(added.error()));
    return Verdict::keep;
  });
  if (fault) return failure(std::move(*fault));
  if (!written) return failure(problem(written.error()));
  return {};
}

}  // namespace moteplass::app
