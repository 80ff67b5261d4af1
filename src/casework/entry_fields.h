// How an entry describes its own members, once, for everybody who reads, writes or asks for them: the store,
// the API with its schema, and the forms.
//
//   template <class Self, class Visit>
//   static void fields(Self& self, Visit&& visit) {
//     visit("on", self.on, Day{});
//     visit("reason", self.reason, Line{200});
//   }
//
// A member that may be absent is a std::optional.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace moteplass::casework {

struct Day {};  // a Date
struct Line {   // a std::string without line breaks
  std::size_t longest;
};
struct Prose {  // a std::string
  std::size_t longest;
};
struct YesNo {};
struct Whole {  // a std::int64_t
  std::int64_t least;
  std::int64_t most;
};
template <class Choice>
struct OneOf {
  Choice last;  // the enumerators stand in order from the first; `word` says what each is called
};

enum class FieldType { day, line, prose, yes_no, whole, choice };

// One member of an entry, as a form or a schema needs it.
struct FieldShape {
  std::string_view name;
  FieldType type;
  bool required;
  std::size_t longest = 0;  // of a line or prose, in characters
  std::int64_t least = 0;   // of a whole number
  std::int64_t most = 0;
  std::vector<std::string_view> words = {};  // of a choice
};

}  // namespace moteplass::casework
