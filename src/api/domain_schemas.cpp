#include "api/domain_schemas.h"

#include "casework/words.h"
#include "policy/answers.h"
#include "policy/facts.h"

namespace moteplass::api {
namespace {

using namespace schema;

Schema phone() {
  return {{"type", "string"}, {"maxLength", 30}, {"pattern", "^[0-9 +]*[0-9][0-9 +]*$"}};
}
Schema postal_code() {
  return pattern("^[0-9]{4}$");
}
Schema municipality() {
  return described(pattern("^[0-9]{4}$", "0301"), "Statistics Norway's municipality number.");
}
// A message holds fewer facts than a question may ask for (casework::facts_for_message).
enum class FactsOf { question, message };

// Every fact may be left out: then it is unknown, which is neither no nor none.
Schema facts(FactsOf of, std::string_view description) {
  std::vector<Member> encounter{
      optional("date", date()),
      optional("municipality", municipality()),
      optional("near_school", boolean()),
      optional("acts", list(one_of(words_to(policy::Act::attempted_acquisition)))),
      optional("substances", described(list(reference("SubstanceFound"), 50), "Empty: none found.")),
      optional("intent_to_sell", boolean()),
      optional("other_offences", boolean())};
  std::vector<Member> person{optional("age", described(whole_number(0, 130), "On the day of the encounter.")),
                             optional("residence", municipality()),
                             optional("addiction", one_of(words_to(policy::Addiction::addicted)))};
  std::vector<Member> history{
      optional("orders", described(whole_number(0, 1000), "Earlier orders or conditions.")),
      optional("no_shows", described(whole_number(0, 1000), "Summonses in this case that were not met."))};
  if (of == FactsOf::question) {
    encounter.push_back(optional("affects_children", boolean()));
    encounter.push_back(optional("overdose", boolean()));
    person.push_back(optional("accepts_help", boolean()));
    history.push_back(
        optional("breaches", described(whole_number(0, 1000), "Times follow-up was broken off.")));
  }
  return object(
      {optional("encounter", object(std::move(encounter), "The encounter (påtreff).")),
       optional("person", object(std::move(person))), optional("history", object(std::move(history)))},
      description);
}

}  // namespace

Book message_schemas() {
  Book book;
  book["Person"] = object(
      {{"name", line()},
       optional("identity_number", described(pattern("^[0-9]{11}$"),
                                             "Fødselsnummer or D-number with valid check digits. Nothing is "
                                             "read out of it: state the birth date.")),
       optional("birth_date", date()),
       optional("street", line()),
       optional("postal_code", postal_code()),
       optional("place", line(100)),
       optional("phone", phone()),
       optional("protection",
                described(one_of({word(casework::Protection::code_7), word(casework::Protection::code_6)}),
                          "A protected address (fortrolig, strengt fortrolig): it then stands in "
                          "no list, letter or view. Absent: none.")),
       optional("language",
                described(pattern("^[a-z]{2}$", "nb"), "ISO 639-1; what the person understands best.")),
       optional("sex", described(one_of({word(casework::Sex::female), word(casework::Sex::male)}),
                                 "As the population register has it. For the statistics alone."))},
      "Who has the duty, and how to reach them.");
  book["Guardian"] = object({{"name", line()},
                             optional("relation", line(60)),
                             optional("street", line()),
                             optional("postal_code", postal_code()),
                             optional("place", line(100)),
                             optional("phone", phone())});
  book["Basis"] = object(
      {{"reaction", one_of(words_to(policy::Reaction::no_reaction))},
       {"legal_basis",
        described(line(), "As the decision says it, such as \"strprl. § 69, strl. § 37 (1) j\".")},
       {"decided_on", described(date(), "From 2000-01-01 to today.")},
       optional("final_on", described(date(),
                                      "When the decision became final (rettskraftig); left out: not yet, or "
                                      "unknown.")),
       optional("probation_ends_on",
                described(date(), "End of the probation period (prøvetid, strprl. § 69).")),
       optional("own_use", with_default(boolean(), false))},
      "What the duty to attend rests on.");
  book["Condition"] = object({{"kind", one_of(words_to(casework::ConditionKind::drug_test))},
                              optional("count", whole_number(1, 20)),
                              optional("frequency", line()),
                              optional("from", date()),
                              optional("to", date())},
                             "A condition of the decision. Results of drug tests (strl. § 37 d) go from "
                             "laboratory to prosecution and are "
                             "never sent here.");
  book["ContactOfficer"] = object(
      {{"name", line()},
       optional("phone", phone()),
       optional("email", Schema{{"type", "string"}, {"maxLength", 254}, {"pattern", "^[^@ ]+@[^@ ]+$"}})});
  book["Message"] =
      object({{"sender",
               described(pattern("^[a-z0-9-]{1,40}$", "oslo-pd"), "The short name you are logged in for.")},
              {"message_id",
               described(pattern("^[!-~]{1,100}$", "2026-000123"),
                         "Your own. Sender and message_id name one message for ever: sending it again gives "
                         "the receipt it got the first time.")},
              {"case_number", line(60)},
              {"municipality", municipality()},
              optional("policy", described(pattern("^[a-z0-9_-]{1,60}$", "rer-2022"),
                                           "The model it was decided under; left out: the unit's own.")),
              {"person", reference("Person")},
              optional("guardians", list(reference("Guardian"), 4)),
              {"basis", reference("Basis")},
              optional("conditions", list(reference("Condition"), 10)),
              {"contact_officer", reference("ContactOfficer")},
              optional("facts", facts(FactsOf::message, "What the duty was decided on."))},
             "The message that a person has a duty to attend (hol. § 3-9 c). Only what the unit needs to "
             "summon: there is "
             "no field for an account of the case, and unknown fields are refused.");
  return book;
}

Book policy_schemas() {
  Book book;
  book["SubstanceFound"] =
      object({optional("substance", one_of(words_to(policy::Substance::other))),
              optional("form", one_of(words_to(policy::Form::other))),
              optional("amount", described(pattern("^[0-9]+(\\.[0-9]+)?$", "3.2"),
                                           "A text, so that what was weighed as 3.2 stays 3.2.")),
              optional("unit", one_of(words_to(policy::Unit::doses)))});
  book["Facts"] =
      facts(FactsOf::question,
            "What is known of an encounter and a person. A fact left out is unknown: a policy that "
            "depends on it answers \"undecided\" and names it.");
  book["PolicyRef"] = object({{"name", any_text()},
                              {"version", any_text()},
                              {"hash", described(pattern("^[0-9a-f]{64}$"),
                                                 "SHA-256 of the model's file and of those it imports.")}},
                             "Which model decided, for ever.");
  std::vector<std::string_view> questions;
  for (int i = 0; i <= static_cast<int>(policy::Question::deadlines); ++i) {
    questions.push_back(policy::norwegian(static_cast<policy::Question>(i)));
  }
  book["Question"] = described(one_of(questions), "The questions a case asks a policy.");
  book["Reason"] = object({{"rule", any_text()},
                           {"source", described(any_text(), "Kilde: document and section.")},
                           optional("note", described(any_text(), "Merknad: what was interpreted.")),
                           {"facts", open_object("The facts the rule looked at, by path.")}});
  book["PolicyAnswer"] = object(
      {{"policy", reference("PolicyRef")},
       {"question", reference("Question")},
       {"status",
        described(one_of(words_to(policy::Status::not_stated)),
                  "undecided: facts are missing, see `needs`; not_stated: the source leaves it open.")},
       {"answer", open_object("Members by question; empty unless decided.")},
       {"because", list(reference("Reason"))},
       {"needs", list(any_text())}},
      "What a policy answers, with its reasons.");
  return book;
}

}  // namespace moteplass::api
