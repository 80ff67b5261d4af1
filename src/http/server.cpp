// The one file that knows the network library (Boost.Asio and Beast, with callbacks).
//
// Everything that touches a socket runs on the one I/O thread, so sessions need no locks. A worker gets a
// request by value and posts the response back. A session is kept alive by the callbacks that wait for it.

#include "http/server.h"

// The thread sanitizer does not know bare fences; the library's queues are locked all the same.
#if defined(__SANITIZE_THREAD__)
#define BOOST_ASIO_DISABLE_FENCED_BLOCK
#endif

#include <cxxabi.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdlib>
#include <functional>
#include <mutex>
#include <set>
#include <thread>
#include <typeinfo>
#include <utility>

#include <fmt/format.h>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>

#include "base/hash.h"
#include "http/head.h"
#include "http/target.h"
#include "http/wire.h"
#include "http/workers.h"

namespace moteplass::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;
using Tcp = asio::ip::tcp;
using Clock = std::chrono::steady_clock;

// RFC 9112 7.1.1: what one request may spend on chunk extensions, which nobody uses.
constexpr std::size_t max_chunk_extension_bytes = 1024;

Instant now() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::string new_request_id() {
  std::array<unsigned char, 16> bytes{};
  // Without random bytes the id is zeros: it serves to find a log line and protects nothing.
  RAND_bytes(bytes.data(), static_cast<int>(bytes.size()));
  return to_hex(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

// The type of what was thrown; its text may quote a person and is not logged.
std::string type_of(const std::exception& error) {
  int status = 0;
  std::unique_ptr<char, decltype(&std::free)> name(
      abi::__cxa_demangle(typeid(error).name(), nullptr, nullptr, &status), &std::free);
  return name ? name.get() : typeid(error).name();
}

Response busy_response() {
  Problem problem{503, "too_busy", "The server is busy just now", "Try again in a moment.", {}};
  return to_response(problem).set_header("Retry-After", "1");
}

Problem body_too_large(std::size_t limit) {
  return {413, "body_too_large", "The body is too large", fmt::format("At most {} bytes.", limit), {}};
}

// Where a session is; `waiting` has not received a byte of the next request.
enum class Phase { waiting, head, body, handling, writing, lingering, ended };

LogText log_word(Phase phase) {
  switch (phase) {
    case Phase::waiting:
      return "waiting";
    case Phase::head:
      return "head";
    case Phase::body:
      return "body";
    case Phase::handling:
      return "handling";
    case Phase::writing:
      return "writing";
    case Phase::lingering:
      return "lingering";
    case Phase::ended:
      return "ended";
  }
  return "ended";
}

}  // namespace

class Server::Impl {
 public:
  Impl(ServerSettings settings, Router router, LogSink log)
      : settings_(std::move(settings)),
        router_(std::move(router)),
        log_(std::move(log)),
        rules_{settings_.max_header_bytes, 100, settings_.hosts},
        io_(1),
        acceptor_(io_),
        accept_timer_(io_),
        drain_timer_(io_) {}

  Result<void, std::string> start();
  std::uint16_t port() const { return port_; }
  void stop();
  void wait();

 private:
  class Session;

  void accept();
  void admit(Tcp::socket socket);
  bool make_room();
  void begin_stop();
  void finish_if_drained();
  void ended(Session* session);

  Response run_handler(Request& request);
  Response run_problem_page(const Request& request, const Problem& problem);
  template <class Call>
  Response guarded(const Request& request, Call call);
  void log(LogLevel level, LogText event, std::vector<LogField> fields) {
    log_({now(), level, std::move(event), std::move(fields)});
  }

  const ServerSettings settings_;
  const Router router_;
  const LogSink log_;
  const HeadRules rules_;
  std::uint16_t port_ = 0;

  asio::io_context io_;  // before everything that lives in it
  Tcp::acceptor acceptor_;
  asio::steady_timer accept_timer_;
  asio::steady_timer drain_timer_;
  // Only the I/O thread touches these.
  std::set<Session*> sessions_;
  bool is_stopping_ = false;
  bool is_accepting_ = false;
  bool was_cut_ = false;  // written before the I/O thread ends, read after

  std::mutex wait_mutex_;
  std::unique_ptr<Workers> workers_;
  std::thread io_thread_;
};

// One connection: reads a request, has it answered, writes the answer, and again.
class Server::Impl::Session : public std::enable_shared_from_this<Session> {
 public:
  Session(Impl& server, Tcp::socket socket)
      : server_(server),
        stream_(std::move(socket)),
        // Beast reads bodies through the same buffer; a pipelined request may stand behind the head.
        buffer_(server.settings_.max_header_bytes + 16 * 1024) {
    error_code ignored;
    stream_.socket().set_option(Tcp::no_delay(true), ignored);
    auto endpoint = stream_.socket().remote_endpoint(ignored);
    if (!ignored) peer_ = endpoint.address().to_string();
  }

  void start() { wait_for_request(server_.settings_.header_timeout); }

  Clock::time_point since() const { return since_; }
  bool can_leave() { return phase_ == Phase::waiting && !is_leaving_ && !has_more_input(); }

  // Lets go of a connection without a request. The read is cancelled rather than the socket closed: if it
  // has bytes already, its callback carries on with them and no request is lost.
  void leave() {
    is_leaving_ = true;
    stream_.cancel();
  }

 private:
  using Parser = beast::http::request_parser<beast::http::string_body>;

  std::string_view buffered() const {
    auto bytes = buffer_.data();
    return {static_cast<const char*>(bytes.data()), bytes.size()};
  }

  bool has_more_input() {
    error_code ignored;
    return buffer_.size() > 0 || stream_.socket().available(ignored) > 0;
  }

  void wait_for_request(std::chrono::milliseconds patience) {
    since_ = Clock::now();
    scanned_ = 0;
    if (buffer_.size() > 0) {
      begin_head();
      look_for_head();
      return;
    }
    phase_ = Phase::waiting;
    if (server_.is_stopping_ && !has_more_input()) return end();
    stream_.expires_after(patience);
    read_some();
  }

  void begin_head() {
    phase_ = Phase::head;
    is_leaving_ = false;
    // One deadline for the whole head, however slowly its bytes drip in.
    stream_.expires_after(server_.settings_.header_timeout);
  }

  void read_some() {
    stream_.async_read_some(buffer_.prepare(std::min<std::size_t>(4096, buffer_.max_size() - buffer_.size())),
                            [self = shared_from_this()](error_code error, std::size_t count) {
                              if (error) return self->give_up(error);
                              self->buffer_.commit(count);
                              if (self->phase_ == Phase::waiting) self->begin_head();
                              self->look_for_head();
                            });
  }

  void look_for_head() {
    auto end = find_head_end(buffered(), scanned_, server_.rules_);
    if (!end) return refuse(end.error());
    if (!*end) {
      scanned_ = buffer_.size();
      return read_some();
    }
    begin_request(buffered().substr(0, **end));
  }

  void begin_request(std::string_view bytes) {
    started_ = Clock::now();
    auto head = parse_head(bytes, server_.rules_);
    if (!head) return refuse(head.error());
    request_ = std::move(head->request);
    request_.peer = peer_;
    request_.client = client_of(request_);
    request_.id = new_request_id();
    method_ = request_.method;
    persistence_ = head->persistence;
    body_limit_ = server_.settings_.max_body_bytes;

    auto found = server_.router_.find(request_.method, request_.path);
    auto* match = std::get_if<RouteMatch>(&found);
    request_.route = match ? match->route->pattern : "-";
    if (match) body_limit_ = match->route->options.max_body_bytes.value_or(body_limit_);

    bool has_body = head->framing != BodyFraming::none;
    // A body that nobody wants stays unread, so the connection cannot be used again.
    if (!match && has_body) persistence_ = Persistence::close;
    if (head->length > body_limit_) return answer_problem(body_too_large(body_limit_));

    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(bytes.size()) + 1);
    parser_->body_limit(body_limit_);
    extension_bytes_ = 0;
    parser_->on_chunk_header(on_chunk_header_);
    error_code error;
    auto consumed = parser_->put(asio::buffer(bytes.data(), bytes.size()), error);
    // The two readers must agree on where the request ends, or somebody is being fooled.
    bool agree = !error && consumed == bytes.size() && parser_->is_header_done() &&
                 parser_->chunked() == (head->framing == BodyFraming::chunked) &&
                 parser_->content_length().value_or(0) == head->length && parser_->is_done() == !has_body;
    if (!agree) return refuse(bad_request("The head can be read in two ways."));
    buffer_.consume(consumed);

    if (!has_body || !match) return answer();
    phase_ = Phase::body;
    stream_.expires_after(server_.settings_.body_timeout);
    bool must_invite = head->expectation == Expectation::hundred_continue && buffer_.size() == 0;
    if (!must_invite) return read_body();
    asio::async_write(stream_, asio::buffer(std::string_view("HTTP/1.1 100 Continue\r\n\r\n")),
                      [self = shared_from_this()](error_code failed, std::size_t) {
                        if (failed) return self->give_up(failed);
                        self->read_body();
                      });
  }

  void read_body() {
    beast::http::async_read(
        stream_, buffer_, *parser_,
        [self = shared_from_this()](error_code error, std::size_t) { self->on_body(error); });
  }

  void on_body(error_code error) {
    if (error == beast::http::error::body_limit) return answer_problem(body_too_large(body_limit_));
    bool is_malformed = error.category() == make_error_code(beast::http::error::bad_chunk).category() &&
                        error != beast::http::error::end_of_stream &&
                        error != beast::http::error::partial_message;
    if (error && is_malformed) return refuse(bad_request("The body is not well formed."));
    if (error) return give_up(error);
    request_.body = std::move(parser_->get().body());
    answer();
  }

  // X-Real-IP, from a proxy of ours only, and only if it is an address.
  std::string client_of(const Request& request) const {
    const auto& proxies = server_.settings_.trusted_proxies;
    auto named = request.headers.all("x-real-ip");
    if (named.size() != 1 || std::find(proxies.begin(), proxies.end(), peer_) == proxies.end()) return peer_;
    error_code error;
    auto address = asio::ip::make_address(std::string(named[0]), error);
    return error ? peer_ : address.to_string();
  }

  void answer() {
    hand_over([](Impl& server, Request& request) { return server.run_handler(request); });
  }

  // For problems found before the body was read: the rest of the request cannot be told from the next.
  void answer_problem(Problem problem) {
    persistence_ = Persistence::close;
    hand_over([problem = std::move(problem)](Impl& server, const Request& request) {
      return server.run_problem_page(request, problem);
    });
  }

  template <class Call>
  void hand_over(Call call) {
    phase_ = Phase::handling;
    stream_.expires_never();
    id_ = request_.id;
    route_ = request_.route;
    auto request = std::make_shared<Request>(std::exchange(request_, Request{}));
    auto task = [self = shared_from_this(), request, work = asio::make_work_guard(server_.io_),
                 call = std::move(call)]() mutable {
      auto response = call(self->server_, *request);
      auto& io = self->server_.io_;
      // The session goes back with the response: its last owner must be the I/O thread.
      asio::post(io, [session = std::move(self), response = std::move(response)]() mutable {
        session->write(std::move(response));
      });
    };
    if (!server_.workers_->try_add(std::move(task))) {
      problem_code_ = "too_busy";
      write(busy_response());
    }
  }

  // For what is no request we can trust: answered here, without any handler.
  void refuse(const Problem& problem) {
    if (phase_ == Phase::head) {
      started_ = Clock::now();
      id_ = new_request_id();
      route_ = "-";
      // A client that asked for no body does not get one, whatever else was wrong.
      method_ = buffered().starts_with("HEAD ") ? std::optional(Method::head) : std::nullopt;
    } else {
      id_ = request_.id;
      route_ = request_.route;
    }
    problem_code_ = problem.code;
    persistence_ = Persistence::close;
    write(to_response(problem));
  }

  void write(Response response) {
    phase_ = Phase::writing;
    // While stopping, what has arrived behind this request is still answered, and nothing after that.
    if (server_.is_stopping_ && !has_more_input()) persistence_ = Persistence::close;
    response_ = std::move(response);
    head_ = head_bytes(response_, persistence_, id_, now());
    auto method = method_.value_or(Method::get);
    body_bytes_ = sends_body(response_, method) ? response_.body().size() : 0;
    std::array<asio::const_buffer, 2> bytes{asio::buffer(head_),
                                            asio::buffer(response_.body().data(), body_bytes_)};
    stream_.expires_after(server_.settings_.write_timeout);
    asio::async_write(stream_, bytes, [self = shared_from_this()](error_code error, std::size_t) {
      self->log_request(error ? Delivery::failed : Delivery::complete);
      self->response_ = Response();
      if (error) return self->end();
      if (self->persistence_ == Persistence::close) return self->linger();
      self->wait_for_request(self->server_.settings_.idle_timeout);
    });
  }

  // RFC 9112 9.6: closing while the client still sends would reset the connection, and the reset can destroy
  // the answer before it is read. So: our half first, then read on for a while.
  void linger() {
    phase_ = Phase::lingering;
    error_code error;
    stream_.socket().shutdown(Tcp::socket::shutdown_send, error);
    if (error) return end();
    stream_.expires_after(server_.settings_.linger_timeout);
    discard();
  }

  void discard() {
    buffer_.clear();
    stream_.async_read_some(buffer_.prepare(16 * 1024),
                            [self = shared_from_this()](error_code error, std::size_t) {
                              if (error) return self->end();
                              self->discard();
                            });
  }

  void give_up(error_code error) {
    if (error == beast::error::timeout) {
      server_.log(LogLevel::debug, "connection_timed_out", {{"phase", log_word(phase_)}});
    }
    end();
  }

  void end() {
    if (phase_ == Phase::ended) return;
    phase_ = Phase::ended;
    stream_.close();
    server_.ended(this);
  }

  enum class Delivery { complete, failed };

  void log_request(Delivery delivery) {
    auto micros = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - started_);
    std::vector<LogField> fields{
        {"id", LogText::code(id_)},
        {"method", LogText::code(method_ ? word(*method_) : "-")},
        {"route", LogText::code(route_)},
        {"status", std::int64_t{response_.status()}},
        {"bytes", static_cast<std::int64_t>(body_bytes_)},
        {"microseconds", std::int64_t{micros.count()}},
        {"delivered", delivery == Delivery::complete},
    };
    if (!problem_code_.empty()) fields.push_back({"problem", LogText::code(problem_code_)});
    problem_code_.clear();
    server_.log(LogLevel::info, "request", std::move(fields));
  }

  Impl& server_;
  beast::tcp_stream stream_;
  beast::flat_buffer buffer_;
  std::string peer_;
  Phase phase_ = Phase::waiting;
  bool is_leaving_ = false;
  Clock::time_point since_;  // waiting since

  // The request at hand.
  std::size_t scanned_ = 0;
  Clock::time_point started_;
  Request request_;
  std::optional<Method> method_;
  std::string id_;
  std::string route_;
  Persistence persistence_ = Persistence::keep_alive;
  std::size_t body_limit_ = 0;
  std::optional<Parser> parser_;
  std::size_t extension_bytes_ = 0;
  std::function<void(std::uint64_t, beast::string_view, error_code&)> on_chunk_header_ =
      [this](std::uint64_t, beast::string_view extensions, error_code& error) {
        extension_bytes_ += extensions.size();
        if (extension_bytes_ > max_chunk_extension_bytes) error = beast::http::error::bad_chunk_extension;
      };

  // Its answer.
  std::string head_;
  Response response_;
  std::size_t body_bytes_ = 0;
  std::string problem_code_;
};

Result<void, std::string> Server::Impl::start() {
  assert(!io_thread_.joinable() && "a server starts once");
  error_code error;
  auto step = [&](const char* what) {
    return failure(
        fmt::format("cannot {} {}:{}: {}", what, settings_.address, settings_.port, error.message()));
  };
  auto address = asio::ip::make_address(settings_.address, error);
  if (error) return step("understand the address");
  Tcp::endpoint endpoint(address, settings_.port);
  acceptor_.open(endpoint.protocol(), error);
  if (error) return step("open");
  acceptor_.set_option(asio::socket_base::reuse_address(true), error);
  if (error) return step("prepare");
  acceptor_.bind(endpoint, error);
  if (error) return step("bind to");
  acceptor_.listen(asio::socket_base::max_listen_connections, error);
  if (error) return step("listen at");
  port_ = acceptor_.local_endpoint(error).port();
  workers_ = std::make_unique<Workers>(settings_.worker_threads, settings_.max_requests_in_queue);
  accept();
  io_thread_ = std::thread([this] {
    while (true) {
      try {
        io_.run();
        return;
      } catch (const std::exception& thrown) {  // out of memory; one callback is lost, the server is not
        log(LogLevel::error, "callback_threw", {{"type", LogText::code(type_of(thrown))}});
      }
    }
  });
  log(LogLevel::info, "started", {{"port", std::int64_t{port_}}});
  return {};
}

void Server::Impl::stop() {
  asio::post(io_, [this] { begin_stop(); });
}

void Server::Impl::wait() {
  std::lock_guard lock(wait_mutex_);
  if (io_thread_.joinable()) io_thread_.join();
  if (!workers_) return;
  // After a cut nobody is left to read an answer, so what waits is better not begun.
  workers_->finish(was_cut_ ? Workers::Waiting::drop : Workers::Waiting::run);
}

void Server::Impl::accept() {
  is_accepting_ = true;
  acceptor_.async_accept([this](error_code error, Tcp::socket socket) {
    is_accepting_ = false;
    if (!error) admit(std::move(socket));
    if (is_stopping_) return finish_if_drained();
    if (!error) return accept();
    // Out of descriptors, most likely: they come back when connections end.
    log(LogLevel::warning, "accept_failed", {{"error", std::int64_t{error.value()}}});
    accept_timer_.expires_after(std::chrono::milliseconds(100));
    accept_timer_.async_wait([this](error_code) {
      if (!is_stopping_) accept();
    });
  });
}

void Server::Impl::admit(Tcp::socket socket) {
  if (!make_room()) {
    auto response = busy_response();
    auto bytes = head_bytes(response, Persistence::close, new_request_id(), now()) + response.body();
    error_code ignored;
    socket.non_blocking(true, ignored);
    socket.write_some(asio::buffer(bytes), ignored);
    log(LogLevel::warning, "too_many_connections", {});
    return;
  }
  auto session = std::make_shared<Session>(*this, std::move(socket));
  sessions_.insert(session.get());
  session->start();
}

// When every place is taken, the connection that has been silent longest between requests gives up its own.
bool Server::Impl::make_room() {
  if (sessions_.size() < settings_.max_connections) return true;
  Session* oldest = nullptr;
  for (auto* session : sessions_) {
    if (session->can_leave() && (!oldest || session->since() < oldest->since())) oldest = session;
  }
  if (oldest) oldest->leave();
  return oldest != nullptr;
}

void Server::Impl::begin_stop() {
  if (is_stopping_) return;
  is_stopping_ = true;
  log(LogLevel::info, "stopping", {{"connections", static_cast<std::int64_t>(sessions_.size())}});
  drain_timer_.expires_after(settings_.drain_timeout);
  drain_timer_.async_wait([this](error_code error) {
    if (error) return;
    log(LogLevel::warning, "drain_timed_out", {{"connections", static_cast<std::int64_t>(sessions_.size())}});
    was_cut_ = true;
    io_.stop();
  });
  accept_timer_.cancel();
  // The kernel has taken connections we have not seen yet, with requests in them. Closing the acceptor would
  // reset those.
  error_code error;
  acceptor_.non_blocking(true, error);
  for (std::size_t i = 0; !error && i < settings_.max_connections; ++i) {
    Tcp::socket socket(io_);
    acceptor_.accept(socket, error);
    if (!error) admit(std::move(socket));
  }
  acceptor_.close(error);
  for (auto* session : std::vector<Session*>(sessions_.begin(), sessions_.end())) {
    if (session->can_leave()) session->leave();
  }
  finish_if_drained();
}

void Server::Impl::finish_if_drained() {
  if (is_stopping_ && !is_accepting_ && sessions_.empty()) drain_timer_.cancel();
}

void Server::Impl::ended(Session* session) {
  sessions_.erase(session);
  finish_if_drained();
}

Response Server::Impl::run_handler(Request& request) {
  return guarded(request, [&] { return router_.answer_in_place(request); });
}

Response Server::Impl::run_problem_page(const Request& request, const Problem& problem) {
  return guarded(request, [&] { return router_.problem_page(request, problem); });
}

// Whatever the room above does, the client gets an answer and the log gets no personal data.
template <class Call>
Response Server::Impl::guarded(const Request& request, Call call) {
  auto attempt = [&](const auto& made) -> std::optional<Response> {
    LogField id{"id", LogText::code(request.id)};
    LogField route{"route", LogText::code(request.route)};
    try {
      Response response = made();
      if (!response.is_broken()) return response;
      log(LogLevel::error, "broken_response", {id, route});
    } catch (const std::exception& thrown) {
      log(LogLevel::error, "handler_threw", {id, route, {"type", LogText::code(type_of(thrown))}});
    } catch (...) {
      log(LogLevel::error, "handler_threw", {id, route});
    }
    return std::nullopt;
  };
  if (auto response = attempt(call)) return std::move(*response);
  auto page = attempt([&] { return router_.problem_page(request, internal_error()); });
  return page ? std::move(*page) : to_response(internal_error());
}

Server::Server(ServerSettings settings, Router router, LogSink log)
    : impl_(std::make_unique<Impl>(std::move(settings), std::move(router), std::move(log))) {}

Server::~Server() {
  stop();
  wait();
}

Result<void, std::string> Server::start() {
  return impl_->start();
}
std::uint16_t Server::port() const {
  return impl_->port();
}
void Server::stop() {
  impl_->stop();
}
void Server::wait() {
  impl_->wait();
}

}  // namespace moteplass::http
