import type { FailureCode } from '../../shared/call.ts';
import type { ModelEntry } from '../catalogue.ts';
import { nameOf, type Roster } from '../roster.ts';
import type { ModelError } from './model-error.ts';

/** No model is tried more often for one answer. */
const MAX_TRIES = 2;
/** A model that asks to be left alone for no longer than this is worth waiting for when there is no other, in milliseconds. */
export const PATIENCE_MS = 5_000;
/** Interval of checks for the result of another caller's probe, in milliseconds. */
const PROBE_POLL_MS = 500;
/** How long to wait before one that stumbled is asked again, in milliseconds. */
const STUMBLE_MS = 1_000;
/** A provider that says "at once" gets this much, in milliseconds. */
const MIN_WAIT_MS = 250;

/** A model of the chain of those that may give an answer, and how it has been faring. Times are monotonic milliseconds. */
export class ChainModel {
  readonly entry: ModelEntry;
  /** What it got wrong with its last answer. */
  complaint: string | null = null;
  /** Set while its breaker lets nothing through; `retryAtMs` is null while a probe is on its way. */
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

  /** Whether it may ever be tried again for this answer. */
  get isLeft(): boolean {
    return !this.isSpent && this.tries < MAX_TRIES;
  }

  /** Whether to ask its breaker now. */
  isDue(nowMs: number): boolean {
    return this.isLeft && nowMs >= this.notBeforeMs;
  }

  /** Whether it waits for the result of another caller's probe. */
  get isProbed(): boolean {
    return this.isLeft && this.refusal !== null && this.refusal.retryAtMs === null;
  }

  /** How long until it is worth asking again. */
  waitMs(nowMs: number): number {
    if (this.isProbed) return PROBE_POLL_MS;
    return Math.max(this.refusal?.retryAtMs ?? nowMs, this.notBeforeMs, nowMs) - nowMs;
  }

  /** Its breaker let nothing through; `retryInMs` is null while a probe is on its way. */
  refused(retryInMs: number | null, nowMs: number): void {
    this.refusal = { retryAtMs: retryInMs === null ? null : nowMs + retryInMs };
  }

  drop(): void {
    this.isSpent = true;
  }

  /** @param isAlone Whether there is nobody to go on to: then one that stumbled is worth another try. */
  failed({ code, retryAfterMs, complaint }: ModelError, nowMs: number, isAlone: boolean): void {
    this.tries++;
    this.refusal = null;
    if (code === 'MALFORMED' && complaint !== null) this.complaint = complaint;
    else if (isAlone && (code === 'CUT' || (retryAfterMs === null && isPassing(code))))
      this.notBeforeMs = nowMs + STUMBLE_MS;
    else if (code === 'RATE_LIMIT' && retryAfterMs !== null && retryAfterMs <= PATIENCE_MS)
      this.notBeforeMs = nowMs + Math.max(retryAfterMs, MIN_WAIT_MS);
    else this.drop();
  }
}

function isPassing(code: FailureCode): boolean {
  return code === 'OVERLOADED' || code === 'RATE_LIMIT';
}

/**
 * Who may give the answer, in this order: the model asked for; the same model by way of OpenRouter (or, if it was asked
 * for there, of its maker); the default models of all other providers, in the order of the roster.
 */
export function chainOf(requested: ModelEntry, roster: Roster): readonly ChainModel[] {
  const others = roster.defaults().filter(({ provider }) => provider !== requested.provider);
  const entries = [requested, ...sameModel(requested, roster), ...others];
  const byName = new Map(entries.map((entry) => [nameOf(entry), entry]));
  return [...byName.values()].map((entry) => new ChainModel(entry));
}

/** The other way to the same model, if there is one. */
export function sameModel({ provider, model, openrouterModel }: ModelEntry, roster: Roster): readonly ModelEntry[] {
  if (provider === 'openrouter')
    return roster.configured().filter((entry) => entry.provider !== 'openrouter' && entry.openrouterModel === model);
  if (openrouterModel === null || !roster.isConfigured('openrouter')) return [];
  return [roster.entryOf({ provider: 'openrouter', model: openrouterModel })];
}

/**
 * What one's failure says of the others. A key or an account that is of no use is so for every model of its provider. A
 * prompt that is too long may fit another model, and what one refuses another may answer: but not the same model
 * elsewhere, and not once a second one has said the same.
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
