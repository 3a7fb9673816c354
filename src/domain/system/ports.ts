import type { DebateLease } from '../debates/ports.ts';
import type { NodeLoad } from './cluster-node.ts';

/** Looks whether a part of the server works; rejects with what is wrong. */
export type Probe = () => Promise<void>;

/** How busy this process is, measured anew. */
export type MeasureLoad = () => NodeLoad;

/** Every lease that has not run out, of all workspaces, by the debate's id. */
export type ReadLeases = () => Promise<readonly DebateLease[]>;
