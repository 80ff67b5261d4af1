// The whole way of a case, through the API alone: message, worklist, steps, letters, feedback, closed.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { callers, until } from "./client.mjs";
import { message } from "./messages.mjs";
import { Program } from "./program.mjs";

const received = "2026-03-02T09:00:00Z";
const meeting = {
  start: "2026-03-16T10:00:00+01:00",
  minutes: 45,
  place: "Eksempelgata 1, 2. etasje",
  team: ["sosialfaglig", "erfaringskonsulent"],
};

let program, police, caseworker, contract;
before(async () => {
  program = await Program.start({ clock: received });
  ({ police, caseworker, contract } = await callers(program));
});
after(() => program?.stop());

async function receive(sent) {
  assert.deepEqual(contract.faults_of(contract.component("Message"), sent), []);
  const receipt = await police.post("/api/messages", sent);
  assert.equal(receipt.status, 201, receipt.bytes.toString());
  const found = await caseworker.get(`/api/cases?worklist=inbox&search=${encodeURIComponent(sent.person.name)}`);
  assert.equal(found.value.total, 1);
  return { receipt: receipt.value, id: found.value.cases[0].id };
}

async function sent_message(id) {
  const list = await police.get("/api/messages?limit=200");
  return list.value.messages.find((one) => one.message_id === id);
}

test("a message goes all the way to a closed case", async () => {
  program.move_clock_to(received);
  const sent = message({ now: received });
  const { receipt, id } = await receive(sent);
  assert.equal(receipt.received_at, "2026-03-02T09:00:00.000Z");
  assert.equal(receipt.repeated, false);
  const again = await police.get(`/api/messages/${sent.message_id}/receipt`);
  assert.equal(again.value.number, receipt.number);

  const unread = await caseworker.get(`/api/cases/${id}`);
  assert.equal(unread.value.stage, "received");
  assert.deepEqual(unread.value.message, { guardians: [], ...unread.value.message, ...sent });
  assert.equal(unread.value.accesses[0].what, "case");

  await caseworker.step(id, "open");
  const assessed = await caseworker.step(id, "assess", { outcome: "duty_stands" });
  assert.equal(assessed.stage, "to_summon");
  assert.equal(assessed.assessment.reaction.status, "decided");
  const booked = await caseworker.step(id, "book_meeting", { meeting });
  assert.equal(booked.booked.start, "2026-03-16T09:00:00.000Z");

  for (const kind of ["order", "summons"]) {
    const page = await caseworker.get(`/api/cases/${id}/letter-preview/${kind}`);
    assert.equal(page.status, 200);
    assert.match(page.bytes.toString(), /<html/);
    assert.match(page.headers.get("content-security-policy"), /sandbox/);
  }
  assert.equal((await caseworker.get(`/api/cases/${id}/letter-preview/feedback`)).status, 404);

  const summoned = await caseworker.step(id, "summon", { guardian: "as_policy" });
  assert.equal(summoned.stage, "awaiting_meeting");
  const letter = summoned.attendance.summonses[0].letter;
  const made = await until(
    () => caseworker.get(`/api/cases/${id}/letters/${letter}`),
    (answer) => answer.status === 200,
    "the summons as a letter",
  );
  assert.equal(made.headers.get("content-type"), "application/pdf");
  assert.equal(made.bytes.subarray(0, 5).toString(), "%PDF-");
  const order = await until(
    () => police.get(`/api/messages/${sent.message_id}/order-letter`),
    (answer) => answer.status === 200,
    "the letter about the condition",
  );
  assert.equal(order.bytes.subarray(0, 5).toString(), "%PDF-");

  const early = await caseworker.act(id, summoned.version, "record_attendance", { attendance: "attended" });
  assert.equal(early.status, 422);
  assert.equal(early.value.type, "/problems/refused");
  assert.equal(early.value.refusal.code, "meeting_not_begun");

  assert.equal((await sent_message(sent.message_id)).feedback, undefined);
  program.move_clock_to("2026-03-16T10:10:00Z");
  const met = await caseworker.step(id, "record_attendance", { attendance: "attended" });
  assert.equal(met.stage, "to_report");
  assert.equal(met.attendance.duty_met, true);

  const preview = await caseworker.get(`/api/cases/${id}/feedback-preview`);
  assert.equal(preview.value.rule.question, "Tilbakemelding");
  assert.equal((await sent_message(sent.message_id)).feedback, undefined, "a preview tells nobody");
  const reported = await caseworker.step(id, "send_feedback");
  assert.equal(reported.stage, "reported");
  assert.deepEqual(reported.feedback.feedback, preview.value.feedback);

  const told = await sent_message(sent.message_id);
  assert.deepEqual(told.feedback, preview.value.feedback);
  if (told.feedback !== undefined) {
    assert.equal(told.feedback.outcome, "met");
    assert.equal(told.feedback.case_number, sent.case_number);
    assert.deepEqual(told.feedback.dates, ["2026-03-16"]);
  }
  const closed = await caseworker.step(id, "close");
  assert.equal(closed.stage, "closed");
  // What is left is the unit's own duty to report to child welfare.
  assert.deepEqual(closed.next_steps, ["assess_child_welfare"]);
  const rows = await caseworker.get(`/api/cases?search=${encodeURIComponent(sent.person.name)}`);
  assert.equal(rows.value.total, 0);
  const all = await caseworker.get(`/api/cases?include_closed=true&search=${encodeURIComponent(sent.person.name)}`);
  assert.equal(all.value.total, 1);
  assert.equal(all.value.cases[0].worklist, undefined);
});

test("a person who does not come", async () => {
  program.move_clock_to(received);
  const sent = message({ now: received });
  const { id } = await receive(sent);
  await caseworker.step(id, "open");
  await caseworker.step(id, "assess", { outcome: "duty_stands" });
  await caseworker.step(id, "make_outreach", { channel: "phone", reached: false });
  await caseworker.step(id, "book_meeting", { meeting });
  await caseworker.step(id, "summon", { guardian: "as_policy" });
  program.move_clock_to("2026-03-16T10:10:00Z");
  const missed = await caseworker.step(id, "record_attendance", { attendance: "not_attended" });
  assert.equal(missed.stage, "not_attended");
  const reported = await caseworker.step(id, "send_feedback");
  const told = await sent_message(sent.message_id);
  assert.deepEqual(told.feedback, reported.feedback.feedback);
  if (told.feedback !== undefined) {
    assert.equal(told.feedback.outcome, "not_met");
    assert.equal(told.feedback.attempts, 2);
  }
});

test("a duty set aside, and a message that is not for the unit", async () => {
  program.move_clock_to(received);
  const aside = await receive(message({ now: received }));
  await caseworker.step(aside.id, "open");
  await caseworker.step(aside.id, "assess", { outcome: "duty_stands" });
  const cancelled = await caseworker.step(aside.id, "cancel_duty", { reason: "unnecessary" });
  assert.equal(cancelled.attendance.cancelled, "unnecessary");

  const not_ours = await receive(message({ now: received }));
  await caseworker.step(not_ours.id, "open");
  const returned = await caseworker.step(not_ours.id, "assess", { outcome: "not_for_unit" });
  assert.equal(returned.stage, "not_for_unit");
  assert.equal((await caseworker.step(not_ours.id, "close")).stage, "closed");
});

test("facts are stated, and what is refused says what is needed", async () => {
  program.move_clock_to(received);
  const sent = message({ now: received });
  delete sent.facts;
  delete sent.person.birth_date;
  const { id } = await receive(sent);
  let found = await caseworker.step(id, "open");
  const refused = await caseworker.act(id, found.version, "assess", { outcome: "duty_stands" });
  if (found.answers.reaction.status === "undecided") {
    assert.equal(refused.status, 422);
    assert.equal(refused.value.refusal.code, "undecided");
    assert.deepEqual(refused.value.refusal.needs, found.answers.reaction.needs);
    found = await caseworker.step(id, "state_facts", {
      facts: { ...message({ now: received }).facts, person: { age: 24, addiction: "none" } },
    });
    assert.equal(found.answers.reaction.status, "decided");
    assert.equal(found.facts.encounter.substances[0].amount, "2.5");
  }
});

test("two caseworkers: the second is told that the case has moved on", async () => {
  program.move_clock_to(received);
  const { id } = await receive(message({ now: received }));
  const seen = (await caseworker.at_rest(id)).version;
  const answers = await Promise.all([...Array(6)].map(() => caseworker.act(id, seen, "open")));
  assert.equal(answers.filter((answer) => answer.status === 200).length, 1);
  for (const answer of answers.filter((one) => one.status !== 200)) {
    assert.equal(answer.status, 409);
    assert.equal(answer.value.type, "/problems/case_conflict");
  }
});

test("a policy answers as the command line does", async () => {
  const policies = await police.get("/api/policies");
  const names = policies.value.policies.map((policy) => policy.name);
  assert.ok(names.includes("rer-2022"));
  for (const policy of names) {
    const body = { policy, question: "Reaksjon", facts: message().facts };
    const answer = await caseworker.post("/api/decisions", body);
    assert.equal(answer.status, 200);
    assert.equal(answer.value.policy.name, policy);
    const blank = await caseworker.post("/api/decisions", { ...body, facts: {} });
    assert.equal(blank.status, 200);
    if (blank.value.status === "undecided") assert.ok(blank.value.needs.length > 0);
  }
  const unknown = await police.post("/api/decisions", { policy: "no-such", question: "Frister", facts: {} });
  assert.equal(unknown.status, 422);
  assert.equal(unknown.value.type, "/problems/unknown_policy");
});
