import { describe, expect, it } from 'vitest';
import type { Ruling } from '../../../../src/domain/debates/turn.ts';
import { closed, modelWorld, open } from '../../../support/providers/model-debates.ts';
import { type Reply, type Script, unless } from '../../../support/providers/scripted-panel.ts';

const ruling = (answer: string | null, isFinal = true): { ruling: Ruling } => ({
  ruling: { isFinal, side: null, answer },
});

/** A debate whose moderator has no preference before round `until`, and whose judge decides for `judged`. */
function script(until: number, judged = 'Judged.'): Script {
  return ({ kind, round }): Reply => {
    if (kind === 'PROPOSAL') return { text: 'First.', openAnswer: 'First.' };
    if (kind === 'MODERATION') return round < until ? ruling(null, false) : ruling('Moderated.');
    if (kind === 'JUDGEMENT') return round === 1 ? { text: 'A: First. B: Second.' } : ruling(judged);
    return { text: `${kind} ${round}` };
  };
}

const wanted = open({ mode: 'MODERATED', maxRounds: 2 }, ['ant-1', 'oai-1']);

describe('MODERATED', () => {
  it('has two sides that speak in turn, a moderator after each round, and a judge at the end', async () => {
    const world = modelWorld(script(9));
    const debate = await world.debate(wanted);
    expect(debate.participants.map(({ role }) => role)).toEqual(['AFFIRMATIVE', 'NEGATIVE', 'MODERATOR', 'JUDGE']);
    expect(new Set(debate.participants.map(({ agentId }) => agentId)).size).toBe(4);
    expect(world.panel.questions).toEqual([
      ...['p1 PROPOSAL 0', 'p1 ARGUMENT 1', 'p2 REPLY 1', 'moderator MODERATION 1'],
      ...['p1 ARGUMENT 2', 'p2 REPLY 2', 'moderator MODERATION 2', 'judge JUDGEMENT 1', 'judge JUDGEMENT 2'],
    ]);
    expect(debate).toMatchObject({ stopReason: 'RULED', verdict: { decidedBy: 'JUDGE', answer: 'Judged.' } });
  });

  it('ends as soon as the moderator has a preference', async () => {
    const { verdict } = await modelWorld(script(1)).debate(wanted);
    expect(verdict).toMatchObject({ decidedBy: 'MODERATOR', answer: 'Moderated.', debateGain: 'UNKNOWN' });
  });

  it('recognises the first answer when it is ruled right', async () => {
    const { verdict, candidates } = await modelWorld(script(9, 'First.')).debate(wanted);
    expect(candidates).toHaveLength(1);
    expect(verdict).toMatchObject({ winner: 'c1', debateGain: 'UNCHANGED', baseline: { position: 'c1' } });
  });

  it('gives each side the turns of the other, and the judge all turns', async () => {
    const world = modelWorld(script(9));
    await world.debate(wanted);
    const heard = (question: string) =>
      world.panel.asked[world.panel.questions.indexOf(question)]?.heard.map(({ text }) => text);
    expect(heard('p1 PROPOSAL 0')).toEqual([]);
    expect(heard('p2 REPLY 1')).toEqual(['First.', 'ARGUMENT 1']);
    expect(heard('judge JUDGEMENT 2')).toHaveLength(8);
  });

  it.each([
    ['moderator', 'MODERATION', 'JUDGE'],
    ['judge', 'JUDGEMENT', 'BLIND'],
    ['negative side', 'REPLY', 'JUDGE'],
    ['affirmative side', 'ARGUMENT', 'JUDGE'],
  ])('is decided even if the %s fails', async (_, dead, decidedBy) => {
    const world = modelWorld(unless(({ kind }) => (kind === dead ? new Error('Gone.') : undefined), script(9)));
    const debate = await world.debate(wanted);
    expect(debate).toMatchObject({ status: 'COMPLETED', outcome: 'DECIDED', verdict: { decidedBy } });
    expect(debate.verdict?.answer).toBeTruthy();
  });

  it('adds nothing to the statistics of agents, because only one side answers blind', async () => {
    const world = modelWorld(script(9));
    const { id, verdict } = await world.debate(wanted);
    await world.debates.recordGroundTruth(world.actor, { debateId: id, groundTruth: 'c1' });
    expect(await world.records.newest(world.actor.workspaceId, { groundTruth: 'ANY', limit: 9 })).toEqual([]);
    expect(verdict).toMatchObject({ participation: { participants: 2, failed: 0 }, baseline: { agreement: 1 } });
  });

  it('is not ended by a ruling when the judge fails', async () => {
    const world = modelWorld(unless(({ kind }) => (kind === 'JUDGEMENT' ? new Error('Gone.') : undefined), script(9)));
    expect(await world.debate(wanted)).toMatchObject({ stopReason: 'MAX_ROUNDS', verdict: { decidedBy: 'BLIND' } });
  });

  it('counts the last position of a side as dissent when there are options', async () => {
    const sides: Script = ({ kind }) => {
      if (kind === 'MODERATION') return { position: 'x', ruling: { isFinal: true, side: null, answer: 'x' } };
      return { position: kind === 'REPLY' ? 'y' : 'x' };
    };
    const { verdict } = await modelWorld(sides).debate(closed({ mode: 'MODERATED' }, ['ant-1', 'oai-1']));
    expect(verdict).toMatchObject({
      winner: 'x',
      decidedBy: 'MODERATOR',
      dissent: [{ participantId: 'p2', position: 'y' }],
    });
  });

  it('fails when both sides fail', async () => {
    const world = modelWorld(({ participantId }) => (participantId.startsWith('p') ? new Error('Gone.') : {}));
    expect(await world.debate(wanted)).toMatchObject({ status: 'FAILED', stopReason: 'QUORUM_LOST' });
  });
});
