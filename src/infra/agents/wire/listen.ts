import { objectsIn } from '../../../domain/agents/turns/loose-objects.ts';
import { doubtIn } from '../dialects/failures.ts';
import type { Dialect, Heard } from '../dialects/heard.ts';
import { Refused } from '../refused.ts';
import { Unusable } from '../unusable.ts';
import type { BoundedBody } from './bounded-body.ts';
import { Pieces } from './pieces.ts';
import { type ServerSentEvent, ServerSentEvents } from './server-sent-events.ts';

/** Silence after which a JSON value that looks complete is read, in milliseconds. */
const JSON_SILENCE_MS = 1_500;

/** The start of a stream of events. */
const EVENTS = /^(data|event|id|retry)?:/;

/** Words that begin as a JSON value of some size. `[ERROR]` does not. */
const BROKEN_JSON = /^\s*(\{|\[\s*[[{"\d-])/;

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
  const isCalledPage = /\btext\/html\b/.test(response.headers.get('content-type') ?? '');
  if (start.startsWith('<') || (isCalledPage && !EVENTS.test(start)))
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

function hearEvent({ name, data, isBeside = false }: ServerSentEvent, listener: Listener): boolean {
  const lines = () => data.split('\n').flatMap((line) => parsed(line) ?? looselyParsed(line) ?? [line]);
  const parts = parsed(data) ?? looselyParsed(data) ?? lines();
  // An error may follow a half event that was never ended, and it is why.
  const inOrder = [
    ...parts.filter((part) => typeof part !== 'string'),
    ...parts.filter((part) => typeof part === 'string'),
  ];
  return inOrder.some((part) => {
    if (typeof part === 'string') return hearWords(part, { name, isBeside }, listener);
    listener.suspect(doubtIn(part));
    return listener.hear(listener.dialect(part, name));
  });
}

/** Words in place of JSON are an end, an error, or a sign of life. Broken JSON is a lost piece of the answer. */
function hearWords(
  words: string,
  { name, isBeside }: { name: string; isBeside: boolean },
  listener: Listener,
): boolean {
  if (/^\s*\[done\]/i.test(words)) return true;
  if (name === 'error') return listener.hear({ failure: { error: words } });
  if (!isBeside && BROKEN_JSON.test(words) && listener.patienceMs() === undefined) throw new Unusable('UNREADABLE');
  listener.suspect(words);
  return false;
}

/** An answer or an error as one JSON value. It may be complete although the connection stays open. */
async function hearWhole(body: BoundedBody, start: string, listener: Listener): Promise<void> {
  const parts = new Pieces(listener.maxEvent);
  let isLine: boolean | undefined;
  for (let piece: string | null | undefined = start; ; ) {
    parts.add(piece ?? '');
    if (isLine === undefined && piece?.includes('\n')) isLine = parsed(firstLine(parts.joined())) !== undefined;
    if (isLine && piece?.trim() && followsFirstLine(parts.joined())) return hearEvents(body, parts.joined(), listener);
    piece = await body.next(/[}\]]\s*$/.test(parts.tail) ? JSON_SILENCE_MS : undefined);
    if (typeof piece === 'string') continue;
    if (piece === null || parsed(parts.joined()) !== undefined) return hearValue(parts.joined(), listener);
  }
}

function hearValue(text: string, listener: Listener): void {
  const value = parsed(text)?.[0];
  const heard = value === undefined ? {} : listener.dialect(value, '');
  const isAnswer = [heard.failure, heard.text, heard.whole, heard.reason].some((found) => found !== undefined);
  // What is neither an answer nor an error is shown to the rules that tell errors apart by their words.
  listener.hear(isAnswer || heard.isRefused ? heard : { failure: text.slice(0, 8_192) });
}

function firstLine(text: string): string {
  return text.slice(0, text.indexOf('\n'));
}

/** Whether more than white space follows the first line: JSON values, or events, in lines of their own. */
function followsFirstLine(text: string): boolean {
  return text.slice(firstLine(text).length).trim() !== '';
}

/** An object with the mistakes of a hurried writer, such as the quotes of Python. */
function looselyParsed(text: string): readonly [unknown] | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  const [first] = objectsIn(text);
  return first?.source === text.trim() ? [first.value] : undefined;
}

/** The value of a JSON text, in a list; undefined when it is none. */
function parsed(text: string): readonly [unknown] | undefined {
  try {
    return [JSON.parse(text)];
  } catch {
    return undefined;
  }
}
