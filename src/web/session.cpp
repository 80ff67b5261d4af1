#include "web/session.h"

#include <algorithm>

#include "base/hash.h"

namespace moteplass::web {
namespace {

constexpr std::size_t token_bytes = 32;
constexpr std::size_t most_failure_entries = 20'000;

std::string key_of(std::string_view token) {
  return to_hex(sha256(token));
}

std::string name_key(const std::string& client, const std::string& name) {
  return client + '\n' + name;
}

}  // namespace

template <class Who>
std::string SessionsOf<Who>::begin(Who user, Instant now) {
  std::string token = to_hex(entropy_.bytes(token_bytes));
  std::string csrf = to_hex(entropy_.bytes(token_bytes));
  std::scoped_lock lock(mutex_);
  std::erase_if(sessions_, [&](const auto& entry) { return is_over(entry.second, now); });
  if (sessions_.size() >= limits_.most) {
    auto oldest = std::min_element(sessions_.begin(), sessions_.end(), [](const auto& a, const auto& b) {
      return a.second.seen < b.second.seen;
    });
    sessions_.erase(oldest);
  }
  sessions_.insert_or_assign(key_of(token), SessionOf<Who>{std::move(user), std::move(csrf), now, now});
  return token;
}

template <class Who>
std::optional<SessionOf<Who>> SessionsOf<Who>::find(std::string_view token, Instant now) {
  std::string key = key_of(token);
  std::scoped_lock lock(mutex_);
  auto found = sessions_.find(key);
  if (found == sessions_.end()) return std::nullopt;
  if (is_over(found->second, now)) {
    sessions_.erase(found);
    return std::nullopt;
  }
  found->second.seen = now;
  return found->second;
}

template <class Who>
void SessionsOf<Who>::end(std::string_view token) {
  std::string key = key_of(token);
  std::scoped_lock lock(mutex_);
  sessions_.erase(key);
}

template <class Who>
std::size_t SessionsOf<Who>::size() const {
  std::scoped_lock lock(mutex_);
  return sessions_.size();
}

template <class Who>
bool SessionsOf<Who>::is_over(const SessionOf<Who>& session, Instant now) const {
  return now - session.seen > limits_.idle || now - session.begun > limits_.absolute;
}

template class SessionsOf<app::User>;
template class SessionsOf<app::Holding>;

std::string csrf_of_visitor(std::string_view visitor_cookie) {
  return to_hex(sha256("form:" + std::string(visitor_cookie)));
}

bool LogInLimit::is_reached(const std::string& client, const std::string& name, Instant now) {
  std::scoped_lock lock(mutex_);
  return count_of(client, now) >= most_by_client || count_of(name_key(client, name), now) >= most_by_name;
}

void LogInLimit::failed(const std::string& client, const std::string& name, Instant now) {
  std::scoped_lock lock(mutex_);
  if (failures_.size() > most_failure_entries) {
    std::erase_if(failures_, [&](const auto& entry) { return now - entry.second.since > window; });
  }
  add(client, now);
  // A flood of made-up names must not fill the memory; the address alone then carries the limit.
  if (failures_.size() <= most_failure_entries) add(name_key(client, name), now);
}

void LogInLimit::succeeded(const std::string& client, const std::string& name) {
  std::scoped_lock lock(mutex_);
  failures_.erase(name_key(client, name));
}

int LogInLimit::count_of(const std::string& key, Instant now) {
  auto found = failures_.find(key);
  if (found == failures_.end() || now - found->second.since > window) return 0;
  return found->second.count;
}

void LogInLimit::add(const std::string& key, Instant now) {
  Failures& failures = failures_[key];
  if (failures.count == 0 || now - failures.since > window) failures = {0, now};
  ++failures.count;
}

}  // namespace moteplass::web
