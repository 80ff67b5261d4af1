// The table of answers: what policy.dmn may say to each question, and what a case reads.
#include <span>

#include <fmt/format.h>

#include "policy/binding.h"

namespace moteplass::policy {
namespace {

enum class Shape { word, words, text, texts, number, truth };
struct WordPair {
  std::string_view norwegian;
  std::string_view json;
};
struct MemberName {
  Question question;
  std::string_view norwegian;
  std::string_view json;
  Shape shape;
  std::span<const WordPair> words = {};
};

constexpr WordPair reaction_words[] = {
    {"møteplikt", "duty_to_attend"},      {"hjelpetilbud", "help_offer"},
    {"nemndsmøte", "commission_hearing"}, {"vilkår om oppmøte", "condition_to_attend"},
    {"uten straff", "without_penalty"},   {"forenklet forelegg", "simplified_fine"},
    {"straffesak", "criminal_case"},      {"etterforskning", "investigation"},
    {"ingen reaksjon", "no_reaction"},
};
constexpr WordPair guardian_words[] = {{"innkalles", "called"}, {"innkalles ikke", "not_called"}};
constexpr WordPair step_words[] = {
    {"ny innkalling", "new_summons"},
    {"oppsøking", "outreach"},
    {"melding til politiet", "notify_police"},
    {"gebyr", "fee"},
    {"nytt pålegg", "new_order"},
    {"straffesporet", "criminal_track"},
};
constexpr WordPair scope_words[] = {
    {"ingenting", "nothing"},
    {"bare uteblivelse", "not_attended_only"},
    {"møtt eller ikke møtt", "attended_yes_no"},
};
constexpr WordPair consent_words[] = {
    {"personen selv", "person"},
    {"foresatte", "guardian"},
    {"foresatte, eller personen selv når foresatte ikke skal informeres", "guardian_unless_uninformed"},
};
constexpr WordPair mode_words[] = {{"ingen", "none"}, {"frivillig", "voluntary"}, {"pålagt", "imposed"}};

// In the order a reader asks.
constexpr MemberName member_names[] = {
    {Question::reaction, "reaksjon", "reaction", Shape::word, reaction_words},
    {Question::reaction, "besluttes av", "decided_by", Shape::text},
    {Question::reaction, "hjemmel", "legal_basis", Shape::text},
    {Question::reaction, "gebyr", "fee", Shape::text},
    {Question::reaction, "antall møter", "meetings_required", Shape::number},
    {Question::reaction, "henvises av", "referred_by", Shape::texts},
    {Question::summons, "sted", "place", Shape::text},
    {Question::summons, "foresatte", "guardian", Shape::word, guardian_words},
    {Question::summons, "tillitsperson i stedet", "trusted_person_instead", Shape::truth},
    {Question::summons, "barnevern", "child_welfare", Shape::text},
    {Question::summons, "kompetanse", "team", Shape::texts},
    {Question::summons, "obligatorisk", "compulsory", Shape::texts},
    {Question::summons, "frivillig", "voluntary", Shape::texts},
    {Question::summons, "varsel i dager", "notice_days", Shape::number},
    {Question::summons, "føres i", "recorded_in", Shape::text},
    {Question::no_show, "skritt", "steps", Shape::words, step_words},
    {Question::no_show, "følge", "consequence", Shape::text},
    {Question::no_show, "gebyr i kroner", "fee_nok", Shape::number},
    {Question::repetition, "trinn", "step", Shape::number},
    {Question::repetition, "tiltak", "measure", Shape::text},
    {Question::feedback, "omfang", "scope", Shape::word, scope_words},
    {Question::feedback, "opplysninger", "fields", Shape::texts},
    {Question::feedback, "prøvesvar", "tests_reported", Shape::truth},
    {Question::follow_up, "samtykke", "consent", Shape::word, consent_words},
    {Question::follow_up, "testing", "testing", Shape::word, mode_words},
    {Question::follow_up, "grunnlag for testing", "testing_basis", Shape::text},
    {Question::follow_up, "ruskontrakt", "contract", Shape::word, mode_words},
    {Question::deadlines, "innkalling i dager", "summons_days", Shape::number},
    {Question::deadlines, "møte i dager", "meeting_days", Shape::number},
    {Question::deadlines, "tilbakemelding i dager", "feedback_days", Shape::number},
    {Question::deadlines, "klage i dager", "complaint_days", Shape::number},
    {Question::deadlines, "klage i måneder", "complaint_months", Shape::number},
    {Question::deadlines, "klagevei", "complaint_route", Shape::text},
};

std::optional<std::string_view> english(std::span<const WordPair> words, std::string_view norwegian) {
  for (const auto& pair : words) {
    if (pair.norwegian == norwegian) return pair.json;
  }
  return std::nullopt;
}

// Nothing if the value is outside what the member may hold.
std::optional<json::value> member_value(const MemberName& name, const feel::Value& value) {
  auto text = value.string();
  if (text != nullptr && *text == not_stated_text) return json::value(not_stated_text);
  switch (name.shape) {
    case Shape::text:
      if (text != nullptr) return json::value(*text);
      return std::nullopt;
    case Shape::word:
      if (text != nullptr) {
        if (auto word = english(name.words, *text)) return json::value(*word);
      }
      return std::nullopt;
    case Shape::number:
      if (auto number = value.number()) {
        if (auto whole = number->to_int64(); whole && *whole >= 0) return json::value(*whole);
      }
      return std::nullopt;
    case Shape::truth:
      if (auto truth = value.boolean()) return json::value(*truth);
      return std::nullopt;
    case Shape::texts:
    case Shape::words: {
      auto list = value.list();
      if (list == nullptr) return std::nullopt;
      json::array texts;
      for (const auto& entry : *list) {
        if (entry.string() == nullptr) return std::nullopt;
        if (name.shape == Shape::texts) {
          texts.emplace_back(*entry.string());
        } else if (auto word = english(name.words, *entry.string())) {
          texts.emplace_back(*word);
        } else {
          return std::nullopt;
        }
      }
      return json::value(std::move(texts));
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<Member> all_members() {
  std::vector<Member> members;
  for (const auto& name : member_names) {
    members.push_back({name.question, name.norwegian, name.json, name.shape == Shape::words});
  }
  return members;
}

std::optional<json::value> member_to_json(Question question, std::string_view json,
                                          const feel::Value& value) {
  for (const auto& name : member_names) {
    if (name.question != question || name.json != json) continue;
    return value.is_null() ? json::value(nullptr) : member_value(name, value);
  }
  return std::nullopt;
}

std::string norwegian_word(Question question, std::string_view json, std::string_view word) {
  for (const auto& name : member_names) {
    if (name.question != question || name.json != json) continue;
    for (const auto& pair : name.words) {
      if (pair.json == word) return std::string(pair.norwegian);
    }
  }
  return std::string(word);
}

BoundAnswer to_answer(Question question, const feel::Value& value) {
  BoundAnswer bound;
  auto context = value.context();
  if (context == nullptr) {
    bound.fault = fmt::format("decision {} yields no context of answers", norwegian(question));
    return bound;
  }
  bool leading = true;
  for (const auto& name : member_names) {
    if (name.question != question) continue;
    auto given = context->find(name.norwegian);
    if (given == nullptr) {
      bound.fault =
          fmt::format("decision {} has no output named \"{}\"", norwegian(question), name.norwegian);
      return bound;
    }
    bool may_be_empty = !(leading && question == Question::reaction);
    if (given->is_null() && may_be_empty) {  // does not apply: left out, which is not "ikke angitt"
      leading = false;
      continue;
    }
    auto member = member_value(name, *given);
    if (!member) {
      bound.fault = fmt::format("decision {}: {} is nothing that output \"{}\" may say", norwegian(question),
                                feel::to_string(*given), name.norwegian);
      return bound;
    }
    bool open = member->is_string() && member->get_string() == not_stated_text;
    // A reaction is stated by its first member; of the others any stated member is of use.
    if (!open && (leading || question != Question::reaction)) bound.stated = true;
    bound.members[name.json] = std::move(*member);
    leading = false;
  }
  return bound;
}

}  // namespace moteplass::policy
