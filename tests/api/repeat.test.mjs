// The same message twice is one message; receipts have no gaps.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { callers } from "./client.mjs";
import { altered, message } from "./messages.mjs";
import { Program } from "./program.mjs";

let program, police, other_police, caseworker;
before(async () => {
  program = await Program.start();
  ({ police, other_police, caseworker } = await callers(program));
});
after(() => program?.stop());

const cases = async () => (await caseworker.get("/api/cases?include_closed=true&limit=1")).value.total;

test("the same message again gets the same receipt", async () => {
  const sent = message();
  const first = await police.post("/api/messages", sent);
  assert.equal(first.status, 201);
  const before_repeat = await cases();
  // Spaced and ordered otherwise, it still says the same.
  const reordered = JSON.stringify(Object.fromEntries(Object.entries(sent).reverse()), null, 4);
  for (const body of [sent, reordered]) {
    const again = await police.post("/api/messages", body);
    assert.equal(again.status, 200);
    assert.deepEqual(again.value, { ...first.value, repeated: true });
  }
  assert.equal(await cases(), before_repeat);
});

test("the same id for another content is refused and changes nothing", async () => {
  const sent = message();
  const first = await police.post("/api/messages", sent);
  const before_conflict = await cases();
  const other = await police.post("/api/messages", { ...sent, case_number: "another" });
  assert.equal(other.status, 409);
  assert.equal(other.value.type, "/problems/message_conflict");
  assert.equal(await cases(), before_conflict);
  assert.equal((await police.get(`/api/messages/${sent.message_id}/receipt`)).value.number, first.value.number);
});

test("32 at once of one message make one case", async () => {
  const before_all = await cases();
  const sent = message();
  const answers = await Promise.all([...Array(32)].map(() => police.post("/api/messages", sent)));
  assert.deepEqual([...new Set(answers.map((answer) => answer.value.number))].length, 1);
  assert.equal(answers.filter((answer) => answer.status === 201).length, 1);
  assert.equal(answers.filter((answer) => answer.status === 200 && answer.value.repeated).length, 31);
  assert.equal(await cases(), before_all + 1);
});

test("32 at once of one id with two contents: one of them wins, whole", async () => {
  const before_all = await cases();
  const one = message();
  const other = altered((it) => (it.case_number = "the other"), { id: one.message_id });
  const answers = await Promise.all([...Array(32)].map((_, i) => police.post("/api/messages", i % 2 ? one : other)));
  assert.equal(answers.filter((answer) => answer.status === 201).length, 1);
  assert.equal(answers.filter((answer) => answer.status === 200).length, 15);
  assert.equal(answers.filter((answer) => answer.status === 409).length, 16);
  assert.equal(await cases(), before_all + 1);
});

test("receipts are 1, 2, 3, … for each sender, whatever comes between", async () => {
  await Promise.all(
    [...Array(60)].map((_, i) => {
      if (i % 5 === 0) return police.post("/api/messages", { ...message(), municipality: "x" });
      if (i % 3 === 0) return other_police.post("/api/messages", { ...message(), sender: "ost-pd" });
      return police.post("/api/messages", message());
    }),
  );
  for (const who of [police, other_police]) {
    const { messages } = (await who.get("/api/messages?limit=200")).value;
    const numbers = messages.map((one) => one.number).sort((a, b) => a - b);
    assert.deepEqual(numbers, [...Array(numbers.length)].map((_, i) => i + 1));
  }
});

test("a page of the list at a time", async () => {
  const all = (await police.get("/api/messages?limit=200")).value.messages;
  const paged = [];
  for (let offset = 0; offset < all.length; offset += 7) {
    paged.push(...(await police.get(`/api/messages?offset=${offset}&limit=7`)).value.messages);
  }
  assert.deepEqual(paged, all);
});

test("a receipt for a message that never came is not found", async () => {
  assert.equal((await police.get("/api/messages/never-sent/receipt")).status, 404);
});
