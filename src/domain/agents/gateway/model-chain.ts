import type { FailureCode } from '../../shared/call.ts';
import type { ModelEntry } from '../catalogue.ts';
import { nameOf, type Roster } from '../roster.ts';
import type { ModelError } from './model-error.ts';

/** Maximum number of calls of one model for one answer. */
const MAX_TRIES = 2;
/** Maximum pause of a model for which the search waits when no other model is left, in milliseconds. */
export const PATIENCE_MS = 5_000;
/** Interval of checks for the result of another caller's probe, in milliseconds. */
const PROBE_POLL_MS = 500;
/** Pause before the next call of a model that failed briefly, in milliseconds. */
const BRIEF_FAILURE_MS = 1_000;
/** Minimum pause when a provider asks for none, in milliseconds. */
const MIN_WAIT_MS = 250;

/** A model of a fallback chain, and its state in this search. Times are monotonic milliseconds. */
export class ChainModel {
  readonly entry: ModelEntry;
  /** What was wrong with its last answer. */
  complaint: string | null = null;
  /** Set while its breaker refuses calls; `retryAtMs` is null while a probe is running. */
  private refusal: { readonly retryAtMs: number | null } | null = null;
  private tries = 0;
  private notBeforeMs = Number.NEGATIVE_INFINITY;
  private isSpent = false;

  constructor(entry: ModelEntry) {
    this.entry = entry;
  }

  get isUntried(): boolean {
    return this.tries === 0;
  }

  /** Whether another call for this answer is possible at any time. */
  get isLeft(): boolean {
    return !this.isSpent && this.tries < MAX_TRIES;
  }

  /** Whether its breaker may be asked now. */
  isDue(nowMs: number): boolean {
    return this.isLeft && nowMs >= this.notBeforeMs;
  }

  /** Whether it waits for the result of another caller's probe. */
  get isProbed(): boolean {
    return this.isLeft && this.refusal !== null && this.refusal.retryAtMs === null;
  }

  /** Time until the next chance of a call. */
  waitMs(nowMs: number): number {
    if (this.isProbed) return PROBE_POLL_MS;
    return Math.max(this.refusal?.retryAtMs ?? nowMs, this.notBeforeMs, nowMs) - nowMs;
  }

  /** Records a refusal by its breaker; `retryInMs` is null while a probe is running. */
  refused(retryInMs: number | null, nowMs: number): void {
    this.refusal = { retryAtMs: retryInMs === null ? null : nowMs + retryInMs };
  }

  drop(): void {
    this.isSpent = true;
  }

  /** Records a failure. `isAlone`: the chain has no other model, so a brief failure is worth another try. */
  failed({ code, retryAfterMs, complaint }: ModelError, nowMs: number, isAlone: boolean): void {
    this.tries++;
    this.refusal = null;
    if (code === 'MALFORMED' && complaint !== null) this.complaint = complaint;
    else if (isAlone && (code === 'CUT' || (retryAfterMs === null && isBrief(code))))
      this.notBeforeMs = nowMs + BRIEF_FAILURE_MS;
    else if (code === 'RATE_LIMIT' && retryAfterMs !== null && retryAfterMs <= PATIENCE_MS)
      this.notBeforeMs = nowMs + Math.max(retryAfterMs, MIN_WAIT_MS);
    else this.drop();
  }
}

function isBrief(code: FailureCode): boolean {
  return code === 'OVERLOADED' || code === 'RATE_LIMIT';
}

/**
 * The fallback chain, in this order: the requested model; the same model over OpenRouter (or directly from its maker,
 * if it was requested over OpenRouter); the default models of all other providers, in the order of the roster.
 */
export function chainOf(requested: ModelEntry, roster: Roster): readonly ChainModel[] {
  const others = roster.defaults().filter(({ provider }) => provider !== requested.provider);
  const entries = [requested, ...sameModel(requested, roster), ...others];
  const byName = new Map(entries.map((entry) => [nameOf(entry), entry]));
  return [...byName.values()].map((entry) => new ChainModel(entry));
}

/** The same model at its other provider, if there is one. */
function sameModel({ provider, model, openrouterModel }: ModelEntry, roster: Roster): readonly ModelEntry[] {
  if (provider === 'openrouter')
    return roster.configured().filter((entry) => entry.provider !== 'openrouter' && entry.openrouterModel === model);
  if (openrouterModel === null || !roster.isConfigured('openrouter')) return [];
  return [roster.entryOf({ provider: 'openrouter', model: openrouterModel })];
}

/**
 * Drops the models that would fail like the failed one. A bad key or an empty account affects every model of its
 * provider. A prompt that is too long may fit another model, and another model may answer a prompt that one model
 * refuses. But the same model at another provider fails alike, and after a second such failure no other model is tried.
 */
export function dropHopeless(
  chain: readonly ChainModel[],
  failed: ChainModel,
  code: FailureCode,
  before: readonly FailureCode[],
): void {
  for (const other of chain) {
    if (other !== failed && isHopeless(other.entry, failed.entry, code, before)) other.drop();
  }
}

function isHopeless(other: ModelEntry, failed: ModelEntry, code: FailureCode, before: readonly FailureCode[]): boolean {
  if (code === 'AUTH' || code === 'OUT_OF_CREDIT') return other.provider === failed.provider;
  if (code !== 'CONTEXT' && code !== 'CONTENT') return false;
  if (before.includes(code) || other.openrouterModel === failed.model || failed.openrouterModel === other.model)
    return true;
  if (code === 'CONTENT' || other.contextTokens === null || failed.contextTokens === null) return false;
  return other.contextTokens <= failed.contextTokens;
}
