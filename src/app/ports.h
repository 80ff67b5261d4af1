// What the use cases need from the world. `store`, `letters` and `main` implement these; the use cases know
// nothing else of databases, clocks or printers, so the whole application also runs on the in-memory twins.
//
// All ports may be called from several threads at once.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/bookings.h"
#include "app/calendar_link.h"
#include "app/case_key.h"
#include "app/figures.h"
#include "base/hash.h"
#include "base/result.h"
#include "base/time.h"

namespace moteplass::app {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

class Entropy {
 public:
  virtual ~Entropy() = default;
  // Unguessable bytes.
  virtual std::string bytes(std::size_t count) = 0;
};

// ---- The store -------------------------------------------------------------------------------------------

enum class StoreFault {
  conflict,     // the case has moved on since it was read
  unavailable,  // the database cannot be reached, or is full; nothing was stored
  stopped,      // the store is shutting down; nothing was stored
  corrupt,      // what was read is not what was written
};

struct NewEvent {
  std::string type;
  std::string payload;  // JSON text
};

struct StoredEvent {
  std::uint64_t position;  // 1, 2, 3, … over all cases, without a gap
  std::string case_id;
  std::int64_t version;  // 1, 2, 3, … within the case
  std::string type;
  std::string payload;  // empty once erased
  Instant at;
  std::string actor;
  std::string actor_name;
  Digest hash;  // of this event and the hash before it
};

// The sender's key for one message and what we said to it.
struct ReceivedMessage {
  std::string sender;
  std::string message_id;
  std::uint64_t receipt;  // 1, 2, 3, … per sender, without a gap
  Digest digest;          // of the message as sent, to tell a repeat from another message with the same id
  std::string case_id;
  Instant at;
};

// A case's place on the worklists and what the lists show of it. Rebuildable from the events.
struct CaseRow {
  std::string case_id;
  std::string number;
  std::string person_name;  // empty where the address is protected: nobody is found by it
  std::string stage;        // casework::word(Stage)
  std::string worklist;     // casework::word(Worklist); empty: on none, closed
  std::string deadline;     // casework::word(DeadlineKind); empty: none
  std::optional<Instant> due;
  Instant received_at;
  Instant changed_at;
  std::int64_t version;
  std::string policy;  // the model's name
  std::optional<Instant> meeting_at;
  std::string person_key = {};  // the same for every case about one identity number; empty: none is known
  friend bool operator==(const CaseRow&, const CaseRow&) = default;
};

// What the sender of a message may see of it, and nothing else. Rebuildable from the events.
struct PoliceRow {
  std::string sender;
  std::string message_id;
  std::uint64_t receipt;
  std::string police_case_number;
  std::string reaction;
  Instant received_at;
  std::string feedback;  // PoliceFeedback as JSON text; empty until sent
  std::optional<Instant> feedback_at;
  std::string case_id;        // for following the row; never shown
  std::string question = {};  // what the unit has asked and is waiting for, casework::word(Unclear)
  friend bool operator==(const PoliceRow&, const PoliceRow&) = default;
};

// Work that must be carried out after the transaction that asked for it; it stays until it is done.
struct OutboxItem {
  std::uint64_t id;
  std::string kind;
  std::string case_id;
  std::string payload;  // JSON text
  Instant not_before;
  std::int64_t attempts;
};

struct Document {
  std::string id;
  std::string case_id;
  std::string kind;        // casework letter kind
  std::string media_type;  // "application/pdf"
  std::string bytes;
  Instant at;
};

// Someone has looked at a case. The person it is about may read this.
struct Access {
  std::string case_id;
  std::string actor;
  std::string actor_name;
  std::string what;  // "case", "letter", "feedback", "address"; "reminder": sent to the phone
  Instant at;
  friend bool operator==(const Access&, const Access&) = default;
};

// A policy model that is being written. It decides nothing.
struct PolicyDraft {
  struct Author {
    std::string id;
    std::string name;
    friend bool operator==(const Author&, const Author&) = default;
  };
  std::string id;
  std::string policy;            // the model it may become a version of
  std::string title;             // the author's own name for it
  std::string text;              // DMN, or not yet; left out in lists
  std::string based_on_version;  // of the text it was copied from
  std::string based_on_hash;
  Author owner;                 // who copied it
  std::vector<Author> authors;  // who has changed the text, in the order they first did
  Instant changed_at;
  std::int64_t revision;  // 1, 2, 3, …
  friend bool operator==(const PolicyDraft&, const PolicyDraft&) = default;
};

// A text that the unit decides by, or has decided by: with all it imports, so that it stays what it was.
// Never changed and never removed.
struct PolicyVersion {
  struct File {
    std::string name;
    std::string text;
    friend bool operator==(const File&, const File&) = default;
  };
  std::string policy;         // the model's name
  std::int64_t number;        // 1, 2, 3, … of this model
  std::string version;        // what the text says of itself
  std::string hash;           // as in a case's PolicyRef
  std::string text;           // DMN
  std::vector<File> imports;  // by namespace
  Date valid_from;
  std::string approved_by;  // the user's id; empty: taken up from the unit's settings
  std::string approver_name;
  Instant approved_at;
  std::vector<std::string> changed_cases;  // worked cases that the approver accepted as changed, by name
  friend bool operator==(const PolicyVersion&, const PolicyVersion&) = default;
};

struct ChainHead {
  std::uint64_t position;  // 0: no events yet
  Digest hash;             // all zero at position 0
};

struct CaseQuery {
  std::string worklist;  // empty: all
  std::string search;    // in name and case number; empty: no search
  bool open_only = true;
  std::size_t offset = 0;
  std::size_t limit = 50;                  // most urgent first: by due, then received
  std::optional<Instant> due_before = {};  // only those whose deadline is earlier
  std::string person_key = {};             // only those about one person
};

struct WorklistCount {
  std::string worklist;
  std::uint64_t cases;
  std::uint64_t overdue;
};

// What a write job may do. Valid only inside the job; reads see the job's own writes. Once a call has failed
// the job is undone whatever it answers.
class Transaction {
 public:
  virtual ~Transaction() = default;

  // Appends to the case's stream and the one chain. `expected_version` is the version the events were decided
  // on, 0 for a new case; `conflict` if the case has moved on. The new version.
  virtual Result<std::int64_t, StoreFault> append(const std::string& case_id, std::int64_t expected_version,
                                                  const std::vector<NewEvent>& events, Instant at,
                                                  const std::string& actor,
                                                  const std::string& actor_name) = 0;
  virtual Result<std::vector<StoredEvent>, StoreFault> events_of(const std::string& case_id) = 0;

  virtual Result<std::optional<ReceivedMessage>, StoreFault> find_message(const std::string& sender,
                                                                          const std::string& message_id) = 0;
  // Gives the sender's next receipt number. `message.receipt` is ignored.
  virtual Result<std::uint64_t, StoreFault> record_message(const ReceivedMessage& message) = 0;
  // 1, 2, 3, … per year, without a gap.
  virtual Result<std::uint64_t, StoreFault> next_case_number(int year) = 0;

  virtual Result<void, StoreFault> put_case_row(const CaseRow& row) = 0;
  virtual Result<void, StoreFault> put_police_row(const PoliceRow& row) = 0;
  // Forgets every case row and police row, for rebuilding them.
  virtual Result<void, StoreFault> clear_rows() = 0;

  // `id` and `attempts` are ignored.
  virtual Result<void, StoreFault> enqueue(const OutboxItem& item) = 0;
  virtual Result<void, StoreFault> finish(std::uint64_t outbox_id) = 0;
  virtual Result<void, StoreFault> postpone(std::uint64_t outbox_id, Instant not_before) = 0;  // attempts + 1

  virtual Result<void, StoreFault> put_document(const Document& document) = 0;
  virtual Result<void, StoreFault> record_access(const Access& access) = 0;
  // Adds the cases of each figure to those counted before. Rebuilding the rows leaves figures alone: the
  // events they came from may be gone.
  virtual Result<void, StoreFault> add_figures(const std::vector<Figure>& figures) = 0;

  virtual Result<std::optional<PolicyDraft>, StoreFault> draft(const std::string& id) = 0;
  // `expected_revision` is the one that was read, 0 for a new draft; `conflict` if it has moved on. The
  // stored draft has the next revision; `draft.revision` is ignored.
  virtual Result<std::int64_t, StoreFault> put_draft(const PolicyDraft& draft,
                                                     std::int64_t expected_revision) = 0;
  virtual Result<void, StoreFault> remove_draft(const std::string& id, std::int64_t expected_revision) = 0;
  // Gives the model's next number; `version.number` is ignored.
  virtual Result<std::int64_t, StoreFault> add_policy_version(const PolicyVersion& version) = 0;

  // In order of time; holds that have run out are among them until they are removed.
  virtual Result<std::vector<schedule::Booking>, StoreFault> bookings(const BookingQuery& query) = 0;
  virtual Result<void, StoreFault> put_booking(
      const schedule::Booking& booking) = 0;                                   // in the place of its id
  virtual Result<void, StoreFault> remove_booking(const std::string& id) = 0;  // a hold that is released

  // In the place of the user's former one: that address is no more.
  virtual Result<void, StoreFault> put_calendar_link(const CalendarLink& link) = 0;
  virtual Result<void, StoreFault> remove_calendar_link(const std::string& user) = 0;

  virtual Result<std::optional<CaseKey>, StoreFault> key(const std::string& id) = 0;
  virtual Result<void, StoreFault> put_key(const CaseKey& key) = 0;  // in the place of its id
};

enum class Verdict { keep, undo };
using WriteJob = std::function<Verdict(Transaction&)>;

class Store {
 public:
  virtual ~Store() = default;

  // Runs the job in the one writer and returns when its writes are durable. Many callers at once are
  // committed together; a job that is undone leaves no trace and harms no other. The job runs on the writer's
  // thread, must be quick, and must not call the store. A job that chose `undo` is a success; a job in which
  // a call failed answers that call's fault.
  virtual Result<void, StoreFault> write(const WriteJob& job) = 0;
  // Answers everything that is queued; from then on writes answer `stopped`. Reads go on.
  virtual void stop() {}

  virtual Result<std::vector<StoredEvent>, StoreFault> events_of(const std::string& case_id) = 0;
  virtual Result<std::vector<StoredEvent>, StoreFault> events_after(std::uint64_t position,
                                                                    std::size_t limit) = 0;
  virtual Result<ChainHead, StoreFault> chain_head() = 0;
  // Recomputes the chain; the position of the first event that does not fit, or nothing if all do.
  virtual Result<std::optional<std::uint64_t>, StoreFault> first_broken_link() = 0;

  virtual Result<std::optional<ReceivedMessage>, StoreFault> find_message(const std::string& sender,
                                                                          const std::string& message_id) = 0;
  virtual Result<std::vector<CaseRow>, StoreFault> case_rows(const CaseQuery& query) = 0;
  virtual Result<std::uint64_t, StoreFault> count_case_rows(const CaseQuery& query) = 0;
  virtual Result<std::vector<WorklistCount>, StoreFault> worklist_counts(Instant now) = 0;
  virtual Result<std::optional<CaseRow>, StoreFault> case_row(const std::string& case_id) = 0;
  virtual Result<std::vector<PoliceRow>, StoreFault> police_rows(const std::string& sender,
                                                                 std::size_t offset,
                                                                 std::size_t limit) = 0;  // newest first
  virtual Result<std::vector<OutboxItem>, StoreFault> outbox_due(Instant now, std::size_t limit) = 0;
  virtual Result<std::optional<Document>, StoreFault> document(const std::string& id) = 0;
  virtual Result<std::vector<Access>, StoreFault> accesses_of(
      const std::string& case_id) = 0;  // newest first
  // By year, property, value, measure and reading.
  virtual Result<std::vector<Figure>, StoreFault> figures() = 0;
  // Last changed first, without their texts.
  virtual Result<std::vector<PolicyDraft>, StoreFault> drafts() = 0;
  virtual Result<std::optional<PolicyDraft>, StoreFault> draft(const std::string& id) = 0;
  virtual Result<std::vector<PolicyVersion>, StoreFault> policy_versions() = 0;  // by model, then number
  virtual Result<std::vector<schedule::Booking>, StoreFault> bookings(const BookingQuery& query) = 0;
  virtual Result<std::optional<CalendarLink>, StoreFault> calendar_link(const Digest& token_hash) = 0;
  virtual Result<std::optional<CalendarLink>, StoreFault> calendar_link_of(const std::string& user) = 0;
  virtual Result<std::optional<CaseKey>, StoreFault> key(const std::string& id) = 0;
  virtual Result<std::optional<CaseKey>, StoreFault> key_by_code(const Digest& code_hash) = 0;
  virtual Result<std::vector<CaseKey>, StoreFault> keys_of(const std::string& case_id) = 0;  // newest first
};

// ---- Letters ---------------------------------------------------------------------------------------------

enum class LetterLanguage { nb, nn };

// Everything a letter may say. Built by `app` from a case; the templates decide the words.
struct LetterContent;  // app/letter_content.h

struct LetterFault {
  std::string problem;  // for the log; no personal data
};

class LetterMaker {
 public:
  virtual ~LetterMaker() = default;
  // The letter as a page, for the preview.
  virtual Result<std::string, LetterFault> html(const LetterContent& content) const = 0;
  // The letter as PDF; takes about a second.
  virtual Result<std::string, LetterFault> pdf(const LetterContent& content) const = 0;
};

// ---- A person's phone ------------------------------------------------------------------------------------

// A reminder of a meeting as it leaves the house: when, and nothing that says of what, where or with whom.
// There is no room for it here, so it cannot come in.
struct Reminder {
  std::string id;     // the same each time it is tried, so that a gateway can tell a repeat
  std::string phone;  // digits, with a "+" before them where a country code was given
  Instant meeting;
  LetterLanguage language;
};

struct NotifierFault {
  std::string problem;  // for the log; no personal data
};

class Notifier {
 public:
  virtual ~Notifier() = default;
  // Handed over to be sent, once it answers without a fault.
  virtual Result<void, NotifierFault> remind(const Reminder& reminder) const = 0;
};

// ---- Who is at the door ----------------------------------------------------------------------------------

enum class Role {
  caseworker,
  leader,
  police,  // an officer or prosecutor, or their system; acts for one sender
};

struct User {
  std::string id;
  std::string name;
  Role role = Role::caseworker;
  std::string sender;  // police: the sender they act for
  bool helps = false;  // caseworker: reads and writes help records
  friend bool operator==(const User&, const User&) = default;
};

class Identity {
 public:
  virtual ~Identity() = default;
  virtual std::optional<User> log_in(const std::string& name, const std::string& password) = 0;
  // A machine's bearer token.
  virtual std::optional<User> by_token(const std::string& token) = 0;
};

}  // namespace moteplass::app
