import type { DebateLease } from '../debates/run/lease.ts';
import type { NodeLoad } from './cluster-node.ts';

/** Checks whether a part of the server works; rejects with the reason when not. */
export type Probe = () => Promise<void>;

/** Measures the load of this process. */
export type MeasureLoad = () => NodeLoad;

/** Every unexpired lease of all workspaces, by debate id. */
export type ReadLeases = () => Promise<readonly DebateLease[]>;

export interface Probes {
  /** Required parts: while one fails, the server is unhealthy. */
  readonly needed: Readonly<Record<string, Probe>>;
  /** Optional parts: while one fails, the server is degraded. */
  readonly optional: Readonly<Record<string, Probe>>;
}
