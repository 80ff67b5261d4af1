// Asking a policy about facts, with nothing stored and no person named. Open to everyone who is logged in,
// and to the command line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/problem.h"
#include "app/setup.h"
#include "policy/compare.h"

namespace moteplass::app {

class PolicyDesk {
 public:
  PolicyDesk(const PolicyShelf& policies, const Clock& clock) : policies_(policies), clock_(clock) {}

  std::vector<policy::PolicySummary> policies() const;
  // The model as it is in force today; nullptr if there is none.
  policy::PolicyLibrary::Shared model(std::string_view name) const { return today().share(name); }
  Result<policy::Answer, Problem> decide(const std::string& policy, policy::Question question,
                                         const policy::Facts& facts) const;
  // `text` is the facts as JSON.
  Result<policy::Answer, Problem> decide(const std::string& policy, policy::Question question,
                                         std::string_view text) const;

  // One case under several models, in the order named, each once; all of them, by name, where none is named.
  // Of unknown models the problem says which entries of `policies` they are, and what would do.
  Result<policy::Comparison, Problem> compare(const std::vector<std::string>& policies,
                                              const policy::Facts& facts) const;
  Result<policy::Comparison, Problem> compare(const std::vector<std::string>& policies,
                                              std::string_view text) const;
  // The least changes of the facts after which that part of the answer says something else.
  Result<std::vector<policy::CellFlip>, Problem> flips(const std::string& policy, policy::Question question,
                                                       const std::string& member,
                                                       const policy::Facts& facts) const;

 private:
  // Each model as it is in force today. What is found in it stays as long as the shelf.
  policy::PolicyLibrary today() const { return policies_.on(local_date(clock_.now())); }

  const PolicyShelf& policies_;
  const Clock& clock_;
};

}  // namespace moteplass::app
