import { describe, expect, it } from 'vitest';
import { answering, closed, MODELS, modelWorld } from '../../../support/providers/model-debates.ts';
import { type Reply, type Script, unless } from '../../../support/providers/scripted-panel.ts';
import { refusals } from '../../../support/refusals.ts';

/** A judge with one reply to its first request and another to its second. */
function judging(first: Reply, second: Reply, blind = 'xxyyz'): Script {
  return unless(
    ({ kind, round }) => (kind !== 'JUDGEMENT' ? undefined : round === 1 ? first : second),
    answering(blind),
  );
}

const wanted = closed({ mode: 'JUDGE' });

describe('JUDGE', () => {
  it('asks a model of another family that does not debate, with both orders of the candidates', async () => {
    const world = modelWorld(judging({ position: 'z' }, { position: 'z' }));
    const debate = await world.debate(wanted);
    const judge = debate.participants.find(({ role }) => role === 'JUDGE');
    expect(judge).toMatchObject({ agentId: 'dee-1', family: 'dee' });
    expect(world.panel.questions.slice(5)).toEqual(['judge JUDGEMENT 1', 'judge JUDGEMENT 2']);
    expect(debate).toMatchObject({
      stopReason: 'RULED',
      verdict: { winner: 'z', decidedBy: 'JUDGE', judgeConflict: false },
    });
  });

  it('treats a judge that contradicts itself as a tie: the leader of the votes wins', async () => {
    const { verdict } = await modelWorld(judging({ position: 'x' }, { position: 'y' }, 'xyyzz')).debate(wanted);
    expect(verdict?.decidedBy).toBe('BLIND');
    expect(['y', 'z']).toContain(verdict?.winner);
  });

  it('treats a judge that fails once or twice as a tie', async () => {
    for (const [first, second] of [
      [new Error('Gone.'), { position: 'z' }],
      [new Error('Gone.'), new Error('Gone.')],
    ] as [Reply, Reply][]) {
      const { verdict, status } = await modelWorld(judging(first, second, 'xxyyz')).debate(wanted);
      expect([status, verdict?.decidedBy, verdict?.outcome]).toEqual(['COMPLETED', 'BLIND', 'DECIDED']);
    }
  });

  it('asks no judge when all debaters agree', async () => {
    const world = modelWorld(judging({ position: 'z' }, { position: 'z' }, 'xxxxx'));
    const debate = await world.debate(wanted);
    expect([debate.stopReason, debate.verdict?.winner, world.panel.asked.length]).toEqual(['NOT_NEEDED', 'x', 5]);
  });

  it('is refused with a user error when every model debates', async () => {
    const world = modelWorld(answering('xxyyz'));
    expect(await refusals(() => world.start({ ...wanted, agents: MODELS }))).toEqual(['INVALID_INPUT judge']);
  });

  it('records that the judge is of the family of a debater', async () => {
    const world = modelWorld(judging({ position: 'z' }, { position: 'z' }, 'xy'), {
      models: ['ant-1', 'ant-2', 'oai-1'],
    });
    const { verdict } = await world.debate(closed({ mode: 'JUDGE' }, ['ant-1', 'oai-1']));
    expect(verdict?.judgeConflict).toBe(true);
  });
});
