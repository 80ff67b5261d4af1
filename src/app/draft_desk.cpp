#include "app/draft_desk.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/permissions.h"
#include "app/policy_versions.h"
#include "app/recording.h"

namespace moteplass::app {
namespace {

Problem draft_problem(StoreFault fault) {
  return fault == StoreFault::conflict ? problem(ProblemCode::draft_conflict) : problem(fault);
}

// Runs a job that answers what went wrong, if anything did.
template <class Job>
Result<void, Problem> write(Store& store, Job job) {
  std::optional<Problem> refused;
  auto written = store.write([&](Transaction& transaction) {
    refused = job(transaction);
    return refused ? Verdict::undo : Verdict::keep;
  });
  if (refused) return failure(std::move(*refused));
  if (!written) return failure(draft_problem(written.error()));
  return {};
}

// A conflict where the draft has moved on, and where it is gone.
std::optional<Problem> put(Transaction& transaction, PolicyDraft& draft) {
  auto stored = transaction.put_draft(draft, draft.revision);
  if (!stored) return draft_problem(stored.error());
  draft.revision = *stored;
  return std::nullopt;
}

Problem invalid(std::string field, FaultKind kind, std::string expected) {
  auto refused = problem(ProblemCode::invalid_fields);
  refused.faults.push_back({std::move(field), kind, std::move(expected)});
  return refused;
}

std::optional<Problem> title_fault(const std::string& title) {
  if (!title.empty() && code_points(title) <= longest_draft_title) return std::nullopt;
  return invalid("title", title.empty() ? FaultKind::missing : FaultKind::out_of_range,
                 fmt::format("1 to {} characters", longest_draft_title));
}

// Browsers send the lines of a text area with CR and LF; a text is the same whoever saves it.
std::string with_plain_line_ends(const std::string& text) {
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n') plain += text[i];
  }
  return plain;
}

bool is_in_use(const UnitSettings& unit, const std::string& policy) {
  const auto& accepted = unit.accepted_policies;
  return policy == unit.live_policy || std::find(accepted.begin(), accepted.end(), policy) != accepted.end();
}

std::string_view sentence(Hindrance hindrance) {
  switch (hindrance) {
    case Hindrance::faults:
      return "a text that is read as a policy without faults";
    case Hindrance::gaps:
      return "tables without gaps and contradictions";
    case Hindrance::unchanged:
      return "another text than the one in force";
    case Hindrance::version_used:
      return "a version in decision Modellen that no other text of the model has";
    case Hindrance::not_in_use:
      return "a model that the unit decides by";
    case Hindrance::one_author:
      return "a text that someone else than its approver has written on";
  }
  return "";
}

Problem no_policy() {
  auto refused = problem(ProblemCode::not_ready);
  refused.faults.push_back({std::string(word(Hindrance::faults)), FaultKind::not_allowed,
                            std::string(sentence(Hindrance::faults))});
  return refused;
}

}  // namespace

std::string_view word(Hindrance hindrance) {
  switch (hindrance) {
    case Hindrance::faults:
      return "faults";
    case Hindrance::gaps:
      return "gaps";
    case Hindrance::unchanged:
      return "unchanged";
    case Hindrance::version_used:
      return "version_used";
    case Hindrance::not_in_use:
      return "not_in_use";
    case Hindrance::one_author:
      return "one_author";
  }
  return "";
}

std::vector<std::string> CaseRun::changed_own() const {
  std::vector<std::string> names;
  for (const auto& effect : effects) {
    if (effect.own && !effect.as_expected) names.push_back(effect.worked->name);
  }
  return names;
}

// ---- Reading and writing ---------------------------------------------------------------------------------

Result<std::vector<PolicyDraft>, Problem> DraftDesk::drafts(const User& user) const {
  if (!may(user, Right::write_drafts)) return failure(problem(ProblemCode::forbidden));
  auto drafts = setup_.store.drafts();
  if (!drafts) return failure(problem(drafts.error()));
  return std::move(*drafts);
}

Result<PolicyDraft, Problem> DraftDesk::draft(const User& user, const std::string& id) const {
  if (!may(user, Right::write_drafts)) return failure(problem(ProblemCode::forbidden));
  auto draft = setup_.store.draft(id);
  if (!draft) return failure(problem(draft.error()));
  if (!*draft) return failure(problem(ProblemCode::not_found));
  return std::move(**draft);
}

DraftView DraftDesk::view_of(const User& user, PolicyDraft draft) const {
  DraftView view;
  view.review = policy::review(draft.policy, draft.text, shared_);
  const auto& model = view.review.model;
  auto hinder = [&](bool stands, Hindrance what) {
    if (stands) view.hindrances.push_back(what);
  };
  hinder(!model, Hindrance::faults);
  hinder(model && !view.review.is_whole, Hindrance::gaps);
  if (model) {
    const auto& ref = model->summary().ref;
    auto in_force = shelf_.in_force(draft.policy, local_date(setup_.clock.now()));
    bool same = in_force && in_force->summary().ref.hash == ref.hash;
    auto texts = shelf_.all_of(draft.policy);
    bool used = std::any_of(texts.begin(), texts.end(), [&](const auto& other) {
      return other->summary().ref.version == ref.version && other->summary().ref.hash != ref.hash;
    });
    hinder(same, Hindrance::unchanged);
    hinder(!same && used, Hindrance::version_used);
  }
  hinder(!is_in_use(setup_.unit, draft.policy), Hindrance::not_in_use);
  bool by_another = std::any_of(draft.authors.begin(), draft.authors.end(),
                                [&](const auto& author) { return author.id != user.id; });
  hinder(!by_another, Hindrance::one_author);
  if (model) view.changed_own = run(draft, *model, true).changed_own();
  view.draft = std::move(draft);
  return view;
}

Result<DraftView, Problem> DraftDesk::look(const User& user, const std::string& id) const {
  auto draft = this->draft(user, id);
  if (!draft) return failure(draft.error());
  return view_of(user, std::move(*draft));
}

Result<PolicyDraft, Problem> DraftDesk::copy(const User& user, const std::string& policy,
                                             const std::string& title) const {
  if (!may(user, Right::write_drafts)) return failure(problem(ProblemCode::forbidden));
  Instant now = setup_.clock.now();
  auto model = shelf_.in_force(policy, local_date(now));
  if (!model) return failure(problem(ProblemCode::unknown_policy));
  if (auto fault = title_fault(title)) return failure(std::move(*fault));
  PolicyDraft draft{};
  draft.id = fresh_id(setup_.entropy);
  draft.policy = policy;
  draft.title = title;
  draft.text = model->text().dmn;
  draft.based_on_version = model->summary().ref.version;
  draft.based_on_hash = model->summary().ref.hash;
  draft.owner = {user.id, user.name};
  draft.changed_at = now;
  auto written = write(setup_.store, [&](Transaction& transaction) { return put(transaction, draft); });
  if (!written) return failure(written.error());
  return draft;
}

Result<PolicyDraft, Problem> DraftDesk::save(const User& user, const std::string& id, std::int64_t revision,
                                             const std::string& title, const std::string& text) const {
  auto draft = this->draft(user, id);
  if (!draft) return failure(draft.error());
  if (auto fault = title_fault(title)) return failure(std::move(*fault));
  if (text.size() > longest_draft) {
    return failure(invalid("text", FaultKind::out_of_range, fmt::format("at most {} bytes", longest_draft)));
  }
  auto is_user = [&](const auto& author) { return author.id == user.id; };
  auto plain = with_plain_line_ends(text);
  if (plain != draft->text && std::none_of(draft->authors.begin(), draft->authors.end(), is_user)) {
    draft->authors.push_back({user.id, user.name});
  }
  draft->title = title;
  draft->text = plain;
  draft->changed_at = setup_.clock.now();
  draft->revision = revision;
  auto written = write(setup_.store, [&](Transaction& transaction) { return put(transaction, *draft); });
  if (!written) return failure(written.error());
  return std::move(*draft);
}

Result<void, Problem> DraftDesk::remove(const User& user, const std::string& id,
                                        std::int64_t revision) const {
  auto draft = this->draft(user, id);
  if (!draft) return failure(draft.error());
  return write(setup_.store, [&](Transaction& transaction) -> std::optional<Problem> {
    auto removed = transaction.remove_draft(id, revision);
    if (!removed) return draft_problem(removed.error());
    return std::nullopt;
  });
}

// ---- Checking and trying ---------------------------------------------------------------------------------

Result<policy::Review, Problem> DraftDesk::check(const User& user, const std::string& policy,
                                                 const std::string& text) const {
  if (!may(user, Right::write_drafts)) return failure(problem(ProblemCode::forbidden));
  if (text.size() > longest_draft) {
    return failure(invalid("text", FaultKind::out_of_range, fmt::format("at most {} bytes", longest_draft)));
  }
  return policy::review(policy, text, shared_);
}

PolicyShelf::Model DraftDesk::before(const PolicyDraft& draft) const {
  auto before = shelf_.find({draft.policy, draft.based_on_version, draft.based_on_hash});
  return before ? before : shelf_.in_force(draft.policy, local_date(setup_.clock.now()));
}

CaseRun DraftDesk::run(const PolicyDraft& draft, const policy::PolicyModel& model, bool own_only) const {
  auto before = this->before(draft);
  CaseRun run;
  if (before) run.before = before->summary().ref;
  for (const auto& worked : cases_) {
    CaseEffect effect{&worked, {}, {}};
    effect.own = worked.policy == draft.policy;
    if (own_only && !effect.own) continue;
    effect.now = model.answer(worked.question, worked.facts);
    effect.as_expected = is_as_expected(worked, effect.now);
    if (before) effect.before = before->answer(worked.question, worked.facts);
    effect.changed = before && !is_same(effect.now, effect.before);
    run.effects.push_back(std::move(effect));
  }
  return run;
}

Result<DraftDesk::Compared, Problem> DraftDesk::compared(const User& user, const std::string& id) const {
  auto draft = this->draft(user, id);
  if (!draft) return failure(draft.error());
  auto review = policy::review(draft->policy, draft->text, shared_);
  auto before = this->before(*draft);
  if (!review.model || !before) return failure(no_policy());
  return Compared{std::move(before), std::move(review.model)};
}

Result<CaseRun, Problem> DraftDesk::run_cases(const User& user, const std::string& id) const {
  auto draft = this->draft(user, id);
  if (!draft) return failure(draft.error());
  auto review = policy::review(draft->policy, draft->text, shared_);
  if (!review.model) return failure(no_policy());
  return run(*draft, *review.model, false);
}

// ---- Versions --------------------------------------------------------------------------------------------

Result<std::vector<PolicyVersion>, Problem> DraftDesk::versions(const User& user,
                                                                const std::string& policy) const {
  if (!may(user, Right::write_drafts)) return failure(problem(ProblemCode::forbidden));
  auto versions = setup_.store.policy_versions();
  if (!versions) return failure(problem(versions.error()));
  std::erase_if(*versions,
                [&](const PolicyVersion& version) { return !policy.empty() && version.policy != policy; });
  return std::move(*versions);
}

Result<PolicyVersion, Problem> DraftDesk::approve(const User& user, const std::string& id,
                                                  std::int64_t revision, Date valid_from,
                                                  std::size_t changed_cases) const {
  if (!may(user, Right::approve_versions)) return failure(problem(ProblemCode::forbidden));
  auto draft = this->draft(user, id);
  if (!draft) return failure(draft.error());
  if (draft->revision != revision) return failure(problem(ProblemCode::draft_conflict));
  Instant now = setup_.clock.now();
  if (valid_from < local_date(now)) {
    return failure(invalid("valid_from", FaultKind::out_of_range, "today or later"));
  }
  auto view = view_of(user, std::move(*draft));
  auto refused = problem(ProblemCode::not_ready);
  for (auto hindrance : view.hindrances) {
    refused.faults.push_back(
        {std::string(word(hindrance)), FaultKind::not_allowed, std::string(sentence(hindrance))});
  }
  if (!refused.faults.empty()) return failure(std::move(refused));
  auto& changed = view.changed_own;
  if (changed.size() != changed_cases) {
    return failure(invalid("changed_cases", FaultKind::not_allowed,
                           fmt::format("{}, the worked cases of the model that come out otherwise than they "
                                       "expect",
                                       changed.size())));
  }
  auto version = version_of(*view.review.model);
  version.valid_from = valid_from;
  version.approved_by = user.id;
  version.approver_name = user.name;
  version.approved_at = now;
  version.changed_cases = std::move(changed);
  auto written = write(setup_.store, [&](Transaction& transaction) -> std::optional<Problem> {
    auto removed = transaction.remove_draft(id, revision);
    if (!removed) return draft_problem(removed.error());
    auto number = transaction.add_policy_version(version);
    if (!number) return draft_problem(number.error());
    version.number = *number;
    return std::nullopt;
  });
  if (!written) return failure(written.error());
  shelf_.add({version.number, version.valid_from, view.review.model});
  return version;
}

}  // namespace moteplass::app
