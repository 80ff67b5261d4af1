// Keys to the pages of the demonstration's people, with codes that everybody knows. Like its passwords: on a
// loopback address only.
#pragma once

#include <string>
#include <vector>

#include "app/setup.h"
#include "web/site.h"

namespace moteplass {

std::vector<web::DemoKey> demo_keys();

// Into a store that holds the demonstration's cases; the text says what went wrong.
Result<void, std::string> add_demo_keys(const app::Setup& setup);

}  // namespace moteplass
