// json-rules-engine: one engine, asked again and again. Its facts cannot loop over a list, so for question A the two
// things the policy finds by looping over substances (something is over its threshold, something has none) are
// worked out beforehand and not measured; the rest of the chain is rules that add facts for later rules.
import jsonRulesEngine from 'json-rules-engine';

const { Engine } = jsonRulesEngine;

// Above the priorities of every rule of the last table.
const first = 1_000_000;

// Conditions in the order given, the first that fails ending it: without priorities all are evaluated at once.
const inOrder = (conditions) => conditions.map((condition, i) => ({ ...condition, priority: conditions.length - i }));

const words = (text) => JSON.parse(`[${text}]`);
const cellConditions = (fact, text) => (text === '-' ? [] : [{ fact, operator: 'in', value: words(text) }]);

// Rules of one table, whose answer later tables see as the fact `adds`. Those of the last table each have a priority
// of their own, so that they are tried in turn and the first that applies ends the run.
function addTable(engine, { rules }, facts, adds, { priority, last }) {
  for (const [number, { tests, outputs }] of rules.entries()) {
    const conditions = tests.flatMap((text, i) => cellConditions(facts[i], text));
    const answer = words(outputs.join(','));
    engine.addRule({
      priority: last ? rules.length - number : priority,
      conditions: { all: inOrder(conditions) },
      event: { type: adds, params: { answer } },
      onSuccess: (event, almanac) => (last ? engine.stop() : almanac.addRuntimeFact(adds, answer[0])),
    });
  }
}

function reactionEngine({ tables }) {
  const engine = new Engine();
  addTable(engine, tables.Reaksjon, ['salgshensikt', 'befatning', 'mengde'], 'reaksjon', { last: true });
  return engine;
}

function chainEngine({ tables }) {
  const engine = reactionEngine({ tables });
  addTable(engine, tables.Mengde, ['noe funnet', 'noe over', 'noe uten terskelverdi'], 'mengde', { priority: first });
  const has = (...acts) => acts.map((value) => ({ fact: 'handlinger', operator: 'contains', value }));
  const columns = [has('innehav', 'erverv'), has('bruk'), has('forsøk på erverv')];
  const none = (tests) => tests.map((test) => ({ ...test, operator: 'doesNotContain' }));
  for (const { tests, outputs } of tables.Befatning.rules) {
    const answer = words(outputs[0]);
    const conditions = tests.flatMap((text, i) => {
      if (text === '-') return [];
      return text === 'true' ? [{ any: columns[i] }] : [{ all: none(columns[i]) }];
    });
    engine.addRule({
      priority: first,
      conditions: { all: inOrder(conditions) },
      event: { type: 'befatning' },
      onSuccess: (event, almanac) => almanac.addRuntimeFact('befatning', answer[0]),
    });
  }
  return engine;
}

function tableEngine({ columns, rules }) {
  const engine = new Engine();
  for (const [number, { cells, answer }] of rules.entries()) {
    const conditions = cells.flatMap((cell, i) => {
      const fact = columns[i].name;
      if (cell === null) return [];
      if (cell.words) return [{ fact, operator: 'in', value: cell.words }];
      return [
        ...(cell.from === undefined ? [] : [{ fact, operator: 'greaterThanInclusive', value: cell.from }]),
        ...(cell.to === undefined ? [] : [{ fact, operator: 'lessThan', value: cell.to }]),
      ];
    });
    engine.addRule({
      priority: rules.length - number,
      conditions: { all: inOrder(conditions) },
      event: { type: 'svar', params: { answer } },
      onSuccess: () => engine.stop(),
    });
  }
  return engine;
}

// What the policy's loops find. Hundredths, so that sums are exact.
function substanceFacts(found, { rules }) {
  const thresholds = rules.map(({ tests, outputs }) => ({
    substances: words(tests[0]),
    units: tests[1] === '-' ? null : words(tests[1]),
    most: JSON.parse(outputs[0]),
  }));
  const ruleOf = ({ stoff, enhet }) =>
    thresholds.find(({ substances, units }) => substances.includes(stoff) && (units?.includes(enhet) ?? true));
  const judged = found.map((finding) => {
    const rule = ruleOf(finding);
    if (rule === undefined || rule.most === null) return 'none';
    const alike = found.filter((other) => ruleOf(other) === rule);
    return alike.reduce((sum, { mengde }) => sum + Math.round(mengde * 100), 0) > rule.most * 100 ? 'over' : 'within';
  });
  return {
    'noe funnet': found.length > 0,
    'noe over': judged.includes('over'),
    'noe uten terskelverdi': judged.includes('none'),
  };
}

export async function contenders({ policy, table, encounters, reactionFacts, tableFacts }) {
  const reaction = ({ events }) => events.find(({ type }) => type === 'reaksjon').params.answer;
  const questions = [
    {
      question: 'A',
      engine: chainEngine(policy),
      facts: encounters.map(({ Påtreff: { handlinger, stoffer, salgshensikt } }) =>
        ({ handlinger, salgshensikt, ...substanceFacts(stoffer, policy.tables.Terskelverdi) })),
      show: reaction,
    },
    {
      question: 'B',
      engine: reactionEngine(policy),
      facts: reactionFacts.map(({ Påtreff, Befatning, Mengde }) =>
        ({ salgshensikt: Påtreff.salgshensikt, befatning: Befatning, mengde: Mengde })),
      show: reaction,
    },
    {
      question: 'C',
      engine: tableEngine(table),
      facts: tableFacts,
      show: ({ events }) => events[0].params.answer,
    },
  ];
  return questions.map(({ question, engine, facts, show }) => ({
    contender: 'json_rules',
    question,
    facts,
    stretch: question === 'C' ? 1 : 20,
    run: async (some) => { for (const fact of some) await engine.run(fact); },
    answers: async (some) => {
      const all = [];
      for (const fact of some) all.push(show(await engine.run(fact)));
      return all;
    },
  }));
}
