import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aModel, modelAsk, openDecision, panel, wishFor } from '../panel.ts';

const candidates = [
  { id: 'c1', label: 'In a cookie' },
  { id: 'c2', label: 'In Redis' },
];

function grouping(ungrouped: readonly string[], options = candidates) {
  const participants = [...panel(), aModel(4, 'GROUPER')];
  return modelAsk('GROUPING', {
    isOpen: true,
    decision: openDecision(options),
    participants,
    participantId: 'p4',
    ungrouped,
  });
}

function groupsOf(groups: readonly object[], ungrouped: readonly string[], options = candidates) {
  return wishFor(grouping(ungrouped, options)).read(JSON.stringify({ groups })).groups;
}

describe('a grouping', () => {
  it('adds answers to candidates, or makes new candidates named by the shortest answer', () => {
    const ungrouped = ['Redis, of course', 'On disk, that is in files', 'On disk'];
    const groups = [
      { candidate: 'c2', members: [0] },
      { candidate: null, members: [1, 2] },
    ];
    expect(groupsOf(groups, ungrouped)).toEqual([
      { candidateId: 'c2', text: 'In Redis', members: [0] },
      { candidateId: null, text: 'On disk', members: [1, 2] },
    ]);
  });

  it('has one group for each candidate, and treats an unknown candidate as new', () => {
    const groups = [
      { candidate: 'c1', members: [0] },
      { candidate: 'c9', members: [1] },
      { candidate: 'c1', members: [2] },
      { candidate: 'c2', members: [] },
    ];
    expect(groupsOf(groups, ['a', 'b', 'c'])).toEqual([
      { candidateId: 'c1', text: 'In a cookie', members: [0, 2] },
      { candidateId: null, text: 'b', members: [1] },
    ]);
  });

  it('makes no second candidate of the same words, even if the model omits or separates answers', () => {
    const groups = [{ candidate: null, members: [0] }];
    expect(groupsOf(groups, ['On disk', 'On disk ', 'In Redis', 'On disk'])).toEqual([
      { candidateId: null, text: 'On disk', members: [0, 1, 3] },
      { candidateId: 'c2', text: 'In Redis', members: [2] },
    ]);
  });

  it('contains every answer exactly once, for any output of the model', () => {
    const group = fc.record({
      candidate: fc.constantFrom('c1', 'c2', 'x', null),
      members: fc.array(fc.integer({ min: -2, max: 8 }), { maxLength: 6 }),
    });
    fc.assert(
      fc.property(
        fc.array(group, { maxLength: 6 }),
        fc.array(fc.string({ minLength: 1 }), { maxLength: 7 }),
        (groups, ungrouped) => {
          const members = groupsOf(groups, ungrouped)?.flatMap((one) => one.members) ?? [];
          expect(members.toSorted((a, b) => a - b)).toEqual([...ungrouped.keys()]);
        },
      ),
    );
  });

  it('without groups gets an error that describes the form', () => {
    expect(() => wishFor(grouping(['a'])).read('{"text": "All the same."}')).toThrow('groups: List the groups here');
  });

  it('has a sentence as its text, and shows no JSON to people', () => {
    const wish = wishFor(grouping(['a', 'b']));
    expect(wish.reader?.()('{"groups": [{"candidate": null, "members": [0]}]}')).toBe('');
    expect(wish.read('{"groups": [{"candidate": null, "members": [0, 1]}]}').text).toBe(
      '2 answers in 1 group; 1 new candidate.',
    );
  });
});
