// The power goes while messages pour in. Whatever was acknowledged is there afterwards with the same number;
// what was not acknowledged is there whole or not at all; the numbers have no gaps.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { callers } from "./client.mjs";
import { Random, message } from "./messages.mjs";
import { Program, data_folder, run } from "./program.mjs";

const least_rounds = 12;
const budget_ms = 50_000;

// Posts until the program is gone. `sent` holds every message ever begun: what it said and the receipt, once
// one has come.
async function pour(police, sent, poster, round, is_over) {
  for (let i = 0; !is_over(); ++i) {
    const id = `kill-${round}-${poster}-${i}`;
    const entry = { message: message({ id }), receipt: undefined };
    sent.set(id, entry);
    let answer;
    try {
      answer = await police.post("/api/messages", entry.message);
    } catch (fault) {
      if (fault.code === "ERR_ASSERTION") throw fault;
      return; // cut off: neither promised nor refused
    }
    if (answer.status === 503) continue;
    assert.equal(answer.status, 201, answer.bytes.toString());
    assert.equal(answer.value.repeated, false);
    entry.receipt = answer.value;
  }
}

async function in_turns(entries, workers, work) {
  const queue = [...entries];
  await Promise.all(
    [...Array(workers)].map(async () => {
      for (let entry = queue.pop(); entry !== undefined; entry = queue.pop()) await work(entry);
    }),
  );
}

// Receipts of all that is stored; every acknowledged message is among them with the number it was given.
async function check_stored(police, caseworker, sent) {
  const numbers = [];
  await in_turns(sent.values(), 24, async ({ message: one, receipt }) => {
    const found = await police.get(`/api/messages/${one.message_id}/receipt`);
    if (receipt === undefined && found.status === 404) return;
    assert.equal(found.status, 200, `${one.message_id} was acknowledged as ${receipt?.number} and is lost`);
    if (receipt !== undefined) assert.deepEqual(found.value, { ...receipt, repeated: true });
    numbers.push(found.value.number);
  });
  numbers.sort((a, b) => a - b);
  assert.deepEqual(numbers, [...Array(numbers.length)].map((_, i) => i + 1), "receipts without a gap");
  const page = await caseworker.get("/api/cases?include_closed=true&limit=1");
  assert.equal(page.value.total, numbers.length, "one case for each message stored");
  return numbers.length;
}

test("kill -9 under load loses nothing that was acknowledged", { timeout: 180_000 }, async () => {
  const random = new Random("kill");
  const { folder, remove } = data_folder();
  const sent = new Map();
  const end = Date.now() + budget_ms;
  let rounds = 0;
  try {
    for (; rounds < least_rounds || (rounds < 24 && Date.now() < end - 20_000); ++rounds) {
      const program = await Program.start({ folder });
      const { police, caseworker } = await callers(program);
      if (rounds % 4 === 3) await check_stored(police, caseworker, sent);
      let over = false;
      const posters = random.whole(16, 32);
      const pouring = [...Array(posters)].map((_, poster) => pour(police, sent, poster, rounds, () => over));
      await wait(random.whole(5, 700));
      await program.kill();
      over = true;
      await Promise.all(pouring);
      if (rounds % 4 === 1) {
        const verified = await run("verify", "--data", folder);
        assert.equal(verified.status, 0, verified.output);
      }
    }
    const program = await Program.start({ folder });
    const { police, caseworker } = await callers(program);
    const stored = await check_stored(police, caseworker, sent);
    // Sent again, what was acknowledged is known by its number, and what was not gets the next ones.
    const numbers = new Set();
    await in_turns(sent.values(), 24, async ({ message: one, receipt }) => {
      const again = await police.post("/api/messages", one);
      assert.ok(again.status === 200 || (again.status === 201 && receipt === undefined), again.bytes.toString());
      if (receipt !== undefined) assert.deepEqual(again.value, { ...receipt, repeated: true });
      numbers.add(again.value.number);
    });
    assert.equal(numbers.size, sent.size);
    assert.equal(Math.max(...numbers), sent.size);
    assert.equal(await program.stop(), 0);
    const verified = await run("verify", "--data", folder);
    assert.equal(verified.status, 0, verified.output);
    const acknowledged = [...sent.values()].filter((entry) => entry.receipt !== undefined).length;
    assert.ok(acknowledged > rounds, "hardly anything was sent");
    console.log(`kill: ${rounds} rounds, ${sent.size} begun, ${acknowledged} acknowledged, ${stored} stored`);
  } finally {
    remove();
  }
});
