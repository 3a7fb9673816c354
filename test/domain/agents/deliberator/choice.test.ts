import { describe, expect, it } from 'vitest';
import { ballot, EPSILON, leadOf, settle, strongest } from '../../../../src/domain/agents/deliberator/choice.ts';
import { baseOf, layOut, standingFor } from '../../../../src/domain/agents/deliberator/layout.ts';
import { aDecision, agent, piece, workedExample } from './builders.ts';

const standing = (a: number, b: number, c = 0) =>
  new Map([
    ['a', a],
    ['b', b],
    ['c', c],
  ]);
const all = (ids: readonly { id: string }[]) => new Set(ids.map(({ id }) => id));

describe('the score of each option for an agent', () => {
  it('is 0.5 without evidence', () => {
    expect([...standingFor(layOut(aDecision([], [])), agent('ann'), new Set()).values()]).toEqual([0.5, 0.5]);
  });

  it('gives the choices of the worked example', () => {
    const example = workedExample();
    const found = example.agents.map((one) => standingFor(layOut(example), one, all(example.evidence)));
    expect(found.map((options) => strongest(options))).toEqual(['sqlite', 'postgres', 'postgres']);
    expect(found[0]?.get('sqlite')).toBeCloseTo(0.727, 12);
    expect(found[0]?.get('postgres')).toBeCloseTo(0.4112, 12);
    expect(found[1]?.get('sqlite')).toBeCloseTo(0.597, 12);
    expect(found[1]?.get('postgres')).toBeCloseTo(0.76, 12);
  });

  it('changes one choice without the second or sixth piece of the worked example, and no choice without another piece', () => {
    const example = workedExample();
    const flips = example.evidence.map(({ id }) =>
      example.agents
        .filter((one) => {
          const choice = (known: ReadonlySet<string>) => strongest(standingFor(layOut(example), one, known));
          return choice(all(example.evidence)) !== choice(all(example.evidence.filter((item) => item.id !== id)));
        })
        .map((one) => one.id),
    );
    expect(flips).toEqual([[], ['ben'], [], [], [], ['ben']]);
  });

  it('weighs evidence by strength, reliability and criterion, with 1 for a missing value', () => {
    const item = piece('e', ['sqlite', 'for'], 0.8, { reliability: 0.5, criterion: 'risk' });
    expect(baseOf(item, agent('ann', { weights: { risk: 0.5 } }))).toBeCloseTo(0.2, 12);
    expect(baseOf(item, agent('ann', { weights: { speed: 0 } }))).toBeCloseTo(0.4, 12);
    expect(baseOf({ ...item, reliability: undefined, criterion: 'constructor' }, agent('ann'))).toBeCloseTo(0.8, 12);
  });

  it('applies evidence to its own option and to the evidence it refers to', () => {
    const decision = aDecision(
      [
        piece('claim', ['sqlite', 'for'], 0.8),
        piece('doubt', ['postgres', 'for'], 0.5, { attacks: ['claim'] }),
        piece('help', ['postgres', 'against'], 0.2, { supports: ['claim'] }),
      ],
      [],
    );
    const found = standingFor(layOut(decision), agent('ann'), all(decision.evidence));
    expect(found.get('sqlite')).toBeCloseTo(0.5 + 0.5 * (0.8 - 0.8 * 0.3), 12);
    expect(found.get('postgres')).toBeCloseTo(0.5 + 0.5 * 0.3, 12);
  });

  it('counts evidence once when it names the same piece twice', () => {
    const twice = aDecision(
      [
        piece('claim', ['sqlite', 'for'], 0.8),
        piece('doubt', ['postgres', 'for'], 0.5, { attacks: ['claim', 'claim'] }),
      ],
      [],
    );
    expect(standingFor(layOut(twice), agent('ann'), all(twice.evidence)).get('sqlite')).toBeCloseTo(0.7, 12);
  });
});

describe('choosing an option', () => {
  it('takes the first option of the file as the strongest among equals', () => {
    expect(strongest(standing(0.6, 0.6, 0.6))).toBe('a');
    expect(leadOf(standing(0.6, 0.7, 0.2), 'a')).toBeCloseTo(-0.1, 12);
  });

  it('takes no option while none leads by more than epsilon', () => {
    expect(settle(standing(0.6, 0.6 + EPSILON / 2), null, 0)).toBeNull();
    expect(settle(standing(0.6, 0.6 + EPSILON * 2), null, 0)).toBe('b');
  });

  it('leaves an option only for one that leads by more than the stubbornness', () => {
    expect(settle(standing(0.5, 0.69), 'a', 0.2)).toBe('a');
    expect(settle(standing(0.5, 0.71), 'a', 0.2)).toBe('b');
    expect(settle(standing(0.5, 0.5 + EPSILON / 2), 'a', 0)).toBe('a');
    expect(settle(standing(0, 1), 'a', 1)).toBe('a');
  });

  it('abstains from a vote between equal options, unless the agent is stubborn', () => {
    expect(ballot(standing(0.6, 0.6), 'a', 0)).toBeNull();
    expect(ballot(standing(0.6, 0.7), 'a', 0)).toBe('b');
    expect(ballot(standing(0.6, 0.7), 'a', 0.2)).toBe('a');
    expect(ballot(standing(0.6, 0.6), 'a', 0.2)).toBe('a');
    expect(ballot(standing(0.5, 0.5, 0.5), 'a', 0.2)).toBeNull();
    expect(ballot(standing(0.1, 0.8, 0.8), 'a', 0.2)).toBeNull();
  });
});
