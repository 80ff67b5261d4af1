// The OpenAPI document itself, and what the police may see by it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { callers } from "./client.mjs";
import { Program } from "./program.mjs";

let program, contract, stranger;
before(async () => {
  program = await Program.start({ cases: true });
  ({ contract, stranger } = await callers(program));
});
after(() => program?.stop());

function* every(value, path = "#") {
  if (value === null || typeof value !== "object") return;
  yield [path, value];
  for (const [key, member] of Object.entries(value)) yield* every(member, `${path}/${key}`);
}

test("every reference leads somewhere and every schema compiles", () => {
  const { document } = contract;
  assert.match(document.openapi, /^3\.1\./);
  const names = new Set(Object.keys(document.components.schemas));
  const used = new Set();
  for (const [path, value] of every(document)) {
    if (typeof value.$ref !== "string") continue;
    const name = value.$ref.replace("#/components/schemas/", "");
    assert.ok(names.has(name), `${path} refers to ${value.$ref}`);
    used.add(name);
  }
  assert.deepEqual([...names].filter((name) => !used.has(name)), [], "schemas that nothing uses");
  for (const name of names) contract.validator(contract.component(name));
});

test("every operation says who may ask, what it answers and why not", () => {
  const ids = new Set();
  for (const [path, operations] of Object.entries(contract.document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const what = `${method} ${path}`;
      assert.ok(operation.summary && operation.description, what);
      assert.ok(!ids.has(operation.operationId), what);
      ids.add(operation.operationId);
      assert.ok(Array.isArray(operation.security), what);
      const statuses = Object.keys(operation.responses);
      assert.ok(statuses.includes("default"), what);
      // A receiving service has no account: the token in the path is what lets it in, and 404 all it is told.
      const byToken = path.startsWith("/api/answers/");
      if (byToken) {
        assert.deepEqual(operation.security, [], what);
        assert.ok(statuses.includes("404") && !statuses.includes("401"), what);
      } else if (path.startsWith("/api/")) {
        assert.ok(statuses.includes("401"), what);
        assert.notEqual(operation.security.length, 0, what);
      }
      if (method === "post" && operation.requestBody) {
        for (const status of ["400", "413", "415", "422"]) assert.ok(statuses.includes(status), `${what} ${status}`);
      }
      for (const name of path.matchAll(/\{(\w+)\}/g)) {
        assert.ok(operation.parameters.some((one) => one.in === "path" && one.name === name[1]), what);
      }
    }
  }
});

test("every object is closed, but for what a policy file decides the shape of", () => {
  const open = [];
  for (const [path, value] of every(contract.document.components.schemas)) {
    if (value.type === "object" && value.additionalProperties !== false) open.push(path);
  }
  assert.deepEqual(open.sort(), [
    "#/BriefAnswer/properties/answer",
    // What was entered has the members of its action, whose schema stands there.
    "#/Case/properties/history/items/properties/entry",
    "#/PolicyAnswer/properties/answer",
    "#/Reason/properties/facts",
  ]);
});

test("the police see the decision and whether the duty was met, and there is room for nothing else", () => {
  const { schemas } = contract.document.components;
  assert.deepEqual(Object.keys(schemas.SentMessage.properties).sort(), [
    "case_number",
    "feedback",
    "feedback_at",
    "message_id",
    "number",
    "question",
    "reaction",
    "received_at",
  ]);
  assert.deepEqual(Object.keys(schemas.Feedback.properties).sort(), ["attempts", "case_number", "dates", "outcome"]);
  assert.deepEqual(schemas.Feedback.properties.outcome.enum, ["met", "not_met", "cancelled"]);
  assert.deepEqual(Object.keys(schemas.Receipt.properties).sort(), [
    "message_id",
    "number",
    "received_at",
    "repeated",
    "sender",
  ]);
});

test("health, readiness, and what a problem means", async () => {
  assert.deepEqual((await stranger.get("/healthz")).value, { status: "up" });
  assert.deepEqual((await stranger.get("/readyz")).value, { status: "ready" });
  const lost = await stranger.get("/api/no-such-place");
  assert.equal(lost.status, 404);
  const meaning = await stranger.get(lost.value.type);
  assert.equal(meaning.value.status, 404);
  assert.equal((await stranger.get("/problems/no_such_problem")).status, 404);
});
