#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "letters/letter_data.h"
#include "letters/letters_fixture.h"
#include "letters/phrases.h"
#include "letters/process.h"
#include "policy/policy_files_test.h"
#include "texts/template.h"

namespace moteplass::letters {
namespace {

using app::LetterLanguage;
using casework::LetterKind;
using ::testing::HasSubstr;
using ::testing::Not;

const WeasyprintLetterMaker& maker() {
  static const auto made = WeasyprintLetterMaker::open({template_folder()});
  if (!made) throw std::runtime_error(made.error().problem);
  return **made;
}

std::string page(const app::LetterContent& content) {
  auto html = maker().html(content);
  if (!html) return "FAULT " + html.error().problem;
  for (std::size_t i = 0; (i = html->find("\u00A0", i)) != std::string::npos;) html->replace(i, 2, " ");
  return *html;
}

struct Case {
  std::string policy;
  LetterKind kind;
  LetterLanguage language;
  bool minor;
};

std::vector<Case> all_cases() {
  std::vector<Case> cases;
  for (auto policy : {"rer-2022", "nou-2019-flertall"})
    for (auto kind : {LetterKind::order, LetterKind::summons, LetterKind::feedback})
      for (auto language : {LetterLanguage::nb, LetterLanguage::nn})
        for (bool minor : {false, true}) cases.push_back({policy, kind, language, minor});
  return cases;
}

std::string name_of(const Case& c) {
  return fmt::format("{}-{}-{}{}", c.policy, casework::word(c.kind),
                     c.language == LetterLanguage::nb ? "nb" : "nn", c.minor ? "-minor" : "");
}

struct TestName {
  template <class Parameter>
  std::string operator()(const Parameter& parameter) const {
    std::string name = name_of(parameter.param);
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
  }
};

class EveryLetter : public ::testing::TestWithParam<Case> {
 protected:
  app::LetterContent content() const {
    const Case& c = GetParam();
    return letter(c.policy, c.kind, c.language, c.minor);
  }
  bool to_a_person() const { return GetParam().kind != LetterKind::feedback; }
  std::string nb_or_nn(const char* nb, const char* nn) const {
    return GetParam().language == LetterLanguage::nb ? nb : nn;
  }
};
INSTANTIATE_TEST_SUITE_P(Letters, EveryLetter, ::testing::ValuesIn(all_cases()), TestName());

TEST_P(EveryLetter, IsWholeAndRefersToNothingOutside) {
  std::string html = page(content());
  EXPECT_THAT(html, Not(HasSubstr("FAULT")));
  EXPECT_THAT(html, Not(HasSubstr("{{")));
  EXPECT_THAT(html, HasSubstr(nb_or_nn("<html lang=\"nb\">", "<html lang=\"nn\">")));
  for (auto outside : {"http:", "https:", "src=", "href=", "url(", "@import", "<script"})
    EXPECT_THAT(html, Not(HasSubstr(outside)));
}

TEST_P(EveryLetter, SaysWhatALetterToAPersonMustSay) {
  if (!to_a_person()) return;
  std::string html = page(content());
  bool rer = GetParam().policy == "rer-2022";
  bool summons = GetParam().kind == LetterKind::summons;
  std::vector<std::string> parts = {
      "Kari Nordmann",
      "3. februar 2026",
      nb_or_nn("Rettslig grunnlag: ", "Rettsleg grunnlag: "),
      nb_or_nn("Dette må du", "Dette må du"),
      nb_or_nn("Dette velger du selv", "Dette vel du sjølv"),
      nb_or_nn("Det du forteller oss, går ikke videre", "Det du fortel oss, går ikkje vidare"),
      nb_or_nn("Hvis du ikke møter", "Dersom du ikkje møter"),
      nb_or_nn("Trenger du tolk", "Treng du tolk"),
      "15550123",
      "12 34 56 78",
      "rer@eksempelby.example",
      "mandag til fredag kl. 09–15",
      "Ola Rådgiver",
  };
  if (rer) {
    parts.push_back("§ 3-9 c");
    parts.push_back(nb_or_nn("straffeprosessloven § 71", "straffeprosesslova § 71"));
    parts.push_back(nb_or_nn("straffeprosessloven § 69", "straffeprosesslova § 69"));
    parts.push_back(nb_or_nn("innen én måned", "innan éin månad"));
    parts.push_back(
        nb_or_nn("skrives ikke i noen pasientjournal", "blir ikkje skrive i nokon pasientjournal"));
    parts.push_back(nb_or_nn("om saken skal tas opp på ny", "om saka skal takast opp på ny"));
  } else {
    parts.push_back(nb_or_nn("forvaltningsloven § 12", "forvaltningslova § 12"));
    parts.push_back(nb_or_nn("forvaltningsloven § 29", "forvaltningslova § 29"));
    parts.push_back(nb_or_nn("</strong> 3 uker fra", "</strong> 3 veker frå"));
    parts.push_back(nb_or_nn("ingen straff eller bot for å utebli", "inga straff eller bot for å utebli"));
  }
  if (summons) {
    parts.push_back(nb_or_nn("Mandag 16. mars 2026 kl. 09.30", "Måndag 16. mars 2026 kl. 09.30"));
    parts.push_back("Storgata 1, 2. etasje");
    parts.push_back(nb_or_nn("satt av 1 time", "sett av 1 time"));
    parts.push_back(nb_or_nn("Passer ikke tiden?", "Passar ikkje tida?"));
    parts.push_back(nb_or_nn("ikke et avhør", "ikkje eit avhøyr"));
  }
  if (GetParam().minor) parts.push_back(nb_or_nn("barnevernsloven § 13-2", "barnevernslova § 13-2"));
  for (const auto& part : parts) EXPECT_THAT(html, HasSubstr(part));
}

// Domain.md section 5: case number, outcome, dates, attempts; nothing about content and no name.
TEST_P(EveryLetter, OfFeedbackHoldsThePoliceFeedbackAndNothingElse) {
  if (to_a_person()) return;
  app::LetterContent content = this->content();
  content.signed_by = "Hemmelig Rådgiver";
  content.case_number = "2026-4711";
  content.legal_basis = "hemmelig hjemmel";
  content.young_person = "Hemmelig Foresatt";
  content.meeting = casework::Meeting{*parse_instant("2026-03-16T08:30:00Z"), 60, "Hemmelig sted", {"lege"}};
  std::string html = page(content);
  for (auto part : {"15550123", "14. mars 2026", "<td>1</td>", "oslo-pd"}) EXPECT_THAT(html, HasSubstr(part));
  for (auto secret : {"Hemmelig", "hemmelig", "2026-4711", "Kari", "lege"})
    EXPECT_THAT(html, Not(HasSubstr(secret)));

  auto templates = texts::Templates::compile(*texts::load_folder(template_folder(), ".mustache"), {"css"});
  auto name = fmt::format("{}/feedback.{}", GetParam().policy, nb_or_nn("nb", "nn"));
  for (const auto& tag : templates->find(name)->tag_names()) {
    bool allowed = tag == "css" || tag == "." || tag == "dated" || tag.starts_with("unit.") ||
                   tag.starts_with("to.") || tag == "case_number" || tag == "met" || tag == "not_met" ||
                   tag == "cancelled" || tag == "has_dates" || tag == "dates" || tag == "attempts";
    EXPECT_TRUE(allowed) << tag;
  }
}

std::string program_output(std::vector<std::string> command, const std::string& input) {
  ProcessRequest request;
  request.command = std::move(command);
  request.environment = {"PATH=/usr/bin:/bin", "LANG=C.UTF-8"};
  request.input = input;
  auto outcome = run(request);
  return outcome ? outcome->output : std::string();
}

bool installed(const std::string& program) {
  return !program_output({"/bin/sh", "-c", "command -v " + program}, "").empty();
}

TEST_P(EveryLetter, BecomesATaggedPdfOfAtMostTwoPages) {
  if (!installed("weasyprint")) GTEST_SKIP() << "weasyprint is not installed";
  auto pdf = maker().pdf(content());
  ASSERT_TRUE(pdf) << pdf.error().problem;
  EXPECT_TRUE(pdf->starts_with("%PDF"));
  EXPECT_THAT(*pdf, HasSubstr(nb_or_nn("/Lang (nb)", "/Lang (nn)")));
  if (const char* folder = std::getenv("MOTEPLASS_LETTER_SAMPLES"))
    std::ofstream(std::string(folder) + "/" + name_of(GetParam()) + ".pdf", std::ios::binary) << *pdf;
  if (!installed("pdfinfo")) GTEST_SKIP() << "pdfinfo is not installed";
  std::string file = ::testing::TempDir() + "/" + name_of(GetParam()) + ".pdf";
  std::ofstream(file, std::ios::binary) << *pdf;
  std::string info = program_output({"pdfinfo", file}, "");
  std::filesystem::remove(file);
  EXPECT_THAT(info, ::testing::ContainsRegex("Tagged: +yes"));
  EXPECT_THAT(info, ::testing::ContainsRegex("Title: +[A-Z]"));
  EXPECT_THAT(info, ::testing::ContainsRegex("Pages: +[12]\n"));
}

TEST(Letter, IsTheSameBytesEveryTime) {
  if (!installed("weasyprint")) GTEST_SKIP() << "weasyprint is not installed";
  auto content = letter("rer-2022", LetterKind::feedback, LetterLanguage::nb, false);
  EXPECT_TRUE(*maker().pdf(content) == *maker().pdf(content));
}

TEST(Letter, HostileTextStaysText) {
  auto content = letter("rer-2022", LetterKind::summons, LetterLanguage::nb, false);
  content.to.name =
      "<script>alert(1)</script>{{signed_by}}{{{css}}}\xE2\x80\xAE"
      "evil\xF0\x9F\x98\x80\n\x07";
  content.to.street = "\"><img src=x onerror=y>";
  content.meeting->place = "</style><link rel=attachment href=file:///etc/passwd>" + std::string(200, 'W');
  content.case_number = "2026\\\"; } body { display: none }";
  std::string html = page(content);
  EXPECT_THAT(html,
              HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;{{signed_by}}{{{css}}}evil\xF0\x9F\x98\x80 "));
  for (auto live : {"<script", "<img", "<link", "\xE2\x80\xAE"}) EXPECT_THAT(html, Not(HasSubstr(live)));
  if (!installed("weasyprint") || !installed("pdftotext")) return;
  auto pdf = maker().pdf(content);
  ASSERT_TRUE(pdf);
  if (const char* folder = std::getenv("MOTEPLASS_LETTER_SAMPLES"))
    std::ofstream(std::string(folder) + "/hostile.pdf", std::ios::binary) << *pdf;
  std::string words = program_output({"pdftotext", "-", "-"}, *pdf);
  EXPECT_THAT(words, HasSubstr("Innkalling til samtale"));
  EXPECT_THAT(words, HasSubstr("Mandag 16. mars 2026"));
  EXPECT_THAT(words, Not(HasSubstr("root:")));
}

TEST(Letter, PrintableTakesOutWhatCannotBeSeen) {
  EXPECT_EQ(printable("a\xE2\x80\xAE"
                      "b\xE2\x81\xA6"
                      "c\xEF\xBB\xBF"
                      "d\xD8\x9C"
                      "e\xC2\x85"
                      "f\x01\n"),
            "abcdef ");
  EXPECT_EQ(printable("Åse Ørn – 14. mars, ملاك"), "Åse Ørn – 14. mars, ملاك");
}

TEST(Letter, TheGuardianIsNamedOnlyWhenCalled) {
  auto content = letter("nou-2019-flertall", LetterKind::summons, LetterLanguage::nb, true);
  EXPECT_THAT(page(content), HasSubstr("skal være med på møtet"));
  content.guardian = casework::GuardianHandling::not_contacted;
  EXPECT_THAT(page(content), Not(HasSubstr("Foreldrene dine")));
  content.guardian = casework::GuardianHandling::trusted_person_instead;
  EXPECT_THAT(page(content), HasSubstr("(tillitsperson) i stedet for foreldrene dine"));
}

TEST(Letter, ToAMinorSaysWhoElseIsTold) {
  auto content = letter("nou-2019-flertall", LetterKind::summons, LetterLanguage::nb, true);
  casework::GuardianPlan plan;
  plan.heard = casework::ChildHeard::heard;
  plan.wish = casework::ContactWish::together_with_someone;
  plan.wish_with = "rådgiveren på skolen";
  content.guardian_plan = plan;
  EXPECT_THAT(page(content), HasSubstr("får vite om møtet. Vi tar kontakt sammen med rådgiveren på skolen"));
  content.guardian_plan->wish = casework::ContactWish::letter;
  content.guardian_plan->wish_with.reset();
  EXPECT_THAT(page(content), HasSubstr("får et eget brev om møtet. Vi tar kontakt i brev"));
  plan.handling = casework::GuardianHandling::trusted_person_instead;
  plan.trusted_person = casework::TrustedPerson{"Mormor <b>Prøve</b>", {}, {}};
  content.guardian_plan = plan;
  content.guardian = plan.handling;
  EXPECT_THAT(page(content), HasSubstr("Mormor &lt;b&gt;Prøve&lt;/b&gt; får vite om møtet. Det er bare du"));
  content.guardian = casework::GuardianHandling::not_contacted;
  content.guardian_plan->handling = casework::GuardianHandling::not_contacted;
  content.guardian_plan->trusted_person.reset();
  std::string alone = page(content);
  EXPECT_THAT(alone, HasSubstr("Det er bare du som får dette brevet."));
  for (auto secret : {"Nordmann og", "eget brev", "rådgiveren på skolen"})
    EXPECT_THAT(alone, Not(HasSubstr(secret)));
  auto grown = letter("nou-2019-flertall", LetterKind::summons, LetterLanguage::nb, false);
  EXPECT_THAT(page(grown), Not(HasSubstr("Hvem andre får vite")));
}

TEST(Letter, TheOrderToAMinorHasNotAWordOfParents) {
  for (std::string model : {"nou-2019-flertall", "rer-2022"}) {
    auto content = letter(model, LetterKind::order, LetterLanguage::nb, true);
    content.guardian = casework::GuardianHandling::not_contacted;
    std::string html = page(content);
    EXPECT_THAT(html, HasSubstr("snakker vi med deg om først"));
    for (auto word : {"oreldre", "oresatt", "forelder", "illitsperson"})
      EXPECT_THAT(html, Not(HasSubstr(word))) << model;
  }
}

app::LetterContent to_a_guardian(LetterLanguage language) {
  auto content = letter("nou-2019-flertall", LetterKind::summons, language, true);
  content.to_guardian = true;
  content.young_person = content.to.name;
  content.to = {"Anne <b>Nordmann", "Annengate 3", "0003", "Eksempelby"};
  content.guardian_plan = casework::GuardianPlan{};
  content.guardian_plan->heard = casework::ChildHeard::heard;
  content.guardian_plan->wish = casework::ContactWish::no_contact;
  return content;
}

app::LetterContent concern_report(LetterLanguage language) {
  auto content = letter("rer-2022", LetterKind::order, language, true);
  app::ConcernReport report;
  report.assessment.child = casework::ChildConcerned::the_person;
  report.assessment.grounds = {casework::ChildWelfareGround::own_actions};
  report.assessment.conclusion = casework::ChildWelfareConclusion::report;
  report.assessment.facts = "Fortalte om <slag>.\n\nHadde merker.";
  report.assessment.reason = "Redd for å gå hjem.";
  report.assessed_at = *parse_instant("2026-03-02T09:05:00Z");
  report.person_name = "Kari Nordmann";
  report.birth_date = parse_date("2009-08-08").value();
  content.concern = std::move(report);
  return content;
}

TEST(Letter, ToAGuardianSaysWhatIsExpectedAndNothingOfWhatTheChildSaid) {
  std::string html = page(to_a_guardian(LetterLanguage::nb));
  for (auto part :
       {"Anne &lt;b&gt;Nordmann", "Annengate 3", "sammen med Kari Nordmann", "Du skal være med på møtet",
        "Mandag 16. mars 2026 kl. 09.30", "Barnekonvensjonen artikkel 12", "3 uker fra dere fikk",
        "Politiet får bare vite om møteplikten er oppfylt"})
    EXPECT_THAT(html, HasSubstr(part));
  for (auto secret : {"Lillevegen", "ønsker ikke", "bedt om", "{{"})
    EXPECT_THAT(html, Not(HasSubstr(secret)));
  EXPECT_THAT(page(to_a_guardian(LetterLanguage::nn)), HasSubstr("Du skal vere med på møtet"));
}

TEST(Letter, TheReportToChildWelfareHasFactsGroundAndLaw) {
  std::string html = page(concern_report(LetterLanguage::nb));
  for (auto part :
       {"Kari Nordmann, født 8. august 2009", "2. mars 2026 kl. 10.05", "Ola Rådgiver",
        "problematisk bruk av rusmidler", "Fortalte om &lt;slag&gt;.", "Hadde merker.", "Redd for å gå hjem.",
        "Barnevernsloven § 13-2", "Innen tre uker", "Barnevernsloven § 13-3"})
    EXPECT_THAT(html, HasSubstr(part));
  EXPECT_THAT(html, Not(HasSubstr("menneskehandel")));
  for (auto secret : {"Lillevegen", "15550123", "§ 69", "{{"}) EXPECT_THAT(html, Not(HasSubstr(secret)));
  EXPECT_THAT(page(concern_report(LetterLanguage::nn)), HasSubstr("Uromelding til barnevernet"));
}

app::LetterContent referral(LetterLanguage language) {
  auto content = letter("rer-2022", LetterKind::order, language, false);
  app::ReferralLetter sent;
  sent.person_name = "Kari <i>Nordmann";
  sent.phone = "900 00 101";
  sent.service_name = "NAV Eksempelby";
  sent.reference = "H-0a1b2c3d";
  sent.sent_on = content.dated;
  sent.needs = {{casework::NeedArea::housing, "egen hybel"}, {casework::NeedArea::debt, ""}};
  sent.scores = {{casework::AssistSubstance::alcohol, 11, casework::AssistBand::moderate}};
  sent.plan = {{casework::PlanKind::coordinator, casework::PlanStep::in_place, "Kari Koordinator", {}}};
  content.referral = std::move(sent);
  return content;
}

TEST(Letter, AReferralSaysWhatWasSentAndNothingOfTheDuty) {
  std::string html = page(referral(LetterLanguage::nb));
  for (auto part : {"NAV Eksempelby", "H-0a1b2c3d", "Kari &lt;i&gt;Nordmann", "900 00 101",
                    "Bolig: egen hybel", "<li>Gjeld og økonomi</li>", "Alkohol", "11 poeng",
                    "Koordinator: På plass, Kari Koordinator", "Samtykket kan trekkes"})
    EXPECT_THAT(html, HasSubstr(part));
  for (auto secret : {"15550123", "2026-17", "§ 69", "politi", "Lillevegen", "{{"})
    EXPECT_THAT(html, Not(HasSubstr(secret)));
  auto little = referral(LetterLanguage::nn);
  little.referral->phone.clear();
  little.referral->scores.clear();
  little.referral->plan.clear();
  html = page(little);
  EXPECT_THAT(html, HasSubstr("Tilvising"));
  for (auto absent : {"900 00 101", "poeng", "Koordinator"}) EXPECT_THAT(html, Not(HasSubstr(absent)));
}

// Every word that a referral can hold has its own in both languages.
TEST(Letter, TheWordsOfReferralsAreWhole) {
  auto words =
      Phrases::read("referral", texts::load_folder(template_folder(), "/phrases.toml")->at("referral"));
  ASSERT_TRUE(words) << words.error();
  auto known = [&](std::string_view group, auto list) {
    for (auto word : list) EXPECT_TRUE(words->knows(fmt::format("{}.{}", group, word))) << group << word;
  };
  known("area", casework::help_words<casework::NeedArea>());
  known("substance", casework::help_words<casework::AssistSubstance>());
  known("band", casework::help_words<casework::AssistBand>());
  known("plan", casework::help_words<casework::PlanKind>());
  known("step", casework::help_words<casework::PlanStep>());
}

TEST(Letter, OfThePapersBesideTheCaseIsAFileForReadingOrKeeping) {
  if (!installed("weasyprint")) GTEST_SKIP() << "weasyprint is not installed";
  for (auto language : {LetterLanguage::nb, LetterLanguage::nn}) {
    auto guardian = maker().pdf(to_a_guardian(language));
    auto report = maker().pdf(concern_report(language));
    auto sent = maker().pdf(referral(language));
    ASSERT_TRUE(guardian && report && sent);
    EXPECT_THAT(*sent, HasSubstr("pdfuaid:part"));
    EXPECT_THAT(*guardian, HasSubstr("pdfuaid:part"));
    EXPECT_THAT(*report, HasSubstr("pdfaid:part"));
    if (const char* folder = std::getenv("MOTEPLASS_LETTER_SAMPLES")) {
      std::string ending = language == LetterLanguage::nb ? "-nb.pdf" : "-nn.pdf";
      std::ofstream(std::string(folder) + "/guardian" + ending, std::ios::binary) << *guardian;
      std::ofstream(std::string(folder) + "/concern" + ending, std::ios::binary) << *report;
      std::ofstream(std::string(folder) + "/referral" + ending, std::ios::binary) << *sent;
    }
    if (!installed("pdfinfo")) continue;
    for (const auto* pdf : {&*guardian, &*report, &*sent}) {
      std::string file = ::testing::TempDir() + "/paper.pdf";
      std::ofstream(file, std::ios::binary) << *pdf;
      EXPECT_THAT(program_output({"pdfinfo", file}, ""), ::testing::ContainsRegex("Pages: +[12]\n"));
      std::filesystem::remove(file);
    }
  }
}

TEST(Letter, WhatTheModelLeavesOpenIsSaidToBeOpen) {
  auto content = letter("rer-2022", LetterKind::summons, LetterLanguage::nb, false);
  content.feedback_rule = std::nullopt;
  content.no_show = std::nullopt;
  content.legal_basis.clear();
  content.unit.opening_hours.clear();
  std::string html = page(content);
  EXPECT_THAT(html, HasSubstr("Hva vi skal melde om oppmøte, er ikke angitt i reglene"));
  EXPECT_THAT(html, HasSubstr("Hva som skjer hvis du ikke møter, er ikke angitt"));
  EXPECT_THAT(html, HasSubstr("Rettslig grunnlag: ikke angitt"));
  EXPECT_THAT(html, HasSubstr("Vi svarer: ikke angitt"));
}

TEST(Letter, TestsAreSpokenOfOnlyWhenTheyAreACondition) {
  auto content = letter("rer-2022", LetterKind::summons, LetterLanguage::nn, false);
  EXPECT_THAT(page(content), Not(HasSubstr("Rusprøver")));
  content.drug_tests = true;
  EXPECT_THAT(page(content), HasSubstr("svaret går rett frå laboratoriet til påtalemakta"));
  EXPECT_THAT(page(content), HasSubstr("Gi dei rusprøvene som er sette som vilkår"));
}

TEST(Letter, SeveralMeetingsAndNewTimesAreSaid) {
  auto content = letter("rer-2022", LetterKind::summons, LetterLanguage::nb, false);
  content.meetings_required = 3;
  content.summons_kind = casework::SummonsKind::rebooked;
  EXPECT_THAT(page(content), HasSubstr("når du har møtt 3 ganger"));
  EXPECT_THAT(page(content), HasSubstr("Den gamle tiden gjelder ikke lenger"));
  content.summons_kind = casework::SummonsKind::again;
  EXPECT_THAT(page(content), HasSubstr("Det kan skje, og her er en ny tid"));
}

TEST(Letter, AnAnswerWithoutAPhraseIsShownAsThePolicySaysIt) {
  auto content = letter("rer-2022", LetterKind::summons, LetterLanguage::nn, false);
  content.terms->compulsory = {"noe helt nytt"};
  EXPECT_THAT(page(content), HasSubstr("<li lang=\"nb\">noe helt nytt</li>"));
}

// What the models answer today has its plain words in both languages.
TEST(Letter, EveryAnswerOfTheModelsHasAPhrase) {
  for (std::string name : {"rer-2022", "nou-2019-flertall"}) {
    auto phrases = Phrases::read(name, texts::load_folder(template_folder(), "/phrases.toml")->at(name));
    ASSERT_TRUE(phrases) << phrases.error();
    auto model = policy::read_policy(std::filesystem::path(MOTEPLASS_SOURCE_DIR "/policies") / name);
    ASSERT_TRUE(model) << to_string(model.error().front());
    for (int age : {16, 30}) {
      policy::Facts facts;
      facts.person.age = age;
      facts.history = {1, 1};
      auto terms = policy::summons_answer(model->answer(policy::Question::summons, facts));
      auto no_show = policy::no_show_answer(model->answer(policy::Question::no_show, facts));
      ASSERT_TRUE(terms && no_show && no_show->consequence);
      for (const auto& text : terms->compulsory) EXPECT_TRUE(phrases->knows(text)) << text;
      for (const auto& text : terms->voluntary) EXPECT_TRUE(phrases->knows(text)) << text;
      EXPECT_TRUE(phrases->knows(*no_show->consequence)) << *no_show->consequence;
    }
  }
}

TEST(Letter, AModelWithoutTemplatesIsRefusedByName) {
  auto content = letter("rer-2022", LetterKind::order, LetterLanguage::nn, false);
  content.policy.name = "portugal-cdt";
  EXPECT_EQ(page(content), "FAULT portugal-cdt/order.nn.mustache is missing: the model has no such letter");
}

TEST(Letter, FaultsAreClear) {
  auto content = letter("rer-2022", LetterKind::feedback, LetterLanguage::nb, false);
  LetterSettings settings{template_folder()};
  settings.weasyprint = "/nowhere/weasyprint";
  EXPECT_EQ((*WeasyprintLetterMaker::open(settings))->pdf(content).error().problem,
            "weasyprint: the program is not installed, or not where the settings say");
  EXPECT_FALSE(WeasyprintLetterMaker::open({"/nowhere/templates"}));
  content.feedback = std::nullopt;
  EXPECT_EQ(maker().pdf(content).error().problem, "a feedback letter without feedback");
}

class FakeProgram {
 public:
  explicit FakeProgram(const std::string& script) : path_(::testing::TempDir() + "/fake-weasyprint") {
    std::ofstream(path_) << "#!/bin/sh\n" << script << "\n";
    std::filesystem::permissions(path_, std::filesystem::perms::owner_all);
  }
  ~FakeProgram() { std::filesystem::remove(path_); }
  std::string problem(std::chrono::milliseconds timeout) const {
    LetterSettings settings{template_folder()};
    settings.weasyprint = path_;
    settings.timeout = timeout;
    auto pdf = (*WeasyprintLetterMaker::open(settings))
                   ->pdf(letter("rer-2022", LetterKind::summons, LetterLanguage::nb, false));
    return pdf ? "none" : pdf.error().problem;
  }

 private:
  std::string path_;
};

TEST(Letter, ASlowProgramIsStopped) {
  EXPECT_EQ(FakeProgram("sleep 60").problem(std::chrono::milliseconds(200)),
            "weasyprint: the program took too long and was stopped");
}

TEST(Letter, WhatAProgramSaysOfThePersonIsNotLogged) {
  FakeProgram fake("cat > /dev/null; echo 'ValueError: Kari Nordmann is no number' >&2; exit 1");
  EXPECT_EQ(fake.problem(std::chrono::seconds(20)), "weasyprint ended with 1: ValueError");
  EXPECT_EQ(FakeProgram("cat > /dev/null; echo hello").problem(std::chrono::seconds(20)),
            "weasyprint gave no PDF");
}

}  // namespace
}  // namespace moteplass::letters
