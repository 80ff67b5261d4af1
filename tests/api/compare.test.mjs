// One case over all models: the same over the API, from a link and from the command line.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { callers } from "./client.mjs";
import { Program } from "./program.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const binary = process.env.MOTEPLASS_BIN ?? join(root, "build/dev/moteplass");
const facts = {
  encounter: {
    acts: ["possession"],
    intent_to_sell: false,
    substances: [{ substance: "cannabis", amount: "10", unit: "g" }],
  },
  person: { age: 25, addiction: "none" },
};
const two = ["nou-2019-flertall", "rer-2022"];

let program, police, caseworker, stranger;
before(async () => {
  program = await Program.start({});
  ({ police, caseworker, stranger } = await callers(program));
});
after(() => program?.stop());

const link = (query) => `/api/compare?${new URLSearchParams(query)}`;
const row = (comparison, question, member) =>
  comparison.rows.find((one) => one.question === question && one.member === member);
function command(args, input) {
  const { status, stdout, stderr } = spawnSync(binary, ["compare", ...args], { cwd: root, input, encoding: "utf8" });
  return { status, stdout, stderr };
}

test("one case is compared over the models named, and all where none is", async () => {
  const answer = await caseworker.post("/api/compare", { facts, policies: two });
  assert.equal(answer.status, 200, answer.bytes.toString());
  assert.deepEqual(answer.value.facts, facts);
  assert.deepEqual(answer.value.models.map((model) => model.policy.name), two);
  const reaction = answer.value.rows[0];
  assert.equal(reaction.member, "reaction");
  assert.deepEqual(reaction.cells.map((cell) => cell.value), ["duty_to_attend", "condition_to_attend"]);
  assert.equal(reaction.same, false);
  for (const [i, policy] of two.entries()) {
    const asked = await caseworker.post("/api/decisions", { policy, question: "Reaksjon", facts });
    assert.deepEqual(answer.value.models[i].questions.Reaksjon.because, asked.value.because);
    for (const [member, value] of Object.entries(asked.value.answer)) {
      const cell = row(answer.value, "Reaksjon", member).cells[i];
      assert.deepEqual(cell.state === "not_stated" ? "ikke angitt" : cell.value, value, member);
    }
  }

  const all = await police.post("/api/compare", { facts });
  const known = await police.get("/api/policies");
  assert.deepEqual(all.value.models.map((model) => model.policy.name), known.value.policies.map((one) => one.name));
  for (const one of all.value.rows) assert.equal(one.cells.length, all.value.models.length);
});

test("a link and the command line tell the same", async () => {
  const { value } = await caseworker.post("/api/compare", { facts, policies: two });
  const linked = await caseworker.get(link({ facts: JSON.stringify(facts), policies: two.join(",") }));
  assert.deepEqual(linked.value, value);
  const told = command(["--policies", two.join(","), "--json", "-"], JSON.stringify(facts));
  assert.deepEqual(JSON.parse(told.stdout), value);
  const nothing_known = await caseworker.get("/api/compare");
  assert.deepEqual(nothing_known.value.facts, {});
});

test("what is open names its facts, and what does not hang on them is said", async () => {
  const { intent_to_sell, ...encounter } = facts.encounter;
  const { value } = await caseworker.post("/api/compare", { facts: { ...facts, encounter }, policies: [two[0]] });
  const reaction = row(value, "Reaksjon", "reaction").cells[0];
  assert.equal(reaction.state, "undecided");
  assert.deepEqual(reaction.needs, ["encounter.intent_to_sell"]);
  assert.deepEqual(reaction.may_be.toSorted(), ["duty_to_attend", "investigation"]);
  assert.equal(row(value, "Reaksjon", "decided_by").cells[0].value, "politiet");
  assert.equal(value.models[0].questions.Reaksjon.status, "undecided");
});

test("flips say at what amount, age or unknown fact a part changes", async () => {
  const ask = { policy: two[0], question: "Reaksjon", member: "reaction", facts };
  const found = await caseworker.post("/api/compare/flips", ask);
  assert.equal(found.status, 200, found.bytes.toString());
  const amount = found.value.flips.find((flip) => flip.changes[0].path === "encounter.substances[0].amount");
  assert.equal(amount.changes[0].to, "> 15");
  assert.equal(amount.changes[0].from, "10");
  assert.equal(amount.changes[0].unit, "g");
  assert.equal(amount.value, "criminal_case");

  const { intent_to_sell, ...encounter } = facts.encounter;
  const open = await caseworker.post("/api/compare/flips", { ...ask, facts: { ...facts, encounter } });
  assert.deepEqual(open.value.flips.map((flip) => [flip.changes[0].from, flip.changes[0].example, flip.value]).toSorted(),
    [[null, false, "duty_to_attend"], [null, true, "investigation"]]);
});

test("what cannot be used is refused and says what would do", async () => {
  const faults = async (asked, status, ...fields) => {
    const answer = await asked;
    assert.equal(answer.status, status, answer.bytes.toString());
    for (const field of fields) assert.ok(answer.bytes.includes(field), `${answer.bytes} should name ${field}`);
  };
  await faults(caseworker.post("/api/compare", { facts, policies: [two[0], "no-such"] }), 422, "policies[1]", two[1]);
  await faults(caseworker.post("/api/compare", { facts, policies: [3] }), 422, "policies[0]");
  await faults(caseworker.post("/api/compare", {}), 422, "facts");
  await faults(caseworker.post("/api/compare", { facts: { person: { age: -1 } } }), 422, "facts.person.age");
  await faults(caseworker.get(link({ facts: '{"person":{"age":"x"}}' })), 422, "facts.person.age");
  await faults(caseworker.get(link({ facts: "{" })), 400, "facts");
  await faults(caseworker.get(link({ policies: "no-such" })), 422, "policies[0]");
  const ask = { policy: two[0], question: "Reaksjon", member: "reaction", facts };
  await faults(caseworker.post("/api/compare/flips", { ...ask, member: "team" }), 422, "member", "meetings_required");
  await faults(caseworker.post("/api/compare/flips", { ...ask, policy: "no-such" }), 422, "policy");
  await faults(caseworker.post("/api/compare/flips", { ...ask, question: "Hvorfor" }), 422, "question");
  await faults(stranger.get("/api/compare"), 401);
});

test("the command line tells it in blocks, and by its exit status", () => {
  const text = JSON.stringify(facts);
  const told = command(["--policies", two.join(","), "-"], text);
  assert.equal(told.status, told.stdout.includes("ikke avgjort") ? 3 : 0);
  assert.match(told.stdout, /^Reaksjon\n  reaksjon\n    møteplikt +nou-2019-flertall\n    vilkår om oppmøte +rer-2022$/m);
  assert.match(told.stdout, /ikke angitt/);
  for (const line of told.stdout.split("\n")) assert.ok([...line].length <= 100, line);
  const open = command(["--policies", two.join(","), "-"], "{}");
  assert.equal(open.status, 3);
  assert.match(open.stdout, /ikke avgjort, trenger [^\n]*encounter\.acts/);
  const unknown = command(["--policies", "rer-2022,no-such", "-"], text);
  assert.equal(unknown.status, 2);
  assert.match(unknown.stderr, /policies\[1\].*rer-2022/);
  assert.equal(command(["-"], "{").status, 2);
  assert.equal(command(["no/such/file.json"]).status, 2);
});
