// What is written down beside the duty: entries, and the cases that come from another unit or by themselves.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { callers, fault_of } from "./client.mjs";
import { message } from "./messages.mjs";
import { Program } from "./program.mjs";

const now = "2026-03-02T09:00:00Z";
const today = "2026-03-02";
const sample = {
  on: today,
  seal: "8123-1",
  sampler: "Nils Nål",
  profession: "nurse",
  not_treating: true,
  identity_checked: true,
  supervised: true,
  both_signed: true,
  laboratory: "Laboratoriet i Eksempelby",
};

let program, police, caseworker, contract;
before(async () => {
  program = await Program.start({ clock: now });
  ({ police, caseworker, contract } = await callers(program));
});
after(() => program?.stop());

const look = async (id) => (await caseworker.get(`/api/cases/${id}`)).value;

// A case read and assessed; letters are made meanwhile, so that its version may move.
async function assessed(sent = message({ now })) {
  assert.equal((await police.post("/api/messages", sent)).status, 201);
  const found = await caseworker.get(`/api/cases?worklist=inbox&search=${encodeURIComponent(sent.person.name)}`);
  const { id } = found.value.cases[0];
  await caseworker.step(id, "open");
  await caseworker.step(id, "assess", { outcome: "duty_stands" });
  return id;
}

async function enter(id, action, members) {
  for (let tries = 1; ; ++tries) {
    const answer = await caseworker.act(id, (await look(id)).version, action, members);
    if (answer.status !== 409 || answer.value.type?.includes("refused") || tries === 4) return answer;
  }
}
async function entered(id, action, members) {
  const answer = await enter(id, action, members);
  assert.equal(answer.status, 200, answer.bytes.toString());
  return answer.value;
}

test("a question is on the police's list until its answer, which may change the number of meetings", async () => {
  const sent = message({ now });
  const id = await assessed(sent);
  const of_police = async () =>
    (await police.get("/api/messages?limit=200")).value.messages.find((one) => one.message_id === sent.message_id);
  assert.ok((await look(id)).entries.includes("ask_sender"));
  await entered(id, "ask_sender", { about: "attendance_count", on: today });
  assert.equal((await of_police()).question, "attendance_count");
  const after = await entered(id, "record_answer", { on: today, said: "clarified", meetings_required: 3 });
  assert.equal(after.attendance.meetings_required, 3);
  assert.equal((await of_police()).question, undefined);
  const last = after.history.find((event) => event.type === "sender_answered");
  assert.deepEqual(last.entry, { on: today, said: "clarified", meetings_required: 3 });
});

test("a sample is one that may be relied on, or it is refused at the member that lacks", async () => {
  const id = await assessed(
    message({
      now,
      conditions: [
        { kind: "attendance", count: 1 },
        { kind: "drug_test", frequency: "to ganger i måneden", to: "2026-08-01" },
      ],
    }),
  );
  for (const lacking of ["not_treating", "identity_checked", "supervised", "both_signed"]) {
    const refused = await enter(id, "take_sample", { ...sample, [lacking]: false });
    assert.notEqual(refused.status, 200);
    assert.match(refused.bytes.toString(), new RegExp(lacking));
  }
  await entered(id, "take_sample", sample);
  assert.notEqual((await enter(id, "take_sample", sample)).status, 200, "a seal is used once");
  await entered(id, "hand_over_sample", { seal: sample.seal, on: today, from: "Nils Nål", to: "Budet" });
  await entered(id, "confirm_sample", { seal: sample.seal, on: today });
  assert.doesNotMatch(JSON.stringify(await look(id)), /"result"/);
});

test("a case without such a condition has no drug control", async () => {
  const id = await assessed();
  assert.ok(!(await look(id)).entries.includes("take_sample"));
  assert.notEqual((await enter(id, "take_sample", sample)).status, 200);
});

test("what is wrong with an entry is told with its members", async () => {
  const id = await assessed();
  const { version } = await look(id);
  const answer = await caseworker.act(id, version, "transfer_case", { municipality: 4601, ground: "because", extra: 1 });
  assert.equal(answer.status, 422);
  for (const field of ["municipality", "unit", "ground", "extra"]) assert.ok(fault_of(answer, field), field);
  const nine = await enter(id, "transfer_case", { municipality: "460100000", unit: "Vest", ground: "moved" });
  assert.equal(nine.status, 422);
  const bad_day = await enter(id, "ask_sender", { about: "period", on: "2026-02-30" });
  assert.ok(fault_of(bad_day, "on"));
  assert.equal((await look(id)).stage, "to_summon");
});

test("a complaint may make the duty wait", async () => {
  const id = await assessed();
  await entered(id, "receive_complaint", { on: today, remedy: "court", suspends: true });
  await caseworker.step(id, "book_meeting", {
    meeting: { start: "2026-03-16T10:00:00+01:00", minutes: 45, place: "Eksempelgata 1", team: ["sosialfaglig"] },
  });
  const refused = await caseworker.act(id, (await look(id)).version, "summon", { guardian: "as_policy" });
  assert.match(refused.bytes.toString(), /suspended/);
  await entered(id, "record_decision", { on: today, outcome: "stands" });
  await caseworker.step(id, "summon", { guardian: "as_policy" });
});

test("a transferred case goes as a file with the duty and nothing else, and is let go of when it is confirmed", async () => {
  const id = await assessed();
  assert.equal((await caseworker.get(`/api/cases/${id}/transfer`)).status, 404);
  await entered(id, "note_preparation", { note: "Hemmelig notat om uro" });
  await entered(id, "transfer_case", { municipality: "4601", unit: "Enheten i vest", ground: "moved" });
  assert.equal((await police.get(`/api/cases/${id}/transfer`)).status, 403);
  const file = await caseworker.get(`/api/cases/${id}/transfer`);
  assert.equal(file.status, 200);
  assert.deepEqual(contract.faults_of(contract.component("TransferPackage"), file.value), []);
  assert.doesNotMatch(file.bytes.toString(), /Hemmelig notat|help|child_welfare/);
  assert.ok((await look(id)).accesses.some((access) => access.what === "transfer"));
  assert.ok(!(await look(id)).next_steps.includes("close"));
  await entered(id, "confirm_transfer", { on: today, by: "Vera Vest" });
  await caseworker.step(id, "close");
});

test("a case from another unit is received once, whole, and only by the unit it is for", async () => {
  const id = await assessed();
  await entered(id, "transfer_case", { municipality: "4601", unit: "Enheten i vest", ground: "moved" });
  const file = (await caseworker.get(`/api/cases/${id}/transfer`)).value;
  const path = "/api/arrivals/transfers";
  assert.ok(fault_of(await caseworker.post(path, file), "to_municipality"));
  const mine = { ...file, to_municipality: "0301" };
  assert.equal((await caseworker.post(path, mine)).status, 409, "the message is here");
  const fresh = { ...mine, message: { ...mine.message, message_id: "from-the-west" } };
  assert.equal((await police.post(path, fresh)).status, 403);
  assert.equal((await caseworker.post(path, '{"kind":')).status, 400);
  assert.ok(fault_of(await caseworker.post(path, { ...fresh, note: "x" }), "note"));
  const opened = await caseworker.post(path, fresh);
  assert.equal(opened.status, 201, opened.bytes.toString());
  const got = await look(opened.value.case_id);
  assert.equal(got.stage, "received");
  assert.equal(got.came_from, file.from_unit);
  assert.equal((await caseworker.post(path, fresh)).status, 409);
});

test("who comes of their own accord has a case without duty, which the police never see", async () => {
  const before_it = (await police.get("/api/messages?limit=200")).bytes.toString();
  const person = { name: "Mia Medvilje", birth_date: "2008-03-14" };
  const opened = await caseworker.post("/api/arrivals/voluntary", { by: "school", person });
  assert.equal(opened.status, 201, opened.bytes.toString());
  const got = await look(opened.value.case_id);
  assert.equal(got.voluntary, "school");
  assert.equal(got.stage, "voluntary");
  assert.ok(!got.next_steps.includes("summon") && !got.next_steps.includes("send_feedback"));
  assert.equal((await police.get("/api/messages?limit=200")).bytes.toString(), before_it);
  assert.ok(fault_of(await caseworker.post("/api/arrivals/voluntary", { by: "police", person }), "by"));
  assert.ok(fault_of(await caseworker.post("/api/arrivals/voluntary", { by: "self", person: {} }), "person.name"));
  assert.equal((await police.post("/api/arrivals/voluntary", { by: "self", person })).status, 403);
});
