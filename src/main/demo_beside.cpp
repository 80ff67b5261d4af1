#include "app/intake.h"
#include "main/demo_story.h"

namespace moteplass {
namespace {

using namespace casework;
using namespace std::chrono_literals;

constexpr const char* laboratory = "Laboratoriet i Eksempelby";

class Teller {
 public:
  Teller(DemoStory& story, const DemoClock& clock) : story_(story), clock_(clock) {}

  // Meetings held and told of; one sample at the laboratory, one on its way, and the next one planned.
  void drug_control() {
    write(days(2), SamplePlanned{add_days(today(), 4)});
    sample(days(2), "8123-4401");
    write(days(2), SampleArrived{"8123-4401", add_days(today(), 2)});
    write(30min, SamplePlanned{add_days(today(), 14)});
    sample(days(14), "8123-4417");
    write(30min, SamplePlanned{add_days(today(), 14)});
  }
  void question() { write(40min, SenderAsked{Unclear::attendance_count, today()}); }
  void complaint() {
    write(days(2), RemedySought{add_days(today(), 2), Remedy::court, true});
    write(days(1), RemedyForwarded{add_days(today(), 1), "Påtalemyndigheten i Eksempelby"});
  }
  void transfer() {
    write(days(1), ResidenceStated{"4601", "0301", false, ResidenceGround::population_register});
    write(20min,
          CaseTransferred{"4601", "Rådgivende enhet i Vestre Eksempel", TransferGround::home_municipality});
  }
  // Written down for the wrong person.
  void corrected() {
    write(45min, AttendanceCorrected{Attendance::attended, "Ført på feil person i listen."});
  }

 private:
  static std::chrono::minutes days(int count) { return std::chrono::hours(24 * count); }
  Date today() const { return local_date(clock_.time); }
  void write(std::chrono::minutes later, Entry entry) { story_.step(later, MakeEntry{std::move(entry)}); }
  // Taken, and handed to the messenger the same day.
  void sample(std::chrono::minutes later, const std::string& seal) {
    auto on = local_date(clock_.time + later);
    write(later, SampleTaken{on, seal, "Bente Bioingeniør", SamplerProfession::bioengineer, true, true, true,
                             true, laboratory});
    write(20min, SampleHandedOver{seal, on, "Bente Bioingeniør", "Budet til laboratoriet"});
  }

  DemoStory& story_;
  const DemoClock& clock_;
};

}  // namespace

void tell_beside(DemoStory& story, DemoClock& clock, Beside beside) {
  Teller teller(story, clock);
  switch (beside) {
    case Beside::nothing:
      return;
    case Beside::drug_control:
      return teller.drug_control();
    case Beside::question:
      return teller.question();
    case Beside::complaint:
      return teller.complaint();
    case Beside::transfer:
      return teller.transfer();
    case Beside::corrected:
      return teller.corrected();
  }
}

Result<void, std::string> add_voluntary_demo_case(const app::Setup& setup, DemoClock& clock) {
  json::object person{
      {"name", "Mia Medvilje"}, {"birth_date", "2008-03-14"}, {"phone", "900 00 118"}, {"language", "nb"}};
  auto id = app::Intake(setup).enter_voluntary(demo_log_ins().front().user, person, CameBy::school);
  if (!id) return failure(std::string("Mia Medvilje: ") + std::string(app::kind_of(id.error().code).word));
  DemoStory story(setup, clock, *id);
  story.step(30min, BookMeeting{story.meeting(10)});
  if (!story.fault.empty()) return failure("Mia Medvilje: " + story.fault);
  return {};
}

}  // namespace moteplass
