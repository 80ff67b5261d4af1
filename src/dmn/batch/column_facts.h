// Columns: the facts of many cases at once, for batch.h. One column for each component of the inputs, named
// by its path as in Model::facts_of ("Person.alder", "Påtreff.stoffer[].mengde"); a list is where each case's
// items begin and end in the columns of its items, which hold the items of all cases one after the other.
//
// Built by the caller, then only read; any number of threads may read it. What is out of its place (a length
// that does not fit, a word that is not in the dictionary) is told of when it is evaluated.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dmn/dmn.h"
#include "feel/type.h"

namespace moteplass::dmn {

// Words by number. Made once, then shared by all columns that use it; what is worked out for a dictionary is
// kept as long as the same one is handed in.
class Dictionary {
 public:
  // The word's number, new or known.
  std::int32_t add(std::string_view word);
  const std::vector<std::string>& words() const { return words_; }

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  std::vector<std::string> words_;
  std::unordered_map<std::string, std::int32_t, Hash, std::equal_to<>> numbers_;
};

enum class Truth : std::uint8_t { null, no, yes };
inline constexpr std::int64_t null_number = std::numeric_limits<std::int64_t>::min();
inline constexpr std::int32_t null_text = -1;

struct Column {
  enum class Kind { numbers, truths, texts, days, list, presence };
  Kind kind = Kind::numbers;
  std::vector<std::int64_t> numbers;   // whole numbers of 10^-scale, or null_number; days since 1970 likewise
  int scale = 0;                       // 0 to 18
  std::vector<Truth> truths;           // of presence: yes, or null where the whole context is null
  std::vector<std::int32_t> texts;     // of the dictionary, or null_text
  std::vector<std::uint32_t> offsets;  // of a list: one more than there are lists
  std::vector<Truth>
      present;  // of a list: null where the list is null and not just empty; none: all are there
};

class Columns {
 public:
  Columns(std::size_t cases, std::shared_ptr<const Dictionary> dictionary)
      : cases_(cases), dictionary_(std::move(dictionary)) {}

  void numbers(std::string path, std::vector<std::int64_t> values, int scale = 0);
  void truths(std::string path, std::vector<Truth> values);
  void texts(std::string path, std::vector<std::int32_t> values);
  void days(std::string path, std::vector<std::int64_t> values);
  // The list at the path; its items are under the path and "[]".
  void list(std::string path, std::vector<std::uint32_t> offsets, std::vector<Truth> present = {});
  // Where the context at the path is null. Without it the context is there in every case.
  void presence(std::string path, std::vector<Truth> values);

  std::size_t cases() const { return cases_; }
  const std::shared_ptr<const Dictionary>& dictionary() const { return dictionary_; }
  const Column* find(std::string_view path) const;

 private:
  std::size_t cases_;
  std::shared_ptr<const Dictionary> dictionary_;
  std::map<std::string, Column, std::less<>> columns_;
};

// Where columns do not fit each other, or a value does not fit into one.
struct BadColumn {
  std::string path;
  std::size_t row = 0;  // of that column, from 0
  std::string reason;
};

// The facts of each case as dmn::evaluate takes them, put into columns by the types of the model's inputs
// (and of the decisions in `given`); numbers at the smallest scale that holds them all. Refused if a value is
// not of its type or no column holds it.
Result<Columns, BadColumn> columns_of(const Model& model, std::span<const feel::Value> facts,
                                      const std::vector<std::string>& given = {});

// One case again, as facts for dmn::evaluate: a context with an entry for each of the roots, a component
// without a column being null.
Result<feel::Value, BadColumn> facts_of_case(const Columns& columns, std::size_t row,
                                             const std::vector<std::pair<std::string, feel::Type>>& roots);

}  // namespace moteplass::dmn
