import { setTimeout as sleep } from 'node:timers/promises';
import { DATABASE_SCHEMA } from '../../../../src/app/resources/database-schema.ts';
import { LOCAL_WORKSPACE } from '../../../../src/domain/access/actor.ts';
import type { NewEvent } from '../../../../src/domain/events/event.ts';
import type { StreamRef } from '../../../../src/domain/events/ports.ts';
import { PostgresDebateStore } from '../../../../src/infra/debates/postgres/debate-store.ts';
import { NotifyEventBus } from '../../../../src/infra/events/notify.ts';
import { PostgresEventLog } from '../../../../src/infra/events/postgres/event-log.ts';
import { type OpenDatabase, openPostgres } from '../../../../src/infra/postgres/open.ts';
import { processName } from '../../../../src/infra/process-name.ts';
import { systemClock, systemIds, systemRandom } from '../../../../src/infra/runtime.ts';
import { aDebate } from '../../../support/builders.ts';

const LEASE_MS = 3_600_000;
const WORDS = 'This text is long, so that the buffers between a server and its reader are soon full. ';
const EVENT_BYTES = 20_000;

/**
 * A debate with endless interjections. No server runs it, because this process holds its lease. It writes events into the log
 * and notifies the servers, as another node would.
 */
export class Firehose {
  readonly debateId: string;
  private readonly open: OpenDatabase;
  private readonly log: PostgresEventLog;
  private readonly notifier: NotifyEventBus;
  private readonly ref: StreamRef;
  /** The time of the notification of each event (`performance.now()`), by its number. */
  private readonly rungAtMs: number[] = [];

  private constructor(open: OpenDatabase, url: string) {
    this.open = open;
    this.log = new PostgresEventLog(open.database, systemClock, systemRandom);
    this.notifier = new NotifyEventBus(open.database, url, systemClock);
    this.debateId = systemIds().next('dbt');
    this.ref = { workspaceId: LOCAL_WORKSPACE, stream: this.debateId };
  }

  /** Creates the debate in the database at this address, which has its tables. The folder is for files of the open database. */
  static async in(url: string, folder: string): Promise<Firehose> {
    const firehose = new Firehose(
      await openPostgres({ url, poolSize: 2, poolTimeoutMs: 30_000 }, folder, DATABASE_SCHEMA),
      url,
    );
    await firehose.begin();
    return firehose;
  }

  /** The number of the newest event. */
  get head(): number {
    return this.rungAtMs.length;
  }

  rungAt(seq: number): number {
    return this.rungAtMs[seq - 1] ?? Number.NaN;
  }

  /** Writes this number of events at once. */
  async spill(events: number): Promise<void> {
    await this.append(Array.from({ length: events }, () => anInterjection()));
  }

  /** Writes this number of events per second until the signal aborts. */
  async pour(perSecond: number, signal: AbortSignal): Promise<void> {
    const begun = performance.now();
    for (let event = 1; !signal.aborted; event++) {
      await this.spill(1);
      await sleep(Math.max(0, begun + (event * 1_000) / perSecond - performance.now()));
    }
  }

  close(): Promise<void> {
    return this.open.close();
  }

  private async begin(): Promise<void> {
    const { database } = this.open;
    const store = new PostgresDebateStore(database, this.log);
    const debate = aDebate({ id: this.debateId, workspaceId: LOCAL_WORKSPACE });
    await database.atomically(async () => {
      await store.add(debate);
      await store.claim(debate.id, processName(), LEASE_MS);
    });
    await this.append(debate.takeNews());
  }

  private async append(events: readonly NewEvent[]): Promise<void> {
    await this.open.database.atomically(async () => void (await this.log.append(this.ref, events)));
    const now = performance.now();
    this.rungAtMs.push(...events.map(() => now));
    await this.notifier.notify(this.ref);
  }
}

function anInterjection(): NewEvent {
  const text = WORDS.repeat(Math.ceil(EVENT_BYTES / WORDS.length));
  const at = systemClock.now().toISOString();
  return { kind: 'human.interjected', data: { text, by: 'usr_1', kind: 'PROPOSAL', round: 1, at } };
}
