// Latency of the worklist page and the worklist API over a filled data folder, beside that of /healthz in the same
// run, one request at a time and eight at a time.
//
//   build/bench/fill /tmp/filled 100000 && node bench/latency.mjs build/bench/moteplass /tmp/filled
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

const [program, data] = process.argv.slice(2);
if (!program || !data) {
  console.error("node bench/latency.mjs PROGRAM DATA");
  process.exit(2);
}

const server = spawn(program, ["serve", "--demo", "--data", data, "--listen", "127.0.0.1:0"], {
  stdio: ["ignore", "pipe", "ignore"],
});
const address = await new Promise((resolve, reject) => {
  createInterface({ input: server.stdout }).on("line", (line) => {
    if (line.startsWith("address ")) resolve(line.slice("address ".length));
  });
  server.on("exit", () => reject(new Error("the server did not start")));
});

async function logIn() {
  const form = await fetch(`${address}/log-in`);
  const cookie = form.headers.getSetCookie().map((one) => one.split(";")[0]).join("; ");
  const csrf = /name="csrf" value="([^"]+)"/.exec(await form.text())?.[1] ?? "";
  const answer = await fetch(`${address}/log-in`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrf, name: "saksbehandler", password: "demo" }),
  });
  const session = answer.headers.getSetCookie().map((one) => one.split(";")[0]).join("; ");
  if (!session) throw new Error("could not log in");
  return [cookie, session].filter(Boolean).join("; ");
}

const token = { authorization: "Bearer demo-token-caseworker" };
const cookie = await logIn();
const targets = [
  ["health", "/healthz", {}],
  ["API, first page", "/api/cases?limit=50", token],
  ["API, search", "/api/cases?search=Liksom%2099&limit=50", token],
  ["page, first", "/cases", { cookie }],
];

async function measure(path, headers, atOnce, requests) {
  const times = [];
  let left = requests;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left-- > 0) {
        const start = performance.now();
        const answer = await fetch(address + path, { headers, redirect: "manual" });
        await answer.arrayBuffer();
        if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
        times.push(performance.now() - start);
      }
    }),
  );
  times.sort((a, b) => a - b);
  return { median: times[times.length >> 1], p95: times[Math.floor(times.length * 0.95)] };
}

for (const atOnce of [1, 8]) {
  let health;
  for (const [name, path, headers] of targets) {
    await measure(path, headers, atOnce, 20);
    const { median, p95 } = await measure(path, headers, atOnce, 300);
    health ??= median;
    const ratio = (median / health).toFixed(1);
    console.log(`${atOnce} at once  ${name.padEnd(16)} median ${median.toFixed(2)} ms  p95 ${p95.toFixed(2)} ms  ${ratio} x health`);
  }
}
server.kill();
