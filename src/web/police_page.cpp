// What the police do here: send a message, keep its receipt, and see whether the duty was met. Nothing else
// about a case reaches these pages.
#include <fmt/format.h>

#include "base/hash.h"
#include "casework/words.h"
#include "http/forms.h"
#include "web/message_form.h"
#include "web/office.h"

namespace moteplass::web {
namespace {

using http::Response;

constexpr std::size_t messages_on_page = 25;

std::string duty_word(const app::PoliceMessage& message) {
  if (!message.feedback) return message.feedback_at ? "not_told" : "waiting";
  return std::string(casework::word(message.feedback->outcome()));
}

std::string colour_of(std::string_view duty) {
  if (duty == "met") return "success";
  if (duty == "not_met") return "warning";
  return "neutral";
}

json::object message_view(const Visit& visit, const app::PoliceMessage& message) {
  Words words = visit.words;
  auto duty = duty_word(message);
  json::array dates;
  if (message.feedback) {
    for (auto date : message.feedback->dates()) dates.push_back(json::string(words.date(date)));
  }
  bool any = !dates.empty();
  return {{"href", fmt::format("/messages/{}", http::url_encode(message.message_id))},
          // Only a duty to attend has a letter.
          {"letter_href", policy::is_attendance(message.reaction)
                              ? fmt::format("/messages/{}/letter", http::url_encode(message.message_id))
                              : std::string()},
          {"case_number", message.police_case_number},
          {"receipt", message.receipt},
          {"reaction", words.of("reaction", policy::word(message.reaction))},
          {"received", words.moment(message.received_at)},
          {"duty", words.of("police_duty", duty)},
          {"colour", colour_of(duty)},
          {"dates", any ? json::value(json::object{{"list", std::move(dates)}}) : json::value(false)},
          {"question", message.question
                           ? words("police.question",
                                   {{"about", words.of("entry_about", casework::word(*message.question))}})
                           : std::string()},
          {"told_at", message.feedback_at ? words.moment(*message.feedback_at) : std::string()}};
}

Response get_messages(const Office& office, const Visit& visit) {
  std::size_t page = 1;
  if (auto typed = visit.request.query.only("page")) {
    auto number = Decimal::parse(*typed);
    auto whole = number ? number->to_int64() : std::nullopt;
    if (!whole || *whole < 1 || *whole > 100'000) return show_problem(office, visit, "not_found", 404);
    page = static_cast<std::size_t>(*whole);
  }
  // One more than is shown tells whether there is a next page.
  auto messages =
      office.desks.police.messages(visit.user(), (page - 1) * messages_on_page, messages_on_page + 1);
  if (!messages) return show_problem(office, visit, messages.error());
  bool more = messages->size() > messages_on_page;
  if (more) messages->pop_back();
  json::array rows;
  for (const auto& message : *messages) rows.push_back(message_view(visit, message));
  bool any = !rows.empty();
  json::value paging = false;
  if (page > 1 || more) {
    paging = json::object{{"text", visit.words("police.page", {{"page", std::to_string(page)}})},
                          {"previous", page > 1 ? fmt::format("/messages?page={}", page - 1) : ""},
                          {"next", more ? fmt::format("/messages?page={}", page + 1) : ""}};
  }
  return show(office, visit, "messages", visit.words("police.title"),
              {{"sender", visit.user().sender},
               {"rows", any ? json::value(json::object{{"list", std::move(rows)}}) : json::value(false)},
               {"paging", std::move(paging)}});
}

Response message_page(const Office& office, const Visit& visit, const http::Parameters& typed,
                      const Faults& faults, std::string problem, int status) {
  FormView form(visit.words, typed, faults);
  auto view = message_form_view(visit.words, form);
  auto facts = std::string(typed.first("facts").value_or(""));
  view["hidden"] = json::object{{"message_id", typed.first("message_id").value_or("")},
                                {"policy", typed.first("policy").value_or("")},
                                {"facts", facts}};
  view["has_facts"] = !facts.empty();
  view["errors"] = form.errors();
  view["problem"] = std::move(problem);
  view["guardian_open"] = !trimmed(typed.first("guardians[0].name").value_or("")).empty();
  return show(office, visit, "message", visit.words("message.title"), std::move(view), status);
}

std::string fresh_message_id(const Office& office) {
  return to_hex(office.entropy.bytes(16));
}

Response get_new(const Office& office, const Visit& visit) {
  auto form = form_of(MessageStart{}, fresh_message_id(office), visit.user(), local_date(visit.now));
  return message_page(office, visit, form, {}, "", 200);
}

// From the assessment: the same facts and model, asked again here rather than believed.
Response post_new(const Office& office, const Visit& visit) {
  FormReader reader(visit.form);
  auto policy = reader.hidden("policy", 100);
  auto text = reader.hidden("facts", 20'000);
  reader.refuse_unknown();
  auto json = text ? parse_json(*text) : Result<json::value, JsonFault>(failure(JsonFault{0, ""}));
  if (!reader.is_good() || !policy || !json) return show_problem(office, visit, "malformed", 400);
  auto facts = policy::facts_from_json(*json);
  if (!facts) return show_problem(office, visit, "malformed", 400);
  auto answer = office.desks.policies.decide(*policy, policy::Question::reaction, *facts);
  if (!answer) return show_problem(office, visit, answer.error());
  auto form = form_of(MessageStart{std::move(*answer), std::move(*facts)}, fresh_message_id(office),
                      visit.user(), local_date(visit.now));
  return message_page(office, visit, form, {}, "", 200);
}

Response post_message(const Office& office, const Visit& visit) {
  FormReader reader(visit.form);
  auto message = message_from_form(reader, visit.user());
  reader.refuse_unknown();
  if (reader.is_malformed()) return show_problem(office, visit, "malformed", 400);
  if (!reader.is_good()) return message_page(office, visit, visit.form, reader.faults(), "", 422);
  auto receipt = office.desks.intake.receive(visit.user(), to_text(message));
  if (receipt) return Response::redirect(fmt::format("/messages/{}", http::url_encode(receipt->message_id)));
  const auto& problem = receipt.error();
  if (problem.code == app::ProblemCode::invalid_fields) {
    return message_page(office, visit, visit.form, to_form_fields(problem.faults, message), "", 422);
  }
  if (problem.code == app::ProblemCode::message_conflict || problem.code == app::ProblemCode::unavailable) {
    // What was typed must not be lost.
    auto key = fmt::format("problem.{}.text", app::kind_of(problem.code).word);
    return message_page(office, visit, visit.form, {}, visit.words(key),
                        app::kind_of(problem.code).http_status);
  }
  return show_problem(office, visit, problem);
}

Response get_receipt(const Office& office, const Visit& visit) {
  const auto& id = visit.request.path_parameter("id");
  auto receipt = office.desks.intake.receipt_of(visit.user(), id);
  if (!receipt) return show_problem(office, visit, receipt.error());
  return show(office, visit, "receipt", visit.words("receipt.title"),
              {{"number", receipt->number},
               {"sender", app::sender_name(office.unit, receipt->sender)},
               {"received", visit.words.moment(receipt->received_at)},
               {"message_id", receipt->message_id},
               {"letter_href", fmt::format("/messages/{}/letter", http::url_encode(id))}});
}

Response get_letter(const Office& office, const Visit& visit) {
  auto letter = office.desks.police.order_letter(visit.user(), visit.request.path_parameter("id"));
  if (!letter) {
    if (letter.error().code != app::ProblemCode::not_found)
      return show_problem(office, visit, letter.error());
    return show_problem(office, visit, "letter_not_made", 404);
  }
  auto response = Response::bytes(std::move(letter->bytes), letter->media_type);
  response.set_header("Content-Disposition", "inline; filename=\"brev.pdf\"");
  return response;
}

}  // namespace

void add_police_pages(http::Router& router, const Office& office) {
  add_page(router, office, http::Method::get, "/messages", Access::police, get_messages);
  add_page(router, office, http::Method::get, "/messages/new", Access::police, get_new);
  add_page(router, office, http::Method::post, "/messages/new", Access::police, post_new);
  add_page(router, office, http::Method::post, "/messages", Access::police, post_message);
  add_page(router, office, http::Method::get, "/messages/{id}", Access::police, get_receipt);
  add_page(router, office, http::Method::get, "/messages/{id}/letter", Access::police, get_letter);
}

}  // namespace moteplass::web
