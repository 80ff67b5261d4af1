#include "api/views.h"
#include "casework/words.h"

namespace moteplass::api {

json::object view_of(const app::Receipt& receipt) {
  return {{"sender", receipt.sender},
          {"message_id", receipt.message_id},
          {"number", receipt.number},
          {"received_at", to_string(receipt.received_at)},
          {"repeated", receipt.repeated}};
}

// Written member by member, not passed through: what the record may come to hold later does not leave by
// itself.
json::object view_of(const casework::PoliceFeedback& feedback) {
  json::array dates;
  for (Date date : feedback.dates()) dates.emplace_back(to_string(date));
  return {{"case_number", feedback.case_number()},
          {"outcome", casework::word(feedback.outcome())},
          {"dates", std::move(dates)},
          {"attempts", feedback.attempts()}};
}

json::object view_of(const app::PoliceMessage& message) {
  json::object object{{"message_id", message.message_id},
                      {"number", message.receipt},
                      {"case_number", message.police_case_number},
                      {"reaction", policy::word(message.reaction)},
                      {"received_at", to_string(message.received_at)}};
  if (message.feedback) object["feedback"] = view_of(*message.feedback);
  if (message.question) object["question"] = casework::word(*message.question);
  if (message.feedback_at) object["feedback_at"] = to_string(*message.feedback_at);
  return object;
}

schema::Book police_view_schemas() {
  using namespace schema;
  Book book;
  book["Receipt"] = object(
      {{"sender", any_text()},
       {"message_id", any_text()},
       {"number",
        described(whole_number(1, 9'007'199'254'740'991), "1, 2, 3, … for each sender, without a gap.")},
       {"received_at", described(instant(), "When the message was stored.")},
       {"repeated", described(boolean(), "The message was here already; this is the receipt it got then.")}},
      "The message is stored. There is no receipt for a message that is not.");
  book["Feedback"] =
      object({{"case_number", described(any_text(), "The sender's own.")},
              {"outcome", one_of(words_to(casework::DutyOutcome::cancelled))},
              {"dates", described(list(date()), "The days that carry the outcome.")},
              {"attempts", described(count(), "Summonses and other attempts made.")}},
             "Whether the duty is met, and nothing about content (NOU 2019:26; strl. § 37 (1) j).");
  book["SentMessage"] =
      object({{"message_id", any_text()},
              {"number", described(whole_number(1, 9'007'199'254'740'991), "Of the receipt.")},
              {"case_number", described(any_text(), "The sender's own.")},
              {"reaction", one_of(words_to(policy::Reaction::no_reaction))},
              {"received_at", instant()},
              optional("feedback", reference("Feedback")),
              optional("question", described(one_of(words_to(casework::Unclear::basis)),
                                             "What the unit asks you to make clear. Answer the unit.")),
              optional("feedback_at", instant())},
             "A message as its sender may see it again: the decision it carried, and the outcome of the duty "
             "once the unit "
             "has told it. Where the policy in force lets nothing out, `feedback` never comes.");
  book["SentMessages"] = object({{"messages", described(list(reference("SentMessage")), "Newest first.")}});
  return book;
}

}  // namespace moteplass::api
