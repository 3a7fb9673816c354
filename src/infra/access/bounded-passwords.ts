import type { PasswordHasher } from '../../domain/access/ports.ts';
import { Unavailable } from '../../domain/shared/errors.ts';

export interface PasswordBounds {
  /** Maximum number of hashes at a time. */
  readonly atOnce: number;
  /** Maximum number of waiting hashes. */
  readonly waiting: number;
}

/** Half of the threads of Node's thread pool, and a queue that two threads work off in one or two seconds. */
const BOUNDS: PasswordBounds = { atOnce: 2, waiting: 50 };
const TOO_MANY = 'Too many passwords are being checked at the moment. Try again in a few seconds.';

/** Limits concurrent hashes: a hash takes 19 MiB and a thread, and anonymous callers can request any number. */
export class BoundedPasswords implements PasswordHasher {
  private readonly inner: PasswordHasher;
  private readonly bounds: PasswordBounds;
  private working = 0;
  private readonly queue: (() => void)[] = [];

  constructor(inner: PasswordHasher, bounds: PasswordBounds = BOUNDS) {
    this.inner = inner;
    this.bounds = bounds;
  }

  hash(password: string): Promise<string> {
    return this.inTurn(() => this.inner.hash(password));
  }

  verify(password: string, hash: string | null): Promise<boolean> {
    return this.inTurn(() => this.inner.verify(password, hash));
  }

  /** Throws `Unavailable`, and does nothing, when too many are waiting. */
  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.working < this.bounds.atOnce) this.working++;
    else {
      if (this.queue.length >= this.bounds.waiting) throw new Unavailable(TOO_MANY);
      await new Promise<void>((resolve) => this.queue.push(resolve));
    }
    try {
      return await work();
    } finally {
      const next = this.queue.shift();
      // The next waiting hash takes this place.
      if (next) next();
      else this.working--;
    }
  }
}
