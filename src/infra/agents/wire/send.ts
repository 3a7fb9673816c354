import { Refused } from '../refused.ts';
import type { ComposedRequest } from '../requests/compose-request.ts';
import { BoundedBody } from './bounded-body.ts';
import { MAX_REFUSAL_BYTES } from './limits.ts';

/** Reads of a refusal, and silence within it, after which its words so far have to do. */
const MAX_READS = 16;
const REFUSAL_SILENCE_MS = 1_000;

/** Sends a request. Redirects are refused: they would send key and prompt to another server. */
export async function send({ url, init }: ComposedRequest, signal: AbortSignal): Promise<Response> {
  const response = await fetch(url, { ...init, signal, redirect: 'manual' });
  if (response.ok) return response;
  throw new Refused(response.status, response.headers, await wordsOf(response));
}

async function wordsOf(response: Response): Promise<string> {
  // One read more than the limit is not an error: the words are only shortened.
  const body = new BoundedBody(response.body, Number.POSITIVE_INFINITY);
  let words = '';
  for (let reads = 0; reads < MAX_READS && words.length < MAX_REFUSAL_BYTES; reads++) {
    const piece = await body.next(REFUSAL_SILENCE_MS).catch(() => null);
    if (typeof piece !== 'string') break;
    words += piece;
  }
  await body.cancel();
  return words;
}
