// A decision model as read: what `read_xml` makes. Mirrors the metamodel of DMN 1.5 (chapters 6 and 7), with
// all references resolved, all FEEL parsed, and boxed expressions (10.2) as the FEEL trees that say the same.
// `program` is the same compiled.
//
// Immutable once read, owned by Model, readable by any thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "dmn/dmn.h"
#include "feel/syntax.h"
#include "feel/type.h"

namespace moteplass::dmn {

// What a decision, a function or a service builds on, and the import it came by ("" for this model).
struct Element;
struct Requirement {
  const Element* element = nullptr;
  std::string import_name;
};

struct Definitions;
class Program;

// 6.3: an input, a decision, a business knowledge model or a decision service.
struct Element {
  enum class Kind { input, decision, knowledge, service };
  Kind kind = Kind::input;
  std::string id;
  std::string name;
  feel::Position at;
  std::string type_text;
  feel::Type type;
  std::vector<Requirement> requirements;  // of a service: none
  feel::Tree logic;                       // of a decision; of knowledge, a FunctionOf
  // Of a service (6.3.9).
  std::vector<Requirement> outputs, input_decisions, input_data;
  const Definitions* home = nullptr;
};

struct Import {
  std::string name;
  std::string name_space;
  std::shared_ptr<const Definitions> definitions;
};

struct Definitions : std::enable_shared_from_this<Definitions> {
  Definitions();
  ~Definitions();
  std::string file;
  std::string name;
  std::string name_space;
  std::vector<Import> imports;
  std::vector<std::pair<std::string, feel::Type>> types;  // by name
  std::vector<std::unique_ptr<Element>> elements;
  std::vector<Diagnostic> warnings;
  std::unique_ptr<const Program> program;

  const Element* find(Element::Kind kind, std::string_view name) const;
  const Element* find_id(std::string_view id) const;
};

}  // namespace moteplass::dmn
