import { doubtIn } from '../dialects/failures.ts';
import type { Dialect, Heard } from '../dialects/heard.ts';
import { Refused } from '../refused.ts';
import { Unusable } from '../unusable.ts';
import type { BoundedBody } from './bounded-body.ts';
import { Pieces } from './pieces.ts';
import { type ServerSentEvent, ServerSentEvents } from './server-sent-events.ts';

/** Silence after which a JSON value that looks complete is read, in milliseconds. */
const JSON_SILENCE_MS = 1_500;

/** Who listens to a response. */
export interface Listener {
  readonly dialect: Dialect;
  /** Maximum length of an event, in characters. */
  readonly maxEvent: number;
  /** Time for what may follow the stop reason, in milliseconds; undefined before the stop reason. */
  patienceMs(): number | undefined;
  /** Takes words that are no part of the answer. */
  suspect(words: unknown): void;
  /** Takes what an event says. Returns whether the answer is over. */
  hear(heard: Heard): boolean;
}

/**
 * Reads a successful response until the protocol says that the answer is over, until the connection ends, or until
 * nothing follows the stop reason. The first character tells the kind of the body, because servers name it wrongly.
 */
export async function listen(response: Response, body: BoundedBody, listener: Listener): Promise<void> {
  let start = '';
  for (let piece: string | null | undefined = ''; start === '' && typeof piece === 'string'; ) {
    piece = await body.next();
    start = piece?.trimStart() ?? '';
  }
  if (/^[{[]/.test(start)) return hearWhole(body, start, listener);
  if (start.startsWith('<') || /\btext\/html\b/.test(response.headers.get('content-type') ?? ''))
    throw new Refused(response.status, response.headers, start);
  return hearEvents(body, start, listener);
}

async function hearEvents(body: BoundedBody, start: string, listener: Listener): Promise<void> {
  const events = new ServerSentEvents(listener.maxEvent);
  for (let piece: string | null | undefined = start; typeof piece === 'string'; ) {
    for (const event of events.take(piece)) if (hearEvent(event, listener)) return;
    piece = await body.next(listener.patienceMs());
  }
  for (const event of events.end()) if (hearEvent(event, listener)) return;
}

function hearEvent({ name, data }: ServerSentEvent, listener: Listener): boolean {
  const parts = parsed(data) ?? data.split('\n').flatMap((line) => parsed(line) ?? [line]);
  return parts.some((part) => {
    if (typeof part === 'string') return hearWords(part, name, listener);
    listener.suspect(doubtIn(part));
    return listener.hear(listener.dialect(part, name));
  });
}

/** Words in place of JSON are an end, an error, or a sign of life. Broken JSON is a lost piece of the answer. */
function hearWords(words: string, name: string, listener: Listener): boolean {
  if (words.trim() === '[DONE]') return true;
  if (name === 'error') return listener.hear({ failure: words });
  if (/^\s*[{[]/.test(words) && listener.patienceMs() === undefined) throw new Unusable('UNREADABLE');
  return false;
}

/** An answer or an error as one JSON value. It may be complete although the connection stays open. */
async function hearWhole(body: BoundedBody, start: string, listener: Listener): Promise<void> {
  const parts = new Pieces(listener.maxEvent);
  parts.add(start);
  for (;;) {
    const piece = await body.next(/[}\]]\s*$/.test(parts.tail) ? JSON_SILENCE_MS : undefined);
    parts.add(piece ?? '');
    if (typeof piece === 'string') continue;
    const text = parts.joined();
    const value = parsed(text)?.[0];
    if (value === undefined && piece !== null) continue;
    const heard = value === undefined ? {} : listener.dialect(value, '');
    const isAnswer = [heard.failure, heard.text, heard.whole, heard.reason].some((found) => found !== undefined);
    // What is neither an answer nor an error is shown to the rules that tell errors apart by their words.
    listener.hear(isAnswer || heard.isRefused ? heard : { failure: text.slice(0, 8_192) });
    return;
  }
}

/** The value of a JSON text, in a list; undefined when it is none. */
function parsed(text: string): readonly [unknown] | undefined {
  try {
    return [JSON.parse(text)];
  } catch {
    return undefined;
  }
}
