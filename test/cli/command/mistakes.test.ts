import { describe, expect, it } from 'vitest';
import { failureOf, fromUserError, fromVariableError, type Mistake } from '../../../src/cli/command/mistakes.ts';
import { parseDecisionFile } from '../../../src/cli/debate/decision-file.ts';
import { describeAll } from '../../../src/cli/debate/start-debate.ts';

const FILE = parseDecisionFile(
  'a.yaml',
  `task: Where?
options:
  - {id: cookie, label: A cookie}
evidence:
  - id: revocation
    strength: 7
    attacks: [lookup]
    foo_bar: 1
  - id: lookup
    source:
agents:
  - id: sec
    starts_with: [lookup]
    weights: { security: 1, effort: 2 }
`,
);

const fromUser = (path: string, message: string) =>
  describeAll(FILE, [
    fromUserError({ field: path.split('.'), message: `${path.replace('decision.', '')}: ${message}` }),
  ]);

const fromGraphql = (problem: string) => {
  const message = `Variable "$input" got invalid value ${problem}`;
  return describeAll(FILE, [fromVariableError({ message }) as Mistake]);
};

describe('a mistake that the server reports', () => {
  it.each([
    ['decision.evidence.0.strength', 'a.yaml:6:15: evidence.revocation.strength: Fix it.'],
    ['decision.evidence.1', 'a.yaml:9:5: evidence.lookup: Fix it.'],
    ['decision.evidence.1.source.title', 'a.yaml:10:5: evidence.lookup.source.title: Fix it.'],
    ['decision.evidence.0.source', 'a.yaml:5:5: evidence.revocation.source: Fix it.'],
    ['decision.evidence.0.attacks.0', 'a.yaml:7:15: evidence.revocation.attacks.0: Fix it.'],
    ['decision.agents.0.startsWith.0', 'a.yaml:13:19: agents.sec.starts_with.0: Fix it.'],
    ['decision.agents.0.weights.effort', 'a.yaml:14:37: agents.sec.weights.effort: Fix it.'],
    ['decision.agents.0.weights.1.criterion', 'a.yaml:14:37: agents.sec.weights.effort: Fix it.'],
    ['decision.criteria', 'a.yaml:1:1: criteria: Fix it.'],
    ['maxRounds', '--rounds: Fix it.'],
    ['agents', '--agents: Fix it.'],
  ])('at %s is shown with its place', (path, line) => {
    expect(fromUser(path, 'Fix it.')).toEqual([line]);
  });

  it('at a weight is shown with its place where criteria are called by numbers too', () => {
    const file = parseDecisionFile('a.yaml', 'agents:\n- id: sec\n  weights: { cost: 1, 10: 1, 2: 1 }\n');
    const at = ['decision', 'agents', '0', 'weights', '1', 'criterion'];
    expect(describeAll(file, [{ path: at, message: 'No.' }])).toEqual(['a.yaml:3:27: agents.sec.weights.10: No.']);
  });

  it('is shown in the order of the file', () => {
    const at = (path: string[]): Mistake => ({ path: ['decision', ...path], message: 'No.' });
    const lines = describeAll(FILE, [at(['agents', '0']), at(['task']), { path: ['paceMs'], message: 'No.' }]);
    expect(lines).toEqual(['--pace: No.', 'a.yaml:1:7: task: No.', 'a.yaml:12:5: agents.sec: No.']);
  });
});

describe('a value that does not fit the schema', () => {
  it.each([
    [
      'at "input.decision.evidence[0]"; Field "source" of required type "EvidenceSourceInput!" was not provided.',
      'a.yaml:5:5: evidence.revocation.source: This is missing.',
    ],
    [
      'at "input.decision.evidence[0]"; Field "fooBar" is not defined by type "EvidenceInput". Did you mean "url"?',
      'a.yaml:8:14: evidence.revocation.foo_bar: This key is unknown here. Did you mean "url"?',
    ],
    [
      'at "input.decision.evidence[0].stance"; It is no value of "Stance". Did you mean "FOR"?',
      'a.yaml:5:5: evidence.revocation.stance: Write `for` or `against`.',
    ],
    [
      'at "input.decision.agents[0].weights[1].weight"; Float cannot represent non numeric value.',
      'a.yaml:14:37: agents.sec.weights.effort: Write a number here.',
    ],
    [
      'at "input.decision.task"; String cannot represent a non string value.',
      'a.yaml:1:7: task: Write text here; put quotes around it.',
    ],
    [
      'at "input.decision.evidence[1].source"; Expected non-nullable type "EvidenceSourceInput!" not to be null.',
      'a.yaml:10:5: evidence.lookup.source: Write a value here.',
    ],
    [
      'at "input.decision.evidence[0].id"; A new sort of problem.',
      'a.yaml:5:9: evidence.revocation.id: A new sort of problem.',
    ],
  ])('%s', (problem, line) => {
    expect(fromGraphql(problem)).toEqual([line]);
  });

  it('is not found in another error', () => {
    expect(fromVariableError({ message: 'Something went wrong inside the server.' })).toBeUndefined();
  });
});

describe('the failure of a mutation', () => {
  const userErrors = ['a: wrong.', 'b: wrong.'].map((message) => ({ message }));

  it('has a line for each mistake', () => {
    expect(failureOf({ userErrors, userErrorsOmitted: 0 }).message).toBe('a: wrong.\nb: wrong.');
  });

  it.each([
    [1, '… and 1 more mistake'],
    [7, '… and 7 more mistakes'],
  ])('says once that there are %d more', (userErrorsOmitted, line) => {
    const last = { message: `There are ${userErrorsOmitted} more mistakes. Correct these first.` };
    expect(failureOf({ userErrors: [...userErrors, last], userErrorsOmitted }).message).toBe(
      `a: wrong.\nb: wrong.\n${line}`,
    );
  });
});
