// Server: HTTP/1.1 on one I/O thread and a pool of workers that run the handlers. Stands behind nginx, which
// does TLS and HTTP/2.
//
// Every wait has an end: heads, bodies, idle connections and writes by timeout, connections and waiting
// requests by number. A request that finds the queue full is answered 503 with Retry-After. Requests on one
// connection are answered in order.
//
// `start` fails with a sentence for the operator (address in use). After that nothing is thrown and no
// network fault reaches the caller; requests and faults go to the log. All members may be called from any
// thread, `stop` also from a handler; `wait` and the destructor not from a handler.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "http/log.h"
#include "http/router.h"

namespace moteplass::http {

struct ServerSettings {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  // 0: any that is free
  std::size_t worker_threads = 4;
  // Host names the server answers to, without port; empty: any. Others get 421.
  std::vector<std::string> hosts;
  // Addresses whose X-Real-IP is believed.
  std::vector<std::string> trusted_proxies;

  std::size_t max_body_bytes = 1024 * 1024;
  std::size_t max_header_bytes = 16 * 1024;
  std::size_t max_connections = 1024;
  std::size_t max_requests_in_queue = 256;

  std::chrono::milliseconds header_timeout{10'000};  // first byte to the end of the head
  std::chrono::milliseconds body_timeout{30'000};    // the whole body
  std::chrono::milliseconds idle_timeout{60'000};    // between requests
  std::chrono::milliseconds write_timeout{30'000};   // the whole answer
  std::chrono::milliseconds linger_timeout{2'000};   // reading on after a refusal, so that it arrives
  std::chrono::milliseconds drain_timeout{30'000};   // from `stop` to cutting what is still open
};

class Server {
 public:
  Server(ServerSettings settings, Router router, LogSink log);
  ~Server();  // stops and waits
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  Result<void, std::string> start();
  std::uint16_t port() const;  // the real one, after start

  // Begins the end and returns at once: no new connections; every request that had reached the machine is
  // answered in full; then connections close, at the latest after drain_timeout.
  void stop();
  // Until the server has stopped and every handler has returned.
  void wait();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace moteplass::http
