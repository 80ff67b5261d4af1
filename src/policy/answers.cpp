#include "policy/answers.h"

#include "policy/words.h"

namespace moteplass::policy {
namespace {

constexpr Named<Question> questions[] = {
    {Question::reaction, "Reaksjon"},    {Question::summons, "Innkalling"},
    {Question::no_show, "Uteblivelse"},  {Question::feedback, "Tilbakemelding"},
    {Question::follow_up, "Oppfølging"}, {Question::repetition, "Gjentakelse"},
    {Question::deadlines, "Frister"},
};

constexpr Named<Reaction> reactions[] = {
    {Reaction::duty_to_attend, "duty_to_attend"},
    {Reaction::help_offer, "help_offer"},
    {Reaction::commission_hearing, "commission_hearing"},
    {Reaction::condition_to_attend, "condition_to_attend"},
    {Reaction::without_penalty, "without_penalty"},
    {Reaction::simplified_fine, "simplified_fine"},
    {Reaction::criminal_case, "criminal_case"},
    {Reaction::investigation, "investigation"},
    {Reaction::no_reaction, "no_reaction"},
};

constexpr Named<Status> statuses[] = {
    {Status::decided, "decided"},
    {Status::undecided, "undecided"},
    {Status::not_stated, "not_stated"},
};

constexpr Named<GuardianRule> guardian_rules[] = {
    {GuardianRule::not_called, "not_called"},
    {GuardianRule::called, "called"},
};

constexpr Named<NoShowStep> no_show_steps[] = {
    {NoShowStep::new_summons, "new_summons"},     {NoShowStep::outreach, "outreach"},
    {NoShowStep::notify_police, "notify_police"}, {NoShowStep::fee, "fee"},
    {NoShowStep::new_order, "new_order"},         {NoShowStep::criminal_track, "criminal_track"},
};

constexpr Named<FeedbackScope> feedback_scopes[] = {
    {FeedbackScope::nothing, "nothing"},
    {FeedbackScope::not_attended_only, "not_attended_only"},
    {FeedbackScope::attended_yes_no, "attended_yes_no"},
};

constexpr Named<ConsentRule> consent_rules[] = {
    {ConsentRule::person, "person"},
    {ConsentRule::guardian, "guardian"},
    {ConsentRule::guardian_unless_uninformed, "guardian_unless_uninformed"},
};

constexpr Named<MeasureMode> measure_modes[] = {
    {MeasureMode::none, "none"},
    {MeasureMode::voluntary, "voluntary"},
    {MeasureMode::imposed, "imposed"},
};

// The members of a decided answer. What the policy leaves open stands there as the text "ikke angitt": it is
// no number, truth or listed word and so reads as nothing; among free texts it is told apart by name.
constexpr std::string_view open_text = "ikke angitt";

std::optional<std::string> text_of(const json::object& object, std::string_view name) {
  auto member = object.if_contains(name);
  if (member == nullptr || !member->is_string() || member->get_string() == open_text) return std::nullopt;
  return std::string(member->get_string());
}

std::optional<std::int64_t> number_of(const json::object& object, std::string_view name) {
  auto member = object.if_contains(name);
  if (member == nullptr || !member->is_int64()) return std::nullopt;
  return member->get_int64();
}

std::optional<bool> truth_of(const json::object& object, std::string_view name) {
  auto member = object.if_contains(name);
  if (member == nullptr || !member->is_bool()) return std::nullopt;
  return member->get_bool();
}

std::vector<std::string> texts_of(const json::object& object, std::string_view name) {
  std::vector<std::string> texts;
  auto member = object.if_contains(name);
  if (member == nullptr || !member->is_array()) return texts;
  for (const auto& entry : member->get_array()) {
    if (entry.is_string()) texts.emplace_back(entry.get_string());
  }
  return texts;
}

template <class Choice, std::size_t count>
std::optional<Choice> word_of(const json::object& object, std::string_view name,
                              const Named<Choice> (&table)[count]) {
  auto text = text_of(object, name);
  return text ? choice_in(table, *text) : std::nullopt;
}

const json::object* decided(const Answer& answer, Question question) {
  return answer.status == Status::decided && answer.question == question ? &answer.answer : nullptr;
}

json::array to_array(const std::vector<std::string>& texts) {
  json::array list;
  for (const auto& text : texts) list.emplace_back(text);
  return list;
}

}  // namespace

std::string_view norwegian(Question question) {
  return word_in(questions, question);
}
std::optional<Question> question_from(std::string_view norwegian) {
  return choice_in(questions, norwegian);
}
std::string_view word(Reaction reaction) {
  return word_in(reactions, reaction);
}
std::optional<Reaction> reaction_from(std::string_view word) {
  return choice_in(reactions, word);
}
std::string_view word(Status status) {
  return word_in(statuses, status);
}
std::string_view word(NoShowStep step) {
  return word_in(no_show_steps, step);
}
std::string_view word(FeedbackScope scope) {
  return word_in(feedback_scopes, scope);
}
std::string_view word(ConsentRule rule) {
  return word_in(consent_rules, rule);
}
std::string_view word(MeasureMode mode) {
  return word_in(measure_modes, mode);
}

bool is_attendance(Reaction reaction) {
  switch (reaction) {
    case Reaction::duty_to_attend:
    case Reaction::commission_hearing:
    case Reaction::condition_to_attend:
      return true;
    case Reaction::help_offer:
    case Reaction::without_penalty:
    case Reaction::simplified_fine:
    case Reaction::criminal_case:
    case Reaction::investigation:
    case Reaction::no_reaction:
      return false;
  }
  return false;
}

json::value to_json(const PolicyRef& ref) {
  return json::object{{"name", ref.name}, {"version", ref.version}, {"hash", ref.hash}};
}

PolicyRef policy_ref_from_json(const json::value& value) {
  auto object = value.if_object();
  if (object == nullptr) return {};
  return {text_of(*object, "name").value_or(""), text_of(*object, "version").value_or(""),
          text_of(*object, "hash").value_or("")};
}

json::value to_json(const Answer& answer) {
  json::array because;
  for (const auto& reason : answer.because) {
    json::object told{{"rule", reason.rule}, {"source", reason.source}, {"facts", reason.facts}};
    if (!reason.note.empty()) told["note"] = reason.note;
    because.emplace_back(std::move(told));
  }
  return json::object{{"policy", to_json(answer.policy)}, {"question", norwegian(answer.question)},
                      {"status", word(answer.status)},    {"answer", answer.answer},
                      {"because", std::move(because)},    {"needs", to_array(answer.needs)}};
}

Answer answer_from_json(const json::value& value) {
  Answer answer;
  auto object = value.if_object();
  if (object == nullptr) return answer;
  if (auto policy = object->if_contains("policy")) answer.policy = policy_ref_from_json(*policy);
  answer.question = word_of(*object, "question", questions).value_or(Question::reaction);
  answer.status = word_of(*object, "status", statuses).value_or(Status::undecided);
  auto members = object->if_contains("answer");
  if (members != nullptr && members->is_object()) answer.answer = members->get_object();
  auto because = object->if_contains("because");
  if (because != nullptr && because->is_array()) {
    for (const auto& entry : because->get_array()) {
      if (!entry.is_object()) continue;
      const auto& reason = entry.get_object();
      auto facts = reason.if_contains("facts");
      answer.because.push_back({text_of(reason, "rule").value_or(""), text_of(reason, "source").value_or(""),
                                facts != nullptr && facts->is_object() ? facts->get_object() : json::object{},
                                text_of(reason, "note").value_or("")});
    }
  }
  answer.needs = texts_of(*object, "needs");
  return answer;
}

std::optional<ReactionAnswer> reaction_answer(const Answer& answer) {
  auto members = decided(answer, Question::reaction);
  if (members == nullptr) return std::nullopt;
  auto reaction = word_of(*members, "reaction", reactions);
  if (!reaction) return std::nullopt;
  return ReactionAnswer{*reaction, text_of(*members, "decided_by"), text_of(*members, "legal_basis"),
                        number_of(*members, "meetings_required")};
}

std::optional<SummonsAnswer> summons_answer(const Answer& answer) {
  auto members = decided(answer, Question::summons);
  if (members == nullptr) return std::nullopt;
  return SummonsAnswer{word_of(*members, "guardian", guardian_rules),
                       truth_of(*members, "trusted_person_instead"),
                       texts_of(*members, "team"),
                       texts_of(*members, "compulsory"),
                       texts_of(*members, "voluntary"),
                       number_of(*members, "notice_days")};
}

std::optional<NoShowAnswer> no_show_answer(const Answer& answer) {
  auto members = decided(answer, Question::no_show);
  if (members == nullptr) return std::nullopt;
  NoShowAnswer view;
  for (const auto& text : texts_of(*members, "steps")) {
    if (auto step = choice_in(no_show_steps, text)) view.steps.push_back(*step);
  }
  view.consequence = text_of(*members, "consequence");
  return view;
}

std::optional<FeedbackAnswer> feedback_answer(const Answer& answer) {
  auto members = decided(answer, Question::feedback);
  if (members == nullptr) return std::nullopt;
  return FeedbackAnswer{word_of(*members, "scope", feedback_scopes), truth_of(*members, "tests_reported")};
}

std::optional<FollowUpAnswer> follow_up_answer(const Answer& answer) {
  auto members = decided(answer, Question::follow_up);
  if (members == nullptr) return std::nullopt;
  return FollowUpAnswer{word_of(*members, "consent", consent_rules),
                        word_of(*members, "testing", measure_modes), text_of(*members, "testing_basis"),
                        word_of(*members, "contract", measure_modes)};
}

std::optional<RepetitionAnswer> repetition_answer(const Answer& answer) {
  auto members = decided(answer, Question::repetition);
  if (members == nullptr) return std::nullopt;
  return RepetitionAnswer{number_of(*members, "step"), text_of(*members, "measure")};
}

std::optional<DeadlinesAnswer> deadlines_answer(const Answer& answer) {
  auto members = decided(answer, Question::deadlines);
  if (members == nullptr) return std::nullopt;
  return DeadlinesAnswer{number_of(*members, "summons_days"),   number_of(*members, "meeting_days"),
                         number_of(*members, "complaint_days"), number_of(*members, "complaint_months"),
                         number_of(*members, "feedback_days"),  text_of(*members, "complaint_route")};
}

}  // namespace moteplass::policy
