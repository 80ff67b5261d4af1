#include "raw_client.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>
#include <thread>
#include <utility>

namespace moteplass::http::attacks {

std::string Answer::header(std::string_view name) const {
  auto at = head.find("\r\n" + std::string(name) + ": ");
  if (at == std::string::npos) return "";
  at += name.size() + 4;
  return head.substr(at, head.find("\r\n", at) - at);
}

RawClient::RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  timeval patience{5, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    ::close(std::exchange(socket_, -1));
  }
}

RawClient::~RawClient() {
  if (socket_ >= 0) ::close(socket_);
}

RawClient::RawClient(RawClient&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), received_(std::move(other.received_)) {}

bool RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    auto count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

void RawClient::shut_writing() {
  ::shutdown(socket_, SHUT_WR);
}

bool RawClient::receive() {
  char bytes[16384];
  auto count = ::recv(socket_, bytes, sizeof bytes, 0);
  if (count <= 0) return false;
  received_.append(bytes, static_cast<std::size_t>(count));
  return true;
}

std::optional<Answer> RawClient::read(bool is_head_request) {
  std::size_t end = 0;
  while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
    if (!receive()) return std::nullopt;
  }
  Answer answer;
  answer.head = received_.substr(0, end + 2);
  received_.erase(0, end + 4);
  answer.status = std::atoi(answer.head.substr(9, 3).c_str());
  auto length = static_cast<std::size_t>(std::atoll(answer.header("Content-Length").c_str()));
  if (is_head_request) length = 0;
  while (received_.size() < length) {
    if (!receive()) return std::nullopt;
  }
  answer.body = received_.substr(0, length);
  received_.erase(0, length);
  return answer;
}

bool RawClient::is_closed_by_server() {
  if (!received_.empty()) return false;
  char byte;
  auto count = ::recv(socket_, &byte, 1, 0);
  return count == 0 || (count < 0 && errno == ECONNRESET);
}

ServerSettings quick_settings() {
  ServerSettings settings;
  settings.header_timeout = std::chrono::milliseconds(500);
  settings.body_timeout = std::chrono::milliseconds(500);
  settings.idle_timeout = std::chrono::milliseconds(500);
  settings.write_timeout = std::chrono::milliseconds(1500);
  settings.linger_timeout = std::chrono::milliseconds(250);
  settings.drain_timeout = std::chrono::milliseconds(5000);
  return settings;
}

Target::Target(ServerSettings settings) {
  Router router;
  router.add(Method::get, "/hello", [](const Request&) { return Response::text("hello"); });
  router.add(Method::post, "/echo", [](const Request& request) { return Response::text(request.body); });
  router.add(Method::post, "/small", [](const Request& request) { return Response::text(request.body); },
             {.max_body_bytes = 16});
  router.add(Method::get, "/slow/{milliseconds}", [begun = begun_](const Request& request) {
    ++*begun;
    auto duration = std::atoi(request.path_parameter("milliseconds").c_str());
    std::this_thread::sleep_for(std::chrono::milliseconds(duration));
    return Response::text(std::string(request.query.first("n").value_or("slow")));
  });
  router.add(Method::get, "/throw",
             [](const Request&) -> Response { throw std::runtime_error("Kari Nordmann, 01017012345"); });
  router.add(Method::get, "/split", [](const Request& request) {
    return Response::text("x").set_header("X-Echo", request.query.first("value").value_or(""));
  });
  router.add(Method::get, "/cases/{id}", [](const Request& request) {
    return Response::text(request.path_parameter("id") + " for " + request.client);
  });
  router.add(Method::get, "/large", [](const Request&) { return Response::text(std::string(8 << 20, 'x')); });
  auto sink = [log = log_](const LogEntry& entry) {
    std::lock_guard lock(log->mutex);
    log->lines += to_line(entry) + '\n';
  };
  server_ = std::make_unique<Server>(std::move(settings), std::move(router), sink);
  auto started = server_->start();
  if (!started) throw std::runtime_error(started.error());
}

std::string Target::log_text() const {
  std::lock_guard lock(log_->mutex);
  return log_->lines;
}

Answer ask(std::uint16_t port, std::string_view bytes) {
  RawClient client(port);
  client.send(bytes);
  return client.read().value_or(Answer{});
}

}  // namespace moteplass::http::attacks
