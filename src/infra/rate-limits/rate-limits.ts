import type { Actor } from '../../domain/access/actor.ts';
import { networkOf } from './network-of.ts';
import type { RateCounter, Taken } from './rate-counter.ts';

/** Points a minute. */
export interface Rates {
  /** Requests and operations of one address, whoever sends them. */
  readonly address: number;
  /** Points of one address from which callers have shown nothing. */
  readonly public: number;
  /** Points of one user, with all sessions and keys. */
  readonly user: number;
  /** The same of one who administers. */
  readonly admin: number;
  /** Points of one API key. */
  readonly key: number;
}

/** Opens the counter of one kind of keys. */
export type OpenCounter = (kind: keyof Rates, pointsAMinute: number) => RateCounter;

interface Asker {
  readonly actor: Actor;
  readonly address: string | null;
}

/** Who may do how much: by address, by user and by key, on all nodes together. */
export class RateLimits {
  private readonly counters: Readonly<Record<keyof Rates, RateCounter>> | undefined;

  /** Without rates nothing is limited. `onHit` hears of everything that is refused. */
  constructor(rates: Rates | undefined, openUncounted: OpenCounter, onHit: (kind: keyof Rates) => void = () => {}) {
    const open: OpenCounter = (kind, points) => heard(openUncounted(kind, points), () => onHit(kind));
    this.counters = rates && {
      address: open('address', rates.address),
      public: open('public', rates.public),
      user: open('user', rates.user),
      admin: open('admin', rates.admin),
      key: open('key', rates.key),
    };
  }

  /** Takes a request of the address; undefined where nothing is limited. */
  async forAddress(address: string | null): Promise<Taken | undefined> {
    return this.counters?.address.take(networkOf(address), 1);
  }

  /** Takes the points of whoever asks, from all that hold for it; answers the tightest, undefined where nothing is limited. */
  async forCaller({ actor, address }: Asker, points: number): Promise<Taken | undefined> {
    if (!this.counters) return undefined;
    const { public: anybody, user, admin, key } = this.counters;
    if (actor.credential === 'NONE') return anybody.take(networkOf(address), points);
    const own = isAdmin(actor) ? admin : user;
    const taken = [own.take(`${actor.organisationId}:${actor.userId}`, points)];
    if (actor.apiKeyId !== null) taken.push(key.take(actor.apiKeyId, points));
    return tightest(await Promise.all(taken));
  }
}

function heard(counter: RateCounter, onHit: () => void): RateCounter {
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
