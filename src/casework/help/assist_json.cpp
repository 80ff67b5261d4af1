#include <fmt/format.h>

#include "casework/help/help_json.h"

namespace moteplass::casework {

json::value to_json(const AssistForm& form) {
  json::array uses;
  for (const AssistUse& use : form.uses) {
    json::object one{{"substance", word(use.substance)}, {"used", word(use.used)}};
    if (use.desire) one["desire"] = word(*use.desire);
    if (use.problems) one["problems"] = word(*use.problems);
    if (use.failed) one["failed"] = word(*use.failed);
    one["concern"] = word(use.concern);
    one["cut_down"] = word(use.cut_down);
    uses.push_back(std::move(one));
  }
  json::object object{{"uses", std::move(uses)}};
  if (form.injected) object["injected"] = word(*form.injected);
  return object;
}

AssistForm assist_form_from_json(const json::value& value, const std::string& path,
                                 std::vector<FieldFault>& faults) {
  AssistForm form;
  HelpReader reader(value, path, faults);
  if (const json::array* uses =
          reader.object().array("uses", Presence::required, help_words<AssistSubstance>().size())) {
    for (std::size_t i = 0; i < uses->size(); ++i) {
      HelpReader one((*uses)[i], fmt::format("{}[{}]", reader.object().path_of("uses"), i), faults);
      AssistUse use;
      use.substance = one.choice<AssistSubstance>("substance");
      use.used = one.choice<AssistFrequency>("used");
      use.desire = one.optional_choice<AssistFrequency>("desire");
      use.problems = one.optional_choice<AssistFrequency>("problems");
      use.failed = one.optional_choice<AssistFrequency>("failed");
      use.concern = one.choice<AssistRecency>("concern");
      use.cut_down = one.choice<AssistRecency>("cut_down");
      one.end();
      form.uses.push_back(use);
    }
  }
  form.injected = reader.optional_choice<AssistRecency>("injected");
  reader.end();
  return form;
}

}  // namespace moteplass::casework
