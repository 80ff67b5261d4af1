// From XML text to Definitions (DMN 1.5, chapter 13 and DMN13/14/15.xsd). In two strides: the elements are
// listed first, so that references and names are known when expressions are read.
//
// Limits: 8 MB of XML, 100 levels of boxed expressions. Document types and entities are not read at all.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dmn/definitions.h"

namespace moteplass::dmn {

inline constexpr std::size_t longest_xml = 8'000'000;
// Inputs, decisions, functions and services together.
inline constexpr std::size_t most_elements = 5'000;

// The definitions; what is wrong is in `problems`, and where one of them is an error the model is not usable.
std::shared_ptr<Definitions> read_xml(std::string_view xml, std::string file_name,
                                      const Model::Imports& imports, Reading reading,
                                      std::vector<Diagnostic>& problems);

}  // namespace moteplass::dmn
