// The words of a policy's answers, as a letter says them.
//
// A policy answers in terse bokmål ("rusmiddeltesting og ruskontrakt, etter avtale"). `phrases.toml` beside
// the templates says it in plain words and in nynorsk. An answer that is not in the file is shown as the
// policy says it, marked as bokmål: a rule is never left out of a letter because nobody has rephrased it.
// Immutable, shared by all threads.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "texts/language.h"

namespace moteplass::letters {

struct Phrase {
  std::string text;
  texts::Language language;
};

// What is so in this letter's case.
struct Circumstances {
  bool drug_tests;       // the decision has a condition of tests
  bool guardian_called;  // the guardian of a minor is called to the meeting
};

class Phrases {
 public:
  // [[phrase]] with `policy` (the answer's words), `nb`, `nn`, and optionally `only_with`, "drug_tests" or
  // "guardian_called": said only where that is so. `file` is named in the fault.
  static Result<Phrases, std::string> read(const std::string& file, std::string_view toml);

  // Nothing where the phrase does not concern this letter.
  std::optional<Phrase> say(std::string_view answer, texts::Language language,
                            const Circumstances& circumstances) const;
  bool knows(std::string_view answer) const { return phrases_.find(answer) != phrases_.end(); }

 private:
  struct Entry {
    std::string nb, nn;
    bool needs_drug_tests, needs_guardian;
  };
  std::map<std::string, Entry, std::less<>> phrases_;
};

// Names of laws written out, so that nobody must know what "strpl." is.
std::string spell_out_laws(std::string_view text, texts::Language language);

}  // namespace moteplass::letters
