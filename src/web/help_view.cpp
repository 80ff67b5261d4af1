#include "web/help_view.h"

#include <fmt/format.h>

#include "http/forms.h"

namespace moteplass::web {
namespace {

using namespace casework;

json::object link(std::string href, std::string label) {
  return {{"href", std::move(href)}, {"label", std::move(label)}};
}

json::value listed(json::array list) {
  return list.empty() ? json::value(false) : json::value(json::object{{"list", std::move(list)}});
}

class Page {
 public:
  Page(Words words, const app::HelpView& view, const app::HelpSettings& settings, Instant now)
      : words_(words), view_(view), settings_(settings), today_(local_date(now)) {}

  json::object step(std::string_view word, const std::string& item = {}, std::string query = {}) const {
    auto href = fmt::format("{}/{}", help_path(view_.case_id), word);
    if (!item.empty()) href += "/" + http::url_encode(item);
    if (!query.empty()) href += "?" + query;
    return link(std::move(href), words_.of("help.step", word));
  }

  json::array consents() const {
    json::array list;
    if (!view_.record) return list;
    for (auto kept = view_.record->consents().rbegin(); kept != view_.record->consents().rend(); ++kept) {
      const Consent& consent = kept->consent;
      bool valid = kept->is_valid(today_);
      auto status = kept->withdrawn_at ? words_("help.withdrawn_on",
                                                {{"date", words_.date(local_date(*kept->withdrawn_at))}})
                    : valid ? words_("help.valid_until", {{"date", words_.date(consent.expires_on)}})
                            : words_("help.expired_on", {{"date", words_.date(consent.expires_on)}});
      json::object line{
          {"purpose", words_.of("help.purpose", word(consent.purpose))},
          {"receiver", consent.receiver_name},
          {"data", data_text(words_, consent.data)},
          {"giver", words_.of("help.giver", word(consent.giver))},
          {"given", words_.date(consent.given_on)},
          {"status", std::move(status)},
          {"valid", valid},
          {"print", fmt::format("{}/form/{}", help_path(view_.case_id), http::url_encode(consent.id))},
          {"effect", kept->effect ? effect_view(words_, *view_.record, consent.id) : json::value(false)}};
      line["withdraw"] =
          kept->withdrawn_at ? json::value(false) : json::value(step("withdraw_consent", consent.id));
      list.push_back(std::move(line));
    }
    return list;
  }

  json::array needs() const {
    json::array list;
    if (!view_.record) return list;
    for (const auto& need : view_.record->needs()) {
      list.push_back(
          json::object{{"area", words_.of("help.area", word(need.area))},
                       {"words", need.words},
                       {"outcome", need.outcome ? words_.of("help.outcome", word(*need.outcome)) : ""},
                       {"close", need.outcome || !is_open() ? json::value(false)
                                                            : json::value(step("close_need", need.id))}});
    }
    return list;
  }

  json::array referrals() const {
    json::array list;
    if (!view_.record) return list;
    for (const auto& referral : view_.record->referrals()) {
      json::array areas;
      std::vector<std::string> names;
      for (const auto& id : referral.needs) {
        if (const auto* need = view_.record->need(id))
          names.push_back(words_.of("help.area", word(need->area)));
      }
      json::array steps;
      bool answers = !answers_open(*view_.record, referral, today_).empty();
      if (is_open() && referral.stage == ReferralStage::made) {
        bool consented =
            view_.record->valid_consent(ConsentPurpose::referral, referral.service, today_) != nullptr;
        steps.push_back(consented ? step("send_referral", referral.id)
                                  : step("give_consent", "",
                                         "purpose=referral&receiver=" + http::url_encode(referral.service)));
      }
      if (is_open() && referral.sent && referral.is_open()) {
        steps.push_back(step("answer_referral", referral.id));
        steps.push_back(step("make_follow_up", referral.id));
      }
      list.push_back(json::object{
          {"service", referral.service_name},
          {"kind", words_.of("help.kind", word(referral.kind))},
          {"for", words_.list(names)},
          {"stage", words_.of("help.stage", word(referral.stage))},
          {"stage_explained", words_.of("help.stage_explained", word(referral.stage))},
          {"helped", referral.has_helped()},
          {"since", words_.date(local_date(referral.stage_since))},
          {"reason", referral.declined_for ? words_.of("help.reason", word(*referral.declined_for)) : ""},
          {"reference", app::reference_of(referral)},
          {"letter", referral.sent ? fmt::format("{}/letter/{}", help_path(view_.case_id),
                                                 http::url_encode(referral.id))
                                   : std::string()},
          {"link_action",
           answers ? fmt::format("{}/link/{}", help_path(view_.case_id), http::url_encode(referral.id))
                   : std::string()},
          {"steps", listed(std::move(steps))}});
    }
    return list;
  }

  json::array plan() const {
    json::array list;
    for (auto kind : {PlanKind::coordinator, PlanKind::individual_plan}) {
      const auto* state = view_.record ? view_.record->plan_of(kind) : nullptr;
      auto label = words_.of("help.plan_kind", word(kind));
      auto value = state == nullptr ? words_("help.plan_none")
                   : state->who.empty()
                       ? words_.of("help.plan_step", word(state->step))
                       : fmt::format("{}: {}", words_.of("help.plan_step", word(state->step)), state->who);
      list.push_back(json::object{{"label", std::move(label)}, {"value", std::move(value)}});
    }
    return list;
  }

  json::array agreements() const {
    json::array list;
    if (!view_.record) return list;
    for (const auto& one : view_.record->agreements()) {
      auto terms = [](const std::vector<std::string>& texts) {
        json::array lines;
        for (const auto& text : texts) lines.emplace_back(text);
        return lines;
      };
      list.push_back(json::object{
          {"kind", words_.of("help.agreement_kind", word(one.terms.kind))},
          {"with", one.terms.with},
          {"period", words_("help.period", {{"from", words_.date(one.terms.from)},
                                            {"until", words_.date(one.terms.until)}})},
          {"person_terms", terms(one.terms.person_terms)},
          {"other_terms", terms(one.terms.other_terms)},
          {"ended", one.ended ? words_.of("help.agreement_end", word(*one.ended)) : ""},
          {"end", one.ended ? json::value(false) : json::value(step("end_agreement", one.terms.agreement))}});
    }
    return list;
  }

  json::value mapping() const {
    if (!view_.record || view_.record->mappings().empty()) return false;
    const auto& last = view_.record->mappings().back();
    auto scores = scores_view(words_, scores_of(last.assist));
    return json::object{
        {"when", words_.moment(last.at)},
        {"who", last.by},
        {"scores", listed(std::move(scores))},
        {"injected", last.assist.injected ? words_.of("help.recency", word(*last.assist.injected)) : ""}};
  }

  json::array tasks() const {
    json::array list;
    for (const auto& task : view_.follow_ups) {
      if (task.shown_from > today_) continue;
      list.push_back(task_view(words_, {view_.case_id, view_.case_number, view_.person_name, task}, today_));
    }
    return list;
  }

  bool is_open() const { return view_.record && view_.record->is_open(today_); }

  json::value may(json::array steps) const { return listed(std::move(steps)); }

 private:
  Words words_;
  const app::HelpView& view_;
  const app::HelpSettings& settings_;
  Date today_;
};

}  // namespace

std::string help_path(const std::string& case_id) {
  return fmt::format("/cases/{}/help", http::url_encode(case_id));
}

std::string data_text(Words words, const std::vector<SharedData>& data) {
  std::vector<std::string> names;
  for (auto one : data) names.push_back(words.of("help.data", word(one)));
  return words.list(names);
}

json::array scores_view(Words words, const std::vector<AssistScore>& scores) {
  json::array list;
  for (const auto& score : scores) {
    list.push_back(json::object{{"substance", words.of("help.substance", word(score.substance))},
                                {"points", score.points},
                                {"band", words.of("help.band", word(score.band))},
                                {"band_word", word(score.band)}});
  }
  return list;
}

json::value effect_view(Words words, const HelpRecord& record, std::string_view consent) {
  auto effect = record.effect_of_withdrawal(consent);
  if (!effect) return false;
  auto names = [&](const std::vector<std::string>& ids) {
    json::array list;
    for (const auto& id : ids) {
      if (const auto* referral = record.referral(id)) list.emplace_back(referral->service_name);
    }
    return list;
  };
  json::array left;
  for (const auto& departure : effect->left) {
    left.push_back(json::object{{"receiver", departure.receiver_name},
                                {"when", words.moment(departure.at)},
                                {"data", data_text(words, departure.data)}});
  }
  return json::object{{"stopped", listed(names(effect->stopped))},
                      {"left", listed(std::move(left))},
                      {"agreements", !effect->agreements.empty()}};
}

std::string task_text(Words words, const FollowUp& task) {
  auto about = task.about;
  if (task.kind == FollowUpKind::appoint) about = words.of("help.plan_kind", task.item);
  return words(fmt::format("help.task.{}", word(task.kind)), {{"about", about}});
}

json::object task_view(Words words, const app::HelpTask& task, Date today) {
  const auto& one = task.task;
  return {{"person", words.name(task.person_name)},
          {"number", task.case_number},
          {"href", help_path(task.case_id)},
          {"text", task_text(words, one)},
          {"ask", one.ask ? words.of("help.ask", word(*one.ask)) : words("help.ask_nobody")},
          {"asked_by", !one.ask               ? ""
                       : one.asked_by.empty() ? words("help.asked_by_unit")
                                              : one.asked_by},
          {"due", words.date(one.due)},
          {"due_iso", to_string(one.due)},
          {"overdue", one.due < today}};
}

json::object help_page_view(Words words, const app::HelpView& view, const app::HelpSettings& settings,
                            Instant now) {
  Page page(words, view, settings, now);
  auto tasks = page.tasks();
  json::array accesses;
  for (const auto& access : view.accesses) {
    accesses.push_back(json::object{{"who", access.actor_name}, {"when", words.moment(access.at)}});
  }
  bool open = page.is_open();
  auto step = [&](std::string_view word, std::string query = {}) -> json::value {
    if (!open) return false;
    return page.step(word, "", std::move(query));
  };
  bool may_consent = !view.givers.empty();
  return {{"person", words.name(view.person_name)},
          {"number", view.case_number},
          {"case_href", fmt::format("/cases/{}", http::url_encode(view.case_id))},
          {"open", open},
          {"may_consent", may_consent},
          {"first_consent", page.step("give_consent", "", "purpose=help")},
          {"blank_form", help_path(view.case_id) + "/form"},
          {"more_consent", step("give_consent")},
          {"map", step("record_mapping")},
          {"choose", step("choose_need")},
          {"refer", step("make_referral")},
          {"plan_step", step("take_plan_step")},
          {"agree", step("make_agreement")},
          {"consents", listed(page.consents())},
          {"mapping", page.mapping()},
          {"needs", listed(page.needs())},
          {"referrals", listed(page.referrals())},
          {"plan", page.plan()},
          {"agreements", listed(page.agreements())},
          {"tasks", listed(std::move(tasks))},
          {"accesses", std::move(accesses)}};
}

}  // namespace moteplass::web
