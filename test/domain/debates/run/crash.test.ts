import { describe, expect, it } from 'vitest';
import type { DebateStore } from '../../../../src/domain/debates/ports.ts';
import type { DebateRunner, RunnerPorts } from '../../../../src/domain/debates/run/runner.ts';
import { type LoggedEvent, verifyChain } from '../../../../src/domain/events/event.ts';
import { DebatesWorld, LEASE_MS } from '../../../support/debates-world.ts';
import { holding, type Script, unless } from '../../../support/providers/scripted-panel.ts';

/** Two rounds: bob fails in the critiques, and cy changes its position in the first round. */
const script: Script = unless(
  ({ participantId, kind }) => {
    if (participantId === 'bob' && kind === 'CRITIQUE') return new Error('Overloaded.');
    const moves = participantId === 'cy' && (kind === 'REVISION' || kind === 'VOTE');
    return moves ? { position: 'x', citedPeer: 'ann', reason: 'I see.' } : undefined;
  },
  holding({ ann: 'x', bob: 'z', cy: 'y' }),
);
const wanted = { protocol: { maxRounds: 2 } };
/** The same, where no two answers of a phase arrive together. */
const apart: Script = (ask) => ({
  ...(script(ask) as object),
  afterMs: { ann: 100, bob: 200, cy: 300 }[ask.participantId] ?? 0,
});

interface Death {
  readonly atCommit: number;
  /** Whether the write is still made, and only its result is lost. */
  readonly moment: 'before the write' | 'after the write';
}

/** A process that crashes at one of its commits. After that it reaches no store. */
function mortalRunner(world: DebatesWorld, death?: Death): { runner: DebateRunner; commits: () => number } {
  let commits = 0;
  let isDead = false;
  const alive = <T>(work: () => Promise<T>) => (isDead ? Promise.reject(new Error('dead')) : work());
  const mortal = (ports: RunnerPorts): Partial<RunnerPorts> => ({
    store: guarded(ports.store, alive),
    atomically: async (work) => {
      const isLast = ++commits === death?.atCommit;
      if (isLast && death?.moment === 'before the write') isDead = true;
      const result = await alive(() => ports.atomically(work));
      isDead ||= isLast;
      return alive(async () => result);
    },
  });
  return { runner: world.anotherRunner(mortal), commits: () => commits };
}

/** The store with every method wrapped by `by`. */
function guarded(store: DebateStore, by: <T>(work: () => Promise<T>) => Promise<T>): DebateStore {
  const through = (target: DebateStore, name: string | symbol) => {
    const method = Reflect.get(target, name) as (...args: unknown[]) => Promise<unknown>;
    return (...args: unknown[]) => by(() => method.apply(target, args));
  };
  return new Proxy(store, { get: through });
}

/** The events that a reader of the log sees, without times, salts and resumptions. */
function story(events: readonly LoggedEvent[]): unknown[] {
  return events.filter((event) => event.kind !== 'run.resumed').map(({ kind, data }) => withoutTimes({ kind, data }));
}

/** The turns that each agent received before its answer, by question. */
function heard(world: DebatesWorld): Record<string, unknown> {
  return Object.fromEntries(world.panel.asked.map((ask, at) => [world.panel.questions[at], withoutTimes(ask.heard)]));
}

function withoutTimes(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, inner) => (key === 'at' ? undefined : inner)));
}

async function undisturbed(script: Script) {
  const world = new DebatesWorld({ script });
  const { id } = await world.start(wanted);
  const { runner, commits } = mortalRunner(world);
  const { verdict } = await world.runToEnd(id, runner);
  return { verdict, story: story(await world.events(id)), commits: commits(), heard: heard(world) };
}

/** Commits: the first phase; answers, alone or together; each later phase with the last answers before it; the end. */
const WAYS = [
  ['together', script, 10],
  ['apart', apart, 1 + 5 * 3 + 3 + 1],
] as const;

describe.each(WAYS)('a run whose answers arrive %s, and that crashes,', async (_, script, commits) => {
  const whole = await undisturbed(script);
  const deaths = Array.from({ length: whole.commits }, (_, at) => at + 1).flatMap((atCommit) =>
    (['before the write', 'after the write'] as const).map((moment): Death => ({ atCommit, moment })),
  );

  it('is tested at every one of its commits', () => {
    expect(whole.story).toHaveLength(2 + 6 + 18 + 1 + 2);
    expect(whole.commits).toBe(commits);
  });

  it.each(deaths)('at commit $atCommit, $moment, is continued with the same result', async (death) => {
    const world = new DebatesWorld({ script });
    const { id } = await world.start(wanted);
    await world.runToEnd(id, mortalRunner(world, death).runner);
    const stored = await world.find(id);
    const keptTurns = [...stored.turns, ...stored.failures].map(
      (turn) => `${turn.participantId} ${turn.kind} ${turn.round}`,
    );
    const askedBefore = world.panel.asked.length;

    await world.clock.advance(LEASE_MS + 1);
    const debate = await world.runToEnd(id, world.anotherRunner());

    expect(debate.verdict).toEqual(whole.verdict);
    const events = await world.events(id);
    expect(story(events)).toEqual(whole.story);
    expect(verifyChain(events)).toEqual({ intact: true, erased: [] });
    const askedAgain = world.panel.questions.slice(askedBefore);
    expect(askedAgain.filter((question) => keptTurns.includes(question))).toEqual([]);
    expect([...keptTurns, ...askedAgain].sort()).toEqual(Object.keys(whole.heard).sort());
    expect(heard(world)).toEqual(whole.heard);
  });

  it('is recorded as resumed, unless it had not begun', async () => {
    for (const [atCommit, moment, resumed] of [
      [1, 'before the write', 0],
      [1, 'after the write', 1],
      [commits - 1, 'before the write', 1],
    ] as const) {
      const world = new DebatesWorld({ script });
      const { id } = await world.start(wanted);
      await world.runToEnd(id, mortalRunner(world, { atCommit, moment }).runner);
      await world.clock.advance(LEASE_MS + 1);
      await world.runToEnd(id, world.anotherRunner());
      expect(await world.payloads(id, 'run.resumed')).toEqual(
        Array(resumed).fill({ attempt: 2, at: expect.any(String), cutOff: [] }),
      );
    }
  });
});
