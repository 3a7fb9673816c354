import type { LoggedEvent } from '../../domain/events/event.ts';
import type { StreamRef } from '../../domain/events/ports.ts';
import { streamKey } from '../../domain/events/stream-key.ts';

/** The end of a stream, to which its next event is chained. */
export type Link = Pick<LoggedEvent, 'seq' | 'hash'>;

/** Number of streams whose end is remembered; beyond it, the stream with the oldest write is forgotten. */
const MAX_REMEMBERED = 10_000;

/**
 * The end of each stream as this process last wrote it. It may be wrong: another process may have written since, or the
 * transaction failed.
 */
export class RememberedLinks {
  private readonly links = new Map<string, Link>();

  of(ref: StreamRef): Link | undefined {
    return this.links.get(streamKey(ref));
  }

  remember(ref: StreamRef, { seq, hash }: Link): void {
    const key = streamKey(ref);
    // Deleted first, so that the map's order is the order of writing.
    this.links.delete(key);
    this.links.set(key, { seq, hash });
    if (this.links.size > MAX_REMEMBERED) this.links.delete(this.links.keys().next().value ?? key);
  }
}
