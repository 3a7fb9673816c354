import { doubtIn } from '../dialects/failures.ts';
import type { Dialect, Heard } from '../dialects/heard.ts';
import { at } from '../dialects/values.ts';
import { Refused } from '../refused.ts';
import { Unusable } from '../unusable.ts';
import type { BoundedBody } from './bounded-body.ts';
import { parsed, valuesIn } from './json-values.ts';
import { Pieces } from './pieces.ts';
import { type ServerSentEvent, ServerSentEvents } from './server-sent-events.ts';

/** Silence after which a JSON value that looks complete is read, in milliseconds. */
const JSON_SILENCE_MS = 1_500;

/** The start of a stream of events. */
const EVENTS = /^(data|event|id|retry)?:/;

/** Words that begin as a JSON value of some size. `[ERROR]` does not. */
const BROKEN_JSON = /^\s*(\{|\[\s*[[{"\d-])/;

/** Keys of which every event and every answer of a provider has one. */
const OWN_KEYS = ['type', 'object', 'choices', 'candidates', 'content', 'error'];

/** Keys under which gateways set the answer into an object of their own. */
const INNER_KEYS = ['data', 'result', 'response'];

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
  // The connection ended within the last event, so that broken JSON in it is no mistake of the server.
  for (const event of events.end()) if (hearEvent({ ...event, isBeside: true }, listener)) return;
}

function hearEvent({ name, data, isBeside = false }: ServerSentEvent, listener: Listener): boolean {
  const isBroken = BROKEN_JSON.test(data);
  return valuesIn(data).some((value) => {
    if (typeof value === 'string') return hearWords(value, { name, isBeside, isBroken }, listener);
    listener.suspect(doubtIn(value));
    return listener.hear(heardIn(value, name, listener));
  });
}

/** Words in place of JSON are an end, an error, or a sign of life. Broken JSON is a lost piece of the answer. */
function hearWords(
  words: string,
  { name, isBeside, isBroken }: { readonly name: string; readonly isBeside: boolean; readonly isBroken: boolean },
  listener: Listener,
): boolean {
  if (/^\s*\[done\]/i.test(words)) return true;
  if (name === 'error') return listener.hear({ failure: { error: words } });
  if (!isBeside && BROKEN_JSON.test(words) && listener.patienceMs() === undefined) throw new Unusable('UNREADABLE');
  // Broken JSON may be a piece of the answer, whose words say nothing about why it breaks off.
  if (!isBroken) listener.suspect(words);
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
  const told = value === undefined ? {} : heardIn(value, '', listener);
  const isList = Array.isArray(value) && value.length === 1 && !saysSomething(told);
  const heard = isList ? heardIn(value[0], '', listener) : told;
  // What is neither an answer nor an error is shown to the rules that tell errors apart by their words.
  listener.hear(saysSomething(heard) ? heard : { failure: text.slice(0, 8_192) });
}

/** What a value says, or the value within it: some gateways set the answer into an object of their own. */
function heardIn(value: unknown, name: string, { dialect }: Listener): Heard {
  const inner = INNER_KEYS.map((key) => at(value, key)).find((found) => typeof found === 'object' && found !== null);
  const isWrapped = inner !== undefined && OWN_KEYS.every((key) => at(value, key) === undefined);
  const heard = dialect(value, name);
  return isWrapped && heard.failure === undefined ? dialect(inner, name) : heard;
}

function saysSomething({ failure, text, whole, reason, isRefused }: Heard): boolean {
  return [failure, text, whole, reason].some((found) => found !== undefined) || isRefused === true;
}

function firstLine(text: string): string {
  return text.slice(0, text.indexOf('\n'));
}

/** Whether more than white space follows the first line: JSON values, or events, in lines of their own. */
function followsFirstLine(text: string): boolean {
  return text.slice(firstLine(text).length).trim() !== '';
}
