// SIGTERM under load: a request that was with the server before the signal is answered in full; one that comes
// later is answered in full or turned away, never cut in the middle; nothing that was acknowledged is lost.
import assert from "node:assert/strict";
import { connect } from "node:net";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { callers } from "./client.mjs";
import { Random, message } from "./messages.mjs";
import { Program, data_folder, run } from "./program.mjs";

// One request on a connection of its own. What came of it: "answered" in full, "refused" before it was let in,
// "cut" without a byte of answer, "cut in the middle". `sent_at`: when all of it was with the system.
function post_once(address, token, body, on_sent = () => {}) {
  const { hostname, port } = new URL(address);
  const bytes = Buffer.from(body);
  const head =
    `POST /api/messages HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAuthorization: Bearer ${token}\r\n` +
    `Content-Type: application/json\r\nContent-Length: ${bytes.length}\r\nConnection: close\r\n\r\n`;
  return new Promise((resolve) => {
    const parts = [];
    let sent_at;
    const done = (fault) => {
      const text = Buffer.concat(parts).toString();
      const end = text.indexOf("\r\n\r\n");
      const length = Number(/^content-length: *(\d+)/im.exec(text.slice(0, end))?.[1] ?? NaN);
      const rest = Buffer.byteLength(text.slice(end + 4));
      if (end > 0 && rest === length) {
        resolve({ came: "answered", status: Number(text.slice(9, 12)), value: JSON.parse(text.slice(end + 4)) });
      } else if (text === "" && sent_at === undefined && fault?.code === "ECONNREFUSED") {
        resolve({ came: "refused" });
      } else {
        resolve({ came: text === "" ? "cut" : "cut in the middle", sent_at, fault: fault?.code });
      }
    };
    const socket = connect(Number(port), hostname, () => {
      socket.write(head);
      socket.write(bytes, () => {
        sent_at = performance.now();
        on_sent();
      });
    });
    socket.setTimeout(40_000, () => socket.destroy(new Error("no answer")));
    socket.on("data", (part) => parts.push(part));
    let last;
    socket.on("error", (fault) => (last = fault));
    socket.on("close", () => done(last));
  });
}

test("SIGTERM under load answers everyone who was let in", { timeout: 120_000 }, async () => {
  const random = new Random("stop");
  const { folder, remove } = data_folder();
  const acknowledged = new Map();
  const came = { answered: 0, refused: 0, cut: 0, unavailable: 0 };
  try {
    for (let round = 0; round < 5; ++round) {
      const program = await Program.start({ folder });
      const token = program.tokens.get("oslo-pd");
      const pouring = [...Array(24)].map(async (_, poster) => {
        for (let i = 0; ; ++i) {
          const sent = message({ id: `stop-${round}-${poster}-${i}` });
          const result = await post_once(program.address, token, JSON.stringify(sent));
          if (result.came !== "answered") return result;
          assert.ok([201, 503].includes(result.status), `${result.status} ${JSON.stringify(result.value)}`);
          if (result.status === 201) acknowledged.set(sent.message_id, result.value.number);
          came[result.status === 201 ? "answered" : "unavailable"] += 1;
        }
      });
      await wait(random.whole(100, 900));
      const stopped_at = performance.now();
      assert.equal(await program.stop(), 0, program.log.slice(-5).join("\n"));
      for (const last of await Promise.all(pouring)) {
        assert.notEqual(last.came, "cut in the middle");
        assert.ok(last.came !== "cut" || !(last.sent_at < stopped_at), "a request sent before SIGTERM was cut");
        came[last.came] += 1;
      }
    }
    console.log(`stop: ${JSON.stringify(came)}`);
    assert.ok(came.answered > 100);

    const program = await Program.start({ folder });
    const { police } = await callers(program);
    for (const [id, number] of acknowledged) {
      const found = await police.get(`/api/messages/${id}/receipt`);
      assert.equal(found.value.number, number);
    }
    assert.equal(await program.stop(), 0);
    const verified = await run("verify", "--data", folder);
    assert.equal(verified.status, 0, verified.output);
  } finally {
    remove();
  }
});

test("a crowd that has asked when SIGTERM comes is answered to the last", { timeout: 60_000 }, async () => {
  const { folder, remove } = data_folder();
  try {
    const program = await Program.start({ folder });
    const token = program.tokens.get("oslo-pd");
    const crowd = 200;
    let sent = 0;
    let all_sent;
    const everyone_has_asked = new Promise((resolve) => (all_sent = resolve));
    const asking = [...Array(crowd)].map((_, i) =>
      post_once(program.address, token, JSON.stringify(message({ id: `crowd-${i}` })), () => {
        if (++sent === crowd) all_sent();
      }),
    );
    await everyone_has_asked;
    const stopping = program.stop();
    const results = await Promise.all(asking);
    assert.equal(await stopping, 0);
    for (const result of results) {
      assert.equal(result.came, "answered", JSON.stringify(result));
      assert.equal(result.status, 201);
    }
    const numbers = results.map((result) => result.value.number).sort((a, b) => a - b);
    assert.deepEqual(numbers, [...Array(crowd)].map((_, i) => i + 1));
  } finally {
    remove();
  }
});
