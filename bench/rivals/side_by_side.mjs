// Starts every contender, checks that all answer alike, measures them in turns and prints tables. Run by
// bench/side_by_side, which builds and installs what this needs.
//
// Each contender is a process of its own that stays, so that it is warm, idles while another is measured, and is
// kept to one processor core where the system can do that. Rates are by processor time of the whole process, and
// ratios are of rates of the same round, since machines are shared; of the rounds, the middle value counts.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    program: { type: 'string' },
    rounds: { type: 'string', default: '7' },
    turn: { type: 'string', default: '500' },
    seed: { type: 'string', default: '2019' },
    facts: { type: 'string', default: '4000' },
    core: { type: 'string', default: '0' },
  },
});

const here = dirname(fileURLToPath(import.meta.url));
const policy = join(here, '../majority_in_one_file.dmn');
const questions = {
  A: '`Reaksjon` from raw facts, the whole chain',
  B: 'The table `Reaksjon` alone: 9 rules, 3 columns',
  C: 'A generated table: 1 000 rules, 5 columns',
};
const titles = {
  by_hand: 'written by hand in C++',
  batch: 'Møteplass, compiled, a batch as columns',
  compiled: 'Møteplass, compiled, one at a time',
  evaluate: 'Møteplass, `evaluate`',
  evaluate_json: 'Møteplass, `evaluate`, JSON objects in and out',
  evaluate_with_unknowns: 'Møteplass, `evaluate_with_unknowns`',
  zen_loop: 'zen-engine, loop over a batch of 1 000',
  zen: 'zen-engine, 64 in flight',
  json_rules: 'json-rules-engine',
  feelin: 'feelin',
};

// The question's rates are compared with those of these three.
const yardsticks = ['zen', 'zen_loop', 'by_hand'];

const onOneCore = spawnSync('taskset', ['-c', options.core, 'true']).status === 0 ? ['taskset', '-c', options.core] : [];

function start(command) {
  const [program, ...rest] = [...onOneCore, ...command];
  const child = spawn(program, rest, { stdio: ['pipe', 'pipe', 'inherit'] });
  const waiting = [];
  let ended = false;
  const refuse = ({ reject }) => reject(new Error(`${command.join(' ')} ended without an answer`));
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift().resolve(JSON.parse(line)));
  child.stdin.on('error', () => {});  // it has ended, and says so below
  child.on('close', () => {
    ended = true;
    waiting.splice(0).forEach(refuse);
  });
  return {
    ask: (line) => new Promise((resolve, reject) => {
      if (ended) refuse({ reject });
      waiting.push({ resolve, reject });
      child.stdin.write(`${line}\n`);
    }),
    end: () => child.stdin.end(),
  };
}

const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

// Two digits that count, with spaces between thousands.
function short(value) {
  if (value < 0.01) return `1/${short(1 / value)}`;
  const rounded = Number(value.toPrecision(2));
  const text = rounded < 1000 ? String(rounded) : BigInt(Math.round(rounded)).toString();
  return text.includes('e') || text.includes('.') ? text : text.replace(/\B(?=(\d{3})+$)/g, ' ');
}

function differences(entry, expected, answers) {
  if (answers.length === 0) throw new Error(`${entry.contender} answered nothing to ${entry.question}`);
  answers.forEach((answer, i) => {
    if (JSON.stringify(answer) === JSON.stringify(expected[i])) return;
    throw new Error(`${entry.contender} answers fact ${i} of ${entry.question} with ${JSON.stringify(answer)}, `
      + `written by hand it is ${JSON.stringify(expected[i])}`);
  });
}

function tableOf(question, entries) {
  const rows = entries.filter((entry) => entry.question === question);
  const rates = Object.fromEntries(rows.map(({ contender, rounds }) => [contender, rounds]));
  const against = (entry, yardstick) => short(median(entry.rounds.map((rate, i) => rate / rates[yardstick][i])));
  const lines = rows
    .sort((a, b) => median(b.rounds) - median(a.rounds))
    .map((entry) => [
      titles[entry.contender] ?? entry.contender,
      ...yardsticks.map((yardstick) => against(entry, yardstick)),
      short(median(entry.rounds)),
      `±${Math.round((50 * (Math.max(...entry.rounds) - Math.min(...entry.rounds))) / median(entry.rounds))} %`,
      short(entry.checked),
    ]);
  const head = ['', ...yardsticks.map((name) => `× ${titles[name]}`), 'a second', 'spread', 'answers checked'];
  return [`### ${question}. ${questions[question]}`, '', head, head.map(() => '---'), ...lines]
    .map((line) => (Array.isArray(line) ? `| ${line.join(' | ')} |` : line))
    .join('\n');
}

const version = (name) => JSON.parse(readFileSync(join(here, 'node_modules', name, 'package.json'), 'utf8')).version;

async function run(folder) {
  const made = spawnSync(process.execPath, [join(here, 'generate.mjs'), folder, options.seed, options.facts], { stdio: 'inherit' });
  if (made.status !== 0) throw new Error('the facts could not be made');
  const rival = (engine) => start([process.execPath, join(here, 'contender.mjs'), engine, folder, policy]);
  const ours = start([options.program, folder, policy]);
  const children = [ours, rival('zen'), rival('json_rules'), rival('feelin')];

  const entries = [];
  for (const child of children) {
    for (const { contender, question } of await child.ask('list')) {
      const answers = await child.ask(`answers ${contender} ${question}`);
      const entry = { child, contender, question, checked: answers.length, rounds: [] };
      differences(entry, await ours.ask(`answers by_hand ${question}`), answers);
      entries.push(entry);
    }
  }
  for (let round = 0; round < Number(options.rounds); ++round) {
    for (let i = 0; i < entries.length; ++i) {
      const { child, contender, question, rounds } = entries[(i + round) % entries.length];
      const { evaluations, processor } = await child.ask(`measure ${contender} ${question} ${options.turn}`);
      rounds.push(evaluations / processor);
    }
    process.stderr.write(`round ${round + 1} of ${options.rounds}\n`);
  }
  for (const child of children) child.end();

  console.log(`Seed ${options.seed}, ${options.facts} facts for each question, ${options.rounds} rounds of ${options.turn} ms; `
    + `zen-engine ${version('@gorules/zen-engine')}, json-rules-engine ${version('json-rules-engine')}, `
    + `feelin ${version('feelin')}, Node ${process.versions.node}.\n`);
  console.log(Object.keys(questions).map((question) => tableOf(question, entries)).join('\n\n'));
}

const folder = mkdtempSync(join(tmpdir(), 'side-by-side-'));
try {
  await run(folder);
} finally {
  rmSync(folder, { recursive: true });
}
