// The command line: what it prints, what it exits with, and the one line it says when something cannot be used.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const program = process.env.MOTEPLASS_BIN ?? join(root, "build/dev/moteplass");
const kit = process.env.MOTEPLASS_DMN_TCK ?? join(root, "..", "shared", "dmn-tck");

function run(args, input) {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: root, input, encoding: "utf8" });
  return { status, stdout, stderr };
}
const decide = (policy, facts, ...more) => run(["decide", "--policy", policy, ...more, "-"], JSON.stringify(facts));

test("every command explains itself", () => {
  for (const command of [[], ["serve"], ["policies"], ["decide"], ["compare"], ["dmn"], ["dmn", "tck"], ["dmn", "check"], ["dmn", "diff"], ["dmn", "explain"], ["verify"], ["rebuild"], ["statistics"], ["statistics", "export"], ["statistics", "sum"]]) {
    const { status, stdout } = run([...command, "--help"]);
    assert.equal(status, 0, command.join(" "));
    assert.match(stdout, /Usage:/, command.join(" "));
  }
});

test("policies lists each model with version, hash and validity", () => {
  const { status, stdout } = run(["policies"]);
  assert.equal(status, 0);
  assert.match(stdout, /^nou-2019-flertall +\S+ +[0-9a-f]{12} +not in force /m);
  assert.match(stdout, /^rer-2022 +\S+ +[0-9a-f]{12} +in force from 2022-07-01 /m);
});

test("the exit status tells decided, undecided and unusable apart", () => {
  const known = {
    encounter: {
      acts: ["possession"],
      intent_to_sell: false,
      substances: [{ substance: "cannabis", amount: "3.2", unit: "g" }],
    },
    person: { age: 19, addiction: "none" },
  };
  const decided = decide("rer-2022", known);
  assert.equal(decided.status, 0);
  assert.equal(JSON.parse(decided.stdout).answer.reaction, "condition_to_attend");

  const { addiction, ...person } = known.person;
  const undecided = decide("rer-2022", { ...known, person });
  assert.equal(undecided.status, 3);
  assert.deepEqual(JSON.parse(undecided.stdout).needs, ["person.addiction"]);

  const notStated = decide("rer-2022", { ...known, person: { age: 19, addiction: "problematic" } });
  assert.equal(notStated.status, 0);
  assert.equal(JSON.parse(notStated.stdout).status, "not_stated");
});

test("what cannot be used is refused in one line that names the field and says what would do", () => {
  const one = (facts, field, expected) => {
    const { status, stdout, stderr } = decide("rer-2022", facts);
    assert.equal(status, 2, stderr);
    assert.equal(stdout, "");
    assert.equal(stderr.trim().split("\n").length, 1, stderr);
    assert.ok(stderr.includes(field), `${stderr} should name ${field}`);
    assert.match(stderr, expected);
  };
  one({ person: { age: "nineteen" } }, "person.age", /expected a whole number/);
  one({ person: { age: 19, shoe_size: 44 } }, "person.shoe_size", /unknown/);
  one({ encounter: { date: "2026-02-30" } }, "encounter.date", /expected/);
  one({ encounter: { substances: [{ substance: "aspirin" }] } }, "encounter.substances[0].substance", /cannabis/);
  one({ encounter: { substances: [{ amount: 3.2 }] } }, "encounter.substances[0].amount", /expected/);
  one([], "", /expected/);
  for (const input of ["", "{", '{"a":1,"a":2}', "{} x"]) {
    const { status, stderr } = run(["decide", "--policy", "rer-2022", "-"], input);
    assert.equal(status, 2, input);
    assert.equal(stderr.trim().split("\n").length, 1, stderr);
  }
  assert.equal(decide("no-such-model", {}).status, 2);
  assert.match(decide("no-such-model", {}).stderr, /rer-2022/);
  assert.equal(decide("rer-2022", {}, "--question", "Hvorfor").status, 2);
  assert.equal(run(["decide", "--policy", "rer-2022", "no/such/file.json"]).status, 2);
  assert.equal(run(["decide"]).status, 2);
});

test("all seven questions are answered by both models", () => {
  const questions = ["Reaksjon", "Innkalling", "Uteblivelse", "Tilbakemelding", "Oppfølging", "Gjentakelse", "Frister"];
  for (const policy of ["nou-2019-flertall", "rer-2022"]) {
    for (const question of questions) {
      const { stdout } = decide(policy, {}, "--question", question);
      assert.equal(JSON.parse(stdout).question, question);
    }
  }
});

test("the outputs in docs/first-run.md are the program's own", () => {
  const text = readFileSync(join(root, "docs/first-run.md"), "utf8");
  const runs = [...text.matchAll(/### `moteplass (decide [^`]+)` \(exit status (\d)\)\n\n```json\n([^`]+)```/g)];
  assert.equal(runs.length, 4);
  for (const [, command, status, output] of runs) {
    const answer = run(command.split(" "));
    assert.equal(answer.status, Number(status), command);
    assert.deepEqual(JSON.parse(answer.stdout), JSON.parse(output), command);
  }
});

test("the compliance kit is run and every case of level 2 passes", () => {
  assert.ok(existsSync(kit), `the DMN compliance kit is missing: put it at ${kit} or set MOTEPLASS_DMN_TCK`);
  const folder = mkdtempSync(join(tmpdir(), "moteplass-tck-"));
  try {
    const csv = join(folder, "rows.csv");
    const { status, stdout } = run(["dmn", "tck", join(kit, "compliance-level-2"), "--csv", csv]);
    assert.equal(status, 0);
    const rows = readFileSync(csv, "utf8").trim().split("\n");
    assert.equal(stdout.trim().split("\n").at(-1), `${rows.length} passed, 0 failed`);
    assert.ok(rows.length >= 60);
    for (const row of rows) assert.match(row, /^"[^"]+","[^"]+","[^"]+","SUCCESS",""$/);
  } finally {
    rmSync(folder, { recursive: true });
  }
  assert.equal(run(["dmn", "tck", "no/such/folder"]).status, 2);
});

test("a demonstration is served on a loopback address only", () => {
  const folder = mkdtempSync(join(tmpdir(), "moteplass-public-"));
  try {
    const { status, stderr } = run(["serve", "--demo", "--listen", "0.0.0.0:0", "--data", folder]);
    assert.equal(status, 2);
    assert.match(stderr, /loopback/);
    assert.equal(run(["serve", "--listen", "here", "--data", folder]).status, 2);
    assert.match(run(["serve", "--data", folder, "--listen", "127.0.0.1:0"]).stderr, /unit\.toml: missing/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("dmn check says which combination no rule covers, and fails on it", () => {
  const file = "policies/rer-2022/policy.dmn";
  const { status, stdout } = run(["dmn", "check", file]);
  const found = JSON.parse(run(["dmn", "check", file, "--json"]).stdout);
  assert.equal(status, found.errors > 0 ? 1 : 0);
  assert.match(stdout, /^policies\/rer-2022\/policy\.dmn:\d+: Reaksjon \(\d+ rules, hit policy UNIQUE\)/m);
  assert.match(stdout, /^\d+ tables looked at: \d+ errors?, \d+ warnings?, \d+ remarks?$/m);
  assert.equal(found.findings.length, found.errors + found.warnings + found.information);
  for (const finding of found.findings) assert.ok(finding.decision && finding.message && finding.line > 0);
});

test("dmn diff shows where two models answer differently", () => {
  const [one, two] = ["policies/nou-2019-flertall/policy.dmn", "policies/rer-2022/policy.dmn"];
  const differing = run(["dmn", "diff", one, two, "--decision", "Tilbakemelding"]);
  assert.equal(differing.status, 1);
  assert.match(differing.stdout, /before: .*"møtt eller ikke møtt".*\n +after: +.*"bare uteblivelse"/);
  assert.equal(run(["dmn", "diff", one, one]).status, 0);
  const json = JSON.parse(run(["dmn", "diff", one, two, "--json"]).stdout);
  assert.ok(json.tables.some(({ kind, regions }) => kind === "different" && regions.length > 0));
});

test("dmn diff follows the facts where two models' tables cannot be laid side by side", () => {
  const [one, two] = ["policies/nou-2019-flertall/policy.dmn", "policies/rer-2022/policy.dmn"];
  const { status, stdout } = run(["dmn", "diff", one, two, "--decision", "Reaksjon", "--json"]);
  assert.equal(status, 1);
  const [followed] = JSON.parse(stdout).over_facts;
  assert.equal(followed.complete, true);
  const children = followed.regions.find(
    ({ facts, before }) => facts["Person.alder"] === "[0..15)" && before.reaksjon === "møteplikt",
  );
  assert.equal(children.after.reaksjon, "ingen reaksjon");
  // The example of each region is decided as it says, by either model.
  for (const region of followed.regions.slice(0, 5))
    for (const [model, answer] of [[one, region.before], [two, region.after]]) {
      const explained = run(["dmn", "explain", model, "Reaksjon", "-", "--json"], JSON.stringify(region.example));
      assert.deepEqual(JSON.parse(explained.stdout).answer, answer);
    }
});

const tenGrams = {
  Påtreff: {
    handlinger: ["innehav"],
    stoffer: [{ stoff: "cannabis", mengde: 10, enhet: "gram" }],
    salgshensikt: false,
  },
  Person: { alder: 20 },
};

test("dmn explain says which rules decided, and the smallest changes to another answer", () => {
  const file = "policies/nou-2019-flertall/policy.dmn";
  const { status, stdout } = run(["dmn", "explain", file, "Reaksjon", "-"], JSON.stringify(tenGrams));
  assert.equal(status, 0);
  assert.match(stdout, /^Reaksjon: \{reaksjon: "møteplikt"/);
  assert.match(stdout, /Reaksjon, rule 2: .*\n +Kilde: /);
  assert.match(stdout, /Påtreff\.stoffer\[1\]\.mengde > 15 instead of 10\n +\{reaksjon: "straffesak"/);
});

test("dmn explain shows what each missing fact would lead to, and two completions that differ", () => {
  const file = "policies/nou-2019-flertall/policy.dmn";
  const facts = structuredClone(tenGrams);
  facts.Påtreff.stoffer.push({ stoff: "cannabis", enhet: "gram" });
  const { status, stdout } = run(["dmn", "explain", file, "Reaksjon", "-", "--json"], JSON.stringify(facts));
  assert.equal(status, 3);
  const explained = JSON.parse(stdout);
  assert.deepEqual(explained.needs, ["Påtreff.stoffer[2].mengde"]);
  // Ten grams are there already, and fifteen in all are the threshold.
  assert.deepEqual(
    explained.waits_for[0].leads.map(({ values, answer }) => [values, answer.reaksjon]),
    [["[0..5]", "møteplikt"], ["> 5", "straffesak"]],
  );
  const [one, other] = explained.differing_completions;
  assert.notDeepEqual(one.answer, other.answer);
});

test("dmn check, diff and explain refuse what is no model", () => {
  for (const args of [
    ["check", "no-such-file.dmn"],
    ["check", "package.json"],
    ["diff", "policies/rer-2022/policy.dmn", "no-such-file.dmn"],
    ["diff", "policies/rer-2022/policy.dmn", "policies/rer-2022/policy.dmn", "--decision", "Ingenting"],
    ["explain", "policies/rer-2022/policy.dmn", "Ingenting", "policies/examples/hr-2022-731-a.json"],
    ["explain", "policies/rer-2022/policy.dmn", "Reaksjon", "no-such-file.json"],
  ]) {
    const { status, stdout, stderr } = run(["dmn", ...args]);
    assert.equal(status, 2, args.join(" "));
    assert.equal(stdout, "");
    assert.notEqual(stderr, "");
  }
});
