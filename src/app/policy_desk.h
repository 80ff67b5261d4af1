// Asking a policy about facts, with nothing stored and no person named. Open to everyone who is logged in,
// and to the command line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/problem.h"
#include "app/setup.h"

namespace moteplass::app {

class PolicyDesk {
 public:
  explicit PolicyDesk(const policy::PolicyLibrary& policies) : policies_(policies) {}

  std::vector<policy::PolicySummary> policies() const;
  Result<policy::Answer, Problem> decide(const std::string& policy, policy::Question question,
                                         const policy::Facts& facts) const;
  // `text` is the facts as JSON.
  Result<policy::Answer, Problem> decide(const std::string& policy, policy::Question question,
                                         std::string_view text) const;

 private:
  const policy::PolicyLibrary& policies_;
};

}  // namespace moteplass::app
