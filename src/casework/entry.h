// An entry: what the unit writes down in a case beside the steps of the duty itself. Each kind says what its
// members are (entry_fields.h), and is its own command and its own event: nothing is worked out from a
// policy, except what follows when a corrected record says that the person did not come.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "casework/child_welfare.h"
#include "casework/dialogue.h"
#include "casework/drug_control.h"
#include "casework/meeting_entries.h"
#include "casework/residence.h"

namespace moteplass::casework {

using Entry =
    std::variant<PreparationNoted, MeetingCalledOff, AttendanceCorrected, SenderAsked, SenderAnswered,
                 RemedySought, RemedyForwarded, RemedyDecided, SamplePlanned, SampleTaken, SampleNotTaken,
                 SampleHandedOver, SampleArrived, ControlEnded, ResidenceStated, CaseTransferred,
                 TransferConfirmed, TransferTakenBack, JourneyArranged, ChildWelfareFollowedUp>;

// One empty entry of each kind, in the variant's order.
const std::vector<Entry>& entry_kinds();
// The kind that a step's word names ("take_sample"); nothing for any other word.
const Entry* entry_kind(std::string_view step);

std::string_view step_of(const Entry& entry);   // "take_sample"
std::string_view event_of(const Entry& entry);  // "sample_taken"; permanent
std::vector<FieldShape> fields_of(const Entry& entry);

json::object to_json(const Entry& entry);
// Strict: all faults at once. `kind` says which; its members are not read.
Result<Entry, std::vector<FieldFault>> entry_from_json(const Entry& kind, const json::value& value,
                                                       std::string path);
// The same members from among others in a caller's own reader, which keeps the faults: an entry only where it
// has none.
Entry entry_from_members(const Entry& kind, ObjectReader& reader);

}  // namespace moteplass::casework
