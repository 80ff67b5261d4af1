// Letters that stand beside the case's own: the summons to each guardian of a minor, and the report to child
// welfare. Made by the outbox like any letter, from the case as it stood, and kept as documents of the case.
// Neither is ever listed with the person's letters or shown to police.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "app/setup.h"
#include "casework/case.h"

namespace moteplass::app {

enum class PaperKind { guardian_summons, child_welfare_report };
std::string_view word(PaperKind kind);  // also the document's kind

struct Paper {
  std::string id;  // of the document
  PaperKind kind;
  std::string about;         // the guardian's name, empty where nobody named one; for a report nothing
  std::size_t guardian = 0;  // which of the message's guardians
  std::string summons;       // the letter it goes with
};

// What the latest event of the case asks for. One summons to each guardian where the plan says that they get
// a letter; one where none is named, to be handed over. A report where the assessment ends in one: it is the
// text that is then sent.
std::vector<Paper> papers_asked_for(const casework::Case& c);

// All that the case has asked for, latest first.
std::vector<Paper> papers_of(const casework::Case& c);

// What it says; `signed_by` asked for it `at` that time.
LetterContent paper_content_of(const Setup& setup, const casework::Case& c, const Paper& paper, Instant at,
                               const std::string& signed_by);

}  // namespace moteplass::app
