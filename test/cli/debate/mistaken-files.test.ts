import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { parseDecisionFile } from '../../../src/cli/debate/decision-file.ts';
import { checkForm } from '../../../src/cli/debate/decision-form.ts';
import { estimateDebate } from '../../../src/cli/debate/start-debate.ts';
import { useToken } from '../../../src/cli/server/credential.ts';
import { type FakeServer, fakeServer } from '../../infra/http/support/fake-server.ts';
import { API_TOKEN } from '../../support/credentials.ts';

let server: FakeServer;
beforeAll(async () => {
  server = await fakeServer();
  useToken(API_TOKEN);
});
afterAll(async () => {
  useToken(undefined);
  await server.stop();
});

const DECISION = {
  task: 'Where?',
  options: [
    { id: 'cookie', label: 'A cookie' },
    { id: 'token', label: 'A token' },
  ],
  criteria: [{ id: 'security', label: 'Security', question: 'Is it secure?' }],
  evidence: [
    {
      ...{ id: 'one', option: 'cookie', stance: 'for', criterion: 'security', strength: 0.5, reliability: 1 },
      ...{ source: { title: 'A book', document: 'A book' }, attacks: [], supports: [] },
    },
  ],
  agents: [
    { id: 'a', label: 'A', weights: { security: 1 }, stubbornness: 0, startsWith: ['one'] },
    { id: 'b', label: 'B', weights: { security: 0.5 } },
  ],
};

/** Values of all kinds, for each place of the file. */
const WRONG: readonly unknown[] = [
  null,
  '',
  'word',
  -1,
  1.5,
  true,
  [],
  [null],
  [[]],
  [3],
  {},
  { a: 1 },
  'x'.repeat(20_000),
];
const INTERNALS =
  /received|expected (string|number|object|array|type|non)|invalid (input|value|type)|invalid_|unrecognized|undefined|\[object|\$input|Input!|cannot represent|of type/i;

/** The paths of all values in the decision. */
function paths(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [...(path.length > 0 ? [path] : []), ...inner.flatMap(([key, item]) => paths(item, [...path, key]))];
}

function withValue(value: unknown, [first, ...rest]: readonly string[], wrong: unknown): unknown {
  if (first === undefined) return wrong;
  const copy = structuredClone(value) as Record<string, unknown>;
  const inner = withValue(copy[first], rest, wrong);
  if (inner === MISSING && !Array.isArray(copy)) delete copy[first];
  else copy[first] = inner === MISSING ? null : inner;
  return copy;
}

const MISSING = Symbol('missing');

/** The message of the command before it asks a server; empty if the form has no mistake. */
function formMessageFor(decision: unknown): Promise<string> {
  return checkForm(parseDecisionFile('a.yaml', stringify(decision))).then(
    () => '',
    (error: Error) => error.message,
  );
}

/** The message of the server about this file; empty if it has no mistake. */
function messageFor(decision: unknown): Promise<string> {
  const file = parseDecisionFile('a.yaml', stringify(decision));
  return estimateDebate(server.url, file, {}).then(
    () => '',
    (error: Error) => error.message,
  );
}

describe('no message about a decision file names internals of a validator, with a wrong value at', () => {
  it('no place', async () => {
    expect(await messageFor(DECISION)).toBe('');
  });

  it.each(paths(DECISION).map((path) => path.join('.')))('%s', async (path) => {
    for (const wrong of [MISSING, ...WRONG]) {
      const message = await messageFor(withValue(DECISION, path.split('.'), wrong));
      if (message !== '') expect(message).toMatch(/^(a\.yaml(:\d+:\d+)?|--agents): /);
      expect(message).not.toMatch(INTERNALS);
      const formMessage = await formMessageFor(withValue(DECISION, path.split('.'), wrong));
      expect(formMessage).not.toMatch(INTERNALS);
      // GraphQL takes a single value for a list of one.
      if (message === '') expect(formMessage).toMatch(/^$|Write a list here/);
    }
  });

  it('an unknown key', async () => {
    const message = await messageFor({ ...DECISION, colour: 'red' });
    expect(message).toMatch(/^a\.yaml:\d+:\d+: colour: This key is unknown here\./);
  });
});
