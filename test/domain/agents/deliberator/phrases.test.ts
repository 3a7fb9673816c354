import { describe, expect, it } from 'vitest';
import { deliberate } from '../../../../src/domain/agents/deliberator/deliberator.ts';
import { aDecision, agent, askOf, debate, participantsOf, phase, piece, workedExample } from './builders.ts';

describe('the text of a turn', () => {
  it('names the option, the exact quote, the source and the criterion', () => {
    const quote = 'Readers never block writers;\n“writers” never block readers.';
    const mvcc = piece('mvcc', ['postgres', 'for'], 0.8, {
      source: { title: 'PostgreSQL documentation: MVCC', document: 'mvcc', quote },
    });
    const answer = deliberate(askOf(aDecision([mvcc], [agent('ann'), agent('ben')]), 'PROPOSAL', 'ann'));
    expect(answer.text).toBe(
      `I start from PostgreSQL. "${quote}" (PostgreSQL documentation: MVCC) speaks for it on the speed.`,
    );
  });

  it('names the source without quote marks when there is no quote', () => {
    const bare = piece('bare', ['postgres', 'for'], 0.8, { source: { title: 'A handbook', document: 'h' } });
    const answer = deliberate(askOf(aDecision([bare], [agent('ann'), agent('ben')]), 'PROPOSAL', 'ann'));
    expect(answer.text).toBe('I start from PostgreSQL. The source A handbook speaks for it on the speed.');
  });

  it('quotes each stated piece exactly and with its source', () => {
    const decision = workedExample();
    const said = debate(decision).filter(({ evidence }) => evidence.length > 0);
    expect(new Set(said.map(({ kind }) => kind))).toEqual(new Set(['PROPOSAL', 'CRITIQUE', 'REVISION']));
    for (const { text, evidence } of said) {
      for (const id of evidence) expect(text).toContain(`"Quote ${id}, "verbatim"" (Title ${id})`);
    }
  });

  it('ends every sentence with one full stop', () => {
    for (const { text, reason } of debate(workedExample())) {
      expect(text).toMatch(/^[A-Z"].*[.!?]$/s);
      expect(`${text} ${reason ?? ''}`).not.toMatch(/\.\.|null|undefined|NaN| {2}/);
    }
  });

  it('never contains the name of a participant with a language model', () => {
    const decision = workedExample();
    const heard = phase(decision, 'PROPOSAL', 0, []);
    const participants = participantsOf(decision).map((one) =>
      one.id === 'ann' ? { ...one, label: 'Brandname 5', model: 'brandname-5' } : one,
    );
    const answer = deliberate({ ...askOf(decision, 'CRITIQUE', 'cat', heard), participants });
    expect(answer.targetId).toBe('ann');
    expect(answer.text).toMatch(/^A peer, I object: /);
  });
});
