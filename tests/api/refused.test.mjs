// What may not come in: each row is refused with the field named, nothing is stored, and the server lives on.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { callers, fault_of } from "./client.mjs";
import { altered, day, message } from "./messages.mjs";
import { Program } from "./program.mjs";
import { stream_body } from "./stream.mjs";

let program, police, caseworker, contract, stored;
before(async () => {
  program = await Program.start();
  ({ police, caseworker, contract } = await callers(program));
  assert.equal((await police.post("/api/messages", message())).status, 201);
  await caseworker.at_rest((await caseworker.get("/api/cases")).value.cases[0].id);
});
after(() => program?.stop());

const state = async () => {
  const page = (await caseworker.get("/api/cases?include_closed=true")).value;
  return { total: page.total, versions: page.cases.map((row) => [row.id, row.version]) };
};
beforeEach(async () => (stored = await state()));
afterEach(async () => {
  assert.deepEqual(await state(), stored, "something was stored");
  assert.equal((await police.get("/healthz")).status, 200);
  assert.equal((await police.get("/readyz")).status, 200);
});

const tomorrow = day(new Date().toISOString(), 2);
// A change to a good message, the field that must be named, and what is wrong with it.
const rows = [
  [(m) => delete m.person, "person", "missing"],
  [(m) => delete m.person.name, "person.name", "missing"],
  [(m) => (m.person.name = null), "person.name", "missing"],
  [(m) => (m.person.name = ""), "person.name", "missing"],
  [(m) => (m.person.name = "   "), "person.name", "missing"],
  [(m) => (m.person.name = 7), "person.name", "wrong_type"],
  [(m) => (m.person.name = ["A"]), "person.name", "wrong_type"],
  [(m) => (m.person.name = "x".repeat(201)), "person.name", "out_of_range"],
  [(m) => (m.person.name = "a\u0000b"), "person.name", "bad_format"],
  [(m) => (m.person.name = "two\nlines"), "person.name", "bad_format"],
  [(m) => (m.person = "Kari"), "person", "wrong_type"],
  [(m) => (m.person = []), "person", "wrong_type"],
  [(m) => (m.person.identity_number = "13897248099"), "person.identity_number", "bad_checksum"],
  [(m) => (m.person.identity_number = "1389724809"), "person.identity_number", "bad_format"],
  [(m) => (m.person.identity_number = "99999999999"), "person.identity_number", "bad_format"],
  [(m) => (m.person.identity_number = 13897248098), "person.identity_number", "wrong_type"],
  [(m) => (m.person.identity_number = "1389724809８"), "person.identity_number", "bad_format"],
  [(m) => (m.person.birth_date = "1996-02-30"), "person.birth_date", "bad_format"],
  [(m) => (m.person.birth_date = "0096-05-17"), "person.birth_date", "bad_format"],
  [(m) => (m.person.birth_date = "17.05.1996"), "person.birth_date", "bad_format"],
  [(m) => (m.person.birth_date = tomorrow), "person.birth_date", "out_of_range"],
  [(m) => (m.person.postal_code = "19"), "person.postal_code", "bad_format"],
  [(m) => (m.person.phone = "<script>"), "person.phone", "bad_format"],
  [(m) => (m.person.language = "norsk"), "person.language", "bad_format"],
  [(m) => (m.person.nickname = "K"), "person.nickname", "unknown"],
  [(m) => (m.narrative = "He said…"), "narrative", "unknown"],
  [(m) => (m.basis.reaction = "prison"), "basis.reaction", "not_allowed"],
  [(m) => (m.basis.decided_on = tomorrow), "basis.decided_on", "out_of_range"],
  [(m) => (m.basis.decided_on = "1999-12-31"), "basis.decided_on", "out_of_range"],
  [(m) => (m.basis.decided_on = "9999-12-31"), "basis.decided_on", "bad_format"],
  [(m) => (m.basis.decided_on = "2026-13-01"), "basis.decided_on", "bad_format"],
  [(m) => (m.basis.decided_on = 20260101), "basis.decided_on", "wrong_type"],
  [(m) => (m.basis.final_on = "2001-01-01"), "basis.final_on", "out_of_range"],
  [(m) => (m.basis.own_use = "true"), "basis.own_use", "wrong_type"],
  [(m) => (m.conditions = {}), "conditions", "wrong_type"],
  [(m) => (m.conditions = [{ kind: "attendance", count: 0 }]), "conditions[0].count", "out_of_range"],
  [(m) => (m.conditions = [{ kind: "attendance", count: 1.5 }]), "conditions[0].count", "wrong_type"],
  [(m) => (m.conditions = [{ kind: "attendance", count: "1" }]), "conditions[0].count", "wrong_type"],
  [(m) => (m.conditions = [{ kind: "fine" }]), "conditions[0].kind", "not_allowed"],
  [(m) => (m.conditions = [null]), "conditions[0]", "wrong_type"],
  [(m) => (m.conditions = Array(11).fill({ kind: "attendance" })), "conditions", "out_of_range"],
  [(m) => (m.guardians = Array(5).fill({ name: "N" })), "guardians", "out_of_range"],
  [(m) => (m.guardians = [{}]), "guardians[0].name", "missing"],
  [(m) => delete m.contact_officer, "contact_officer", "missing"],
  [(m) => (m.contact_officer.email = "nobody"), "contact_officer.email", "bad_format"],
  [(m) => (m.municipality = "Oslo"), "municipality", "bad_format"],
  [(m) => (m.municipality = "9999"), "municipality", "not_allowed"],
  [(m) => (m.policy = "no-such-policy"), "policy", "not_allowed"],
  [(m) => (m.policy = "../../etc/passwd"), "policy", "bad_format"],
  [(m) => (m.message_id = "with space"), "message_id", "bad_format"],
  [(m) => (m.message_id = "x".repeat(101)), "message_id", "out_of_range"],
  [(m) => (m.sender = "ost-pd"), "sender", "not_allowed"],
  [(m) => (m.facts.person.age = 131), "facts.person.age", "out_of_range"],
  [(m) => (m.facts.person.age = -1), "facts.person.age", "out_of_range"],
  [(m) => (m.facts.person.addiction = "very"), "facts.person.addiction", "not_allowed"],
  [(m) => (m.facts.encounter.date = "1889-01-01"), "facts.encounter.date", "bad_format"],
  [(m) => (m.facts.encounter.substances[0].amount = "-1"), "facts.encounter.substances[0].amount", "out_of_range"],
  [(m) => (m.facts.encounter.substances[0].amount = 2.5), "facts.encounter.substances[0].amount", "wrong_type"],
  [(m) => (m.facts.encounter.substances[0].amount = "NaN"), "facts.encounter.substances[0].amount", "bad_format"],
  [(m) => (m.facts.encounter.substances[0].substance = "tea"), "facts.encounter.substances[0].substance", "not_allowed"],
  [(m) => (m.facts.encounter.colour = "red"), "facts.encounter.colour", "unknown"],
];

for (const [change, field, kind] of rows) {
  test(`${field} ${kind}: ${change.toString().slice(0, 70)}`, async () => {
    const answer = await police.post("/api/messages", altered(change));
    assert.equal(answer.status, 422, answer.bytes.toString());
    assert.equal(answer.value.type, "/problems/invalid_fields");
    assert.equal(fault_of(answer, field)?.kind, kind, answer.bytes.toString());
  });
}

test("all faults are told at once, and none repeats what was sent", async () => {
  const answer = await police.post(
    "/api/messages",
    altered((m) => {
      m.person.identity_number = "13897248099";
      m.person.birth_date = "hemmelig-dato";
      m.basis.reaction = "hemmelig-reaksjon";
      delete m.contact_officer;
    }),
  );
  assert.equal(answer.value.faults.length, 4);
  assert.ok(!/hemmelig|13897248099/.test(answer.bytes.toString()));
});

test("what the table breaks in shape, the document's schema refuses too", () => {
  const shape = new Set(["missing", "unknown", "wrong_type", "not_allowed", "bad_format"]);
  // Rules that a schema cannot say: what exists in the calendar, at this unit, in the library.
  const beyond = new Set(["municipality not_allowed", "policy not_allowed", "sender not_allowed"]);
  for (const [change, field, kind] of rows) {
    if (!shape.has(kind) || beyond.has(`${field} ${kind}`)) continue;
    if (/"(99999999999|0096-05-17|1996-02-30|9999-12-31|2026-13-01|1889-01-01)"|u0000/.test(change.toString())) continue;
    const faults = contract.faults_of(contract.component("Message"), altered(change));
    assert.notDeepEqual(faults, [], `${field} ${kind}`);
  }
});

const good = () => JSON.stringify(message());
const bodies = [
  ["nothing", "", 400],
  ["no JSON", "hello", 400],
  ["half a message", () => good().slice(0, 200), 400],
  ["text after the end", () => `${good()} {}`, 400],
  ["a comment", () => `${good()} // ok`, 400],
  ["a trailing comma", () => good().replace(/}$/, ",}"), 400],
  ["a duplicate key", () => good().replace("{", '{"sender":"oslo-pd",'), 400],
  ["a duplicate key, spelt otherwise", () => good().replace("{", '{"\\u0073ender":"oslo-pd",'), 400],
  ["a duplicate key far in", () => good().replace('"person":{', '"person":{"name":"A",'), 400],
  ["invalid UTF-8", () => Buffer.concat([Buffer.from('{"sender":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]), 400],
  ["overlong UTF-8", () => Buffer.concat([Buffer.from('{"sender":"'), Buffer.from([0xc0, 0xaf]), Buffer.from('"}')]), 400],
  ["a surrogate in UTF-8", () => Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"}')]), 400],
  ["half a surrogate pair", () => good().replace("Prøve", "\\ud800"), 400],
  ["a byte order mark", () => `\ufeff${good()}`, 400],
  ["10 000 levels", () => "[".repeat(10_000) + "]".repeat(10_000), 400],
  ["40 levels in a field", () => good().replace('"person":{', `"person":{"x":${"[".repeat(40)}${"]".repeat(40)},`), 400],
  ["a list", "[]", 422],
  ["a text", '"message"', 422],
  ["null", "null", 422],
  ["a number", "1e400", [400, 422]],
  ["a very large number", () => good().replace('"count":1', '"count":99999999999999999999'), [400, 422]],
];
for (const [what, body, status] of bodies) {
  test(`a body that is ${what}`, async () => {
    const answer = await police.post("/api/messages", typeof body === "function" ? body() : body);
    assert.ok([status].flat().includes(answer.status), `${answer.status}: ${answer.bytes}`);
    if (answer.status === 400) assert.equal(answer.value.type, "/problems/malformed");
  });
}

for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]) {
  test(`a body of type "${type}"`, async () => {
    for (const path of ["/api/messages", "/api/decisions", "/api/cases/x/actions"]) {
      const answer = await police.post(path, good(), { headers: { "content-type": type } });
      assert.equal(answer.status, 415);
    }
  });
}

test("bodies of 100 MB, with a length and without one", async () => {
  for (const path of ["/api/messages", "/api/decisions", "/api/cases/x/actions"]) {
    for (const chunked of [false, true]) {
      const answer = await stream_body(program.address, path, police.token, { chunked, bytes: 100 * 1024 * 1024 });
      assert.equal(answer.status, 413, `${path} chunked=${chunked}`);
      contract.hold("POST", path, answer.status, answer.media_type, answer.body);
    }
  }
  assert.ok(program.peak_memory() < 300 * 1024 * 1024, `memory peak ${program.peak_memory()}`);
});

test("just over the limit is refused, however it is sent", async () => {
  const body = good().padEnd(256 * 1024 + 1, " ");
  assert.equal((await police.post("/api/messages", body)).status, 413);
});

test("questions to a policy", async () => {
  const table = [
    [{}, "policy", "missing"],
    [{ policy: "rer-2022", question: "Reaction", facts: {} }, "question", "not_allowed"],
    [{ policy: 1, question: "Frister", facts: {} }, "policy", "wrong_type"],
    [{ policy: "rer-2022", question: "Frister" }, "facts", "missing"],
    [{ policy: "rer-2022", question: "Frister", facts: [] }, "facts", "wrong_type"],
    [{ policy: "rer-2022", question: "Frister", facts: { person: { age: "20" } } }, "facts.person.age", "wrong_type"],
    [{ policy: "rer-2022", question: "Frister", facts: {}, extra: 1 }, "extra", "unknown"],
    [[], "", "wrong_type"],
  ];
  for (const [body, field, kind] of table) {
    const answer = await police.post("/api/decisions", body);
    assert.equal(answer.status, 422, answer.bytes.toString());
    assert.equal(fault_of(answer, field)?.kind, kind, answer.bytes.toString());
  }
});

test("steps in a case", async () => {
  const [id, version] = stored.versions[0];
  const meeting = { start: "2027-01-04T10:00:00Z", place: "Here" };
  const table = [
    [{ action: "open" }, "version", "missing"],
    [{ version: "1", action: "open" }, "version", "wrong_type"],
    [{ version: -1, action: "open" }, "version", "out_of_range"],
    [{ version: 1.5, action: "open" }, "version", "wrong_type"],
    [{ version }, "action", "missing"],
    [{ version, action: "receive_message" }, "action", "not_allowed"],
    [{ version, action: "record_letter" }, "action", "not_allowed"],
    [{ version, action: "open", reason: "why" }, "reason", "unknown"],
    [{ version, action: "assess" }, "outcome", "missing"],
    [{ version, action: "assess", outcome: "yes" }, "outcome", "not_allowed"],
    [{ version, action: "book_meeting" }, "meeting", "missing"],
    [{ version, action: "book_meeting", meeting: "soon" }, "meeting", "wrong_type"],
    [{ version, action: "book_meeting", meeting: { ...meeting, start: "soon" } }, "meeting.start", "bad_format"],
    [{ version, action: "book_meeting", meeting: { ...meeting, start: "2027-02-30T10:00:00Z" } }, "meeting.start", "bad_format"],
    [{ version, action: "book_meeting", meeting: { ...meeting, start: "2027-01-04T10:00" } }, "meeting.start", "bad_format"],
    [{ version, action: "book_meeting", meeting: { ...meeting, minutes: 5 } }, "meeting.minutes", "out_of_range"],
    [{ version, action: "book_meeting", meeting: { ...meeting, minutes: "60" } }, "meeting.minutes", "wrong_type"],
    [{ version, action: "book_meeting", meeting: { ...meeting, place: "a\nb" } }, "meeting.place", "bad_format"],
    [{ version, action: "book_meeting", meeting: { ...meeting, team: [""] } }, "meeting.team[0]", "missing"],
    [{ version, action: "book_meeting", meeting: { ...meeting, team: [1] } }, "meeting.team[0]", "wrong_type"],
    [{ version, action: "book_meeting", meeting: { ...meeting, room: 4 } }, "meeting.room", "unknown"],
    [{ version, action: "summon", guardian: "maybe" }, "guardian", "not_allowed"],
    [{ version, action: "summon" }, "guardian", "missing"],
    [{ version, action: "make_outreach", channel: "pigeon", reached: true }, "channel", "not_allowed"],
    [{ version, action: "make_outreach", channel: "phone" }, "reached", "missing"],
    [{ version, action: "record_attendance", attendance: true }, "attendance", "wrong_type"],
    [{ version, action: "cancel_duty", reason: "tired" }, "reason", "not_allowed"],
    [{ version, action: "state_facts", facts: { person: { age: 200 } } }, "facts.person.age", "out_of_range"],
  ];
  for (const [body, field, kind] of table) {
    const answer = await caseworker.post(`/api/cases/${id}/actions`, body);
    assert.equal(answer.status, 422, `${JSON.stringify(body)}: ${answer.bytes}`);
    assert.equal(fault_of(answer, field)?.kind, kind, answer.bytes.toString());
    assert.notDeepEqual(contract.faults_of(contract.component("Action"), body), [], JSON.stringify(body));
  }
  const elsewhere = await caseworker.act(id, version, "send_feedback");
  assert.equal(elsewhere.status, 422);
  assert.equal(elsewhere.value.refusal.code, "not_at_this_stage");
  for (const wrong of [version + 1, 0, 2 ** 40]) {
    assert.equal((await caseworker.act(id, wrong, "open")).status, 409);
  }
  assert.equal((await caseworker.act("no-such-case", 1, "open")).status, 404);
});

test("query parameters", async () => {
  const table = [
    ["limit=0", "limit", "out_of_range"],
    ["limit=201", "limit", "out_of_range"],
    ["limit=ten", "limit", "wrong_type"],
    ["limit=-1", "limit", "wrong_type"],
    ["limit=1.0", "limit", "wrong_type"],
    ["limit=%201", "limit", "wrong_type"],
    ["limit=", "limit", "missing"],
    ["limit=1&limit=2", "limit", "out_of_range"],
    ["limit=99999999999999999999999", "limit", "out_of_range"],
    ["offset=1e3", "offset", "wrong_type"],
    ["worklist=everything", "worklist", "not_allowed"],
    ["worklist=", "worklist", "missing"],
    ["include_closed=1", "include_closed", "not_allowed"],
    ["search=%00", "search", "bad_format"],
    ["search=%FF", "search", "bad_format"],
    [`search=${"x".repeat(101)}`, "search", "out_of_range"],
    ["wroklist=inbox", "wroklist", "unknown"],
  ];
  for (const [query, field, kind] of table) {
    const answer = await caseworker.get(`/api/cases?${query}`);
    if (answer.status === 400) continue; // the server itself refuses some addresses before any route
    assert.equal(answer.status, 422, query);
    assert.equal(fault_of(answer, field)?.kind, kind, `${query}: ${answer.bytes}`);
  }
  assert.equal((await police.get("/api/messages?limit=ten")).status, 422);
  assert.equal((await police.get("/api/policies?limit=1")).status, 422);
  // What could be about a person is not repeated.
  const odd = await caseworker.get("/api/cases?Kari%20Nordmann=1");
  assert.ok(!odd.bytes.toString().includes("Kari"));
});

test("search takes any text literally", async () => {
  for (const text of ["%", "_", "'", '"', "' OR 1=1 --", "\\", "*", "Prøve\u0301", "😀", "NULL"]) {
    const answer = await caseworker.get(`/api/cases?search=${encodeURIComponent(text)}`);
    assert.equal(answer.status, 200);
    assert.equal(answer.value.total, 0, text);
  }
});

test("addresses of other shapes", async () => {
  assert.equal((await caseworker.ask("DELETE", "/api/cases")).status, 405);
  assert.equal((await caseworker.ask("PUT", "/api/messages", { body: {} })).status, 405);
  assert.equal((await caseworker.get("/api/cases/%2e%2e%2f%2e%2e%2fetc%2fpasswd")).status >= 400, true);
  assert.equal((await caseworker.get(`/api/cases/${"x".repeat(500)}`)).status, 404);
  assert.equal((await caseworker.get("/api/cases/'%20OR%20'1'='1")).status, 404);
});
