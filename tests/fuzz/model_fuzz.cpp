// The reader of decision models: any bytes, read strictly and leniently, beside a model they may import.
#include "dmn/dmn.h"
#include "property.h"

namespace moteplass::dmn {
namespace {

const Model& imported() {
  static const Model model = *Model::read(
      R"(<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="Imported" namespace="imported">
           <itemDefinition name="tPerson"><itemComponent name="alder"><typeRef>number</typeRef></itemComponent>
           </itemDefinition>
           <inputData id="i" name="Person"><variable name="Person" typeRef="tPerson"/></inputData>
           <decision id="d" name="Ung"><variable name="Ung" typeRef="boolean"/>
             <informationRequirement><requiredInput href="#i"/></informationRequirement>
             <literalExpression><text>Person.alder &lt; 18</text></literalExpression></decision>
         </definitions>)",
      "imported.dmn");
  return model;
}

auto read(std::string_view xml, Reading reading) {
  return Model::read(
      xml, "fuzz.dmn", [](std::string_view) { return &imported(); }, reading);
}

void check(const std::vector<Diagnostic>& diagnostics, std::string_view xml) {
  auto lines = 1 + std::count(xml.begin(), xml.end(), '\n');
  for (const Diagnostic& diagnostic : diagnostics) {
    auto shown = [&] { return to_string(diagnostic); };
    fuzz::require(!diagnostic.message.empty(), "a diagnostic says something", shown);
    fuzz::require(diagnostic.line >= 0 && diagnostic.line <= lines && diagnostic.column >= 0,
                  "a diagnostic stands within the text", shown);
  }
}

void check(const Model& model) {
  for (const Variable& decision : model.decisions()) {
    fuzz::require(!decision.name.empty(), "a decision has a name");
    (void)model.facts_of(decision.name);
  }
  (void)model.inputs();
  (void)model.services();
}

}  // namespace
}  // namespace moteplass::dmn

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace moteplass::dmn;
  using moteplass::fuzz::require;
  std::string_view xml = moteplass::fuzz::as_text(bytes, size);
  auto strict = read(xml, Reading::strict);
  auto lenient = read(xml, Reading::lenient);
  require(!strict || lenient, "what is read strictly is read leniently");
  check(lenient ? lenient->warnings() : lenient.error(), xml);
  if (!lenient) {
    require(std::any_of(lenient.error().begin(), lenient.error().end(),
                        [](const Diagnostic& one) { return one.severity == Severity::error; }),
            "a model that is refused has an error");
    return 0;
  }
  check(*lenient);
  return 0;
}
