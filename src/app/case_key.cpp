#include "app/case_key.h"

namespace moteplass::app {

std::string_view word(Holder holder) {
  switch (holder) {
    case Holder::person:
      return "person";
    case Holder::guardian:
      return "guardian";
    case Holder::trusted_person:
      return "trusted_person";
  }
  return "";
}

std::optional<Holder> holder_from(std::string_view text) {
  for (auto holder : {Holder::person, Holder::guardian, Holder::trusted_person}) {
    if (word(holder) == text) return holder;
  }
  return std::nullopt;
}

}  // namespace moteplass::app
