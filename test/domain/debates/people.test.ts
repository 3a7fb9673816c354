import { describe, expect, it } from 'vitest';
import { LEASE_MS } from '../../support/debates-world.ts';
import { answering, closed, modelWorld } from '../../support/providers/model-debates.ts';
import { type Script, unless } from '../../support/providers/scripted-panel.ts';
import { refusals } from '../../support/refusals.ts';

const slow: Script = (ask) => ({ ...(answering('xxyyz', 'xxxxx')(ask) as object), afterMs: 1_000 });

describe('an interjection', () => {
  it('is given to the agents from the next phase on, once, and is in the log', async () => {
    const world = modelWorld(slow);
    const { id } = await world.start(closed());
    await world.runner.wake(id);
    await world.clock.settle();
    await world.clock.passing(world.debates.interject(world.actor, { debateId: id, text: 'Mind the cost.' }));
    await world.clock.until(() => world.runner.running === 0);
    expect(world.panel.asked.filter(({ kind }) => kind === 'PROPOSAL').flatMap((ask) => ask.interjections)).toEqual([]);
    for (const { interjections } of world.panel.asked.filter(({ kind }) => kind === 'REVISION')) {
      expect(interjections).toMatchObject([{ text: 'Mind the cost.', by: 'usr_local', kind: 'PROPOSAL', round: 0 }]);
    }
    expect(await world.payloads(id, 'human.interjected')).toHaveLength(1);
    expect(await world.store.commandsOf(id)).toEqual([]);
  });

  it('is not lost with the process that should deliver it, and is not delivered twice', async () => {
    for (let death = 1; death <= 7; death++) {
      const world = modelWorld(slow);
      const { id } = await world.start(closed());
      await world.debates.interject(world.actor, { debateId: id, text: 'Early.' });
      let commits = 0;
      const mortal = world.anotherRunner(({ atomically }) => ({
        atomically: (work) => (++commits >= death ? Promise.reject(new Error('dead')) : atomically(work)),
      }));
      await world.runToEnd(id, mortal);
      await world.clock.advance(LEASE_MS + 1);
      await world.runToEnd(id);
      expect(await world.payloads(id, 'human.interjected')).toMatchObject([{ text: 'Early.' }]);
      expect(await world.store.commandsOf(id)).toEqual([]);
    }
  });

  it.each([
    ['empty', ' ', 'INVALID_INPUT text'],
    ['too long', 'w'.repeat(4_001), 'INVALID_INPUT text'],
    ['text that no database can store', 'a\0b', 'INVALID_INPUT text'],
  ])('is refused when it is %s', async (_, text, problem) => {
    const world = modelWorld(slow);
    const { id } = await world.start(closed());
    expect(await refusals(() => world.debates.interject(world.actor, { debateId: id, text }))).toEqual([problem]);
  });

  it('is refused when the debate has ended', async () => {
    const world = modelWorld(slow);
    const { id } = await world.debate(closed());
    expect(await refusals(() => world.debates.interject(world.actor, { debateId: id, text: 'Late.' }))).toEqual([
      'CONFLICT debateId',
    ]);
  });
});

describe('the ground truth of a debate', () => {
  const record = (world: ReturnType<typeof modelWorld>, id: string, answer: string | null) =>
    world.debates.recordGroundTruth(world.actor, { debateId: id, ...(answer !== null && { groundTruth: answer }) });

  it('is stored with the debate and its record, and can be corrected', async () => {
    const world = modelWorld(slow);
    const { id } = await world.debate(closed());
    expect((await record(world, id, 'y')).groundTruth).toBe('y');
    expect((await record(world, id, 'x')).groundTruth).toBe('x');
    const withGroundTruth = await world.records.newest(world.actor.workspaceId, { groundTruth: 'KNOWN', limit: 10 });
    expect(withGroundTruth).toMatchObject([{ debateId: id, groundTruth: 'x', hadExchange: true }]);
  });

  it('may be none of the options', async () => {
    const world = modelWorld(slow);
    const { id } = await world.debate(closed());
    expect((await record(world, id, null)).groundTruth).toBe('-');
    expect((await world.debates.statistics(world.actor)).withGroundTruth).toBe(1);
  });

  it('is refused when it is no option, and for a debate without a verdict', async () => {
    const world = modelWorld(slow);
    const { id } = await world.debate(closed());
    expect(await refusals(() => record(world, id, 'w'))).toEqual(['INVALID_INPUT groundTruth']);
    const running = await world.start(closed());
    expect(await refusals(() => record(world, running.id, 'x'))).toEqual(['CONFLICT debateId']);
    expect(await refusals(() => record(world, 'dbt_9', 'x'))).toEqual(['NOT_FOUND id']);
  });

  it('changes the weights of the agents in later debates of the same kind, and of no other kind', async () => {
    const world = modelWorld(answering('xxyyy'));
    const kind = (name: string) => ({ ...closed({ mode: 'VOTE' }), decision: { ...closed().decision, kind: name } });
    for (let n = 0; n < 30; n++) await record(world, (await world.debate(kind('maths'))).id, 'x');
    const { participants, verdict } = await world.debate(kind('maths'));
    const [first, , third] = participants;
    expect(first?.weight).toBeGreaterThan((third?.weight ?? 0) * 4);
    expect(verdict).toMatchObject({ winner: 'x', baseline: { position: 'y', weightedPosition: 'x' } });
    const other = await world.debate(kind('law'));
    expect(other.participants.map(({ weight }) => weight)).toEqual(Array(5).fill(1));
    expect(other.verdict?.winner).toBe('y');
  });
});

describe('a fallback that gives two debaters the same model', () => {
  it('is marked in the verdict', async () => {
    const served = (model: string): Script =>
      unless(
        (ask) =>
          ['p1', 'p2'].includes(ask.participantId)
            ? { position: 'x', call: { requestedModel: `test:${ask.participantId}`, servedModel: model, attempts: [] } }
            : undefined,
        answering('xxxxx'),
      );
    expect((await modelWorld(served('router:one')).debate(closed())).verdict?.diversityLost).toBe(true);
    expect((await modelWorld(answering('xxxxx')).debate(closed())).verdict?.diversityLost).toBe(false);
  });
});
