#include "app/outbox.h"

#include <algorithm>

#include "app/papers.h"
#include "app/recording.h"
#include "app/reminders.h"
#include "casework/kernel.h"
#include "casework/words.h"

namespace moteplass::app {
namespace {

// 10 s, 20 s, 40 s, … at most an hour.
std::chrono::seconds delay_after(std::int64_t attempts) {
  auto doublings = std::min<std::int64_t>(attempts, 9);
  return std::min(std::chrono::seconds(10) * (std::int64_t{1} << doublings), std::chrono::seconds(3600));
}

bool postpone(const Setup& setup, const OutboxItem& item) {
  Instant later = setup.clock.now() + delay_after(item.attempts);
  return setup.store
      .write([&](Transaction& transaction) {
        return transaction.postpone(item.id, later) ? Verdict::keep : Verdict::undo;
      })
      .has_value();
}

// The case as it stood when its `version`th event asked for a letter, so that a letter made late says what it
// would have said at once.
Result<casework::Case, StoreFault> case_as_of(const Setup& setup, const OutboxItem& item) {
  auto payload = parse_json(item.payload);
  if (!payload) return failure(StoreFault::corrupt);
  const auto* version = payload->is_object() ? payload->get_object().if_contains("version") : nullptr;
  if (version == nullptr || !version->is_int64() || version->get_int64() < 1)
    return failure(StoreFault::corrupt);
  auto events = setup.store.events_of(item.case_id);
  if (!events) return failure(events.error());
  auto count = static_cast<std::size_t>(version->get_int64());
  if (events->size() < count) return failure(StoreFault::corrupt);
  events->resize(count);
  return case_of(item.case_id, *events);
}

Result<LetterContent, StoreFault> content_as_of(const Setup& setup, const OutboxItem& item) {
  auto c = case_as_of(setup, item);
  if (!c) return failure(c.error());
  const auto& asked = c->history.back();
  auto order = letter_order_of(*c, asked.event);
  if (!order) return failure(StoreFault::corrupt);
  return letter_content_of(setup, *c, order->kind, order->id, asked.at, asked.actor_name);
}

bool make_letter(const Setup& setup, const OutboxItem& item) {
  auto content = content_as_of(setup, item);
  if (!content) return false;
  auto pdf = setup.letters.pdf(*content);
  if (!pdf) return false;
  Instant now = setup.clock.now();
  casework::RecordLetter command{content->id, content->kind, to_hex(sha256(*pdf)),
                                 static_cast<std::int64_t>(pdf->size())};
  Document document{content->id,       item.case_id,    std::string(casework::word(content->kind)),
                    "application/pdf", std::move(*pdf), now};
  bool stored = false;
  auto written = setup.store.write([&](Transaction& transaction) {
    auto events = transaction.events_of(item.case_id);
    if (!events) return Verdict::undo;
    auto c = case_of(item.case_id, *events);
    if (!c) return Verdict::undo;
    auto decided = casework::decide(*c, command, {}, {now, {}});
    if (!decided) return Verdict::undo;
    if (!record(transaction, setup, std::move(*c), *decided, now, system_actor)) return Verdict::undo;
    if (!transaction.put_document(document) || !transaction.finish(item.id)) return Verdict::undo;
    stored = true;
    return Verdict::keep;
  });
  return written.has_value() && stored;
}

// A letter beside the case's own: a document, and no event.
bool make_paper(const Setup& setup, const OutboxItem& item) {
  auto c = case_as_of(setup, item);
  auto payload = parse_json(item.payload);
  if (!c || !payload) return false;
  const auto* id = payload->get_object().if_contains("paper");
  auto papers = papers_asked_for(*c);
  auto paper = std::find_if(papers.begin(), papers.end(), [&](const Paper& asked) {
    return id != nullptr && id->is_string() && asked.id == id->get_string();
  });
  if (paper == papers.end()) return false;
  const auto& asked = c->history.back();
  auto pdf = setup.letters.pdf(paper_content_of(setup, *c, *paper, asked.at, asked.actor_name));
  if (!pdf) return false;
  Document document{paper->id,         item.case_id,    std::string(word(paper->kind)),
                    "application/pdf", std::move(*pdf), setup.clock.now()};
  bool stored = false;
  auto written = setup.store.write([&](Transaction& transaction) {
    stored = transaction.put_document(document) && transaction.finish(item.id);
    return stored ? Verdict::keep : Verdict::undo;
  });
  return written.has_value() && stored;
}

bool carry_out(const Setup& setup, const OutboxItem& item) {
  if (item.kind == "letter") return make_letter(setup, item);
  if (item.kind == reminder_kind) return carry_out_reminder(setup, item);
  return item.kind == "paper" && make_paper(setup, item);
}

}  // namespace

std::size_t Outbox::carry_out_due(std::size_t limit) const {
  auto due = setup_.store.outbox_due(setup_.clock.now(), limit);
  if (!due) return 0;
  std::size_t done = 0;
  for (const auto& item : *due) {
    if (app::carry_out(setup_, item)) {
      ++done;
    } else {
      postpone(setup_, item);
    }
  }
  return done;
}

}  // namespace moteplass::app
