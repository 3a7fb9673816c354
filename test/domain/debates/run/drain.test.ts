import { describe, expect, it } from 'vitest';
import type { RequestTurn } from '../../../../src/domain/debates/ports.ts';
import { anAnswer } from '../../../support/builders.ts';
import { aCall, anAttempt, answering, closed, modelWorld, PANEL } from '../../../support/providers/model-debates.ts';
import type { Script } from '../../../support/providers/scripted-panel.ts';

const CALL_MS = 8_000;
const slow: Script = (ask) => ({ ...(answering('xxyyz', 'xyxyz')(ask) as object), afterMs: CALL_MS });

/** A debate whose first calls are in flight. */
async function inFlight(script: Script) {
  const world = modelWorld(script);
  const { id } = await world.start(closed({ mode: 'DELIBERATE', maxRounds: 12 }));
  await world.runner.wake(id);
  await world.clock.advance(1_000);
  return { world, id };
}

describe('a server that stops', () => {
  it('lets the calls in flight end, stores their turns, and starts no other call', async () => {
    const { world, id } = await inFlight(slow);
    const drained = world.runner.drain(10_000);
    await world.clock.advance(CALL_MS);
    await drained;
    expect(world.panel.stopped).toEqual([]);
    expect(world.panel.asked).toHaveLength(PANEL.length);
    const { turns, abandoned, status, spending } = await world.find(id);
    expect([turns.length, abandoned, status]).toEqual([PANEL.length, [], 'RUNNING']);
    expect(spending.costUsd).toBeCloseTo(0.05);
    expect(await world.store.unheld(1)).toEqual([id]);
  });

  it('hands the debate over: another process goes on and repeats no call', async () => {
    const { world, id } = await inFlight(slow);
    const drained = world.runner.drain(10_000);
    await world.clock.advance(CALL_MS);
    await drained;
    const { status } = await world.runToEnd(id, world.anotherRunner());
    expect(status).toBe('COMPLETED');
    expect(new Set(world.panel.questions).size).toBe(world.panel.questions.length);
  });

  it('gives up the calls that are open after its time, and stores what they cost', async () => {
    const { world, id } = await inFlight(() => 'HANG');
    world.panel.givenUp = [anAttempt({ failure: 'CANCELLED', costUsd: 0.02, isEstimated: true })];
    const drained = world.runner.drain(10_000);
    await world.clock.advance(9_000);
    expect(world.panel.stopped).toEqual([]);
    await world.clock.advance(1_000);
    await drained;
    expect(world.panel.stopped).toHaveLength(PANEL.length);
    const { spending, awaited, abandoned } = await world.find(id);
    expect([spending.costUsd, awaited.length, abandoned.length]).toEqual([0.1, PANEL.length, PANEL.length]);
  });

  it('stores the turns that end in time beside those that do not', async () => {
    const world = modelWorld((ask) => (ask.participantId.endsWith('1') ? 'HANG' : slow(ask)));
    const { id } = await world.start(closed({ mode: 'DELIBERATE', maxRounds: 12 }));
    await world.runner.wake(id);
    await world.clock.advance(1_000);
    const hanging = world.panel.asked.filter(({ participantId }) => participantId.endsWith('1')).length;
    const drained = world.runner.drain(10_000);
    await world.clock.advance(10_000);
    await drained;
    const { turns, awaited } = await world.find(id);
    expect([hanging > 0, turns.length, awaited.length]).toEqual([true, PANEL.length - hanging, hanging]);
  });

  it('starts no further attempt of a turn. The turn has not failed, and its attempts count', async () => {
    const world = modelWorld(slow);
    const asked: string[] = [];
    const ask: RequestTurn = async (request, listener, signal) => {
      asked.push(request.participantId);
      listener.attempting();
      await world.clock.sleep(CALL_MS, signal);
      if (asked.length > PANEL.length) return anAnswer({ position: 'x', call: aCall() });
      listener.attempted(anAttempt({ failure: 'OVERLOADED' }));
      listener.attempting();
      throw new Error('A further attempt was started.');
    };
    const { id } = await world.start(closed({ mode: 'DELIBERATE', maxRounds: 12 }));
    const runner = world.anotherRunner(() => ({ ask }));
    await runner.wake(id);
    await world.clock.advance(1_000);
    const drained = runner.drain(10_000);
    await world.clock.advance(CALL_MS);
    await drained;
    const { failures, awaited, spending } = await world.find(id);
    expect([failures, awaited.length]).toEqual([[], PANEL.length]);
    expect(spending.costUsd).toBeCloseTo(0.05);
  });
});
