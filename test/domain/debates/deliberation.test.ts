import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TurnKind } from '../../../src/domain/debates/turn.ts';
import { DebatesWorld } from '../../support/debates-world.ts';
import { holding, type Script, unless } from '../../support/providers/scripted-panel.ts';

const SPLIT = { ann: 'x', bob: 'x', cy: 'y' };

/** cy moves to the position of ann in the first round. */
const cyMovesToX: Script = unless(
  ({ participantId, kind }) =>
    participantId === 'cy' && (kind === 'REVISION' || kind === 'VOTE')
      ? { position: 'x', citedPeer: 'ann', reason: 'The cost was news to me.' }
      : undefined,
  holding(SPLIT),
);

describe('a debate', () => {
  it('has blind proposals, rounds and a vote', async () => {
    const world = new DebatesWorld({ script: holding(SPLIT) });
    const { id } = await world.debate();
    expect(world.panel.questions.map((question) => question.slice(question.indexOf(' ') + 1))).toEqual([
      ...Array(3).fill('PROPOSAL 0'),
      ...Array(3).fill('CRITIQUE 1'),
      ...Array(3).fill('REVISION 1'),
      ...Array(3).fill('VOTE 1'),
    ]);
    expect(await world.kinds(id)).toEqual([
      ...['debate.started', 'run.started', 'phase.started', ...Array(3).fill('proposal.made')],
      ...['phase.started', ...Array(3).fill('critique.made'), 'phase.started', ...Array(3).fill('revision.made')],
      ...['phase.started', ...Array(3).fill('vote.cast'), 'verdict.reached', 'debate.ended'],
    ]);
  });

  it('asks for proposals without any earlier turns', async () => {
    const world = new DebatesWorld({ script: holding(SPLIT) });
    await world.debate();
    const blind = world.panel.asked.filter((ask) => ask.kind === 'PROPOSAL');
    expect(blind.map((ask) => ask.heard)).toEqual([[], [], []]);
  });

  it('gives each agent the turns of all earlier phases, and none of the present phase', async () => {
    const late: Script = (ask) => ({ ...holding(SPLIT)(ask), afterMs: ask.participantId === 'ann' ? 0 : 500 });
    const world = new DebatesWorld({ script: late });
    await world.debate();
    for (const ask of world.panel.asked) {
      const kinds = new Set(ask.heard.map((turn) => turn.kind));
      const earlier: Partial<Record<TurnKind, string[]>> = {
        PROPOSAL: [],
        CRITIQUE: ['PROPOSAL'],
        REVISION: ['PROPOSAL', 'CRITIQUE'],
      };
      expect([...kinds]).toEqual(ask.kind === 'VOTE' ? ['PROPOSAL', 'CRITIQUE', 'REVISION'] : earlier[ask.kind]);
      expect(ask.heard).toHaveLength(kinds.size * 3);
    }
  });

  it('asks all agents of a phase at once', async () => {
    const world = new DebatesWorld({ script: () => 'HANG' });
    await world.runner.wake((await world.start()).id);
    await world.clock.settle();
    expect(world.panel.questions).toEqual(['ann PROPOSAL 0', 'bob PROPOSAL 0', 'cy PROPOSAL 0']);
    await world.runner.drain(0);
  });

  it('records every answer when it arrives, so that clients can follow it', async () => {
    const script: Script = (ask) => ({ ...holding(SPLIT)(ask), afterMs: ask.participantId === 'ann' ? 100 : 60_000 });
    const world = new DebatesWorld({ script });
    const { id } = await world.start();
    await world.runner.wake(id);
    await world.clock.advance(100);
    expect(await world.kinds(id)).toEqual(['debate.started', 'run.started', 'phase.started', 'proposal.made']);
    expect((await world.find(id)).turns.map((turn) => turn.participantId)).toEqual(['ann']);
    await world.runner.drain(0);
  });

  it('has the same verdict and the same turn requests for any order of the answers', async () => {
    const inOrder = new DebatesWorld({ script: cyMovesToX });
    const expected = await inOrder.debate();
    const delays = fc.shuffledSubarray([0, 10, 20], { minLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.array(delays, { minLength: 4, maxLength: 4 }), async (perKind) => {
        const delayOf = (kind: string, id: string) =>
          perKind[['PROPOSAL', 'CRITIQUE', 'REVISION', 'VOTE'].indexOf(kind)]?.[['ann', 'bob', 'cy'].indexOf(id)] ?? 0;
        const script: Script = (ask) => {
          const reply = cyMovesToX(ask);
          const afterMs = delayOf(ask.kind, ask.participantId);
          return typeof reply === 'object' && !(reply instanceof Error) ? { ...reply, afterMs } : reply;
        };
        const world = new DebatesWorld({ script });
        const debate = await world.debate();
        expect(debate.verdict).toEqual(expected.verdict);
        expect(withoutTimes(heardIn(world))).toEqual(withoutTimes(heardIn(inOrder)));
      }),
      { numRuns: 60 },
    );
  });
});

describe('a change of position', () => {
  it('is an event with both positions, the agent, and the peer and reason that caused it', async () => {
    const world = new DebatesWorld({ script: cyMovesToX });
    const { id } = await world.debate();
    expect(await world.payloads(id, 'position.changed')).toEqual([
      { participantId: 'cy', round: 1, from: 'y', to: 'x', citedPeer: 'ann', reason: 'The cost was news to me.' },
    ]);
    const kinds = await world.kinds(id);
    expect(kinds[kinds.indexOf('position.changed') - 1]).toBe('revision.made');
  });

  it('can come with the vote', async () => {
    const script = unless(
      ({ participantId, kind }) => (participantId === 'cy' && kind === 'VOTE' ? { position: 'z' } : undefined),
      holding(SPLIT),
    );
    const world = new DebatesWorld({ script });
    const { id } = await world.debate();
    expect(await world.payloads(id, 'position.changed')).toEqual([
      { participantId: 'cy', round: 1, from: 'y', to: 'z', citedPeer: null, reason: 'No reason was given.' },
    ]);
  });

  it('is not recorded when an agent abstains from the vote', async () => {
    const script = unless(
      ({ participantId, kind }) => (participantId === 'cy' && kind === 'VOTE' ? { position: null } : undefined),
      holding(SPLIT),
    );
    const world = new DebatesWorld({ script });
    const { id } = await world.debate();
    expect(await world.payloads(id, 'position.changed')).toEqual([]);
  });
});

/** The turns that each participant received, by phase. */
function heardIn(world: DebatesWorld) {
  const asked = world.panel.asked.map(({ participantId, kind, round, heard }) => ({
    participantId,
    kind,
    round,
    heard,
  }));
  return asked.sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

function keyOf({ round, kind, participantId }: { round: number; kind: string; participantId: string }): string {
  return `${round} ${kind} ${participantId}`;
}

function withoutTimes(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, inner) => (key === 'at' ? undefined : inner)));
}
