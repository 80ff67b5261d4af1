// The unit's figures by the API, and the overdue cases: every answer is held against the document.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { callers } from "./client.mjs";
import { Program } from "./program.mjs";

let program, police, caseworker;
before(async () => {
  program = await Program.start({ cases: true });
  ({ police, caseworker } = await callers(program));
});
after(() => program?.stop());

test("a year is given as tables in which no count of 1 to 4 stands", async () => {
  const newest = await caseworker.get("/api/statistics");
  assert.equal(newest.status, 200);
  const { years } = newest.value;
  assert.equal(newest.value.year, years[0]);
  assert.equal(years.length, 2);
  const { value } = await caseworker.get(`/api/statistics?year=${years[1]}`);
  assert.equal(value.least, 5);
  assert.equal(value.tables.length, 8);
  for (const table of value.tables) {
    const all = table.cells.find((cell) => cell.row === "all" && cell.column === "all");
    assert.equal(all.count, 160, table.rows);
    for (const { count } of table.cells) assert.ok(count === undefined || count === 0 || count >= 5);
  }
  assert.ok(value.stretches.find((one) => one.stretch === "offence_to_meeting").days.median > 0);
});

test("police are refused, and so are years that are none", async () => {
  assert.equal((await police.get("/api/statistics")).status, 403);
  assert.equal((await caseworker.get("/api/statistics?year=2001")).status, 404);
  assert.equal((await caseworker.get("/api/statistics?year=1")).status, 422);
  assert.equal((await caseworker.get("/api/statistics?colour=red")).status, 422);
});

test("overdue cases are those the worklists count as overdue", async () => {
  const { value } = await caseworker.get("/api/cases?overdue=true");
  const counted = value.worklists.reduce((sum, list) => sum + list.overdue, 0);
  assert.ok(counted > 0);
  assert.equal(value.total, counted);
  assert.equal(value.cases.length, counted);
});
