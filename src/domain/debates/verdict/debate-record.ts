import type { Following } from './verdict.ts';

/** One debater of a debate that is over: which agent it was, and what it held before and after the exchange. */
export interface RecordedDebater {
  readonly participantId: string;
  readonly agentId: string;
  readonly family: string | null;
  /** The blind answer; null when it gave none. */
  readonly blind: string | null;
  /** What it held at the end; the blind answer where there was no exchange. */
  readonly final: string | null;
  readonly weight: number;
}

/** What the statistics need of an ended debate: ids and numbers, no text. */
export interface DebateRecord {
  readonly debateId: string;
  /** Kind of decision, as its author named it; null: not named. Reliability is measured for each. */
  readonly kind: string | null;
  readonly debaters: readonly RecordedDebater[];
  /** The verdict's winner; null when there was none. */
  readonly winner: string | null;
  /** Whether positions could change after the blind answers. */
  readonly hadExchange: boolean;
  readonly following: readonly Following[];
  readonly isContested: boolean;
  readonly isCollapsed: boolean;
  /** The option or candidate that turned out right; null until it is recorded. */
  readonly groundTruth: string | null;
}
