// The pages for those whom a case is about: what each of them may see of it and do. They have come in through
// a door (holding.h); every look asks anew whether it still opens, and is recorded where the person can read
// it.
//
// The person sees their own summons, duty and meeting, what police are told, who has read their case, their
// letters and consents, and may choose a time and say afterwards how it was. A guardian sees when, where,
// what is expected of them and their rights; a trusted person when and where. Neither sees more of the basis,
// and none of consents, letters, accesses or what was answered.
#pragma once

#include "app/feedback_figures.h"
#include "app/help_desk.h"
#include "app/key_desk.h"
#include "app/schedule_desk.h"

namespace moteplass::app {

// Where the duty stands, as somebody outside the unit needs to know it.
enum class Standing {
  not_yet,    // the message is being looked at
  preparing,  // a meeting is to be found
  agreed,     // a meeting is booked; the letter is to come
  called,     // summoned in writing
  missed,     // the person did not come, and what follows is not chosen
  met,
  set_aside,  // the unit or the sender has cancelled the duty
  given_up,   // reported as not met
  not_ours,   // no duty to attend here
  voluntary,  // no duty: the person comes as long as they want to
  moved       // another unit is to have the case, or has it
};
std::string_view word(Standing standing);
Standing standing_of(const casework::Case& c);

// A time that is held, to be chosen.
struct OwnTime {
  std::string id;
  casework::Meeting meeting;
  Instant until;  // to be chosen before
};

struct OwnLetter {
  std::string id;
  casework::LetterKind kind;
  std::optional<Instant> made_at;  // nothing: it is being made
  std::optional<Instant> meeting;  // of a summons
};

// The basis, for the person alone.
struct OwnBasis {
  std::string sender_name;
  std::string police_case_number;
  policy::Reaction reaction;
  std::string legal_basis;
  Date decided_on;
  bool drug_tests = false;
  policy::PolicyRef policy;
};

struct PersonView {
  Holder holder = Holder::person;
  bool duty = true;  // false: of their own accord, with nothing compulsory and nothing to tell the police
  std::string name;  // the holder's
  std::string person_name;
  Standing standing = Standing::not_yet;
  bool closed = false;
  bool minor = false;  // today, as far as it is known
  std::optional<casework::Meeting> meeting;
  // For the person and guardians:
  std::int64_t meetings_required = 1;
  std::int64_t meetings_attended = 0;
  std::optional<policy::Answer> summons;
  // For the person alone:
  std::optional<policy::Answer> no_show;
  std::string case_number;
  std::optional<OwnBasis> basis;
  std::optional<policy::Answer> feedback;
  std::optional<policy::Answer> deadlines;
  std::optional<casework::FeedbackSent> told;  // what police have been told
  std::optional<casework::GuardianHandling> guardians;
  std::string trusted_person;  // who is told instead of the guardians
  std::vector<OwnTime> times;
  bool may_give_feedback = false;
};

class PersonDesk {
 public:
  PersonDesk(const Setup& setup, const HelpDesk& help) : setup_(setup), help_(help) {}

  // not_logged_in where the key opens the case no more, here and below.
  Result<PersonView, Problem> look(const Holding& holding) const;

  // The rest is for the person alone; forbidden for others.

  // Books one of the times in the view. time_taken where it is no longer held.
  Result<void, Problem> choose(const Holding& holding, const std::string& time) const;
  // Order and summonses, newest first; never what was sent to others.
  Result<std::vector<OwnLetter>, Problem> letters(const Holding& holding) const;
  // not_found for any letter that is not among them.
  Result<Document, Problem> letter(const Holding& holding, const std::string& id) const;
  // Who has looked at the case and, where there is one, the help record; newest first.
  Result<std::vector<Access>, Problem> accesses(const Holding& holding) const;
  Result<std::vector<OwnConsent>, Problem> consents(const Holding& holding) const;
  // An already withdrawn consent is refused.
  Result<void, Problem> withdraw(const Holding& holding, const std::string& consent) const;
  // Once a key, after a meeting. Counted as figures; nothing ties the answers to the case or the key, which
  // keeps only that they were given. `refused` where the form is not open; `invalid_fields` where nothing was
  // answered.
  Result<void, Problem> give_feedback(const Holding& holding, const FeedbackAnswers& answers) const;

 private:
  const Setup& setup_;
  const HelpDesk& help_;
};

}  // namespace moteplass::app
