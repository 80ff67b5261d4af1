// The words of a message to a person's phone.
#pragma once

#include <string>

#include "app/ports.h"

namespace moteplass::letters {

// "Time: onsdag 5. november kl. 10. Dette er en påminnelse." No name, no place, no sender: others may see the
// screen.
std::string text_of(const app::Reminder& reminder);

}  // namespace moteplass::letters
