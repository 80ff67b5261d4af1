// What is worked out once for a call: where the columns are, whether they fit each other, the codes of the
// dictionary's words, the scales of calculated numbers, and boundaries at those scales.
#include <algorithm>

#include "dmn/batch/batch_run.h"
#include "dmn/batch/column_number.h"

namespace moteplass::dmn {
namespace {

Column::Kind kind_of(BatchFact::Kind kind) {
  switch (kind) {
    case BatchFact::Kind::truth:
      return Column::Kind::truths;
    case BatchFact::Kind::listed_text:
    case BatchFact::Kind::text:
      return Column::Kind::texts;
    case BatchFact::Kind::number:
      return Column::Kind::numbers;
    case BatchFact::Kind::day:
      return Column::Kind::days;
    case BatchFact::Kind::presence:
      return Column::Kind::presence;
    case BatchFact::Kind::list:
      break;
  }
  return Column::Kind::list;
}

std::size_t length_of(const Column& column) {
  switch (column.kind) {
    case Column::Kind::numbers:
    case Column::Kind::days:
      return column.numbers.size();
    case Column::Kind::truths:
    case Column::Kind::presence:
      return column.truths.size();
    case Column::Kind::texts:
      return column.texts.size();
    case Column::Kind::list:
      break;
  }
  return column.offsets.empty() ? 0 : column.offsets.size() - 1;
}

std::vector<Code16> allowed_codes(const Partition& partition) {
  std::vector<Code16> codes;
  for (const Part& part : partition.parts())
    codes.push_back(part.allowed || part.kind == Part::Kind::null ? Code16{1} : Code16{0});
  return codes;
}

}  // namespace

std::optional<BadColumn> BatchRun::bind() {
  held_.facts.resize(program_.facts.size());
  for (std::size_t i = 0; i < program_.facts.size(); ++i) {
    const BatchFact& wanted = program_.facts[i];
    const Column* column = columns_.find(wanted.path);
    held_.facts[i].column = column;
    if (column == nullptr) continue;
    if (column->kind != kind_of(wanted.kind))
      return BadColumn{wanted.path, 0, "the model has another kind of fact"};
    if (column->scale < 0 || column->scale > most_scale)
      return BadColumn{wanted.path, 0, "a scale is from 0 to 18"};
    if (column->kind == Column::Kind::list && column->offsets.empty())
      return BadColumn{wanted.path, 0, "a list wants one more offset than there are lists"};
  }
  for (std::size_t i = 0; i < program_.facts.size(); ++i) {
    const Column* column = held_.facts[i].column;
    if (column == nullptr) continue;
    std::size_t length = columns_.cases();
    if (fact(static_cast<std::uint32_t>(i)).domain != case_domain) {
      const Column* list = held_.facts[program_.domains[program_.facts[i].domain].list].column;
      length = list ? list->offsets.back() : 0;
    }
    bool told =
        column->kind != Column::Kind::list || column->present.empty() || column->present.size() >= length;
    if (length_of(*column) < length || !told)
      return BadColumn{program_.facts[i].path, length_of(*column), "the column is too short"};
  }
  learn_words();
  scale_numbers();
  draw_lines();
  leave_out();
  return std::nullopt;
}

// Codes of words, by number: at 0 for null, at the end for what is no word.
void BatchRun::learn_words() {
  if (held_.dictionary == columns_.dictionary() && held_.words_known == columns_.dictionary()->words().size())
    return;
  held_.dictionary = columns_.dictionary();
  const auto& words = held_.dictionary->words();
  held_.words_known = words.size();
  for (std::size_t i = 0; i < program_.facts.size(); ++i) {
    const BatchFact& known = program_.facts[i];
    auto& codes = held_.facts[i].words;
    codes.assign(words.size() + 2, no_code);
    if (known.kind == BatchFact::Kind::listed_text) {
      codes[0] = 0;
      for (std::size_t code = 1; code < known.listed.size(); ++code) {
        auto place = std::find(words.begin(), words.end(), *known.listed[code].string()) - words.begin();
        if (static_cast<std::size_t>(place) < words.size())
          codes[static_cast<std::size_t>(place) + 1] = static_cast<Code16>(code);
      }
    } else if (known.kind == BatchFact::Kind::text) {
      codes[0] = 1;
      for (std::size_t word = 0; word < words.size(); ++word)
        codes[word + 1] =
            !known.allowed || known.allowed->parts()[known.allowed->part_of(words[word])].allowed ? Code16{1}
                                                                                                  : no_code;
    }
  }
  held_.text_parts.resize(program_.nodes.size());
  for (ColumnId id : program_.order) {
    const BatchNode& node = program_.nodes[id];
    if (node.step != Step::part || program_.nodes[node.a].held != Held::text) continue;
    auto& codes = held_.text_parts[id];
    codes.assign(words.size() + 2, no_code);
    codes[0] = node.part_codes[0];
    for (std::size_t word = 0; word < words.size(); ++word)
      codes[word + 1] = node.part_codes[node.partition->part_of(words[word])];
  }
}

// Tables of numbers are put to the scale of the facts where they fit, so that comparing needs no factors.
void BatchRun::scale_numbers() {
  int scale = 0;
  for (const Bound& bound : held_.facts)
    if (bound.column && bound.column->kind == Column::Kind::numbers)
      scale = std::max(scale, bound.column->scale);
  for (ColumnId id : program_.order) {
    const BatchNode& node = program_.nodes[id];
    Values& made = values(id);
    auto of = [&](ColumnId column) { return values(column).scale; };
    switch (node.step) {
      case Step::fact:
        made.scale = held_.facts[node.fact].column ? held_.facts[node.fact].column->scale : 0;
        break;
      case Step::to_number: {
        made.scale = std::max(scale, node.scale);
        made.scaled = node.numbers;
        for (std::int64_t& number : made.scaled)
          if (number != null_number &&
              __builtin_mul_overflow(number, power_of_ten(made.scale - node.scale), &number)) {
            made.scale = node.scale;
            made.scaled = node.numbers;
            break;
          }
        break;
      }
      case Step::to_day:
        made.scale = 0;
        made.scaled = node.numbers;
        break;
      case Step::calculate: {
        bool product = static_cast<feel::Arithmetic>(node.small) == feel::Arithmetic::multiply;
        made.scale = product ? of(node.a) + of(node.b) : std::max(of(node.a), of(node.b));
        break;
      }
      case Step::select:
        made.scale = std::max(of(node.b), of(node.c));
        break;
      case Step::sum_where:
        made.scale = of(node.c);
        break;
      case Step::view:
      case Step::sum:
      case Step::min:
      case Step::max:
        made.scale = of(node.a);
        break;
      case Step::constant:
      case Step::lookup:
      case Step::tuple:
      case Step::part:
      case Step::compare:
      case Step::seen:
      case Step::state:
      case Step::count:
        made.scale = 0;
        break;
    }
    if (made.scale > most_scale) never_ = true;
  }
}

// Where no list is null nobody asks for the states of lists.
void BatchRun::leave_out() {
  held_.needed.assign(program_.nodes.size(), false);
  held_.needed[program_.answer] = true;
  held_.order.clear();
  for (auto id = program_.order.rbegin(); id != program_.order.rend(); ++id) {
    if (!held_.needed[*id]) continue;
    held_.order.push_back(*id);
    const BatchNode& node = program_.nodes[*id];
    bool may_leave = node.step == Step::seen || node.step == Step::sum;
    if (node.a != no_id) held_.needed[node.a] = true;
    if (node.b != no_id && !(may_leave && !may_be_null(program_.domains[node.over].list)))
      held_.needed[node.b] = true;
    if (node.c != no_id) held_.needed[node.c] = true;
    for (ColumnId operand : node.operands) held_.needed[operand] = true;
  }
  std::reverse(held_.order.begin(), held_.order.end());
}

void BatchRun::draw_lines() {
  held_.lines.resize(program_.nodes.size());
  for (std::size_t i = 0; i < program_.facts.size() && !never_; ++i) {
    const BatchFact& known = program_.facts[i];
    Bound& bound = held_.facts[i];
    bool amount = known.kind == BatchFact::Kind::number || known.kind == BatchFact::Kind::day;
    if (!known.allowed || !bound.column || !amount || bound.allowed.scale() == bound.column->scale) continue;
    auto codes = allowed_codes(*known.allowed);
    bound.allowed = ColumnLine(*known.allowed, bound.column->scale, codes);
    bound.one_interval = bound.allowed.is_valid() && bound.allowed.bounds_of(1, bound.least, bound.greatest);
  }
  for (ColumnId id : program_.order) {
    const BatchNode& node = program_.nodes[id];
    if (never_ || node.step != Step::part || program_.nodes[node.a].held == Held::text) continue;
    if (held_.lines[id].scale() != values(node.a).scale)
      held_.lines[id] = ColumnLine(*node.partition, values(node.a).scale, node.part_codes);
    never_ = never_ || !held_.lines[id].is_valid();
  }
  for (const Bound& bound : held_.facts)
    never_ = never_ || (bound.allowed.scale() >= 0 && !bound.allowed.is_valid());
}

}  // namespace moteplass::dmn
