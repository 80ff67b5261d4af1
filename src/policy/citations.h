// The citations of a text, each held against what may be cited: of a Kilde ("strpl. §§ 69 og 71; hol. § 3-9
// c"), and of prose that names paragraphs, such as a legal basis or a way to complain.
//
// A Kilde is parts between ";". Each begins with the name of a source, or goes on with the one before ("; §
// 74 tredje ledd", "; punkt 2 b"), or says openly that it is a reading of ours ("Tolkning: ..."). After ":"
// or in parentheses anything may be said. Paragraphs are resolved as such; of what stands within one, only
// the number of ledd is checked, and letters, numbers and sentences are kept as written.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "policy/policy.h"
#include "policy/sources.h"

namespace moteplass::policy {

struct Citation {
  enum class Kind { law, document, interpretation };
  Kind kind = Kind::document;
  std::size_t begin = 0, end = 0;    // bytes of the text; several of one list may share them
  const Source* source = nullptr;    // as long as the Sources; nullptr: an interpretation
  std::string place;                 // "§ 9 a", "punkt 2 a"; empty: the source as a whole
  std::string within;                // "første ledd bokstav a og b"; may be empty
  const SourcePart* part = nullptr;  // nullptr: the whole, or the parts of the source are not known
};
// "straffeloven § 37 første ledd bokstav j"
std::string label_of(const Citation& citation);
// Where it can be read; empty where no address is known. Of a Norwegian law at Lovdata, made from its id.
std::string href_of(const Citation& citation);

struct CitationFault {
  enum class Kind {
    cites_nothing,  // no source that is known
    no_law,         // a paragraph of no law
    no_such_part,
    repealed,
    no_such_subsection,
  };
  Kind kind;
  std::size_t begin, end;
  std::string message;  // a sentence in English
};

struct Cited {
  std::vector<Citation> citations;  // in the order of the text
  std::vector<CitationFault> faults;
};
Cited citations_of_source(std::string_view text, const Sources& sources);
// Only what it names is looked at; that it names nothing is no fault.
Cited citations_in_prose(std::string_view text, const Sources& sources);

// Every fault in the Kilde, the outputs and the expressions of a model, with the line of the rule or
// decision.
std::vector<PolicyFault> check_citations(std::string_view dmn, const std::string& file,
                                         const Sources& sources);

}  // namespace moteplass::policy
