#include "app/recording.h"

#include <algorithm>

#include "app/case_desk.h"
#include "app/papers.h"
#include "app/reminders.h"
#include "app/schedule_desk.h"
#include "app/statistics_desk.h"
#include "casework/kernel.h"

namespace moteplass::app {

Result<casework::Case, StoreFault> record(Transaction& transaction, const Setup& setup, casework::Case c,
                                          const std::vector<casework::Event>& events, Instant now,
                                          const Actor& actor) {
  std::vector<NewEvent> to_store;
  to_store.reserve(events.size());
  for (const auto& event : events) {
    to_store.push_back({std::string(casework::type_of(event)), to_text(casework::to_json(event))});
  }
  auto version = transaction.append(c.id, c.version, to_store, now, actor.id, actor.name);
  if (!version) return failure(version.error());
  casework::Case before = c;
  for (const auto& event : events) {
    c = casework::apply(std::move(c), {event, now, actor.id, actor.name});
    if (letter_order_of(c, event)) {
      // The letter is made later from the case as it stands now, which its version names.
      OutboxItem item{0, "letter", c.id, to_text(json::object{{"version", c.version}}), now, 0};
      if (auto queued = transaction.enqueue(item); !queued) return failure(queued.error());
    }
    for (const auto& paper : papers_asked_for(c)) {
      json::object payload{{"version", c.version}, {"paper", paper.id}};
      OutboxItem item{0, "paper", c.id, to_text(payload), now, 0};
      if (auto queued = transaction.enqueue(item); !queued) return failure(queued.error());
    }
    if (auto queued = queue_reminder(transaction, setup, c, now); !queued) return failure(queued.error());
  }
  // Counted when it closes, once and for good: a closed case does not change, and whoever erases it later
  // need not think of the figures.
  bool closed = std::any_of(events.begin(), events.end(), [](const auto& event) {
    return std::holds_alternative<casework::CaseClosed>(event);
  });
  if (closed) {
    auto added = transaction.add_figures(figures_of(c, setup.unit.districts));
    if (!added) return failure(added.error());
  }
  if (auto kept = keep_bookings_true(transaction, setup, before, c, now); !kept) return failure(kept.error());
  auto row = transaction.put_case_row(case_row_of(c, setup.unit.goals));
  if (!row) return failure(row.error());
  if (c.voluntary) return c;  // there is no sender
  auto police_row = transaction.put_police_row(police_row_of(c));
  if (!police_row) return failure(police_row.error());
  return c;
}

std::optional<LetterOrder> letter_order_of(const casework::Case& c, const casework::Event& event) {
  if (std::holds_alternative<casework::MessageReceived>(event)) {
    if (!c.message || !policy::is_attendance(c.message->basis.reaction)) return std::nullopt;
    return LetterOrder{order_letter_of(c.id), casework::LetterKind::order};
  }
  if (const auto* summoned = std::get_if<casework::Summoned>(&event)) {
    return LetterOrder{summoned->letter, casework::LetterKind::summons};
  }
  if (const auto* sent = std::get_if<casework::FeedbackSent>(&event); sent != nullptr && sent->feedback) {
    return LetterOrder{sent->letter, casework::LetterKind::feedback};
  }
  return std::nullopt;
}

LetterContent letter_content_of(const Setup& setup, const casework::Case& c, casework::LetterKind kind,
                                const std::string& id, Instant now, const std::string& signed_by) {
  LetterContent content;
  content.id = id;
  content.kind = kind;
  content.language = setup.unit.letter_language;
  content.unit = setup.unit.details;
  content.dated = local_date(now);
  content.case_number = c.number;
  content.policy = c.policy;
  content.meetings_required = c.attendance.meetings_required;
  // The order letter is made at receipt, before anyone in the unit has the case: the unit itself signs.
  if (kind != casework::LetterKind::order) content.signed_by = signed_by;
  if (!c.message) return content;
  const auto& message = *c.message;
  if (message.person.language == "nn") content.language = LetterLanguage::nn;
  if (message.person.language == "nb") content.language = LetterLanguage::nb;
  content.police_case_number = message.case_number;
  content.reaction = message.basis.reaction;
  content.legal_basis = message.basis.legal_basis;
  content.decided_on = message.basis.decided_on;
  content.final_on = message.basis.final_on;
  content.probation_ends_on = message.basis.probation_ends_on;
  for (const auto& condition : message.conditions) {
    if (condition.kind == casework::ConditionKind::drug_test) content.drug_tests = true;
  }
  if (kind == casework::LetterKind::feedback) {
    // To the police, and nothing of the person but what PoliceFeedback holds.
    content.to.name = sender_name(setup.unit, message.sender);
    if (c.feedback) content.feedback = c.feedback->feedback;
    return content;
  }
  const auto& person = message.person;
  // A protected address stands in no window: the letter is handed over, or sent through the authority that
  // may.
  bool hidden = casework::has_protected_address(c);
  // Nobody has yet decided with a minor who may know, and police hand this letter over: no home it could be
  // opened in, and not a word of guardians, of whom it could tell police.
  bool unplanned = kind == casework::LetterKind::order && casework::is_minor(c, content.dated) != false;
  content.to.name = person.name;
  if (!hidden && !unplanned) {
    content.to = {person.name, person.street.value_or(""), person.postal_code.value_or(""),
                  person.place.value_or("")};
  }
  content.minor = casework::is_minor(c, content.dated).value_or(false);
  if (content.minor && !unplanned) content.guardian_plan = c.guardian_plan;
  if (content.guardian_plan) content.guardian = content.guardian_plan->handling;
  // The window stays empty, and the letter says that it is handed over.
  if (content.guardian_plan && goes_by_hand(*content.guardian_plan)) content.to = {person.name, "", "", ""};
  if (unplanned) content.guardian = casework::GuardianHandling::not_contacted;
  auto answers = answers_of(setup, c, c.facts);
  if (answers.no_show) content.no_show = policy::no_show_answer(*answers.no_show);
  if (answers.feedback) content.feedback_rule = policy::feedback_answer(*answers.feedback);
  if (answers.deadlines) content.deadlines = policy::deadlines_answer(*answers.deadlines);
  if (answers.summons) content.terms = policy::summons_answer(*answers.summons);
  if (kind == casework::LetterKind::summons) {
    content.meeting = c.booked;
    content.summons_kind = casework::SummonsKind::first;
    if (!content.guardian) content.guardian = casework::GuardianHandling::as_policy;
    if (c.last_summons && c.last_summons->letter == id) {
      content.meeting = c.last_summons->meeting;
      content.summons_kind = c.last_summons->kind;
      content.guardian = c.last_summons->guardian;
      content.terms = policy::summons_answer(c.last_summons->terms);
    } else if (c.last_summons) {
      content.summons_kind =
          c.last_attendance ? casework::SummonsKind::again : casework::SummonsKind::rebooked;
    }
  }
  return content;
}

casework::Answers answers_of(const Setup& setup, const casework::Case& c, const policy::Facts& facts) {
  casework::Answers answers;
  auto model = setup.policies.find(c.policy);
  if (model == nullptr) model = setup.policies.in_force(c.policy.name, local_date(setup.clock.now()));
  if (model == nullptr) return answers;
  answers.reaction = model->answer(policy::Question::reaction, facts);
  answers.summons = model->answer(policy::Question::summons, facts);
  answers.no_show = model->answer(policy::Question::no_show, facts);
  answers.feedback = model->answer(policy::Question::feedback, facts);
  answers.deadlines = model->answer(policy::Question::deadlines, facts);
  return answers;
}

std::string fresh_id(Entropy& entropy) {
  return to_hex(entropy.bytes(16));
}

}  // namespace moteplass::app
