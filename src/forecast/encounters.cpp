#include "forecast/encounters.h"

#include <array>
#include <cassert>
#include <charconv>

#include "base/time.h"
#include "forecast/random.h"

namespace moteplass::forecast {
namespace {

using policy::Form;
using policy::Substance;
using policy::Unit;

// Draws from the assumptions one by one, in their order; a key asked for out of turn is our own bug.
class Drawing {
 public:
  Drawing(const std::vector<Assumption>& assumptions, Random random)
      : next_(assumptions.begin()), end_(assumptions.end()), random_(random) {}

  const std::string& draw([[maybe_unused]] std::string_view key) {
    assert(next_ != end_ && next_->key == key);
    return one_of(*next_++);
  }
  bool yes(std::string_view key) { return draw(key) == "true"; }
  std::int64_t count(std::string_view key) { return first_number(draw(key)); }
  // For an assumption that is drawn from more than once.
  const Assumption& take([[maybe_unused]] std::string_view key) {
    assert(next_ != end_ && next_->key == key);
    return *next_++;
  }
  const std::string& one_of(const Assumption& assumption) {
    int at = random_.below(1000);
    for (const auto& share : assumption.shares) {
      at -= share.per_mille;
      if (at < 0) return share.value;
    }
    return assumption.shares.back().value;
  }
  // "18-24": each of them as often; "16": that.
  std::int64_t within(std::string_view span) {
    auto dash = span.find('-');
    auto from = first_number(span);
    auto to = dash == std::string_view::npos ? from : first_number(span.substr(dash + 1));
    return from + random_.below(static_cast<int>(to - from + 1));
  }
  Random& random() { return random_; }

 private:
  static std::int64_t first_number(std::string_view text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
  }

  std::vector<Assumption>::const_iterator next_;
  std::vector<Assumption>::const_iterator end_;
  Random random_;
};

template <class Each>
void for_each_word(std::string_view words, Each each) {
  for (std::size_t from = 0; from <= words.size();) {
    auto to = std::min(words.find(' ', from), words.size());
    each(words.substr(from, to - from));
    from = to + 1;
  }
}

// Which doubling, then evenly within it in sixteenths. What is counted in pieces and doses is whole.
Decimal amount_of(const AmountAssumption& assumption, Random& random) {
  std::int64_t low = assumption.lowest;
  low <<= random.below(assumption.doublings);
  auto thousandths = low + low * random.below(17) / 16;
  bool whole = assumption.unit == Unit::pieces || assumption.unit == Unit::doses;
  if (whole) thousandths = thousandths / 1000 * 1000;
  // Scales show hundredths, and what weighs less is not nothing.
  if (!whole && thousandths >= 100) thousandths = thousandths / 10 * 10;
  return Decimal(thousandths) / Decimal(1000);
}

// "cannabis resin": a substance, and its form where the substance is found in several.
policy::SubstanceFound find_of(std::string_view words, Random& random) {
  auto space = words.find(' ');
  auto substance = policy::substance_from(words.substr(0, space));
  auto form = space == std::string_view::npos ? std::nullopt : policy::form_from(words.substr(space + 1));
  for (const auto& assumption : amount_assumptions()) {
    if (assumption.substance != substance || (form && assumption.form != form)) continue;
    return {substance, amount_of(assumption, random), assumption.unit, assumption.form};
  }
  assert(!"every substance that is drawn has its amounts");
  return {};
}

constexpr std::array<std::string_view, 8> other_municipalities{"4601", "5001", "1103", "3301",
                                                               "4204", "1804", "5501", "3107"};

std::string municipality(bool oslo, Random& random) {
  auto other = other_municipalities[static_cast<std::size_t>(random.below(8))];
  return std::string(oslo ? "0301" : other);
}

}  // namespace

Decimal lowest(const AmountAssumption& amount) {
  return Decimal(amount.lowest) / Decimal(1000);
}

Decimal highest(const AmountAssumption& amount) {
  return Decimal(std::int64_t{amount.lowest} << amount.doublings) / Decimal(1000);
}

policy::Facts encounter(const std::vector<Assumption>& assumptions, const Settings& settings,
                        std::int64_t index) {
  // The seeds of the streams come from a stream themselves, so that neighbours have nothing in common.
  Random seeds(static_cast<std::uint64_t>(settings.seed) * 0xD1342543DE82EF95ULL +
               static_cast<std::uint64_t>(index));
  Drawing drawing(assumptions, Random(seeds.next()));
  policy::Facts facts;
  auto& e = facts.encounter;
  facts.person.age = drawing.within(drawing.draw("age"));
  facts.person.addiction = policy::addiction_from(drawing.draw("addiction"));
  e.municipality = municipality(drawing.draw("municipality") == "0301", drawing.random());
  bool lives_here = drawing.draw("residence") == "same";
  auto elsewhere = municipality(false, drawing.random());
  // Of those who live elsewhere some get the very municipality they were met in; they are from Oslo then.
  if (elsewhere == *e.municipality) elsewhere = "0301";
  facts.person.residence = lives_here ? *e.municipality : elsewhere;
  e.acts.emplace();
  bool has_things = false;
  for_each_word(drawing.draw("act"), [&](std::string_view word) {
    auto act = *policy::act_from(word);
    e.acts->push_back(act);
    has_things = has_things || act == policy::Act::possession || act == policy::Act::acquisition;
  });
  auto finds = drawing.count("finds");
  bool found_at_use = drawing.yes("find_at_use");
  bool used = e.acts->front() == policy::Act::use;
  // Drawn whether they are found or not: see the top of encounters.h.
  const auto& substances = drawing.take("substance");
  std::array<policy::SubstanceFound, 2> found;
  for (auto& one : found) one = find_of(drawing.one_of(substances), drawing.random());
  e.substances.emplace();
  if (has_things || (used && found_at_use)) {
    for (std::size_t i = 0; i < static_cast<std::size_t>(finds); ++i) e.substances->push_back(found[i]);
  }
  e.intent_to_sell = drawing.yes("intent_to_sell");
  e.other_offences = drawing.yes("other_offences");
  e.near_school = drawing.yes("near_school");
  e.affects_children = drawing.yes("affects_children");
  e.overdose = drawing.yes("overdose");
  facts.person.accepts_help = drawing.yes("accepts_help");
  facts.history.orders = drawing.count("orders");
  facts.history.breaches = drawing.count("breaches");
  facts.history.no_shows = 0;  // in this case, which has only begun
  e.date = add_days(std::chrono::year(2026) / 1 / 1, drawing.random().below(365));
  return facts;
}

std::vector<policy::Facts> encounters(const Settings& settings) {
  auto drawn_from = assumptions(settings);
  std::vector<policy::Facts> all;
  all.reserve(static_cast<std::size_t>(settings.number));
  for (std::int64_t i = 0; i < settings.number; ++i) all.push_back(encounter(drawn_from, settings, i));
  return all;
}

}  // namespace moteplass::forecast
