import { type Actor, LOCAL_OWNER } from '../../src/domain/access/actor.ts';
import { AuditLog } from '../../src/domain/audit/audit-log.ts';
import type { Debate } from '../../src/domain/debates/debate.ts';
import { Debates } from '../../src/domain/debates/debates.ts';
import { DebateRunner, type RunnerPorts } from '../../src/domain/debates/run/runner.ts';
import type { StartDebate } from '../../src/domain/debates/start/check-start.ts';
import { dispatch } from '../../src/domain/events/dispatch.ts';
import type { LoggedEvent } from '../../src/domain/events/event.ts';
import { Receipts } from '../../src/domain/receipts/receipts.ts';
import { Idempotency } from '../../src/domain/shared/idempotency.ts';
import type { Signals } from '../../src/domain/shared/signals.ts';
import { Usage } from '../../src/domain/usage/usage.ts';
import { MemoryChannel } from '../../src/infra/events/memory-channel.ts';
import { workContext } from '../../src/infra/log-context.ts';
import { aDecision } from './builders.ts';
import { FakeBus, type Fate } from './fake-bus.ts';
import { FakeClock } from './fake-clock.ts';
import { FakeKeyRing } from './fake-key-ring.ts';
import { MemoryAuditStore } from './memory/memory-audit.ts';
import { MemoryDatabase } from './memory/memory-database.ts';
import { MemoryDebateStore } from './memory/memory-debates.ts';
import { MemoryEventFeed, MemoryReactorCheckpoints } from './memory/memory-event-feed.ts';
import { MemoryIdempotencyStore } from './memory/memory-idempotency.ts';
import { countingRandom, MemoryEventLog } from './memory/memory-log.ts';
import { MemoryReceiptStore } from './memory/memory-receipts.ts';
import { MemoryDebateRecords } from './memory/memory-records.ts';
import { MemoryUsageStore } from './memory/memory-usage.ts';
import { panelOf } from './providers/scripted-models.ts';
import { holding, type Script, ScriptedPanel } from './providers/scripted-panel.ts';

export const LEASE_MS = 15_000;

export interface WorldWish {
  readonly script?: Script;
  readonly maxRunning?: number;
  readonly fate?: (nth: number) => Fate;
  readonly actor?: Actor;
  /** Ids of the available language models; see `panelOf`. */
  readonly models?: readonly string[];
  readonly mostOpen?: number;
}

/** Debates and a process that runs them, composed like the server, with fakes. */
export class DebatesWorld {
  readonly clock = new FakeClock();
  readonly database = new MemoryDatabase();
  readonly records = new MemoryDebateRecords(this.database);
  readonly store = new MemoryDebateStore(this.clock, this.database, this.records);
  readonly log = new MemoryEventLog(this.clock, this.database);
  readonly eventFeed = new MemoryEventFeed(this.log);
  readonly checkpoints = new MemoryReactorCheckpoints(this.clock, this.database);
  readonly usage: Usage;
  readonly actor: Actor;
  readonly bus: FakeBus;
  readonly channel = new MemoryChannel();
  readonly panel: ScriptedPanel;
  readonly debates: Debates;
  readonly runner: DebateRunner;
  readonly keyRing = new FakeKeyRing();
  readonly receiptStore = new MemoryReceiptStore(this.clock, this.database);
  readonly receipts: Receipts;
  readonly auditStore = new MemoryAuditStore(this.database);
  readonly auditLog: AuditLog;
  readonly keys = new MemoryIdempotencyStore(this.clock, this.database);
  readonly idempotency: Idempotency;
  isDraining = false;
  /** Ids of debates that were queued to run soon. */
  readonly woken: string[] = [];
  readonly signals: { name: keyof Signals; detail: Signals[keyof Signals] }[] = [];
  private readonly ports: RunnerPorts;

  constructor({ script = holding({ ann: 'x', bob: 'x', cy: 'x' }), fate, ...wish }: WorldWish = {}) {
    const { clock, store, log, database } = this;
    this.actor = wish.actor ?? LOCAL_OWNER;
    this.bus = new FakeBus(clock, fate);
    this.panel = new ScriptedPanel(clock, script);
    const emit = <K extends keyof Signals>(name: K, detail: Signals[K]) => void this.signals.push({ name, detail });
    const { atomically } = database;
    const { afterCommit } = database;
    this.idempotency = new Idempotency({ store: this.keys, atomically, clock, ids: countingIds() });
    this.auditLog = new AuditLog({
      ...{ store: this.auditStore, atomically, ids: countingIds(), clock },
      organisationOf: async (workspaceId) => workspaceId.replace('wsp_', 'org_'),
    });
    const recordAction = this.auditLog.record.bind(this.auditLog);
    this.receipts = new Receipts({
      ...{ clock, log, atomically, ids: countingIds(), keyRing: this.keyRing, random: countingRandom() },
      recordAction,
      store: this.receiptStore,
    });
    const issueReceipt = (debate: Debate) => this.receipts.issue(debate);
    const shared = {
      clock,
      store,
      log,
      bus: this.bus,
      channel: this.channel,
      atomically,
      emit,
      issueReceipt,
      recordAction,
    };
    const { eventFeed, checkpoints } = this;
    this.usage = new Usage({ ...shared, store: new MemoryUsageStore(database), eventFeed, checkpoints });
    const wakeSoon = async (id: string) => void this.woken.push(id);
    this.debates = new Debates({
      ...shared,
      ids: countingIds(),
      eraseReceipt: (ref) => this.receipts.erase(ref),
      wakeSoon,
      settleBeforeErasure: (ref) => this.usage.settle(ref),
      afterCommit,
      isDraining: () => this.isDraining,
      panel: panelOf(wish.models),
      records: this.records,
      defaultLimits: { maxCostUsd: 1, maxTokens: 500_000, deadline: null },
      mostOpen: wish.mostOpen ?? 100,
      readBatch: 3,
    });
    const running = { holder: 'node-1', maxRunning: wish.maxRunning ?? 10, leaseMs: LEASE_MS };
    const { records, panel } = this;
    const context = workContext;
    this.ports = { ...shared, ...running, context, wakeSoon, records, ask: panel.ask, findCruxes: () => [] };
    this.runner = new DebateRunner(this.ports);
  }

  /** Another process on the same database. */
  anotherRunner(differently: (ports: RunnerPorts) => Partial<RunnerPorts> = () => ({})): DebateRunner {
    return new DebateRunner({ ...this.ports, holder: 'node-2', ...differently(this.ports) });
  }

  start(wanted: Partial<StartDebate> = {}): Promise<Debate> {
    return this.debates.start(this.actor, { decision: aDecision(), protocol: {}, ...wanted });
  }

  /** Cancels a debate, and returns it as `cancelDebate` does. */
  async cancel(id: string): Promise<Debate> {
    return this.debates.untilEnded(this.actor, await this.debates.cancel(this.actor, { id }));
  }

  /** Starts a debate and lets it run to its end. */
  async debate(wanted: Partial<StartDebate> = {}): Promise<Debate> {
    return this.runToEnd((await this.start(wanted)).id);
  }

  /** The runner claims the debate, and the clock advances until the runner has nothing to run. */
  async runToEnd(id: string, runner = this.runner): Promise<Debate> {
    await runner.wake(id);
    await this.clock.until(() => runner.running === 0);
    return this.find(id);
  }

  /** Counts the usage up to the end of the event log. */
  async count(): Promise<void> {
    const { eventFeed, checkpoints, database, usage } = this;
    const emit = this.ports.emit;
    const ports = { eventFeed, checkpoints, atomically: database.atomically, emit, batch: 3 };
    await dispatch(ports, usage.reactor, new AbortController().signal);
  }

  find(id: string): Promise<Debate> {
    return this.debates.find(this.actor, id);
  }

  events(id: string): Promise<readonly LoggedEvent[]> {
    return this.log.read({ workspaceId: this.actor.workspaceId, stream: id }, 0, 10_000);
  }

  /** The payloads of all events of one kind. */
  async payloads(id: string, kind: string): Promise<readonly unknown[]> {
    return (await this.events(id)).filter((event) => event.kind === kind).map((event) => event.data);
  }

  async kinds(id: string): Promise<readonly string[]> {
    return (await this.events(id)).map((event) => event.kind);
  }
}

/** Ids that sort by creation time: dbt_0001, dbt_0002, … */
function countingIds() {
  let count = 0;
  return { next: (prefix: string) => `${prefix}_${String(++count).padStart(4, '0')}` };
}
