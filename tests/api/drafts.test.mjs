// Changing policy models: copy, save, check, run the worked cases, download, and who may approve.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { callers, fault_of } from "./client.mjs";
import { Program } from "./program.mjs";

const shipped = readFileSync(new URL("../../policies/rer-2022/policy.dmn", import.meta.url), "utf8");

let program, police, caseworker;
before(async () => {
  program = await Program.start();
  ({ police, caseworker } = await callers(program));
});
after(() => program?.stop());

async function copied(title = "Et forsøk") {
  const answer = await caseworker.post("/api/drafts", { policy: "rer-2022", title });
  assert.equal(answer.status, 201, answer.bytes.toString());
  return answer.value;
}
const put = (draft, text, revision = draft.revision) =>
  caseworker.ask("PUT", `/api/drafts/${draft.id}`, { body: { revision, title: draft.title, text } });
const check = async (text) => (await caseworker.post("/api/policies/check", { text })).value;

test("a copy is the model in force, and any text may be saved", async () => {
  const draft = await copied();
  assert.equal(draft.revision, 1);
  assert.deepEqual(draft.authors, []);
  const look = await caseworker.get(`/api/drafts/${draft.id}`);
  assert.equal(look.value.text, shipped);
  assert.deepEqual(look.value.hindrances, ["unchanged", "one_author"]);
  const saved = await put(draft, "\tikke DMN\r\n");
  assert.equal(saved.status, 200);
  assert.equal(saved.value.revision, 2);
  const after_save = (await caseworker.get(`/api/drafts/${draft.id}`)).value;
  assert.equal(after_save.text, "\tikke DMN\n");
  assert.equal(after_save.check.is_policy, false);
  assert.equal((await put(draft, "another", 1)).status, 409);
  const listed = (await caseworker.get("/api/drafts")).value.drafts.find(({ id }) => id === draft.id);
  assert.deepEqual(listed, saved.value);
});

test("a file comes back as it was saved", async () => {
  const draft = await copied();
  await put(draft, shipped + "<!-- æøå -->");
  const file = await caseworker.get(`/api/drafts/${draft.id}/dmn`);
  assert.equal(file.headers.get("content-type"), "application/xml");
  assert.equal(file.headers.get("content-disposition"), 'attachment; filename="rer-2022-draft.dmn"');
  assert.equal(file.bytes.toString(), shipped + "<!-- æøå -->");
});

test("bad input is told of with place and reason", async () => {
  for (const text of ["", "not XML", "<html/>", "\u0000"]) {
    const { is_policy, remarks } = await check(text);
    assert.equal(is_policy, false);
    assert.ok(remarks.length > 0 && remarks[0].message !== "", JSON.stringify(text));
  }
  const without = await check(shipped.replace('name="Frister"', 'name="Fristene"'));
  assert.match(without.remarks.map(({ message }) => message).join("\n"), /decision Frister is missing/);
  const outside = shipped.replace('"vilkår om oppmøte"', '"vilkår om fremmøte"');
  const line = outside.slice(0, outside.indexOf('<decision id="reaksjon"')).split("\n").length;
  assert.equal((await check(outside)).remarks[0].line, line);
  const good = await check(shipped);
  assert.equal(good.is_policy && good.is_whole, true);
  const gap = shipped.replace(/(<decision id="reaksjon"[^]*?)<rule [^]*?<\/rule>/, "$1");
  const found = await check(gap);
  assert.deepEqual([found.is_policy, found.is_whole, found.remarks[0].kind], [true, false, "gap"]);
});

test("the worked cases under a draft, beside the text before", async () => {
  const draft = await copied();
  await put(draft, shipped.replace('versjon: "1.0"', 'versjon: "2.0"').replace("<text>1</text>", "<text>2</text>"));
  const run = (await caseworker.get(`/api/drafts/${draft.id}/cases`)).value;
  const changed = run.cases.filter((worked) => worked.changed);
  assert.ok(changed.length > 0);
  for (const worked of changed) {
    assert.deepEqual([worked.before.answer.meetings_required, worked.now.answer.meetings_required], [1, 2]);
  }
  const own = run.cases.filter((worked) => worked.policy === "rer-2022" && !worked.as_expected);
  assert.equal(run.changed_cases, own.length);
  const broken = await copied();
  await put(broken, "no model");
  const refused = await caseworker.get(`/api/drafts/${broken.id}/cases`);
  assert.equal(refused.status, 422);
  assert.equal(refused.value.type, "/problems/not_ready");
});

test("a draft is thrown away at the revision that was looked at", async () => {
  const draft = await copied();
  const remove = (query) => caseworker.ask("DELETE", `/api/drafts/${draft.id}${query}`);
  assert.ok(fault_of(await remove(""), "revision"));
  assert.equal((await remove("?revision=2")).status, 409);
  assert.equal((await remove("?revision=1")).status, 204);
  assert.equal((await caseworker.get(`/api/drafts/${draft.id}`)).status, 404);
});

test("only a leader approves, and police write nothing", async () => {
  const draft = await copied();
  const approval = { revision: 1, valid_from: "2099-01-01" };
  assert.equal((await caseworker.post(`/api/drafts/${draft.id}/approval`, approval)).status, 403);
  const forbidden = [
    ["GET", "/api/drafts"],
    ["POST", "/api/drafts", { policy: "rer-2022", title: "x" }],
    ["GET", `/api/drafts/${draft.id}`],
    ["PUT", `/api/drafts/${draft.id}`, { revision: 1, title: "x", text: "x" }],
    ["DELETE", `/api/drafts/${draft.id}?revision=1`],
    ["GET", `/api/drafts/${draft.id}/dmn`],
    ["GET", `/api/drafts/${draft.id}/cases`],
    ["POST", `/api/drafts/${draft.id}/approval`, approval],
    ["POST", "/api/policies/check", { text: "x" }],
    ["GET", "/api/policies/rer-2022/versions"],
    ["GET", "/api/policies/rer-2022/versions/1/dmn"],
  ];
  for (const [method, path, body] of forbidden) {
    assert.equal((await police.ask(method, path, { body })).status, 403, `${method} ${path}`);
  }
});

test("what the unit began with is its first version", async () => {
  const { versions } = (await caseworker.get("/api/policies/rer-2022/versions")).value;
  assert.equal(versions.length, 1);
  assert.equal(versions[0].number, 1);
  assert.equal(versions[0].approved_by, undefined);
  const file = await caseworker.get("/api/policies/rer-2022/versions/1/dmn");
  assert.equal(file.bytes.toString(), shipped);
  assert.equal((await caseworker.get("/api/policies/rer-2022/versions/2/dmn")).status, 404);
  assert.deepEqual((await caseworker.get("/api/policies/nou-2019-mindretall/versions")).value.versions, []);
});
