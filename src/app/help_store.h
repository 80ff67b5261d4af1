// What the use cases of the help record need from the world: a store of its own, beside the one for cases.
// Nothing of a help record is ever written there, and nothing of a case here.
//
// May be called from several threads at once.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/ports.h"

namespace moteplass::app {

// Something to be asked or done about one help record. Rebuildable from its events.
struct HelpFollowUp {
  std::string case_id;
  Date shown_from;  // not on the list before
  Date due;
  std::string payload;  // JSON text
  friend bool operator==(const HelpFollowUp&, const HelpFollowUp&) = default;
};

// The receiver's way in to one referral, without an account. The token itself is not kept anywhere.
struct HelpLink {
  Digest token_hash;  // SHA-256 of the token
  std::string case_id;
  std::string referral;
  Instant expires_at;
  friend bool operator==(const HelpLink&, const HelpLink&) = default;
};

// What a write job may do. Valid only inside the job; reads see the job's own writes. Once a call has failed
// the job is undone whatever it answers.
class HelpTransaction {
 public:
  virtual ~HelpTransaction() = default;

  // Appends to the record's stream and the chain. `expected_version` is the version the events were decided
  // on, 0 for a new record; `conflict` if it has moved on. The new version.
  virtual Result<std::int64_t, StoreFault> append(const std::string& case_id, std::int64_t expected_version,
                                                  const std::vector<NewEvent>& events, Instant at,
                                                  const std::string& actor,
                                                  const std::string& actor_name) = 0;
  virtual Result<std::vector<StoredEvent>, StoreFault> events_of(const std::string& case_id) = 0;

  // In the place of all that stood for that case.
  virtual Result<void, StoreFault> put_follow_ups(const std::string& case_id,
                                                  const std::vector<HelpFollowUp>& rows) = 0;
  // In the place of any link to the same referral: the latest alone opens it.
  virtual Result<void, StoreFault> put_link(const HelpLink& link) = 0;
  virtual Result<void, StoreFault> remove_link(const std::string& case_id, const std::string& referral) = 0;
  virtual Result<void, StoreFault> record_access(const Access& access) = 0;
  // Adds the cases of each figure, which may be fewer than none, to those counted before. A figure that has
  // come to none is gone. Figures stay when a record is erased.
  virtual Result<void, StoreFault> add_figures(const std::vector<Figure>& figures) = 0;
};

using HelpWriteJob = std::function<Verdict(HelpTransaction&)>;

// What is counted of help records. Whoever holds this sees counts, and nothing else of them.
class HelpFigures {
 public:
  virtual ~HelpFigures() = default;
  // By year, property, value, measure and reading.
  virtual Result<std::vector<Figure>, StoreFault> figures() = 0;
};

class HelpStore : public HelpFigures {
 public:
  // Runs the job alone and returns when its writes are durable. A job that is undone leaves no trace. The job
  // must be quick, must not throw and must not call the store. A job that chose `undo` is a success; a job in
  // which a call failed answers that call's fault.
  virtual Result<void, StoreFault> write(const HelpWriteJob& job) = 0;

  virtual Result<std::vector<StoredEvent>, StoreFault> events_of(const std::string& case_id) = 0;
  // Every case that has a help record, in the order they came.
  virtual Result<std::vector<std::string>, StoreFault> case_ids() = 0;
  virtual Result<ChainHead, StoreFault> chain_head() = 0;
  // Opens and recomputes everything; the position of the first event that does not fit, or nothing.
  virtual Result<std::optional<std::uint64_t>, StoreFault> first_broken_link() = 0;

  // Shown on that day or before, soonest due first.
  virtual Result<std::vector<HelpFollowUp>, StoreFault> follow_ups(Date shown_by, std::size_t limit) = 0;
  virtual Result<std::optional<HelpLink>, StoreFault> link(const Digest& token_hash) = 0;
  virtual Result<std::vector<Access>, StoreFault> accesses_of(
      const std::string& case_id) = 0;  // newest first
};

}  // namespace moteplass::app
