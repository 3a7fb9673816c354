import { userError } from './errors.ts';

/** Lets work on a long text be paid by its caller, and leave room for other work. */
export interface Work {
  /** Takes points from the budget of the caller, before the work is done. Throws when it has too few left. */
  pay(points: number): Promise<void>;
  /** Resolves when the next slice may be made. */
  pause(): Promise<void>;
}

/** The work of one operation. */
export interface OperationWork extends Work {
  /** The text of the key: made on the first call, and the same for all others. */
  once(key: string, make: () => Promise<string>): Promise<string>;
}

/** Parts of a text, in order. */
export type Parts = Iterable<string> | AsyncIterable<string>;

/** Characters of a slice: it is made in about a millisecond. A single part may be longer. */
const SLICE = 32 * 1024;
/** Characters that are paid for at a time. */
const STEP = 256 * 1024;
const CHARACTERS_PER_POINT = 4 * 1024;

/** Points of a computed text that are counted before an operation is run: those of 80 KiB. */
export const TEXT_POINTS = 20;

/** Most characters of a computed text in a GraphQL response. */
export const MAX_TEXT = 1024 * 1024;

/** Points of a text with so many characters. */
function textPoints(characters: number): number {
  return Math.ceil(characters / CHARACTERS_PER_POINT);
}

/** Characters that so many points pay for. */
export function charactersOf(points: number): number {
  return points * CHARACTERS_PER_POINT;
}

/** The parts joined to slices, with a pause after each. What is longer than the paid characters is paid on the way. */
export async function* inSlices(parts: Parts, work: Work, paidCharacters: number): AsyncGenerator<string> {
  let paid = paidCharacters;
  let made = 0;
  let slice = '';
  for await (const part of parts) {
    slice += part;
    if (slice.length < SLICE) continue;
    made += slice.length;
    while (made > paid) {
      await work.pay(textPoints(STEP));
      paid += STEP;
    }
    yield slice;
    slice = '';
    await work.pause();
  }
  if (slice !== '') yield slice;
}

/** A text that is computed on request. */
export interface ComputedText {
  /** The same for the same text. */
  readonly key: string;
  parts(): Parts;
  /** Characters, as far as they can be told before the text is made. */
  size(): number;
  /** The REST route that returns it at any length. */
  readonly route: string;
}

/** The whole text. Throws a `UserError` that names the REST route when it is longer than a response may hold. */
export function wholeText(text: ComputedText, work: OperationWork): Promise<string> {
  return work.once(text.key, () => made(text, work));
}

async function made({ parts, size, route }: ComputedText, work: Work): Promise<string> {
  // Many texts of one operation are asked for in the same turn.
  await work.pause();
  const estimate = size();
  if (estimate > MAX_TEXT) throw tooLong(route);
  const more = textPoints(estimate) - TEXT_POINTS;
  if (more > 0) await work.pay(more);
  const slices: string[] = [];
  let length = 0;
  for await (const slice of inSlices(parts(), work, Math.max(estimate, charactersOf(TEXT_POINTS)))) {
    slices.push(slice);
    length += slice.length;
    if (length > MAX_TEXT) throw tooLong(route);
  }
  return slices.join('');
}

function tooLong(route: string) {
  const message = `This text is longer than the ${MAX_TEXT.toLocaleString('en')} characters that a response may hold. Read it with GET ${route}.`;
  return userError('INVALID_INPUT', message, ['format']);
}
