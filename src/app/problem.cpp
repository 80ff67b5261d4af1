#include "app/problem.h"

namespace moteplass::app {

const ProblemKind& kind_of(ProblemCode code) {
  static constexpr ProblemKind malformed{"malformed", 400, "The request could not be read"};
  static constexpr ProblemKind invalid_fields{"invalid_fields", 422, "Some fields are missing or wrong"};
  static constexpr ProblemKind not_logged_in{"not_logged_in", 401, "Log in first"};
  static constexpr ProblemKind forbidden{"forbidden", 403, "This role may not do this"};
  static constexpr ProblemKind not_found{"not_found", 404, "There is nothing here"};
  static constexpr ProblemKind message_conflict{"message_conflict", 409,
                                                "This message id belongs to another message"};
  static constexpr ProblemKind case_conflict{"case_conflict", 409, "The case has changed since it was read"};
  static constexpr ProblemKind time_taken{"time_taken", 409, "The meeting time is no longer free"};
  static constexpr ProblemKind refused{"refused", 422, "The case is not where this may happen"};
  static constexpr ProblemKind unknown_policy{"unknown_policy", 422, "There is no such policy model here"};
  static constexpr ProblemKind draft_conflict{"draft_conflict", 409,
                                              "The draft has changed since it was read"};
  static constexpr ProblemKind not_ready{"not_ready", 422, "The draft cannot be made a version yet"};
  static constexpr ProblemKind letter_failed{"letter_failed", 503, "The letter could not be made now"};
  static constexpr ProblemKind unavailable{"unavailable", 503, "Nothing is stored; try again shortly"};
  switch (code) {
    case ProblemCode::malformed:
      return malformed;
    case ProblemCode::invalid_fields:
      return invalid_fields;
    case ProblemCode::not_logged_in:
      return not_logged_in;
    case ProblemCode::forbidden:
      return forbidden;
    case ProblemCode::not_found:
      return not_found;
    case ProblemCode::message_conflict:
      return message_conflict;
    case ProblemCode::case_conflict:
      return case_conflict;
    case ProblemCode::time_taken:
      return time_taken;
    case ProblemCode::refused:
      return refused;
    case ProblemCode::unknown_policy:
      return unknown_policy;
    case ProblemCode::draft_conflict:
      return draft_conflict;
    case ProblemCode::not_ready:
      return not_ready;
    case ProblemCode::letter_failed:
      return letter_failed;
    case ProblemCode::unavailable:
      return unavailable;
  }
  return unavailable;
}

Problem problem(ProblemCode code, std::string detail) {
  return Problem{code, {}, std::nullopt, std::move(detail)};
}

Problem problem(StoreFault fault) {
  switch (fault) {
    case StoreFault::conflict:
      return problem(ProblemCode::case_conflict);
    case StoreFault::unavailable:
      return problem(ProblemCode::unavailable, "the database cannot take it now");
    case StoreFault::stopped:
      return problem(ProblemCode::unavailable, "the server is stopping");
    case StoreFault::corrupt:
      return problem(ProblemCode::unavailable, "what is stored cannot be read");
  }
  return problem(ProblemCode::unavailable);
}

}  // namespace moteplass::app
