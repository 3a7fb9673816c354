import type { Actor } from '../../domain/access/actor.ts';
import { countedAs } from '../../domain/access/addresses.ts';
import type { RateCounter, Taken } from './rate-counter.ts';

/** Points a minute. */
export interface Rates {
  /** Requests and operations of one address, by all its callers. */
  readonly address: number;
  /** Points of the anonymous callers of one address. */
  readonly public: number;
  /** Points of one user, in all sessions and with all keys. */
  readonly user: number;
  /** Points of one administrator, in all sessions and with all keys. */
  readonly admin: number;
  /** Points of one API key. */
  readonly key: number;
}

/** Opens the counter of one kind. */
export type OpenCounter = (kind: keyof Rates, pointsAMinute: number) => RateCounter;

interface Payer {
  readonly actor: Actor;
  readonly address: string | null;
}

/** The budgets of callers: by address, by user and by API key, on all nodes together. */
export class RateLimits {
  private readonly counters: Readonly<Record<keyof Rates, RateCounter>> | undefined;

  /** Without rates nothing is limited. `onHit` is called for everything that is refused. */
  constructor(rates: Rates | undefined, openUncounted: OpenCounter, onHit: (kind: keyof Rates) => void = () => {}) {
    const open: OpenCounter = (kind, points) => reported(openUncounted(kind, points), () => onHit(kind));
    this.counters = rates && {
      address: open('address', rates.address),
      public: open('public', rates.public),
      user: open('user', rates.user),
      admin: open('admin', rates.admin),
      key: open('key', rates.key),
    };
  }

  /** Counts a request of the address; undefined where nothing is limited. */
  async forAddress(address: string | null): Promise<Taken | undefined> {
    return this.counters?.address.take(countedAs(address), 1);
  }

  /** Takes points from every budget of the caller. Returns the tightest; undefined where nothing is limited. */
  async forCaller({ actor, address }: Payer, points: number): Promise<Taken | undefined> {
    if (!this.counters) return undefined;
    const { public: anybody, user, admin, key } = this.counters;
    if (actor.credential === 'NONE') return anybody.take(countedAs(address), points);
    const own = isAdmin(actor) ? admin : user;
    const taken = [own.take(`${actor.organisationId}:${actor.userId}`, points)];
    if (actor.apiKeyId !== null) taken.push(key.take(actor.apiKeyId, points));
    return tightest(await Promise.all(taken));
  }
}

function reported(counter: RateCounter, onHit: () => void): RateCounter {
  return {
    take: async (key, points) => {
      const taken = await counter.take(key, points);
      if (taken.isRefused) onHit();
      return taken;
    },
  };
}

function isAdmin({ roles }: Actor): boolean {
  return roles.includes('owner') || roles.includes('admin');
}

function tightest(taken: readonly Taken[]): Taken | undefined {
  const rank = ({ isRefused, allowance }: Taken) => (isRefused ? -allowance.resetAt.getTime() : allowance.remaining);
  return taken.toSorted((one, other) => rank(one) - rank(other))[0];
}
