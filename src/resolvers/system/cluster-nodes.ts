import { Ctx, Field, Float, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { Cluster } from '../../domain/system/cluster.ts';
import type * as cluster from '../../domain/system/cluster-node.ts';
import type { Context } from '../context.ts';
import { Node } from '../shared/node.ts';
import { DateTime, SafeInt } from '../shared/scalars.ts';
import { wordsOf } from '../shared/words-enum.ts';

declare module '../context.ts' {
  interface Doors {
    readonly cluster: Cluster;
  }
}

const NodeStatusEnum = wordsOf<cluster.NodeStatus>('NodeStatus', 'Status of a server process.', {
  RUNNING: 'It serves requests and claims debates.',
  DRAINING: 'It is stopping: it claims no debates and releases its own.',
  GONE: 'It has sent no announcement for 15 seconds. Other processes claim its debates when its leases expire.',
});

@ObjectType({ description: 'Load of a server process.', simpleResolvers: true })
export class NodeLoad {
  @Field(() => Int, { description: 'Number of debates it runs.' })
  runningDebates!: number;

  @Field(() => Int, {
    description: 'Maximum number of debates it runs at a time. Further debates wait, or run on another process.',
  })
  maxDebates!: number;

  @Field(() => Int, { description: 'Number of open WebSocket connections.' })
  openSockets!: number;

  @Field(() => Float, {
    description: 'Delay of the event loop in milliseconds: the 99th percentile since the previous announcement.',
  })
  eventLoopDelayMs!: number;

  @Field(() => SafeInt, { description: 'Memory of the process in bytes (resident set size).' })
  memoryBytes!: number;
}

@ObjectType({ description: 'The right of one process to run a debate.', simpleResolvers: true })
export class Lease {
  @Field(() => ID, { description: 'Id of the debate.' })
  debateId!: string;

  @Field(() => DateTime, {
    description: 'Time when other processes may claim the debate, unless the lease is renewed.',
  })
  expiresAt!: Date;
}

@ObjectType({
  description:
    'A server process. It announces itself every 5 seconds. When it is GONE, only its id and leases are known. A field that requires a further permission is null without it.',
  implements: Node,
  simpleResolvers: true,
})
export class ClusterNode extends Node {
  @Field(() => ID, { description: 'Id with the prefix `nod_`. A restarted process has a new id.' })
  declare id: string;

  @Field(() => NodeStatusEnum, { description: 'Status of the process.' })
  status!: cluster.NodeStatus;

  @Field(() => Boolean, { description: 'Whether this process returned the response.' })
  isSelf!: boolean;

  @Field(() => String, { nullable: true, description: 'Machine or container of the process; null when it is GONE.' })
  host!: string | null;

  @Field(() => Int, { nullable: true, description: 'Process id on the machine; null when it is GONE.' })
  pid!: number | null;

  @Field(() => String, { nullable: true, description: 'Version of the server; null when it is GONE.' })
  version!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Time of start; null when it is GONE.' })
  startedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Address of the server, as seen from its own machine; null when it is GONE. Workers share an address.',
  })
  url!: string | null;

  @Field(() => NodeLoad, {
    nullable: true,
    description: 'Load at the last announcement; null when it is GONE.',
  })
  load!: NodeLoad | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time of the last announcement, by the clock of the process; null when it is GONE.',
  })
  seenAt!: Date | null;

  @Field(() => [Lease], { description: 'Leases of the process on debates of this workspace.' })
  leases!: readonly Lease[];

  @Field(() => Int, {
    nullable: true,
    description: 'Number of debates it runs, in all workspaces. `leases` has only those of this workspace.',
  })
  leaseCount!: number | null;
}

@Resolver()
export class ClusterNodeResolver {
  @Query(() => [ClusterNode], {
    description:
      'Server processes that share the database, oldest first, then processes that are GONE and still hold leases.',
  })
  async clusterNodes(@Ctx() { cluster, actor }: Context): Promise<readonly ClusterNode[]> {
    return (await cluster.nodes(actor)).map(toNode);
  }
}

/** The process with this id; null when it is not among the processes. */
export async function readClusterNode(id: string, { cluster, actor }: Context): Promise<ClusterNode | null> {
  const node = await cluster.find(actor, id);
  return node ? toNode(node) : null;
}

function toNode({ process, ...known }: cluster.ClusterNode): ClusterNode {
  const gone = { host: null, pid: null, version: null, startedAt: null, url: null, load: null, seenAt: null };
  return Object.assign(new ClusterNode(), { ...known, ...gone, ...process });
}
