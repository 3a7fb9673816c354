import { describe, expect, it } from 'vitest';
import type { Protocol } from '../../../../src/domain/debates/protocol.ts';
import { answering, closed, modelWorld } from '../../../support/providers/model-debates.ts';
import { unless } from '../../../support/providers/scripted-panel.ts';

async function held(blind: string, final = blind, protocol: Partial<Protocol> = {}) {
  const world = modelWorld(answering(blind, final));
  const debate = await world.debate(closed(protocol));
  return { world, debate, verdict: debate.verdict };
}

describe('SAFE', () => {
  it('is the mode of debates between language models by default', async () => {
    const { debate } = await held('xxxxy');
    expect(debate.protocol).toMatchObject({ mode: 'SAFE', consensus: 'PLURALITY', maxRounds: 1 });
  });

  it('holds no exchange when 60 % agree from the start', async () => {
    const { debate, world, verdict } = await held('xxxyz', 'yyyyy');
    expect(debate).toMatchObject({ status: 'COMPLETED', stopReason: 'NOT_NEEDED' });
    expect(verdict).toMatchObject({ winner: 'x', decidedBy: 'BLIND', debateGain: 'UNCHANGED' });
    expect(world.panel.asked.map(({ kind }) => kind)).toEqual(Array(5).fill('PROPOSAL'));
  });

  it('does not count abstentions as agreement: an exchange follows when all abstain', async () => {
    const { debate, verdict } = await held('-----', 'xxxx-');
    expect(debate.stopReason).toBe('MAX_ROUNDS');
    expect(verdict).toMatchObject({ winner: 'x', decidedBy: 'VOTES', baseline: { position: null } });
  });

  it('holds an exchange anyway with `debateAnyway`', async () => {
    const { debate, verdict } = await held('xxxyz', 'yyyyy', { debateAnyway: true });
    expect(debate.stopReason).toBe('MAX_ROUNDS');
    expect(verdict).toMatchObject({ winner: 'y', decidedBy: 'VOTES', debateGain: 'UNKNOWN' });
  });

  it('holds one exchange when no answer has 60 %', async () => {
    const { debate, world } = await held('xxyyz', 'xxxyz');
    expect(debate.stopReason).toBe('MAX_ROUNDS');
    expect(world.panel.asked.map(({ kind }) => kind)).toEqual([
      ...Array(5).fill('PROPOSAL'),
      ...Array(5).fill('REVISION'),
    ]);
  });

  it('lets an exchange overturn the blind result only with 80 %', async () => {
    const { verdict: kept } = await held('xxyzz', 'yyyzz');
    expect(kept?.decidedBy).toBe('BLIND');
    const { verdict: overturned } = await held('xxyzz', 'yyyyz');
    expect(overturned).toMatchObject({ winner: 'y', decidedBy: 'VOTES' });
    expect(overturned?.tally[0]).toEqual({ position: 'y', voters: ['p1', 'p2', 'p3', 'p4'], weight: 4 });
  });

  it('stops when no debater changes its position in a round', async () => {
    const { debate } = await held('xxyyz', 'xxyyz', { maxRounds: 5 });
    expect(debate).toMatchObject({ stopReason: 'CONVERGED', phase: { kind: 'REVISION', round: 1 } });
  });

  it('goes on without the agents that fail in the exchange, and keeps the blind result when too many fail', async () => {
    const dying = (count: number) =>
      modelWorld(
        unless(
          ({ kind, participantId }) =>
            kind === 'REVISION' && Number(participantId.slice(1)) <= count ? new Error('Gone.') : undefined,
          answering('xxyyz', 'xxyxy'),
        ),
      );
    const some = await dying(2).debate(closed());
    expect(some).toMatchObject({ status: 'COMPLETED', failures: Array(2).fill({ message: 'Gone.' }) });
    const most = await dying(3).debate(closed());
    expect(most).toMatchObject({ status: 'COMPLETED', stopReason: 'QUORUM_LOST', outcome: 'DECIDED' });
    expect(most.verdict).toMatchObject({ isPartial: true, winner: 'x' });
  });

  it('makes no candidate from the message of a failed agent', async () => {
    const script = unless(
      ({ participantId }) => (participantId === 'p5' ? new Error('z z z') : undefined),
      answering('xxyyz'),
    );
    const { verdict } = await modelWorld(script).debate(closed());
    expect(verdict?.tally.map(({ position }) => position).sort()).toEqual(['x', 'y']);
    expect(verdict?.participation).toMatchObject({ participants: 5, failed: 1 });
  });
});

describe('VOTE', () => {
  it('asks every debater once', async () => {
    const world = modelWorld(answering('xyyzz', 'zzzzz'));
    const debate = await world.debate(closed({ mode: 'VOTE' }));
    expect(world.panel.asked).toHaveLength(5);
    expect(debate.verdict).toMatchObject({ decidedBy: 'BLIND', isTied: true });
  });

  it('can require more than a plurality', async () => {
    const { verdict } = await modelWorld(answering('xxyyz')).debate(closed({ mode: 'VOTE', consensus: 'MAJORITY' }));
    expect(verdict).toMatchObject({ winner: null, outcome: 'NO_CONSENSUS' });
  });
});
