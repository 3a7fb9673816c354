import type { TurnListener } from '../../debates/run/turn-request.ts';
import type { Attempt } from '../../shared/call.ts';
import { isPlausibleAmount, isPlausibleCount } from '../../shared/plausible.ts';
import type { ModelAnswer, ModelCall, ModelRef, Usage } from '../language-model.ts';
import { estimatedUsage } from './estimated-usage.ts';
import type { Generation } from './generation.ts';
import { ModelError } from './model-error.ts';
import { PartialAnswer } from './partial-answer.ts';
import type { GatewayPorts } from './ports.ts';

/** The result of one call: its attempt, and either the answer or the error. */
export type CallResult<T> = { readonly attempt: Attempt } & (
  | { readonly answer: { readonly value: T; readonly text: string }; readonly error: null }
  | { readonly answer: null; readonly error: ModelError }
);

export interface CallWish<T> {
  readonly wish: Generation<T>;
  /** What was wrong with the model's last answer; null for its first call. */
  readonly complaint: string | null;
  readonly timeoutMs: number;
  readonly listener: TurnListener;
}

const MAX_COMPLAINT = 1_000;

/**
 * Calls the model once and reads its answer. If the answer is unusable, the live text that viewers have seen is
 * withdrawn.
 */
export async function callOnce<T>(
  ports: Pick<GatewayPorts, 'languageModel' | 'clock' | 'costOf' | 'times'>,
  model: ModelRef,
  { wish, complaint, timeoutMs, listener }: CallWish<T>,
  signal: AbortSignal,
): Promise<CallResult<T>> {
  const call: ModelCall = {
    model: { provider: model.provider, model: model.model },
    system: wish.system,
    prompt: complaint === null ? wish.prompt : `${wish.prompt}\n\n${correctionOf(complaint)}`,
    schema: wish.schema,
    maxOutputTokens: wish.maxOutputTokens,
    timeoutMs,
    silenceMs: Math.min(ports.times.silenceMs, timeoutMs),
  };
  const partial = new PartialAnswer(wish, listener);
  const beganAtMs = ports.clock.monotonicMs();
  const attempt = (told: Usage, error: ModelError | null): Attempt => {
    const usage = isPlausible(told) ? told : estimatedUsage(call, partial.received);
    return {
      ...call.model,
      failure: error?.code ?? null,
      message: error?.message ?? null,
      latencyMs: Math.round(ports.clock.monotonicMs() - beganAtMs),
      ...{ inputTokens: usage.inputTokens, outputTokens: usage.outputTokens, isEstimated: usage.isEstimated },
      costUsd: costOf(ports, model, usage),
      discardedText: error && partial.textOf(error),
    };
  };
  try {
    const answer = await ports.languageModel.call(call, partial.take, signal);
    const value = read(wish, answer);
    partial.end();
    return { attempt: attempt(answer.usage, null), answer: { value, text: answer.text }, error: null };
  } catch (thrown) {
    partial.discard();
    const error = signal.aborted ? cancelled(thrown) : thrown;
    if (!(error instanceof ModelError)) throw error;
    return { attempt: attempt(partial.usageOf(error, call), error), answer: null, error };
  }
}

function read<T>(wish: Generation<T>, { text, usage }: ModelAnswer): T {
  try {
    return wish.read(text);
  } catch (cause) {
    const complaint = cause instanceof Error ? cause.message : String(cause);
    const detail = { complaint: complaint.slice(0, MAX_COMPLAINT), partialText: text, usage, cause };
    throw new ModelError('MALFORMED', 'The answer did not have the form that was asked for.', detail);
  }
}

function correctionOf(complaint: string): string {
  return `Your last answer could not be used: ${complaint}\nAnswer again, in exactly the form that is asked for.`;
}

/** A call that this server stopped counts as cancelled, with every error that it reports. */
function cancelled(thrown: unknown): ModelError {
  const detail = thrown instanceof ModelError ? thrown : {};
  return new ModelError('CANCELLED', 'The call was stopped.', { ...detail, cause: thrown });
}

/** No number from outside reaches a metric, a column or a caller unchecked. */
function isPlausible({ inputTokens, outputTokens }: Usage): boolean {
  return isPlausibleCount(inputTokens) && isPlausibleCount(outputTokens);
}

/** No usage costs 0, even with an unknown price; otherwise null when the price is not known. */
function costOf({ costOf }: Pick<GatewayPorts, 'costOf'>, model: ModelRef, usage: Usage): number | null {
  if (usage.inputTokens === 0 && usage.outputTokens === 0) return 0;
  const cost = costOf(model, usage);
  return isPlausibleAmount(cost) ? cost : null;
}
