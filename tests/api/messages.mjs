// Messages about persons who do not exist: identity numbers are synthetic (month + 80).
import { randomInt } from "node:crypto";

export const identity_numbers = ["13897248098", "05819012301", "22880751283", "17898564452"];

// mulberry32: small, and the same on every machine.
export class Random {
  constructor(name) {
    this.seed = Number(process.env.MOTEPLASS_TEST_SEED ?? randomInt(2 ** 31));
    this.state = this.seed >>> 0;
    console.log(`${name}: MOTEPLASS_TEST_SEED=${this.seed}`);
  }
  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }
  whole(least, most) {
    return least + Math.floor(this.next() * (most - least + 1));
  }
}

export const day = (now, days) => new Date(Date.parse(now) + days * 86_400_000).toISOString().slice(0, 10);

let last = 0;

// A message that may go all the way under the law in force: a condition to attend, final, facts known.
export function message({ id, now = new Date().toISOString(), name, ...others } = {}) {
  const number = ++last;
  return {
    sender: "oslo-pd",
    message_id: id ?? `test-${number}`,
    case_number: `1400${String(number).padStart(4, "0")}/26`,
    municipality: "0301",
    person: {
      name: name ?? `Prøve Personsen ${number}`,
      identity_number: identity_numbers[number % identity_numbers.length],
      birth_date: "1996-05-17",
      street: "Testveien 1",
      postal_code: "0199",
      place: "Eksempelby",
      phone: "900 00 123",
      language: "nb",
    },
    basis: {
      reaction: "condition_to_attend",
      legal_basis: "straffeprosessloven § 69, jf. straffeloven § 37 første ledd bokstav j",
      decided_on: day(now, -20),
      final_on: day(now, -2),
      probation_ends_on: day(now, 700),
      own_use: true,
    },
    conditions: [{ kind: "attendance", count: 1 }],
    contact_officer: { name: "Petra Politi", phone: "900 00 001", email: "petra@politi.example" },
    facts: {
      encounter: {
        date: day(now, -25),
        municipality: "0301",
        acts: ["possession"],
        substances: [{ substance: "cannabis", amount: "2.5", unit: "g" }],
        intent_to_sell: false,
        other_offences: false,
      },
      person: { addiction: "none" },
      history: { orders: 0 },
    },
    ...others,
  };
}

// A message like that, changed by `change`.
export function altered(change, options) {
  const changed = message(options);
  change(changed);
  return changed;
}
