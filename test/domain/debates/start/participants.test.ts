import { describe, expect, it } from 'vitest';
import { aDecision, anAgent, anEvidence } from '../../../support/builders.ts';
import { answering, closed, MODELS, modelWorld, open, PANEL } from '../../../support/providers/model-debates.ts';
import { problemsOf, refusals } from '../../../support/refusals.ts';

const world = () => modelWorld(answering('xxyyz'));
const participantsOf = async (wanted: Parameters<ReturnType<typeof world>['start']>[0]) =>
  (await world().start(wanted)).participants;

describe('the participants of a debate', () => {
  it('are a panel of five language models when no agents are named and the decision has none', async () => {
    const { agents: _, ...wanted } = closed();
    expect((await participantsOf(wanted)).map(({ agentId }) => agentId)).toEqual(PANEL);
  });

  it('are the named models in this order, numbered when one is named twice', async () => {
    const participants = await participantsOf(closed({}, ['oai-1', 'ant-1', 'oai-1']));
    expect(participants.map(({ id, label }) => `${id} ${label}`)).toEqual(['p1 OAI-1', 'p2 ANT-1', 'p3 OAI-1 #2']);
  });

  it('can be agents of the decision together with language models', async () => {
    const decision = aDecision();
    const participants = await participantsOf({ decision, agents: ['cy', 'ann', 'ant-1'], protocol: {} });
    expect(participants.map(({ id, agentId }) => [id, agentId])).toEqual([
      ...[
        ['ann', 'deliberator'],
        ['cy', 'deliberator'],
      ],
      ['p3', 'ant-1'],
    ]);
  });

  it('never have the same id, for any ids in the decision', async () => {
    const decision = aDecision({ agents: ['judge', 'p2'].map((id) => anAgent(id)) });
    const wanted = { decision, agents: ['judge', 'ant-1', 'oai-1'], protocol: { mode: 'JUDGE' as const } };
    const ids = (await participantsOf(wanted)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('state no argument under an id of evidence in the decision', async () => {
    const decision = aDecision({ agents: [], evidence: [anEvidence({ id: 'p1-p0-1' })] });
    const participants = await participantsOf({ decision, agents: ['ant-1', 'oai-1'], protocol: {} });
    expect(participants.map(({ id }) => id)).toEqual(['m-p1', 'p2']);
  });

  it.each<[string, object, string]>([
    ['an unknown agent', { agents: ['ant-1', 'nobody'] }, 'agents'],
    ['one agent', { agents: ['ant-1'] }, 'agents'],
    ['eleven agents', { agents: Array(11).fill('ant-1') }, 'agents'],
    ['a judge who debates', { protocol: { mode: 'JUDGE' }, agents: ['ant-1', 'oai-1'], judge: 'ant-1' }, 'judge'],
    [
      'a moderator who debates',
      { ...open({ mode: 'MODERATED' }, ['ant-1', 'oai-1']), moderator: 'oai-1' },
      'moderator',
    ],
    ['a judge in a mode without a judge', { judge: 'dee-1' }, 'judge'],
    ['a moderator in a mode without a moderator', { protocol: { mode: 'JUDGE' }, moderator: 'dee-1' }, 'moderator'],
    ['three sides', { protocol: { mode: 'MODERATED' }, agents: ['ant-1', 'oai-1', 'goo-1'] }, 'agents'],
    ['all models when a judge is needed', { protocol: { mode: 'JUDGE' }, agents: MODELS }, 'judge'],
  ])('cannot be %s', async (_, wanted, field) => {
    expect(await refusals(() => world().start({ ...closed(), ...wanted }))).toEqual([`INVALID_INPUT ${field}`]);
  });

  it.each<[string, object, string[], string]>([
    ['an agent of the decision twice', { agents: ['ann', 'ann'] }, ['agents'], 'agents: ann is listed twice.'],
    [
      'an agent of the decision twice among others',
      { agents: ['ann', 'bob', 'ann'] },
      ['agents'],
      'List an agent of the decision once; only language models may be listed twice.',
    ],
    [
      'an unknown agent, and the decision’s own are named first',
      { agents: ['ann', 'nope'] },
      ['agents'],
      'There is no agent nope; there are: ann, bob, cy, deliberator.',
    ],
    [
      'rule-based agents with a judge but no language model',
      { protocol: { mode: 'JUDGE' } },
      ['mode'],
      'mode: JUDGE needs a language model, and none is configured. Set the key of a provider, such as ANTHROPIC_API_KEY',
    ],
    [
      'sides of a moderated debate without a language model',
      { protocol: { mode: 'MODERATED' } },
      ['mode'],
      'mode: MODERATED needs a language model',
    ],
    [
      'rule-based agents for an open question',
      { decision: { task: 'Why?' }, agents: ['deliberator', 'deliberator'] },
      ['agents'],
      'agents: only language models can answer an open question.',
    ],
    [
      'chosen for a mere question without a language model',
      { decision: { task: 'Why?' } },
      [],
      'No agent can debate: no language model is configured',
    ],
  ])('cannot be %s', async (_, wanted, field, message) => {
    const none = modelWorld(answering('xx'), { models: [] });
    const problems = await problemsOf(() => none.start({ decision: aDecision(), protocol: {}, ...wanted }));
    expect(problems).toEqual([{ code: 'INVALID_INPUT', field, message: expect.stringContaining(message) }]);
  });

  it.each<[readonly string[], string]>([
    [['deliberator', 'ann'], 'DELIBERATE'],
    [['deliberator', 'deliberator'], 'DELIBERATE'],
    [['deliberator', 'ant-1'], 'SAFE'],
    [['ann', 'ant-1'], 'SAFE'],
  ])('%j debate by default in the mode of their kind', async (agents, mode) => {
    const { protocol } = await world().start({ decision: aDecision(), agents, protocol: {} });
    expect(protocol.mode).toBe(mode);
  });

  it('cannot be chosen without a language model, and the message names the variable to set', async () => {
    const none = modelWorld(answering('xx'), { models: [] });
    const { agents: _, ...wanted } = closed();
    await expect(none.start(wanted)).rejects.toThrow('ARAGORA_LOCAL_BASE_URL');
  });
});
