import { describe, expect, it } from 'vitest';
import { type Round, trajectoryOf } from '../../../../src/domain/debates/protocols/trajectory.ts';

const IDS = ['a', 'b', 'c', 'd', 'e'];
const because = (reason: string | null, citedPeer: string | null = null) => ({ reason, citedPeer });

function positions(letters: string): Map<string, string | null> {
  return new Map(IDS.map((id, place) => [id, letters[place] === '-' ? null : (letters[place] ?? null)]));
}

/** A round in which each debater gets the turns of all debaters, unless `wanted` says otherwise. */
function round(letters: string, wanted: Partial<Round> = {}): Round {
  return { positions: positions(letters), shown: () => IDS, moved: new Map(), ...wanted };
}

const course = (blind: string, ...rounds: Round[]) => trajectoryOf({ debaters: IDS, blind: positions(blind), rounds });
const following = (id: string, of: ReturnType<typeof course>) => {
  const { opportunities, moves, unexplained } = of.following.find(({ participantId }) => participantId === id) ?? {};
  return { opportunities, moves, unexplained };
};

describe('following the majority', () => {
  it('is possible for a debater that differs from most of the peers shown to it', () => {
    const result = course('xxxyz', round('xxxxz'));
    expect(IDS.map((id) => following(id, result).opportunities)).toEqual([0, 0, 0, 1, 1]);
    expect(IDS.map((id) => following(id, result).moves)).toEqual([0, 0, 0, 1, 0]);
  });

  it('needs two peers with one position, and more than for any other position', () => {
    expect(following('e', course('xxyyz', round('xxyyx')))).toMatchObject({ opportunities: 0, moves: 0 });
    expect(following('e', course('xyzwq', round('xyzwx')))).toMatchObject({ opportunities: 0 });
    const one = course('xyxyx', round('xxxyx', { shown: () => ['a'] }));
    expect(following('b', one)).toMatchObject({ opportunities: 0, moves: 0 });
  });

  it('counts only the peers shown, and never the debater itself', () => {
    const result = course('xxxyy', round('xxxxy', { shown: (id) => (id === 'd' ? ['a', 'd', 'e'] : ['a', 'b', 'c']) }));
    expect(following('d', result).opportunities).toBe(0);
    expect(following('e', result)).toMatchObject({ opportunities: 1, moves: 0 });
  });

  it('is unexplained without a peer and without a reason', () => {
    const moved = new Map([
      ['c', because('the load test')],
      ['d', because(null, 'a')],
      ['e', because('  ')],
    ]);
    const result = course('xxyzw', round('xxxxx', { moved }));
    expect(['c', 'd', 'e'].map((id) => following(id, result).unexplained)).toEqual([0, 0, 1]);
  });

  it('compares with the positions before the round, in each round', () => {
    const result = course('xxyyz', round('xxxyz'), round('xxxxz'));
    expect(following('c', result)).toMatchObject({ opportunities: 1, moves: 1 });
    expect(following('d', result)).toMatchObject({ opportunities: 2, moves: 1 });
    expect(following('e', result)).toMatchObject({ opportunities: 1, moves: 0 });
  });

  it('is not possible for a debater without a position', () => {
    expect(following('e', course('xxxx-', round('xxxxx')))).toMatchObject({ opportunities: 0, moves: 0 });
  });
});

describe('a trajectory', () => {
  it('counts changes of position, and a debater without a turn keeps its position', () => {
    const last = round('xxx', { positions: new Map([['d', 'x']]) });
    expect(course('xxyyz', round('xxxyz'), last)).toMatchObject({ flips: 2, isCollapsed: false });
  });

  it('of a panel that differed and ends with one answer is collapsed', () => {
    expect(course('xxyyz', round('xxxxx'))).toMatchObject({ isContested: true, isCollapsed: true, diversityLoss: 1 });
  });

  it('of a panel that agreed is neither contested nor collapsed, and has no loss of diversity', () => {
    const expected = { isContested: false, isCollapsed: false, diversityLoss: null };
    expect(course('xxx--', round('xxx--'))).toMatchObject(expected);
    expect(course('xxxxx')).toMatchObject({ ...expected, flips: 0 });
  });

  it('loses diversity by 1 − D(end) / D(start)', () => {
    // D = 1 − (2² + 2² + 1²) / 25 = 0.64 before, 1 − (4² + 1²) / 25 = 0.32 after.
    expect(course('xxyyz', round('xxxxz')).diversityLoss).toBeCloseTo(0.5, 12);
    expect(course('xxxyz', round('xxyyz')).diversityLoss).toBeLessThan(0);
  });

  it('without any position at the end is not collapsed', () => {
    expect(course('xxyyz', round('-----'))).toMatchObject({ isCollapsed: false, diversityLoss: null });
  });
});
