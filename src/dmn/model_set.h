// Models that import each other (DMN 1.5, 6.3.3): each is read once, after those it imports.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dmn/dmn.h"

namespace moteplass::dmn {

// What the text of a model says of itself and of others, without reading the rest; empty if it is no XML.
struct ModelHead {
  struct Imported {
    std::string name_space;
    std::string location;  // locationURI, "" if none
  };
  std::string name_space;
  std::vector<Imported> imports;
};
ModelHead head_of(std::string_view xml);

class ModelSet {
 public:
  explicit ModelSet(Reading reading = Reading::strict) : reading_(reading) {}

  // Of two texts with one namespace, the first is the one that is imported.
  void add(std::string file, std::string xml);
  // The model of a file that was added, or what is wrong. A model that imports itself, over others or
  // straight, is at fault. What is returned stays where it is as long as the set.
  Result<const Model*, std::vector<Diagnostic>> read(const std::string& file);
  // The model with that namespace; nullptr if there is none, or none that can be read.
  const Model* find(std::string_view name_space);

 private:
  Reading reading_;
  std::map<std::string, std::string> texts_;  // by file
  std::map<std::string, std::string, std::less<>> file_of_;
  std::map<std::string, Model> models_;
  std::set<std::string> underway_;
};

}  // namespace moteplass::dmn
