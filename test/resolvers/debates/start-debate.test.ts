import { describe, expect, it } from 'vitest';
import { type DecisionInput, StartDebateDocument, type StartDebateInput } from '../../../src/cli/generated/graphql.ts';
import { aDecisionInput, anEvidenceInput, aStartInput } from '../support/inputs.ts';
import { codesOf, type TestApi, testApi } from '../support/test-api.ts';

async function start(api: TestApi, input: StartDebateInput) {
  return (await api.execute(StartDebateDocument, { input })).data?.startDebate;
}

/** `CODE path.of.the.field` of every user error. */
async function userErrors(input: StartDebateInput): Promise<readonly string[] | undefined> {
  const payload = await start(await testApi(), input);
  expect(payload?.debate).toBeNull();
  expect(payload?.userErrors.every(({ message }) => message.length > 10)).toBe(true);
  return payload?.userErrors.map(({ code, field }) => `${code} ${field.join('.')}`);
}

function agents(count: number): NonNullable<DecisionInput['agents']> {
  return Array.from({ length: count }, (_, at) => ({ id: `a${at}`, label: `Agent ${at}`, weights: [] }));
}

const aCriterion = { id: 'cost', label: 'Cost', question: 'What does it cost?' };

describe('startDebate', () => {
  it('returns the waiting debate without user errors', async () => {
    const api = await testApi();
    expect(await api.execute(StartDebateDocument, { input: aStartInput() })).toEqual({
      data: {
        startDebate: {
          debate: {
            id: 'dbt_0001',
            task: 'Which one?',
            status: 'PENDING',
            participants: ['ann', 'bob', 'cy'].map((key) => ({ key, label: key.toUpperCase() })),
            protocol: { mode: 'DELIBERATE' },
          },
          userErrors: [],
          userErrorsOmitted: 0,
        },
      },
    });
    expect(api.world.woken).toEqual(['dbt_0001']);
  });

  it('treats null fields as omitted', async () => {
    const api = await testApi();
    const decision = aDecisionInput({
      kind: null,
      groundTruth: null,
      evidence: [anEvidenceInput({ attacks: null, supports: null, reliability: null })],
      agents: agents(2).map((agent) => ({ ...agent, stubbornness: null, startsWith: null })),
    });
    const payload = await start(api, { decision, agents: null, idempotencyKey: null });
    expect(payload).toMatchObject({ debate: { participants: [{ key: 'a0' }, { key: 'a1' }] }, userErrors: [] });
  });

  it('starts one debate for one idempotency key, and refuses the key with a different input', async () => {
    const api = await testApi();
    const first = await start(api, aStartInput({ idempotencyKey: 'k' }));
    expect(await start(api, aStartInput({ idempotencyKey: 'k' }))).toEqual(first);
    const other = await start(api, aStartInput({ idempotencyKey: 'k', maxRounds: 1 }));
    expect(other).toMatchObject({
      debate: null,
      userErrors: [{ code: 'IDEMPOTENCY_MISMATCH', field: ['idempotencyKey'] }],
    });
    expect(api.world.woken).toHaveLength(1);
  });
});

describe('a debate that cannot be started', () => {
  it.each<[string, Partial<DecisionInput>, string[]]>([
    ['an empty task', { task: ' ' }, ['task']],
    ['a hundred agents', { agents: agents(100) }, ['agents']],
    [
      'a source that cannot be opened',
      { evidence: [anEvidenceInput(), anEvidenceInput({ id: 'e2', source: { title: 'T' } })] },
      ['evidence.1.source'],
    ],
    ['an unknown option', { evidence: [anEvidenceInput({ option: 'w' })] }, ['evidence.0.option']],
    ['evidence in a circle', { evidence: [anEvidenceInput({ attacks: ['e1'] })] }, ['evidence.0']],
    ['a strength above 1', { evidence: [anEvidenceInput({ strength: 1.1 })] }, ['evidence.0.strength']],
    ['two mistakes', { task: '', criteria: Array(21).fill(aCriterion) }, ['task', 'criteria']],
  ])('because of %s returns the path of the mistake', async (_, wanted, fields) => {
    const expected = fields.map((field) => `INVALID_INPUT decision.${field}`);
    expect(await userErrors(aStartInput({ decision: aDecisionInput(wanted) }))).toEqual(expected);
  });

  it.each<[string, Partial<StartDebateInput>, string]>([
    ['an unknown agent', { agents: ['ann', 'nobody'] }, 'agents'],
    ['a pace below 0', { paceMs: -1 }, 'paceMs'],
    ['13 rounds', { maxRounds: 13 }, 'maxRounds'],
    ['an empty key', { idempotencyKey: '' }, 'idempotencyKey'],
  ])('because of %s returns the field', async (_, wanted, field) => {
    expect(await userErrors(aStartInput(wanted))).toEqual([`INVALID_INPUT ${field}`]);
  });

  it('for several reasons returns all, of the decision and of the protocol', async () => {
    const wanted = { decision: aDecisionInput({ task: '' }), paceMs: -1, maxRounds: 13 };
    const fields = ['decision.task', 'maxRounds', 'paceMs'];
    expect(await userErrors(aStartInput(wanted))).toEqual(fields.map((field) => `INVALID_INPUT ${field}`));
  });

  it('for several reasons returns all, of the protocol and of the agents', async () => {
    const errors = await userErrors(aStartInput({ agents: ['ann', 'nobody'], paceMs: -1 }));
    expect(errors).toEqual(['INVALID_INPUT paceMs', 'INVALID_INPUT agents']);
  });

  it('because a criterion has two weights and for another reason returns both', async () => {
    const weights = [0.1, 0.2].map((weight) => ({ criterion: 'cost', weight }));
    const decision = aDecisionInput({ task: '', agents: agents(2).map((agent) => ({ ...agent, weights })) });
    const errors = await userErrors(aStartInput({ decision, paceMs: -1 }));
    for (const field of [
      'decision.agents.0.weights.1.criterion',
      'decision.agents.1.weights.1.criterion',
      'decision.task',
      'paceMs',
    ]) {
      expect(errors).toContain(`INVALID_INPUT ${field}`);
    }
  });

  it('because a criterion has two weights names the agent', async () => {
    const weights = [0.1, 0.2].map((weight) => ({ criterion: 'cost', weight }));
    const decision = aDecisionInput({
      agents: agents(2).map((agent, at) => (at === 0 ? { ...agent, weights } : agent)),
    });
    expect(await userErrors({ decision })).toEqual(['INVALID_INPUT decision.agents.0.weights.1.criterion']);
  });

  it('because a weight is not a number from 0 to 1 names its place in the input', async () => {
    const decision = aDecisionInput({
      agents: agents(2).map((agent) => ({ ...agent, weights: [{ criterion: 'cost', weight: 2 }] })),
    });
    expect(await userErrors({ decision })).toEqual(
      [0, 1].map((at) => `INVALID_INPUT decision.agents.${at}.weights.0.weight`),
    );
  });

  it.each(['nn', 'a b', '_cookie', '__proto__'])(
    'because a weight is for the criterion %j names its place in the input',
    async (criterion) => {
      const weights = [
        { criterion: 'cost', weight: 1 },
        { criterion, weight: 1 },
      ];
      const decision = aDecisionInput({ agents: agents(2).map((agent) => ({ ...agent, weights })) });
      const payload = await start(await testApi(), { decision });
      const field = ['decision', 'agents', '0', 'weights', '1', 'criterion'];
      expect(payload?.userErrors[0]).toMatchObject({
        field,
        message: expect.stringMatching(/^agents\.0\.weights\.1\.criterion: /),
      });
    },
  );

  it('without weights counts every criterion in full', async () => {
    const decision = aDecisionInput({ agents: agents(2).map(({ weights: _, ...agent }) => agent) });
    expect((await start(await testApi(), { decision }))?.userErrors).toEqual([]);
  });

  it('because a source is missing is refused by the schema, with its path', async () => {
    const api = await testApi();
    const { source: _, ...evidence } = anEvidenceInput();
    const decision = aDecisionInput({ evidence: [evidence as never] });
    const answer = await api.execute(StartDebateDocument, { input: { decision } });
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
    expect(answer.errors?.[0]?.message).toContain('input.decision.evidence[0]');
    expect(answer.errors?.[0]?.message).toContain('source');
  });

  it('stores nothing', async () => {
    const api = await testApi();
    await start(api, aStartInput({ paceMs: -1 }));
    expect([api.world.woken, await api.world.debates.count(api.world.actor)]).toEqual([[], 0]);
  });
});
