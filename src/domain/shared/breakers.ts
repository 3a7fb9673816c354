import {
  type Admission,
  admit,
  after,
  BREAKER_RULES,
  type Breaker,
  type BreakerRules,
  type BreakerState,
  type Outcome,
  readBreaker,
  stateOf,
  UNTOUCHED,
} from './breaker.ts';
import type { Clock, SharedState } from './ports.ts';

export interface BreakersPorts {
  readonly shared: SharedState;
  readonly clock: Clock;
  /** Prefix of the keys in the shared state; each kind of breaker has its own. */
  readonly prefix: string;
  /** Called when this process sees a breaker change its state. */
  readonly onChange?: (key: string, state: BreakerState) => void;
  readonly rules?: BreakerRules;
}

/** A breaker and its state. */
export interface BreakerView {
  readonly key: string;
  readonly state: BreakerState;
  readonly breaker: Breaker;
}

interface Held {
  readonly breaker: Breaker;
  readonly version: string | undefined;
  /** Whether it is this process's own copy, because the shared state is unavailable. */
  readonly isLocal: boolean;
}

/** An unused breaker is kept this long, so that operators can see its last failure. */
const REMEMBERED_MS = 24 * 3_600_000;
/** Deadline of the shared state, and the time for which it is skipped after a failure. */
const ANSWER_MS = 2_000;
const REST_MS = 5_000;
/** Attempts of a change under contention; afterwards the change is dropped, because other processes report the same. */
const TRIES = 10;

/**
 * Circuit breakers shared by all nodes: each node's reports count for all, and all nodes together make one probe. A
 * breaker never fails a call itself: while the shared state is unavailable, each process uses its own copy.
 */
export class Breakers {
  private readonly ports: BreakersPorts;
  private readonly rules: BreakerRules;
  private readonly known = new Map<string, Breaker>();
  private readonly seen = new Map<string, BreakerState>();
  private restsUntilMs = Number.NEGATIVE_INFINITY;

  constructor(ports: BreakersPorts) {
    this.ports = ports;
    this.rules = ports.rules ?? BREAKER_RULES;
  }

  /** How many failures in a row open a breaker. */
  get threshold(): number {
    return this.rules.failures;
  }

  /** Whether a call may be made now. An admitted caller has to call `report` afterwards. */
  async admit(key: string): Promise<Admission> {
    const admission = await this.change(key, (breaker, now) => {
      const admission = admit(breaker, now, this.rules);
      return { answer: admission, next: admission.kind === 'PROBE' ? admission.next : breaker };
    });
    return admission ?? { kind: 'REFUSED', retryInMs: null, lastFailure: null };
  }

  async report(key: string, admitted: 'PASS' | 'PROBE', outcome: Outcome): Promise<void> {
    await this.change(key, (breaker, now) => ({
      answer: null,
      next: after(breaker, { admitted, outcome }, now, this.rules),
    }));
  }

  /** Breakers with any recorded report, by key. */
  async list(): Promise<readonly BreakerView[]> {
    const { prefix, shared } = this.ports;
    const stored = await this.fromShared(() => shared.list(prefix));
    const breakers = stored
      ? stored.map(({ key, value }) => [key.slice(prefix.length), readBreaker(value)] as const)
      : [...this.known].sort(([one], [other]) => (one < other ? -1 : 1));
    return breakers.map(([key, breaker]) => ({ key, breaker, state: stateOf(breaker, this.now) }));
  }

  /** undefined after too much contention. */
  private async change<T>(
    key: string,
    decide: (breaker: Breaker, now: number) => { answer: T; next: Breaker },
  ): Promise<T | undefined> {
    for (let nth = 0; nth < TRIES; nth++) {
      const held = await this.held(key);
      const { answer, next } = decide(held.breaker, this.now);
      if (next === held.breaker || (await this.put(key, held, next))) {
        this.note(key, next);
        return answer;
      }
    }
    return undefined;
  }

  private async held(key: string): Promise<Held> {
    const stored = await this.fromShared(async () => ({ value: await this.ports.shared.get(this.ports.prefix + key) }));
    if (!stored) return { breaker: this.known.get(key) ?? UNTOUCHED, version: undefined, isLocal: true };
    return { breaker: readBreaker(stored.value?.value), version: stored.value?.version, isLocal: false };
  }

  private async put(key: string, { version, isLocal }: Held, next: Breaker): Promise<boolean> {
    if (isLocal) return true;
    const ttlMs = Math.max(next.openUntil ?? 0, next.probeUntil ?? 0, this.now) - this.now + REMEMBERED_MS;
    const { shared, prefix } = this.ports;
    return (await this.fromShared(() => shared.compareAndSet(prefix + key, version, next, ttlMs))) ?? true;
  }

  private note(key: string, breaker: Breaker): void {
    this.known.set(key, breaker);
    const state = stateOf(breaker, this.now);
    const before = this.seen.get(key) ?? 'CLOSED';
    this.seen.set(key, state);
    if (state !== before) this.ports.onChange?.(key, state);
  }

  /** Result from the shared state; undefined when it is unavailable. */
  private async fromShared<T>(ask: () => Promise<T>): Promise<T | undefined> {
    const { clock } = this.ports;
    if (clock.monotonicMs() < this.restsUntilMs) return undefined;
    const done = new AbortController();
    try {
      const late = clock.sleep(ANSWER_MS, done.signal).then(() => {
        if (!done.signal.aborted) throw new Error('No answer in time.');
        return undefined;
      });
      return await Promise.race([ask(), late]);
    } catch {
      this.restsUntilMs = clock.monotonicMs() + REST_MS;
      return undefined;
    } finally {
      done.abort(null);
    }
  }

  private get now(): number {
    return this.ports.clock.now().getTime();
  }
}
