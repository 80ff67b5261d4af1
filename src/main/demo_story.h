// A demonstration case driven along at times of its own, and what is written down beside its duty.
#pragma once

#include <chrono>
#include <string>

#include <fmt/format.h>

#include "app/case_desk.h"
#include "app/permissions.h"
#include "main/demo.h"

namespace moteplass {

class DemoClock : public app::Clock {
 public:
  Instant time{};
  Instant now() const override { return time; }
};

// Drives one case along, a step at a time, as its caseworker would have.
class DemoStory {
 public:
  DemoStory(const app::Setup& setup, DemoClock& clock, std::string case_id)
      : desk_(setup), clock_(clock), case_id_(std::move(case_id)) {}

  // Nothing more is done after the first refusal, which `fault` tells.
  void step(std::chrono::minutes later, const casework::Command& command) {
    if (!fault.empty()) return;
    clock_.time += later;
    auto after = desk_.carry_out(demo_log_ins().front().user, case_id_, version_, command);
    if (after) {
      version_ = after->c.version;
    } else {
      auto code = after.error().refusal ? casework::word(after.error().refusal->code)
                                        : app::kind_of(after.error().code).word;
      fault = fmt::format("{}: {}", casework::type_of(command), code);
    }
  }
  // A meeting at ten o'clock in the morning, that many days after the time of the story.
  casework::Meeting meeting(int days) const {
    auto day = add_days(local_date(clock_.time), days);
    while (std::chrono::weekday(std::chrono::sys_days(day)).iso_encoding() > 5) day = add_days(day, 1);
    return {parse_local(to_string(day) + "T10:00").value(),
            60,
            "Møterommet i Eksempelgata 1, 2. etasje",
            {"sosionom", "erfaringskonsulent"}};
  }

  std::string fault;

 private:
  app::CaseDesk desk_;
  DemoClock& clock_;
  std::string case_id_;
  std::int64_t version_ = 1;
};

enum class Beside { nothing, drug_control, question, complaint, transfer, corrected };

// Goes on from where the case is, the clock where its last step left it.
void tell_beside(DemoStory& story, DemoClock& clock, Beside beside);

// Someone whom the school sent, with a meeting ahead. The text says what went wrong.
Result<void, std::string> add_voluntary_demo_case(const app::Setup& setup, DemoClock& clock);

}  // namespace moteplass
