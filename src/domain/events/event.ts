import { createHash } from 'node:crypto';
import { canonical, type Json } from '../shared/json.ts';

/** An event before the log has given it its position. `data` must be storable (see `shared/json.ts`). */
export interface NewEvent {
  readonly kind: string;
  readonly data: Json;
  /** Set for an event that is shared with another stream, so that both have the same digest; otherwise the log makes one. */
  readonly salt?: string;
}

/** An event in the log: the `seq`-th of its stream, counted from 1 without a gap, chained to the one before. */
export interface LoggedEvent {
  readonly workspaceId: string;
  readonly stream: string;
  readonly seq: number;
  readonly kind: string;
  readonly at: Date;
  /** null once the payload has been erased. */
  readonly data: Json | null;
  /** 32 random hexadecimal digits that keep an erased payload from being guessed; erased with it. */
  readonly salt: string | null;
  /** SHA-256 of salt and canonical payload, 64 hexadecimal digits; kept when the payload is erased. */
  readonly digest: string;
  /** SHA-256 of the event's position, time and digest and of the hash before it. */
  readonly hash: string;
}

/** The hash before the first event of a stream. */
export const FIRST_LINK = '0'.repeat(64);

/** SHA-256 over the salt's digits, a colon and the payload in canonical JSON (RFC 8785). */
export function digestOf(salt: string, data: Json): string {
  return sha256(`${salt}:${canonical(data)}`);
}

/** SHA-256 over the canonical JSON (RFC 8785) of an event's position, kind, time and digest, and of the hash before it. */
export function hashOf(event: Omit<LoggedEvent, 'hash' | 'data' | 'salt'>, previous: string): string {
  const { workspaceId, stream, seq, kind, at, digest } = event;
  return sha256(canonical({ workspaceId, stream, seq, kind, at: at.toISOString(), digest, previous }));
}

/** The new event at its position after `previous`. */
export function seal(event: NewEvent, place: Omit<LoggedEvent, 'kind' | 'data' | 'digest' | 'hash'>, previous: string) {
  const salt = event.salt ?? place.salt ?? '';
  const open = { ...place, ...event, salt, digest: digestOf(salt, event.data) };
  return { ...open, hash: hashOf(open, previous) } satisfies LoggedEvent;
}

export type ChainReport =
  | { readonly intact: true; readonly erased: readonly number[] }
  | { readonly intact: false; readonly firstBroken: number; readonly reason: string };

/** Checks a whole stream from its first event: every position, digest and hash. Erased payloads are named, not errors. */
export function verifyChain(events: readonly LoggedEvent[]): ChainReport {
  const erased: number[] = [];
  let previous = FIRST_LINK;
  for (const [index, event] of events.entries()) {
    const broken = (reason: string) => ({ intact: false, firstBroken: event.seq, reason }) as const;
    if (event.seq !== index + 1) return broken(`expected event ${index + 1}`);
    if (event.salt === null && event.data === null) erased.push(event.seq);
    else if (event.salt === null || digestOf(event.salt, event.data) !== event.digest)
      return broken('the payload is not the one recorded');
    if (hashOf(event, previous) !== event.hash) return broken('the link to the event before does not hold');
    previous = event.hash;
  }
  return { intact: true, erased };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
