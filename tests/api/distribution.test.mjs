// Many made-up encounters under the models, by API and command line: the same question, the same numbers.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { callers, fault_of } from "./client.mjs";
import { Program, run } from "./program.mjs";

let program, police, caseworker;
before(async () => {
  program = await Program.start();
  ({ police, caseworker } = await callers(program));
});
after(() => program?.stop());

const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
const two = "policies=nou-2019-flertall,rer-2022";

test("every encounter is counted once by every model, and the same link counts the same", async () => {
  const answer = await caseworker.get("/api/distribution?seed=4&number=150");
  assert.equal(answer.status, 200);
  const { settings, models, assumptions } = answer.value;
  assert.deepEqual(settings, { seed: 4, number: 150, under_18: 32, addicted: 15, no_shows: 1 });
  const policies = (await police.get("/api/policies")).value.policies;
  assert.equal(models.length, policies.length);
  for (const model of models) {
    assert.equal(sum(Object.values(model.reactions)), 150, model.title);
    const { tests, ...told } = model.told;
    assert.equal(sum(Object.values(told)), model.meetings.called, model.title);
  }
  for (const { key, shares } of assumptions) assert.equal(sum(shares.map((share) => share.per_mille)), 1000, key);
  assert.deepEqual((await police.get("/api/distribution?seed=4&number=150")).value, answer.value);
  assert.notDeepEqual((await police.get("/api/distribution?seed=5&number=150")).value.models, models);
});

test("flows sum to the counts of both models", async () => {
  const { models } = (await caseworker.get(`/api/distribution?number=200&${two}`)).value;
  assert.equal(models.length, 2);
  const answer = await caseworker.get("/api/distribution/flows?number=200&from=nou-2019-flertall&to=rer-2022");
  assert.equal(answer.status, 200);
  for (const [side, model] of [["from", models[0]], ["to", models[1]]]) {
    const counted = Object.fromEntries(Object.keys(model.reactions).map((reaction) => [reaction, 0]));
    for (const flow of answer.value.flows) counted[flow[side]] += flow.count;
    assert.deepEqual(counted, model.reactions);
  }
  const same = await caseworker.get("/api/distribution/flows?number=200&from=rer-2022&to=rer-2022");
  assert.ok(same.value.flows.every(({ from, to }) => from === to));
});

test("what cannot be counted is named", async () => {
  const many = await caseworker.get("/api/distribution?number=10001&under_18=101");
  assert.equal(many.status, 422);
  assert.ok(fault_of(many, "number") && fault_of(many, "under_18"));
  assert.equal((await caseworker.get("/api/distribution?number=1&policies=no-such")).status, 422);
  const sides = await caseworker.get("/api/distribution/flows?number=1&from=rer-2022");
  assert.equal(sides.status, 422);
  assert.ok(fault_of(sides, "to"));
});

test("the command line counts as the API does", async () => {
  const words = ["distribution", "--seed", "9", "--number", "120", "--policies", "nou-2019-flertall,rer-2022"];
  const { value } = await caseworker.get(`/api/distribution?seed=9&number=120&${two}`);
  const json = await run(...words, "--json");
  assert.equal(json.status, 0);
  assert.deepEqual(JSON.parse(json.output), value);
  const csv = await run(...words, "--csv");
  const duty = value.models[0].reactions.duty_to_attend;
  assert.ok(csv.output.split("\r\n").includes(`reactions,nou-2019-flertall,duty_to_attend,${duty},`));
  assert.equal((await run(...words, "--no-shows", "0")).status, 2);
});
