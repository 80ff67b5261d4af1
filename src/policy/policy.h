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
#include "policy/shared_models.h"

namespace moteplass::policy {

// Where in the file, and what is wrong. `line` 0: the whole file, or the whole decision that is named.
struct PolicyFault {
  std::string file;
  int line;
  std::string message;
  std::string decision = {};  // empty where none is meant
  int column = 0;             // 0: not known
};
std::string to_string(const PolicyFault& fault);
PolicyFault fault_from(const dmn::Diagnostic& diagnostic);

// The text of a policy and of all it imports: what it takes to read the very same model again.
struct PolicyText {
  std::string dmn;
  std::vector<SharedModels::Text> imports;  // by namespace
  friend bool operator==(const PolicyText&, const PolicyText&) = default;
};
// The hash of a PolicyRef: SHA-256, in hex, of the text followed by what it imports.
std::string hash_of(const PolicyText& text);

struct PolicySummary {
  PolicyRef ref;
  std::string title;               // Norwegian, one line
  std::optional<Date> valid_from;  // nullopt: never in force, a proposal
  std::optional<Date> valid_to;    // the last day; nullopt: no end known
};

class PolicyModel {
 public:
  // `name` is the folder name ("rer-2022"), `dmn` the text of its policy.dmn. Version, title and validity
  // stand in the file itself. What it imports comes from `shared`.
  static Result<PolicyModel, std::vector<PolicyFault>> read(std::string name, std::string_view dmn,
                                                            const SharedModels& shared = {});
  PolicyModel(PolicyModel&&) noexcept;
  PolicyModel& operator=(PolicyModel&&) noexcept;
  ~PolicyModel();

  const PolicySummary& summary() const;
  const PolicyText& text() const;
  Answer answer(Question question, const Facts& facts) const;
  // The shared models that it may import.
  const SharedModels& shared() const;

  // For the files of this room: the decision model, the facts as its inputs, and what it came to over them as
  // an answer.
  const dmn::Model& model() const;
  feel::Value inputs_from(const Facts& facts) const;
  Answer answer_of(Question question, const Facts& facts, const dmn::Outcome& outcome) const;

 private:
  struct Compiled;
  explicit PolicyModel(std::unique_ptr<const Compiled> compiled);
  std::unique_ptr<const Compiled> compiled_;
};

// Models by name, one of each name. A value: copies share the models, which never change.
class PolicyLibrary {
 public:
  using Shared = std::shared_ptr<const PolicyModel>;
  void add(PolicyModel model);  // in place of another of that name
  void add(Shared model);
  Shared share(std::string_view name) const;  // nullptr if there is none
  const PolicyModel* find(std::string_view name) const;
  std::vector<const PolicyModel*> all() const;  // by name

 private:
  std::map<std::string, Shared, std::less<>> models_;
};

}  // namespace moteplass::policy
