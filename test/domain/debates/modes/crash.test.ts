import { describe, expect, it } from 'vitest';
import type { Protocol } from '../../../../src/domain/debates/protocol.ts';
import type { RunnerPorts } from '../../../../src/domain/debates/run/runner.ts';
import { verifyChain } from '../../../../src/domain/events/event.ts';
import { type DebatesWorld, LEASE_MS } from '../../../support/debates-world.ts';
import { answering, closed, modelWorld, open } from '../../../support/providers/model-debates.ts';
import { type Reply, type Script, unless } from '../../../support/providers/scripted-panel.ts';

/** A reply for every kind of turn. */
const script: Script = unless(
  ({ kind, round, participantId, isOpen }): Reply | undefined => {
    if (kind === 'PROPOSAL' && isOpen) return { openAnswer: `Answer of ${participantId}`, text: participantId };
    if (kind === 'ARGUMENT' || kind === 'REPLY') return { text: `${kind} ${round}` };
    if (kind === 'GROUPING') return { groups: [{ candidateId: null, text: 'One', members: [0, 1] }] };
    if (kind === 'REVISION' && isOpen) return { position: 'c1', reason: 'I see.' };
    if (kind === 'MODERATION') return { ruling: { isFinal: false, side: null, answer: null } };
    if (kind === 'JUDGEMENT' && isOpen)
      return round === 1 ? {} : { ruling: { isFinal: true, side: null, answer: 'Two' } };
    if (kind === 'JUDGEMENT') return { position: 'z' };
    return undefined;
  },
  answering('xxyyz', 'zzzzy'),
);

const sides = ['ant-1', 'oai-1'];
const debates: [string, ReturnType<typeof closed | typeof open>][] = [
  ...(['SAFE', 'DELIBERATE', 'VOTE', 'JUDGE'] satisfies Protocol['mode'][]).map(
    (mode) => [mode, closed({ mode })] as [string, ReturnType<typeof closed>],
  ),
  ['SAFE, open', open({ mode: 'SAFE', debateAnyway: true })],
  ['MODERATED', open({ mode: 'MODERATED', maxRounds: 2 }, sides)],
];

/** A process that crashes at its `atCommit`-th commit, before or after the write. */
function mortal(atCommit: number, isWritten: boolean) {
  let commits = 0;
  const counted = { get: () => commits };
  const runner = (world: DebatesWorld) =>
    world.anotherRunner((ports: RunnerPorts) => {
      let isDead = false;
      const alive = <T>(work: () => Promise<T>) => (isDead ? Promise.reject(new Error('dead')) : work());
      return {
        store: new Proxy(ports.store, {
          get: (target, name) => {
            const method = Reflect.get(target, name) as (...args: unknown[]) => Promise<unknown>;
            return (...args: unknown[]) => alive(() => method.apply(target, args));
          },
        }),
        atomically: async (work) => {
          const isLast = ++commits === atCommit;
          if (isLast && !isWritten) isDead = true;
          const result = await alive(() => ports.atomically(work));
          isDead ||= isLast;
          return alive(async () => result);
        },
      };
    });
  return { runner, counted };
}

async function story(world: DebatesWorld, id: string) {
  const events = (await world.events(id)).filter(({ kind }) => kind !== 'run.resumed');
  const told = JSON.stringify(
    events.map(({ kind, data }) => ({ kind, data })),
    (key, value) => (key === 'at' ? '' : value),
  );
  return JSON.parse(told) as unknown;
}

describe.each(debates)('a process that crashes in a debate of mode %s', (_, wanted) => {
  it('loses nothing: the next run reaches the same log and requests no stored turn again', async () => {
    const whole = modelWorld(script);
    const first = await whole.start(wanted);
    const { runner, counted } = mortal(Number.POSITIVE_INFINITY, true);
    const ended = await whole.runToEnd(first.id, runner(whole));
    expect(ended.status).toBe('COMPLETED');
    const expected = await story(whole, first.id);

    for (let at = 1; at <= counted.get(); at++) {
      for (const isWritten of [true, false]) {
        const world = modelWorld(script);
        const { id } = await world.start(wanted);
        await world.runToEnd(id, mortal(at, isWritten).runner(world));
        const left = await world.find(id);
        const stored = left.turns.length;
        const inFlight = left.awaited.map(({ id }) => id);
        const asked = world.panel.asked.length;
        await world.clock.advance(LEASE_MS + 1);
        await world.runToEnd(id, world.anotherRunner());
        expect(await story(world, id)).toEqual(expected);
        expect(verifyChain(await world.events(id))).toEqual({ intact: true, erased: [] });
        expect(world.panel.asked.length - asked).toBe(ended.turns.length - stored);
        const resumptions = left.status === 'RUNNING' ? [{ attempt: 2, at: expect.any(String), cutOff: inFlight }] : [];
        expect(await world.payloads(id, 'run.resumed')).toEqual(resumptions);
        expect((await world.find(id)).resumptions.map(({ cutOff }) => cutOff)).toEqual(
          resumptions.map(({ cutOff }) => cutOff),
        );
      }
    }
  });

  it('leaves no pending call when it is drained between two turns', async () => {
    const world = modelWorld(script);
    const { id } = await world.start({ ...wanted, protocol: { ...wanted.protocol, paceMs: 1_000 } });
    const first = world.anotherRunner();
    await first.wake(id);
    await world.clock.advance(1_500);
    await first.drain(0);
    await world.runToEnd(id, world.anotherRunner());
    expect(await world.payloads(id, 'run.resumed')).toEqual([{ attempt: 2, at: expect.any(String), cutOff: [] }]);
  });
});
