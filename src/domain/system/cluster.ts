import type { Actor } from '../access/actor.ts';
import type { DebateLease } from '../debates/run/lease.ts';
import type { Clock, SharedState } from '../shared/ports.ts';
import {
  type Announcement,
  type ClusterNode,
  type NodeIdentity,
  type NodeStatus,
  nodeIdOf,
  readAnnouncement,
} from './cluster-node.ts';
import type { MeasureLoad, ReadLeases } from './ports.ts';

interface ClusterPorts {
  readonly shared: SharedState;
  readonly clock: Clock;
  readonly self: NodeIdentity;
  readonly load: MeasureLoad;
  readonly leases: ReadLeases;
  readonly isDraining: () => boolean;
}

const PREFIX = 'nodes/';
/** Interval of the announcements of a process. */
export const ANNOUNCE_EVERY_MS = 5_000;
/** Silence after which a process counts as gone: two announcements may be lost. */
const SILENCE_MS = 15_000;
/** Shared state has no removal, so an entry is removed by a short expiry. */
const AT_ONCE_MS = 1;

/** The server processes that share a database, with their announcements and leases. */
export class Cluster {
  private readonly ports: ClusterPorts;

  constructor(ports: ClusterPorts) {
    this.ports = ports;
  }

  /** Announces this process and its `url` for 15 s. Rejects when the shared state is unavailable. */
  async announce(url: string): Promise<void> {
    await this.write(url, SILENCE_MS);
  }

  /** Removes this process from the list. Rejects like `announce`. */
  async leave(): Promise<void> {
    await this.write('', AT_ONCE_MS);
  }

  /**
   * Every process that announced itself in the last 15 s, oldest first, then processes that are gone and still have
   * leases.
   */
  async nodes({ workspaceId }: Actor): Promise<readonly ClusterNode[]> {
    const [values, leases] = await Promise.all([this.ports.shared.list(PREFIX), this.ports.leases()]);
    const heard = values.flatMap(({ value }) => readAnnouncement(value) ?? []).sort(olderFirst);
    const held = Map.groupBy(leases, ({ holder }) => holder);
    const names = new Set([...heard.map(({ id }) => id), ...held.keys()]);
    const byName = new Map(heard.map((one) => [one.id, one]));
    return [...names].map((name) => this.node(name, byName.get(name), held.get(name) ?? [], workspaceId));
  }

  /** The process with this id; undefined when it is not among `nodes`. */
  async find(actor: Actor, id: string): Promise<ClusterNode | undefined> {
    return (await this.nodes(actor)).find((node) => node.id === id);
  }

  private node(
    name: string,
    heard: Announcement | undefined,
    leases: readonly DebateLease[],
    workspaceId: string,
  ): ClusterNode {
    const own = leases.filter((lease) => lease.workspaceId === workspaceId);
    return {
      id: nodeIdOf(name),
      status: statusOf(heard),
      isSelf: name === this.ports.self.id,
      process: heard ? processOf(heard) : null,
      leases: own.map(({ debateId, expiresAt }) => ({ debateId, expiresAt })),
      leaseCount: leases.length,
    };
  }

  /** Only this process writes the key. */
  private async write(url: string, ttlMs: number): Promise<void> {
    const { shared, clock, self, load, isDraining } = this.ports;
    const key = PREFIX + self.id;
    const value = {
      ...self,
      startedAt: self.startedAt.toISOString(),
      url,
      isDraining: isDraining(),
      load: load(),
      seenAt: clock.now().toISOString(),
    };
    await shared.set(key, value, ttlMs);
  }
}

function statusOf(heard: Announcement | undefined): NodeStatus {
  if (!heard) return 'GONE';
  return heard.isDraining ? 'DRAINING' : 'RUNNING';
}

function processOf({ host, pid, version, startedAt, url, load, seenAt }: Announcement): ClusterNode['process'] {
  return { host, pid, version, startedAt: new Date(startedAt), url, load, seenAt: new Date(seenAt) };
}

function olderFirst(one: Announcement, other: Announcement): number {
  return one.startedAt < other.startedAt || (one.startedAt === other.startedAt && one.id < other.id) ? -1 : 1;
}
