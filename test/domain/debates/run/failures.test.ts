import { describe, expect, it } from 'vitest';
import { aDecision, manyAgents } from '../../../support/builders.ts';
import { DebatesWorld } from '../../../support/debates-world.ts';
import { holding, type Reply, unless } from '../../../support/providers/scripted-panel.ts';

const SPLIT = { ann: 'x', bob: 'x', cy: 'y' };

/** cy gives this reply to requests for one kind of turn. All other replies are normal. */
const cyDoes = (kind: string, reply: Reply) =>
  unless((ask) => (ask.participantId === 'cy' && ask.kind === kind ? reply : undefined), holding(SPLIT));

describe('an agent that fails', () => {
  it('is recorded as an event, has no turn in that phase, and the debate goes on', async () => {
    const world = new DebatesWorld({ script: cyDoes('VOTE', new Error('The model is overloaded.')) });
    const debate = await world.debate();
    expect(await world.payloads(debate.id, 'agent.failed')).toEqual([
      {
        ...{ kind: 'VOTE', round: 1, participantId: 'cy', at: expect.any(String) },
        ...{ code: 'OVERLOADED', message: 'The model is overloaded.' },
      },
    ]);
    expect(debate.turns.filter((turn) => turn.kind === 'VOTE').map((turn) => turn.participantId)).toEqual([
      'ann',
      'bob',
    ]);
    expect(debate.verdict).toMatchObject({ winner: 'x', participation: { participants: 3, voted: 2, failed: 1 } });
  });

  it('by a defect gets a general message, and a signal contains the error', async () => {
    const defect = new TypeError('x is undefined');
    const world = new DebatesWorld({ script: cyDoes('VOTE', defect) });
    const { failures } = await world.debate();
    expect(failures).toMatchObject([{ message: 'Something went wrong inside the server; its log says what.' }]);
    expect(world.signals).toContainEqual({ name: 'turnFailed', detail: expect.objectContaining({ error: defect }) });
  });

  it('is never a candidate, position, vote or dissent', async () => {
    const world = new DebatesWorld({ script: cyDoes('PROPOSAL', new Error('Overloaded.')) });
    const { id, verdict } = await world.debate();
    expect((await world.payloads(id, 'proposal.made')).map((turn) => (turn as { position: string }).position)).toEqual([
      'x',
      'x',
    ]);
    expect(verdict?.baseline).toMatchObject({ position: 'x', agreement: 2 / 3 });
    expect(verdict?.tally.map((row) => row.position)).toEqual(['x', 'y']);
  });

  it('is asked again in the next phase', async () => {
    const world = new DebatesWorld({ script: cyDoes('CRITIQUE', new Error('Overloaded.')) });
    await world.debate();
    expect(world.panel.questions.filter((question) => question.startsWith('cy'))).toEqual([
      'cy PROPOSAL 0',
      'cy CRITIQUE 1',
      'cy REVISION 1',
      'cy VOTE 1',
    ]);
  });

  it('is emitted as a signal, like an answer', async () => {
    const world = new DebatesWorld({ script: cyDoes('VOTE', new Error('Overloaded.')) });
    await world.debate();
    expect(world.signals.filter(({ name }) => name === 'turnFailed')).toEqual([
      { name: 'turnFailed', detail: expect.objectContaining({ participantId: 'cy', kind: 'VOTE' }) },
    ]);
    expect(world.signals.filter(({ name }) => name === 'agentAnswered')).toHaveLength(11);
  });

  it.each<[string, Reply, string]>([
    ['an unknown option', { position: 'w' }, 'The agent chose w, which is not an option.'],
    ['an unknown participant', { targetId: 'dee' }, 'The agent spoke to dee, who does not take part.'],
    ['unknown evidence', { evidence: ['e1', 'e9'] }, 'The agent put e9 forward, which is not among the evidence.'],
  ])('is one that names %s', async (_, reply, message) => {
    const world = new DebatesWorld({ script: cyDoes('CRITIQUE', reply) });
    const { id } = await world.debate();
    expect(await world.payloads(id, 'agent.failed')).toEqual([
      expect.objectContaining({ participantId: 'cy', message }),
    ]);
  });

  it('is not one whose text contains characters that no database can store', async () => {
    const world = new DebatesWorld({ script: cyDoes('PROPOSAL', { position: 'y', text: 'a\0b\uD800c' }) });
    const { id } = await world.debate();
    const said = await world.payloads(id, 'proposal.made');
    expect(said).toContainEqual(expect.objectContaining({ participantId: 'cy', text: 'a\uFFFDb\uFFFDc' }));
  });
});

describe('a quorum', () => {
  it.each([
    [4, 2, 'COMPLETED'],
    [4, 3, 'FAILED'],
    [5, 2, 'COMPLETED'],
    [5, 3, 'FAILED'],
    [2, 1, 'FAILED'],
    [3, 1, 'COMPLETED'],
    [3, 2, 'FAILED'],
  ])('of %i agents with %i failures leaves the debate %s', async (agents, failing, status) => {
    const fails = (id: string) => Number(id.slice(1)) <= failing;
    const script = unless(
      ({ participantId, kind }) => (fails(participantId) && kind === 'CRITIQUE' ? new Error('Overloaded.') : undefined),
      () => ({ position: 'x' }),
    );
    const world = new DebatesWorld({ script });
    const debate = await world.debate({ decision: aDecision({ agents: manyAgents(agents) }) });
    expect(debate.status).toBe(status);
    if (status === 'FAILED') expect(debate.stopReason).toBe('QUORUM_LOST');
  });
});
