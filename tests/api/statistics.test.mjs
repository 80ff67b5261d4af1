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

test("help counts as help when it has started, and no count of 1 to 4 of it stands", async () => {
  const { years } = (await caseworker.get("/api/statistics")).value;
  const { value } = await caseworker.get(`/api/statistics?year=${years[1]}`);
  assert.deepEqual(value.referrals.map((table) => table.rows), ["service_kind", "declined_for"]);
  assert.deepEqual(value.feedback.map((table) => table.columns), [
    "feedback_listened", "feedback_safe", "feedback_useful", "feedback_understood_voluntary",
  ]);
  for (const table of [...value.referrals, ...value.feedback])
    for (const { count } of table.cells) assert.ok(count === undefined || count === 0 || count >= 5);
  const [kinds] = value.referrals;
  assert.ok(kinds.groups.some((group) => group.sent_to_started?.median > 0));
  for (const group of kinds.groups) {
    const started = kinds.cells.find((cell) => cell.row === group.value && cell.column === "started").count;
    if (group.sent_to_started) assert.ok(started >= 5, group.value);
  }
  for (const table of value.feedback) {
    const all = table.cells.find((cell) => cell.row === "all" && cell.column === "all");
    assert.equal(all.count, 80, table.columns);
  }
});

test("all units together stand by unit and municipality, and not by district", async () => {
  const { years } = (await caseworker.get("/api/statistics?units=all")).value;
  const { value } = await caseworker.get(`/api/statistics?units=all&year=${years.find((year) => year < years[0])}`);
  assert.equal(value.units.length, 4);
  const rows = value.tables.map((table) => table.rows);
  assert.ok(rows.includes("unit") && rows.includes("municipality"));
  assert.ok(!rows.includes("district"));
  const own = await caseworker.get(`/api/statistics?units=own&year=${value.year}`);
  const total = ({ tables }) => tables[0].cells.find((cell) => cell.row === "all" && cell.column === "all").count;
  assert.ok([600, undefined].includes(total(value)), "all, or hidden");
  assert.equal(total(own.value), 160);
  assert.ok(value.tables.some((table) => table.cells.some(({ count }) => count > 100)));
  // What is left of the neighbour when one's own is taken away is none, hidden, or at least five.
  for (const table of value.tables) {
    const mine = own.value.tables.find((other) => other.rows === table.rows);
    for (const cell of mine?.cells ?? []) {
      const sum = table.cells.find((other) => other.row === cell.row && other.column === cell.column);
      if (sum?.count === undefined || cell.count === undefined) continue;
      const others = sum.count - cell.count;
      assert.ok(others === 0 || others >= 5, `${table.rows} ${cell.row} ${cell.column}: ${others}`);
    }
  }
});

test("police are refused, and so are years that are none", async () => {
  assert.equal((await police.get("/api/statistics")).status, 403);
  assert.equal((await caseworker.get("/api/statistics?year=2001")).status, 404);
  assert.equal((await caseworker.get("/api/statistics?year=1")).status, 422);
  assert.equal((await caseworker.get("/api/statistics?colour=red")).status, 422);
  assert.equal((await caseworker.get("/api/statistics?units=some")).status, 422);
});

test("overdue cases are those the worklists count as overdue", async () => {
  const { value } = await caseworker.get("/api/cases?overdue=true");
  const counted = value.worklists.reduce((sum, list) => sum + list.overdue, 0);
  assert.ok(counted > 0);
  assert.equal(value.total, counted);
  assert.equal(value.cases.length, counted);
});
