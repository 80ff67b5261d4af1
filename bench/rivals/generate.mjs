// Writes what every contender is given, from one seed: generate.mjs FOLDER SEED FACTS
//
//   encounters.json  raw facts for question A, in the words of bench/majority_in_one_file.dmn
//   reaction_facts.json  facts for question B: what its last table looks at
//   table.json       question C: 1 000 rules over five columns, whose boxes cover everything and never overlap
//   table.dmn        the same as a UNIQUE decision table
//   table_facts.json facts for question C
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, seedText = '2019', countText = '4000'] = process.argv.slice(2);
const count = Number(countText);
mkdirSync(folder, { recursive: true });

// mulberry32: small, seeded, and the same on every machine.
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
const random = randomFrom(Number(seedText));
const whole = (least, most) => least + Math.floor(random() * (most - least + 1));
const one = (list) => list[whole(0, list.length - 1)];
const chance = (share) => random() < share;
function shuffle(list) {
  for (let i = list.length - 1; i > 0; --i) {
    const j = whole(0, i);
    [list[i], list[j]] = [list[j], list[i]];
  }
  return list;
}
const write = (name, text) => writeFileSync(join(folder, name), text);

// Question A. The usual unit and threshold of each substance; amounts in hundredths.
const substances = [
  ['heroin', 'gram', 500], ['kokain', 'gram', 500], ['amfetamin', 'gram', 500], ['metamfetamin', 'gram', 500],
  ['GHB', 'dl', 100], ['GBL', 'dl', 100], ['1,4-butandiol', 'dl', 100], ['LSD', 'stk', 300],
  ['rent LSD', 'gram', 100], ['MDMA', 'gram', 100], ['psilocybinsopp', 'gram', 5000], ['khat', 'gram', 200000],
  ['legemiddel', 'rusdoser', 2500], ['annet', 'gram', 100], ...Array(8).fill(['cannabis', 'gram', 1500]),
];
const units = ['gram', 'dl', 'stk', 'rusdoser'];

function amount(unit, threshold) {
  if (chance(0.1)) return threshold;
  const most = chance(0.75) ? threshold : 3 * threshold;
  return unit === 'stk' || unit === 'rusdoser' ? 100 * whole(1, Math.ceil(most / 100)) : whole(1, most);
}

function finding(earlier) {
  const again = earlier.length > 0 && chance(0.15) ? one(earlier).stoff : undefined;
  const [substance, usual, threshold] = substances.find(([name]) => name === again) ?? one(substances);
  const unit = chance(0.97) ? usual : one(units);
  return { stoff: substance, mengde: amount(unit, threshold) / 100, enhet: unit };
}

const påtreff = (handlinger, stoffer) => ({
  dato: `2026-${String(whole(1, 12)).padStart(2, '0')}-${String(whole(1, 28)).padStart(2, '0')}`,
  kommune: one(['Oslo', 'Bergen', 'Alta', 'Vågå']),
  'nær skole': chance(0.1),
  handlinger,
  stoffer,
  salgshensikt: chance(0.1),
  'andre lovbrudd': chance(0.2),
});

function encounter() {
  const acts = ['innehav', 'bruk', 'erverv', 'forsøk på erverv'].filter((_, i) => chance([0.6, 0.4, 0.2, 0.08][i]));
  if (acts.length === 0 && chance(0.9)) acts.push('innehav');
  const found = [];
  for (let left = one([0, 0, 1, 1, 1, 1, 1, 2, 2, 3, 4]); left > 0; --left) found.push(finding(found));
  return { Påtreff: påtreff(acts, found) };
}

write('encounters.json', JSON.stringify(Array.from({ length: count }, encounter)));

// Question B.
write('reaction_facts.json', JSON.stringify(Array.from({ length: count }, () => ({
  Påtreff: påtreff([], []),
  Befatning: one(['innehav eller erverv', 'bare bruk', 'bare forsøk på erverv', 'ingen']),
  Mengde: one(['ingen funn', 'innenfor', 'over', 'ingen terskelverdi']),
}))));

// Question C. One box is cut again and again, the largest one first, until there are as many as rules.
const ruleCount = 1000;
const columns = [
  { name: 'alder', cuts: [12, 15, 16, 18, 20, 23, 25, 30, 40, 50, 65], least: 0, most: 130 },
  { name: 'mengde', cuts: [25, 50, 75, 100, 150, 200, 250, 300, 400, 500, 600, 750, 1000, 1250, 1500, 1750, 2000, 2500,
    3000, 4000, 5000, 6000, 7500].map((hundredths) => hundredths / 100), least: 0, most: 100 },
  { name: 'stoff', words: ['heroin', 'kokain', 'amfetamin', 'GHB', 'LSD', 'MDMA', 'cannabis', 'khat'] },
  { name: 'handling', words: ['bruk', 'innehav', 'erverv', 'forsøk på erverv', 'tilvirkning', 'innførsel'] },
  { name: 'sted', words: ['hjemme', 'offentlig', 'skole', 'fengsel', 'utested'] },
];

// A side is the numbers of the classes it spans: between cuts, or of words.
const classesOf = ({ cuts, words }) => Array.from({ length: cuts ? cuts.length + 1 : words.length }, (_, i) => i);
const size = (box) => box.reduce((product, side) => product * side.length, 1);

function cutInTwo(box) {
  const index = one(box.flatMap((side, i) => (side.length > 1 ? [i] : [])));
  const side = box[index];
  const sorted = columns[index].cuts ? side : shuffle([...side]);
  const place = whole(1, side.length - 1);
  const part = (piece) => box.map((same, i) => (i === index ? [...piece].sort((a, b) => a - b) : same));
  return [part(sorted.slice(0, place)), part(sorted.slice(place))];
}

const boxes = [columns.map(classesOf)];
while (boxes.length < ruleCount) {
  let largest = 0;
  for (let i = 1; i < boxes.length; ++i) if (size(boxes[i]) > size(boxes[largest])) largest = i;
  boxes.push(...cutInTwo(boxes.splice(largest, 1)[0]));
}
shuffle(boxes);

// A cell: null where anything goes, { from, to } where either may be missing, or { words }.
function cell(side, column) {
  if (side.length === classesOf(column).length) return null;
  if (column.words) return { words: side.map((i) => column.words[i]) };
  const range = {};
  if (side[0] > 0) range.from = column.cuts[side[0] - 1];
  if (side.at(-1) < column.cuts.length) range.to = column.cuts[side.at(-1)];
  return range;
}
const rules = boxes.map((box, i) => ({
  cells: box.map((side, c) => cell(side, columns[c])),
  answer: `utfall ${String(i + 1).padStart(4, '0')}`,
}));
write('table.json', JSON.stringify({ columns, rules }));

const quoted = (word) => JSON.stringify(word);
function feel(test) {
  if (test === null) return '-';
  if (test.words) return test.words.map(quoted).join(', ');
  if (test.from === undefined) return `< ${test.to}`;
  if (test.to === undefined) return `>= ${test.from}`;
  return `[${test.from}..${test.to})`;
}
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const element = (tag, text) => `<${tag}><text>${escaped(text)}</text></${tag}>`;
const typeOf = ({ name, words }) => (words ? `t_${name}` : 'number');

write('table.dmn', `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="tabell" name="Tabell" namespace="urn:tabell">
${columns.filter(({ words }) => words).map((column) => `<itemDefinition id="${typeOf(column)}" name="${typeOf(column)}">
  <typeRef>string</typeRef>${element('allowedValues', column.words.map(quoted).join(', '))}
</itemDefinition>`).join('\n')}
${columns.map((column) => `<inputData id="inn_${column.name}" name="${column.name}">
  <variable name="${column.name}" typeRef="${typeOf(column)}"/>
</inputData>`).join('\n')}
<decision id="svar" name="Svar">
  <variable name="Svar" typeRef="string"/>
${columns.map(({ name }) => `  <informationRequirement><requiredInput href="#inn_${name}"/></informationRequirement>`).join('\n')}
  <decisionTable hitPolicy="UNIQUE">
${columns.map((column) => `    <input><inputExpression typeRef="${column.words ? 'string' : 'number'}"><text>${column.name}</text></inputExpression></input>`).join('\n')}
    <output typeRef="string"/>
${rules.map(({ cells, answer }) => `    <rule>${cells.map((test) => element('inputEntry', feel(test))).join('')}${element('outputEntry', quoted(answer))}</rule>`).join('\n')}
  </decisionTable>
</decision>
</definitions>
`);

function tableFacts() {
  const amountOf = chance(0.1) ? one(columns[1].cuts) : whole(0, chance(0.5) ? 1000 : 10000) / 100;
  return { alder: whole(10, 80), mengde: amountOf, ...Object.fromEntries(columns.slice(2).map(({ name, words }) => [name, one(words)])) };
}
write('table_facts.json', JSON.stringify(Array.from({ length: count }, tableFacts)));
