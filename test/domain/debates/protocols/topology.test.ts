import { describe, expect, it } from 'vitest';
import type { Topology } from '../../../../src/domain/debates/protocol.ts';
import { hearsOf } from '../../../../src/domain/debates/protocols/topology.ts';

const FIVE = ['a', 'b', 'c', 'd', 'e'];
const EVERY: Topology[] = ['ALL_TO_ALL', 'RING', 'STAR', 'SPARSE'];

describe('a topology', () => {
  it('of all to all gives each debater the turns of all others', () => {
    expect(hearsOf('ALL_TO_ALL', FIVE, 'c')).toEqual(['a', 'b', 'd', 'e']);
  });

  it('of a ring gives each debater the turns of both neighbours', () => {
    expect(FIVE.map((id) => hearsOf('RING', FIVE, id).join(''))).toEqual(['be', 'ac', 'bd', 'ce', 'ad']);
  });

  it('of a star gives the hub the turns of all others, and the others those of the hub', () => {
    expect(FIVE.map((id) => hearsOf('STAR', FIVE, id).join(''))).toEqual(['bcde', 'a', 'a', 'a', 'a']);
  });

  it.each([2, 3, 4, 5, 8, 12])(
    'of sparse links gives each of %i debaters the turns of half of the others, and each is read by as many',
    (n) => {
      const ids = Array.from({ length: n }, (_, place) => `agent ${place}`);
      const heard = ids.map((id) => hearsOf('SPARSE', ids, id));
      const links = Math.ceil((n - 1) / 2);
      expect(heard.map((peers) => new Set(peers).size)).toEqual(ids.map(() => links));
      for (const id of ids) expect(heard.filter((peers) => peers.includes(id))).toHaveLength(links);
    },
  );

  it('of sparse links does not depend on the order of the participants', () => {
    for (const id of FIVE)
      expect([...hearsOf('SPARSE', FIVE.toReversed(), id)].sort()).toEqual([...hearsOf('SPARSE', FIVE, id)].sort());
  });

  it.each(EVERY)('%s never links a debater to itself, and links two debaters to each other', (topology) => {
    for (const id of FIVE) expect(hearsOf(topology, FIVE, id)).not.toContain(id);
    expect([hearsOf(topology, ['a', 'b'], 'a'), hearsOf(topology, ['a', 'b'], 'b')]).toEqual([['b'], ['a']]);
    expect(hearsOf(topology, ['a'], 'a')).toEqual([]);
  });

  it.each(EVERY)('%s gives a participant that does not debate the turns of all debaters', (topology) => {
    expect(hearsOf(topology, FIVE, 'judge')).toEqual(FIVE);
  });
});
