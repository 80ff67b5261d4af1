#include "letters/process.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <thread>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace moteplass::letters {
namespace {

using SteadyTime = std::chrono::steady_clock::time_point;
constexpr std::size_t most_errors = 64 * 1024;

class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    close();
    number_ = std::exchange(other.number_, -1);
    return *this;
  }
  ~Descriptor() { close(); }
  void close() {
    if (number_ >= 0) ::close(std::exchange(number_, -1));
  }
  int number() const { return number_; }
  bool is_open() const { return number_ >= 0; }

 private:
  int number_ = -1;
};

// Our end and the child's. A socket rather than a pipe, so that writing to a child that has gone away is an
// error and no SIGPIPE.
struct Channel {
  Descriptor ours, theirs;
  static bool open(Channel& channel) {
    std::array<int, 2> pair{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()) != 0) return false;
    channel.ours = Descriptor(pair[0]);
    channel.theirs = Descriptor(pair[1]);
    return ::fcntl(pair[0], F_SETFL, O_NONBLOCK) == 0;
  }
};

// The child and everything it starts, as one process group; killed unless it has been waited for.
class Child {
 public:
  explicit Child(pid_t id) : id_(id) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (id_ < 0) return;
    ::kill(-id_, SIGKILL);
    while (::waitpid(id_, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
  // The exit code, or nothing if it is still running when the time is up.
  std::optional<int> wait(SteadyTime until) {
    int status = 0;
    while (true) {
      pid_t ended = ::waitpid(id_, &status, WNOHANG);
      if (ended == id_) break;
      if (ended < 0 && errno != EINTR) return std::nullopt;
      if (std::chrono::steady_clock::now() >= until) return std::nullopt;
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    id_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

 private:
  pid_t id_;
};

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> list;
  for (std::string& text : texts) list.push_back(text.data());
  list.push_back(nullptr);
  return list;
}

// The error number of posix_spawnp, 0 if the child runs.
int spawn(const ProcessRequest& request, const std::array<const Channel*, 3>& channels, pid_t& id) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  for (int i = 0; i < 3; ++i)
    posix_spawn_file_actions_adddup2(&actions, channels[static_cast<std::size_t>(i)]->theirs.number(), i);
  // The server may have blocked or ignored signals in this thread; the child starts as from a login.
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes, static_cast<short>(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK |
                                                           POSIX_SPAWN_SETSIGDEF));
  auto command = request.command;
  auto environment = request.environment;
  auto argv = pointers(command);
  auto envp = pointers(environment);
  int error = ::posix_spawnp(&id, argv.front(), &actions, &attributes, argv.data(), envp.data());
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

// Writes what the socket takes; closes it when all is written or nobody reads.
void feed(Descriptor& to, std::string_view& rest) {
  while (!rest.empty()) {
    auto written = ::send(to.number(), rest.data(), rest.size(), MSG_NOSIGNAL);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return;
    if (written < 0) break;
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  to.close();
}

// Reads what there is, keeping at most `most`; closes at the end. False if there was more.
bool drain(Descriptor& from, std::string& into, std::size_t most) {
  std::array<char, 16384> buffer;
  bool all_kept = true;
  while (true) {
    auto count = ::read(from.number(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return all_kept;
    if (count <= 0) break;
    std::size_t kept = std::min(static_cast<std::size_t>(count), most - into.size());
    into.append(buffer.data(), kept);
    if (kept < static_cast<std::size_t>(count)) all_kept = false;
  }
  from.close();
  return all_kept;
}

}  // namespace

std::string_view describe(ProcessFault fault) {
  switch (fault) {
    case ProcessFault::not_found:
      return "the program is not installed, or not where the settings say";
    case ProcessFault::not_started:
      return "the program could not be started";
    case ProcessFault::timed_out:
      return "the program took too long and was stopped";
    case ProcessFault::too_much_output:
      return "the program wrote more than is allowed";
  }
  return "";
}

Result<ProcessOutcome, ProcessFault> run(const ProcessRequest& request) {
  const SteadyTime until = std::chrono::steady_clock::now() + request.timeout;
  Channel in, out, err;
  if (!Channel::open(in) || !Channel::open(out) || !Channel::open(err))
    return failure(ProcessFault::not_started);
  pid_t id = -1;
  int error = spawn(request, {&in, &out, &err}, id);
  if (error == ENOENT || error == EACCES || error == ENOTDIR) return failure(ProcessFault::not_found);
  if (error != 0) return failure(ProcessFault::not_started);
  Child child(id);
  in.theirs.close();
  out.theirs.close();
  err.theirs.close();

  ProcessOutcome outcome{};
  std::string_view rest = request.input;
  if (rest.empty()) in.ours.close();
  while (out.ours.is_open() || err.ours.is_open()) {
    auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    if (left.count() <= 0) return failure(ProcessFault::timed_out);
    std::array<pollfd, 3> polled = {
        {{in.ours.number(), POLLOUT, 0}, {out.ours.number(), POLLIN, 0}, {err.ours.number(), POLLIN, 0}}};
    if (::poll(polled.data(), polled.size(), static_cast<int>(left.count()) + 1) < 0 && errno != EINTR)
      return failure(ProcessFault::not_started);
    if (in.ours.is_open() && polled[0].revents != 0) feed(in.ours, rest);
    if (out.ours.is_open() && polled[1].revents != 0 && !drain(out.ours, outcome.output, request.most_output))
      return failure(ProcessFault::too_much_output);
    if (err.ours.is_open() && polled[2].revents != 0) drain(err.ours, outcome.errors, most_errors);
  }
  auto exit_code = child.wait(until);
  if (!exit_code) return failure(ProcessFault::timed_out);
  outcome.exit_code = *exit_code;
  return outcome;
}

}  // namespace moteplass::letters
