import { describe, expect, it, vi } from 'vitest';
import { liveTurn } from '../../../../src/domain/debates/live/live-turn.ts';
import type { TurnText } from '../../../../src/domain/debates/live/turn-text.ts';
import { Unavailable } from '../../../../src/domain/shared/errors.ts';
import { DebatesWorld } from '../../../support/debates-world.ts';

const TURN = { participantId: 'ann', kind: 'PROPOSAL', round: 0 } as const;

/** A running debate with one turn that writes live text, and one reader with the text it has received. */
async function aReader(world = new DebatesWorld({ script: () => 'HANG' })) {
  const { id, workspaceId } = await world.start();
  await world.runner.wake(id);
  await world.clock.settle();
  const ref = { workspaceId, stream: id };
  const turn = liveTurn(world.channel, world.clock, ref, TURN);
  const { texts } = await world.debates.liveText(world.actor, id);
  const read: TurnText[] = [];
  const reading = (async () => {
    for await (const text of texts) read.push(text);
  })();
  await world.clock.settle();
  return { world, id, ref, turn, texts, read, reading };
}

/** Counts the listeners and waits that are left. All are 0 after the last reader has left. */
function listeners({ channel, bus, clock }: DebatesWorld): number[] {
  return [channel.listening, bus.listening, clock.sleeping];
}

describe('the live text of a debate', () => {
  it('contains the text from now on', async () => {
    const { world, turn, read } = await aReader();
    turn.text('One, ');
    await world.clock.advance(50);
    turn.text('two.');
    await world.clock.advance(50);
    expect(read).toEqual([
      { ...TURN, attempt: 1, offset: 0, text: 'One, ' },
      { ...TURN, attempt: 1, offset: 5, text: 'two.' },
    ]);
  });

  it('contains text between the request and the first read', async () => {
    const world = new DebatesWorld();
    const { id, workspaceId } = await world.start();
    const { texts } = await world.debates.liveText(world.actor, id);
    world.channel.send({ workspaceId, stream: id }, { ...TURN, attempt: 1, offset: 0, text: 'Early.' });
    expect((await texts.next()).value).toMatchObject({ text: 'Early.' });
    await texts.return();
  });

  it('contains nothing of other debates', async () => {
    const { world, read, ref } = await aReader();
    const other = await world.start();
    liveTurn(world.channel, world.clock, { ...ref, stream: other.id }, TURN).text('Elsewhere.');
    await world.clock.advance(100);
    expect(read).toEqual([]);
  });

  it('continues while the event log is unavailable, and ends with the debate when the log is back', async () => {
    const world = new DebatesWorld({ script: () => 'HANG' });
    const { id, turn, read, reading } = await aReader(world);
    const away = vi.spyOn(world.log, 'last').mockRejectedValue(new Unavailable('The database is away.'));
    await world.clock.advance(6_000);
    turn.text('Meanwhile.');
    await world.clock.advance(50);
    expect(read.map(({ text }) => text)).toEqual(['Meanwhile.']);
    away.mockRestore();
    await world.cancel(id);
    await world.clock.until(() => world.runner.running === 0);
    await reading;
  });

  it('ends with the debate after the last text, and removes its listeners', async () => {
    const { world, id, turn, read, reading } = await aReader();
    turn.text('Last words.');
    turn.done();
    await world.cancel(id);
    await world.clock.until(() => world.runner.running === 0);
    await reading;
    expect(read.map(({ text }) => text)).toEqual(['Last words.']);
    expect(listeners(world)).toEqual([0, 0, 0]);
  });

  it('ends at once when the debate has ended', async () => {
    const world = new DebatesWorld();
    const { id } = await world.debate();
    const { texts } = await world.debates.liveText(world.actor, id);
    expect(await texts.next()).toEqual({ done: true, value: undefined });
    expect(listeners(world)).toEqual([0, 0, 0]);
  });

  it('ends within seconds when the notification of the end is lost', async () => {
    const { world, id, reading } = await aReader(new DebatesWorld({ script: () => 'HANG', fate: () => [] }));
    let isOver = false;
    void reading.then(() => {
      isOver = true;
    });
    await world.clock.passing(world.cancel(id));
    await world.clock.until(() => world.runner.running === 0);
    await world.clock.advance(5_000);
    expect(isOver).toBe(true);
  });

  it('can be closed while no text comes, and before anything was read', async () => {
    const { world, id, texts, reading } = await aReader();
    const before = listeners(world);
    const unread = await world.debates.liveText(world.actor, id);
    await unread.texts.return();
    expect(listeners(world)).toEqual(before);
    await texts.return(undefined);
    await reading;
    expect(world.channel.listening).toBe(0);
  });

  it('keeps the newest 1,000 pieces for a slow reader', async () => {
    const world = new DebatesWorld();
    const { id, workspaceId } = await world.start();
    const { texts } = await world.debates.liveText(world.actor, id);
    for (let offset = 0; offset < 1_500; offset++) {
      world.channel.send({ workspaceId, stream: id }, { ...TURN, attempt: 1, offset, text: '.' });
    }
    expect((await texts.next()).value).toMatchObject({ offset: 500 });
    await texts.return();
  });

  it('skips messages of another form', async () => {
    const { world, ref, turn, read } = await aReader();
    const odd = [null, 7, 'text', [], {}, { ...TURN, kind: 'SONG', attempt: 1, offset: 0, text: 'la' }];
    for (const message of odd) world.channel.send(ref, message);
    turn.text('Words.');
    await world.clock.advance(50);
    expect(read.map(({ text }) => text)).toEqual(['Words.']);
  });

  it('never delays the debate: it ends even if the text is not read', async () => {
    const world = new DebatesWorld();
    const { id } = await world.start();
    const { texts } = await world.debates.liveText(world.actor, id);
    expect((await world.runToEnd(id)).isEnded).toBe(true);
    await texts.return();
  });

  it('fails when the event log cannot be read, and removes its listeners', async () => {
    const world = new DebatesWorld();
    const { id } = await world.start();
    world.log.last = async () => {
      throw new Error('The log is damaged.');
    };
    const { texts } = await world.debates.liveText(world.actor, id);
    await expect(texts.next()).rejects.toThrow('damaged');
    expect(listeners(world)).toEqual([0, 0, 0]);
  });

  it('is refused for a debate that the workspace does not have', async () => {
    const { world, id } = await aReader();
    const foreign = { ...world.actor, workspaceId: 'wsp_other' };
    await expect(world.debates.liveText(world.actor, 'dbt_none')).rejects.toThrow('There is no dbt_none here.');
    await expect(world.debates.liveText(foreign, id)).rejects.toThrow(`There is no ${id} here.`);
  });
});
