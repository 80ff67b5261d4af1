// What there is to say of a text that may become a policy: a model if it is one, and every remark with its
// place: what makes it no policy, and what `dmn check` finds in its tables (gaps, contradictions, rules that
// never decide).
//
// Pure, and made for texts that are being written: anything at all may be handed in.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "policy/policy.h"

namespace moteplass::policy {

struct Remark {
  enum class Severity { error, warning, information };
  Severity severity = Severity::error;
  std::string kind;      // "fault", or the word of a finding: "gap", "overlap" (dmn/check/check.h)
  std::string decision;  // empty where none is meant
  int line = 0;          // 0: the whole file
  int column = 0;
  std::vector<int> rules;  // from 1
  std::string message;     // a sentence in English, as the engine says it
  std::string where;       // the facts that it is about: "Alder [15..18)"; may be empty
  std::string example;     // "Alder = 15"; may be empty
};
std::string_view word(Remark::Severity severity);

struct Review {
  std::shared_ptr<const PolicyModel> model;  // nullptr: no policy, the remarks say why
  std::vector<Remark> remarks;               // errors first, then by place
  // Every rule table is without gaps and contradictions, as far as can be told; false where it cannot.
  bool is_whole = false;
};

Review review(const std::string& name, std::string_view dmn, const SharedModels& shared);

}  // namespace moteplass::policy
