// One of the other engines as a contender of bench/side_by_side: contender.mjs ENGINE FOLDER POLICY
//
// Takes the commands that bench/engine_bench.cpp describes. An engine's file exports `contenders(given)`: a list
// of { contender, question, facts, stretch, run, answers }; `run(facts)` decides over some facts and `answers(facts)`
// does the same and gives the answers as JSON. Either may be a promise. `stretch` is how many facts are handed over
// at once.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readPolicy } from './policy.mjs';

const [engine, folder, policyPath] = process.argv.slice(2);
const readJson = (name) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const { contenders } = await import(`./${engine}.mjs`);
const list = await contenders({
  policy: readPolicy(policyPath),
  table: readJson('table.json'),
  tableAsDmn: readPolicy(join(folder, 'table.dmn')),
  encounters: readJson('encounters.json'),
  reactionFacts: readJson('reaction_facts.json'),
  tableFacts: readJson('table_facts.json'),
});

// A slow engine answers as many as it can in this time, from the first fact on.
const longestCheck = 5_000;

function inStretches({ facts, stretch }) {
  const stretches = [];
  for (let i = 0; i < facts.length; i += stretch) stretches.push(facts.slice(i, i + stretch));
  return stretches;
}

async function allAnswers(contender) {
  const all = [];
  const start = performance.now();
  for (const some of inStretches(contender)) {
    all.push(...await contender.answers(some));
    if (performance.now() - start > longestCheck) break;
  }
  return all;
}

async function measure(contender, milliseconds) {
  const stretches = inStretches(contender);
  let evaluations = 0;
  const processor = process.cpuUsage();
  const start = performance.now();
  for (let i = 0; performance.now() - start < milliseconds; i = (i + 1) % stretches.length) {
    await contender.run(stretches[i]);
    evaluations += stretches[i].length;
  }
  const wall = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(processor);
  return { evaluations, processor: (user + system) / 1e6, wall };
}

for await (const line of createInterface({ input: process.stdin })) {
  const [command, name, question, milliseconds] = line.split(' ');
  const found = list.find((one) => one.contender === name && one.question === question);
  let reply;
  if (command === 'list') reply = list.map((one) => ({ contender: one.contender, question: one.question }));
  else if (command === 'answers') reply = await allAnswers(found);
  else if (command === 'measure') reply = await measure(found, Number(milliseconds));
  else throw new Error(`no such command: ${line}`);
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
