#include "policy/citations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "policy/policy_files_test.h"

namespace moteplass::policy {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const fs::path policies = MOTEPLASS_SOURCE_DIR "/policies";

const Sources& sources() {
  static const Sources read = [] {
    auto sources = Sources::read(text_of_file(policies / "kilder/lover.json"),
                                 text_of_file(policies / "kilder/dokumenter.json"));
    if (!sources)
      for (const auto& fault : sources.error()) ADD_FAILURE() << fault;
    return sources ? *sources : Sources();
  }();
  return read;
}

std::vector<std::string> labels(const Cited& cited) {
  std::vector<std::string> labels;
  for (const auto& citation : cited.citations) labels.push_back(label_of(citation));
  return labels;
}
std::vector<std::string> cited(std::string_view text) {
  auto found = citations_of_source(text, sources());
  for (const auto& fault : found.faults) ADD_FAILURE() << text << ": " << fault.message;
  return labels(found);
}
std::string faults(const Cited& cited) {
  std::string lines;
  for (const auto& fault : cited.faults) lines += fault.message + "\n";
  return lines;
}
std::string faults(std::string_view text) {
  return faults(citations_of_source(text, sources()));
}

TEST(Citations, OfParagraphs) {
  EXPECT_THAT(cited("strpl. §§ 69 og 71"),
              ElementsAre("straffeprosessloven § 69", "straffeprosessloven § 71"));
  EXPECT_THAT(cited("fvl. §§ 16, 27, 28, 29 og 32"), testing::SizeIs(5));
  EXPECT_THAT(cited("strl. §§ 35–39"), testing::SizeIs(5));
  EXPECT_THAT(cited("strpl. §§ 71 b og 224"),
              ElementsAre("straffeprosessloven § 71 b", "straffeprosessloven § 224"));
  EXPECT_THAT(cited("fvl. § 13a"), ElementsAre("forvaltningsloven § 13 a"));
  EXPECT_THAT(cited("bvl. § 9 A-1; pbrl. § 4A-1"),
              ElementsAre("barnevernsloven § 9 A-1", "pasient- og brukerrettighetsloven § 4A-1"));
}

TEST(Citations, KeepWhatStandsWithinAParagraph) {
  EXPECT_THAT(cited("pbrl. § 4-3 første ledd bokstav a og b"),
              ElementsAre("pasient- og brukerrettighetsloven § 4-3 første ledd bokstav a og b"));
  EXPECT_THAT(cited("pbrl. §§ 3-4 annet ledd, 4-3 første ledd bokstav c og 4-4 første ledd"),
              ElementsAre("pasient- og brukerrettighetsloven § 3-4 annet ledd",
                          "pasient- og brukerrettighetsloven § 4-3 første ledd bokstav c",
                          "pasient- og brukerrettighetsloven § 4-4 første ledd"));
  EXPECT_THAT(cited("politiloven § 13 tredje og fjerde ledd"),
              ElementsAre("politiloven § 13 tredje og fjerde ledd"));
  EXPECT_THAT(cited("Lei 30/2000 artikkel 2 nr. 1 og 2"), ElementsAre("Lei 30/2000 artikkel 2 nr. 1 og 2"));
}

TEST(Citations, GoOnWithTheLawBefore) {
  EXPECT_THAT(cited("strpl. § 69 annet ledd; § 74 tredje ledd; strl. § 39 tredje ledd, jf. § 53 fjerde ledd"),
              ElementsAre("straffeprosessloven § 69 annet ledd", "straffeprosessloven § 74 tredje ledd",
                          "straffeloven § 39 tredje ledd", "straffeloven § 53 fjerde ledd"));
}

TEST(Citations, OfDocumentsWithTheirParts) {
  EXPECT_THAT(cited("KFK og SFK, innspill til Rusreformutvalget, innledningen (hvem), punkt 1, 2 a og 2 e"),
              ElementsAre("KFK og SFK, innspill til Rusreformutvalget, innledningen",
                          "KFK og SFK, innspill til Rusreformutvalget, punkt 1",
                          "KFK og SFK, innspill til Rusreformutvalget, punkt 2 a",
                          "KFK og SFK, innspill til Rusreformutvalget, punkt 2 e"));
  EXPECT_THAT(cited("Norges Politilederlag, høringssvar til NOU 2019: 26, «Pakkesalg»: politiet (for salg)"),
              ElementsAre("Norges Politilederlag, høringssvar til NOU 2019: 26, «Pakkesalg»"));
  EXPECT_THAT(cited("Lei 30/2000 artikkel 11–13, slik ordningen er gjengitt"),
              ElementsAre("Lei 30/2000 artikkel 11", "Lei 30/2000 artikkel 12", "Lei 30/2000 artikkel 13"));
  EXPECT_THAT(
      cited("Oslo kommunes høringssvar til NOU 2019: 26 (sak 20/1550-34), saksfremstillingen, bydelene "
            "og Bydel Grünerløkka: for høye"),
      testing::SizeIs(3));
}

TEST(Citations, MayStandInARemark) {
  EXPECT_THAT(cited("Portaria 94/96, kartet over døgndoser (ganger ti, Lei 30/2000 artikkel 2)").back(),
              "Lei 30/2000 artikkel 2");
}

TEST(Citations, AReadingOfOursSaysSo) {
  auto reading = citations_of_source("Tolkning: uten funn er det ingen mengde å måle", sources());
  ASSERT_EQ(reading.citations.size(), 1u);
  EXPECT_EQ(reading.citations[0].kind, Citation::Kind::interpretation);
  EXPECT_THAT(reading.faults, IsEmpty());
}

TEST(Citations, TellWhatIsWrong) {
  EXPECT_THAT(faults("strl. § 2311"), HasSubstr("straffeloven § 2311 does not exist"));
  EXPECT_THAT(faults("strpl. §§ 69 og 713"), HasSubstr("straffeprosessloven § 713 does not exist"));
  EXPECT_THAT(faults("hol. § 3-7"), HasSubstr("repealed"));
  EXPECT_THAT(faults("strl. § 231 niende ledd"), HasSubstr("has only 2 ledd"));
  EXPECT_THAT(faults("strpll. § 69"), HasSubstr("no source"));
  EXPECT_THAT(faults("vgml. § 5"), HasSubstr("no source"));
  EXPECT_THAT(faults("§ 69"), HasSubstr("no source"));
  EXPECT_THAT(faults("Et ukjent notat, punkt 3"), HasSubstr("no source"));
  EXPECT_THAT(faults("KFK og SFK, innspill til Rusreformutvalget, punkt 2 f"), HasSubstr("does not exist"));
  EXPECT_THAT(faults("KFK og SFK, innspill til Rusreformutvalget, vedlegget"), HasSubstr("no part"));
  EXPECT_THAT(faults("Oslo kommunes høringssvar til NOU 2019: 26, saksfremstillingen, bydel Frogner: nei"),
              HasSubstr("no part \"bydel Frogner\""));
  EXPECT_THAT(faults("Norges Politilederlag, høringssvar til NOU 2019: 26, «Sammendrag»"),
              HasSubstr("does not exist"));
  EXPECT_THAT(faults("strl. § 231; slik det alltid har vært"), HasSubstr("no source"));
  EXPECT_NE(faults(""), "");
}

TEST(Citations, InProseOnlyWhatIsNamedIsLookedAt) {
  auto legal_basis = citations_in_prose("\"strl. § 231; legemiddelloven § 31, jf. § 24\"", sources());
  EXPECT_EQ(faults(legal_basis), "");
  EXPECT_THAT(citations_in_prose("Klage (fvl. §§ 28, 29 og 32).", sources()).citations, testing::SizeIs(3));
  EXPECT_THAT(citations_in_prose("politiets avverging", sources()).citations, IsEmpty());
  EXPECT_THAT(faults(citations_in_prose("Klage (fvl. § 280).", sources())), HasSubstr("§ 280"));
  EXPECT_THAT(faults(citations_in_prose("etter ukjentloven § 3", sources())), HasSubstr("which law"));
}

TEST(Citations, KnowTitleDayAndAddress) {
  auto found = citations_of_source("strl. § 231; politiloven § 9 a; hol. § 3-9 c", sources()).citations;
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].part->title, "Narkotikaovertredelse");
  EXPECT_EQ(found[0].source->read, parse_date("2026-04-13"));
  EXPECT_EQ(href_of(found[0]), "https://lovdata.no/lov/2005-05-20-28/§231");
  EXPECT_EQ(found[1].part->state, SourcePart::State::heading_only);
  EXPECT_EQ(href_of(found[2]), "https://lovdata.no/lov/2011-06-24-30/§3-9c");
}

TEST(Citations, AnyTextIsReadToItsEnd) {
  const std::vector<std::string> pieces{"strl. ",
                                        "§ ",
                                        "§§ ",
                                        "231",
                                        "9 a",
                                        ", ",
                                        " og ",
                                        "; ",
                                        "(",
                                        ")",
                                        "«",
                                        "»",
                                        "–",
                                        "jf.",
                                        "Ø",
                                        "Oslo",
                                        "NOU 2019: 26",
                                        "punkt ",
                                        "2 a",
                                        ":",
                                        "DL 130-A/2001",
                                        " artikkel ",
                                        "første ledd"};
  EXPECT_TRUE(rc::check("every citation lies within the text", [&] {
    std::string text;
    for (auto i :
         *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, pieces.size())))
      text += pieces[i];
    for (const auto& found : {citations_of_source(text, sources()), citations_in_prose(text, sources())}) {
      for (const auto& citation : found.citations)
        RC_ASSERT(citation.begin < citation.end && citation.end <= text.size());
    }
  }));
}

// The indexes are refused where they are wrong in form.
TEST(Sources, RefuseWhatTheyDoNotKnow) {
  EXPECT_TRUE(Sources::read("[]", "[]"));
  EXPECT_FALSE(Sources::read("", "[]"));
  EXPECT_FALSE(Sources::read(R"([{"id": "LOV-1", "names": ["x"], "title": "X", "read": "i går"}])", "[]"));
  EXPECT_FALSE(
      Sources::read("[]", R"([{"names": ["a"], "what": "x", "publisher": "y", "parts": {"p": {"s": 1}}}])"));
  EXPECT_FALSE(Sources::read("[]", R"([{"names": ["a", "a"], "what": "x", "publisher": "y"}])"));
}

std::vector<fs::path> models() {
  std::vector<fs::path> files;
  for (const auto& folder : policy_folders()) files.push_back(folder / "policy.dmn");
  for (const auto& entry : fs::directory_iterator(policies / "felles"))
    if (entry.path().extension() == ".dmn") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

class CitationsOf : public testing::TestWithParam<fs::path> {};

TEST_P(CitationsOf, ItsRulesExist) {
  auto text = text_of_file(GetParam());
  for (const auto& fault : check_citations(text, fs::relative(GetParam(), policies).string(), sources()))
    ADD_FAILURE() << to_string(fault);
}

// The check sees every rule: one misspelt paragraph is one fault, with its line.
TEST(CitationsOf, AMisspeltParagraphIsFound) {
  auto text = text_of_file(policies / "rer-2022/policy.dmn");
  auto at = text.find("<text>hol. § 3-9 c;");
  ASSERT_NE(at, std::string::npos);
  text.replace(at, 20, "<text>hol. § 3-99 c;");
  auto faults = check_citations(text, "rer-2022/policy.dmn", sources());
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_THAT(to_string(faults[0]), HasSubstr("helse- og omsorgstjenesteloven § 3-99 c does not exist"));
  EXPECT_GT(faults[0].line, 1);
}

INSTANTIATE_TEST_SUITE_P(Files, CitationsOf, testing::ValuesIn(models()), [](const auto& model) {
  auto name = model.param.parent_path().filename().string() + "_" + model.param.stem().string();
  for (auto& c : name)
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  return name;
});

}  // namespace
}  // namespace moteplass::policy
