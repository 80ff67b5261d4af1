#include "casework/help/help_event.h"

#include <exception>
#include <map>

#include "casework/help/help_json.h"

namespace moteplass::casework {
namespace {

// Each event's payload: written and read side by side, so that the pair is checked at a glance.

json::object payload_of(const ConsentGiven& event) {
  const Consent& consent = event.consent;
  return {{"consent", consent.id},
          {"purpose", word(consent.purpose)},
          {"receiver", consent.receiver},
          {"receiver_name", consent.receiver_name},
          {"data", words_json(consent.data)},
          {"giver", word(consent.giver)},
          {"guardian_name", consent.guardian_name},
          {"given_on", to_string(consent.given_on)},
          {"expires_on", to_string(consent.expires_on)},
          {"rule", to_json(event.rule)}};
}
HelpEvent consent_given(HelpReader& payload) {
  ConsentGiven event;
  Consent& consent = event.consent;
  consent.id = payload.text("consent");
  consent.purpose = payload.choice<ConsentPurpose>("purpose");
  consent.receiver = payload.text("receiver");
  consent.receiver_name = payload.text("receiver_name");
  consent.data = payload.choices<SharedData>("data");
  consent.giver = payload.choice<ConsentGiver>("giver");
  consent.guardian_name = payload.text("guardian_name");
  consent.given_on = payload.date("given_on");
  consent.expires_on = payload.date("expires_on");
  if (const json::value* rule = payload.object().any("rule", Presence::required)) {
    try {
      event.rule = policy::answer_from_json(*rule);
    } catch (const std::exception&) {  // it returns values and trusts the store
      payload.object().fault("rule", FaultKind::bad_format, "what was stored");
    }
  }
  return event;
}

json::object payload_of(const ConsentWithdrawn& event) {
  return {{"consent", event.consent}, {"by", word(event.by)}};
}
HelpEvent consent_withdrawn(HelpReader& payload) {
  return ConsentWithdrawn{payload.text("consent"), payload.choice<ConsentGiver>("by")};
}

json::object payload_of(const MappingMade& event) {
  return {{"mapping", event.mapping}, {"assist", to_json(event.assist)}};
}
HelpEvent mapping_made(HelpReader& payload) {
  MappingMade event{payload.text("mapping"), {}};
  if (const json::value* form = payload.object().any("assist", Presence::required)) {
    event.assist = assist_form_from_json(*form, "assist", payload.faults());
  }
  return event;
}

json::object payload_of(const NeedChosen& event) {
  return {{"need", event.need}, {"area", word(event.area)}, {"words", event.words}};
}
HelpEvent need_chosen(HelpReader& payload) {
  return NeedChosen{payload.text("need"), payload.choice<NeedArea>("area"), payload.text("words")};
}

json::object payload_of(const NeedClosed& event) {
  return {{"need", event.need}, {"outcome", word(event.outcome)}};
}
HelpEvent need_closed(HelpReader& payload) {
  return NeedClosed{payload.text("need"), payload.choice<NeedOutcome>("outcome")};
}

json::object payload_of(const ReferralMade& event) {
  return {{"referral", event.referral},
          {"service", event.service},
          {"service_name", event.service_name},
          {"kind", word(event.kind)},
          {"needs", texts_json(event.needs)}};
}
HelpEvent referral_made(HelpReader& payload) {
  return ReferralMade{payload.text("referral"), payload.text("service"), payload.text("service_name"),
                      payload.choice<ServiceKind>("kind"), payload.texts("needs")};
}

json::object payload_of(const ReferralSent& event) {
  return {{"referral", event.referral},
          {"consent", event.consent},
          {"channel", word(event.channel)},
          {"data", words_json(event.data)}};
}
HelpEvent referral_sent(HelpReader& payload) {
  return ReferralSent{payload.text("referral"), payload.text("consent"),
                      payload.choice<ReferralChannel>("channel"), payload.choices<SharedData>("data")};
}

json::object payload_of(const ReferralAnswered& event) {
  json::object payload{
      {"referral", event.referral}, {"answer", word(event.answer)}, {"on", to_string(event.on)}};
  if (event.reason) payload["reason"] = word(*event.reason);
  payload["told"] = word(event.told);
  payload["name"] = event.name;
  return payload;
}
HelpEvent referral_answered(HelpReader& payload) {
  return ReferralAnswered{payload.text("referral"),     payload.choice<ReferralAnswer>("answer"),
                          payload.date("on"),           payload.optional_choice<DeclineReason>("reason"),
                          payload.choice<Told>("told"), payload.text("name")};
}

json::object payload_of(const FollowUpMade& event) {
  json::object payload{
      {"referral", event.referral}, {"asked", word(event.asked)}, {"heard", word(event.heard)}};
  if (event.next_on) payload["next_on"] = to_string(*event.next_on);
  return payload;
}
HelpEvent follow_up_made(HelpReader& payload) {
  return FollowUpMade{payload.text("referral"), payload.choice<Asked>("asked"),
                      payload.choice<Heard>("heard"), payload.optional_date("next_on")};
}

json::object payload_of(const PlanStepTaken& event) {
  return {{"kind", word(event.kind)}, {"step", word(event.step)}, {"who", event.who}};
}
HelpEvent plan_step_taken(HelpReader& payload) {
  return PlanStepTaken{payload.choice<PlanKind>("kind"), payload.choice<PlanStep>("step"),
                       payload.text("who")};
}

json::object payload_of(const AgreementMade& event) {
  return {{"agreement", event.agreement},
          {"kind", word(event.kind)},
          {"with", event.with},
          {"person_terms", texts_json(event.person_terms)},
          {"other_terms", texts_json(event.other_terms)},
          {"from", to_string(event.from)},
          {"until", to_string(event.until)}};
}
HelpEvent agreement_made(HelpReader& payload) {
  return AgreementMade{payload.text("agreement"),    payload.choice<AgreementKind>("kind"),
                       payload.text("with"),         payload.texts("person_terms"),
                       payload.texts("other_terms"), payload.date("from"),
                       payload.date("until")};
}

json::object payload_of(const AgreementEnded& event) {
  return {{"agreement", event.agreement}, {"how", word(event.how)}};
}
HelpEvent agreement_ended(HelpReader& payload) {
  return AgreementEnded{payload.text("agreement"), payload.choice<AgreementEnd>("how")};
}

struct Type {
  std::string_view word;
  HelpEvent (*read)(HelpReader&);
};
// In the order of the variant.
constexpr Type types[] = {{"consent_given", consent_given},   {"consent_withdrawn", consent_withdrawn},
                          {"mapping_made", mapping_made},     {"need_chosen", need_chosen},
                          {"need_closed", need_closed},       {"referral_made", referral_made},
                          {"referral_sent", referral_sent},   {"referral_answered", referral_answered},
                          {"follow_up_made", follow_up_made}, {"plan_step_taken", plan_step_taken},
                          {"agreement_made", agreement_made}, {"agreement_ended", agreement_ended}};
static_assert(std::size(types) == std::variant_size_v<HelpEvent>);

}  // namespace

std::string_view type_of(const HelpEvent& event) {
  return types[event.index()].word;
}

json::value to_json(const HelpEvent& event) {
  return std::visit([](const auto& one) { return json::value(payload_of(one)); }, event);
}

Result<HelpEvent, std::string> help_event_from_json(std::string_view type, const json::value& payload) {
  for (const Type& known : types) {
    if (known.word != type) continue;
    std::vector<FieldFault> faults;
    HelpReader reader(payload, {}, faults);
    HelpEvent event = known.read(reader);
    reader.end();
    if (faults.empty()) return event;
    std::string problem;
    for (const FieldFault& fault : faults) problem += (problem.empty() ? "" : "; ") + to_string(fault);
    return failure(std::move(problem));
  }
  return failure("no event of a help record is called \"" + std::string(type) + "\"");
}

}  // namespace moteplass::casework
