import type { FailureFacts } from './failure-facts.ts';
import { Refused } from './refused.ts';

const MAX_WORDS = 500;
/** What looks like a key, also with stars in place of its middle. */
const KEYS = /\b(?:bearer\s+\S+|(?:sk|pk|xai|gsk|key|api[_-]?key|AIza)[-_][\w*.-]{4,}|AIza[\w*-]{4,})/gi;

/**
 * The words of a provider about a failure, for the log: shortened, in one line, and without keys. null when it said
 * nothing; its status alone when that is all. A failure of the network is described by its code.
 */
export function providersWords(
  error: unknown,
  { body, status, networkCode }: FailureFacts,
  apiKey: string | null,
): string | null {
  const words = body || (networkCode ?? ownWords(error));
  if (words === '') return status === null || !(error instanceof Refused) ? null : `${status}`;
  const bare = apiKey === null || apiKey === '' ? words : words.replaceAll(apiKey, '[key]');
  const line = bare
    .replace(KEYS, '[key]')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  const told = status === null || body === '' ? line : `${status}: ${line}`;
  return told.slice(0, MAX_WORDS).toWellFormed();
}

/** The words of an error that is neither a failure known to this server nor the end of a call. */
function ownWords(error: unknown): string {
  return error instanceof Error && !['Unusable', 'Refused', 'AbortError'].includes(error.name) ? error.message : '';
}
