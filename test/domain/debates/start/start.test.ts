import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../../src/domain/debates/decision.ts';
import { DEFAULT_PROTOCOL } from '../../../../src/domain/debates/protocol.ts';
import type { StartDebate } from '../../../../src/domain/debates/start/check-start.ts';
import { Unavailable } from '../../../../src/domain/shared/errors.ts';
import { aDecision, anAgent, anEvidence, manyAgents } from '../../../support/builders.ts';
import { DebatesWorld } from '../../../support/debates-world.ts';
import { problemsOf, refusals } from '../../../support/refusals.ts';

describe('starting a debate', () => {
  it('stores it, records it, and queues it to run', async () => {
    const world = new DebatesWorld();
    const debate = await world.start();
    expect(debate).toMatchObject({ status: 'PENDING', outcome: null, stopReason: null, protocol: DEFAULT_PROTOCOL });
    expect(world.woken).toEqual([debate.id]);
    expect(await world.kinds(debate.id)).toEqual(['debate.started']);
    expect(world.signals.map(({ name }) => name)).toEqual(['debateCreated']);
  });

  it('includes only the wanted agents, in the order of the decision', async () => {
    const world = new DebatesWorld();
    const debate = await world.start({ agents: ['cy', 'ann'] });
    expect(debate.participants.map((participant) => participant.id)).toEqual(['ann', 'cy']);
  });

  it('stores nothing when it cannot be queued', async () => {
    const world = new DebatesWorld();
    world.woken.push = () => {
      throw new Error('The queue is gone.');
    };
    await expect(world.start()).rejects.toThrow('The queue is gone.');
    expect(await world.debates.count(world.actor)).toBe(0);
    expect(await world.kinds('dbt_0001')).toEqual([]);
  });

  it('is refused while the server shuts down', async () => {
    const world = new DebatesWorld();
    world.isDraining = true;
    await expect(world.start()).rejects.toThrow(Unavailable);
    expect([world.woken, await world.debates.count(world.actor)]).toEqual([[], 0]);
  });

  it('accepts the longest task, the most agents and the longest pace', async () => {
    const decision = aDecision({ task: 't'.repeat(10_000), agents: manyAgents(10) });
    const debate = await new DebatesWorld().start({ decision, protocol: { maxRounds: 12, paceMs: 60_000 } });
    expect(debate.participants).toHaveLength(10);
  });
});

describe('an invalid decision', () => {
  it.each<[string, Partial<Record<keyof Decision, unknown>>, string[]]>([
    ['an unknown option', { evidence: [anEvidence({ option: 'w' })] }, ['evidence.0.option']],
    ['an unknown criterion', { evidence: [anEvidence({ criterion: 'taste' })] }, ['evidence.0.criterion']],
    ['unknown evidence attacked', { evidence: [anEvidence({ attacks: ['e9'] })] }, ['evidence.0.attacks.0']],
    ['unknown evidence supported', { evidence: [anEvidence({ supports: ['e9'] })] }, ['evidence.0.supports.0']],
    ['evidence about itself', { evidence: [anEvidence({ attacks: ['e1'] })] }, ['evidence.0']],
    [
      'evidence in a circle',
      { evidence: [anEvidence({ id: 'e1', attacks: ['e2'] }), anEvidence({ id: 'e2', supports: ['e1'] })] },
      ['evidence.0'],
    ],
    ['no source', { evidence: [{ ...anEvidence(), source: undefined }] }, ['evidence.0.source']],
    ['a source that no reader can open', { evidence: [anEvidence({ source: { title: 'T' } })] }, ['evidence.0.source']],
    ['a strength of 1.5', { evidence: [anEvidence({ strength: 1.5 })] }, ['evidence.0.strength']],
    ['a strength that is no number', { evidence: [{ ...anEvidence(), strength: 'high' }] }, ['evidence.0.strength']],
    ['an empty task', { task: '' }, ['task']],
    ['a task of blanks', { task: ' \n\t' }, ['task']],
    ['a task that is too long', { task: 't'.repeat(10_001) }, ['task']],
    ['a task with a NUL', { task: 'a\0b' }, ['task']],
    ['one agent', { agents: manyAgents(1) }, ['agents']],
    ['eleven agents', { agents: manyAgents(11) }, ['agents']],
    ['a hundred agents', { agents: manyAgents(100) }, ['agents']],
    ['an id used twice', { agents: [anAgent('ann'), anAgent('ann')] }, ['agents.1.id']],
    ['an id with a blank', { agents: [anAgent('a b'), anAgent('bob')] }, ['agents.0.id']],
    [
      'a weight for an unknown criterion',
      { agents: [anAgent('ann', { weights: { taste: 1 } }), anAgent('bob')] },
      ['agents.0.weights.taste'],
    ],
    [
      'unknown evidence to start with',
      { agents: [anAgent('ann'), anAgent('bob', { startsWith: ['e9'] })] },
      ['agents.1.startsWith.0'],
    ],
    ['one option', { options: [{ id: 'x', label: 'X' }] }, ['options']],
    ['evidence about no options', { options: [], evidence: [] }, ['options']],
    ['agents without criteria', { criteria: [], evidence: [] }, ['criteria']],
    ['an unknown ground truth', { groundTruth: 'w' }, ['groundTruth']],
    [
      'two mistakes',
      { groundTruth: 'w', evidence: [anEvidence({ option: 'w' })] },
      ['evidence.0.option', 'groundTruth'],
    ],
  ])('because of %s is refused with the field of the mistake', async (_, change, fields) => {
    const world = new DebatesWorld();
    const expected = fields.map((field) => `INVALID_INPUT decision.${field}`);
    expect(await refusals(() => world.start({ decision: { ...aDecision(), ...change } }))).toEqual(expected);
    expect([world.woken, await world.debates.count(world.actor)]).toEqual([[], 0]);
  });

  it('names all mistakes of form in a source, also that it cannot be opened', async () => {
    const decision = { ...aDecision(), evidence: [{ ...anEvidence(), source: { titel: 'A' } }] };
    expect(await refusals(() => new DebatesWorld().start({ decision: decision as never }))).toEqual(
      ['.title', '.titel', ''].map((field) => `INVALID_INPUT decision.evidence.0.source${field}`),
    );
  });

  it.each(['_cookie', '__proto__', '.a', '-'])(
    'with the id %s is told that an id begins with a letter or digit',
    async (id) => {
      const decision = aDecision({ agents: [anAgent(id), anAgent('bob')] });
      const [problem] = await problemsOf(() => new DebatesWorld().start({ decision }));
      expect(problem?.message).toContain('begins with a letter or digit');
    },
  );

  it.each([null, undefined, 'text', 7, []])('because it is %o is refused', async (decision) => {
    const world = new DebatesWorld();
    const start = () => world.debates.start(world.actor, { decision, protocol: {} });
    expect(await refusals(start)).toEqual(['INVALID_INPUT decision']);
  });
});

describe('an invalid request', () => {
  it.each<[string, Partial<StartDebate>, string]>([
    ['an unknown agent', { agents: ['ann', 'dee'] }, 'agents'],
    ['no agent', { agents: [] }, 'agents'],
    ['one agent', { agents: ['ann'] }, 'agents'],
    ['one agent, named twice', { agents: ['ann', 'ann'] }, 'agents'],
    ['a pace below 0', { protocol: { paceMs: -1 } }, 'paceMs'],
    ['a pace above a minute', { protocol: { paceMs: 60_001 } }, 'paceMs'],
    ['half a millisecond', { protocol: { paceMs: 0.5 } }, 'paceMs'],
    ['no rounds', { protocol: { maxRounds: 0 } }, 'maxRounds'],
    ['13 rounds', { protocol: { maxRounds: 13 } }, 'maxRounds'],
    ['infinite rounds', { protocol: { maxRounds: Infinity } }, 'maxRounds'],
  ])('because of %s is refused', async (_, wanted, field) => {
    const world = new DebatesWorld();
    expect(await refusals(() => world.start(wanted))).toEqual([`INVALID_INPUT ${field}`]);
    expect(world.woken).toEqual([]);
  });
});

describe('mistakes in several parts', () => {
  it('of the decision and of the protocol are reported together', async () => {
    const decision = aDecision({ task: '', groundTruth: 'w' });
    const start = () => new DebatesWorld().start({ decision, protocol: { paceMs: -1, maxRounds: 13 } });
    const fields = ['decision.task', 'maxRounds', 'paceMs'];
    expect(await refusals(start)).toEqual(fields.map((field) => `INVALID_INPUT ${field}`));
  });

  it('of the protocol and of the agents are reported together', async () => {
    const start = () => new DebatesWorld().start({ agents: ['ann', 'dee'], protocol: { paceMs: -1 } });
    expect(await refusals(start)).toEqual(['INVALID_INPUT paceMs', 'INVALID_INPUT agents']);
  });

  it('of all limits are reported together', async () => {
    const limits = { deadline: '2020-01-01T00:00:00Z', maxCostUsd: -1, maxTokens: 0 };
    const fields = ['limits.maxCostUsd', 'limits.maxTokens', 'limits.deadline'];
    expect(await refusals(() => new DebatesWorld().start({ protocol: { limits } }))).toEqual(
      fields.map((field) => `INVALID_INPUT ${field}`),
    );
  });

  it('of the agents are not reported while their decision is invalid', async () => {
    const start = () => new DebatesWorld().start({ decision: aDecision({ task: '' }), agents: ['dee'] });
    expect(await refusals(start)).toEqual(['INVALID_INPUT decision.task']);
  });
});
