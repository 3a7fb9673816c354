import { describe, expect, it } from 'vitest';
import { replay } from '../../../../src/domain/debates/apply.ts';
import { eventCursor } from '../../../../src/domain/events/cursor.ts';
import { verifyChain } from '../../../../src/domain/events/event.ts';
import { answering, closed, modelWorld, open } from '../../../support/providers/model-debates.ts';
import type { Script } from '../../../support/providers/scripted-panel.ts';
import { refusals } from '../../../support/refusals.ts';

async function original() {
  const world = modelWorld(answering('xxyyz', 'xxyyz'));
  const debate = await world.debate(closed({ maxRounds: 3 }));
  const events = await world.events(debate.id);
  const seqOf = (kind: string, nth = 1) => events.filter((event) => event.kind === kind)[nth - 1]?.seq ?? 0;
  const cursor = (seq: number) => eventCursor(debate.id, seq);
  return { world, debate, events, seqOf, cursor };
}

describe('replaying the events of a debate', () => {
  it('gives its stored state', async () => {
    const { debate, events } = await original();
    expect(replay(events)).toEqual(debate.state);
  });
});

describe('a fork', () => {
  it('shares every event up to the cursor, which the hash proves, and continues from there', async () => {
    const { world, debate, events, seqOf, cursor } = await original();
    const seq = seqOf('proposal.made', 3);
    const { id } = await world.debates.fork(world.actor, { debateId: debate.id, after: cursor(seq), protocol: {} });
    const asked = world.panel.asked.length;
    const forked = await world.runToEnd(id);

    expect(forked.origin).toEqual({ debateId: debate.id, seq, hash: events[seq - 1]?.hash });
    const own = await world.events(id);
    expect(own.slice(1, seq).map(({ digest }) => digest)).toEqual(events.slice(1, seq).map(({ digest }) => digest));
    expect(verifyChain(own)).toEqual({ intact: true, erased: [] });
    expect(world.panel.questions.slice(asked, asked + 2)).toEqual(['p4 PROPOSAL 0', 'p5 PROPOSAL 0']);
    expect(forked.turns.slice(0, 3)).toEqual(debate.turns.slice(0, 3));
    expect(forked.status).toBe('COMPLETED');
  });

  it('pays only for its own calls', async () => {
    const { world, debate, seqOf, cursor } = await original();
    const after = cursor(seqOf('proposal.made', 5));
    const { id } = await world.debates.fork(world.actor, { debateId: debate.id, after, protocol: {} });
    expect((await world.find(id)).spending).toMatchObject({ costUsd: 0 });
    expect((await world.runToEnd(id)).spending.costUsd).toBeCloseTo(0.05);
  });

  it('can have other agents, other limits and an interjection', async () => {
    const { world, debate, seqOf, cursor } = await original();
    const { id } = await world.debates.fork(world.actor, {
      debateId: debate.id,
      after: cursor(seqOf('proposal.made', 5)),
      agents: [{ participantId: 'p1', agentId: 'dee-1' }],
      protocol: { maxRounds: 1, limits: { maxTokens: 9_000 } },
      interjection: 'Mind the cost.',
    });
    const forked = await world.runToEnd(id);
    expect(forked.participants[0]).toMatchObject({ id: 'p1', agentId: 'dee-1' });
    expect(forked.protocol).toMatchObject({ maxRounds: 1, limits: { maxTokens: 9_000, maxCostUsd: 1 } });
    expect(world.panel.asked.at(-1)?.interjections).toMatchObject([{ text: 'Mind the cost.', by: 'usr_local' }]);
  });

  it.each(['answers.grouped', 'agent.failed'])(
    'after %s shares the candidates that were recorded with it',
    async (kind) => {
      const script: Script = ({ kind: asked, participantId }) => {
        if (asked === 'PROPOSAL') return { openAnswer: `Answer of ${participantId}` };
        if (asked === 'GROUPING' && kind === 'agent.failed') return new Error('Gone.');
        return asked === 'GROUPING'
          ? { groups: [{ candidateId: null, text: 'One', members: [0, 1] }] }
          : { position: 'c1' };
      };
      const world = modelWorld(script);
      const debate = await world.debate(open({ debateAnyway: true }));
      const events = await world.events(debate.id);
      const seq = events.find((event) => event.kind === kind)?.seq ?? 0;
      const after = eventCursor(debate.id, seq);
      const { id, candidates } = await world.debates.fork(world.actor, { debateId: debate.id, after, protocol: {} });
      expect(candidates).toEqual(debate.candidates);
      expect(await world.runToEnd(id)).toMatchObject({ status: 'COMPLETED', origin: { seq: seq + 1 } });
    },
  );

  it('has the limits that its own participants require', async () => {
    const world = modelWorld(answering('xxx'));
    const built = await world.debate();
    const after = eventCursor(built.id, 4);
    const agents = built.participants.map(({ id }) => ({ participantId: id, agentId: 'ant-1' }));
    const forking = (limits: object) =>
      world.debates.fork(world.actor, { debateId: built.id, after, agents, protocol: { limits } });
    expect((await forking({})).protocol.limits).toMatchObject({ maxCostUsd: 1, maxTokens: 500_000 });
    expect(await refusals(() => forking({ deadline: '2001-01-01T00:00:00.000Z', maxTokens: 0 }))).toEqual([
      'INVALID_INPUT limits.maxTokens',
      'INVALID_INPUT limits.deadline',
    ]);
    expect(await refusals(() => forking({ deadline: '2099-01-01T00:00:00.000Z' }))).toEqual([
      'INVALID_INPUT limits.deadline',
    ]);
  });

  it('does not change the original', async () => {
    const { world, debate, events, seqOf, cursor } = await original();
    const wanted = { debateId: debate.id, after: cursor(seqOf('proposal.made')), protocol: {} };
    await world.runToEnd((await world.debates.fork(world.actor, wanted)).id);
    expect(await world.events(debate.id)).toEqual(events);
  });

  it('is refused without a turn to continue from, and with invalid changes', async () => {
    const { world, debate, events, cursor, seqOf } = await original();
    const forking = (after: string, more: object = {}) =>
      refusals(() => world.debates.fork(world.actor, { debateId: debate.id, after, protocol: {}, ...more }));
    const turn = cursor(seqOf('proposal.made'));
    expect(await forking(cursor(1))).toEqual(['CONFLICT after']);
    expect(await forking(cursor(events.length))).toEqual(['CONFLICT after']);
    expect(await forking(cursor(events.length + 1))).toEqual(['BAD_CURSOR after']);
    expect(await forking('nonsense')).toEqual(['BAD_CURSOR after']);
    expect(await forking(turn, { agents: [{ participantId: 'p9', agentId: 'dee-1' }] })).toEqual([
      'INVALID_INPUT agents',
    ]);
    expect(await forking(turn, { agents: [{ participantId: 'p1', agentId: 'nobody' }] })).toEqual([
      'INVALID_INPUT agents',
    ]);
    expect(await forking(turn, { protocol: { maxRounds: 99 } })).toEqual(['INVALID_INPUT maxRounds']);
    for (const interjection of [' ', 'a\0b', 'w'.repeat(4_001)]) {
      expect(await forking(turn, { interjection })).toEqual(['INVALID_INPUT interjection']);
    }
  });
});
