import type { Debate } from '../debate.ts';
import type { FormerRun } from './resumption.ts';

/** A debate taken up by this process: `fence` grows with every claim, and the database refuses writes of an older one. */
export interface Claim {
  readonly debate: Debate;
  readonly fence: number;
  readonly former: FormerRun;
}

/** Who runs a debate, and until when it has to say that it still does. */
export interface DebateLease {
  readonly debateId: string;
  readonly workspaceId: string;
  readonly holder: string;
  readonly expiresAt: Date;
}

/** Keeps the leases of debates; they lie in the debates' rows, and the database's clock decides when they expire. */
export interface LeaseStore {
  /** Takes a debate up that has not ended and that nobody holds; undefined when there is no such one. */
  claim(id: string, holder: string, leaseMs: number): Promise<Claim | undefined>;
  /** Holds the debate for `leaseMs` more. Throws `LeaseLost` when the fence is no longer the newest. */
  renew(id: string, fence: number, leaseMs: number): Promise<void>;
  /** Lets the debate go, so that anybody may claim it at once, and says how its run ended. */
  release(id: string, fence: number, how: FormerRun): Promise<void>;
  /** Frees the debates of every holder of whom this is proved to be true; their runs were cut off. */
  releaseOf(isGone: (holder: string) => boolean): Promise<void>;
  /** Ids of debates that have not ended and that nobody holds, oldest first. */
  unheld(limit: number): Promise<readonly string[]>;
  /** Every lease of a debate that has not ended, as long as it has not run out; of all workspaces, by the debate's id. */
  leases(): Promise<readonly DebateLease[]>;
}
