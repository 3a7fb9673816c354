import { describe, expect, it } from 'vitest';
import { deliberate } from '../../../../src/domain/agents/deliberator/deliberator.ts';
import { aDecision, agent, askOf, phase, piece, split, turn } from './builders.ts';

describe('a revision', () => {
  it('moves to the option that leads by the stated evidence, and cites the peer and the evidence', () => {
    const decision = split();
    const heard = phase(decision, 'PROPOSAL', 0, []);
    const answer = deliberate(askOf(decision, 'REVISION', 'ann', heard));
    expect(answer).toMatchObject({ position: 'postgres', citedPeer: 'ben' });
    expect(answer.reason).toContain('"Quote p1, "verbatim"" (Title p1)');
    expect(answer.reason).toContain('BEN');
  });

  it('cites the peer whose evidence counted most, not the peer that spoke most', () => {
    const decision = aDecision(
      [
        piece('mine', ['sqlite', 'for'], 0.4),
        piece('weak', ['postgres', 'for'], 0.2),
        piece('strong', ['postgres', 'for'], 0.7),
      ],
      [agent('ann', { startsWith: ['mine'] }), agent('ben', { startsWith: [] }), agent('cat', { startsWith: [] })],
    );
    const heard = [
      turn('PROPOSAL', 'ann', { position: 'sqlite', evidence: ['mine'] }),
      turn('PROPOSAL', 'ben', { position: 'postgres', evidence: ['weak'] }),
      turn('PROPOSAL', 'cat', { position: 'postgres', evidence: ['strong'] }),
    ];
    expect(deliberate(askOf(decision, 'REVISION', 'ann', heard))).toMatchObject({
      position: 'postgres',
      citedPeer: 'cat',
    });
  });

  it('cites the evidence whose removal would change most, not the one that is strongest alone', () => {
    const options = ['sqlite', 'postgres', 'other'].map((id) => ({ id, label: id }));
    const decision = aDecision(
      [
        piece('mine', ['sqlite', 'for'], 0.2),
        piece('refuted', ['postgres', 'for'], 0.8),
        piece('refutes', ['other', 'against'], 1, { attacks: ['refuted'] }),
        piece('holds', ['postgres', 'for'], 0.5),
      ],
      [agent('ann', { startsWith: ['mine'] }), agent('ben'), agent('cat')],
      { options },
    );
    const heard = [
      turn('PROPOSAL', 'ann', { position: 'sqlite', evidence: ['mine'] }),
      turn('PROPOSAL', 'ben', { position: 'postgres', evidence: ['refuted', 'refutes'] }),
      turn('PROPOSAL', 'cat', { position: 'postgres', evidence: ['holds'] }),
    ];
    const answer = deliberate(askOf(decision, 'REVISION', 'ann', heard));
    expect(answer).toMatchObject({ position: 'postgres', citedPeer: 'cat' });
  });

  it('cites the piece that is strongest alone when each of two makes the other superfluous', () => {
    const options = ['sqlite', 'postgres', 'other'].map((id) => ({ id, label: id }));
    const decision = aDecision(
      [
        piece('aside', ['other', 'against'], 0.5),
        piece('mine', ['sqlite', 'for'], 0.2),
        piece('sure', ['postgres', 'for'], 1),
        piece('certain', ['postgres', 'for'], 1),
      ],
      [agent('ann', { startsWith: ['mine'] }), agent('ben'), agent('cat')],
      { options },
    );
    const heard = [
      turn('PROPOSAL', 'ann', { position: 'sqlite', evidence: ['mine'] }),
      turn('PROPOSAL', 'ben', { position: 'postgres', evidence: ['aside'] }),
      turn('PROPOSAL', 'cat', { position: 'postgres', evidence: ['sure', 'certain'] }),
    ];
    const answer = deliberate(askOf(decision, 'REVISION', 'ann', heard));
    expect(answer).toMatchObject({ position: 'postgres', citedPeer: 'cat' });
    expect(answer.reason).toContain('Quote sure');
  });

  it('cites a new piece, not one that was known at the last position', () => {
    const decision = aDecision(
      [
        piece('mine', ['sqlite', 'for'], 0.6),
        piece('old', ['postgres', 'for'], 0.5),
        piece('new', ['postgres', 'for'], 0.4),
      ],
      [agent('ann', { startsWith: ['mine'] }), agent('ben'), agent('cat')],
    );
    const heard = [
      turn('PROPOSAL', 'ann', { position: 'sqlite', evidence: ['mine'] }),
      turn('PROPOSAL', 'ben', { position: 'postgres', evidence: ['old'] }),
      turn('REVISION', 'ann', { position: 'sqlite' }),
      turn('CRITIQUE', 'cat', { round: 2, position: 'postgres', targetId: 'ann', evidence: ['new'] }),
    ];
    expect(deliberate({ ...askOf(decision, 'REVISION', 'ann', heard), round: 2 })).toMatchObject({
      position: 'postgres',
      citedPeer: 'cat',
    });
  });

  it('is not made by a stubborn agent', () => {
    const decision = split({ stubbornness: 0.5 });
    const heard = phase(decision, 'PROPOSAL', 0, []);
    const answer = deliberate(askOf(decision, 'REVISION', 'ann', heard));
    expect(answer).toMatchObject({ position: 'sqlite', citedPeer: null, reason: null });
    expect(answer.text).toContain('I stay with SQLite.');
  });

  it('states the strongest unused piece for its position, if there is one', () => {
    const plain = split();
    const decision = { ...plain, evidence: [...plain.evidence, piece('p3', ['postgres', 'for'], 0.3)] };
    const agents = decision.agents.map((one) => (one.id === 'ben' ? { ...one, startsWith: ['p1', 'p2', 'p3'] } : one));
    const heard = phase({ ...decision, agents }, 'PROPOSAL', 0, []);
    const answer = deliberate(askOf({ ...decision, agents }, 'REVISION', 'ben', heard));
    expect(answer).toMatchObject({ position: 'postgres', evidence: ['p3'] });
    expect(deliberate(askOf({ ...decision, agents }, 'REVISION', 'ann', heard)).evidence).toEqual([]);
  });
});
