// A policy model: one policy.dmn, compiled once, that answers the seven questions about a case's facts.
//
// Immutable after reading; one model is shared by all threads. The room reads no files: the text is handed
// in. A file that is no DMN, has a cycle, misses a question or answers outside the vocabulary is refused with
// place and reason, so an Answer is never half right.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "policy/answers.h"
#include "policy/facts.h"

namespace moteplass::policy {

// Where in the file, and what is wrong. `line` 0: the whole file.
struct PolicyFault {
  std::string file;
  int line;
  std::string message;
};
std::string to_string(const PolicyFault& fault);

struct PolicySummary {
  PolicyRef ref;
  std::string title;               // Norwegian, one line
  std::optional<Date> valid_from;  // nullopt: never in force, a proposal
  std::optional<Date> valid_to;    // the last day; nullopt: no end known
};

class PolicyModel {
 public:
  // `name` is the folder name ("rer-2022"), `dmn` the text of its policy.dmn. Version, title and validity
  // stand in the file itself.
  static Result<PolicyModel, std::vector<PolicyFault>> read(std::string name, std::string_view dmn);
  PolicyModel(PolicyModel&&) noexcept;
  PolicyModel& operator=(PolicyModel&&) noexcept;
  ~PolicyModel();

  const PolicySummary& summary() const;
  Answer answer(Question question, const Facts& facts) const;

 private:
  struct Compiled;
  explicit PolicyModel(std::unique_ptr<const Compiled> compiled);
  std::unique_ptr<const Compiled> compiled_;
};

// The models a program knows, by name.
class PolicyLibrary {
 public:
  void add(PolicyModel model);
  const PolicyModel* find(std::string_view name) const;
  std::vector<const PolicyModel*> all() const;  // by name

 private:
  std::map<std::string, PolicyModel, std::less<>> models_;
};

}  // namespace moteplass::policy
