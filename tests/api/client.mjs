// One caller. Every answer is held against the document before a test sees it.
import assert from "node:assert/strict";
import { Contract } from "./contract.mjs";

export class Client {
  constructor(program, contract, who) {
    this.program = program;
    this.contract = contract;
    this.token = who === undefined ? undefined : program.tokens.get(who);
    if (who !== undefined) assert.ok(this.token, `no token for ${who}`);
  }

  // `body` is sent as it is if it is a text or a Buffer, else as JSON.
  async ask(method, path, { body, headers = {}, signal } = {}) {
    const all = { ...headers };
    if (this.token !== undefined) all.authorization ??= `Bearer ${this.token}`;
    if (body !== undefined) {
      all["content-type"] ??= "application/json";
      if (typeof body !== "string" && !Buffer.isBuffer(body)) body = JSON.stringify(body);
    }
    const answer = await fetch(this.program.address + path, {
      method,
      headers: all,
      body,
      signal: signal ?? AbortSignal.timeout(30_000),
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const value = this.contract.hold(method, path, answer.status, answer.headers.get("content-type"), bytes);
    return { status: answer.status, headers: answer.headers, value, bytes };
  }
  get(path, options) {
    return this.ask("GET", path, options);
  }
  post(path, body, options) {
    return this.ask("POST", path, { ...options, body });
  }

  // Takes a step in a case as it stands now; the case after. A letter made in the background moves the case
  // on, so that a program must be ready to look again.
  async step(id, action, members = {}) {
    for (let tries = 1; ; ++tries) {
      const before = await this.get(`/api/cases/${id}`);
      assert.equal(before.status, 200);
      assert.ok(before.value.next_steps.includes(action), `${action} is not offered: ${before.value.next_steps}`);
      const after = await this.act(id, before.value.version, action, members);
      if (after.status === 409 && tries < 4) continue;
      assert.equal(after.status, 200, after.bytes.toString());
      return after.value;
    }
  }
  // The case once its first letter is made and nothing more happens to it by itself.
  async at_rest(id) {
    const look = () => this.get(`/api/cases/${id}`);
    return (await until(look, (answer) => answer.value.letters.length > 0, "the first letter")).value;
  }
  act(id, version, action, members = {}) {
    return this.post(`/api/cases/${id}/actions`, { version, action, ...members });
  }
}

// The callers every test needs, on one program.
export async function callers(program) {
  const contract = await Contract.of(program.address);
  const as = (who) => new Client(program, contract, who);
  return {
    contract,
    police: as("oslo-pd"),
    other_police: as("ost-pd"),
    caseworker: as("caseworker"),
    stranger: as(undefined),
  };
}

export function fault_of(answer, field) {
  return answer.value.faults?.find((fault) => fault.field === field);
}

// Asks until `done` says so.
export async function until(ask, done, what, seconds = 40) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (done(answer)) return answer;
    assert.ok(Date.now() < end, `${what}: not within ${seconds} s`);
    await new Promise((wake) => setTimeout(wake, 150));
  }
}
