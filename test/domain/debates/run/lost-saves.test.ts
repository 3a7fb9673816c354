import { describe, expect, it } from 'vitest';
import { commandStreamOf } from '../../../../src/domain/debates/run/known-commands.ts';
import { Interrupted, Unavailable } from '../../../../src/domain/shared/errors.ts';
import { DebatesWorld, LEASE_MS } from '../../../support/debates-world.ts';
import { holding, type Script } from '../../../support/providers/scripted-panel.ts';

/** Answers that arrive together are saved together, so these arrive one after the other. */
const apart: Script = (ask) => ({
  ...(holding({ ann: 'x', bob: 'x', cy: 'x' })(ask) as object),
  afterMs: { ann: 100, bob: 200, cy: 300 }[ask.participantId] ?? 0,
});
/** The first phase; two answers of each phase; the last one with the next phase, and by itself before the end; the end. */
const COMMITS = 1 + 4 * 3 + 1;
const TURNS = ['proposal.made', 'critique.made', 'revision.made', 'vote.cast'];

/** A debate whose nth save fails, and which is cancelled at the same moment. */
async function cancelledAtSave(nth: number) {
  const world = new DebatesWorld({ script: apart });
  const { id, workspaceId } = await world.start();
  let saves = 0;
  const runner = world.anotherRunner(({ atomically }) => ({
    atomically: async (work) => {
      if (++saves !== nth) return atomically(work);
      await world.store.command({ kind: 'CANCEL', debateId: id, workspaceId, requestedBy: world.actor.userId });
      await world.bus.notify(commandStreamOf(id));
      await world.clock.settle();
      throw new Error('no space left');
    },
  }));
  await runner.wake(id);
  while (runner.running > 0) await world.clock.advance(100);
  return { world, id, saves: () => saves };
}

/** The state in the row and in the log. They are equal as long as both are saved together. */
async function rowAndLog(world: DebatesWorld, id: string) {
  const { turns, phase, isEnded } = await world.find(id);
  const events = await world.events(id);
  const started = events.findLast(({ kind }) => kind === 'phase.started')?.data;
  return {
    row: { turns, phase, isEnded },
    log: {
      turns: events.filter(({ kind }) => TURNS.includes(kind)).map(({ data }) => data),
      phase: started ?? null,
      isEnded: events.some(({ kind }) => kind === 'debate.ended'),
    },
  };
}

describe('a run whose save fails while it is cancelled', () => {
  it('has as many saves as this test tries', async () => {
    const { saves } = await cancelledAtSave(COMMITS + 1);
    expect(saves()).toBe(COMMITS);
  });

  it.each(Array.from({ length: COMMITS }, (_, at) => at + 1))(
    'at save %i writes nothing more: row and log agree, and the next run cancels the debate',
    async (nth) => {
      const { world, id, saves } = await cancelledAtSave(nth);
      expect(saves()).toBe(nth);
      const left = await rowAndLog(world, id);
      expect(left.row).toEqual(left.log);
      expect(left.row.isEnded).toBe(false);
      expect(world.signals.at(-1)).toEqual({
        name: 'debateInterrupted',
        detail: { debateId: id, error: expect.any(Interrupted) },
      });

      await world.clock.advance(LEASE_MS + 1);
      expect(await world.runToEnd(id)).toMatchObject({ status: 'CANCELLED', stopReason: 'CANCELLED' });
      const ended = await rowAndLog(world, id);
      expect(ended.row).toEqual(ended.log);
    },
  );
});

it('a run that cannot read the commands is interrupted, and the next run continues', async () => {
  const world = new DebatesWorld();
  const { id } = await world.start();
  const { store } = world;
  let isAway = true;
  const runner = world.anotherRunner(() => ({
    store: Object.assign(Object.create(store) as typeof store, {
      commandsOf: async (debateId: string) => {
        if (isAway) throw new Unavailable('The database cannot be reached at the moment.');
        return store.commandsOf(debateId);
      },
    }),
  }));
  await runner.wake(id);
  while (runner.running > 0) await world.clock.settle();
  expect((await world.find(id)).isEnded).toBe(false);
  expect(world.signals.at(-1)).toMatchObject({ name: 'debateInterrupted' });

  isAway = false;
  await world.clock.advance(LEASE_MS + 1);
  expect(await world.runToEnd(id)).toMatchObject({ status: 'COMPLETED' });
});
