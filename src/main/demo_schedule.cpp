#include "main/demo_schedule.h"

namespace moteplass {

std::string_view demo_schedule_file() {
  return R"toml(# Who meets people, when and where. Times are by the clock on the wall; nobody is there on public holidays.

[meeting]
minutes = 60
offers = 3           # times shown at once, each on a day of its own
least_days = 5       # from booking to meeting, where the policy states no longer notice: the letter must arrive
hold_minutes = 15    # how long offered times are held while the person chooses

[[site]]
id = "radhuset"
name = "Rådhuset, inngang fra parken"
open = [{ shifts = [{ days = ["mon", "tue", "wed", "thu", "fri"], hours = "08:00-15:45" },
                    { days = ["thu"], hours = "15:45-18:00" }] }]
closed = [{ from = "2026-12-24T08:00", to = "2027-01-02T00:00" }]

[[room]]
id = "rom-1"
name = "Rom 1"
site = "radhuset"
seats = 6

[[room]]
id = "rom-2"
name = "Rom 2, det lille"
site = "radhuset"
seats = 3
# A room has the hours of its site where it says nothing else.
open = [{ shifts = [{ days = ["mon", "tue", "wed"], hours = "09:00-15:00" }] }]

[[staff]]
id = "ragnhild"
name = "Ragnhild Rådgiver"
user = "ragnhild"    # the id of the log-in in unit.toml, for those who log in: gives them a calendar of their own
competences = ["social", "child_welfare"]
rota = [{ shifts = [{ days = ["mon", "tue", "wed", "thu", "fri"], hours = "08:00-15:45", site = "radhuset" },
                    { days = ["thu"], hours = "15:45-18:00", site = "radhuset" }] }]

[[staff]]
id = "hanne"
name = "Hanne Helsesykepleier"
competences = ["medical"]
# Two days a week, and another rota from the new year.
rota = [{ last_day = 2026-12-31, shifts = [{ days = ["tue", "thu"], hours = "09:00-15:00", site = "radhuset" }] },
        { first_day = 2027-01-01, shifts = [{ days = ["mon", "thu"], hours = "09:00-15:00", site = "radhuset" }] }]
away = [{ from = "2026-11-10T11:00", to = "2026-11-10T13:00" }]

[[staff]]
id = "petter"
name = "Petter Psykolog"
competences = ["psychological"]
# Every other week: of two, week 0 is the even ones and week 1 the odd.
rota = [{ weeks = 2, shifts = [{ days = ["wed", "thu"], hours = "08:30-15:00", site = "radhuset", week = 1 }] }]

[[staff]]
id = "yngve"
name = "Yngve Erfaringskonsulent"
competences = ["lived_experience", "young_adult_peer"]
rota = [{ shifts = [{ days = ["tue", "thu"], hours = "12:00-18:00", site = "radhuset" }] }]

[[interpreter]]
id = "tolk-1"
name = "Tolketjenesten"
languages = ["so", "ar"]
ways = ["remote"]
rota = [{ shifts = [{ days = ["mon", "tue", "wed", "thu", "fri"], hours = "09:00-15:00" }] }]
)toml";
}

std::string_view rotating_schedule_file() {
  return R"toml(# One team that goes from district to district on fixed days.
other_travel = 45    # minutes between two sites that no [[travel]] names

[[site]]
id = "nord"
name = "Bydel Nord, Storgata 1"
open = [{ shifts = [{ days = ["mon", "tue", "wed", "thu", "fri"], hours = "08:00-18:00" }] }]

[[site]]
id = "sor"
name = "Bydel Sør, Lilleveien 2"
open = [{ shifts = [{ days = ["mon", "tue", "wed", "thu", "fri"], hours = "08:00-16:00" }] }]

[[site]]
id = "ost"
name = "Bydel Øst, Åsen 3"
open = [{ shifts = [{ days = ["mon", "wed", "fri"], hours = "09:00-15:00" }] }]

[[room]]
id = "nord-1"
name = "Samtalerommet"
site = "nord"
seats = 7

[[room]]
id = "sor-1"
name = "Møterom 4"
site = "sor"
seats = 8

[[room]]
id = "ost-1"
name = "Kontor 12"
site = "ost"
seats = 5

[[travel]]
from = "nord"
to = "ost"
minutes = 20

[[staff]]
id = "amina"
name = "Amina Sosionom"
competences = ["social", "child_welfare"]
rota = [{ weeks = 2, shifts = [
  { days = ["mon", "tue"], hours = "08:30-15:30", site = "nord", week = 0 },
  { days = ["mon", "tue"], hours = "08:30-15:30", site = "sor", week = 1 },
  { days = ["wed"], hours = "09:00-12:00", site = "ost", week = 0 },
  { days = ["wed"], hours = "12:00-16:00", site = "nord", week = 0 },
  { days = ["wed"], hours = "09:00-15:00", site = "ost", week = 1 }] }]

[[staff]]
id = "leif"
name = "Leif Lege"
competences = ["medical"]
# Three weeks in turn, counted from the week of 17 August.
rota = [{ weeks = 3, week_0_holds = 2026-08-17, shifts = [
  { days = ["mon", "wed"], hours = "09:00-15:00", site = "nord", week = 0 },
  { days = ["mon", "wed"], hours = "09:00-15:00", site = "sor", week = 1 },
  { days = ["mon", "wed"], hours = "09:00-15:00", site = "ost", week = 2 }] }]

[[staff]]
id = "mona"
name = "Mona Erfaringskonsulent"
competences = ["lived_experience"]
# Wherever she is wanted: the time it takes to get there is kept free.
rota = [{ shifts = [{ days = ["mon", "tue", "wed"], hours = "09:00-16:00" }] }]

[[interpreter]]
id = "tolk-1"
name = "Tolk i Bydel Nord"
languages = ["so"]
ways = ["in_person", "remote"]
rota = [{ shifts = [{ days = ["mon", "tue"], hours = "10:00-14:00", site = "nord" }] }]
away = [{ from = "2026-07-06T08:00", to = "2026-07-27T08:00" }]
)toml";
}

}  // namespace moteplass
