// For tests only: an application whose store is never there, behind the API's routes.
#pragma once

#include "api/api.h"

namespace moteplass::api::closed {

class Store : public app::Store {
  template <class Value>
  using Answer = Result<Value, app::StoreFault>;
  static auto away() { return failure(app::StoreFault::unavailable); }

 public:
  Answer<void> write(const app::WriteJob&) override { return away(); }
  Answer<std::vector<app::StoredEvent>> events_of(const std::string&) override { return away(); }
  Answer<std::vector<app::StoredEvent>> events_after(std::uint64_t, std::size_t) override { return away(); }
  Answer<app::ChainHead> chain_head() override { return away(); }
  Answer<std::optional<std::uint64_t>> first_broken_link() override { return away(); }
  Answer<std::optional<app::ReceivedMessage>> find_message(const std::string&, const std::string&) override {
    return away();
  }
  Answer<std::vector<app::CaseRow>> case_rows(const app::CaseQuery&) override { return away(); }
  Answer<std::uint64_t> count_case_rows(const app::CaseQuery&) override { return away(); }
  Answer<std::vector<app::WorklistCount>> worklist_counts(Instant) override { return away(); }
  Answer<std::optional<app::CaseRow>> case_row(const std::string&) override { return away(); }
  Answer<std::vector<app::PoliceRow>> police_rows(const std::string&, std::size_t, std::size_t) override {
    return away();
  }
  Answer<std::vector<app::OutboxItem>> outbox_due(Instant, std::size_t) override { return away(); }
  Answer<std::optional<app::Document>> document(const std::string&) override { return away(); }
  Answer<std::vector<app::Access>> accesses_of(const std::string&) override { return away(); }
  Answer<std::vector<app::Figure>> figures() override { return away(); }
  Answer<std::vector<app::PolicyDraft>> drafts() override { return away(); }
  Answer<std::optional<app::PolicyDraft>> draft(const std::string&) override { return away(); }
  Answer<std::vector<app::PolicyVersion>> policy_versions() override { return away(); }
  Answer<std::vector<schedule::Booking>> bookings(const app::BookingQuery&) override { return away(); }
  Answer<std::optional<app::CalendarLink>> calendar_link(const Digest&) override { return away(); }
  Answer<std::optional<app::CalendarLink>> calendar_link_of(const std::string&) override { return away(); }
  Answer<std::optional<app::CaseKey>> key(const std::string&) override { return away(); }
  Answer<std::optional<app::CaseKey>> key_by_code(const Digest&) override { return away(); }
  Answer<std::vector<app::CaseKey>> keys_of(const std::string&) override { return away(); }
};

class HelpStore : public app::HelpStore {
  template <class T>
  using Answer = Result<T, app::StoreFault>;
  static auto away() { return failure(app::StoreFault::unavailable); }

 public:
  Answer<void> write(const app::HelpWriteJob&) override { return away(); }
  Answer<std::vector<app::StoredEvent>> events_of(const std::string&) override { return away(); }
  Answer<std::vector<std::string>> case_ids() override { return away(); }
  Answer<app::ChainHead> chain_head() override { return away(); }
  Answer<std::optional<std::uint64_t>> first_broken_link() override { return away(); }
  Answer<std::vector<app::HelpFollowUp>> follow_ups(Date, std::size_t) override { return away(); }
  Answer<std::optional<app::HelpLink>> link(const Digest&) override { return away(); }
  Answer<std::vector<app::Access>> accesses_of(const std::string&) override { return away(); }
  Answer<std::vector<app::Figure>> figures() override { return away(); }
};

class Clock : public app::Clock {
 public:
  Instant now() const override { return parse_instant("2026-03-02T09:00:00Z").value(); }
};

class Entropy : public app::Entropy {
 public:
  std::string bytes(std::size_t count) override { return std::string(count, 'x'); }
};

class Letters : public app::LetterMaker {
 public:
  Result<std::string, app::LetterFault> html(const app::LetterContent&) const override {
    return failure(app::LetterFault{"none here"});
  }
  Result<std::string, app::LetterFault> pdf(const app::LetterContent&) const override {
    return failure(app::LetterFault{"none here"});
  }
};

// Routes whose users are told apart by the words "police" and "caseworker" in place of a token.
class Application {
 public:
  Application() {
    add_routes(
        router,
        {intake_, cases_, police_, policy_desk_, drafts_, distribution_, statistics_, schedules_, help_},
        [](const http::Request& request) -> std::optional<app::User> {
          auto who = request.header("Authorization");
          if (who == "police") return app::User{"p", "Politi", app::Role::police, "oslo-pd"};
          if (who == "caseworker") return app::User{"c", "Rådgiver", app::Role::caseworker, ""};
          return std::nullopt;
        },
        {[] { return false; }});
  }

  http::Response ask(http::Method method, std::string path, std::string who, std::string body = {},
                     http::Parameters query = {}) const {
    http::Request request;
    request.method = method;
    request.path = std::move(path);
    request.query = std::move(query);
    request.body = std::move(body);
    if (!who.empty()) request.headers.add("Authorization", std::move(who));
    if (method == http::Method::post) request.headers.add("Content-Type", "application/json");
    return router.answer(std::move(request));
  }

  http::Router router;

 private:
  Store store_;
  Clock clock_;
  Entropy entropy_;
  Letters letters_;
  app::PolicyShelf policies_;
  app::UnitSettings unit_;
  app::Setup setup_{store_, clock_, entropy_, letters_, policies_, unit_};
  app::Intake intake_{setup_};
  app::CaseDesk cases_{setup_};
  app::PoliceDesk police_{setup_};
  app::PolicyDesk policy_desk_{policies_, clock_};
  policy::SharedModels shared_;
  std::vector<policy::WorkedCase> worked_cases_;
  app::DraftDesk drafts_{setup_, policies_, shared_, worked_cases_};
  app::DistributionDesk distribution_{policies_, clock_};
  HelpStore help_store_;
  app::StatisticsDesk statistics_{setup_, help_store_};
  app::ScheduleDesk schedules_{setup_};
  app::HelpSettings help_settings_;
  app::HelpDesk help_{setup_, help_store_, help_settings_};
};

}  // namespace moteplass::api::closed
