import type { Debate } from '../debate.ts';
import type { FormerRun } from './resumption.ts';

/** A debate claimed by this process. `fence` grows with every claim, and the database refuses writes with an older fence. */
export interface Claim {
  readonly debate: Debate;
  readonly fence: number;
  readonly former: FormerRun;
}

/** The process that runs a debate, and when its lease expires unless it is renewed. */
export interface DebateLease {
  readonly debateId: string;
  readonly workspaceId: string;
  readonly holder: string;
  readonly expiresAt: Date;
}

/** Keeps the leases of debates; they lie in the debates' rows, and the database's clock decides when they expire. */
export interface LeaseStore {
  /** Claims a debate that has not ended and that no process holds; undefined when there is no such debate. */
  claim(id: string, holder: string, leaseMs: number): Promise<Claim | undefined>;
  /** Holds the debate for `leaseMs` more. Throws `LeaseLost` when the fence is no longer the newest. */
  renew(id: string, fence: number, leaseMs: number): Promise<void>;
  /** Releases the debate, so that any process may claim it at once, and records how its run ended. */
  release(id: string, fence: number, how: FormerRun): Promise<void>;
  /** Frees the debates of every holder that is proved to be gone; their runs count as crashed. */
  releaseOf(isGone: (holder: string) => boolean): Promise<void>;
  /** Ids of debates that have not ended and that no process holds, oldest first. */
  unheld(limit: number): Promise<readonly string[]>;
  /** Whether a debate has not ended, held or not, in any workspace. */
  hasOpen(): Promise<boolean>;
  /** Every lease of a debate that has not ended, as long as it has not run out; of all workspaces, by the debate's id. */
  leases(): Promise<readonly DebateLease[]>;
}
