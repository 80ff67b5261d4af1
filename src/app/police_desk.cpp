#include "app/police_desk.h"

#include "app/case_desk.h"
#include "app/permissions.h"
#include "casework/words.h"

namespace moteplass::app {

Result<std::vector<PoliceMessage>, Problem> PoliceDesk::messages(const User& user, std::size_t offset,
                                                                 std::size_t limit) const {
  if (!may(user, Right::see_own_messages)) return failure(problem(ProblemCode::forbidden));
  auto rows = setup_.store.police_rows(user.sender, offset, limit);
  if (!rows) return failure(problem(rows.error()));
  std::vector<PoliceMessage> messages;
  for (const auto& row : *rows) {
    auto reaction = policy::reaction_from(row.reaction);
    if (!reaction) return failure(problem(StoreFault::corrupt));
    PoliceMessage message{
        row.message_id, row.receipt, row.police_case_number, *reaction, row.received_at, {}, {}};
    if (!row.feedback.empty()) {
      auto feedback = parse_json(row.feedback);
      if (!feedback) return failure(problem(StoreFault::corrupt));
      message.feedback = casework::PoliceFeedback::from_json(*feedback);
      message.feedback_at = row.feedback_at;
    }
    message.question = casework::unclear_from(row.question);
    messages.push_back(std::move(message));
  }
  return messages;
}

Result<Document, Problem> PoliceDesk::order_letter(const User& user, const std::string& message_id) const {
  if (!may(user, Right::see_own_messages)) return failure(problem(ProblemCode::forbidden));
  auto known = setup_.store.find_message(user.sender, message_id);
  if (!known) return failure(problem(known.error()));
  if (!*known) return failure(problem(ProblemCode::not_found));
  auto document = setup_.store.document(order_letter_of((*known)->case_id));
  if (!document) return failure(problem(document.error()));
  if (!*document) return failure(problem(ProblemCode::not_found));
  return std::move(**document);
}

}  // namespace moteplass::app
