// Sessions: who is logged in, by an unguessable token in a cookie.
//
// The token is 256 random bits; only its SHA-256 is kept, in memory, so neither a memory dump nor a restart
// hands out a usable one. A session ends after a while without use and, whatever the use, after a working
// day. Guarded by a mutex: any thread may call. Nothing here fails; a token that is not known is nobody.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "app/holding.h"
#include "app/ports.h"

namespace moteplass::web {

template <class Who>
struct SessionOf {
  Who user;
  std::string csrf;  // stands in every form of this session
  Instant begun;
  Instant seen;
};
using Session = SessionOf<app::User>;
// Of somebody whom a case is about. Another type, so that neither can ever be taken for the other.
using OwnSession = SessionOf<app::Holding>;

struct SessionLimits {
  std::chrono::minutes idle{30};
  std::chrono::minutes absolute{10 * 60};
  std::size_t most = 10'000;
};

template <class Who>
class SessionsOf {
 public:
  SessionsOf(SessionLimits limits, app::Entropy& entropy) : limits_(limits), entropy_(entropy) {}

  // The token for the cookie. Always a fresh one, so that a token planted before log-in is worth nothing.
  std::string begin(Who user, Instant now);
  // The session of a token, which counts as use.
  std::optional<SessionOf<Who>> find(std::string_view token, Instant now);
  void end(std::string_view token);
  std::size_t size() const;

 private:
  bool is_over(const SessionOf<Who>& session, Instant now) const;

  SessionLimits limits_;
  app::Entropy& entropy_;
  mutable std::mutex mutex_;
  std::map<std::string, SessionOf<Who>, std::less<>> sessions_;  // by the hash of the token
};
using Sessions = SessionsOf<app::User>;
using OwnSessions = SessionsOf<app::Holding>;

// The token of a form that a visitor without a session is shown: bound to a cookie of their browser.
std::string csrf_of_visitor(std::string_view visitor_cookie);

// Slows guessing of passwords: failures by visitor's address, and by address and name. Bounded in memory;
// any thread may call.
class LogInLimit {
 public:
  bool is_reached(const std::string& client, const std::string& name, Instant now);
  void failed(const std::string& client, const std::string& name, Instant now);
  void succeeded(const std::string& client, const std::string& name);

  static constexpr int most_by_name = 5;
  static constexpr int most_by_client = 30;
  static constexpr std::chrono::minutes window{15};

 private:
  struct Failures {
    int count = 0;
    Instant since{};
  };
  int count_of(const std::string& key, Instant now);
  void add(const std::string& key, Instant now);

  std::mutex mutex_;
  std::map<std::string, Failures> failures_;
};

}  // namespace moteplass::web
