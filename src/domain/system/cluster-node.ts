import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { DebateLease } from '../debates/run/lease.ts';
import type { Json } from '../shared/json.ts';

/** Load of a process. */
const load = z.object({
  runningDebates: z.number(),
  /** Maximum number of debates it runs at a time. */
  maxDebates: z.number(),
  openSockets: z.number(),
  /** 99th percentile of the event loop delay since the last measurement. */
  eventLoopDelayMs: z.number(),
  /** Resident memory. */
  memoryBytes: z.number(),
});

/** Announcement of a process. Unknown fields are ignored, so that versions can run side by side. */
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

/**
 * The id of a process for clients. Its name in leases has its host and process id, which not everyone may see; it also has a
 * random part, so that the hash cannot be guessed.
 */
export function nodeIdOf(name: string): string {
  return `nod_${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;
}

/** Identity of a process; `id` is also its holder name in leases. */
export interface NodeIdentity {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  readonly version: string;
  readonly startedAt: Date;
}

/** RUNNING claims debates, DRAINING releases them, GONE no longer announces itself but still has leases. */
export type NodeStatus = 'RUNNING' | 'DRAINING' | 'GONE';

/** A server process as clients see it. For GONE only the id and the leases are known. */
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
  /** Leases of the caller's workspace. */
  readonly leases: readonly Pick<DebateLease, 'debateId' | 'expiresAt'>[];
  /** Number of leases in all workspaces. */
  readonly leaseCount: number;
}

/** The announcement; undefined when it cannot be read. */
export function readAnnouncement(value: Json): Announcement | undefined {
  return announcement.safeParse(value).data;
}
