// Changing policy models: a draft is copied from a model, written, checked and tried on worked cases, and
// decides nothing. What the unit decides by changes in one way only: a leader approves a draft as a new
// version of its model, from a day on.
//
// A version must be read without faults, have no gaps or contradictions, say of itself a version that no
// other text has, and have been written by someone else than its approver alone. Where worked cases of its
// model come out otherwise, the approver says how many; they are kept with the version.
#pragma once

#include <string>
#include <vector>

#include "app/problem.h"
#include "app/setup.h"
#include "policy/review.h"
#include "policy/worked_cases.h"

namespace moteplass::app {

inline constexpr std::size_t longest_draft = 512 * 1024;  // bytes
inline constexpr std::size_t longest_draft_title = 200;

// What stands between a draft and being a version.
enum class Hindrance {
  faults,        // it is no policy
  gaps,          // or its tables have gaps or contradictions
  unchanged,     // it says what is in force already
  version_used,  // another text of the model calls itself the same version
  not_in_use,    // the unit does not decide by that model
  one_author,    // nobody but the one who would approve has written it
};
std::string_view word(Hindrance hindrance);

// A worked case under the draft, and under the text that the draft was copied from.
struct CaseEffect {
  const policy::WorkedCase* worked;  // of the desk
  policy::Answer now;
  policy::Answer before;
  bool own = false;          // it belongs to the draft's model
  bool as_expected = false;  // the draft answers what the case expects
  bool changed = false;      // the draft answers otherwise than the text before
};
struct CaseRun {
  std::vector<CaseEffect> effects;  // by model and number
  policy::PolicyRef before;
  // Cases of the draft's own model that do not come out as they expect, by name.
  std::vector<std::string> changed_own() const;
};

struct DraftView {
  PolicyDraft draft;
  policy::Review review;
  std::vector<Hindrance> hindrances;     // for the user who looks; empty: a leader may approve
  std::vector<std::string> changed_own;  // as in CaseRun, once it is a policy
};

class DraftDesk {
 public:
  // Everything outlives the desk. Drafts import from `shared`.
  DraftDesk(const Setup& setup, PolicyShelf& shelf, const policy::SharedModels& shared,
            const std::vector<policy::WorkedCase>& cases)
      : setup_(setup), shelf_(shelf), shared_(shared), cases_(cases) {}

  // Last changed first, without texts.
  Result<std::vector<PolicyDraft>, Problem> drafts(const User& user) const;
  Result<DraftView, Problem> look(const User& user, const std::string& id) const;

  // A draft of the model as it is in force today.
  Result<PolicyDraft, Problem> copy(const User& user, const std::string& policy,
                                    const std::string& title) const;
  // Any text up to `longest_draft` may be saved, one that is no DMN as well. `draft_conflict` where someone
  // else has saved since `revision`.
  Result<PolicyDraft, Problem> save(const User& user, const std::string& id, std::int64_t revision,
                                    const std::string& title, const std::string& text) const;
  Result<void, Problem> remove(const User& user, const std::string& id, std::int64_t revision) const;

  // What there is to say of a text; nothing is stored. `policy` names the model in the remarks.
  Result<policy::Review, Problem> check(const User& user, const std::string& policy,
                                        const std::string& text) const;
  // The draft as a model, and the text it was copied from (where that is not at hand, the version in force).
  // `not_ready` where the draft is no policy.
  struct Compared {
    PolicyShelf::Model before;
    PolicyShelf::Model now;
  };
  Result<Compared, Problem> compared(const User& user, const std::string& id) const;
  // `not_ready` where the draft is no policy.
  Result<CaseRun, Problem> run_cases(const User& user, const std::string& id) const;

  // Of all models; `policy` empty: of every model. By model, then number.
  Result<std::vector<PolicyVersion>, Problem> versions(const User& user, const std::string& policy) const;
  // The draft becomes a version and is a draft no more. `changed_cases`: how many of the model's own worked
  // cases the approver knows to come out otherwise. `not_ready` names what stands in the way, by word.
  Result<PolicyVersion, Problem> approve(const User& user, const std::string& id, std::int64_t revision,
                                         Date valid_from, std::size_t changed_cases) const;

 private:
  Result<PolicyDraft, Problem> draft(const User& user, const std::string& id) const;
  DraftView view_of(const User& user, PolicyDraft draft) const;
  PolicyShelf::Model before(const PolicyDraft& draft) const;
  CaseRun run(const PolicyDraft& draft, const policy::PolicyModel& model, bool own_only) const;

  const Setup& setup_;
  PolicyShelf& shelf_;
  const policy::SharedModels& shared_;
  const std::vector<policy::WorkedCase>& cases_;
};

}  // namespace moteplass::app
