// Meeting times from the unit's plan: found, held, booked, and told when they are gone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { callers, fault_of } from "./client.mjs";
import { message } from "./messages.mjs";
import { Program } from "./program.mjs";

const now = "2026-09-07T07:00:00Z";
let program, police, caseworker, stranger;
before(async () => {
  program = await Program.start({ clock: now });
  ({ police, caseworker, stranger } = await callers(program));
});
after(() => program?.stop());

// A case to book a meeting in.
async function to_summon() {
  const sent = message({ now });
  assert.equal((await police.post("/api/messages", sent)).status, 201);
  const { id } = (await caseworker.get(`/api/cases?search=${encodeURIComponent(sent.person.name)}`)).value.cases[0];
  await caseworker.at_rest(id);
  await caseworker.step(id, "open");
  return caseworker.step(id, "assess", { outcome: "duty_stands" });
}
const times = async (id, query = "") => (await caseworker.get(`/api/cases/${id}/times${query}`)).value;
const hold = (id, keys) => caseworker.post(`/api/cases/${id}/times/hold`, { keys });
const book = (id, version, key) => caseworker.post(`/api/cases/${id}/times/book`, { version, key });

test("the first times where all that is needed is there", async () => {
  const { id } = await to_summon();
  const found = await times(id);
  assert.equal(found.offered.length, 3);
  assert.deepEqual(found.missing, []);
  assert.deepEqual(found.needs.required, [], "the law in force names no competence");
  assert.equal(found.needs.first_day, "2026-09-12", "least_days of the plan");
  const [first, second] = found.offered;
  assert.equal(first.meeting.start, "2026-09-14T06:00:00.000Z");
  assert.match(first.meeting.place, /^Rådhuset, inngang fra parken, Rom/);
  assert.equal(first.site, "radhuset");
  assert.equal(second.meeting.start.slice(0, 10), "2026-09-15", "one time a day");
});

test("they follow what is wished", async () => {
  const { id } = await to_summon();
  const found = await times(id, "?from=2026-10-01&not_before=12:00&not_after=14:00&minutes=90&count=2&site=radhuset");
  assert.equal(found.offered.length, 2);
  assert.equal(found.offered[0].meeting.start, "2026-10-01T10:00:00.000Z");
  assert.equal(found.offered[0].meeting.minutes, 90);
  assert.equal(found.needs.minutes, 90);
});

test("where there is none it says what lacks", async () => {
  const { id } = await to_summon();
  const found = await times(id, "?not_before=20:00");
  assert.deepEqual(found.offered, []);
  assert.ok(found.missing.length > 0);
});

test("held times are nobody else's; a booked one is in the case", async () => {
  const mine = await to_summon();
  const other = await to_summon();
  const { offered } = await times(mine.id);
  const held = await hold(mine.id, offered.map(({ key }) => key));
  assert.equal(held.status, 200);
  assert.equal(held.value.held_until, "2026-09-07T07:15:00.000Z");
  assert.equal((await times(mine.id)).offered[0].held_until, held.value.held_until);
  assert.notEqual((await times(other.id)).offered[0].key, offered[0].key);
  const taken = await book(other.id, other.version, offered[0].key);
  assert.equal(taken.status, 409);
  assert.match(taken.value.type, /time_taken/);
  const after = await book(mine.id, mine.version, offered[0].key);
  assert.equal(after.status, 200);
  assert.deepEqual(after.value.booked, offered[0].meeting);
  assert.equal((await book(mine.id, mine.version, offered[1].key)).status, 409, "the case has moved on");
  const moved = await book(mine.id, after.value.version, offered[1].key);
  assert.deepEqual(moved.value.booked, offered[1].meeting);
  assert.equal((await times(other.id)).offered[0].key, offered[0].key, "free again");
});

test("holding none releases what was held", async () => {
  const { id } = await to_summon();
  const { offered } = await times(id);
  await hold(id, [offered[0].key]);
  assert.deepEqual((await hold(id, [])).value, {});
  assert.equal((await times(id)).offered[0].held_until, undefined);
});

test("what is malformed is refused with its place", async () => {
  const { id, version } = await to_summon();
  for (const [query, field] of [["from=tomorrow", "from"], ["not_before=25:00", "not_before"], ["not_before=9", "not_before"],
    ["not_before=12:00&not_after=11:00", "not_after"], ["minutes=5", "minutes"], ["interpreter=shouting", "interpreter"],
    ["without=medical,singing", "without"], ["count=0", "count"], ["colour=red", "colour"]]) {
    const answer = await caseworker.get(`/api/cases/${id}/times?${query}`);
    assert.equal(answer.status, 422, query);
    assert.ok(fault_of(answer, field), query);
  }
  assert.equal((await hold(id, ["no key"])).status, 400);
  assert.equal((await book(id, version, "no key")).status, 400);
  assert.ok(fault_of(await hold(id, [7]), "keys[0]"));
  assert.ok(fault_of(await caseworker.post(`/api/cases/${id}/times/book`, { key: "x" }), "version"));
  assert.ok(fault_of(await caseworker.post(`/api/cases/${id}/times/hold`, { keys: [], colour: "red" }), "colour"));
  assert.equal((await caseworker.get("/api/cases/none/times")).status, 404);
});

test("police and strangers find no times", async () => {
  const { id } = await to_summon();
  for (const [who, status] of [[police, 403], [stranger, 401]]) {
    assert.equal((await who.get(`/api/cases/${id}/times`)).status, status);
    assert.equal((await who.post(`/api/cases/${id}/times/hold`, { keys: [] })).status, status);
    assert.equal((await who.post(`/api/cases/${id}/times/book`, { version: 1, key: "x" })).status, status);
  }
});
