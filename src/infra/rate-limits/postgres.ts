import type { Clock } from '../../domain/shared/ports.ts';
import type { Database } from '../postgres/database.ts';
import type { RateCounter, Taken } from './rate-counter.ts';

const WINDOW_MS = 60_000;
/** How often a node writes what it has taken. */
const WRITE_EVERY_MS = 500;
/** Longest time that a request waits for the points of other nodes. */
const MAX_WAIT_MS = 1_000;
const KEPT = "interval '2 minutes'";

/** Points taken under one key in one window. */
interface Entry {
  /** The key in the database; the same on all nodes, as windows are minutes of the clock. */
  readonly name: string;
  readonly window: number;
  /** Points taken here. */
  own: number;
  /** How many of these are written. */
  written: number;
  /** Points taken on the other nodes, when they were last read. */
  others: number;
  /** Resolves when the other nodes' points were read for the first time, or cannot be. */
  read: Promise<void>;
}

interface Row {
  readonly key: string;
  readonly points: string;
}

/**
 * Counts for all nodes on one PostgreSQL without a write for every request: each node counts by itself and writes twice a
 * second, in one statement for all keys. The first request of a key in a minute waits for the points of the other nodes.
 * While the database is unavailable each node counts by itself.
 */
export class PostgresCounter implements RateCounter {
  private readonly entries = new Map<string, Entry>();
  private readonly ports: { readonly database: Database; readonly clock: Clock };
  private readonly kind: string;
  private readonly limit: number;
  private writing: Promise<void> = Promise.resolve();
  private isDue = false;

  constructor(ports: { readonly database: Database; readonly clock: Clock }, kind: string, limit: number) {
    this.ports = ports;
    this.kind = kind;
    this.limit = limit;
  }

  async take(key: string, points: number): Promise<Taken> {
    const entry = this.entryOf(key);
    entry.own += points;
    this.writeSoon();
    await entry.read;
    const left = this.limit - entry.own - entry.others;
    const resetAt = new Date((entry.window + 1) * WINDOW_MS);
    return { allowance: { limit: this.limit, remaining: Math.max(left, 0), resetAt }, isRefused: left < 0 };
  }

  private entryOf(key: string): Entry {
    const window = Math.floor(this.ports.clock.now().getTime() / WINDOW_MS);
    const known = this.entries.get(key);
    if (known?.window === window) return known;
    const name = `rate:${this.kind}:${window}:${key}`;
    const entry: Entry = { name, window, own: 0, written: 0, others: 0, read: Promise.resolve() };
    this.entries.set(key, entry);
    // After this tick, so that the points of this request are in it.
    const rest = new AbortController();
    const read = this.writing.then(() => this.write()).finally(() => rest.abort(null));
    entry.read = Promise.race([read, this.ports.clock.sleep(MAX_WAIT_MS, rest.signal)]);
    return entry;
  }

  private writeSoon(): void {
    if (this.isDue) return;
    this.isDue = true;
    setTimeout(() => {
      this.isDue = false;
      this.write();
    }, WRITE_EVERY_MS).unref();
  }

  /** One write after another: no points are written twice. */
  private write(): Promise<void> {
    this.writing = this.writing.then(() => this.writeAll()).catch(() => {});
    return this.writing;
  }

  private async writeAll(): Promise<void> {
    const window = Math.floor(this.ports.clock.now().getTime() / WINDOW_MS);
    for (const [key, entry] of this.entries) if (entry.window < window) this.entries.delete(key);
    const unwritten = [...this.entries.values()].filter(({ own, written }) => own > written);
    if (unwritten.length === 0) return;
    const sent = new Map(unwritten.map((entry) => [entry.name, { entry, own: entry.own }]));
    const rows = await this.ports.database.query<Row>(
      `insert into shared_state (key, value, expires_at)
       select key, to_jsonb(points), clock_timestamp() + ${KEPT}
       from unnest($1::text[], $2::bigint[]) as taken (key, points) order by key
       on conflict (key) do update
       set value = to_jsonb(shared_state.value::bigint + excluded.value::bigint), version = default
       returning key, value::text as points`,
      [[...sent.keys()], [...sent.values()].map(({ entry, own }) => own - entry.written)],
    );
    for (const { key, points } of rows) {
      const found = sent.get(key);
      if (!found) continue;
      found.entry.written = found.own;
      found.entry.others = Number(points) - found.own;
    }
  }
}
