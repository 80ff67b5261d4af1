// The versions that a unit decides by, between the store and the shelf.
#pragma once

#include <string>
#include <vector>

#include "app/policy_shelf.h"
#include "app/ports.h"
#include "app/setup.h"

namespace moteplass::app {

// The stored version as a model; what is wrong with it, a line a fault, where its text has been tampered with
// or can no longer be read.
Result<PolicyShelf::Version, std::string> model_of(const PolicyVersion& version);
// Whether the stored texts are those that the hash was made of.
bool is_as_approved(const PolicyVersion& version);
// `number`, `valid_from` and who approved it are left to the caller.
PolicyVersion version_of(const policy::PolicyModel& model);

// To be called once, before anyone decides. Each model that the unit accepts and has no version of is taken
// up as it is shipped, valid from today: from then on a new release of the program changes nothing that the
// unit decides by. Then every stored version is put on the shelf. The text says why it cannot be done; a
// version that is over and can no longer be read is no reason, and is told of in `left_out`.
Result<void, std::string> open_versions(Store& store, PolicyShelf& shelf, const UnitSettings& unit,
                                        Instant now, std::vector<std::string>& left_out);

}  // namespace moteplass::app
