#include "policy/citations.h"

#include <algorithm>
#include <array>
#include <cctype>

#include <fmt/format.h>

namespace moteplass::policy {
namespace {

constexpr std::string_view section_sign = "§";

constexpr std::array<std::pair<std::string_view, int>, 13> ordinals{{{"første", 1},
                                                                     {"annet", 2},
                                                                     {"andre", 2},
                                                                     {"tredje", 3},
                                                                     {"fjerde", 4},
                                                                     {"femte", 5},
                                                                     {"sjette", 6},
                                                                     {"sjuende", 7},
                                                                     {"syvende", 7},
                                                                     {"åttende", 8},
                                                                     {"niende", 9},
                                                                     {"tiende", 10},
                                                                     {"siste", 0}}};
// Parts that are numbered, in the words a citation uses.
constexpr std::array<std::string_view, 7> numbered{"punkt",    "kapittel", "tabell", "avsnitt",
                                                   "artikkel", "del",      "side"};
// What may follow a citation after a comma and is no part of it.
constexpr std::array<std::string_view, 4> relative{"som ", "slik ", "gjengitt ", "jf."};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_small(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_letter(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || (c & 0x80) != 0;
}

class Reader {
 public:
  Reader(std::string_view text, const Sources& sources, bool is_source)
      : text_(text), sources_(sources), is_source_(is_source) {}

  Cited read() {
    if (!is_source_) {
      scan(text_.size());
      return std::move(cited_);
    }
    bool any = false;
    for (std::size_t begin = 0; begin < text_.size();) {
      auto end = end_of_entry(begin);
      while (begin < end && text_[begin] == ' ') ++begin;
      if (begin < end) {
        any = true;
        at_ = begin;
        read_entry(end);
      }
      begin = end + 1;
    }
    if (!any) fault(CitationFault::Kind::cites_nothing, 0, text_.size(), "a source belongs here");
    return std::move(cited_);
  }

 private:
  // The next ";" that stands neither in parentheses nor in quotation marks.
  std::size_t end_of_entry(std::size_t begin) const {
    int depth = 0;
    for (auto i = begin; i < text_.size(); ++i) {
      auto rest = text_.substr(i);
      if (rest.front() == '(' || rest.starts_with("«")) ++depth;
      if (depth > 0 && (rest.front() == ')' || rest.starts_with("»"))) --depth;
      if (rest.front() == ';' && depth == 0) return i;
    }
    return text_.size();
  }

  void read_entry(std::size_t end) {
    auto begin = at_;
    if (text_.substr(at_).starts_with("Tolkning:")) {
      cited_.citations.push_back(
          {.kind = Citation::Kind::interpretation, .begin = begin, .end = end, .place = {}, .within = {}});
      return;
    }
    bool goes_on = last_ != nullptr && !name_here().first && read_place(*last_);
    if (goes_on) {
      read_places(*last_);
    } else if (auto [source, length] = name_here(); source != nullptr) {
      read_named(*source, length);
    } else {
      fault(
          rest().starts_with(section_sign) ? CitationFault::Kind::no_law : CitationFault::Kind::cites_nothing,
          begin, end, fmt::format("\"{}\" is no source that may be cited", text_.substr(begin, end - begin)));
    }
    if (at_ > begin) check_remark(end);
    scan(end);
  }

  // Of what follows the citation, only ":", "(" and the like may come unannounced; a part that does not exist
  // would else pass for a remark.
  void check_remark(std::size_t end) {
    auto remark = text_.substr(at_, end - at_);
    while (remark.starts_with(" ")) remark.remove_prefix(1);
    if (remark.empty() || remark.front() == ':' || remark.front() == '(') return;
    auto said = remark;
    if (said.starts_with(",")) said.remove_prefix(1);
    while (said.starts_with(" ")) said.remove_prefix(1);
    for (auto word : relative) {
      if (said.starts_with(word)) return;
    }
    auto stop = said.find_first_of(":,(");
    fault(CitationFault::Kind::no_such_part, at_, end,
          fmt::format("{} has no part \"{}\"", last_->full_name(), said.substr(0, stop)));
  }

  // Names and paragraphs wherever they stand.
  void scan(std::size_t end) {
    while (at_ < end) {
      if (auto [source, length] = name_here(); source != nullptr) {
        read_named(*source, length);
      } else if (rest().starts_with(section_sign)) {
        if (last_ == nullptr || last_->kind != Source::Kind::law || !read_paragraphs(*last_)) {
          fault(CitationFault::Kind::no_law, at_, at_ + section_sign.size(),
                "which law is this a paragraph of?");
          at_ += section_sign.size();
        }
      } else {
        ++at_;
      }
    }
  }

  std::string_view rest() const { return text_.substr(at_); }
  bool accept(std::string_view words) {
    if (!rest().starts_with(words)) return false;
    at_ += words.size();
    return true;
  }
  // Whether a word that ends before `place` is a whole word.
  bool ends_word(std::size_t place) const {
    if (place >= text_.size() || text_.substr(place).starts_with("»") ||
        text_.substr(place).starts_with("–") || text_.substr(place).starts_with(section_sign))
      return true;
    return !is_letter(text_[place]) && text_[place] != '-';
  }

  std::pair<const Source*, std::size_t> name_here() const {
    bool within_word = at_ > 0 && !text_.substr(0, at_).ends_with("«") &&
                       (is_letter(text_[at_ - 1]) || text_[at_ - 1] == '-');
    if (within_word) return {nullptr, 0};
    auto [source, length] = sources_.named_at(rest());
    if (source == nullptr) {  // a sentence begins with a capital letter
      std::string small(rest().substr(0, 80));
      if (!small.empty() && small[0] >= 'A' && small[0] <= 'Z') {
        small[0] = static_cast<char>(small[0] + ('a' - 'A'));
        std::tie(source, length) = sources_.named_at(small);
      }
    }
    if (source != nullptr && is_letter(text_[at_ + length - 1]) && !ends_word(at_ + length))
      return {nullptr, 0};
    return {source, length};
  }

  void read_named(const Source& source, std::size_t length) {
    auto begin = at_;
    last_ = &source;
    at_ += length;
    auto after = at_;
    if ((accept(", ") || accept(" ")) && read_place(source)) {
      read_places(source);
      for (auto& citation : cited_.citations) {  // the first place includes the name
        if (citation.begin > begin && citation.begin <= after + 2) citation.begin = begin;
      }
    } else {
      at_ = after;
      add({.kind = kind_of(source),
           .begin = begin,
           .end = at_,
           .source = &source,
           .place = {},
           .within = {}});
    }
  }

  // Further places after ", " or " og ", remarks in parentheses between them.
  void read_places(const Source& source) {
    for (;;) {
      auto before = at_;
      if (accept(" (")) {
        for (int depth = 1; depth > 0 && at_ < text_.size(); ++at_)
          depth += text_[at_] == '(' ? 1 : text_[at_] == ')' ? -1 : 0;
      }
      if (!(accept(", jf. ") || accept(", ") || accept(" og ")) || name_here().first != nullptr ||
          !read_place(source)) {
        at_ = before;
        return;
      }
    }
  }

  bool read_place(const Source& source) {
    if (rest().starts_with(section_sign)) return source.kind == Source::Kind::law && read_paragraphs(source);
    for (auto word : numbered) {
      auto before = at_;
      if (accept(word) && accept(" ") && read_numbers(source, word, before)) return true;
      at_ = before;
    }
    if (!source.parts) return false;
    if (accept("«")) {
      auto begin = at_ - std::string_view("«").size();
      auto close = text_.find("»", at_);
      at_ = close == std::string_view::npos ? text_.size() : close + std::string_view("»").size();
      resolve(source, std::string(text_.substr(begin, at_ - begin)), "", begin);
      return true;
    }
    std::string here(rest().substr(0, 100));
    if (!here.empty() && here[0] == 'B') here[0] = 'b';  // "Bydel Alna" where a sentence begins
    const std::string* longest = nullptr;
    for (const auto& [name, part] : *source.parts) {
      if ((here.starts_with(name) || rest().starts_with(name)) && ends_word(at_ + name.size()) &&
          (longest == nullptr || name.size() > longest->size()))
        longest = &name;
    }
    if (longest == nullptr) return false;
    auto begin = at_;
    at_ += longest->size();
    resolve(source, *longest, "", begin);
    return true;
  }

  // "2 a", "70", "7.1", "VII"
  std::string read_number() {
    auto begin = at_;
    while (at_ < text_.size() && std::string_view("IVX").find(text_[at_]) != std::string_view::npos) ++at_;
    if (at_ > begin) return std::string(text_.substr(begin, at_ - begin));
    read_digits();
    if (at_ > begin && rest().starts_with(".") && rest().size() > 1 && is_digit(rest()[1])) {
      ++at_;
      read_digits();
    }
    std::string number(text_.substr(begin, at_ - begin));
    return number.empty() ? number : number + read_letter();
  }
  void read_digits() {
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
  }
  // " a" of "§ 9 a", also where it is written "§ 9a"; the word "i" is no such letter.
  std::string read_letter() {
    auto before = at_;
    accept(" ");
    if (at_ < text_.size() && is_small(text_[at_]) && text_[at_] != 'i' && ends_word(at_ + 1)) {
      return std::string(" ") + text_[at_++];
    }
    at_ = before;
    return "";
  }

  bool read_numbers(const Source& source, std::string_view word, std::size_t begin) {
    bool any = false;
    for (std::string from;;) {
      auto number = read_number();
      if (number.empty()) return any;
      any = true;
      if (!from.empty()) resolve_between(source, word, from, number, begin);
      resolve(source, fmt::format("{} {}", word, number), read_within(), begin);
      auto before = at_;
      bool range = accept("–");
      from = range ? number : "";
      if ((!range && !accept(", ") && !accept(" og ")) || at_ >= text_.size() || !is_digit(text_[at_])) {
        at_ = before;
        return true;
      }
      begin = at_;
    }
  }

  // "§§ 3-4 annet ledd, 4-3 og 4-4", "§ 9 a"; one sign, one paragraph.
  bool read_paragraphs(const Source& law) {
    auto start = at_, begin = at_;
    accept(section_sign);
    bool many = accept(section_sign);
    accept(" ");
    for (std::string from;;) {
      auto paragraph = read_paragraph();
      if (paragraph.empty()) {
        at_ = start;
        return false;
      }
      if (!from.empty()) resolve_between(law, section_sign, from, paragraph, begin);
      auto within = read_within();
      resolve(law, fmt::format("{} {}", section_sign, paragraph), within, begin);
      auto before = at_;
      bool range = many && (accept("–") || accept(" til "));
      from = range ? paragraph : "";
      if (!many || (!range && !accept(", ") && !accept(" og ") && !accept(" eller ")) ||
          at_ >= text_.size() || !is_digit(text_[at_])) {
        at_ = before;
        return true;
      }
      begin = at_;
    }
  }

  // "231", "3-9 c", "4A-1", "9 A-1"
  std::string read_paragraph() {
    auto begin = at_;
    read_digits();
    if (at_ == begin) return "";
    auto capital = rest();
    if (capital.starts_with(" ")) capital.remove_prefix(1);
    if (capital.size() > 2 && capital[0] >= 'A' && capital[0] <= 'Z' && capital[1] == '-')
      at_ = text_.size() - capital.size() + 1;
    if (rest().size() > 1 && rest()[0] == '-' && is_digit(rest()[1])) {
      ++at_;
      read_digits();
    }
    std::string number(text_.substr(begin, at_ - begin));
    return number + read_letter();
  }

  // "første ledd bokstav a og b", "nr. 1 og 2", "første ledd annet punktum"
  std::string read_within() {
    auto begin = at_;
    subsections_.clear();
    while (read_ordinals(" ledd", true) || read_ordinals(" punktum", false) ||
           read_letters({" bokstavene ", " bokstav "}) || read_letters({" nr. ", " nr. "})) {
    }
    auto within = text_.substr(begin, at_ - begin);
    return std::string(within.starts_with(" ") ? within.substr(1) : within);
  }
  bool read_ordinals(std::string_view noun, bool of_paragraph) {
    auto begin = at_;
    std::vector<int> found;
    do {
      accept(" ");
      auto known = std::find_if(ordinals.begin(), ordinals.end(),
                                [&](const auto& each) { return rest().starts_with(each.first); });
      if (known == ordinals.end()) break;
      at_ += known->first.size();
      found.push_back(known->second);
    } while (accept(" og") || accept(" til") || accept(","));
    if (found.empty() || !accept(noun)) {
      at_ = begin;
      return false;
    }
    if (of_paragraph) subsections_.insert(subsections_.end(), found.begin(), found.end());
    return true;
  }
  bool read_letters(std::array<std::string_view, 2> nouns) {
    auto begin = at_;
    if (!accept(nouns[0]) && !accept(nouns[1])) return false;
    auto after = begin;
    do {
      auto item = at_;
      read_digits();
      if (at_ == item && at_ < text_.size() && is_small(text_[at_])) ++at_;
      if (at_ == item || !ends_word(at_)) break;
      after = at_;
    } while (accept(" og ") || accept(", ") || accept(" til "));
    at_ = after;
    return after > begin;
  }

  // What lies between two whole numbers of a range.
  void resolve_between(const Source& source, std::string_view word, const std::string& from,
                       const std::string& to, std::size_t begin) {
    auto is_whole = [](const std::string& text) {
      return text.size() < 5 && std::all_of(text.begin(), text.end(), is_digit);
    };
    if (!is_whole(from) || !is_whole(to)) return;
    subsections_.clear();
    for (int number = std::stoi(from) + 1; number < std::stoi(to); ++number)
      resolve(source, fmt::format("{} {}", word, number), "", begin);
  }

  void resolve(const Source& source, std::string place, std::string within, std::size_t begin) {
    const auto* part = source.part(place);
    auto wrong = [&](CitationFault::Kind kind, std::string_view what) {
      fault(kind, begin, at_, fmt::format("{} {} {}", source.full_name(), place, what));
    };
    if (source.parts && part == nullptr) {
      wrong(CitationFault::Kind::no_such_part, "does not exist");
    } else if (part != nullptr && part->state == SourcePart::State::repealed) {
      wrong(CitationFault::Kind::repealed, "is repealed");
    } else if (part != nullptr && part->subsections > 0 && !subsections_.empty() &&
               *std::max_element(subsections_.begin(), subsections_.end()) > part->subsections) {
      wrong(CitationFault::Kind::no_such_subsection, fmt::format("has only {} ledd", part->subsections));
    }
    subsections_.clear();
    add({.kind = kind_of(source),
         .begin = begin,
         .end = at_,
         .source = &source,
         .place = std::move(place),
         .within = std::move(within),
         .part = part});
  }

  static Citation::Kind kind_of(const Source& source) {
    return source.kind == Source::Kind::law ? Citation::Kind::law : Citation::Kind::document;
  }
  void add(Citation citation) { cited_.citations.push_back(std::move(citation)); }
  void fault(CitationFault::Kind kind, std::size_t begin, std::size_t end, std::string message) {
    cited_.faults.push_back({kind, begin, end, std::move(message)});
  }

  std::string_view text_;
  const Sources& sources_;
  bool is_source_;
  std::size_t at_ = 0;
  const Source* last_ = nullptr;  // what "§ 74" and "punkt 2" are of
  std::vector<int> subsections_;  // of the paragraph that is being read
  Cited cited_;
};

}  // namespace

Cited citations_of_source(std::string_view text, const Sources& sources) {
  return Reader(text, sources, true).read();
}
Cited citations_in_prose(std::string_view text, const Sources& sources) {
  return Reader(text, sources, false).read();
}

}  // namespace moteplass::policy
