import { describe, expect, it } from 'vitest';
import { turnRequestOf } from '../../../../src/domain/debates/run/turn-request-of.ts';
import { aDebate, aDecision, anAnswer } from '../../../support/builders.ts';
import { aCall, anAttempt, modelWorld, open } from '../../../support/providers/model-debates.ts';
import { type Reply, type Script, unless } from '../../../support/providers/scripted-panel.ts';

const WORDS = ['Ten.', '10', 'ten', 'Twelve.', 'A dozen'];

/** Five answers in words: the first three mean the same, and the last two mean the same. */
const script: Script = ({ kind, participantId }): Reply => {
  const words = WORDS[Number(participantId.slice(1)) - 1] ?? '';
  if (kind === 'PROPOSAL') return { openAnswer: words, text: words };
  if (kind === 'GROUPING') {
    return {
      groups: [
        { candidateId: null, text: 'Ten', members: [0, 1, 2] },
        { candidateId: null, text: 'Twelve', members: [3, 4] },
      ],
    };
  }
  return { position: 'c2' };
};

describe('an open question', () => {
  it('has its answers grouped by one recorded call, and the groups are counted', async () => {
    const world = modelWorld(script);
    const debate = await world.debate(open());
    expect(world.panel.questions.filter((question) => question.includes('GROUPING'))).toEqual(['grouper GROUPING 0']);
    expect(world.panel.asked.at(-1)?.ungrouped).toEqual(WORDS);
    expect(debate).toMatchObject({ stopReason: 'NOT_NEEDED', isOpen: true });
    expect(debate.verdict).toMatchObject({ winner: 'c1', answer: 'Ten', baseline: { position: 'c1', agreement: 0.6 } });
    expect(await world.payloads(debate.id, 'candidates.named')).toMatchObject([
      { round: 0, candidates: [{ id: 'c1' }, { id: 'c2' }] },
    ]);
  });

  it('keeps every different answer as a candidate when the grouper fails', async () => {
    const dead = unless(({ kind }) => (kind === 'GROUPING' ? new Error('Gone.') : undefined), script);
    const { candidates, verdict } = await modelWorld(dead).debate(open({ mode: 'VOTE' }));
    expect(candidates.map(({ text }) => text)).toEqual(WORDS);
    expect(verdict).toMatchObject({ outcome: 'DECIDED', isTied: true });
  });

  it('keeps answers without a group as candidates of their own', async () => {
    const some = unless(
      ({ kind }) =>
        kind === 'GROUPING' ? { groups: [{ candidateId: null, text: 'Ten', members: [0, 1] }] } : undefined,
      script,
    );
    const { candidates } = await modelWorld(some).debate(open({ mode: 'VOTE' }));
    expect(candidates.map(({ text, from }) => [text, from.length])).toEqual([
      ['Ten', 2],
      ['ten', 1],
      ['Twelve.', 1],
      ['A dozen', 1],
    ]);
  });

  it('accepts no new answer in a vote, and ends', async () => {
    const late = unless(
      ({ kind }) => (kind === 'VOTE' ? { openAnswer: 'Thirteen', position: null } : undefined),
      script,
    );
    const debate = await modelWorld(late).debate(open({ mode: 'DELIBERATE' }));
    expect(debate).toMatchObject({ status: 'COMPLETED', outcome: 'UNDECIDED' });
    expect(debate.candidates).toHaveLength(2);
  });

  it('is not grouped twice in the same round', async () => {
    const debate = aDebate({ decision: aDecision({ options: [], evidence: [] }), protocol: { mode: 'VOTE' } });
    debate.enterNextPhase();
    for (const { id } of debate.awaited)
      debate.answer(turnRequestOf(debate, id), anAnswer({ openAnswer: id }), new Date());
    debate.enterNextPhase();
    expect(debate.phase?.kind).toBe('GROUPING');
    // The answer of the grouper is stored here, but its result is not.
    expect(debate.enterNextPhase()).toBe('MAX_ROUNDS');
    expect(debate.candidates.map(({ text }) => text)).toEqual(['ann', 'bob', 'cy']);
  });

  it('has an answer even if a limit is reached before the grouping', async () => {
    const same: Script = () => ({ openAnswer: 'ten', call: aCall({ attempts: [anAttempt({ inputTokens: 900 })] }) });
    const wanted = { ...open(), protocol: { limits: { maxTokens: 1_000 } } };
    const { stopReason, verdict } = await modelWorld(same).debate(wanted);
    expect([stopReason, verdict?.answer, verdict?.isPartial]).toEqual(['BUDGET', 'ten', true]);
  });

  it('shows the candidates as options in the exchange, accepts new answers, and groups those too', async () => {
    const moving = unless(({ kind, round, participantId }): Reply | undefined => {
      if (kind === 'REVISION' && participantId === 'p1') return { openAnswer: 'Thirteen' };
      if (kind === 'GROUPING' && round === 1)
        return { groups: [{ candidateId: null, text: 'Thirteen', members: [0] }] };
      return undefined;
    }, script);
    const world = modelWorld(moving);
    const debate = await world.debate(open({ debateAnyway: true }));
    const revision = world.panel.asked.find(({ kind }) => kind === 'REVISION');
    expect(revision?.decision.options).toEqual([
      { id: 'c1', label: 'Ten' },
      { id: 'c2', label: 'Twelve' },
    ]);
    expect(debate.candidates.map(({ id }) => id)).toEqual(['c1', 'c2', 'c3']);
    const flips = await world.payloads(debate.id, 'position.changed');
    expect(flips).toContainEqual(expect.objectContaining({ participantId: 'p1', from: 'c1', to: 'c3' }));
    expect(debate.verdict).toMatchObject({ winner: 'c2', decidedBy: 'VOTES' });
  });
});
