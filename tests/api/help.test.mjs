// The help record by the API: consent first, an answer by token alone, and not a word of it to police. Every
// answer is held against the document.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Client, callers } from "./client.mjs";
import { Program } from "./program.mjs";

let program, contract, police, other_police, caseworker, helper, stranger, id;
before(async () => {
  program = await Program.start({ cases: true });
  ({ contract, police, other_police, caseworker, stranger } = await callers(program));
  helper = new Client(program, contract, "helper");
  const found = await caseworker.get("/api/cases?search=Ingrid%20Later&include_closed=true");
  id = found.value.cases[0].id;
});
after(() => program?.stop());

const record = async () => (await helper.get(`/api/cases/${id}/help`)).value;
const act = async (action, members = {}) =>
  helper.post(`/api/cases/${id}/help/actions`, { version: (await record()).version, action, ...members });
const done = async (action, members) => {
  const answer = await act(action, members);
  assert.equal(answer.status, 200, `${action}: ${answer.bytes}`);
  return answer.value;
};
const in_days = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const today = () => in_days(0);

const consent = (purpose, receiver) => ({
  purpose,
  ...(receiver ? { receiver } : {}),
  data: ["contact", "needs"],
  giver: "person",
  expires_on: in_days(90),
});

test("only those who help", async () => {
  for (const who of [caseworker, police, other_police]) {
    assert.equal((await who.get(`/api/cases/${id}/help`)).status, 403);
    assert.equal((await who.get("/api/follow-ups")).status, 403);
    assert.equal((await who.get("/api/services")).status, 403);
    const body = { version: 0, action: "choose_need", area: "housing" };
    assert.equal((await who.post(`/api/cases/${id}/help/actions`, body)).status, 403);
    assert.equal((await who.ask("POST", `/api/cases/${id}/help/referrals/r/link`)).status, 403);
  }
  assert.equal((await stranger.get(`/api/cases/${id}/help`)).status, 401);
  assert.equal((await helper.get("/api/cases/none/help")).status, 404);
});

test("nothing before consent, and what is wrong is said with its place", async () => {
  const before_consent = await record();
  assert.equal(before_consent.version, 0);
  assert.equal(before_consent.referrals, undefined);
  const refused = await act("choose_need", { area: "housing" });
  assert.equal(refused.status, 422);
  assert.equal(refused.value.help_refusal.code, "no_help_consent");
  const bad = await act("give_consent", { ...consent("referral"), data: ["diary"], giver: 4, colour: "red" });
  assert.equal(bad.status, 422);
  const fields = bad.value.faults.map((fault) => fault.field).sort();
  assert.deepEqual(fields, ["colour", "data", "giver", "receiver"]);
  assert.equal((await act("dance")).value.faults[0].field, "action");
  assert.equal((await helper.post(`/api/cases/${id}/help/actions`, "{")).status, 400);
});

test("from consent to a receiver who says that help has started", async () => {
  await done("give_consent", consent("help"));
  const mapped = await done("record_mapping", {
    assist: {
      uses: [
        { substance: "alcohol", used: "weekly", desire: "monthly", problems: "never", failed: "never", concern: "earlier", cut_down: "never" },
        { substance: "cannabis", used: "never", concern: "never", cut_down: "never" },
      ],
      injected: "never",
    },
  });
  assert.deepEqual(mapped.mappings[0].scores, [
    { substance: "alcohol", points: 11, band: "moderate" },
    { substance: "cannabis", points: 0, band: "lower" },
  ]);
  const incomplete = await act("record_mapping", {
    assist: { uses: [{ substance: "alcohol", used: "weekly", concern: "never", cut_down: "never" }] },
  });
  assert.equal(incomplete.value.help_refusal.field, "assist.uses[0].desire");

  const need = (await done("choose_need", { area: "housing", words: "egen hybel" })).needs[0].id;
  const { services } = (await helper.get("/api/services")).value;
  assert.ok(services.some((service) => service.id === "nav"));
  const referral = (await done("make_referral", { service: "nav", needs: [need] })).referrals[0].id;
  const early = await act("send_referral", { referral, channel: "api", data: ["contact", "needs"] });
  assert.equal(early.value.help_refusal.code, "no_consent");
  await done("give_consent", consent("referral", "nav"));
  const sent = await done("send_referral", { referral, channel: "api", data: ["contact", "needs"] });
  assert.equal(sent.referrals[0].stage, "sent");
  assert.equal(sent.referrals[0].has_helped, false);

  const letter = await helper.get(`/api/cases/${id}/help/referrals/${referral}/letter`);
  assert.equal(letter.status, 200);
  assert.equal(letter.bytes.subarray(0, 4).toString(), "%PDF");
  assert.equal((await caseworker.get(`/api/cases/${id}/help/referrals/${referral}/letter`)).status, 403);
  const { token } = (await helper.ask("POST", `/api/cases/${id}/help/referrals/${referral}/link`)).value;
  const open = await stranger.get(`/api/answers/${token}`);
  assert.equal(open.status, 200);
  assert.ok(open.value.open.includes("declined"));
  for (const secret of ["Ingrid", "hybel", id]) assert.ok(!open.bytes.toString().includes(secret));
  const faulty = await stranger.post(`/api/answers/${token}`, { answer: "declined", on: today(), colour: 1 });
  assert.deepEqual(faulty.value.faults.map((fault) => fault.field).sort(), ["colour", "reason"]);
  assert.equal((await stranger.ask("POST", `/api/answers/${token}`, { body: "x", headers: { "content-type": "text/plain" } })).status, 415);
  for (const answer of ["received", "accepted", "started"]) {
    const told = await stranger.post(`/api/answers/${token}`, { answer, on: today(), name: "Per i NAV" });
    assert.equal(told.status, 200, told.bytes.toString());
    assert.equal(told.value.stage, answer);
  }
  const again = await stranger.post(`/api/answers/${token}`, { answer: "started", on: today() });
  assert.equal(again.status, 422);
  const after_start = (await record()).referrals[0];
  assert.equal(after_start.has_helped, true);
  assert.equal(after_start.started_on, today());
  assert.equal(after_start.last_told, "by_receiver");
  assert.equal((await stranger.get(`/api/answers/${"a".repeat(64)}`)).status, 404);
});

test("a version that has moved on is a conflict", async () => {
  const { version } = await record();
  const late = await helper.post(`/api/cases/${id}/help/actions`, { version: version - 1, action: "choose_need", area: "work" });
  assert.equal(late.status, 409);
  assert.match(late.value.type, /case_conflict$/);
});

test("an agreement has both parties' terms and an end; a plan a coordinator", async () => {
  await done("give_consent", consent("agreement"));
  await done("give_consent", consent("plan"));
  const made = await act("make_agreement", {
    kind: "contract", with: "Helsesykepleieren", person_terms: ["møte hver uke"], other_terms: ["ta imot"],
    from: today(), until: in_days(60),
  });
  assert.equal(made.status, 200, made.bytes.toString());
  const agreement = made.value.agreements[0];
  assert.deepEqual(agreement.person_terms, ["møte hver uke"]);
  const ended = await done("end_agreement", { agreement: agreement.id, how: "by_person" });
  assert.equal(ended.agreements[0].ended, "by_person");
  await done("take_plan_step", { kind: "coordinator", step: "offered" });
  await done("take_plan_step", { kind: "coordinator", step: "initiated" });
  const plan = (await done("take_plan_step", { kind: "coordinator", step: "in_place", who: "Kari Koordinator" })).plan;
  assert.equal(plan[0].who, "Kari Koordinator");
});

test("a withdrawn consent stops what has not left and lists what has", async () => {
  const open = (await record()).consents.find((one) => one.purpose === "help" && !one.withdrawn_at);
  const after_no = await done("withdraw_consent", { consent: open.id, by: "person" });
  const withdrawn = after_no.consents.find((one) => one.id === open.id);
  assert.equal(withdrawn.withdrawn_by, "person");
  assert.equal(withdrawn.effect.left.length, 1);
  assert.equal(withdrawn.effect.left[0].receiver_name, "NAV Eksempelby");
});

test("the follow-up list names no protected person and is sorted by day", async () => {
  const { tasks } = (await helper.get("/api/follow-ups")).value;
  assert.ok(tasks.length > 0);
  assert.deepEqual(tasks.map((task) => task.due), tasks.map((task) => task.due).toSorted());
});

// What the document promises police, followed to the last reference, and what police are really answered.
test("nothing of a help record is in any police endpoint", async () => {
  const { document } = contract;
  const words = ["HelpRecord", "Consent", "AssistForm", "AssistMapping", "Need", "Referral", "Agreement", "FollowUp", "HelpTask"];
  const reached = (value, seen = new Set()) => {
    if (value === null || typeof value !== "object") return seen;
    const name = value.$ref?.split("/").pop();
    if (name && !seen.has(name)) {
      seen.add(name);
      reached(document.components.schemas[name], seen);
    }
    for (const member of Object.values(value)) reached(member, seen);
    return seen;
  };
  let held = 0;
  for (const operations of Object.values(document.paths)) {
    for (const operation of Object.values(operations)) {
      if (!operation.tags?.includes("police")) continue;
      const found = reached([operation.responses, operation.requestBody ?? null]);
      for (const word of words) assert.ok(!found.has(word), `${operation.operationId} reaches ${word}`);
      held += 1;
    }
  }
  assert.ok(held >= 3);
  for (const who of [police, other_police]) {
    const list = await who.get("/api/messages");
    assert.doesNotMatch(list.bytes.toString(), /consent|assist|referral|hybel|NAV|Kari Koordinator|samtykke|henvis/i);
  }
});
