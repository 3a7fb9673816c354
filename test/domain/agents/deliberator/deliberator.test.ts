import { describe, expect, it } from 'vitest';
import { deliberate } from '../../../../src/domain/agents/deliberator/deliberator.ts';
import { aDecision, agent, askOf, debate, phase, piece, split, turn, votesIn, workedExample } from './builders.ts';

describe('a proposal', () => {
  it('takes the best option by the known evidence and states the evidence for it', () => {
    const answer = deliberate(askOf(workedExample(), 'PROPOSAL', 'ben'));
    expect(answer.position).toBe('postgres');
    expect(answer.evidence).toEqual(['e6', 'e3']);
    expect(answer).toMatchObject({ targetId: null, citedPeer: null, reason: null, confidence: null });
  });

  it('is blind: earlier turns change nothing', () => {
    const decision = split();
    const heard = [turn('PROPOSAL', 'ben', { position: 'postgres', evidence: ['p1', 'p2'] })];
    const blind = deliberate(askOf(decision, 'PROPOSAL', 'ann'));
    expect(blind.position).toBe('sqlite');
    expect(deliberate(askOf(decision, 'PROPOSAL', 'ann', heard))).toEqual(blind);
  });

  it('omits evidence less than half as strong as the strongest', () => {
    expect(deliberate(askOf(split(), 'PROPOSAL', 'ben')).evidence).toEqual(['p1']);
  });

  it('states the three strongest pieces at most, and equal ones in the order of the file', () => {
    const many = [0.5, 0.6, 0.5, 0.7].map((strength, n) => piece(`m${n}`, ['sqlite', 'for'], strength));
    const decision = aDecision(many, [agent('ann'), agent('ben')]);
    expect(deliberate(askOf(decision, 'PROPOSAL', 'ann')).evidence).toEqual(['m3', 'm1', 'm0']);
  });

  it('states evidence against the other options when there is none for its own', () => {
    const decision = aDecision([piece('a1', ['postgres', 'against'], 0.4)], [agent('ann'), agent('ben')]);
    const answer = deliberate(askOf(decision, 'PROPOSAL', 'ann'));
    expect(answer).toMatchObject({ position: 'sqlite', evidence: ['a1'] });
    expect(answer.text).toContain('speaks against PostgreSQL on the speed');
  });

  it('takes no option when none leads', () => {
    const level = aDecision(
      [piece('a', ['sqlite', 'for'], 0.5), piece('b', ['postgres', 'for'], 0.5)],
      [agent('ann'), agent('ben', { startsWith: [] })],
    );
    for (const id of ['ann', 'ben']) {
      expect(deliberate(askOf(level, 'PROPOSAL', id))).toMatchObject({ position: null, evidence: [] });
    }
  });
});

describe('a critique', () => {
  it('states the strongest new attack on the option of a peer with another position', () => {
    const heard = phase(workedExample(), 'PROPOSAL', 0, []);
    const answer = deliberate(askOf(workedExample(), 'CRITIQUE', 'cat', heard));
    expect(answer).toMatchObject({ position: 'postgres', targetId: 'ann', evidence: ['e2'] });
  });

  it('attacks the evidence that the peer relied on', () => {
    const decision = aDecision(
      [
        piece('claim', ['sqlite', 'for'], 0.9),
        piece('base', ['postgres', 'for'], 0.5),
        piece('doubt', ['postgres', 'for'], 0.4, { attacks: ['claim'], criterion: 'risk' }),
      ],
      [
        agent('ann', { startsWith: ['claim'] }),
        agent('ben', { startsWith: ['base', 'doubt'], weights: { risk: 0.2 } }),
      ],
    );
    const heard = phase(decision, 'PROPOSAL', 0, []);
    const answer = deliberate(askOf(decision, 'CRITIQUE', 'ben', heard));
    expect(answer).toMatchObject({ targetId: 'ann', evidence: ['doubt'] });
    expect(answer.text).toContain('"Quote claim, "verbatim"" (Title claim)');
    expect(answer.text).toContain('"Quote doubt, "verbatim"" (Title doubt)');
  });

  it('may repeat an objection of another agent, but never its own', () => {
    const decision = workedExample();
    const first = phase(decision, 'PROPOSAL', 0, []);
    const heard = [...first, turn('CRITIQUE', 'ben', { position: 'postgres', targetId: 'ann', evidence: ['e2'] })];
    expect(deliberate({ ...askOf(decision, 'CRITIQUE', 'cat', heard), round: 2 })).toMatchObject({
      targetId: 'ann',
      evidence: ['e2'],
    });
    expect(deliberate({ ...askOf(decision, 'CRITIQUE', 'ben', heard), round: 2 })).toMatchObject({
      targetId: null,
      evidence: [],
    });
  });

  it('has no target when there is no objection', () => {
    const decision = aDecision([piece('a', ['sqlite', 'for'], 0.5)], [agent('ann'), agent('ben')]);
    const heard = phase(decision, 'PROPOSAL', 0, []);
    expect(deliberate(askOf(decision, 'CRITIQUE', 'ann', heard))).toMatchObject({ targetId: null, evidence: [] });
  });

  it('tells a peer with the same position the evidence that would change it', () => {
    const decision = aDecision(
      [
        piece('pro', ['sqlite', 'for'], 0.5),
        piece('own', ['sqlite', 'for'], 0.9),
        piece('con', ['sqlite', 'against'], 0.6),
      ],
      [agent('ann', { startsWith: ['pro'] }), agent('ben', { startsWith: ['own', 'con'] })],
    );
    const heard = phase(decision, 'PROPOSAL', 0, []).map((said) => ({ ...said, evidence: [] }));
    expect(heard.map(({ position }) => position)).toEqual(['sqlite', 'sqlite']);
    const answer = deliberate(askOf(decision, 'CRITIQUE', 'ben', heard));
    expect(answer).toMatchObject({ position: 'sqlite', targetId: 'ann', evidence: ['con'] });
  });
});

describe('hasMore', () => {
  const decision = aDecision(
    [piece('s1', ['sqlite', 'for'], 0.5), piece('p1', ['postgres', 'for'], 0.4), piece('p2', ['postgres', 'for'], 0.3)],
    [agent('ann', { startsWith: ['s1'] }), agent('ben', { startsWith: ['p1', 'p2'] })],
  );
  const proposals = [
    turn('PROPOSAL', 'ann', { position: 'sqlite', evidence: ['s1'] }),
    turn('PROPOSAL', 'ben', { position: 'postgres', evidence: ['p1'] }),
  ];

  it('is true while an unused piece would change the position of a peer, and false after it was stated', () => {
    expect(deliberate(askOf(decision, 'VOTE', 'ben', proposals)).hasMore).toBe(true);
    expect(deliberate(askOf(decision, 'REVISION', 'ben', proposals))).toMatchObject({
      evidence: ['p2'],
      hasMore: false,
    });
    expect(deliberate(askOf(decision, 'VOTE', 'ann', proposals)).hasMore).toBe(false);
  });

  it('is false when the piece would not be enough', () => {
    const stubborn = {
      ...decision,
      agents: [agent('ann', { startsWith: ['s1'], stubbornness: 0.3 }), agent('ben', { startsWith: ['p1', 'p2'] })],
    };
    expect(deliberate(askOf(stubborn, 'VOTE', 'ben', proposals)).hasMore).toBe(false);
  });
});

describe('a vote', () => {
  it('goes to the current option, with the lead as confidence', () => {
    const decision = workedExample();
    const votes = debate(decision).filter(({ kind }) => kind === 'VOTE');
    expect(votes.map(({ position }) => position)).toEqual(['sqlite', 'postgres', 'postgres']);
    expect(votes[0]?.confidence).toBeCloseTo(0.727 - 0.4112, 10);
    expect(votes[1]?.confidence).toBeCloseTo(0.76 - 0.597, 10);
    expect(votes[1]?.reason).toContain('PostgreSQL is ahead of SQLite by 0.16.');
  });

  it('of a stubborn agent whose option is behind has confidence 0', () => {
    const last = debate(split({ stubbornness: 0.5 })).find(
      ({ kind, participantId }) => kind === 'VOTE' && participantId === 'ann',
    );
    expect(last).toMatchObject({ position: 'sqlite', confidence: 0 });
    expect(last?.reason).toMatch(/PostgreSQL is ahead of SQLite by 0\.\d\d, .* 0\.50 it takes to move me/);
  });

  it('is an abstention when two options are equal', () => {
    const level = aDecision(
      [piece('a', ['sqlite', 'for'], 0.5), piece('b', ['postgres', 'for'], 0.5)],
      [agent('ann'), agent('ben')],
    );
    const heard = [turn('REVISION', 'ann', { position: 'sqlite' })];
    expect(deliberate(askOf(level, 'VOTE', 'ann', heard))).toMatchObject({ position: null, confidence: 0 });
  });

  it('has confidence 0 when the lead is less than epsilon', () => {
    const faint = aDecision([piece('a', ['sqlite', 'for'], 0.006)], [agent('ann'), agent('ben')]);
    expect(deliberate(askOf(faint, 'VOTE', 'ann'))).toMatchObject({ position: null, confidence: 0 });
  });

  it('may still change the position, and then cites the peer', () => {
    const heard = [...phase(split(), 'PROPOSAL', 0, [])];
    expect(deliberate(askOf(split(), 'VOTE', 'ann', heard))).toMatchObject({
      position: 'postgres',
      citedPeer: 'ben',
      evidence: [],
    });
  });
});

describe('a debate of deliberators', () => {
  it('gives the same result each time', () => {
    expect(debate(workedExample())).toEqual(debate(workedExample()));
  });

  it('shares the evidence of each agent and ends in agreement', () => {
    const turns = debate(split());
    expect([...votesIn(turns).values()]).toEqual(['postgres', 'postgres']);
    expect(turns.at(-1)?.round).toBe(1);
  });

  it('gives full weights to a participant that the file does not describe', () => {
    const ask = askOf(workedExample(), 'PROPOSAL', 'dan');
    expect(deliberate(ask).position).toBe('postgres');
  });
});
