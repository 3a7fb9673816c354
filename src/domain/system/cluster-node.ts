import { z } from 'zod';
import type { DebateLease } from '../debates/run/lease.ts';
import type { Json } from '../shared/json.ts';

/** How busy a process is. */
const load = z.object({
  runningDebates: z.number(),
  /** Most debates it runs at a time. */
  maxDebates: z.number(),
  openSockets: z.number(),
  /** How late its event loop was at worst, one time in a hundred left out, since it was last measured. */
  eventLoopDelayMs: z.number(),
  /** Memory that the operating system has given it. */
  memoryBytes: z.number(),
});

/** What a process says about itself. Fields of a newer version are left alone, so that versions can run side by side. */
const announcement = z.object({
  id: z.string(),
  host: z.string(),
  pid: z.number(),
  version: z.string(),
  startedAt: z.iso.datetime(),
  url: z.string(),
  isDraining: z.boolean(),
  load,
  seenAt: z.iso.datetime(),
});

export type NodeLoad = z.infer<typeof load>;
export type Announcement = z.infer<typeof announcement>;

/** Who a process is; `id` is also what it calls itself in leases. */
export interface NodeIdentity {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  readonly version: string;
  readonly startedAt: Date;
}

/** RUNNING takes debates up, DRAINING lets them go, GONE is no longer heard of but still holds leases. */
export type NodeStatus = 'RUNNING' | 'DRAINING' | 'GONE';

/** A server process. Of one that is GONE only the id and its leases are known. */
export interface ClusterNode {
  readonly id: string;
  readonly status: NodeStatus;
  readonly isSelf: boolean;
  readonly process: {
    readonly host: string;
    readonly pid: number;
    readonly version: string;
    readonly startedAt: Date;
    readonly url: string;
    readonly load: NodeLoad;
    readonly seenAt: Date;
  } | null;
  /** Those of the workspace that asks. */
  readonly leases: readonly Pick<DebateLease, 'debateId' | 'expiresAt'>[];
  /** Of all workspaces. */
  readonly leaseCount: number;
}

/** What was announced; undefined for what cannot be read. */
export function readAnnouncement(value: Json): Announcement | undefined {
  return announcement.safeParse(value).data;
}
