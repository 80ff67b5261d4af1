#include "web/help_forms.h"

#include <algorithm>

#include <fmt/format.h>

namespace moteplass::web {
namespace {

using namespace casework;

template <HelpChoice Choice>
std::vector<Option> options(Words words, std::string_view group) {
  std::vector<Option> list;
  for (auto text : help_words<Choice>()) {
    list.push_back({std::string(text), words(fmt::format("help.{}.{}", group, text)), ""});
  }
  return list;
}
template <HelpChoice Choice>
std::vector<Option> with_none(Words words, std::string_view group) {
  auto list = options<Choice>(words, group);
  list.insert(list.begin(), {"", "–", ""});
  return list;
}

std::vector<Option> data_options(Words words) {
  return options<SharedData>(words, "data");
}

std::vector<Option> service_options(Words words, const app::HelpSettings& settings) {
  std::vector<Option> list{{"", words("common.choose"), ""}};
  for (const auto& service : settings.services) {
    auto kind = words.of("help.kind", word(service.kind));
    list.push_back({service.id,
                    service.intermunicipal
                        ? fmt::format("{} ({}, {})", service.name, kind, words("help.intermunicipal"))
                        : fmt::format("{} ({})", service.name, kind),
                    ""});
  }
  return list;
}

std::vector<Option> open_needs(Words words, const app::HelpView& view) {
  std::vector<Option> list;
  if (!view.record) return list;
  for (const auto& need : view.record->needs()) {
    if (need.outcome) continue;
    auto area = words.of("help.area", word(need.area));
    list.push_back({need.id, need.words.empty() ? area : fmt::format("{}: {}", area, need.words), ""});
  }
  return list;
}

std::vector<std::string> lines_of(const std::optional<std::string>& text) {
  std::vector<std::string> lines;
  if (!text) return lines;
  std::string_view rest = *text;
  while (!rest.empty()) {
    auto end = rest.find(';');
    auto line = trimmed(rest.substr(0, end));
    if (!line.empty()) lines.emplace_back(line);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
  return lines;
}

template <HelpChoice Choice>
std::vector<Choice> several(FormReader& reader, std::string_view name) {
  std::vector<Choice> found;
  for (const auto& text : reader.several(name, help_words<Choice>().size())) {
    if (auto choice = help_choice<Choice>(text)) {
      found.push_back(*choice);
    } else {
      reader.fault(name, FaultKind::not_allowed, "one of the choices");
    }
  }
  if (found.empty()) reader.fault(name, FaultKind::missing, "at least one");
  return found;
}

std::string assist_name(std::size_t substance, std::string_view question) {
  return fmt::format("assist[{}].{}", substance, question);
}

constexpr std::size_t substances = std::size(HelpWords<AssistSubstance>::list);

}  // namespace

bool is_help_step(const HelpStep& step, const app::HelpView& view) {
  auto known = [&](auto find) { return view.record && find(*view.record) != nullptr; };
  if (step.word == "withdraw_consent") return known([&](const auto& r) { return r.consent(step.item); });
  if (step.word == "close_need") return known([&](const auto& r) { return r.need(step.item); });
  if (step.word == "end_agreement") return known([&](const auto& r) { return r.agreement(step.item); });
  if (step.word == "send_referral" || step.word == "answer_referral" || step.word == "make_follow_up") {
    return known([&](const auto& r) { return r.referral(step.item); });
  }
  bool alone = step.word == "give_consent" || step.word == "record_mapping" || step.word == "choose_need" ||
               step.word == "make_referral" || step.word == "take_plan_step" || step.word == "make_agreement";
  return alone && step.item.empty();
}

json::array help_fields(const HelpStep& step, const app::HelpView& view, const app::HelpSettings& settings,
                        Words words, FormView& form) {
  using enum Presence;
  json::array fields;
  if (step.word == "give_consent") {
    fields.push_back(form.radios("help.purpose", required, options<ConsentPurpose>(words, "purpose")));
    fields.push_back(form.select("help.receiver", optional, service_options(words, settings)));
    fields.push_back(form.checks("help.data", data_options(words)));
    std::vector<Option> givers;
    for (auto giver : view.givers) {
      givers.push_back({std::string(word(giver)), words.of("help.giver", word(giver)), ""});
    }
    fields.push_back(form.radios("help.giver", required, givers));
    if (view.givers.empty() || view.givers.front() != ConsentGiver::person) {
      fields.push_back(form.text("help.guardian_name", optional));
    }
    fields.push_back(form.date("help.expires_on", required));
  } else if (step.word == "withdraw_consent") {
    fields.push_back(form.radios("help.by", required, options<ConsentGiver>(words, "giver")));
  } else if (step.word == "choose_need") {
    fields.push_back(form.radios("help.area", required, options<NeedArea>(words, "area")));
    fields.push_back(form.text("help.words", optional, {.width = "long"}));
  } else if (step.word == "close_need") {
    fields.push_back(form.radios("help.outcome", required, options<NeedOutcome>(words, "outcome")));
  } else if (step.word == "make_referral") {
    fields.push_back(form.select("help.service", required, service_options(words, settings)));
    fields.push_back(form.checks("help.needs", open_needs(words, view)));
  } else if (step.word == "send_referral") {
    fields.push_back(form.checks("help.data", data_options(words)));
    fields.push_back(form.radios("help.channel", required, options<ReferralChannel>(words, "channel")));
  } else if (step.word == "answer_referral") {
    std::vector<Option> answers;
    for (auto text : help_words<ReferralAnswer>()) {
      answers.push_back({std::string(text), words.of("help.answer", text), ""});
    }
    fields.push_back(form.radios("help.answer", required, answers));
    fields.push_back(form.select("help.reason", optional, with_none<DeclineReason>(words, "reason")));
    fields.push_back(form.date("help.on", required));
    fields.push_back(form.radios("help.told", required, options<Told>(words, "told")));
    fields.push_back(form.text("help.name", optional));
  } else if (step.word == "make_follow_up") {
    fields.push_back(form.radios("help.asked", required, options<Asked>(words, "asked")));
    fields.push_back(form.radios("help.heard", required, options<Heard>(words, "heard")));
    fields.push_back(form.date("help.next_on", optional));
  } else if (step.word == "take_plan_step") {
    fields.push_back(form.radios("help.plan_kind", required, options<PlanKind>(words, "plan_kind")));
    fields.push_back(form.radios("help.plan_step", required, options<PlanStep>(words, "plan_step")));
    fields.push_back(form.text("help.who", optional));
  } else if (step.word == "make_agreement") {
    fields.push_back(
        form.radios("help.agreement_kind", required, options<AgreementKind>(words, "agreement_kind")));
    fields.push_back(form.text("help.with", required));
    fields.push_back(form.text("help.person_terms", required, {.width = "long"}));
    fields.push_back(form.text("help.other_terms", required, {.width = "long"}));
    fields.push_back(form.date("help.from", required));
    fields.push_back(form.date("help.until", required));
  } else if (step.word == "end_agreement") {
    fields.push_back(form.radios("help.how", required, options<AgreementEnd>(words, "agreement_end")));
  }
  return fields;
}

json::array mapping_rows(Words words, FormView& form) {
  json::array rows;
  auto frequency = with_none<AssistFrequency>(words, "frequency");
  auto recency = with_none<AssistRecency>(words, "recency");
  for (std::size_t i = 0; i < substances; ++i) {
    auto select = [&](std::string_view question, const std::vector<Option>& choices) {
      return form.select(assist_name(i, question), Presence::optional, choices);
    };
    auto substance = static_cast<AssistSubstance>(i);
    json::array fields{select("used", frequency), select("desire", frequency), select("problems", frequency)};
    if (substance != AssistSubstance::tobacco) fields.push_back(select("failed", frequency));
    fields.push_back(select("concern", recency));
    fields.push_back(select("cut_down", recency));
    // What is filled in stands open, so that a fault in it can be seen and reached.
    bool open = std::any_of(fields.begin(), fields.end(), [](const json::value& field) {
      const auto& choices = field.at("options").as_array();
      return std::any_of(choices.begin() + 1, choices.end(),
                         [](const json::value& choice) { return !choice.at("checked").as_string().empty(); });
    });
    rows.push_back(json::object{{"open", open},
                                {"name", words.of("help.substance", word(substance))},
                                {"fields", std::move(fields)}});
  }
  return rows;
}

json::object injected_field(Words words, FormView& form) {
  return form.select("help.injected", Presence::optional, with_none<AssistRecency>(words, "recency"));
}

http::Parameters help_form_start(const HelpStep& step, const http::Parameters& query, Date today) {
  http::Parameters typed;
  for (auto name : {"purpose", "receiver", "plan_kind", "asked"}) {
    if (auto value = query.only(name)) typed.add(fmt::format("help.{}", name), std::string(*value));
  }
  if (step.word == "give_consent") {
    typed.add("help.expires_on", to_string(add_days(today, 180)));
    typed.add("help.data", "contact");
    typed.add("help.data", "needs");
  }
  if (step.word == "send_referral") {
    typed.add("help.data", "contact");
    typed.add("help.data", "needs");
  }
  if (step.word == "answer_referral") typed.add("help.on", to_string(today));
  if (step.word == "make_agreement") typed.add("help.from", to_string(today));
  return typed;
}

std::optional<AssistForm> assist_of(FormReader& reader) {
  AssistForm assist;
  for (std::size_t i = 0; i < substances; ++i) {
    auto frequency = [&](std::string_view question) {
      return reader.choice(assist_name(i, question), Presence::optional, help_choice<AssistFrequency>);
    };
    auto recency = [&](std::string_view question) {
      return reader.choice(assist_name(i, question), Presence::optional, help_choice<AssistRecency>);
    };
    AssistUse use;
    use.substance = static_cast<AssistSubstance>(i);
    auto used = frequency("used");
    use.desire = frequency("desire");
    use.problems = frequency("problems");
    if (use.substance != AssistSubstance::tobacco) use.failed = frequency("failed");
    auto concern = recency("concern");
    auto cut_down = recency("cut_down");
    bool anything = use.desire || use.problems || use.failed || concern || cut_down;
    if (!used && !anything) continue;  // never used
    auto want = [&](bool there, std::string_view question) {
      if (!there) reader.fault(assist_name(i, question), FaultKind::missing, "one of the choices");
    };
    want(used.has_value(), "used");
    want(concern.has_value(), "concern");
    want(cut_down.has_value(), "cut_down");
    bool recent = used && *used != AssistFrequency::never;
    if (recent) {
      want(use.desire.has_value(), "desire");
      want(use.problems.has_value(), "problems");
      want(use.failed.has_value() || use.substance == AssistSubstance::tobacco, "failed");
    } else {
      // Not asked where the substance was not used in the past three months.
      use.desire = use.problems = use.failed = std::nullopt;
    }
    use.used = used.value_or(AssistFrequency::never);
    use.concern = concern.value_or(AssistRecency::never);
    use.cut_down = cut_down.value_or(AssistRecency::never);
    assist.uses.push_back(use);
  }
  assist.injected = reader.choice("help.injected", Presence::optional, help_choice<AssistRecency>);
  if (!reader.is_good()) return std::nullopt;
  return assist;
}

std::optional<HelpCommand> help_command(const HelpStep& step, const app::HelpSettings& settings,
                                        FormReader& reader) {
  using enum Presence;
  auto service = [&](std::string_view name, Presence presence) -> const app::HelpService* {
    auto id = reader.text(name, presence, 100);
    const auto* found = id ? settings.service(*id) : nullptr;
    if (id && found == nullptr) reader.fault(name, FaultKind::not_allowed, "one of the choices");
    return found;
  };
  std::optional<HelpCommand> command;
  if (step.word == "give_consent") {
    GiveConsent consent{};
    auto purpose = reader.choice("help.purpose", required, help_choice<ConsentPurpose>);
    bool refers = purpose == ConsentPurpose::referral;
    const auto* receiver = service("help.receiver", refers ? required : optional);
    consent.purpose = purpose.value_or(ConsentPurpose::help);
    consent.receiver = refers && receiver != nullptr ? receiver->id : std::string(unit_receiver);
    consent.receiver_name = refers && receiver != nullptr ? receiver->name : "";
    consent.data = several<SharedData>(reader, "help.data");
    consent.giver =
        reader.choice("help.giver", required, help_choice<ConsentGiver>).value_or(ConsentGiver::person);
    bool by_guardian = consent.giver == ConsentGiver::guardian;
    auto guardian = reader.text("help.guardian_name", by_guardian ? required : optional);
    if (by_guardian) consent.guardian_name = guardian.value_or("");
    consent.expires_on = reader.date("help.expires_on", required).value_or(Date{});
    command = consent;
  } else if (step.word == "withdraw_consent") {
    auto by = reader.choice("help.by", required, help_choice<ConsentGiver>);
    command = WithdrawConsent{step.item, by.value_or(ConsentGiver::person)};
  } else if (step.word == "record_mapping") {
    auto assist = assist_of(reader);
    if (assist) command = RecordMapping{std::move(*assist)};
  } else if (step.word == "choose_need") {
    auto area = reader.choice("help.area", required, help_choice<NeedArea>);
    command =
        ChooseNeed{area.value_or(NeedArea::health), reader.text("help.words", optional, 500).value_or("")};
  } else if (step.word == "close_need") {
    auto outcome = reader.choice("help.outcome", required, help_choice<NeedOutcome>);
    command = CloseNeed{step.item, outcome.value_or(NeedOutcome::met)};
  } else if (step.word == "make_referral") {
    const auto* to = service("help.service", required);
    auto needs = reader.several("help.needs", 100);
    if (needs.empty()) reader.fault("help.needs", FaultKind::missing, "at least one");
    if (to != nullptr) command = MakeReferral{to->id, to->name, to->kind, std::move(needs)};
  } else if (step.word == "send_referral") {
    auto data = several<SharedData>(reader, "help.data");
    auto channel = reader.choice("help.channel", required, help_choice<ReferralChannel>);
    command = SendReferral{step.item, channel.value_or(ReferralChannel::letter), std::move(data)};
  } else if (step.word == "answer_referral") {
    auto answer = reader.choice("help.answer", required, help_choice<ReferralAnswer>);
    bool declined = answer == ReferralAnswer::declined;
    auto reason = reader.choice("help.reason", declined ? required : optional, help_choice<DeclineReason>);
    auto on = reader.date("help.on", required);
    auto told = reader.choice("help.told", required, help_choice<Told>);
    command = AnswerReferral{step.item,
                             answer.value_or(ReferralAnswer::received),
                             on.value_or(Date{}),
                             declined ? reason : std::nullopt,
                             told.value_or(Told::by_unit),
                             reader.text("help.name", optional).value_or("")};
  } else if (step.word == "make_follow_up") {
    auto asked = reader.choice("help.asked", required, help_choice<Asked>);
    auto heard = reader.choice("help.heard", required, help_choice<Heard>);
    command = MakeFollowUp{step.item, asked.value_or(Asked::person), heard.value_or(Heard::nothing),
                           reader.date("help.next_on", optional)};
  } else if (step.word == "take_plan_step") {
    auto kind = reader.choice("help.plan_kind", required, help_choice<PlanKind>);
    auto taken = reader.choice("help.plan_step", required, help_choice<PlanStep>);
    bool named = taken == PlanStep::in_place;
    auto who = reader.text("help.who", named ? required : optional);
    command = TakePlanStep{kind.value_or(PlanKind::coordinator), taken.value_or(PlanStep::offered),
                           named ? who.value_or("") : ""};
  } else if (step.word == "make_agreement") {
    auto kind = reader.choice("help.agreement_kind", required, help_choice<AgreementKind>);
    auto with = reader.text("help.with", required);
    auto person_terms = lines_of(reader.text("help.person_terms", required, 2000));
    auto other_terms = lines_of(reader.text("help.other_terms", required, 2000));
    auto from = reader.date("help.from", required);
    auto until = reader.date("help.until", required);
    command = MakeAgreement{kind.value_or(AgreementKind::contract),
                            with.value_or(""),
                            std::move(person_terms),
                            std::move(other_terms),
                            from.value_or(Date{}),
                            until.value_or(Date{})};
  } else if (step.word == "end_agreement") {
    auto how = reader.choice("help.how", required, help_choice<AgreementEnd>);
    command = EndAgreement{step.item, how.value_or(AgreementEnd::as_agreed)};
  }
  return command;
}

}  // namespace moteplass::web
