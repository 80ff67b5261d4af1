// `moteplass statistics`: a unit's figures go into a file, and several files are added up with small counts hidden,
// also from the units themselves.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Program, data_folder } from "./program.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const program = process.env.MOTEPLASS_BIN ?? join(root, "build/dev/moteplass");
const run = (...args) => spawnSync(program, ["statistics", ...args], { cwd: root, encoding: "utf8" });

let folder;
before(() => (folder = mkdtempSync(join(tmpdir(), "moteplass-figures-"))));
after(() => rmSync(folder, { recursive: true, force: true }));

const file = (name, value) => {
  const path = join(folder, name);
  writeFileSync(path, typeof value === "string" ? value : JSON.stringify(value));
  return path;
};
const figure = (property, value, measure, reading, cases) => ({ year: 2025, property, value, measure, reading, cases });
const unit = (name, municipality, attended) => ({
  format: "moteplass-figures-1",
  not_for_publication: true,
  unit: name,
  municipality,
  figures: Object.entries({
    all: "all", month: "03", age_band: "18-22", sex: "unknown", district: "unknown", municipality, sender: "oslo-pd",
    policy: "rer-2022", no_shows: "0",
  }).map(([property, value]) => figure(property, value, "outcome", "attended", attended)),
});

test("export prints the unit's figures, small ones among them, and marks them as not for publication", async () => {
  const data = data_folder();
  const served = await Program.start({ folder: data.folder, cases: true });
  await served.stop();
  const { status, stdout, stderr } = run("export", "--data", data.folder);
  assert.equal(status, 0, stderr);
  const value = JSON.parse(stdout);
  assert.equal(value.not_for_publication, true);
  assert.match(value.municipality, /^\d{4}$/);
  assert.ok(value.figures.some(({ cases }) => cases < 5));
  assert.ok(value.figures.some(({ measure }) => measure === "sent_to_started"));
  for (const secret of ["Per Påfunn", "Thea Tenkt"]) assert.ok(!stdout.includes(secret));
  const own = file("own.json", stdout);
  const sum = run("sum", own, file("other.json", unit("Dalen", "4601", 40)), "--year", "2025", "--csv");
  assert.equal(sum.status, 0, sum.stderr);
  assert.match(sum.stdout, /^unit,Dalen \(4601\),outcome,all,/m);
  for (const line of sum.stdout.trim().split("\r\n").slice(1)) {
    if (/,days_/.test(line)) continue;
    const count = line.split(",").at(-1);
    assert.ok(count === ":" || count === "0" || Number(count) >= 5, line);
  }
  data.remove();
});

test("a unit that takes its own away from the sum does not find the few of the other", () => {
  const few = run("sum", file("a.json", unit("Byen", "0301", 200)), file("b.json", unit("Dalen", "4601", 2)), "--csv");
  assert.equal(few.status, 0, few.stderr);
  assert.match(few.stdout, /^age_band,all,outcome,all,:\r$/m);
  const many = run("sum", file("a.json", unit("Byen", "0301", 200)), file("b.json", unit("Dalen", "4601", 20)), "--csv");
  assert.match(many.stdout, /^age_band,all,outcome,all,220\r$/m);
  assert.match(run("sum", join(folder, "a.json"), join(folder, "b.json")).stdout, /2 units, 2025\./);
});

test("what cannot be added up is refused in one line that names the file", () => {
  const good = file("good.json", unit("Byen", "0301", 20));
  const refused = (expected, ...args) => {
    const { status, stdout, stderr } = run("sum", ...args);
    assert.equal(status, 2, stderr);
    assert.equal(stdout, "");
    assert.equal(stderr.trim().split("\n").length, 1, stderr);
    assert.match(stderr, expected);
  };
  refused(/good\.json.*each unit counts once/, good, good);
  refused(/text\.json: not JSON/, good, file("text.json", "hei"));
  refused(/missing\.json/, join(folder, "missing.json"));
  refused(/wrong\.json.*format/, file("wrong.json", { ...unit("Dalen", "4601", 9), format: "x" }));
  const uneven = unit("Dalen", "4601", 9);
  uneven.figures[0].cases = 8;
  refused(/uneven\.json.*do not add up/, file("uneven.json", uneven));
  const partial = unit("Dalen", "4601", 9);
  partial.figures.pop();
  refused(/partial\.json.*no outcome figures by no_shows/, file("partial.json", partial));
  refused(/no figures of 2011/, good, "--year", "2011");
});
