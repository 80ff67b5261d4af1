// feelin: FEEL as the policy writes it, by its interpreter. It knows no tables, so the smallest loop over rules is
// here: the first rule whose tests all pass (the rules never overlap), a dash is never asked, a column's expression
// is evaluated once and only where a test needs it, and outputs, being constants, are read beforehand. One expression
// is put differently: feelin's `!=` of two lists of unlike length is null, so their emptiness is asked by counting.
import { evaluate, unaryTest } from 'feelin';

const unlikeHere = { 'Påtreff.stoffer != []': 'count(Påtreff.stoffer) > 0' };

const valueOf = (text, facts) => evaluate(text, facts).value;

function prepared({ inputs: written, rules }) {
  const inputs = written.map((text) => unlikeHere[text] ?? text);
  const simple = rules.map(({ tests, outputs }) => ({ tests, outputs: outputs.map((text) => valueOf(text)) }));
  return (facts) => {
    const values = new Map();
    const value = (column) => {
      if (!values.has(column)) values.set(column, valueOf(inputs[column], facts));
      return values.get(column);
    };
    const rule = simple.find(({ tests }) =>
      tests.every((text, i) => text === '-' || unaryTest(text, { ...facts, '?': value(i) }).value === true));
    return rule?.outputs ?? null;
  };
}

export async function contenders({ policy, tableAsDmn, encounters, reactionFacts, tableFacts }) {
  const { tables, expressions } = policy;
  const [threshold, quantity, dealing, reaction] =
    ['Terskelverdi', 'Mengde', 'Befatning', 'Reaksjon'].map((name) => prepared(tables[name]));
  const functions = {
    Terskelverdi: (stoff, enhet) => threshold({ stoff, enhet })?.[0] ?? null,
    Gruppe: (stoff) => valueOf(expressions.Gruppe, { stoff }),
  };
  function chain({ Påtreff }) {
    const [Befatning] = dealing({ Påtreff });
    const Vurderinger = valueOf(expressions.Vurderinger, { Påtreff, ...functions });
    const [Mengde] = quantity({ Påtreff, Vurderinger });
    return reaction({ Påtreff, Befatning, Mengde });
  }
  const generated = prepared(tableAsDmn.tables.Svar);
  const one = (question, facts, stretch, decide) => ({
    contender: 'feelin',
    question,
    facts,
    stretch,
    run: (some) => { for (const fact of some) decide(fact); },
    answers: (some) => some.map(decide),
  });
  return [
    one('A', encounters, 4, chain),
    one('B', reactionFacts, 20, reaction),
    one('C', tableFacts, 1, (fact) => generated(fact)[0]),
  ];
}
