// Who may do what, and who may see what.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { callers } from "./client.mjs";
import { message } from "./messages.mjs";
import { Program } from "./program.mjs";

let program, police, other_police, caseworker, stranger, id, sent;
before(async () => {
  program = await Program.start();
  ({ police, other_police, caseworker, stranger } = await callers(program));
  sent = message();
  assert.equal((await police.post("/api/messages", sent)).status, 201);
  id = (await caseworker.get("/api/cases")).value.cases[0].id;
});
after(() => program?.stop());

const routes = (message_id, case_id) => [
  ["GET", "/api/messages"],
  ["GET", `/api/messages/${message_id}/receipt`],
  ["GET", `/api/messages/${message_id}/order-letter`],
  ["GET", "/api/policies"],
  ["GET", "/api/policies/rer-2022/versions"],
  ["GET", "/api/drafts"],
  ["POST", "/api/drafts", {}],
  ["POST", "/api/policies/check", {}],
  ["GET", "/api/distribution?number=1"],
  ["GET", "/api/distribution/flows"],
  ["GET", "/api/statistics"],
  ["GET", "/api/cases"],
  ["GET", `/api/cases/${case_id}`],
  ["GET", `/api/cases/${case_id}/feedback-preview`],
  ["GET", `/api/cases/${case_id}/letter-preview/order`],
  ["GET", `/api/cases/${case_id}/letters/${case_id}-order`],
  ["POST", "/api/messages", {}],
  ["POST", "/api/decisions", {}],
  ["GET", "/api/compare"],
  ["POST", "/api/compare", {}],
  ["POST", "/api/compare/flips", {}],
  ["POST", `/api/cases/${case_id}/actions`, {}],
];

test("without a token, nothing; and nothing is explained", async () => {
  for (const [method, path, body] of routes(sent.message_id, id)) {
    for (const headers of [{}, { authorization: "Bearer wrong" }, { authorization: "Basic eDp5" }, { authorization: "Bearer " }]) {
      const answer = await stranger.ask(method, path, { body, headers });
      assert.equal(answer.status, 401, `${method} ${path}`);
      assert.match(answer.headers.get("www-authenticate"), /^Bearer/);
      assert.equal(answer.value.faults, undefined);
    }
  }
});

test("a police system reads no case and takes no step in one", async () => {
  for (const [method, path] of routes(sent.message_id, id).filter(([, path]) => path.startsWith("/api/cases"))) {
    const body = method === "POST" ? { version: 1, action: "open" } : undefined;
    assert.equal((await police.ask(method, path, { body })).status, 403, path);
  }
  assert.equal((await caseworker.get(`/api/cases/${id}`)).value.stage, "received");
});

test("a caseworker sends no message and reads no police list", async () => {
  assert.equal((await caseworker.post("/api/messages", message())).status, 403);
  assert.equal((await caseworker.get("/api/messages")).status, 403);
  assert.equal((await caseworker.get(`/api/messages/${sent.message_id}/receipt`)).status, 403);
  assert.equal((await caseworker.get(`/api/messages/${sent.message_id}/order-letter`)).status, 403);
});

test("another sender's messages cannot be seen, and no one sends in another's name", async () => {
  assert.deepEqual((await other_police.get("/api/messages")).value.messages, []);
  assert.equal((await other_police.get(`/api/messages/${sent.message_id}/receipt`)).status, 404);
  assert.equal((await other_police.get(`/api/messages/${sent.message_id}/order-letter`)).status, 404);
  const forged = await other_police.post("/api/messages", message());
  assert.equal(forged.status, 422);
  assert.equal(forged.value.faults[0].field, "sender");
  // The same id from another sender is another message, with that sender's own numbers.
  const theirs = await other_police.post("/api/messages", { ...sent, sender: "ost-pd" });
  assert.equal(theirs.status, 201);
  assert.equal(theirs.value.number, 1);
  assert.equal((await police.get("/api/messages")).value.messages.length, 1);
});

test("what the police list shows of a message names no person", async () => {
  const answer = await police.get("/api/messages");
  const text = answer.bytes.toString();
  for (const secret of [sent.person.name, sent.person.identity_number, sent.person.street, id]) {
    assert.ok(!text.includes(secret));
  }
});

test("every look at a case is recorded", async () => {
  const before_looks = (await caseworker.get(`/api/cases/${id}`)).value.accesses.length;
  const looked = (await caseworker.get(`/api/cases/${id}`)).value.accesses;
  assert.equal(looked.length, before_looks + 1);
  assert.equal(looked[0].what, "case");
});
