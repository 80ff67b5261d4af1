#include "app/help_desk.h"

#include <algorithm>

#include "app/help_recording.h"
#include "app/letter_content.h"
#include "app/permissions.h"
#include "app/projections.h"
#include "casework/protected_address.h"

namespace moteplass::app {
namespace {

// Without an account, so it names no user; who answered stands in the event.
const Actor receiver_actor{"receiver", "Mottaker"};
constexpr std::size_t token_bytes = 32;
constexpr std::size_t most_tasks = 500;

HelpProblem help_problem(Problem problem) {
  return {std::move(problem), std::nullopt};
}
HelpProblem help_problem(ProblemCode code) {
  return help_problem(problem(code));
}
HelpProblem help_problem(StoreFault fault) {
  return help_problem(problem(fault));
}

Result<casework::Case, HelpProblem> read_case(const Setup& setup, const std::string& case_id) {
  auto events = setup.store.events_of(case_id);
  if (!events) return failure(help_problem(events.error()));
  if (events->empty()) return failure(help_problem(ProblemCode::not_found));
  auto c = case_of(case_id, *events);
  if (!c || !c->message) return failure(help_problem(StoreFault::corrupt));
  return std::move(*c);
}

Result<std::optional<casework::HelpRecord>, HelpProblem> read_record(HelpStore& store,
                                                                     const std::string& case_id) {
  auto events = store.events_of(case_id);
  if (!events) return failure(help_problem(events.error()));
  auto record = help_record_of(*events);
  if (!record) return failure(help_problem(record.error()));
  return std::move(*record);
}

// Today's age where the birth date is known. The case's own is that of the encounter, and who consents is
// asked of who the person is now.
std::optional<std::int64_t> age_today(const casework::Case& c, Date today) {
  if (c.message->person.birth_date) return years_between(*c.message->person.birth_date, today);
  return c.facts.person.age;
}

std::optional<policy::Answer> rule_today(const Setup& setup, const casework::Case& c, Date today) {
  auto model = setup.policies.find(c.policy);
  if (model == nullptr) model = setup.policies.in_force(c.policy.name, today);
  if (model == nullptr) return std::nullopt;
  auto facts = c.facts;
  facts.person.age = age_today(c, today);
  return model->answer(policy::Question::follow_up, facts);
}

std::vector<casework::ConsentGiver> givers_under(const std::optional<policy::Answer>& rule,
                                                 std::optional<std::int64_t> age) {
  std::vector<casework::ConsentGiver> givers;
  auto answer = rule ? policy::follow_up_answer(*rule) : std::nullopt;
  if (!answer || !answer->consent) return givers;
  using enum casework::ConsentGiver;
  for (auto giver : {person, guardian, person_guardian_uninformed}) {
    if (casework::may_consent(giver, *answer->consent, age)) givers.push_back(giver);
  }
  return givers;
}

// Runs the job; the fault of whatever call failed in it.
template <class Job>
Result<void, HelpProblem> write(HelpStore& store, Job job) {
  std::optional<StoreFault> fault;
  auto written = store.write([&](HelpTransaction& transaction) {
    auto done = job(transaction);
    if (!done) fault = done.error();
    return done ? Verdict::keep : Verdict::undo;
  });
  if (fault) return failure(help_problem(*fault));
  if (!written) return failure(help_problem(written.error()));
  return {};
}

Result<HelpView, HelpProblem> view_of(const Setup& setup, HelpStore& store, const HelpSettings& settings,
                                      const casework::Case& c, std::optional<casework::HelpRecord> record) {
  auto accesses = store.accesses_of(c.id);
  if (!accesses) return failure(help_problem(accesses.error()));
  Date today = local_date(setup.clock.now());
  HelpView view;
  view.case_id = c.id;
  view.case_number = c.number;
  view.person_name = casework::name_in_lists(c);
  view.person = casework::with_protected_address_left_out(c).message->person;
  view.age = age_today(c, today);
  view.rule = rule_today(setup, c, today);
  view.givers = givers_under(view.rule, view.age);
  if (record) view.follow_ups = casework::follow_ups(*record, settings.goals, today);
  view.record = std::move(record);
  view.accesses = std::move(*accesses);
  return view;
}

Result<std::optional<casework::HelpRecord>, HelpProblem> decide_and_store(
    const Setup& setup, HelpStore& store, const HelpSettings& settings, const casework::Case& c,
    std::optional<casework::HelpRecord> record, const casework::HelpCommand& command, const Actor& actor) {
  Instant now = setup.clock.now();
  Date today = local_date(now);
  auto events = casework::decide_help(record, command, rule_today(setup, c, today),
                                      {now, fresh_id(setup.entropy), age_today(c, today)});
  if (!events) return failure(HelpProblem{problem(ProblemCode::refused), events.error()});
  // A referral that can no longer be answered has no link any more.
  auto cut_off = [&]() -> std::vector<std::string> {
    const auto* withdrawal = std::get_if<casework::WithdrawConsent>(&command);
    if (withdrawal == nullptr || !record) return {};
    auto effect = record->effect_of_withdrawal(withdrawal->consent);
    return effect ? effect->cut_off : std::vector<std::string>{};
  }();
  std::optional<casework::HelpRecord> after;
  auto written = write(store, [&](HelpTransaction& transaction) -> Result<void, StoreFault> {
    auto stored = record_help(transaction, c.id, record, *events, now, actor, settings.goals);
    if (!stored) return failure(stored.error());
    after = std::move(*stored);
    for (const auto& referral : cut_off) {
      if (auto removed = transaction.remove_link(c.id, referral); !removed) return removed;
    }
    return {};
  });
  if (!written) return failure(written.error());
  return after;
}

std::vector<std::string> service_names(const casework::HelpRecord& record,
                                       const std::vector<std::string>& referrals) {
  std::vector<std::string> names;
  for (const auto& id : referrals) {
    if (const auto* referral = record.referral(id)) names.push_back(referral->service_name);
  }
  return names;
}

OwnConsent own_consent_of(const casework::HelpRecord& record, const casework::KeptConsent& kept, Date today) {
  OwnConsent own;
  own.consent = kept.consent;
  own.given_at = kept.given_at;
  own.withdrawn_at = kept.withdrawn_at;
  own.is_valid = kept.is_valid(today);
  auto effect = kept.effect ? kept.effect : record.effect_of_withdrawal(kept.consent.id);
  if (!effect) return own;
  own.stopped = service_names(record, effect->stopped);
  own.cut_off = service_names(record, effect->cut_off);
  for (const auto& departure : effect->left) {
    own.left.push_back({departure.receiver_name, departure.data, departure.at});
  }
  own.ends_agreements = !effect->agreements.empty();
  return own;
}

bool is_the_person(const Holding& holding) {
  return holding.holder() == Holder::person;
}

struct OpenedLink {
  HelpLink link;
  casework::HelpRecord record;
};

// One answer for every token that opens nothing, so that trying teaches nothing.
Result<OpenedLink, HelpProblem> open_link(HelpStore& store, const std::string& token, Instant now) {
  auto found = store.link(sha256(token));
  if (!found) return failure(help_problem(found.error()));
  if (!*found || now > (*found)->expires_at) return failure(help_problem(ProblemCode::not_found));
  auto record = read_record(store, (*found)->case_id);
  if (!record) return failure(record.error());
  if (!*record || (*record)->referral((*found)->referral) == nullptr) {
    return failure(help_problem(ProblemCode::not_found));
  }
  return OpenedLink{**found, std::move(**record)};
}

ReceiverView receiver_view_of(const OpenedLink& opened, Date today) {
  const auto& referral = *opened.record.referral(opened.link.referral);
  return {reference_of(referral),
          referral.service_name,
          referral.sent ? local_date(referral.sent->at) : today,
          referral.stage,
          casework::answers_open(opened.record, referral, today),
          opened.link.expires_at};
}

}  // namespace

const HelpService* HelpSettings::service(std::string_view id) const {
  auto found = std::find_if(services.begin(), services.end(),
                            [&](const HelpService& service) { return service.id == id; });
  return found == services.end() ? nullptr : &*found;
}

Result<std::vector<HelpService>, HelpProblem> HelpDesk::services(const User& user) const {
  if (!may(user, Right::see_help_record)) return failure(help_problem(ProblemCode::forbidden));
  return settings_.services;
}

Result<HelpView, HelpProblem> HelpDesk::look(const User& user, const std::string& case_id) const {
  if (!may(user, Right::see_help_record)) return failure(help_problem(ProblemCode::forbidden));
  auto c = read_case(setup_, case_id);
  if (!c) return failure(c.error());
  auto record = read_record(store_, case_id);
  if (!record) return failure(record.error());
  Access access{case_id, user.id, user.name, "help_record", setup_.clock.now()};
  auto recorded =
      write(store_, [&](HelpTransaction& transaction) { return transaction.record_access(access); });
  if (!recorded) return failure(recorded.error());
  return view_of(setup_, store_, settings_, *c, std::move(*record));
}

Result<HelpView, HelpProblem> HelpDesk::carry_out(const User& user, const std::string& case_id,
                                                  std::int64_t expected_version,
                                                  const casework::HelpCommand& command) const {
  if (!may(user, Right::see_help_record)) return failure(help_problem(ProblemCode::forbidden));
  auto c = read_case(setup_, case_id);
  if (!c) return failure(c.error());
  auto record = read_record(store_, case_id);
  if (!record) return failure(record.error());
  if ((*record ? (*record)->version() : 0) != expected_version) {
    return failure(help_problem(ProblemCode::case_conflict));
  }
  auto named = command;
  // A form for the unit itself bears the unit's name.
  if (auto* consent = std::get_if<casework::GiveConsent>(&named);
      consent != nullptr && consent->receiver_name.empty()) {
    consent->receiver_name = setup_.unit.details.name;
  }
  auto after =
      decide_and_store(setup_, store_, settings_, *c, std::move(*record), named, {user.id, user.name});
  if (!after) return failure(after.error());
  return view_of(setup_, store_, settings_, *c, std::move(*after));
}

Result<std::string, HelpProblem> HelpDesk::referral_letter(const User& user, const std::string& case_id,
                                                           const std::string& referral) const {
  auto view = look(user, case_id);
  if (!view) return failure(view.error());
  const auto* found = view->record ? view->record->referral(referral) : nullptr;
  if (found == nullptr) return failure(help_problem(ProblemCode::not_found));
  LetterContent content;
  content.referral = referral_letter_of(*view->record, *found, view->person.name, view->person.phone);
  if (!content.referral) return failure(help_problem(ProblemCode::not_found));
  content.language = setup_.unit.letter_language;
  content.unit = setup_.unit.details;
  content.dated = content.referral->sent_on;
  content.signed_by = user.name;
  auto pdf = setup_.letters.pdf(content);
  if (!pdf) return failure(help_problem(problem(ProblemCode::letter_failed, pdf.error().problem)));
  return std::move(*pdf);
}

Result<std::string, HelpProblem> HelpDesk::make_link(const User& user, const std::string& case_id,
                                                     const std::string& referral) const {
  if (!may(user, Right::see_help_record)) return failure(help_problem(ProblemCode::forbidden));
  auto record = read_record(store_, case_id);
  if (!record) return failure(record.error());
  Instant now = setup_.clock.now();
  const auto* found = *record ? (*record)->referral(referral) : nullptr;
  if (found == nullptr) return failure(help_problem(ProblemCode::not_found));
  if (casework::answers_open(**record, *found, local_date(now)).empty()) {
    return failure(HelpProblem{problem(ProblemCode::refused),
                               casework::HelpRefusal{casework::HelpRefusalCode::not_at_this_step, "", {}}});
  }
  auto token = to_hex(setup_.entropy.bytes(token_bytes));
  HelpLink link{sha256(token), case_id, referral, now + std::chrono::days(settings_.link_days)};
  auto written = write(store_, [&](HelpTransaction& transaction) { return transaction.put_link(link); });
  if (!written) return failure(written.error());
  return token;
}

Result<std::vector<HelpTask>, HelpProblem> HelpDesk::worklist(const User& user) const {
  if (!may(user, Right::see_help_record)) return failure(help_problem(ProblemCode::forbidden));
  auto rows = store_.follow_ups(local_date(setup_.clock.now()), most_tasks);
  if (!rows) return failure(help_problem(rows.error()));
  std::vector<HelpTask> tasks;
  for (const auto& row : *rows) {
    auto task = follow_up_from(row);
    if (!task) return failure(help_problem(task.error()));
    auto c = setup_.store.case_row(row.case_id);
    if (!c) return failure(help_problem(c.error()));
    tasks.push_back({row.case_id, *c ? (*c)->number : "", *c ? (*c)->person_name : "", std::move(*task)});
  }
  return tasks;
}

Result<HelpSummary, HelpProblem> HelpDesk::summary(const User& user) const {
  if (!may(user, Right::see_help_counts)) return failure(help_problem(ProblemCode::forbidden));
  auto ids = store_.case_ids();
  if (!ids) return failure(help_problem(ids.error()));
  HelpSummary summary;
  Date today = local_date(setup_.clock.now());
  for (const auto& case_id : *ids) {
    auto record = read_record(store_, case_id);
    if (!record) return failure(record.error());
    if (!*record) continue;
    ++summary.records;
    auto counts = casework::counts_of(**record);
    summary.referrals.referred += counts.referred;
    summary.referrals.waiting += counts.waiting;
    summary.referrals.accepted += counts.accepted;
    summary.referrals.declined += counts.declined;
    summary.referrals.started += counts.started;
    summary.referrals.stopped += counts.stopped;
    for (const auto& task : casework::follow_ups(**record, settings_.goals, today)) {
      if (task.due < today) ++summary.late;
    }
  }
  return summary;
}

Result<std::vector<OwnConsent>, HelpProblem> HelpDesk::own_consents(const Holding& person) const {
  if (!is_the_person(person)) return failure(help_problem(ProblemCode::forbidden));
  auto record = read_record(store_, person.case_id());
  if (!record) return failure(record.error());
  std::vector<OwnConsent> list;
  if (!*record) return list;
  Access access{person.case_id(), own_actor_of(person), person.name(), "own_consents", setup_.clock.now()};
  auto recorded =
      write(store_, [&](HelpTransaction& transaction) { return transaction.record_access(access); });
  if (!recorded) return failure(recorded.error());
  for (const auto& kept : (*record)->consents()) {
    list.push_back(own_consent_of(**record, kept, local_date(setup_.clock.now())));
  }
  std::reverse(list.begin(), list.end());
  return list;
}

Result<void, HelpProblem> HelpDesk::withdraw_own(const Holding& person, const std::string& consent) const {
  if (!is_the_person(person)) return failure(help_problem(ProblemCode::forbidden));
  auto c = read_case(setup_, person.case_id());
  if (!c) return failure(c.error());
  // Someone in the unit may write in the record meanwhile; a withdrawal stands whatever they wrote.
  for (int round = 0; round < 5; ++round) {
    auto record = read_record(store_, person.case_id());
    if (!record) return failure(record.error());
    casework::WithdrawConsent command{consent, casework::ConsentGiver::person};
    auto after = decide_and_store(setup_, store_, settings_, *c, std::move(*record), command,
                                  {own_actor_of(person), person.name()});
    if (after) return {};
    if (after.error().problem.code != ProblemCode::case_conflict) return failure(after.error());
  }
  return failure(help_problem(ProblemCode::case_conflict));
}

Result<std::vector<Access>, HelpProblem> HelpDesk::own_accesses(const Holding& person) const {
  if (!is_the_person(person)) return failure(help_problem(ProblemCode::forbidden));
  auto accesses = store_.accesses_of(person.case_id());
  if (!accesses) return failure(help_problem(accesses.error()));
  return std::move(*accesses);
}

Result<ReceiverView, HelpProblem> HelpDesk::receiver_view(const std::string& token) const {
  Instant now = setup_.clock.now();
  auto opened = open_link(store_, token, now);
  if (!opened) return failure(opened.error());
  return receiver_view_of(*opened, local_date(now));
}

Result<ReceiverView, HelpProblem> HelpDesk::receiver_answers(const std::string& token,
                                                             casework::ReferralAnswer answer, Date on,
                                                             std::optional<casework::DeclineReason> reason,
                                                             const std::string& name) const {
  Instant now = setup_.clock.now();
  auto opened = open_link(store_, token, now);
  if (!opened) return failure(opened.error());
  auto c = read_case(setup_, opened->link.case_id);
  if (!c) return failure(c.error());
  casework::AnswerReferral command{opened->link.referral,       answer, on, reason,
                                   casework::Told::by_receiver, name};
  auto after = decide_and_store(setup_, store_, settings_, *c, opened->record, command, receiver_actor);
  if (!after) return failure(after.error());
  if (!*after) return failure(help_problem(StoreFault::corrupt));
  return receiver_view_of({opened->link, std::move(**after)}, local_date(now));
}

}  // namespace moteplass::app
