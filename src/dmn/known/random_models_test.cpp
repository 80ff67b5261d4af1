#include "dmn/known/random_models_test.h"

#include <map>
#include <optional>

#include "dmn/example_test.h"

namespace moteplass::dmn::example {
namespace {

using Texts = std::vector<std::string>;

// What expressions are made of, by what they yield. In a template, `@k` is an expression of kind k, `@<` a
// comparison, `$k` a new name of kind k that is known behind the next expression, `!k` one that is known at
// once.
//   n number, t text, b truth, d date, D days, m months, o time, z date and time, L numbers, T texts, c a
//   substance, S substances, x anything
const std::map<char, Texts>& leaves() {
  static const std::map<char, Texts> all = {
      {'n', {"Tall", "Alder", "Gradert", "Person.alder", "0", "1", "5", "10", "18", "20", "-1", "0.5"}},
      {'t', {"Rolle", "Ord", "Person.bosted", "\"bruker\"", "\"selger\"", "\"a\"", "\"hasj\""}},
      {'b', {"Vold", "true", "false"}},
      {'d', {"Dato", "Person.fodt", "date(\"2020-01-01\")", "date(\"2024-02-29\")"}},
      {'D', {"Frist", "duration(\"P1D\")", "duration(\"PT12H\")"}},
      {'m', {"Botid", "duration(\"P18Y\")", "duration(\"P1M\")"}},
      {'o', {"Klokke", "time(\"12:00:00\")"}},
      {'z', {"Tid", "date and time(\"2020-01-01T12:00:00\")"}},
      {'L', {"Liste", "[]", "[1, 5, 10]"}},
      {'T', {"[]", "[\"a\", \"bruker\"]", "Stoffer.navn"}},
      {'c', {"Stoffer[1]", "{navn: \"hasj\", mengde: 5}"}},
      {'S', {"Stoffer", "[]"}},
      {'x', {"Hva", "null", "Tall", "Rolle", "Vold", "Dato", "Liste", "Stoffer", "Person"}},
  };
  return all;
}

const std::map<char, Texts>& templates() {
  static const std::map<char, Texts> all = {
      {'n',
       {"(@n + @n)",
        "(@n - @n)",
        "(@n * @n)",
        "(@n / @n)",
        "(@n ** 2)",
        "(-@n)",
        "(if @b then @n else @n)",
        "count(@L)",
        "count(@S)",
        "sum(@L)",
        "min(@L)",
        "max(@n, @n)",
        "mean(@L)",
        "median(@L)",
        "product(@L)",
        "floor(@n)",
        "ceiling(@n)",
        "abs(@n)",
        "modulo(@n, @n)",
        "decimal(@n, 1)",
        "sqrt(@n)",
        "round half up(@n, 0)",
        "string length(@t)",
        "(@L)[1]",
        "(@L)[@n]",
        "(@L)[-1]",
        "(@c).mengde",
        "sum(@S.mengde)",
        "count(@S[mengde @< @n])",
        "(@d).year",
        "(@d).month",
        "(@d).weekday",
        "(@d - @d).days",
        "(@D).hours",
        "(@m).years",
        "(@o).hour",
        "index of(@L, @n)[1]",
        "number(@t)",
        "Dobbel(@n)",
        "Dobbel(n: @n)",
        "Dobbel(@x)",
        "(function(!n: number) @n)(@n)",
        "(function(!n) @n)(@x)",
        "sum(for $n in @L return @n)",
        "sum(for $n in 1..@n return @n)",
        "{a: @n, b: a + 1}.b",
        "(@L)[item @< @n][1]",
        "day of year(@d)",
        "number(string(@n))",
        "(if @x instance of number then 1 else 2)",
        "stddev(@L)",
        "mode(@L)[1]",
        "@S[navn = @t][1].mengde"}},
      {'t',
       {"(@t + @t)", "(if @b then @t else @t)", "substring(@t, @n)", "substring(@t, 1, 2)", "upper case(@t)",
        "lower case(@t)", "substring before(@t, @t)", "substring after(@t, @t)", "replace(@t, \"a\", \"b\")",
        "string(@x)", "string join(@T, \"-\")", "(@c).navn", "(@T)[1]", "split(@t, \"e\")[1]",
        "day of week(@d)", "month of year(@d)", "string(@n)"}},
      {'b',
       {"(@n @< @n)",
        "(@n @< @n)",
        "(@n @< @n)",
        "(@t @< @t)",
        "(@d @< @d)",
        "(@D @< @D)",
        "(@m @< @m)",
        "(@o @< @o)",
        "(@z @< @z)",
        "(@x = @x)",
        "(@x != @x)",
        "(@b and @b)",
        "(@b or @b)",
        "not(@b)",
        "(@n between @n and @n)",
        "(@n in (@n..18])",
        "(@n in [1..@n])",
        "(@n in (< @n, > @n))",
        "(@t in (\"bruker\", @t))",
        "(@n in @L)",
        "(some $n in @L satisfies @b)",
        "(every $n in @L satisfies @n @< @n)",
        "(some $c in @S satisfies @b)",
        "(every $c in @S satisfies @n @< @n)",
        "contains(@t, @t)",
        "starts with(@t, @t)",
        "ends with(@t, @t)",
        "matches(@t, \"^[a-m]\")",
        "list contains(@L, @n)",
        "all([@b, @b])",
        "any([@b, @b])",
        "(@x instance of number)",
        "(@x = null)",
        "is(@n, @n)",
        "overlaps([1..10], [@n..18])",
        "includes([0..10], @n)",
        "before(@n, @n)",
        "after(@d, @d)",
        "even(@n)",
        "odd(@n)",
        "(if @b then @b else @b)",
        "(@d in [date(\"2020-01-01\")..@d])",
        "(@c = @c)",
        "(@L = @L)",
        "coincides([1..5], [1..@n])",
        "Voksen(@n, @t)",
        "(function(!n: number, !t: string) @b)(@n, @x)"}},
      {'d',
       {"(@d + @D)", "(@d + @m)", "(@d - @m)", "(if @b then @d else @d)", "date(2024, @n, 1)", "min(@d, @d)",
        "date(@z)"}},
      {'D', {"(@d - @d)", "(@D + @D)", "(@D * @n)", "(-@D)", "abs(@D)", "(@z - @z)", "(@D / 2)"}},
      {'m', {"(@m + @m)", "(@m * 2)", "years and months duration(@d, @d)", "(-@m)", "(@m - @m)"}},
      {'o', {"(@o + @D)", "time(@z)"}},
      {'z', {"(@z + @D)", "date and time(@d, @o)", "(@z + @m)"}},
      {'L',
       {"[@n, @n]",
        "[@n]",
        "(@L)[item @< @n]",
        "(for $n in @L return @n)",
        "(for $n in 1..3 return @n)",
        "concatenate(@L, @L)",
        "append(@L, @n)",
        "remove(@L, 1)",
        "reverse(@L)",
        "sublist(@L, 1, 2)",
        "distinct values(@L)",
        "union(@L, @L)",
        "sort(@L, function(x, y) x < y)",
        "(@S).mengde",
        "insert before(@L, 1, @n)",
        "flatten([@L, @n])",
        "index of(@L, @n)",
        "(if @b then @L else @L)",
        "(for $n in @L return sum(partial))",
        "list replace(@L, 1, @n)",
        "(for $c in @S return @n)",
        "(@L)[@b]",
        "(for $n in @L, $n in @L return @n)"}},
      {'T', {"(@S).navn", "[@t, @t]", "split(@t, \"e\")", "(for $c in @S return @t)"}},
      {'c',
       {"{navn: @t, mengde: @n}", "(@S)[1]", "context put({navn: @t, mengde: 1}, \"mengde\", @n)", "(@S)[@n]",
        "(if @b then @c else @c)"}},
      {'S',
       {"@S[mengde @< @n]", "@S[navn = @t]", "(@S)[@b]", "[@c]", "(if @b then @S else @S)", "append(@S, @c)",
        "reverse(@S)"}},
      {'x',
       {"@n", "@t", "@b", "@d", "@D", "@m", "@L", "@c", "@S", "get value(@c, \"mengde\")", "get entries(@c)",
        "{a: @n, b: @t}", "[@x, @x]", "(if @b then @x else @x)"}},
  };
  return all;
}

const Texts& cells(char kind) {
  static const std::map<char, Texts> all = {
      {'n', {"-", "< 10", ">= 10", "[5..18)", "(10..20]", "5", "10, 18", "not(5)", "> 18, 0", "null"}},
      {'t', {"-", "\"bruker\"", "\"selger\", \"a\"", "not(\"bruker\")", "< \"b\"", "not(null)"}},
      {'b', {"-", "true", "false", "not(true)"}},
      {'d',
       {"-", "< date(\"2021-01-01\")", ">= date(\"2020-01-01\")", "date(\"2020-01-01\")",
        "[date(\"2020-01-01\")..date(\"2024-02-29\")]"}},
      {'D', {"-", "< duration(\"P1D\")", "> duration(\"PT12H\")", "duration(\"P1D\")"}},
      {'m', {"-", "< duration(\"P18Y\")", ">= duration(\"P1M\")"}},
  };
  return all.at(kind);
}

const Texts& odd_cells(char kind) {
  static const std::map<char, Texts> all = {
      {'n', {"@n", "? * 2 > @n", "? = @n", "< @n", "[@n..@n]", "@L"}},
      {'t', {"@t", "starts with(?, \"b\")", "? != @t", "@T"}},
      {'b', {"@b", "? = @b"}},
      {'d', {"> @d", "@d", "(?).year > 2020"}},
      {'D', {"> @D", "@D"}},
      {'m', {"> @m", "(?).years > 1"}},
  };
  return all.at(kind);
}

class Author {
 public:
  Author(Choices& choices, Richness richness) : choices_(choices), richness_(richness) {}

  std::string write() {
    if (richness_ == Richness::tables)
      return definitions(inputs() + decision("Svar", requirements(), table(0)));
    std::string inside = inputs() + knowledge();
    std::size_t others = choices_.below(3);
    for (std::size_t i = 1; i <= others; ++i) {
      std::string name = "D" + std::to_string(i);
      char kind = choices_.of(kinds_);
      inside += decision(name, requirements(), logic(kind));
      decisions_.push_back(name);
      own_[kind].push_back(name);
      own_['x'].push_back(name);
    }
    inside += decision("Svar", requirements(), logic(choices_.of(kinds_)));
    return definitions(inside);
  }

 private:
  static std::string component(const std::string& name, const std::string& type) {
    return "<itemComponent name=\"" + name + "\"><typeRef>" + type + "</typeRef></itemComponent>";
  }

  static const std::vector<std::pair<std::string, std::string>>& input_types() {
    static const std::vector<std::pair<std::string, std::string>> all = {
        {"Tall", "number"},
        {"Alder", "tAlder"},
        {"Gradert", "tGradert"},
        {"Rolle", "tRolle"},
        {"Ord", "string"},
        {"Vold", "boolean"},
        {"Dato", "date"},
        {"Frist", "days and time duration"},
        {"Botid", "years and months duration"},
        {"Klokke", "time"},
        {"Tid", "date and time"},
        {"Liste", "tListe"},
        {"Stoffer", "tStoffer"},
        {"Person", "tPerson"},
        {"Hva", "Any"}};
    return all;
  }

  static std::string inputs() {
    std::string xml =
        item("tAlder", "number", "[0..130]") + item("tGradert", "number", "[0..10], [20..30]") +
        item("tRolle", "string", "\"bruker\", \"selger\", \"annen\"") +
        item("tNavn", "string", "\"hasj\", \"heroin\"") + "<itemDefinition name=\"tStoff\">" +
        component("navn", "tNavn") + component("mengde", "number") +
        "</itemDefinition>\n<itemDefinition name=\"tPerson\">" + component("alder", "tAlder") +
        component("bosted", "string") + component("fodt", "date") +
        "</itemDefinition>\n<itemDefinition name=\"tListe\" isCollection=\"true\"><typeRef>number"
        "</typeRef></itemDefinition>\n<itemDefinition name=\"tStoffer\" isCollection=\"true\"><typeRef>"
        "tStoff</typeRef></itemDefinition>\n";
    for (const auto& [name, type] : input_types()) xml += input(name, type);
    return xml;
  }

  std::string requirements() const {
    std::string xml;
    for (const auto& [name, type] : input_types()) xml += requires_input(name);
    for (const std::string& name : decisions_) xml += requires_decision(name);
    if (richness_ == Richness::tables) return xml;
    return xml +
           "<knowledgeRequirement><requiredKnowledge href=\"#k_Dobbel\"/></knowledgeRequirement>"
           "<knowledgeRequirement><requiredKnowledge href=\"#k_Voksen\"/></knowledgeRequirement>";
  }

  // Two functions that the decisions may call; the second is a table.
  std::string knowledge() {
    auto function = [](const std::string& name, const std::string& parameters, const std::string& body) {
      return "<businessKnowledgeModel name=\"" + name + "\" id=\"k_" + name + "\"><variable name=\"" + name +
             "\"/><encapsulatedLogic>" + parameters + body +
             "</encapsulatedLogic></businessKnowledgeModel>\n";
    };
    std::string body = choices_.of(Texts{"n * 2", "n + 1", "1", "if n = null then 0 else n", "n * n"});
    std::string rule_output = choices_.of(Texts{"true", "hvem = \"a\"", "år > 20"});
    return function("Dobbel", "<formalParameter name=\"n\" typeRef=\"number\"/>", literal(body)) +
           function("Voksen",
                    "<formalParameter name=\"år\" typeRef=\"number\"/><formalParameter name=\"hvem\" "
                    "typeRef=\"string\"/>",
                    example::table("FIRST", {"år", "hvem"},
                                   {{{choices_.of(cells('n')), "-"}, {rule_output}, ""},
                                    {{"-", choices_.of(cells('t'))}, {"false"}, ""}},
                                   choices_.of(Texts{"", "true"})));
  }

  std::string logic(char kind) {
    int depth = 1 + static_cast<int>(choices_.below(3));
    auto boxed = [&](char inner) { return literal(expression(inner, depth - 1)); };
    auto iteration = [&](const std::string& element, const std::string& body, char inner) {
      std::string name = fresh();
      std::string in = "<in>" + boxed('L') + "</in>";
      own_['n'].push_back(name);
      std::string xml = "<" + element + " iteratorVariable=\"" + name + "\">" + in + "<" + body + ">" +
                        boxed(inner) + "</" + body + "></" + element + ">";
      own_['n'].pop_back();
      return xml;
    };
    switch (choices_.below(14)) {
      case 0:
      case 1:
      case 2:
      case 3:
        return literal(expression(kind, depth));
      case 4:
      case 5:
      case 6:
        return table(depth);
      case 7:
        return "<conditional><if>" + boxed('b') + "</if><then>" + boxed(kind) + "</then><else>" +
               boxed(kind) + "</else></conditional>";
      case 8:
        return "<context><contextEntry><variable name=\"del\"/>" + boxed('n') +
               "</contextEntry><contextEntry><variable name=\"hel\"/>" + literal("del + 1") +
               "</contextEntry><contextEntry>" + literal("if hel > 5 then hel else \"liten\"") +
               "</contextEntry></context>";
      case 9:
        return "<list>" + boxed(kind) + boxed('n') + "</list>";
      case 10:
        return iteration("for", "return", 'n');
      case 11:
        return iteration(choices_.of(Texts{"some", "every"}), "satisfies", 'b');
      case 12:
        return "<filter><in>" + boxed('S') + "</in><match>" + literal("mengde > " + expression('n', 0)) +
               "</match></filter>";
      default:
        return "<invocation>" + literal("Dobbel") + "<binding><parameter name=\"n\"/>" + boxed('n') +
               "</binding></invocation>";
    }
  }

  std::string table(int depth) {
    std::string policy =
        choices_.of(Texts{"UNIQUE", "FIRST", "ANY", "PRIORITY", "RULE ORDER", "OUTPUT ORDER", "COLLECT"});
    std::string extra;
    if (policy == "COLLECT")
      extra = choices_.of(Texts{"", "aggregation=\"SUM\"", "aggregation=\"MAX\"", "aggregation=\"MIN\"",
                                "aggregation=\"COUNT\""});
    std::vector<char> columns;
    Texts expressions;
    std::size_t count = 1 + choices_.below(3);
    for (std::size_t i = 0; i < count; ++i) {
      columns.push_back(choices_.of(std::vector<char>{'n', 't', 'b', 'n', 'd', 'D', 'm'}));
      expressions.push_back(expression(columns.back(), choices_.one_in(3) ? depth : 0));
    }
    std::vector<Cells> rules;
    std::size_t rows = 1 + choices_.below(4);
    for (std::size_t i = 0; i < rows; ++i) {
      Cells rule;
      for (char kind : columns)
        rule.tests.push_back(depth > 0 && choices_.one_in(6) ? filled(choices_.of(odd_cells(kind)), 0)
                                                             : choices_.of(cells(kind)));
      rule.outputs = {depth > 0 && choices_.one_in(5) ? expression('n', depth - 1)
                                                      : choices_.of(Texts{"1", "2", "1", "3"})};
      rules.push_back(std::move(rule));
    }
    std::string values = policy == "PRIORITY" || policy == "OUTPUT ORDER" ? "3, 2, 1, 0, 5, 10, 18, 20" : "";
    return example::table(policy, expressions, rules, choices_.of(Texts{"", "1", "2"}), extra, values);
  }

  std::string fresh() { return "v" + std::to_string(++names_); }

  std::string expression(char kind, int depth) {
    const Texts& plain = leaves().at(kind);
    const Texts& own = own_[kind];
    const Texts& more = templates().at(kind);
    bool leaf = depth <= 0 || choices_.below(4) == 0;
    if (!leaf) return filled(choices_.of(more), depth - 1);
    std::size_t chosen = choices_.below(plain.size() + 3 * own.size());
    if (chosen >= plain.size()) return own[(chosen - plain.size()) % own.size()];
    return plain[chosen];
  }

  std::string filled(const std::string& form, int depth) {
    std::string text;
    std::vector<char> added;
    std::optional<std::pair<char, std::string>> waiting;
    auto add = [&](char kind, const std::string& name) {
      own_[kind].push_back(name);
      added.push_back(kind);
    };
    for (std::size_t i = 0; i < form.size(); ++i) {
      char mark = form[i];
      bool is_mark =
          (mark == '@' || mark == '$' || (mark == '!' && form[i + 1] != '=')) && i + 1 < form.size();
      if (!is_mark) {
        text += mark;
        continue;
      }
      char kind = form[++i];
      if (mark == '@' && kind == '<') {
        text += choices_.of(Texts{"<", ">=", ">", "<=", "=", "!="});
      } else if (mark == '@') {
        text += expression(kind, depth);
        if (waiting) add(waiting->first, waiting->second);
        waiting.reset();
      } else {
        std::string name = fresh();
        text += name;
        if (mark == '!') add(kind, name);
        if (mark == '$') waiting = {kind, name};
      }
    }
    for (auto kind = added.rbegin(); kind != added.rend(); ++kind) own_[*kind].pop_back();
    return text;
  }

  const std::vector<char> kinds_ = {'b', 'n', 't', 'L', 'd', 'D', 'm', 'c', 'S', 'x', 'n', 'b'};
  Choices& choices_;
  Richness richness_;
  std::map<char, Texts> own_;  // names that are known here: decisions, iterators, parameters
  Texts decisions_;
  int names_ = 0;
};

}  // namespace

std::size_t Choices::below(std::size_t count) {
  if (!endless_) return at_ < tape_.size() ? tape_[at_++] % count : 0;
  seed_ += 0x9E3779B97F4A7C15u;
  std::uint64_t mixed = (seed_ ^ (seed_ >> 30)) * 0xBF58476D1CE4E5B9u;
  mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
  return (mixed ^ (mixed >> 31)) % count;
}

std::vector<std::uint16_t> random_tape() {
  constexpr std::uint16_t common_multiple = 27'720;  // of the counts up to 12, so that choices are even
  // A choice shrinks to the plainest at once or stays; most of the shrinking is done by leaving choices out.
  auto choice = rc::gen::shrink(
      rc::gen::noShrink(rc::gen::resize(100, rc::gen::inRange<std::uint16_t>(0, common_multiple))),
      [](std::uint16_t number) {
        return number == 0 ? rc::Seq<std::uint16_t>() : rc::seq::just(std::uint16_t{0});
      });
  return *rc::gen::scale(2.0, rc::gen::container<std::vector<std::uint16_t>>(std::move(choice)));
}

std::string random_model(Choices& choices, Richness richness) {
  return Author(choices, richness).write();
}

}  // namespace moteplass::dmn::example
