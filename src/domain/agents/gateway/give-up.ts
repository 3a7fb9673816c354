import type { FailureCode } from '../../shared/call.ts';

/**
 * Why the search for an answer ended: no model left to try, no time or no budget for another call, or too many
 * attempts.
 */
export type FallbackEnd = 'NOTHING_LEFT' | 'TIME' | 'BUDGET' | 'ATTEMPTS';

/**
 * A model that gave no answer. NOT_ASKED: its breaker was open, and the code is that of the failure which opened it.
 */
export interface Tried {
  readonly agentId: string;
  readonly code: FailureCode;
  readonly how: 'FAILED' | 'NOT_ASKED';
}

const WHY: Readonly<Record<FailureCode, string>> = {
  RATE_LIMIT: 'too many requests',
  OVERLOADED: 'the provider could not serve or be reached',
  OUT_OF_CREDIT: 'no credit left',
  AUTH: 'the key or the model was refused',
  CONTEXT: 'the prompt is too long',
  CONTENT: "refused by the provider's rules",
  TIMEOUT: 'no answer in time',
  CANCELLED: 'stopped',
  CUT: 'the answer broke off',
  MALFORMED: 'an answer that cannot be used',
};

const END: Readonly<Record<FallbackEnd, string>> = {
  NOTHING_LEFT: '',
  TIME: ' The time for one answer was over.',
  BUDGET: ' The budget of the debate pays for no further attempt.',
  ATTEMPTS: ' So many attempts are enough for one answer.',
};

/** The message for people when no model answered: the models that were tried, their failures, and what to do. */
export function giveUpSentence(agentId: string, tried: readonly Tried[], end: FallbackEnd, advice: string): string {
  const each = new Set(tried.map(reportOf));
  const report = each.size > 0 ? ` (${[...each].join('; ')})` : '';
  return `No answer from ${agentId}, nor from another model in its place${report}.${END[end]} ${advice}`;
}

function reportOf({ agentId, code, how }: Tried): string {
  return how === 'FAILED' ? `${agentId}: ${WHY[code]}` : `${agentId}: not asked again so soon after "${WHY[code]}"`;
}

/** What to do about a failure; `variable` is the setting that holds the key of the provider. */
export function adviceOn(code: FailureCode, variable: string | null): string {
  const another = 'or set the key of another provider to fall back on';
  if (code === 'AUTH') return `Check ${variable ?? 'its key'}, ${another}.`;
  if (code === 'OUT_OF_CREDIT') return `Add credit at the provider, ${another}.`;
  if (code === 'CONTEXT') return 'Shorten the task or its evidence, or choose a model with more room.';
  if (code === 'CONTENT') return 'Put the task in other words, or choose another model.';
  if (code === 'MALFORMED' || code === 'CUT') return 'Try again, or choose another model.';
  return `Try again in a minute, ${another}.`;
}
