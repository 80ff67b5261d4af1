// The caseworker's desk: worklists, one case with all that may be done, and doing it. Every look at a case is
// recorded where the person it is about can read it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/problem.h"
#include "app/setup.h"
#include "casework/kernel.h"
#include "casework/outlook.h"

namespace moteplass::app {

struct WorklistPage {
  std::vector<CaseRow> rows;
  std::uint64_t total = 0;
  std::vector<WorklistCount> counts;  // of every worklist
};

// A case as a caseworker sees it.
struct CaseView {
  casework::Case c;
  std::string sender_name;  // of the message, as the unit knows it
  std::vector<casework::Step> next_steps;
  std::vector<std::string_view> entries;  // casework::open_entries
  std::optional<casework::Deadline> deadline;
  casework::StageClock clock;
  casework::Answers answers;  // the policy's answers on the facts known now; all five
  // False: the text that the case keeps is not at hand, and the answers are those of the version in force.
  bool decided_by_its_own = true;
  std::vector<Access> accesses;           // newest first
  std::vector<CaseRow> same_person;       // other cases about the same identity number, open and closed
  std::vector<std::string> missing_team;  // what the policy wants at the booked meeting and is not there
  std::vector<std::string> papers_made;   // those of papers_of(c) that are ready, by id
};

// What police would be told if feedback were sent now: exactly the fields, or nothing and why.
struct FeedbackPreview {
  std::optional<casework::PoliceFeedback> feedback;
  policy::Answer rule;
};

// What is stored in the same transaction, before the events of the case; a problem undoes it all.
using Beside = std::function<Result<void, Problem>(Transaction&, const casework::Case& before)>;

// Where somebody with a protected address lives, and their guardians; looked up on purpose.
struct ProtectedAddress {
  casework::Person person;
  std::vector<casework::Guardian> guardians;
};

class CaseDesk {
 public:
  explicit CaseDesk(const Setup& setup) : setup_(setup) {}

  // What is overdue is so by this clock.
  Instant now() const { return setup_.clock.now(); }

  Result<WorklistPage, Problem> worklist(const User& user, const CaseQuery& query) const;
  // Records the access.
  Result<CaseView, Problem> look(const User& user, const std::string& case_id) const;
  // Decides and stores. `expected_version` is the version the user was looking at; `case_conflict` if the
  // case has moved on. The view after.
  Result<CaseView, Problem> carry_out(const User& user, const std::string& case_id,
                                      std::int64_t expected_version, const casework::Command& command,
                                      const Beside& beside = {}) const;

  // The one way to a protected address: `look` leaves it out. Records the access as "address". not_found
  // where the address is not protected.
  Result<ProtectedAddress, Problem> address(const User& user, const std::string& case_id) const;

  // What goes with the case to the unit it is transferred to (TransferPackage). Records the access as
  // "transfer". not_found where it is not being transferred.
  Result<json::object, Problem> transfer_package(const User& user, const std::string& case_id) const;

  // The letter as it would be sent now (summons or order), as a page of HTML; nothing is stored.
  Result<std::string, Problem> preview_letter(const User& user, const std::string& case_id,
                                              casework::LetterKind kind) const;
  Result<FeedbackPreview, Problem> preview_feedback(const User& user, const std::string& case_id) const;
  // A letter that has been made. Records the access. not_found until the letter is made.
  Result<Document, Problem> letter(const User& user, const std::string& case_id,
                                   const std::string& letter) const;

 private:
  const Setup& setup_;
};

// The id under which a case's order letter is stored.
std::string order_letter_of(const std::string& case_id);

}  // namespace moteplass::app
