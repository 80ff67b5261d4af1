// zen-engine in this process, each decision made once and asked again and again: with many evaluations in flight,
// and in the table's and the decision node's own loop over a batch, which crosses into the engine once for all.
//
// Its tables stop at the first rule that applies; the rules here never overlap.
import { ZenDecisionContent, ZenEngine } from '@gorules/zen-engine';

const inFlight = 64;
const batch = 1000;

const cellText = (text) => (text === '-' ? '' : text);

function graph(...nodes) {
  const all = [{ id: 'in', type: 'inputNode', name: 'in' }, ...nodes, { id: 'out', type: 'outputNode', name: 'out' }];
  const edges = all.slice(1).map((node, i) => ({ id: `edge ${i}`, type: 'edge', sourceId: all[i].id, targetId: node.id }));
  return { nodes: all, edges };
}

function table(id, inputs, outputs, rules, more = {}) {
  return {
    id,
    name: id,
    type: 'decisionTableNode',
    content: {
      hitPolicy: 'first',
      inputs: inputs.map((field, i) => ({ id: `i${i}`, name: field, field })),
      outputs: outputs.map((field, i) => ({ id: `o${i}`, name: field, field })),
      rules: rules.map(({ tests, outputs: results }, number) => ({
        _id: `rule ${number}`,
        ...Object.fromEntries(tests.map((text, i) => [`i${i}`, cellText(text)])),
        ...Object.fromEntries(results.map((text, i) => [`o${i}`, text])),
      })),
      ...more,
    },
  };
}

const expressions = (id, entries, more = {}) => ({
  id,
  name: id,
  type: 'expressionNode',
  content: { expressions: Object.entries(entries).map(([key, value]) => ({ id: key, key, value })), ...more },
});

const reactionOutputs = ['reaksjon', 'besluttes_av', 'hjemmel', 'antall'];
const reactionTable = (policy, more) =>
  table('Reaksjon', ['salgshensikt', 'befatning', 'mengde'], reactionOutputs, policy.tables.Reaksjon.rules, more);
const reactionAnswer = (result) => reactionOutputs.map((name) => result[name] ?? null);

function wholeChain({ tables }) {
  return graph(
    table('Terskelverdi', ['stoff', 'enhet'], ['terskel'], tables.Terskelverdi.rules,
      { executionMode: 'loop', inputField: 'stoffer', outputPath: 'stoffer', passThrough: true }),
    expressions('Gruppe', { gruppe: 'stoff in ["GHB", "GBL", "1,4-butandiol"] ? "GHB/GBL/1,4-BD" : stoff' },
      { executionMode: 'loop', inputField: 'stoffer', outputPath: 'stoffer', passThrough: true }),
    expressions('Vurderinger', {
      vurderinger: `map(stoffer as funn, funn.terskel == null ? "ingen terskelverdi" :
        sum(map(filter(stoffer as annet, annet.gruppe == funn.gruppe and annet.enhet == funn.enhet), #.mengde))
          > funn.terskel ? "over" : "innenfor")`,
    }, { passThrough: true }),
    table('Mengde', ['len(vurderinger) > 0', 'contains(vurderinger, "over")', 'contains(vurderinger, "ingen terskelverdi")'],
      ['mengde'], tables.Mengde.rules, { passThrough: true }),
    table('Befatning', ['contains(handlinger, "innehav") or contains(handlinger, "erverv")',
      'contains(handlinger, "bruk")', 'contains(handlinger, "forsøk på erverv")'],
      ['befatning'], tables.Befatning.rules, { passThrough: true }),
    reactionTable({ tables }),
  );
}

export async function contenders({ policy, tableAsDmn, encounters, reactionFacts, tableFacts }) {
  const generated = tableAsDmn.tables.Svar;
  const loop = { executionMode: 'loop', inputField: 'batch', outputPath: 'svar' };
  const generatedTable = (more) => table('Svar', generated.inputs, ['svar'], generated.rules, more);
  const contents = { chain: new ZenDecisionContent(wholeChain(policy)) };
  const engine = new ZenEngine({ loader: async (key) => contents[key] });
  const questions = [
    {
      question: 'A',
      facts: encounters.map(({ Påtreff: { handlinger, stoffer, salgshensikt } }) => ({ handlinger, stoffer, salgshensikt })),
      single: wholeChain(policy),
      looped: graph({ id: 'loop', name: 'loop', type: 'decisionNode', content: { key: 'chain', ...loop } }),
      show: reactionAnswer,
    },
    {
      question: 'B',
      facts: reactionFacts.map(({ Påtreff, Befatning, Mengde }) =>
        ({ salgshensikt: Påtreff.salgshensikt, befatning: Befatning, mengde: Mengde })),
      single: graph(reactionTable(policy)),
      looped: graph(reactionTable(policy, loop)),
      show: reactionAnswer,
    },
    {
      question: 'C',
      facts: tableFacts,
      single: graph(generatedTable()),
      looped: graph(generatedTable(loop)),
      show: ({ svar }) => svar,
    },
  ];
  return questions.flatMap(({ question, facts, single, looped, show }) => {
    const decision = engine.createDecision(single);
    const decisionLoop = engine.createDecision(looped);
    return [
      {
        contender: 'zen',
        question,
        facts,
        stretch: inFlight,
        run: (some) => Promise.all(some.map((fact) => decision.evaluate(fact))),
        answers: async (some) =>
          (await Promise.all(some.map((fact) => decision.evaluate(fact)))).map(({ result }) => show(result)),
      },
      {
        contender: 'zen_loop',
        question,
        facts,
        stretch: batch,
        run: (some) => decisionLoop.evaluate({ batch: some }),
        answers: async (some) => (await decisionLoop.evaluate({ batch: some })).result.svar.map(show),
      },
    ];
  });
}
