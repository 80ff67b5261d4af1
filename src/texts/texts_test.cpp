#include <atomic>
#include <thread>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/json.h"
#include "texts/catalogue.h"
#include "texts/language.h"
#include "texts/marks.h"
#include "texts/template.h"

namespace moteplass::texts {
namespace {

using Sources = std::map<std::string, std::string>;

Result<std::string, TemplateFault> render(const std::string& text, const std::string& data,
                                          const std::set<std::string>& trusted = {}) {
  auto templates = Templates::compile({{"page", text}}, trusted);
  if (!templates) return failure(templates.error());
  return templates->render("page", *parse_json(data));
}

std::string rendered(const std::string& text, const std::string& data) {
  auto page = render(text, data);
  return page ? *page : "FAULT " + to_string(page.error());
}

TEST(Template, FillsAndEscapes) {
  EXPECT_EQ(rendered("Hei {{name}}, {{n}}!", R"({"name":"<b>&\"'","n":7})"),
            "Hei &lt;b&gt;&amp;&quot;&apos;, 7!");
  EXPECT_EQ(rendered("{{a.b.c}}", R"({"a":{"b":{"c":"x"}}})"), "x");
  EXPECT_EQ(rendered("{{ a }}{{! a comment }}", R"({"a":1.5})"), "1.5");
  EXPECT_EQ(rendered("{{a}}", R"({"a":"{{b}} {{{b}}}"})"), "{{b}} {{{b}}}");
}

TEST(Template, SectionsAndInverses) {
  EXPECT_EQ(rendered("{{#list}}[{{.}}]{{/list}}{{^list}}none{{/list}}", R"({"list":["a","b"]})"), "[a][b]");
  EXPECT_EQ(rendered("{{#list}}[{{x}}{{y}}]{{/list}}", R"({"y":9,"list":[{"x":1},{"x":2}]})"), "[19][29]");
  for (auto nothing : {"null", "false", "\"\"", "[]"})
    EXPECT_EQ(rendered("{{#a}}yes{{/a}}{{^a}}no{{/a}}", fmt::format(R"({{"a":{}}})", nothing)), "no")
        << nothing;
  for (auto something : {"true", "\"x\"", "0", "[1]", "{}"})
    EXPECT_EQ(rendered("{{#a}}yes{{/a}}{{^a}}no{{/a}}", fmt::format(R"({{"a":{}}})", something)), "yes")
        << something;
}

TEST(Template, AMissingValueIsAFaultWithItsPlace) {
  EXPECT_EQ(rendered("one\ntwo {{nme}}", R"({"name":"x"})"), "FAULT page:2: {{nme}}: no such value");
  EXPECT_EQ(rendered("{{#a}}x{{/a}}", "{}"), "FAULT page:1: {{a}}: no such value");
  EXPECT_EQ(rendered("{{^a}}x{{/a}}", "{}"), "FAULT page:1: {{a}}: no such value");
  EXPECT_EQ(rendered("{{#l}}{{.}}{{b}}{{/l}}", R"({"l":["x"]})"), "FAULT page:1: {{b}}: no such value");
  EXPECT_EQ(rendered("{{a.b}}", R"({"a":{"c":1}})"), "FAULT page:1: {{a.b}}: no such value");
  EXPECT_EQ(rendered("{{a}}", R"({"a":null})"), "FAULT page:1: {{a}}: the value is no text and no number");
  EXPECT_EQ(rendered("{{a}}", R"({"a":true})"), "FAULT page:1: {{a}}: the value is no text and no number");
  EXPECT_EQ(rendered("{{a}}", R"({"a":[1]})"), "FAULT page:1: {{a}}: the value is no text and no number");
}

// The inner object decides once it has the first part; the outer one is not asked for the rest.
TEST(Template, DottedNamesResolveFromTheInnermostFirstPart) {
  EXPECT_EQ(rendered("{{#in}}{{a.b}}{{/in}}", R"({"a":{"b":1},"in":{"a":{"c":2}}})"),
            "FAULT page:1: {{a.b}}: no such value");
}

TEST(Template, RefusesWhatCouldGoWrongUnseen) {
  EXPECT_EQ(rendered("{{{a}}}", R"({"a":1})"), "FAULT page:1: {{a}}: only trusted names may stand unescaped");
  EXPECT_EQ(rendered("{{&a}}", R"({"a":1})"), "FAULT page:1: {{a}}: only trusted names may stand unescaped");
  EXPECT_EQ(*render("{{{a}}}", R"({"a":"<b>"})", {"a"}), "<b>");
  EXPECT_EQ(rendered("{{=<% %>=}}", "{}"), "FAULT page:1: {{=<% %>=}}: this is no name");
  EXPECT_EQ(rendered("{{}}", "{}"), "FAULT page:1: this is no name");
  EXPECT_EQ(rendered("{{a", "{}"), "FAULT page:1: a tag is not closed");
  EXPECT_EQ(rendered("{{#a}}", "{}"), "FAULT page:1: {{a}}: the section is not closed");
  EXPECT_EQ(rendered("{{#a}}{{#b}}{{/a}}{{/b}}", "{}"),
            "FAULT page:1: {{a}}: no section of that name is open here");
}

TEST(Template, TakesInOthersAndNamesTheFileAtFault) {
  auto templates = Templates::compile({{"page", "<{{> part/row}}>"}, {"part/row", "\n{{x}}\n"}});
  ASSERT_TRUE(templates);
  EXPECT_EQ(*templates->render("page", *parse_json(R"({"x":"1"})")), "<\n1>");
  EXPECT_EQ(to_string(templates->render("page", *parse_json("{}")).error()),
            "part/row:2: {{x}}: no such value");
  EXPECT_EQ(templates->find("page")->tag_names(), std::set<std::string>{"x"});
  EXPECT_EQ(to_string(templates->render("pge", *parse_json("{}")).error()), "pge: no such template");
  EXPECT_EQ(to_string(Templates::compile({{"a", "{{> b}}"}}).error()),
            "a:1: {{b}}: no such template to take in");
  EXPECT_FALSE(Templates::compile({{"a", "{{> b}}"}, {"b", "{{> a}}"}}));
}

TEST(Template, ManyThreadsShareOne) {
  auto templates = Templates::compile({{"page", "{{#l}}{{.}},{{/l}}\n{{> part}}"}, {"part", "{{name}}"}});
  ASSERT_TRUE(templates);
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      auto data = *parse_json(fmt::format(R"({{"l":[1,2,{}],"name":"n{}"}})", t, t));
      for (int i = 0; i < 200; ++i)
        if (*templates->render("page", data) != fmt::format("1,2,{},\nn{}", t, t)) ++wrong;
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

const Sources three_languages = {
    {"nb",
     "[inbox]\ntitle='Innboks'\nhello='Hei, {name}'\nwaiting={one='1 sak venter',other='{count} saker "
     "venter'}"},
    {"nn",
     "[inbox]\ntitle='Innboks'\nhello='Hei, {name}'\nwaiting={one='1 sak ventar',other='{count} saker "
     "ventar'}"},
    {"en",
     "[inbox]\ntitle='Inbox'\nhello='Hello, {name}'\nwaiting={one='1 case waits',other='{count} cases "
     "wait'}"},
};

TEST(Catalogue, SaysWhatItHasAndNothingElse) {
  auto catalogue = Catalogue::read(three_languages);
  ASSERT_TRUE(catalogue);
  const Texts& nn = catalogue->of(Language::nn);
  EXPECT_EQ(nn.language(), Language::nn);
  EXPECT_EQ(*nn.say("inbox.title"), "Innboks");
  EXPECT_EQ(*nn.say("inbox.hello", {{"name", "Åse"}}), "Hei, Åse");
  EXPECT_EQ(*nn.count("inbox.waiting", 1), "1 sak ventar");
  EXPECT_EQ(*nn.count("inbox.waiting", 0), "0 saker ventar");
  EXPECT_EQ(to_string(nn.say("inbox.nothing").error()), "nn: text inbox.nothing: no such text");
  EXPECT_EQ(to_string(nn.say("inbox.hello").error()), "nn: text inbox.hello: no value for {name}");
  EXPECT_FALSE(nn.say("inbox.waiting"));
  EXPECT_FALSE(nn.count("inbox.title", 2));
  EXPECT_TRUE(catalogue->differences().empty());
}

TEST(Catalogue, FillsTemplates) {
  auto catalogue = Catalogue::read(three_languages);
  auto templates =
      Templates::compile({{"page", "{{t.inbox.title}}: {{#p}}{{t.inbox.hello}}{{/p}}, {{t.inbox.waiting}}"},
                          {"bad", "{{t.inbox.x}}"}});
  ASSERT_TRUE(catalogue && templates);
  auto data = *parse_json(R"({"p":{"name":"<Åse>"},"count":1})");
  EXPECT_EQ(*templates->render("page", data, &catalogue->of(Language::en)),
            "Inbox: Hello, &lt;Åse&gt;, 1 case waits");
  EXPECT_FALSE(templates->render("page", data));
  EXPECT_EQ(to_string(templates->render("bad", data, &catalogue->of(Language::nb)).error()),
            "bad:1: {{t.inbox.x}}: nb: text inbox.x: no such text");
}

TEST(Catalogue, ListsDifferencesBetweenLanguages) {
  auto catalogue = Catalogue::read({{"a.nb", "x='a'\ny='{n}'\nz={one='1',other='2'}"},
                                    {"a.nn", "y='b'\nz='c'"},
                                    {"a.en", "x='a'\ny='{n}'\nz={one='1',other='2'}"}});
  ASSERT_TRUE(catalogue);
  std::vector<std::string> lines;
  for (const auto& fault : catalogue->differences()) lines.push_back(to_string(fault));
  EXPECT_EQ(lines, (std::vector<std::string>{"nn: text x: missing in this language",
                                             "nn: text y: other placeholders than in another language",
                                             "nn: text z: plural forms in one language only"}));
}

// A prepared language may lack texts, not add to them.
TEST(Catalogue, APreparedLanguageBorrowsWhatItLacks) {
  auto files = three_languages;
  files["pl"] = "[inbox]\nhello='Dzień dobry, {name}'";
  files["se"] = "[inbox]\nwaiting={one='a',two='b',other='{count} c'}";
  auto catalogue = Catalogue::read(files);
  ASSERT_TRUE(catalogue);
  EXPECT_TRUE(catalogue->differences().empty());
  const Texts& pl = catalogue->of(Language::pl);
  EXPECT_TRUE(pl.has_own("inbox.hello"));
  EXPECT_EQ(*pl.say("inbox.hello", {{"name", "Åse"}}), "Dzień dobry, Åse");
  EXPECT_TRUE(pl.has("inbox.title"));
  EXPECT_FALSE(pl.has_own("inbox.title"));
  EXPECT_EQ(*pl.say("inbox.title"), marked(Language::en, "Inbox"));
  EXPECT_EQ(*pl.count("inbox.waiting", 3), "3" + marked(Language::en, " cases wait"));
  const Texts& se = catalogue->of(Language::se);
  EXPECT_EQ(*se.say("inbox.hello", {{"name", "Åse"}}), marked(Language::nb, "Hei, ") + "Åse");
  EXPECT_EQ(*se.count("inbox.waiting", 2), "b");
  EXPECT_EQ(*se.count("inbox.waiting", 3), "3 c");
  files["pl"] = "[inbox]\nnew='x'\ntitle='{a}'\nhello={one='1',other='2'}";
  auto strayed = Catalogue::read(files);
  ASSERT_TRUE(strayed);
  std::vector<std::string> lines;
  for (const auto& fault : strayed->differences()) lines.push_back(to_string(fault));
  EXPECT_EQ(lines,
            (std::vector<std::string>{"pl: text inbox.hello: other placeholders than in another language",
                                      "pl: text inbox.title: other placeholders than in another language",
                                      "pl: text inbox.new: in no complete language"}));
}

TEST(Catalogue, CountsAsTheLanguageDoes) {
  auto files = three_languages;
  files["pl"] = "[inbox]\nwaiting={one='1 sprawa',few='{count} sprawy',other='{count} spraw'}";
  auto catalogue = Catalogue::read(files);
  ASSERT_TRUE(catalogue);
  auto counted = [&](std::int64_t count) {
    return *catalogue->of(Language::pl).count("inbox.waiting", count);
  };
  EXPECT_EQ(counted(0), "0 spraw");
  EXPECT_EQ(counted(1), "1 sprawa");
  EXPECT_EQ(counted(4), "4 sprawy");
  EXPECT_EQ(counted(12), "12 spraw");
  EXPECT_EQ(counted(21), "21 spraw");
  EXPECT_EQ(counted(22), "22 sprawy");
  EXPECT_EQ(counted(112), "112 spraw");
}

TEST(Marks, BecomeLangAttributes) {
  auto nb = [](std::string_view text) { return marked(Language::nb, text); };
  EXPECT_EQ(lang_attributes("<h1>" + nb("Hei") + "</h1>"), "<h1 lang=\"nb\">Hei</h1>");
  EXPECT_EQ(lang_attributes("<p class=\"a\">x " + nb("Hei") + "</p>"),
            "<p class=\"a\">x <span lang=\"nb\">Hei</span></p>");
  EXPECT_EQ(lang_attributes("<p>" + nb("Svar ") + "1. mai" + nb(" nå") + "</p>"),
            "<p><span lang=\"nb\">Svar </span>1. mai<span lang=\"nb\"> nå</span></p>");
  EXPECT_EQ(lang_attributes("<p>" + nb("Hei") + "<b>x</b></p>"),
            "<p><span lang=\"nb\">Hei</span><b>x</b></p>");
  EXPECT_EQ(lang_attributes("<br>" + nb("Hei") + "</p>"), "<br><span lang=\"nb\">Hei</span></p>");
  EXPECT_EQ(lang_attributes("<a lang=\"pl\">" + nb("Hei") + "</a>"),
            "<a lang=\"pl\"><span lang=\"nb\">Hei</span></a>");
  EXPECT_EQ(lang_attributes("<option value=\"1\" selected>" + nb("Hei") + "</option>"),
            "<option value=\"1\" selected lang=\"nb\">Hei</option>");
}

TEST(Marks, AreDroppedWhereNoElementCanStand) {
  auto hei = marked(Language::en, "Hi");
  EXPECT_EQ(lang_attributes("<title>" + hei + " – x</title>"), "<title>Hi – x</title>");
  EXPECT_EQ(lang_attributes("<form aria-label=\"" + hei + " > \">x</form>"),
            "<form aria-label=\"Hi > \">x</form>");
  EXPECT_EQ(lang_attributes("<p>x" + hei.substr(0, 4) + "</p>"), "<p>xH</p>");
  EXPECT_EQ(lang_attributes("<p>" + hei.substr(hei.size() - 3) + "x</p>"), "<p>x</p>");
  EXPECT_EQ(lang_attributes("<p>" + hei.substr(0, 3) + "<b>" + hei.substr(3) + "</b></p>"),
            "<p><b>Hi</b></p>");
  EXPECT_EQ(without_marks(hei), "Hi");
  EXPECT_EQ(lang_attributes("<p>åæø \xEF\xB7\xB0</p>"), "<p>åæø \xEF\xB7\xB0</p>");  // a letter beside them
}

// Whatever is typed, no mark is left and nothing else is lost.
TEST(Marks, NeverLeaveThePage) {
  EXPECT_TRUE(rc::check([] {
    const std::vector<std::string> pieces = {"<p>",
                                             "</p>",
                                             "<br>",
                                             "<p title=\"",
                                             "\">",
                                             "x",
                                             "å",
                                             "<option>",
                                             "</option>",
                                             marked(Language::pl, "y"),
                                             "\xEF\xB7\x90",
                                             "\xEF\xB7\x93",
                                             "\xEF\xB7\xAF",
                                             "<!-- ",
                                             " -->",
                                             "\xEF"};
    std::string html;
    for (auto i :
         *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, pieces.size())))
      html += pieces[i];
    auto made = lang_attributes(html);
    RC_ASSERT(!has_marks(made));
    for (std::string_view added : {"<span lang=\"pl\">", "<span lang=\"nb\">", "<span lang=\"se\">",
                                   "</span>", " lang=\"pl\"", " lang=\"nb\"", " lang=\"se\""}) {
      for (auto at = made.find(added); at != std::string::npos; at = made.find(added))
        made.erase(at, added.size());
    }
    RC_ASSERT(made == without_marks(html));
  }));
}

TEST(Catalogue, RefusesBadFiles) {
  auto fault = [](const std::string& name, const std::string& text) {
    auto catalogue = Catalogue::read({{name, text}});
    return catalogue ? std::string("none") : to_string(catalogue.error().front());
  };
  EXPECT_EQ(fault("de", "a='b'"), "de: the name does not end in a language");
  EXPECT_EQ(fault("nb", "a=3"), "nb: text a: neither a text nor a table");
  EXPECT_EQ(fault("nb", "a=''"), "nb: text a: the text is empty");
  EXPECT_EQ(fault("nb", "a='{'"), "nb: text a: a brace that encloses no name");
  EXPECT_EQ(fault("nb", "a='} {b}'"), "nb: text a: a brace that encloses no name");
  EXPECT_TRUE(fault("nb", "a=").starts_with("nb: line 1:"));
  auto twice = Catalogue::read({{"a.nb", "x='1'"}, {"b.nb", "x='2'"}});
  ASSERT_FALSE(twice);
  EXPECT_EQ(to_string(twice.error().front()), "b.nb: text x: the same key twice");
}

TEST(Language, DatesAndTimesInWords) {
  Date date = *parse_date("2026-03-14");
  EXPECT_EQ(date_in_words(Language::nb, date), "14. mars 2026");
  EXPECT_EQ(day_in_words(Language::nb, date), "lørdag 14. mars 2026");
  EXPECT_EQ(day_in_words(Language::nn, date), "laurdag 14. mars 2026");
  EXPECT_EQ(day_in_words(Language::en, date), "Saturday 14 March 2026");
  Instant instant = *parse_instant("2026-07-14T07:30:00Z");
  EXPECT_EQ(moment_in_words(Language::nn, instant), "tysdag 14. juli 2026 kl. 09.30");
  EXPECT_EQ(moment_in_words(Language::en, instant), "Tuesday 14 July 2026 at 09:30");
  EXPECT_EQ(day_in_words(Language::se, date), "lávvardat, njukčamánu 14. b. 2026");
  EXPECT_EQ(moment_in_words(Language::se, instant), "maŋŋebárga, suoidnemánu 14. b. 2026 09:30");
  EXPECT_EQ(day_in_words(Language::pl, date), "sobota, 14 marca 2026");
  EXPECT_EQ(moment_in_words(Language::pl, instant), "wtorek, 14 lipca 2026, godz. 09:30");
  EXPECT_EQ(language_from("nn"), Language::nn);
  for (auto language : languages) EXPECT_EQ(language_from(code(language)), language);
  EXPECT_FALSE(language_from("de"));
}

TEST(Language, LengthsAndAges) {
  using namespace std::chrono_literals;
  EXPECT_EQ(length_in_words(Language::nb, 45), "45 minutter");
  EXPECT_EQ(length_in_words(Language::nn, 45), "45 minutt");
  EXPECT_EQ(length_in_words(Language::nb, 60), "1 time");
  EXPECT_EQ(length_in_words(Language::nn, 150), "2 timar og 30 minutt");
  EXPECT_EQ(age_in_words(Language::nb, 59s), "under ett minutt");
  EXPECT_EQ(age_in_words(Language::nn, 3h + 59min), "3 timar");
  EXPECT_EQ(age_in_words(Language::nb, 24h), "1 dag");
  EXPECT_EQ(age_in_words(Language::nn, 49h), "2 dagar");
  EXPECT_EQ(age_in_words(Language::en, -5min), "under a minute");
  EXPECT_EQ(length_in_words(Language::pl, 150), "2 godziny i 30 minut");
  EXPECT_EQ(days_in_words(Language::pl, 12), "12 dni");
  EXPECT_EQ(days_in_words(Language::se, 2), marked(Language::nb, "2 dager"));
  EXPECT_EQ(length_in_words(Language::se, 90), marked(Language::nb, "1 time og 30 minutter"));
}

TEST(LoadFolder, SaysWhichFolderIsMissing) {
  auto files = load_folder("/nowhere/at/all", ".toml");
  ASSERT_FALSE(files);
  EXPECT_TRUE(files.error().starts_with("/nowhere/at/all: "));
}

}  // namespace
}  // namespace moteplass::texts
