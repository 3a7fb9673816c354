import { at, listAt, textAt } from './values.ts';

/** Keys of events with a part of an answer. */
const ANSWER_KEYS = ['choices', 'candidates', 'content', 'output', 'response'];
/** Keys of codes, as providers, their gateways and clouds write them. */
const CODE_KEYS = ['code', 'status', 'status_code', 'statusCode', 'type', '__type', 'error_code', 'http_status'];
const WORD_KEYS = ['message', 'msg', 'detail', 'Message', 'error_msg', 'errmsg', 'error_message', 'error_description'];
/** Codes and states, as numbers, digits or words, that say that nothing is wrong. */
const GOOD =
  /^(0+|[12]\d\d|ok(ay)?|success(ful)?|succeeded|none|null|no[ _-]?error|ready|(re)?start(ed|ing)|queued|(in[ _-])?queue|pending|waiting|processing|running|working|loading|in[ _-]?progress|alive|ping|pong|heartbeat|keep[ _-]?alive)[.!]?$/i;
/** Codes and states that are failures without any other sign. */
const BAD =
  /^[45]\d\d$|err(or|ed)?\b|fail|cancel|insufficient|billing|blocked|policy|exceed|exhaust|overload|unavailable|invalid|denied|unauthori[sz]ed|unauthenticated|forbidden|throttl|rate[ _-]?limit|too[ _-]?many|quota|timeout|internal|abort|not[ _-]?found/i;

/** The event, if it surely reports an error: under `error`, by its name or type, or as a code of failure with words. */
export function failureIn(data: unknown, eventName: string): unknown {
  if (eventName === 'error' || at(data, 'type') === 'error' || at(data, 'object') === 'error') return data;
  if (isTold(at(data, 'error'))) return data;
  const isBad = at(data, 'success') === false || codesOf(data).some((code) => BAD.test(code) && !GOOD.test(code));
  return wordsIn(data) !== undefined && isBad ? data : undefined;
}

/**
 * The event, if it has words that are no part of an answer, such as the state of a queue. It counts as the failure only if
 * the answer does not come.
 */
export function doubtIn(data: unknown): unknown {
  return wordsIn(data) === undefined ? undefined : data;
}

/** Whether the value of `error` is one. Some servers write it into every event, and leave it empty or say that all is well. */
export function isTold(error: unknown): boolean {
  if (isBlank(error) || (typeof error === 'string' && GOOD.test(error.trim()))) return false;
  const message = at(error, 'message');
  const isSilent = isBlank(message) || (typeof message === 'string' && GOOD.test(message.trim()));
  const codes = codesOf(error);
  return !(isSilent && codes.length > 0 && codes.every((code) => GOOD.test(code)));
}

function wordsIn(data: unknown): unknown {
  if (ANSWER_KEYS.some((key) => at(data, key) !== undefined)) return undefined;
  return WORD_KEYS.map((key) => textAt(data, key)).find(Boolean) ?? listAt(data, 'errors')[0];
}

/** The code, status and type of an error, as texts. */
function codesOf(error: unknown): readonly string[] {
  const told = CODE_KEYS.map((key) => at(error, key));
  return told.filter((code) => typeof code === 'string' || typeof code === 'number').map((code) => String(code).trim());
}

/** Whether a value says nothing: null, false, 0, an empty text, and lists and objects of nothing else. */
function isBlank(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === '';
  if (typeof value !== 'object' || value === null) return !value;
  return Object.values(value).every((inner) =>
    typeof inner !== 'object' || inner === null ? isBlank(inner) : Object.keys(inner).length === 0,
  );
}
