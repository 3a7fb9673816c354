import type { ModelCall } from '../../domain/agents/language-model.ts';
import type { FailureCode } from '../../domain/shared/call.ts';
import type { ProviderNames } from './provider.ts';

/** Kinds of failure, finer than failure codes. Each kind has its own message. */
export type FailureKind =
  | 'KEY_MISSING'
  | 'KEY_REFUSED'
  | 'MODEL_UNKNOWN'
  | 'NO_CREDIT'
  | 'RATE_LIMIT'
  | 'OVERLOADED'
  | 'UNREACHABLE'
  | 'CONTEXT'
  | 'CONTENT'
  | 'PROVIDER_TIMEOUT'
  | 'TOTAL'
  | 'SILENCE'
  | 'CANCELLED'
  | 'CUT'
  | 'EMPTY'
  | 'TRUNCATED'
  | 'TOO_LONG'
  | 'NOT_AN_API'
  | 'UNREADABLE'
  | 'REQUEST_REFUSED'
  | 'FORM_REFUSED';

export interface Circumstances {
  readonly provider: ProviderNames;
  readonly call: ModelCall;
  /** null when the provider names no time. */
  readonly retryAfterMs: number | null;
}

type Words = (circumstances: Circumstances) => string;

const KINDS: Readonly<Record<FailureKind, readonly [FailureCode, Words]>> = {
  KEY_MISSING: ['AUTH', ({ provider: { label, keyVariable } }) => `${label} has no key: set ${keyVariable}.`],
  KEY_REFUSED: ['AUTH', ({ provider: { label, keyVariable } }) => `${label} refuses the key: check ${keyVariable}.`],
  MODEL_UNKNOWN: ['AUTH', unknownModel],
  NO_CREDIT: [
    'OUT_OF_CREDIT',
    (it) => `${it.provider.label} has no credit left for this key: add credit there, or raise its limit${until(it)}.`,
  ],
  RATE_LIMIT: ['RATE_LIMIT', (it) => `${it.provider.label} takes no more calls at the moment: try again ${later(it)}.`],
  OVERLOADED: ['OVERLOADED', (it) => `${it.provider.label} cannot serve at the moment: try again ${later(it)}.`],
  UNREACHABLE: [
    'OVERLOADED',
    ({ provider: { label, baseUrlVariable } }) =>
      `${label} cannot be reached: check the network, and ${baseUrlVariable} if it is set.`,
  ],
  CONTEXT: [
    'CONTEXT',
    ({ provider: { label }, call: { model } }) =>
      `${label} finds the prompt too long for ${model.model}: shorten the task, or choose a model with a larger context.`,
  ],
  CONTENT: [
    'CONTENT',
    ({ provider: { label } }) => `${label} refuses this by its rules on content: rephrase the task.`,
  ],
  PROVIDER_TIMEOUT: ['TIMEOUT', ({ provider: { label } }) => `${label} gave up on the call itself: try again later.`],
  TOTAL: [
    'TIMEOUT',
    ({ provider: { label }, call: { timeoutMs } }) =>
      `${label} did not finish within ${seconds(timeoutMs)}: try again, or raise ARAGORA_AGENT_TIMEOUT.`,
  ],
  SILENCE: [
    'TIMEOUT',
    ({ provider: { label }, call: { silenceMs } }) =>
      `${label} sent nothing for ${seconds(silenceMs)}: try again, or raise ARAGORA_AGENT_SILENCE.`,
  ],
  CANCELLED: ['CANCELLED', () => 'The call was cancelled.'],
  CUT: ['CUT', ({ provider: { label } }) => `${label} broke off in the middle of its answer: try again.`],
  EMPTY: [
    'MALFORMED',
    ({ provider: { label } }) => `${label} gave an empty answer: try again, or raise ARAGORA_MAX_OUTPUT_TOKENS.`,
  ],
  TRUNCATED: [
    'MALFORMED',
    ({ provider: { label }, call: { maxOutputTokens } }) =>
      `${label} did not finish its answer within ${maxOutputTokens} tokens: raise ARAGORA_MAX_OUTPUT_TOKENS.`,
  ],
  TOO_LONG: [
    'MALFORMED',
    ({ provider: { label }, call: { maxOutputTokens } }) =>
      `${label} sends more than an answer of ${maxOutputTokens} tokens can hold: choose another model, or raise ARAGORA_MAX_OUTPUT_TOKENS.`,
  ],
  NOT_AN_API: [
    'MALFORMED',
    ({ provider: { label, baseUrlVariable } }) =>
      `${label} does not answer as a model API at its address: check ${baseUrlVariable}, and proxies on the way.`,
  ],
  UNREADABLE: ['MALFORMED', ({ provider: { label } }) => `${label} gave an answer that cannot be read: try again.`],
  REQUEST_REFUSED: [
    'MALFORMED',
    ({ provider: { label }, call: { model } }) =>
      `${label} does not accept the request for ${model.model}: choose another model; the log has its reason.`,
  ],
  FORM_REFUSED: [
    'MALFORMED',
    ({ provider: { label }, call: { model } }) =>
      `${label} takes no form of an answer for ${model.model}: choose another model; the log has its reason.`,
  ],
};

export function codeOf(kind: FailureKind): FailureCode {
  return KINDS[kind][0];
}

/** The message for people. It contains no text of the provider. */
export function messageOf(kind: FailureKind, circumstances: Circumstances): string {
  return KINDS[kind][1](circumstances);
}

function unknownModel({ provider, call: { model } }: Circumstances): string {
  return `${provider.label} knows no model ${model.model}, or the key may not use it: name another in ${provider.modelVariable}.`;
}

function later({ retryAfterMs }: Circumstances): string {
  // A pause of 0 tells no time: the limit may be reached again at once.
  return retryAfterMs === null || retryAfterMs === 0 ? 'later' : `in ${duration(retryAfterMs)}`;
}

function until({ retryAfterMs }: Circumstances): string {
  return retryAfterMs === null ? '' : `; it takes calls again in ${duration(retryAfterMs)}`;
}

function duration(ms: number): string {
  if (ms < 120_000) return seconds(ms);
  if (ms < 2 * 3_600_000) return `${Math.ceil(ms / 60_000)} minutes`;
  return ms < 2 * 86_400_000 ? `${Math.ceil(ms / 3_600_000)} hours` : `${Math.ceil(ms / 86_400_000)} days`;
}

function seconds(ms: number): string {
  return ms < 1_000 ? `${ms} ms` : `${Math.ceil(ms / 1_000)} s`;
}
