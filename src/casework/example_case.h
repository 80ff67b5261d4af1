// For tests only: a message, answers and a case to begin from. Not one of the room's own headers.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "casework/kernel.h"

namespace moteplass::casework::example {

inline Date day(std::string_view text) {
  return parse_date(text).value();
}
// Local time in Norway, "2026-03-16T12:00".
inline Instant at(std::string_view local) {
  return parse_local(local).value();
}

inline Message message() {
  Message message;
  message.sender = "oslo-pd";
  message.message_id = "m-1";
  message.case_number = "16400000 1/26";
  message.municipality = "0301";
  message.person.name = "Kari Prøve";
  message.person.birth_date = day("1999-05-05");
  message.basis.reaction = policy::Reaction::condition_to_attend;
  message.basis.legal_basis = "strprl. § 69, jf. strl. § 37 j";
  message.basis.decided_on = day("2026-02-02");
  message.basis.final_on = day("2026-02-16");
  message.basis.own_use = true;
  message.contact_officer.name = "Ola Eksempel";
  return message;
}

inline policy::Answer answer(policy::Question question, json::object members) {
  policy::Answer answer;
  answer.policy = {"example", "1", std::string(64, 'a')};
  answer.question = question;
  answer.status = policy::Status::decided;
  answer.answer = std::move(members);
  answer.because.push_back({"row 1", "Eksempel § 1", json::object{{"person.age", 26}}});
  return answer;
}
inline policy::Answer undecided(policy::Question question, std::vector<std::string> needs) {
  policy::Answer answer;
  answer.policy = {"example", "1", std::string(64, 'a')};
  answer.question = question;
  answer.status = policy::Status::undecided;
  answer.needs = std::move(needs);
  return answer;
}
inline policy::Answer not_stated(policy::Question question) {
  policy::Answer answer = undecided(question, {});
  answer.status = policy::Status::not_stated;
  return answer;
}

inline Answers answers() {
  Answers answers;
  answers.reaction = answer(policy::Question::reaction, {{"reaction", "condition_to_attend"}});
  answers.summons = answer(policy::Question::summons, {{"guardian", "not_called"}});
  answers.no_show =
      answer(policy::Question::no_show, {{"steps", json::array{"new_summons", "notify_police"}}});
  answers.feedback = answer(policy::Question::feedback, {{"scope", "attended_yes_no"}});
  answers.deadlines = not_stated(policy::Question::deadlines);
  return answers;
}

inline GuardianPlan as_policy_says() {
  GuardianPlan plan;
  plan.heard = ChildHeard::heard;
  plan.wish = ContactWish::in_their_presence;
  return plan;
}
inline GuardianPlan not_contacted() {
  GuardianPlan plan;
  plan.handling = GuardianHandling::not_contacted;
  plan.reason = GuardianReason::endangers_child;
  plan.heard = ChildHeard::not_yet;
  return plan;
}
inline GuardianPlan with_trusted_person() {
  GuardianPlan plan;
  plan.handling = GuardianHandling::trusted_person_instead;
  plan.reason = GuardianReason::other;
  plan.reason_in_words = "Flyttet";
  plan.trusted_person = TrustedPerson{"Mormor Prøve", "mormor", "900 00 000"};
  plan.heard = ChildHeard::heard;
  plan.wish = ContactWish::together_with_someone;
  plan.wish_with = "Mormor Prøve";
  return plan;
}

inline ChildWelfareAssessment concern() {
  return {ChildConcerned::the_person,
          {ChildWelfareGround::own_actions},
          ChildWelfareConclusion::report,
          "Bruker daglig",
          "Fortalte om daglig bruk."};
}

inline Meeting meeting(std::string_view local) {
  return {at(local), 60, "Storgata 1, Oslo", {"sosialfaglig"}};
}

inline SampleTaken sample(Date on, std::string seal = "A-17") {
  return {on,   std::move(seal),       "Sykepleier Eksempel", SamplerProfession::nurse, true, true, true,
          true, "Eksempellaboratoriet"};
}

// A case that is led by commands, and remembers the last refusal.
class Desk {
 public:
  explicit Desk(Message received = message(), Answers a = example::answers()) : answers_(std::move(a)) {
    case_.id = "case-1";
    now_ = at("2026-03-02T09:00");
    take(ReceiveMessage{std::move(received), 1, "2026-1", {"example", "1", std::string(64, 'a')}});
  }

  Answers& answers() { return answers_; }
  const Case& c() const { return case_; }
  Instant now() const { return now_; }
  Desk& at_time(std::string_view local) {
    now_ = at(local);
    return *this;
  }
  // Carries the command out if it may be; says whether it was.
  bool take(const Command& command) {
    ++letters_;
    auto decided = decide(case_, command, answers_, {now_, "letter-" + std::to_string(letters_)});
    refusal_.reset();
    if (!decided) {
      refusal_ = decided.error();
      return false;
    }
    for (const Event& event : *decided) case_ = apply(std::move(case_), {event, now_, "u1", "Rådgiver"});
    return true;
  }
  // Why the command may not be; nothing if it may. The case stays as it is.
  std::optional<RefusalCode> refused(const Command& command) const {
    auto decided = decide(case_, command, answers_, {now_, "letter"});
    if (decided) return std::nullopt;
    return decided.error().code;
  }
  const std::optional<Refusal>& refusal() const { return refusal_; }

  Desk& assessed() {
    take(OpenMessage{});
    take(Assess{AssessmentOutcome::duty_stands});
    return *this;
  }
  Desk& summoned(std::string_view local) {
    take(BookMeeting{meeting(local)});
    take(Summon{});
    return *this;
  }

 private:
  Case case_;
  Answers answers_;
  Instant now_{};
  int letters_ = 0;
  std::optional<Refusal> refusal_;
};

}  // namespace moteplass::casework::example
