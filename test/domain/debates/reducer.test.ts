import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply, EVENT_KINDS, replay } from '../../../src/domain/debates/apply.ts';
import { type DebateState, NEW_DEBATE } from '../../../src/domain/debates/debate-state.ts';
import { type DebateEventKind, type DebateEvents, TURN_EVENTS } from '../../../src/domain/debates/events.ts';
import type { DebateStore } from '../../../src/domain/debates/ports.ts';
import type { Mode, Protocol } from '../../../src/domain/debates/protocol.ts';
import type { DebateRunner, RunnerPorts } from '../../../src/domain/debates/run/runner.ts';
import type { TurnRequest } from '../../../src/domain/debates/run/turn-request.ts';
import type { Answer } from '../../../src/domain/debates/turn.ts';
import { eventCursor } from '../../../src/domain/events/cursor.ts';
import type { LoggedEvent } from '../../../src/domain/events/event.ts';
import { UserError } from '../../../src/domain/shared/errors.ts';
import { type DebatesWorld, LEASE_MS } from '../../support/debates-world.ts';
import { anAttempt, closed, modelWorld, open, PANEL } from '../../support/providers/model-debates.ts';
import type { Reply, Script } from '../../support/providers/scripted-panel.ts';

const MODES: readonly Mode[] = ['SAFE', 'DELIBERATE', 'VOTE', 'JUDGE', 'MODERATED', 'POLICY'];
const SIDES = ['ant-1', 'oai-1'];

/** The course of one debate: everything that decides its events. Times are milliseconds after its start. */
interface Story {
  readonly mode: Mode;
  readonly isOpen: boolean;
  readonly protocol: Partial<Protocol>;
  /** One number for each request, used again from the start at their end. `contentOf` gives their meaning. */
  readonly rolls: readonly number[];
  readonly stop: { readonly atMs: number; readonly how: 'DRAINED' | 'DIES_BEFORE_WRITE' | 'DIES_AFTER_WRITE' } | null;
  readonly interjectAtMs: number | null;
  readonly cancelAtMs: number | null;
  /** The event to fork the debate after, as a share of its events. */
  readonly forkAt: number;
}

const time = fc.nat(600);

const stories: fc.Arbitrary<Story> = fc.record({
  mode: fc.constantFrom(...MODES),
  isOpen: fc.boolean(),
  protocol: fc.record({ maxRounds: fc.integer({ min: 1, max: 3 }), debateAnyway: fc.boolean() }),
  rolls: fc.array(fc.nat(99), { minLength: 1, maxLength: 20 }),
  stop: fc.option(fc.record({ atMs: time, how: fc.constantFrom('DRAINED', 'DIES_BEFORE_WRITE', 'DIES_AFTER_WRITE') }), {
    freq: 2,
  }),
  interjectAtMs: fc.option(time, { freq: 2 }),
  cancelAtMs: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: time }),
  forkAt: fc.double({ min: 0.1, max: 1, noNaN: true }),
});

/** Whether agents may stay silent for ever. This is allowed only in a run that will be stopped. */
interface Silence {
  isAllowed: boolean;
}

/** Agents that differ, change positions, use texts that no database can store, and sometimes fail or stay silent. */
function scriptOf({ rolls }: Story, silence: Silence): Script {
  let next = 0;
  return (request): Reply => {
    const roll = rolls[next++ % rolls.length] ?? 0;
    if (roll % 8 === 7) return new Error(`Failed with ${roll}.`);
    if (roll % 8 === 6 && silence.isAllowed) return 'HANG';
    return { afterMs: roll, text: `Said \ud800 and \0 ${roll}.`, ...contentOf(request, roll) };
  };
}

function contentOf({ kind, isOpen, decision, ungrouped }: TurnRequest, roll: number): Partial<Answer> {
  const options = decision.options.map(({ id }) => id);
  const position = options[roll % (options.length + 1)] ?? null;
  switch (kind) {
    case 'GROUPING':
      return { groups: [{ candidateId: null, text: 'One', members: ungrouped.map((_, at) => at).slice(roll % 3) }] };
    case 'MODERATION':
    case 'JUDGEMENT':
      return {
        position,
        ruling: { isFinal: roll % 2 === 0, side: null, answer: isOpen ? `Ruling ${roll % 3}` : null },
      };
    case 'CRITIQUE':
      return { stated: [{ option: null, stance: 'for', criterion: 'cost', strength: 0.5, source: null, text: 'So.' }] };
    default:
      return isOpen && (options.length === 0 || roll % 3 === 0)
        ? { openAnswer: `Answer ${roll % 4}` }
        : { position, reason: `Roll ${roll}` };
  }
}

function wantedBy({ mode, isOpen, protocol }: Story) {
  const agents = mode === 'MODERATED' ? SIDES : PANEL;
  return isOpen ? open({ mode, ...protocol }, agents) : closed({ mode, ...protocol }, agents);
}

/** One process. After each of its commits, the reduced log must equal the debate in memory and the debate in its row. */
class CheckedProcess {
  readonly runner: DebateRunner;
  checks = 0;
  private readonly world: DebatesWorld;
  private readonly id: string;
  private live: DebateState | undefined;
  private isDead = false;
  private diesAfterWrite = false;

  constructor(world: DebatesWorld, id: string) {
    this.world = world;
    this.id = id;
    this.runner = world.anotherRunner((ports) => ({
      store: this.mortal(ports.store),
      atomically: this.checked(ports),
    }));
  }

  stop(how: NonNullable<Story['stop']>['how']): void {
    if (how === 'DRAINED') void this.runner.drain(0);
    else if (how === 'DIES_AFTER_WRITE') this.diesAfterWrite = true;
    else this.isDead = true;
  }

  private checked({ atomically }: RunnerPorts): RunnerPorts['atomically'] {
    return async (work) => {
      this.throwIfDead();
      const result = await atomically(work);
      await this.check();
      this.isDead ||= this.diesAfterWrite;
      this.throwIfDead();
      return result;
    };
  }

  private mortal(store: DebateStore): DebateStore {
    const save: DebateStore['save'] = (debate, fence) => {
      this.live = debate.state;
      return store.save(debate, fence);
    };
    return new Proxy(store, {
      get: (target, name) => {
        const method = name === 'save' ? save : (Reflect.get(target, name) as (...args: unknown[]) => Promise<unknown>);
        return async (...args: never[]) => {
          this.throwIfDead();
          return Reflect.apply(method, target, args);
        };
      },
    });
  }

  private throwIfDead(): void {
    if (this.isDead) throw new Error('The process is gone.');
  }

  private async check(): Promise<void> {
    this.checks++;
    const events = await this.world.events(this.id);
    expect(replay(events)).toStrictEqual(this.live);
    expect(this.live).toEqual(readOff(events));
    expect((await this.world.find(this.id)).state).toStrictEqual(this.live);
  }
}

/** The expected state, read from the whole log. This is no second reducer, but the result that a reducer must reach. */
function readOff(events: readonly LoggedEvent[]): DebateState {
  const payloads = <K extends DebateEventKind>(some: readonly LoggedEvent[], ...kinds: K[]) =>
    some.filter(({ kind }) => (kinds as string[]).includes(kind)).map(({ data }) => data as unknown as DebateEvents[K]);
  const origin = payloads(events, 'debate.started')[0]?.origin;
  const [shared, own] = [events.slice(0, origin?.seq ?? 0), events.slice(origin?.seq ?? 0)];
  const [started] = payloads(own, 'run.started');
  const [ended] = payloads(own, 'debate.ended');
  const turnKinds = Object.values(TURN_EVENTS);
  const dateOf = (one: { at: string } | undefined) => (one ? new Date(one.at) : null);
  return {
    seq: events.length,
    sharedSeq: shared.length,
    status: ended?.status ?? (started ? 'RUNNING' : 'PENDING'),
    outcome: ended?.outcome ?? null,
    stopReason: ended?.stopReason ?? null,
    startedAt: dateOf(started),
    endedAt: dateOf(ended),
    phase: payloads(events, 'phase.started').at(-1) ?? null,
    turns: payloads(events, ...turnKinds),
    failures: payloads(events, 'agent.failed'),
    candidates: payloads(events, 'candidates.named').at(-1)?.candidates ?? [],
    interjections: payloads(events, 'human.interjected'),
    abandoned: payloads(events, 'calls.abandoned'),
    verdict: payloads(events, 'verdict.reached')[0] ?? null,
    resumptions: payloads(own, 'run.resumed'),
    inherited: {
      turns: payloads(shared, ...turnKinds).length,
      failures: payloads(shared, 'agent.failed').length,
      abandoned: payloads(shared, 'calls.abandoned').length,
    },
  };
}

/** Runs the debate to its end, with all commands and stops of the story. */
async function hold(world: DebatesWorld, id: string, story: Story, silence: Silence): Promise<void> {
  const { stop, interjectAtMs, cancelAtMs } = story;
  await expectFolded(world, id);
  const process = new CheckedProcess(world, id);
  // A process that crashes after its next write needs an answer to write.
  silence.isAllowed = stop !== null && stop.how !== 'DIES_AFTER_WRITE';
  await process.runner.wake(id);
  const happenings = [
    { atMs: interjectAtMs, happen: () => command(world, id, 'INTERJECT') },
    { atMs: cancelAtMs, happen: () => command(world, id, 'CANCEL') },
    { atMs: stop?.atMs ?? null, happen: async () => stop && process.stop(stop.how) },
  ].flatMap(({ atMs, happen }) => (atMs === null ? [] : [{ atMs, happen }]));
  let now = 0;
  for (const { atMs, happen } of happenings.toSorted((one, other) => one.atMs - other.atMs)) {
    await world.clock.advance(atMs - now);
    now = atMs;
    await happen();
  }
  await world.clock.until(() => process.runner.running === 0);
  silence.isAllowed = false;
  await world.clock.advance(LEASE_MS + 1);
  const next = new CheckedProcess(world, id);
  await world.runToEnd(id, next.runner);
  expect(process.checks + next.checks).toBeGreaterThan(0);
  expect((await world.find(id)).isEnded).toBe(true);
  await expectFolded(world, id);
}

async function expectFolded(world: DebatesWorld, id: string): Promise<void> {
  const [{ state }, events] = [await world.find(id), await world.events(id)];
  expect(state).toStrictEqual(replay(events));
  expect(state).toEqual(readOff(events));
}

async function command(world: DebatesWorld, id: string, kind: 'INTERJECT' | 'CANCEL'): Promise<void> {
  const { workspaceId, userId: requestedBy } = world.actor;
  await world.store.command({ kind, debateId: id, workspaceId, requestedBy, text: 'Mind the \0 cost.' });
  await world.bus.notify({ workspaceId, stream: id });
}

/** Forks the debate at the place that the story names. Returns undefined when there is no turn before that place. */
async function forkOf(world: DebatesWorld, debateId: string, { forkAt }: Story): Promise<string | undefined> {
  const { length } = await world.events(debateId);
  const wanted = { debateId, after: eventCursor(debateId, Math.ceil(forkAt * length)), protocol: {} };
  try {
    return (await world.debates.fork(world.actor, wanted)).id;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** These stories are the same in every run of the tests. Together they cause every kind of event. */
const SAMPLE = fc.sample(stories, { numRuns: 24, seed: 14 });
const kinds = new Set<string>();

describe('the reducer', () => {
  it('reduces the log to the debate in memory and in its row, after every commit of every run', async () => {
    await fc.assert(
      fc.asyncProperty(stories, async (story) => {
        const silence: Silence = { isAllowed: false };
        const world = modelWorld(scriptOf(story, silence));
        world.panel.givenUp = [anAttempt()];
        const { id } = await world.start(wantedBy(story));
        await hold(world, id, story, silence);
        const forked = await forkOf(world, id, story);
        if (forked !== undefined) await hold(world, forked, story, silence);
        for (const one of [id, forked ?? id]) for (const kind of await world.kinds(one)) kinds.add(kind);
      }),
      { numRuns: 40, examples: SAMPLE.map((story): [Story] => [story]) },
    );
  });

  it('was tested with events of every kind', () => {
    expect([...kinds].toSorted()).toEqual(EVENT_KINDS.toSorted());
  });

  it('does not change its input state', () => {
    const event = { kind: 'candidates.named', data: { round: 1, candidates: [] } };
    const before = structuredClone(NEW_DEBATE);
    expect(apply(NEW_DEBATE, event)).not.toBe(NEW_DEBATE);
    expect(NEW_DEBATE).toStrictEqual(before);
  });
});
