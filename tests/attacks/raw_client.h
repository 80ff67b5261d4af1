// A client that sends whatever bytes it is given over a plain socket to 127.0.0.1, and a server to attack.
// Every read ends after five seconds at the latest, so a failing test fails instead of hanging.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/server.h"

namespace moteplass::http::attacks {

struct Answer {
  int status = 0;
  std::string head;
  std::string body;
  // The value of a header, by its name as the server spells it; empty if there is none.
  std::string header(std::string_view name) const;
};

class RawClient {
 public:
  explicit RawClient(std::uint16_t port);
  ~RawClient();
  RawClient(RawClient&& other) noexcept;
  RawClient(const RawClient&) = delete;

  bool is_connected() const { return socket_ >= 0; }
  // False when the server has closed.
  bool send(std::string_view bytes);
  void shut_writing();
  // One whole answer; nothing if the connection ends or five seconds pass before it is complete.
  std::optional<Answer> read(bool is_head_request = false);
  // Whether the server closes without sending another byte.
  bool is_closed_by_server();

 private:
  bool receive();
  int socket_ = -1;
  std::string received_;
};

// Short waits, so that tests of patience are quick.
ServerSettings quick_settings();

// Routes: GET /hello, POST /echo, POST /small (16 bytes), GET /slow/{milliseconds}, GET /throw, GET /split,
// GET /cases/{id}. Collects its log.
class Target {
 public:
  explicit Target(ServerSettings settings = quick_settings());
  std::uint16_t port() const { return server_->port(); }
  Server& server() { return *server_; }
  std::string log_text() const;
  // Handlers that have begun.
  int begun() const { return *begun_; }

 private:
  struct Log {
    std::mutex mutex;
    std::string lines;
  };
  std::shared_ptr<Log> log_ = std::make_shared<Log>();
  std::shared_ptr<std::atomic<int>> begun_ = std::make_shared<std::atomic<int>>(0);
  std::unique_ptr<Server> server_;
};

// Sends on a connection of its own and reads the answer; status 0 if there is none.
Answer ask(std::uint16_t port, std::string_view bytes);

inline constexpr std::string_view ordinary_request = "GET /hello HTTP/1.1\r\nHost: unit.example\r\n\r\n";

}  // namespace moteplass::http::attacks
