import { MAX_MESSAGE_BYTES, quotedBytes } from '../../events/message.ts';
import type { LossyChannel, StreamRef } from '../../events/ports.ts';
import { storable } from '../../shared/json.ts';
import type { Clock } from '../../shared/ports.ts';
import type { TurnListener } from '../run/turn-request.ts';
import type { TurnRef } from './turn-text.ts';

/** Sends a turn to its readers while it is written. */
export interface LiveTurn extends Pick<TurnListener, 'text' | 'restart'> {
  /** The turn is over, with or without an answer: the rest is sent, and nothing after it. */
  done(): void;
}

/** Text that arrives within this time is sent in one message. */
const GATHER_MS = 50;
/** Text of this length is sent at once, in UTF-16 code units. */
const MAX_GATHERED = 2_000;

/** Sends a turn over the channel as it is written. Each piece says where it belongs. Never throws, never waits. */
export function liveTurn(channel: LossyChannel, clock: Clock, ref: StreamRef, turn: TurnRef): LiveTurn {
  return new SentTurn(channel, clock, ref, turn);
}

class SentTurn implements LiveTurn {
  private readonly channel: LossyChannel;
  private readonly clock: Clock;
  private readonly ref: StreamRef;
  private readonly turn: TurnRef;
  private readonly over = new AbortController();
  private attempt = 1;
  private offset = 0;
  private gathered = '';
  private isWaiting = false;

  constructor(channel: LossyChannel, clock: Clock, ref: StreamRef, { participantId, kind, round }: TurnRef) {
    this.channel = channel;
    this.clock = clock;
    this.ref = ref;
    this.turn = { participantId, kind, round };
  }

  text(piece: string): void {
    if (this.over.signal.aborted || piece === '') return;
    this.gathered += piece;
    if (this.gathered.length >= MAX_GATHERED) this.flush(wholeCharacters(this.gathered));
    else if (!this.isWaiting) void this.flushSoon();
  }

  restart(): void {
    if (this.over.signal.aborted) return;
    this.attempt++;
    this.offset = 0;
    this.gathered = '';
    // At once, so that readers drop the void text.
    this.send('');
  }

  done(): void {
    if (this.over.signal.aborted) return;
    this.over.abort();
    this.flush(this.gathered);
  }

  private async flushSoon(): Promise<void> {
    this.isWaiting = true;
    await this.clock.sleep(GATHER_MS, this.over.signal);
    this.isWaiting = false;
    if (!this.over.signal.aborted) this.flush(wholeCharacters(this.gathered));
  }

  private flush(ready: string): void {
    this.gathered = this.gathered.slice(ready.length);
    const room = MAX_MESSAGE_BYTES - Buffer.byteLength(JSON.stringify(this.message('')));
    // Replaces each character that the log cannot store by a character of the same length, so that offsets stay valid.
    for (const piece of pieces(storable(ready) as string, room)) this.send(piece);
  }

  private send(text: string): void {
    this.channel.send(this.ref, this.message(text));
    this.offset += text.length;
  }

  private message(text: string) {
    const { turn, attempt, offset } = this;
    return { ...turn, attempt, offset, text };
  }
}

/** The text without the first half of a character whose other half is still to come. */
function wholeCharacters(text: string): string {
  return /[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text;
}

/** Digits by which an offset may grow from the first to the last piece of one text. */
const GROWTH = 16;

/** The text in pieces of at most so many bytes as JSON, cut between code points. */
function* pieces(text: string, room: number): Generator<string> {
  let [piece, bytes] = ['', 0];
  for (const character of text) {
    const more = quotedBytes(character);
    if (bytes + more > room - GROWTH) {
      yield piece;
      [piece, bytes] = ['', 0];
    }
    piece += character;
    bytes += more;
  }
  if (piece !== '') yield piece;
}
