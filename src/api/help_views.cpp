#include "api/help_views.h"

namespace moteplass::api {
namespace {

using namespace casework;

template <HelpChoice Choice>
schema::Schema word_of() {
  auto words = help_words<Choice>();
  return schema::one_of({words.begin(), words.end()});
}

void put(json::object& object, std::string_view name, const std::string& text) {
  if (!text.empty()) object[name] = text;
}
void put(json::object& object, std::string_view name, const std::optional<Date>& date) {
  if (date) object[name] = to_string(*date);
}
void put(json::object& object, std::string_view name, const std::optional<Instant>& at) {
  if (at) object[name] = to_string(*at);
}
template <HelpChoice Choice>
void put(json::object& object, std::string_view name, const std::optional<Choice>& choice) {
  if (choice) object[name] = word(*choice);
}

template <class Entries>
json::array words_of(const Entries& entries) {
  json::array words;
  for (auto entry : entries) words.emplace_back(word(entry));
  return words;
}

json::array texts_of(const std::vector<std::string>& entries) {
  json::array texts;
  for (const auto& entry : entries) texts.emplace_back(entry);
  return texts;
}

json::object view_of(const Departure& left) {
  return {{"referral", left.referral},           {"consent", left.consent},
          {"receiver_name", left.receiver_name}, {"channel", word(left.channel)},
          {"data", words_of(left.data)},         {"at", to_string(left.at)}};
}

template <class Entries>
json::array views_of(const Entries& entries);

json::object view_of(const WithdrawalEffect& effect) {
  return {{"consents", texts_of(effect.consents)},
          {"stopped", texts_of(effect.stopped)},
          {"cut_off", texts_of(effect.cut_off)},
          {"agreements", texts_of(effect.agreements)},
          {"left", views_of(effect.left)}};
}

json::object view_of(const KeptConsent& kept) {
  const Consent& consent = kept.consent;
  json::object object{{"id", consent.id},
                      {"purpose", word(consent.purpose)},
                      {"receiver", consent.receiver},
                      {"receiver_name", consent.receiver_name},
                      {"data", words_of(consent.data)},
                      {"giver", word(consent.giver)},
                      {"given_on", to_string(consent.given_on)},
                      {"expires_on", to_string(consent.expires_on)}};
  put(object, "guardian_name", consent.guardian_name);
  put(object, "withdrawn_at", kept.withdrawn_at);
  put(object, "withdrawn_by", kept.withdrawn_by);
  if (kept.effect) object["effect"] = view_of(*kept.effect);
  return object;
}

json::object view_of(const Mapping& mapping) {
  json::array scores;
  for (const auto& score : scores_of(mapping.assist)) {
    scores.push_back(json::object{
        {"substance", word(score.substance)}, {"points", score.points}, {"band", word(score.band)}});
  }
  return {{"id", mapping.id},
          {"at", to_string(mapping.at)},
          {"by", mapping.by},
          {"assist", to_json(mapping.assist)},
          {"scores", std::move(scores)}};
}

json::object view_of(const Need& need) {
  json::object object{{"id", need.id}, {"area", word(need.area)}, {"chosen_at", to_string(need.chosen_at)}};
  put(object, "words", need.words);
  put(object, "outcome", need.outcome);
  put(object, "closed_at", need.closed_at);
  return object;
}

json::object view_of(const Referral& referral) {
  json::object object{{"id", referral.id},
                      {"reference", app::reference_of(referral)},
                      {"service", referral.service},
                      {"service_name", referral.service_name},
                      {"kind", word(referral.kind)},
                      {"needs", texts_of(referral.needs)},
                      {"stage", word(referral.stage)},
                      {"stage_since", to_string(referral.stage_since)},
                      {"has_helped", referral.has_helped()},
                      {"confirmed", referral.confirmed}};
  if (referral.sent) object["sent"] = view_of(*referral.sent);
  put(object, "started_on", referral.started_on);
  put(object, "ended_on", referral.ended_on);
  put(object, "declined_for", referral.declined_for);
  put(object, "last_told", referral.last_told);
  put(object, "next_on", referral.next_on);
  return object;
}

json::object view_of(const PlanState& state) {
  json::object object{
      {"kind", word(state.kind)}, {"step", word(state.step)}, {"since", to_string(state.since)}};
  put(object, "who", state.who);
  return object;
}

json::object view_of(const Agreement& agreement) {
  const auto& terms = agreement.terms;
  json::object object{{"id", terms.agreement},
                      {"kind", word(terms.kind)},
                      {"with", terms.with},
                      {"person_terms", texts_of(terms.person_terms)},
                      {"other_terms", texts_of(terms.other_terms)},
                      {"from", to_string(terms.from)},
                      {"until", to_string(terms.until)}};
  put(object, "ended", agreement.ended);
  put(object, "ended_at", agreement.ended_at);
  return object;
}

json::object view_of(const FollowUp& task) {
  json::object object{{"kind", word(task.kind)}, {"item", task.item}, {"due", to_string(task.due)}};
  put(object, "about", task.about);
  put(object, "ask", task.ask);
  put(object, "asked_by", task.asked_by);
  return object;
}

json::object view_of(const app::Access& access) {
  return {{"actor", access.actor},
          {"actor_name", access.actor_name},
          {"what", access.what},
          {"at", to_string(access.at)}};
}

template <class Entries>
json::array views_of(const Entries& entries) {
  json::array views;
  for (const auto& entry : entries) views.push_back(view_of(entry));
  return views;
}

void add_record(json::object& object, const HelpRecord& record) {
  object["consents"] = views_of(record.consents());
  object["mappings"] = views_of(record.mappings());
  object["needs"] = views_of(record.needs());
  object["referrals"] = views_of(record.referrals());
  object["plan"] = views_of(record.plan());
  object["agreements"] = views_of(record.agreements());
}

void add_parts(schema::Book& book) {
  using namespace schema;
  book["Departure"] = object({{"referral", any_text()},
                              {"consent", any_text()},
                              {"receiver_name", any_text()},
                              {"channel", word_of<ReferralChannel>()},
                              {"data", list(word_of<SharedData>())},
                              {"at", instant()}},
                             "What has left, when and to whom.");
  book["WithdrawalEffect"] =
      object({{"consents", described(list(any_text()), "That ended with it.")},
              {"stopped", described(list(any_text()), "Referrals that never left.")},
              {"cut_off", described(list(any_text()), "Referrals that can no longer be answered.")},
              {"agreements", described(list(any_text()), "That ended with it.")},
              {"left", described(list(reference("Departure")), "What cannot be called back.")}},
             "What a withdrawal stopped, and what it could not.");
  book["Consent"] = object({{"id", any_text()},
                            {"purpose", word_of<ConsentPurpose>()},
                            {"receiver", described(any_text(), "A service's id, or `unit`.")},
                            {"receiver_name", any_text()},
                            {"data", list(word_of<SharedData>())},
                            {"giver", word_of<ConsentGiver>()},
                            optional("guardian_name", any_text()),
                            {"given_on", schema::date()},
                            {"expires_on", described(schema::date(), "The last day it holds.")},
                            optional("withdrawn_at", instant()),
                            optional("withdrawn_by", word_of<ConsentGiver>()),
                            optional("effect", reference("WithdrawalEffect"))});
  book["AssistMapping"] =
      object({{"id", any_text()},
              {"at", instant()},
              {"by", any_text()},
              {"assist", reference("AssistForm")},
              {"scores", list(object({{"substance", word_of<AssistSubstance>()},
                                      {"points", whole_number(0, 39)},
                                      {"band", word_of<AssistBand>()}}))}},
             "Answers, and the points of each substance by themselves: there is no total.");
  book["Need"] = object({{"id", any_text()},
                         {"area", word_of<NeedArea>()},
                         optional("words", any_text()),
                         {"chosen_at", instant()},
                         optional("outcome", word_of<NeedOutcome>()),
                         optional("closed_at", instant())});
  book["Referral"] =
      object({{"id", any_text()},
              {"reference", described(any_text(), "As on the referral and on the receiver's page.")},
              {"service", any_text()},
              {"service_name", any_text()},
              {"kind", word_of<ServiceKind>()},
              {"needs", list(any_text())},
              {"stage", word_of<ReferralStage>()},
              {"stage_since", instant()},
              {"has_helped", described(boolean(), "Help has started. To be referred is not to be helped.")},
              {"confirmed", described(boolean(), "The person says that help runs.")},
              optional("sent", reference("Departure")),
              optional("started_on", schema::date()),
              optional("ended_on", schema::date()),
              optional("declined_for", word_of<DeclineReason>()),
              optional("last_told", word_of<Told>()),
              optional("next_on", schema::date())});
  book["Agreement"] = object({{"id", any_text()},
                              {"kind", word_of<AgreementKind>()},
                              {"with", any_text()},
                              {"person_terms", list(any_text())},
                              {"other_terms", list(any_text())},
                              {"from", schema::date()},
                              {"until", schema::date()},
                              optional("ended", word_of<AgreementEnd>()),
                              optional("ended_at", instant())});
  book["FollowUp"] = object(
      {{"kind", one_of(words_to(FollowUpKind::review_agreement))},
       {"item", described(any_text(), "The referral's, consent's or agreement's id; or a plan's kind.")},
       optional("about", any_text()),
       optional("ask", described(word_of<Asked>(), "Absent: the unit's own to do.")),
       optional("asked_by", described(any_text(), "The coordinator; absent: the unit.")),
       {"due", schema::date()}},
      "Something to be asked or done.");
}

}  // namespace

json::object view_of(const app::HelpView& view) {
  json::object object{{"case_id", view.case_id},
                      {"case_number", view.case_number},
                      {"person_name", view.person_name},
                      {"version", view.version()},
                      {"givers", words_of(view.givers)}};
  if (view.rule) object["rule"] = policy::to_json(*view.rule);
  if (view.record) add_record(object, *view.record);
  object["follow_ups"] = views_of(view.follow_ups);
  object["accesses"] = views_of(view.accesses);
  return object;
}

json::object view_of(const app::HelpTask& task) {
  auto object = view_of(task.task);
  object["case_id"] = task.case_id;
  object["case_number"] = task.case_number;
  put(object, "person_name", task.person_name);
  return object;
}

json::object view_of(const app::HelpService& service) {
  json::object object{{"id", service.id},
                      {"name", service.name},
                      {"kind", word(service.kind)},
                      {"intermunicipal", service.intermunicipal}};
  put(object, "about", service.about);
  put(object, "phone", service.phone);
  return object;
}

json::object view_of(const app::ReceiverView& view) {
  return {{"reference", view.reference},        {"service_name", view.service_name},
          {"sent_on", to_string(view.sent_on)}, {"stage", word(view.stage)},
          {"open", words_of(view.open)},        {"expires_at", to_string(view.expires_at)}};
}

schema::Book help_view_schemas() {
  using namespace schema;
  Book book;
  add_parts(book);
  book["HelpRecord"] = object(
      {{"case_id", any_text()},
       {"case_number", any_text()},
       {"person_name", described(any_text(), "Empty where the address is protected.")},
       {"version", described(count(), "0: there is no record before the first consent to help.")},
       {"givers", described(list(word_of<ConsentGiver>()), "Who may consent under the policy.")},
       optional("rule", reference("PolicyAnswer")),
       optional("consents", list(reference("Consent"))),
       optional("mappings", list(reference("AssistMapping"))),
       optional("needs", list(reference("Need"))),
       optional("referrals", list(reference("Referral"))),
       optional("plan", list(object({{"kind", word_of<PlanKind>()},
                                     {"step", word_of<PlanStep>()},
                                     optional("who", any_text()),
                                     {"since", instant()}}))),
       optional("agreements", list(reference("Agreement"))),
       {"follow_ups", list(reference("FollowUp"))},
       {"accesses", described(list(object({{"actor", any_text()},
                                           {"actor_name", any_text()},
                                           {"what", any_text()},
                                           {"at", instant()}})),
                              "Who has looked at the record, newest first.")}},
      "The help record (hjelpejournal): kept apart from the case, and no part of what police may learn.");
  auto task = book["FollowUp"];
  auto& members = task["properties"].as_object();
  members["case_id"] = any_text();
  members["case_number"] = any_text();
  members["person_name"] = described(any_text(), "Absent: the address is protected.");
  for (auto name : {"case_id", "case_number"}) task["required"].as_array().emplace_back(name);
  book["HelpTask"] = std::move(task);
  book["HelpService"] = object({{"id", any_text()},
                                {"name", any_text()},
                                {"kind", word_of<ServiceKind>()},
                                {"intermunicipal", boolean()},
                                optional("about", any_text()),
                                optional("phone", any_text())},
                               "A service that somebody may be referred to.");
  book["ReceiverView"] =
      object({{"reference", any_text()},
              {"service_name", any_text()},
              {"sent_on", schema::date()},
              {"stage", word_of<ReferralStage>()},
              {"open", described(list(word_of<ReferralAnswer>()), "What may still be answered.")},
              {"expires_at", instant()}},
             "Enough to answer, and nothing of the person.");
  return book;
}

}  // namespace moteplass::api
