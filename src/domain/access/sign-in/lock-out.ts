import { userError } from '../../shared/errors.ts';
import type { Clock, SharedState, SharedValue } from '../../shared/ports.ts';
import { countedAs } from '../addresses.ts';
import { secretHash } from '../secrets.ts';

/** Wait before the next try, from a number of failures in a row on. */
const STEPS = [
  { failures: 15, waitMs: 3_600_000 },
  { failures: 10, waitMs: 900_000 },
  { failures: 5, waitMs: 60_000 },
];
const KEPT_MS = 24 * 3_600_000;
const MAX_TRIES = 20;

interface Tries {
  readonly failures: number;
  /** When the next try is allowed, in milliseconds since 1970. */
  readonly openAtMs: number;
}

/**
 * Delays guessing, by account and by address, over all nodes. A try counts as failed before it is made, so that a hundred
 * concurrent tries get no further than five.
 */
export class LockOut {
  private readonly shared: SharedState;
  private readonly clock: Clock;

  constructor(shared: SharedState, clock: Clock) {
    this.shared = shared;
    this.clock = clock;
  }

  /** Counts a try. Throws a `UserError` (TOO_MANY_ATTEMPTS) when the caller has to wait; then the try is not made. */
  async begin(account: string, address: string | null): Promise<void> {
    const keys = [keyOf('account', account), ...(address === null ? [] : [keyOf('address', countedAs(address))])];
    // First: a refused try counts nowhere, or a locked address could continue to lock accounts.
    for (const key of keys) requireOpen(triesIn(await this.shared.get(key)), this.clock.now().getTime());
    for (const key of keys) await this.count(key);
  }

  /** Clears the failures of the account. Those of the address stay: they may have been at other accounts. */
  async succeeded(account: string, address: string | null): Promise<void> {
    await this.change(keyOf('account', account), () => ({ failures: 0, openAtMs: 0 }));
    if (address !== null)
      await this.change(keyOf('address', countedAs(address)), ({ failures }) => after(failures - 1, 0));
  }

  private async count(key: string): Promise<void> {
    const nowMs = this.clock.now().getTime();
    await this.change(key, (tries) => {
      requireOpen(tries, nowMs);
      return after(tries.failures + 1, nowMs);
    });
  }

  private async change(key: string, next: (tries: Tries) => Tries): Promise<void> {
    for (let tried = 0; tried < MAX_TRIES; tried++) {
      const kept = await this.shared.get(key);
      if (await this.shared.compareAndSet(key, kept?.version, { ...next(triesIn(kept)) }, KEPT_MS)) return;
    }
    throw tooMany(1_000);
  }
}

function triesIn(kept: SharedValue | undefined): Tries {
  return (kept?.value ?? { failures: 0, openAtMs: 0 }) as unknown as Tries;
}

function requireOpen({ openAtMs }: Tries, nowMs: number): void {
  if (openAtMs > nowMs) throw tooMany(openAtMs - nowMs);
}

function after(failures: number, nowMs: number): Tries {
  const step = STEPS.find((one) => failures >= one.failures);
  return { failures: Math.max(0, failures), openAtMs: step && nowMs > 0 ? nowMs + step.waitMs : 0 };
}

/** Hashed: the shared state must hold no e-mail addresses. */
function keyOf(kind: string, name: string): string {
  return `sign-in:${kind}:${secretHash(name).slice(0, 32)}`;
}

function tooMany(waitMs: number) {
  const message = `Too many failed attempts. Try again in ${Math.ceil(waitMs / 1000)} seconds.`;
  return userError('TOO_MANY_ATTEMPTS', message);
}
