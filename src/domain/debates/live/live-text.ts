import { Notifier } from '../../events/notifier.ts';
import type { EventBus, EventLog, LossyChannel, StreamRef } from '../../events/ports.ts';
import { Unavailable } from '../../shared/errors.ts';
import type { Clock } from '../../shared/ports.ts';
import { stoppable } from '../../shared/stoppable.ts';
import { TOMBSTONE } from '../erase.ts';
import { type TurnText, turnTextIn } from './turn-text.ts';

export interface LiveTextPorts {
  /** Channel of the text that is being written. */
  readonly channel: LossyChannel;
  readonly log: EventLog;
  readonly bus: EventBus;
  readonly clock: Clock;
}

/** Most pieces that wait for a slow reader; beyond them the oldest are dropped. */
const MAX_UNREAD = 1_000;
/** Without a notification, the log is read this often to see whether the debate has ended. */
const LOOK_EVERY_MS = 5_000;

/**
 * The text that speakers write from now on, piece by piece, until the debate has ended. Lossy on purpose: a reader that is
 * slow or disconnected misses pieces. The finished turns are in the log.
 */
export function liveText(ports: LiveTextPorts, ref: StreamRef): AsyncGenerator<TurnText, void, undefined> {
  const inbox = new TextInbox(ports, ref);
  return stoppable((signal) => {
    // At the signal too: a generator that is left before anything was read never gets to its `finally`.
    signal.addEventListener('abort', () => inbox.close(), { once: true });
    return textIn(inbox, signal);
  });
}

async function* textIn(inbox: TextInbox, signal: AbortSignal): AsyncGenerator<TurnText, void, undefined> {
  try {
    while (!signal.aborted) {
      const isOver = await inbox.hasDebateEnded();
      for (let text = inbox.take(); text !== undefined; text = inbox.take()) {
        if (signal.aborted) return;
        yield text;
      }
      if (isOver) return;
      await inbox.wait(signal);
    }
  } finally {
    inbox.close();
  }
}

/** Collects the text of a debate for one reader, and remembers whether the debate may have ended. */
class TextInbox {
  private readonly ports: LiveTextPorts;
  private readonly ref: StreamRef;
  private readonly notifier: Notifier;
  private readonly unread: TurnText[] = [];
  private readonly stops: readonly (() => void)[];
  private hasMoved = true;
  private lookedAt = 0;

  constructor(ports: LiveTextPorts, ref: StreamRef) {
    this.ports = ports;
    this.ref = ref;
    this.notifier = new Notifier(ports.clock);
    this.stops = [
      ports.channel.listen(ref, (message) => this.put(turnTextIn(message))),
      ports.bus.listen(ref, () => this.move()),
    ];
  }

  take(): TurnText | undefined {
    return this.unread.shift();
  }

  async hasDebateEnded(): Promise<boolean> {
    const { log, clock } = this.ports;
    if (!this.hasMoved && clock.monotonicMs() - this.lookedAt < LOOK_EVERY_MS) return false;
    [this.hasMoved, this.lookedAt] = [false, clock.monotonicMs()];
    try {
      const kind = (await log.last(this.ref))?.kind;
      return kind === 'debate.ended' || kind === TOMBSTONE;
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      // The text comes over the channel. The log is read again with the next piece, or after `LOOK_EVERY_MS`.
      this.hasMoved = true;
      return false;
    }
  }

  async wait(signal: AbortSignal): Promise<void> {
    await this.notifier.wait(LOOK_EVERY_MS, signal);
  }

  close(): void {
    for (const stop of this.stops) stop();
  }

  private put(text: TurnText | undefined): void {
    if (text === undefined) return;
    this.unread.push(text);
    if (this.unread.length > MAX_UNREAD) this.unread.shift();
    this.notifier.notify();
  }

  private move(): void {
    this.hasMoved = true;
    this.notifier.notify();
  }
}
