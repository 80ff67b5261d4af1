// The facts of an encounter as a form, there and back. Every fact may be left unknown: an empty field, or the
// choice "vet ikke". A field's name is the fact's JSON path ("person.age", "encounter.substances[0].amount"),
// so that what a policy says it needs leads straight to a field.
#pragma once

#include <optional>

#include "policy/facts.h"
#include "web/form_view.h"

namespace moteplass::web {

// What the form shows for these facts; `facts_from_form` of it gives the facts again.
http::Parameters form_of(const policy::Facts& facts);
// Nothing if anything is wrong; the reader then has the faults. Reads every field of the form.
std::optional<policy::Facts> facts_from_form(FormReader& reader);

// {fields, rows, …} for pages/part/facts_form.mustache. Empty rows for substances follow those that were
// typed, more of them where the button for more was pressed.
json::object facts_form_view(Words words, FormView& form, const http::Parameters& typed);

// "encounter.near_school" to the field that states it; "" for a path that no field states.
std::string field_of_path(std::string_view path);
// The same path without places in lists, as the texts `fact.<key>` are named.
std::string fact_key(std::string_view path);

inline constexpr std::size_t most_substance_rows = 50;

}  // namespace moteplass::web
