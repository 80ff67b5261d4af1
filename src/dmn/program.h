// Program: a decision model compiled. Every decision, input, function and service that can be reached, own or
// imported, has a number, its code, and the numbers of what it requires with the slots they go into.
//
// Immutable, part of Definitions, shared by any number of threads; what a run learns is in Run.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dmn/definitions.h"
#include "feel/code.h"

namespace moteplass::dmn {

struct CompiledElement {
  // What is required, and where it goes: into a slot of its own, or, of an import with a name, into the
  // context that stands for the import (6.3.3).
  struct Required {
    std::size_t element;
    std::uint32_t slot;
    bool in_import;
  };
  const Element* element = nullptr;
  std::vector<Required> requirements;
  std::vector<std::string> slot_names;
  std::shared_ptr<const feel::Code> code;         // none: no logic
  std::vector<feel::FormalParameter> parameters;  // in the slots after the requirements
  feel::Value function;                           // of knowledge and services: what calls it
  std::vector<std::size_t> outputs, inputs;       // of a service
};

class Program {
 public:
  explicit Program(const Definitions& definitions);

  const Definitions& definitions() const { return definitions_; }
  const std::vector<CompiledElement>& elements() const { return elements_; }
  std::optional<std::size_t> find(Element::Kind kind, std::string_view name) const;
  std::optional<std::size_t> find(const Element& element) const;

 private:
  std::size_t number_of(const Element& element);
  void compile(std::size_t number);

  const Definitions& definitions_;
  std::vector<CompiledElement> elements_;
  std::map<const Element*, std::size_t> numbers_;
};

}  // namespace moteplass::dmn
