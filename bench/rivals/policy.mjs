// The decision tables and expressions of a DMN file as plain data, texts as written:
//
//   { tables: { Mengde: { inputs: [text], outputs: [name], rules: [{ tests: [text], outputs: [text] }] } },
//     expressions: { Vurderinger: text } }
import { readFileSync } from 'node:fs';
import { XMLParser } from 'fast-xml-parser';

const repeated = ['decision', 'businessKnowledgeModel', 'input', 'output', 'rule', 'inputEntry', 'outputEntry'];
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  removeNSPrefix: true,
  isArray: (name) => repeated.includes(name),
});

const tableFrom = ({ input, output, rule }) => ({
  inputs: input.map(({ inputExpression }) => inputExpression.text),
  outputs: output.map(({ name }) => name ?? ''),
  rules: rule.map(({ inputEntry, outputEntry }) => ({
    tests: inputEntry.map(({ text }) => text),
    outputs: outputEntry.map(({ text }) => text),
  })),
});

export function readPolicy(path) {
  const { definitions } = parser.parse(readFileSync(path, 'utf8'));
  const read = { tables: {}, expressions: {} };
  for (const element of [...definitions.businessKnowledgeModel ?? [], ...definitions.decision]) {
    const logic = element.encapsulatedLogic ?? element;
    if (logic.decisionTable) read.tables[element.name] = tableFrom(logic.decisionTable);
    if (logic.literalExpression) read.expressions[element.name] = logic.literalExpression.text;
  }
  return read;
}
