import type { DebateLease } from '../debates/run/lease.ts';
import type { NodeLoad } from './cluster-node.ts';

/** Looks whether a part of the server works; rejects with what is wrong. */
export type Probe = () => Promise<void>;

/** How busy this process is, measured anew. */
export type MeasureLoad = () => NodeLoad;

/** Every lease that has not run out, of all workspaces, by the debate's id. */
export type ReadLeases = () => Promise<readonly DebateLease[]>;

export interface Probes {
  /** Of what the server needs: while one fails, it is unhealthy. */
  readonly needed: Readonly<Record<string, Probe>>;
  /** Of what the server can do without: while one fails, it is degraded. */
  readonly optional: Readonly<Record<string, Probe>>;
}
