// SIGTERM under load: who has been let in is answered in full, who has not is turned away, and nothing that
// was acknowledged is lost.
import assert from "node:assert/strict";
import { connect } from "node:net";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { callers } from "./client.mjs";
import { Random, message } from "./messages.mjs";
import { Program, data_folder, run } from "./program.mjs";

// One request on a connection of its own. What came of it: "answered" in full, "refused" before it was let in,
// "cut" between.
function post_once(address, token, body) {
  const { hostname, port } = new URL(address);
  const bytes = Buffer.from(body);
  const head =
    `POST /api/messages HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAuthorization: Bearer ${token}\r\n` +
    `Content-Type: application/json\r\nContent-Length: ${bytes.length}\r\nConnection: close\r\n\r\n`;
  return new Promise((resolve) => {
    const parts = [];
    let is_sent = false;
    const done = (fault) => {
      const text = Buffer.concat(parts).toString();
      const end = text.indexOf("\r\n\r\n");
      const length = Number(/^content-length: *(\d+)/im.exec(text.slice(0, end))?.[1] ?? NaN);
      const rest = Buffer.byteLength(text.slice(end + 4));
      if (end > 0 && rest === length) {
        resolve({ came: "answered", status: Number(text.slice(9, 12)), value: JSON.parse(text.slice(end + 4)) });
      } else if (text === "" && !is_sent && fault?.code === "ECONNREFUSED") {
        resolve({ came: "refused" });
      } else {
        resolve({ came: text === "" ? "cut" : "cut in the middle", fault: fault?.code });
      }
    };
    const socket = connect(Number(port), hostname, () => {
      socket.write(head);
      socket.write(bytes, () => (is_sent = true));
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
      assert.equal(await program.stop(), 0, program.log.slice(-5).join("\n"));
      for (const last of await Promise.all(pouring)) {
        assert.notEqual(last.came, "cut in the middle");
        came[last.came] += 1;
      }
    }
    console.log(`stop: ${JSON.stringify(came)}`);
    assert.ok(came.answered > 100);
    // Between the last connection let in and the closing of the door the system itself may drop one that was
    // still waiting outside; more than that would be ours.
    assert.ok(came.cut <= 5, `${came.cut} requests were cut`);

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
