#include "web/entry_view.h"

#include <algorithm>

#include <fmt/format.h>

namespace moteplass::web {
namespace {

using namespace casework;

std::string field_name(std::string_view member) {
  return fmt::format("entry.{}", member);
}

std::string in_words(Words words, const FieldShape& shape, const json::value& value) {
  switch (shape.type) {
    case FieldType::day:
      return words.date(parse_date(value.as_string()).value());
    case FieldType::yes_no:
      return words(value.as_bool() ? "common.yes" : "common.no");
    case FieldType::whole:
      return std::to_string(value.as_int64());
    case FieldType::choice:
      return words.of(fmt::format("entry_{}", shape.name), std::string_view(value.as_string()));
    case FieldType::line:
    case FieldType::prose:
      return std::string(value.as_string());
  }
  return {};
}

std::vector<Option> options_of(Words words, const FieldShape& shape) {
  std::vector<Option> options;
  for (auto word : shape.words) {
    options.push_back({std::string(word), words.of(fmt::format("entry_{}", shape.name), word), ""});
  }
  return options;
}

// The member as JSON, from what was typed; nothing where it was left empty.
json::value read(const FieldShape& shape, FormReader& reader) {
  auto name = field_name(shape.name);
  auto presence = shape.required ? Presence::required : Presence::optional;
  auto of = [](const std::optional<std::string>& text) {
    return text ? json::value(json::string(*text)) : json::value();
  };
  switch (shape.type) {
    case FieldType::day: {
      auto date = reader.date(name, presence);
      return of(date ? std::optional(to_string(*date)) : std::nullopt);
    }
    case FieldType::yes_no:
      return reader.ticked(name);
    case FieldType::whole: {
      auto number = reader.whole_number(name, presence, shape.least, shape.most);
      return number ? json::value(*number) : json::value();
    }
    case FieldType::choice:
      return of(reader.choice(name, presence, [&](std::string_view word) -> std::optional<std::string> {
        auto known = std::find(shape.words.begin(), shape.words.end(), word);
        if (known == shape.words.end()) return std::nullopt;
        return std::string(word);
      }));
    case FieldType::line:
    case FieldType::prose:
      return of(reader.text(name, presence, shape.longest));
  }
  return {};
}

json::object link(Words words, const std::string& case_id, std::string_view step) {
  return {{"href", entry_path(case_id, step)}, {"label", words.of("entry_link", step)}};
}

struct Card {
  std::string_view key;
  std::vector<std::string_view> kinds;
};

// Which entries stand together, in the order a caseworker meets them.
const std::vector<Card>& cards() {
  static const std::vector<Card> all{
      {"meeting", {"note_preparation", "call_off_meeting", "correct_attendance"}},
      {"drug_control",
       {"plan_sample", "take_sample", "miss_sample", "hand_over_sample", "confirm_sample", "end_control"}},
      {"dialogue",
       {"ask_sender", "record_answer", "receive_complaint", "forward_complaint", "record_decision"}},
      {"whereabouts",
       {"state_residence", "transfer_case", "confirm_transfer", "take_back_case", "arrange_journey"}}};
  return all;
}

// The entries of a card that come first stand as buttons, the others folded away.
constexpr std::ptrdiff_t links_in_sight = 2;

json::value list_or_none(json::array list) {
  if (list.empty()) return false;
  return json::object{{"list", std::move(list)}};
}

std::string sample_in_words(Words words, const Sample& sample) {
  if (sample.arrived_on) {
    return words("entries.sample_arrived",
                 {{"seal", sample.taken.seal}, {"date", words.date(*sample.arrived_on)}});
  }
  if (!sample.hands.empty()) {
    const auto& hand = sample.hands.back();
    return words("entries.sample_with",
                 {{"seal", sample.taken.seal}, {"to", hand.to}, {"date", words.date(hand.on)}});
  }
  return words("entries.sample_taken", {{"seal", sample.taken.seal}, {"date", words.date(sample.taken.on)}});
}

std::vector<std::string> control_lines(Words words, const DrugControl& control) {
  std::vector<std::string> lines;
  if (!control.imposed) return lines;
  lines.push_back(words("entries.no_results"));
  if (control.next_on)
    lines.push_back(words("entries.next_sample", {{"date", words.date(*control.next_on)}}));
  for (const auto& sample : control.samples) lines.push_back(sample_in_words(words, sample));
  for (const auto& missed : control.missed) {
    lines.push_back(words("entries.sample_missed", {{"date", words.date(missed.on)},
                                                    {"why", words.of("entry_why", word(missed.why))}}));
  }
  if (control.ended) {
    lines.push_back(words(
        "entries.control_ended",
        {{"date", words.date(control.ended->on)}, {"why", words.of("entry_why", word(control.ended->why))}}));
  }
  return lines;
}

std::vector<std::string> dialogue_lines(Words words, const Dialogue& dialogue) {
  std::vector<std::string> lines;
  if (dialogue.question) {
    lines.push_back(
        words("entries.asked", {{"about", words.of("entry_about", word(dialogue.question->about))},
                                {"date", words.date(dialogue.question->on)}}));
  }
  if (dialogue.answer) {
    lines.push_back(words("entries.answered", {{"said", words.of("entry_said", word(dialogue.answer->said))},
                                               {"date", words.date(dialogue.answer->on)}}));
  }
  if (dialogue.remedy) {
    lines.push_back(
        words("entries.complained", {{"remedy", words.of("entry_remedy", word(dialogue.remedy->remedy))},
                                     {"date", words.date(dialogue.remedy->on)}}));
    if (dialogue.suspended()) lines.push_back(words("entries.suspended"));
  }
  if (dialogue.decided) {
    lines.push_back(
        words("entries.decided", {{"outcome", words.of("entry_outcome", word(dialogue.decided->outcome))},
                                  {"date", words.date(dialogue.decided->on)}}));
  }
  return lines;
}

std::vector<std::string> whereabouts_lines(Words words, const Case& c) {
  std::vector<std::string> lines;
  if (c.came_from) lines.push_back(words("entries.came_from", {{"unit", *c.came_from}}));
  const auto& where = c.whereabouts;
  if (where.residence) {
    auto belongs = belongs_to(*where.residence);
    lines.push_back(belongs ? words("entries.belongs_to", {{"municipality", *belongs}})
                            : words("entries.belongs_nowhere"));
    if (where.residence->doubtful) lines.push_back(words("entries.doubtful"));
  }
  if (where.transfer) {
    lines.push_back(words(where.confirmed ? "entries.transferred" : "entries.transfer_awaits",
                          {{"unit", where.transfer->unit}}));
  }
  for (const auto& journey : where.journeys) {
    lines.push_back(words("entries.journey", {{"to", journey.to},
                                              {"how", words.of("entry_how", word(journey.how))},
                                              {"date", words.date(journey.on)}}));
  }
  return lines;
}

std::vector<std::string> lines_of(Words words, std::string_view card, const Case& c) {
  if (card == "drug_control") return control_lines(words, c.drug_control);
  if (card == "dialogue") return dialogue_lines(words, c.dialogue);
  if (card == "whereabouts") return whereabouts_lines(words, c);
  if (c.preparation.empty()) return {};
  return {c.preparation};
}

}  // namespace

std::string entry_path(const std::string& case_id, std::string_view step) {
  return fmt::format("/cases/{}/entry/{}", case_id, step);
}

std::string entry_in_words(Words words, const Entry& entry) {
  auto object = to_json(entry);
  std::string text;
  for (const auto& shape : fields_of(entry)) {
    const auto* value = object.if_contains(shape.name);
    if (value == nullptr) continue;
    auto label = words(fmt::format("field.entry_{}.label", shape.name));
    // A label that is a question needs no colon.
    text += fmt::format("{}{}{} {}", text.empty() ? "" : ". ", label, label.ends_with('?') ? "" : ":",
                        in_words(words, shape, *value));
  }
  return text;
}

http::Parameters entry_prefill(const Entry& kind, const Case& c, Date today) {
  http::Parameters form;
  bool ahead = std::holds_alternative<SamplePlanned>(kind);
  for (const auto& shape : fields_of(kind)) {
    if (shape.type == FieldType::day && !ahead) form.add(field_name(shape.name), to_string(today));
  }
  if (std::holds_alternative<PreparationNoted>(kind) && !c.preparation.empty()) {
    form.add(field_name("note"), c.preparation);
  }
  bool of_a_sample =
      std::holds_alternative<SampleHandedOver>(kind) || std::holds_alternative<SampleArrived>(kind);
  if (const auto* sample = c.drug_control.on_its_way(); of_a_sample && sample != nullptr) {
    form.add(field_name("seal"), sample->taken.seal);
  }
  if (std::holds_alternative<CaseTransferred>(kind) && c.whereabouts.residence) {
    if (auto municipality = belongs_to(*c.whereabouts.residence)) {
      form.add(field_name("municipality"), *municipality);
    }
  }
  return form;
}

json::array entry_fields(Words words, const Entry& kind, FormView& form) {
  json::array fields;
  for (const auto& shape : fields_of(kind)) {
    auto name = field_name(shape.name);
    auto presence = shape.required ? Presence::required : Presence::optional;
    switch (shape.type) {
      case FieldType::day:
        fields.push_back(form.date(name, presence));
        break;
      case FieldType::yes_no:
        fields.push_back(form.tick(name));
        break;
      case FieldType::whole:
        fields.push_back(form.text(name, presence, {.inputmode = "numeric", .width = "short"}));
        break;
      case FieldType::choice:
        fields.push_back(form.radios(name, presence, options_of(words, shape)));
        break;
      case FieldType::line:
        fields.push_back(form.text(name, presence, {.width = shape.longest < 50 ? "medium" : "long"}));
        break;
      case FieldType::prose:
        fields.push_back(form.area(name, presence));
        break;
    }
  }
  return fields;
}

std::optional<Entry> entry_of(const Entry& kind, FormReader& reader) {
  json::object object;
  for (const auto& shape : fields_of(kind)) {
    auto value = read(shape, reader);
    if (!value.is_null()) object[shape.name] = std::move(value);
  }
  if (!reader.is_good()) return std::nullopt;
  auto entry = entry_from_json(kind, object, "entry");
  if (entry) return std::move(*entry);
  for (auto& fault : entry.error()) reader.fault(fault.field, fault.kind, fault.expected);
  return std::nullopt;
}

EntryCards entry_cards(Words words, const app::CaseView& view) {
  EntryCards all;
  json::array other;
  for (const auto& card : cards()) {
    json::array links;
    for (auto step : view.entries) {
      if (std::find(card.kinds.begin(), card.kinds.end(), step) == card.kinds.end()) continue;
      links.push_back(link(words, view.c.id, step));
    }
    json::array lines;
    for (auto& line : lines_of(words, card.key, view.c)) lines.push_back(json::string(line));
    auto heading = words.of("entries_card", card.key);
    if (lines.empty()) {
      if (!links.empty()) {
        other.push_back(json::object{{"heading", heading}, {"links", std::move(links)}});
      }
      continue;
    }
    auto split = links.begin() + std::min<std::ptrdiff_t>(links.size(), links_in_sight);
    bool package = card.key == "whereabouts" && view.c.whereabouts.transfer.has_value();
    all.cards.push_back(
        json::object{{"id", fmt::format("entries-{}", card.key)},
                     {"heading", heading},
                     {"lines", std::move(lines)},
                     {"package", package ? fmt::format("/cases/{}/transfer.json", view.c.id) : std::string()},
                     {"first", list_or_none(json::array(links.begin(), split))},
                     {"rest", list_or_none(json::array(split, links.end()))}});
  }
  all.other = list_or_none(std::move(other));
  return all;
}

std::string_view entry_for(DeadlineKind kind) {
  switch (kind) {
    case DeadlineKind::sender_answer:
      return SenderAnswered::step;
    case DeadlineKind::forward_complaint:
      return RemedyForwarded::step;
    case DeadlineKind::complaint_decision:
      return RemedyDecided::step;
    case DeadlineKind::plan_sample:
      return SamplePlanned::step;
    case DeadlineKind::take_sample:
      return SampleTaken::step;
    case DeadlineKind::sample_arrival:
      return SampleArrived::step;
    case DeadlineKind::transfer_confirmation:
      return TransferConfirmed::step;
    case DeadlineKind::read_message:
    case DeadlineKind::send_summons:
    case DeadlineKind::hold_meeting:
    case DeadlineKind::record_attendance:
    case DeadlineKind::choose_after_no_show:
    case DeadlineKind::send_feedback:
    case DeadlineKind::send_child_welfare_report:
    case DeadlineKind::child_welfare_confirmation:
    case DeadlineKind::close_case:
      return {};
  }
  return {};
}

}  // namespace moteplass::web
