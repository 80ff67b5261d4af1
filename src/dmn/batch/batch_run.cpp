#include "dmn/batch/batch_run.h"

#include <algorithm>

// As in batch_steps.cpp.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

namespace moteplass::dmn {
namespace {

constexpr std::size_t block_size = 1024;
constexpr std::size_t piece_size = 64;
constexpr std::size_t most_rows = std::size_t{1} << 17;

}  // namespace

Code16* BatchRun::room(std::vector<Code16>& codes, std::size_t count) {
  if (codes.size() < count + at_once) codes.resize(count + at_once);
  return codes.data();
}

std::int64_t* BatchRun::room(std::vector<std::int64_t>& numbers, std::size_t count) {
  if (numbers.size() < count) numbers.resize(count);
  return numbers.data();
}

Result<Batch::Answers, BadColumn> BatchRun::evaluate(std::size_t first, std::size_t count) {
  const BatchNode& answer = program_.nodes[program_.answer];
  held_.values.resize(program_.nodes.size());
  held_.rows.resize(program_.domains.size());
  first = std::min(first, columns_.cases());
  count = std::min(count, columns_.cases() - first);
  first_ = first;
  if (auto bad = bind()) return failure(*std::move(bad));
  held_.answer_codes.resize(count);
  bool numbers = answer.held == Held::number;
  if (numbers) held_.answer_numbers.resize(count);
  std::size_t distinct = numbers ? 1 : answer.values.size();
  if (held_.distinct.empty()) {
    if (numbers) held_.distinct.emplace_back();
    if (!numbers) held_.distinct = answer.values;
  }
  held_.distinct.resize(distinct);
  for (std::size_t done = 0; done < count && !bad_; done += block_size)
    run_in_pieces(first + done, std::min(block_size, count - done));
  if (bad_) return failure(*bad_);
  Batch::Answers answers;
  answers.codes = held_.answer_codes;
  answers.distinct = held_.distinct;
  if (numbers) answers.numbers = held_.answer_numbers;
  answers.scale = numbers ? values(program_.answer).scale : 0;
  answers.one_at_a_time = one_at_a_time_;
  return answers;
}

// The whole block, or the smaller part of it that is in trouble, or in the end single cases.
void BatchRun::run_in_pieces(std::size_t first, std::size_t count) {
  if (!never_ && run_block(first, count) == Went::well) return;
  if (!never_ && count > piece_size) {
    for (std::size_t done = 0; done < count && !bad_; done += piece_size)
      run_in_pieces(first + done, std::min(piece_size, count - done));
    return;
  }
  for (std::size_t row = first; row < first + count && !bad_; ++row) evaluate_case(row);
}

void BatchRun::evaluate_case(std::size_t row) {
  auto facts = facts_of_case(columns_, row, compiled_.roots);
  if (!facts) {
    bad_ = facts.error();
    return;
  }
  const Program& whole = *compiled_.model.definitions().program;
  if (!held_.run) held_.run.emplace(whole, Facts::standard, Telling::answer_only);
  held_.run->start(*facts);
  feel::Value value = held_.run->decide(*whole.find(Element::Kind::decision, compiled_.decision));
  ++one_at_a_time_;
  std::size_t at = row - first_;
  // Where numbers are answered, the first place stands for the number itself.
  bool number = program_.nodes[program_.answer].held == Held::number;
  if (number) held_.answer_numbers[at] = null_number;
  auto known = std::find(held_.distinct.begin() + (number ? 1 : 0), held_.distinct.end(), value);
  held_.answer_codes[at] = static_cast<std::uint32_t>(known - held_.distinct.begin());
  if (known == held_.distinct.end()) held_.distinct.push_back(std::move(value));
}

BatchRun::Went BatchRun::run_block(std::size_t first, std::size_t count) {
  if (lay_out(first, count) == Went::into_trouble) return Went::into_trouble;
  for (std::uint32_t checked : program_.checks)
    if (check(checked) == Went::into_trouble) return Went::into_trouble;
  for (ColumnId id : held_.order)
    if (run(program_.nodes[id], id) == Went::into_trouble) return Went::into_trouble;
  std::size_t at = first - first_;
  const Values& answer = values(program_.answer);
  if (program_.nodes[program_.answer].held == Held::number) {
    std::copy_n(answer.number, count, held_.answer_numbers.begin() + static_cast<std::ptrdiff_t>(at));
    std::fill_n(held_.answer_codes.begin() + static_cast<std::ptrdiff_t>(at), count, 0u);
  } else {
    std::uint32_t* codes = held_.answer_codes.data() + at;
    for (std::size_t i = 0; i < count; ++i) codes[i] = answer.code[i];
  }
  return Went::well;
}

// Domains come after those around them.
BatchRun::Went BatchRun::lay_out(std::size_t first, std::size_t count) {
  rows(case_domain).first = first;
  rows(case_domain).count = count;
  for (DomainId domain = 1; domain < program_.domains.size(); ++domain) {
    if (compiled_.domains[domain] == DomainNeed::none) continue;
    bool own = program_.domains[domain].own == domain;
    if ((own ? lay_out_own(domain) : lay_out_loop(domain)) == Went::into_trouble) return Went::into_trouble;
  }
  return Went::well;
}

BatchRun::Went BatchRun::lay_out_own(DomainId domain) {
  Rows& made = rows(domain);
  const Rows& around = rows(program_.domains[domain].parent);
  DomainNeed need = compiled_.domains[domain];
  const Column* column = held_.facts[program_.domains[domain].list].column;
  made.count = 0;
  if (made.begins.size() < around.count + 1) made.begins.resize(around.count + 1);
  if (column == nullptr) {
    std::fill_n(made.begins.begin(), around.count + 1, 0u);
    return Went::well;
  }
  const std::uint32_t* offsets = column->offsets.data() + around.first;
  std::uint32_t base = offsets[0];
  std::uint32_t end = offsets[around.count];
  // Out of their order or their column, too long for one block, or longer than what is worked out here.
  if (end < base || end > column->offsets.back() || end - base > most_rows) return Went::into_trouble;
  made.first = base;
  made.count = end - base;
  if (need == DomainNeed::range) return Went::well;
  std::uint32_t longest = 0;
  std::uint32_t* begins = made.begins.data();
  for (std::size_t i = 0; i < around.count; ++i) {
    longest = std::max(longest, offsets[i + 1] - offsets[i]);
    begins[i] = offsets[i] - base;
  }
  begins[around.count] = end - base;
  if (longest > compiled_.most_items) return Went::into_trouble;
  bool odd = false;
  if (!column->present.empty()) {
    const Truth* present = column->present.data() + around.first;
    for (std::size_t i = 0; i < around.count; ++i)
      odd |= present[i] != Truth::yes && begins[i] != begins[i + 1];
  }
  if (odd) return Went::into_trouble;
  if (need == DomainNeed::begins) return Went::well;
  if (made.parent.size() < made.count + at_once) made.parent.resize(made.count + at_once);
  std::uint32_t* parent = made.parent.data();
  for (std::size_t row = 0; row < around.count; ++row) {
    std::uint32_t* to = parent + begins[row];
    for (std::size_t i = 0; i < at_once; ++i) to[i] = static_cast<std::uint32_t>(row);
    for (std::size_t i = at_once; i < begins[row + 1] - begins[row]; ++i)
      to[i] = static_cast<std::uint32_t>(row);
  }
  return Went::well;
}

std::uint32_t BatchRun::follow(std::uint32_t row, const std::vector<Hop>& hops) const {
  for (const Hop& hop : hops)
    row = (hop.to == Hop::To::parent ? rows(hop.domain).parent : rows(hop.domain).item)[row];
  return row;
}

// The items anew for every row around.
BatchRun::Went BatchRun::lay_out_loop(DomainId domain) {
  const BatchDomain& shape = program_.domains[domain];
  Rows& made = rows(domain);
  const Rows& around = rows(shape.parent);
  const Rows& own = rows(shape.own);
  if (made.begins.size() < around.count + 1) made.begins.resize(around.count + 1);
  std::size_t total = 0;
  std::uint32_t* begins = made.begins.data();
  for (std::uint32_t row = 0; row < around.count; ++row) {
    std::uint32_t place = follow(row, shape.hops);
    begins[row] = static_cast<std::uint32_t>(total);
    total += own.begins[place + 1] - own.begins[place];
  }
  begins[around.count] = static_cast<std::uint32_t>(total);
  if (total > most_rows) return Went::into_trouble;
  made.count = total;
  if (made.parent.size() < total + at_once) made.parent.resize(total + at_once);
  if (made.item.size() < total + at_once) made.item.resize(total + at_once);
  for (std::uint32_t row = 0; row < around.count; ++row) {
    std::uint32_t first = own.begins[follow(row, shape.hops)];
    std::uint32_t* parent = made.parent.data() + begins[row];
    std::uint32_t* item = made.item.data() + begins[row];
    std::uint32_t length = begins[row + 1] - begins[row];
    for (std::uint32_t i = 0; i < at_once; ++i) parent[i] = row, item[i] = first + i;
    for (std::uint32_t i = at_once; i < length; ++i) parent[i] = row, item[i] = first + i;
  }
  return Went::well;
}

bool BatchRun::may_be_null(std::uint32_t list) const {
  const Column* column = held_.facts[list].column;
  if (column == nullptr || !column->present.empty()) return true;
  const auto& within = program_.facts[list].within;
  return std::any_of(within.begin(), within.end(),
                     [&](std::uint32_t presence) { return held_.facts[presence].column != nullptr; });
}

// Whether all values of the block are allowed; null is.
BatchRun::Went BatchRun::check(std::uint32_t id) {
  const BatchFact& checked = fact(id);
  const Bound& bound = held_.facts[id];
  if (bound.column == nullptr || compiled_.domains[checked.domain] == DomainNeed::none) return Went::well;
  const Rows& here = rows(checked.domain);
  bool odd = false;
  switch (checked.kind) {
    case BatchFact::Kind::number:
    case BatchFact::Kind::day: {
      const std::int64_t* number = bound.column->numbers.data() + here.first;
      if (bound.one_interval) {
        for (std::size_t i = 0; i < here.count; ++i)
          odd |= (number[i] < bound.least || number[i] > bound.greatest) && number[i] != null_number;
      } else {
        if (held_.indices.size() < here.count) held_.indices.resize(here.count);
        for (std::size_t i = 0; i < here.count; ++i) {
          Code16 allowed = 0;
          bound.allowed.codes_of(number + i, 1, &allowed);
          odd |= allowed == 0;
        }
      }
      break;
    }
    case BatchFact::Kind::truth:
      for (std::size_t i = 0; i < here.count; ++i) {
        Truth truth = bound.column->truths[here.first + i];
        odd |= truth != Truth::null &&
               !checked.allowed->parts()[checked.allowed->part_of(truth == Truth::yes)].allowed;
      }
      break;
    case BatchFact::Kind::listed_text:
    case BatchFact::Kind::text: {
      auto last = static_cast<std::uint32_t>(bound.words.size() - 1);
      for (std::size_t i = 0; i < here.count; ++i)
        odd |= bound.words[std::min(static_cast<std::uint32_t>(bound.column->texts[here.first + i] + 1),
                                    last)] == no_code;
      break;
    }
    case BatchFact::Kind::presence:
    case BatchFact::Kind::list:
      break;
  }
  return odd ? Went::into_trouble : Went::well;
}

BatchRun::Went BatchRun::load(const BatchNode& node, Values& made) {
  const BatchFact& loaded = fact(node.fact);
  const Bound& bound = held_.facts[node.fact];
  const Rows& here = rows(node.domain);
  bool odd = false;
  switch (loaded.kind) {
    case BatchFact::Kind::truth:
    case BatchFact::Kind::presence: {
      Code16* out = room(made.codes, here.count);
      made.code = out;
      auto none = static_cast<Code16>(loaded.kind == BatchFact::Kind::presence ? 1 : 0);
      if (bound.column == nullptr) {
        std::fill_n(out, here.count, none);
        break;
      }
      const Truth* truth = bound.column->truths.data() + here.first;
      if (loaded.kind == BatchFact::Kind::presence)
        for (std::size_t i = 0; i < here.count; ++i) out[i] = truth[i] == Truth::yes;
      else
        for (std::size_t i = 0; i < here.count; ++i) {
          out[i] = static_cast<Code16>(truth[i]);
          odd |= out[i] > 2;
        }
      break;
    }
    case BatchFact::Kind::listed_text: {
      Code16* out = room(made.codes, here.count);
      made.code = out;
      if (bound.column == nullptr) {
        std::fill_n(out, here.count, Code16{0});
        break;
      }
      const std::int32_t* text = bound.column->texts.data() + here.first;
      const Code16* words = bound.words.data();
      auto last = static_cast<std::uint32_t>(bound.words.size() - 1);
      for (std::size_t i = 0; i < here.count; ++i) {
        out[i] = words[std::min(static_cast<std::uint32_t>(text[i] + 1), last)];
        odd |= out[i] == no_code;
      }
      break;
    }
    case BatchFact::Kind::number:
    case BatchFact::Kind::day:
      if (bound.column == nullptr) {
        made.number = room(made.numbers, here.count);
        std::fill_n(made.numbers.begin(), here.count, null_number);
        break;
      }
      made.number = bound.column->numbers.data() + here.first;
      break;
    case BatchFact::Kind::text: {
      if (bound.column == nullptr) {
        if (made.texts.size() < here.count) made.texts.resize(here.count);
        std::fill_n(made.texts.begin(), here.count, null_text);
        made.text = made.texts.data();
        break;
      }
      made.text = bound.column->texts.data() + here.first;
      auto last = static_cast<std::uint32_t>(bound.words.size() - 1);
      for (std::size_t i = 0; i < here.count; ++i)
        odd |= static_cast<std::uint32_t>(made.text[i] + 1) >= last;
      break;
    }
    case BatchFact::Kind::list:
      break;
  }
  blank_absent(loaded, made, node.held);
  return odd ? Went::into_trouble : Went::well;
}

// Of a context that is null every member is null.
void BatchRun::blank_absent(const BatchFact& loaded, Values& made, Held held) {
  const Rows& here = rows(loaded.domain);
  for (std::uint32_t presence : loaded.within) {
    const Column* column = held_.facts[presence].column;
    if (column == nullptr) continue;
    const Truth* there = column->truths.data() + here.first;
    switch (held) {
      case Held::code:
        for (std::size_t i = 0; i < here.count; ++i)
          made.codes[i] = there[i] == Truth::yes ? made.codes[i] : Code16{0};
        break;
      case Held::number:
      case Held::day: {
        const std::int64_t* from = made.number;
        std::int64_t* out = room(made.numbers, here.count);
        for (std::size_t i = 0; i < here.count; ++i) out[i] = there[i] == Truth::yes ? from[i] : null_number;
        made.number = out;
        break;
      }
      case Held::text: {
        const std::int32_t* from = made.text;
        if (made.texts.size() < here.count) made.texts.resize(here.count);
        for (std::size_t i = 0; i < here.count; ++i)
          made.texts[i] = there[i] == Truth::yes ? from[i] : null_text;
        made.text = made.texts.data();
        break;
      }
    }
  }
}

BatchRun::Went BatchRun::run(const BatchNode& node, ColumnId id) {
  Values& made = values(id);
  std::size_t size = rows(node.domain).count;
  switch (node.step) {
    case Step::fact:
      return load(node, made);
    case Step::constant: {
      std::size_t most = 0;
      for (const Rows& each : held_.rows) most = std::max(most, each.count);
      made.code = room(made.codes, most);  // zeros
      return Went::well;
    }
    case Step::lookup:
      lookup(node, made, size);
      return Went::well;
    case Step::tuple:
      tuple(node, made, size);
      return Went::well;
    case Step::to_number:
    case Step::to_day: {
      std::int64_t* out = room(made.numbers, size);
      const Code16* code = values(node.a).code;
      const std::int64_t* numbers = made.scaled.data();
      for (std::size_t i = 0; i < size; ++i) out[i] = numbers[code[i]];
      made.number = out;
      return Went::well;
    }
    case Step::part:
      return part(node, id, made, size);
    case Step::compare:
      return compare(node, made, size);
    case Step::calculate:
      return calculate(node, made, size);
    case Step::select:
      return select(node, made, size);
    case Step::view:
      view(node, made, size);
      return Went::well;
    case Step::seen:
      seen(node, made);
      return Went::well;
    case Step::state: {
      // 0 null, 1 empty, 2 with items.
      Code16* out = room(made.codes, size);
      made.code = out;
      const Bound& list = held_.facts[node.fact];
      const Rows& here = rows(node.domain);
      if (list.column == nullptr) {
        std::fill_n(out, size, Code16{0});
        return Went::well;
      }
      const std::uint32_t* offsets = list.column->offsets.data() + here.first;
      for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<Code16>(1 + (offsets[i + 1] != offsets[i]));
      if (!list.column->present.empty()) {
        const Truth* present = list.column->present.data() + here.first;
        for (std::size_t i = 0; i < size; ++i) out[i] = present[i] == Truth::yes ? out[i] : Code16{0};
      }
      blank_absent(fact(node.fact), made, Held::code);
      return Went::well;
    }
    case Step::sum:
      return sum(node, made);
    case Step::sum_where:
      return sum_where(node, made);
    case Step::min:
    case Step::max:
      extreme(node, made);
      return Went::well;
    case Step::count:
      count(node, made);
      return Went::well;
  }
  return Went::well;
}

}  // namespace moteplass::dmn
