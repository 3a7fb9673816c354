import type { Clock } from '../../domain/shared/ports.ts';
import type { Database } from '../postgres/database.ts';
import type { RateCounter, Taken } from './rate-counter.ts';

const WINDOW_MS = 60_000;
/** How often the nodes tell each other what was taken. */
const TELL_EVERY_MS = 500;
/** A request waits no longer to hear of the others. */
const PATIENCE_MS = 1_000;
const KEPT = "interval '2 minutes'";

/** What was taken under one key in one window. */
interface Entry {
  /** The name in the database; the same on all nodes, whose windows are the minutes of the clock. */
  readonly name: string;
  readonly window: number;
  /** Points taken here. */
  own: number;
  /** Of these, what the others have been told. */
  told: number;
  /** Points taken on the other nodes, as last heard. */
  others: number;
  /** Resolves when the others were heard for the first time, or cannot be. */
  heard: Promise<void>;
}

interface Row {
  readonly key: string;
  readonly points: string;
}

/**
 * Counts for all nodes on one PostgreSQL without a write for every request: each counts by itself and tells the others twice a
 * second, in one statement for all keys. The first request of a key in a minute waits to hear what was taken elsewhere. While
 * the database is away each node counts by itself.
 */
export class PostgresCounter implements RateCounter {
  private readonly entries = new Map<string, Entry>();
  private readonly ports: { readonly database: Database; readonly clock: Clock };
  private readonly kind: string;
  private readonly limit: number;
  private telling: Promise<void> = Promise.resolve();
  private isDue = false;

  constructor(ports: { readonly database: Database; readonly clock: Clock }, kind: string, limit: number) {
    this.ports = ports;
    this.kind = kind;
    this.limit = limit;
  }

  async take(key: string, points: number): Promise<Taken> {
    const entry = this.entryOf(key);
    entry.own += points;
    this.tellSoon();
    await entry.heard;
    const left = this.limit - entry.own - entry.others;
    const resetAt = new Date((entry.window + 1) * WINDOW_MS);
    return { allowance: { limit: this.limit, remaining: Math.max(left, 0), resetAt }, isRefused: left < 0 };
  }

  private entryOf(key: string): Entry {
    const window = Math.floor(this.ports.clock.now().getTime() / WINDOW_MS);
    const known = this.entries.get(key);
    if (known?.window === window) return known;
    const name = `rate:${this.kind}:${window}:${key}`;
    const entry: Entry = { name, window, own: 0, told: 0, others: 0, heard: Promise.resolve() };
    this.entries.set(key, entry);
    // Later than this turn, so that the points of this request are in it.
    const rest = new AbortController();
    const heard = this.telling.then(() => this.tell()).finally(() => rest.abort(null));
    entry.heard = Promise.race([heard, this.ports.clock.sleep(PATIENCE_MS, rest.signal)]);
    return entry;
  }

  private tellSoon(): void {
    if (this.isDue) return;
    this.isDue = true;
    setTimeout(() => {
      this.isDue = false;
      this.tell();
    }, TELL_EVERY_MS).unref();
  }

  /** One after another: what is being told is not told twice. */
  private tell(): Promise<void> {
    this.telling = this.telling.then(() => this.tellAll()).catch(() => {});
    return this.telling;
  }

  private async tellAll(): Promise<void> {
    const window = Math.floor(this.ports.clock.now().getTime() / WINDOW_MS);
    for (const [key, entry] of this.entries) if (entry.window < window) this.entries.delete(key);
    const news = [...this.entries.values()].filter(({ own, told }) => own > told);
    if (news.length === 0) return;
    const told = new Map(news.map((entry) => [entry.name, { entry, own: entry.own }]));
    const rows = await this.ports.database.query<Row>(
      `insert into shared_state (key, value, expires_at)
       select key, to_jsonb(points), clock_timestamp() + ${KEPT}
       from unnest($1::text[], $2::bigint[]) as taken (key, points) order by key
       on conflict (key) do update
       set value = to_jsonb(shared_state.value::bigint + excluded.value::bigint), version = default
       returning key, value::text as points`,
      [[...told.keys()], [...told.values()].map(({ entry, own }) => own - entry.told)],
    );
    for (const { key, points } of rows) {
      const found = told.get(key);
      if (!found) continue;
      found.entry.told = found.own;
      found.entry.others = Number(points) - found.own;
    }
  }
}
