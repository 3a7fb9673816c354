import { describe, expect, it } from 'vitest';
import type { Consensus } from '../../../../src/domain/debates/protocol.ts';
import type { DebateGain } from '../../../../src/domain/debates/verdict/verdict.ts';
import { aDecision, manyAgents } from '../../../support/builders.ts';
import { DebatesWorld } from '../../../support/debates-world.ts';
import { holding, type Script } from '../../../support/providers/scripted-panel.ts';

/** The verdict when a1, a2, … vote in this way; `-` abstains. Without `blind`, the blind answers are the same as the votes. */
async function verdictOf(votes: string, wish: { consensus?: Consensus; blind?: string; reference?: string } = {}) {
  const { consensus = 'MAJORITY', blind = votes, reference } = wish;
  const world = new DebatesWorld({ script: voting(blind, votes) });
  const decision = aDecision({
    agents: manyAgents(votes.length),
    ...(reference !== undefined && { groundTruth: reference }),
  });
  const { verdict, outcome } = await world.debate({ decision, protocol: { consensus, maxRounds: 1 } });
  if (!verdict) throw new Error('There is no verdict.');
  expect(outcome).toBe(verdict.outcome);
  return verdict;
}

function voting(blind: string, votes: string): Script {
  return ({ kind, participantId }) => {
    const letter = (kind === 'PROPOSAL' ? blind : votes)[Number(participantId.slice(1)) - 1];
    return kind === 'CRITIQUE' ? {} : { position: letter === '-' ? null : (letter ?? null) };
  };
}

describe('the rule', () => {
  it.each<[Consensus, string, string | null]>([
    ['MAJORITY', 'xxy', 'x'],
    ['MAJORITY', 'xy', null],
    ['MAJORITY', 'xxyy', null],
    ['MAJORITY', 'xxyz', null],
    ['MAJORITY', 'x--', 'x'],
    ['SUPERMAJORITY', 'xxy', 'x'],
    ['SUPERMAJORITY', 'xxxxyy', 'x'],
    ['SUPERMAJORITY', 'xxxyy', null],
    ['SUPERMAJORITY', 'xxxxxxyyyy', null],
    ['SUPERMAJORITY', 'xxxxxxyyy', 'x'],
    ['SUPERMAJORITY', 'xx-y', 'x'],
    ['UNANIMOUS', 'xxx', 'x'],
    ['UNANIMOUS', 'xxxxxxxxxy', null],
    ['UNANIMOUS', 'xx-', 'x'],
  ])('%s gives for the votes %s the winner %s', async (consensus, votes, winner) => {
    const verdict = await verdictOf(votes, { consensus });
    expect(verdict).toMatchObject({ rule: consensus, winner, outcome: winner === null ? 'NO_CONSENSUS' : 'DECIDED' });
  });

  it('gives the outcome UNDECIDED when all debaters abstain', async () => {
    expect(await verdictOf('---', { blind: 'xxy' })).toMatchObject({ outcome: 'UNDECIDED', winner: null, tally: [] });
  });
});

describe('rankings', () => {
  it('are counted by the Schulze method, also in a vote after rounds', async () => {
    const ranking = { a1: ['x', 'z', 'y'], a2: ['y', 'z', 'x'], a3: ['z', 'x', 'y'] } as Record<string, string[]>;
    const script: Script = ({ kind, participantId }) => {
      const order = ranking[participantId] ?? [];
      return kind === 'CRITIQUE' ? {} : { position: order[0] ?? null, ranking: order };
    };
    const world = new DebatesWorld({ script });
    const protocol = { tally: 'RANKING', consensus: 'PLURALITY' } as const;
    const { verdict } = await world.debate({ decision: aDecision({ agents: manyAgents(3) }), protocol });
    expect(verdict).toMatchObject({ winner: 'z', decidedBy: 'VOTES' });
  });
});

describe('the tally', () => {
  it('is sorted by votes, and names the voters', async () => {
    const { tally } = await verdictOf('yxzx');
    expect(tally[0]?.position).toBe('x');
    expect([...tally].sort((one, other) => one.position.localeCompare(other.position))).toEqual([
      { position: 'x', voters: ['a2', 'a4'], weight: 2 },
      { position: 'y', voters: ['a1'], weight: 1 },
      { position: 'z', voters: ['a3'], weight: 1 },
    ]);
  });

  it('comes with the numbers of participants that voted, abstained and failed', async () => {
    expect((await verdictOf('xx-y')).participation).toEqual({ participants: 4, voted: 3, abstained: 1, failed: 0 });
  });
});

describe('dissent', () => {
  it('contains every vote against the verdict with its reason, and every abstention', async () => {
    const stance = { a1: 'x', a2: 'x', a3: 'y', a4: null, a5: 'x' };
    const script: Script = (ask) => ({
      ...holding(stance)(ask),
      confidence: 0.7,
      reason: `${ask.participantId} thinks so`,
    });
    const world = new DebatesWorld({ script });
    const { verdict } = await world.debate({ decision: aDecision({ agents: manyAgents(5) }) });
    expect(verdict?.dissent).toEqual([
      { participantId: 'a3', position: 'y', confidence: 0.7, reason: 'a3 thinks so' },
      { participantId: 'a4', position: null, confidence: 0.7, reason: 'a4 thinks so' },
    ]);
  });

  it('is empty when there is no winner', async () => {
    expect((await verdictOf('xy')).dissent).toEqual([]);
  });
});

describe('the baseline', () => {
  it.each([
    ['xxy', 'x', 2 / 3],
    ['xyz', null, 1 / 3],
    ['xxyy', null, 1 / 2],
    ['x--', 'x', 1 / 3],
    ['---', null, 0],
    ['yyy', 'y', 1],
  ])('of the blind answers %s is %s, with an agreement of %d', async (blind, position, agreement) => {
    expect((await verdictOf('x'.repeat(blind.length), { blind })).baseline).toMatchObject({ position, agreement });
  });
});

describe('the gain of a debate, when', () => {
  it.each<[string, string, string, string | undefined, DebateGain]>([
    ['the right answer was found', 'yyx', 'xxx', 'x', 'CORRECTED'],
    ['the right answer was found where none led', 'xyz', 'xxx', 'x', 'CORRECTED'],
    ['the right answer was lost', 'xxy', 'yyy', 'x', 'SUBVERTED'],
    ['the right answer was lost to no answer', 'xxy', 'xyz', 'x', 'SUBVERTED'],
    ['one wrong answer became another', 'yyx', 'zzz', 'x', 'UNCHANGED'],
    ['the right answer stayed', 'xxy', 'xxy', 'x', 'UNCHANGED'],
    ['the answer stayed and the ground truth is unknown', 'xxy', 'xxx', undefined, 'UNCHANGED'],
    ['the answer changed and the ground truth is unknown', 'xxy', 'yyy', undefined, 'UNKNOWN'],
  ])('%s', async (_, blind, votes, reference, gain) => {
    expect((await verdictOf(votes, { blind, ...(reference !== undefined && { reference }) })).debateGain).toBe(gain);
  });
});
