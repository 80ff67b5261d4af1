// The front door of the decision room: read a decision model (DMN 1.3, 1.4 or 1.5 XML), evaluate a decision
// over facts, and learn why.
//
//   auto model = Model::read(xml, "policies/norge-2026/policy.dmn");
//   auto outcome = evaluate_with_unknowns(*model, "Reaksjon", facts);
//
// A Model is immutable and cheap to copy; any number of threads may evaluate it. The room reads no file,
// clock or random device and never throws: what is wrong with a model or with facts is a list of Diagnostics.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json.hpp>

#include "base/result.h"
#include "feel/value.h"

namespace moteplass::dmn {

enum class Severity { warning, error };

// `rule` counts from 1, 0 where no rule is meant; `decision` is empty where no decision is meant.
struct Diagnostic {
  Severity severity = Severity::error;
  std::string file;
  int line = 0;
  int column = 0;
  std::string decision;
  int rule = 0;
  std::string message;
  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};
// "policy.dmn:120:9: error: decision Reaksjon, rule 3: ..."
std::string to_string(const Diagnostic& diagnostic);

// What a decision or an input is called and holds (DMN 1.5, 7.3.2): the name of the type as written
// ("tPerson", "number", "" if none), and the texts of the allowed values ("\"a\"", "[0..17]") where the type
// lists them.
struct Variable {
  std::string name;
  std::string type;
  std::vector<std::string> allowed_values;
};

struct Definitions;  // the model as read; for the files of this room
class Run;

// lenient: text that is no FEEL is a warning, and null when it is evaluated, as the compliance kit wants it.
enum class Reading { strict, lenient };

class Model {
 public:
  using Imports = std::function<const Model*(std::string_view name_space)>;

  // The model, or every error found. Imported models (6.3.3) are asked for by namespace.
  static Result<Model, std::vector<Diagnostic>> read(std::string_view xml, std::string file_name,
                                                     const Imports& imports = {},
                                                     Reading reading = Reading::strict);

  const std::string& name() const;
  const std::string& name_space() const;
  std::vector<Variable> decisions() const;
  std::vector<Variable> inputs() const;
  std::vector<std::string> services() const;
  // Every fact the decision may depend on, down to components: "Person.alder", "Påtreff.stoffer[].mengde".
  std::vector<Variable> facts_of(std::string_view decision) const;
  // What reading found odd yet bearable: types that do not exist, elements without logic, and, read strictly,
  // expressions that can only be null, comparisons that never hold, misspelt components (check_types.h).
  const std::vector<Diagnostic>& warnings() const;
  const Definitions& definitions() const { return *definitions_; }
  std::shared_ptr<const Definitions> shared_definitions() const { return definitions_; }

 private:
  explicit Model(std::shared_ptr<const Definitions> definitions);
  std::shared_ptr<const Definitions> definitions_;
};

// Facts from JSON, read by the model's types: a text becomes a date where a date belongs. The word
// {"unknown": true} and null stand for an unknown fact. Ill-typed members are kept as they are; evaluation
// reports them.
feel::Value read_facts(const Model& model, const boost::json::value& json);

// A rule of a decision table (8.3.3) that decided. `certain` is false where the rule may or may not apply,
// depending on unknown facts, and the answer is the same either way.
struct FiredRule {
  std::string decision;
  int rule = 0;  // from 1; 0: no rule applied and the default output was taken
  std::string id;
  bool certain = true;
  std::map<std::string, std::string> annotations;  // column name -> text, such as "Kilde"
  std::vector<std::pair<std::string, feel::Value>>
      facts;  // what the rule looked at: path or expression -> value
};

enum class Status { decided, undecided, failed };

struct Outcome {
  Status status = Status::failed;
  feel::Value value;               // decided: known through and through; undecided: unknown or partly so
  std::vector<FiredRule> because;  // in the order of evaluation, required decisions first
  std::vector<std::string> needs;  // undecided: the facts it waits for, sorted
  std::vector<Diagnostic> problems;
  std::map<std::string, feel::Value, std::less<>> decisions;  // every decision evaluated on the way
};

// What an evaluation is handed besides facts.
struct Options {
  std::optional<feel::DateTime> now;  // what now() and today() yield; without it they are null
};

// Standard semantics (10.4): an absent fact is null, and an error yields null and a problem. `facts` is a
// context with an entry per input; an entry named like a decision stands in for that decision.
Outcome evaluate(const Model& model, std::string_view decision, const feel::Value& facts,
                 const Options& options = {});

// Over known and unknown facts. What is absent, null (unless the type allows null), ill typed or not an
// allowed value is unknown, and the last two are problems as well. Decided only if the answer is the same
// whatever the unknown facts turn out to be, each being some non-null value of its type. Never a default by
// omission.
Outcome evaluate_with_unknowns(const Model& model, std::string_view decision, const feel::Value& facts,
                               const Options& options = {});

// One decision evaluated again and again by one thread, with standard semantics and no explanation. The
// model's compiled form is shared; what is its own is reused, so that nothing is allocated unless an
// expression makes a text, a list or a context.
class Evaluator {
 public:
  // Nothing if the model has no such decision.
  static std::optional<Evaluator> of(const Model& model, std::string_view decision,
                                     const Options& options = {});
  Evaluator(Evaluator&&) noexcept;
  Evaluator& operator=(Evaluator&&) noexcept;
  ~Evaluator();

  // The answer; null as well where `evaluate` has an error. Holds until the next call.
  const feel::Value& operator()(const feel::Value& facts);

 private:
  Evaluator(const Model& model, std::size_t decision, const Options& options);
  std::shared_ptr<const Definitions> definitions_;
  std::unique_ptr<Run> run_;
  std::size_t decision_;
};

// Calls a decision service (10.4.3) or a business knowledge model with named arguments.
Outcome invoke(const Model& model, std::string_view invocable, const feel::Value& arguments,
               const Options& options = {});

}  // namespace moteplass::dmn
