import { Ctx, Field, Float, GraphQLISODateTime, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { Cluster } from '../../domain/system/cluster.ts';
import type * as cluster from '../../domain/system/cluster-node.ts';
import type { Context } from '../context.ts';
import { wordsOf } from '../shared/words-enum.ts';

declare module '../context.ts' {
  interface Doors {
    readonly cluster: Cluster;
  }
}

const NodeStatusEnum = wordsOf<cluster.NodeStatus>('NodeStatus', 'What a server process does.', {
  RUNNING: 'It serves, and takes debates up.',
  DRAINING: 'It is stopping: it takes nothing new up and lets its debates go.',
  GONE: 'It has not been heard of for 15 seconds. Others take its debates over when its leases end.',
});

@ObjectType({ description: 'How busy a server process is.', simpleResolvers: true })
export class NodeLoad {
  @Field(() => Int, { description: 'Debates it runs.' })
  runningDebates!: number;

  @Field(() => Int, { description: 'Most debates it runs at a time; further ones wait, or go to another process.' })
  maxDebates!: number;

  @Field(() => Int, { description: 'WebSocket connections that are open on it.' })
  openSockets!: number;

  @Field(() => Float, {
    description:
      'How late it comes to what is due, in milliseconds: the 99th percentile since the announcement before.',
  })
  eventLoopDelayMs!: number;

  @Field(() => Float, { description: 'Memory that the operating system has given it, in bytes.' })
  memoryBytes!: number;
}

@ObjectType({ description: 'The right of one process to run a debate.', simpleResolvers: true })
export class Lease {
  @Field(() => ID, { description: 'The debate.' })
  debateId!: string;

  @Field(() => GraphQLISODateTime, { description: 'When others may take the debate over, unless it is renewed.' })
  expiresAt!: Date;
}

@ObjectType({
  description:
    'A server process. It announces itself every 5 seconds; of one that is GONE only the id and the leases are known.',
  simpleResolvers: true,
})
export class ClusterNode {
  @Field(() => ID, { description: 'Its id, which also names it in leases. A process that starts anew has another.' })
  id!: string;

  @Field(() => NodeStatusEnum, { description: 'What it does.' })
  status!: cluster.NodeStatus;

  @Field(() => Boolean, { description: 'Whether it is the process that answers.' })
  isSelf!: boolean;

  @Field(() => String, { nullable: true, description: 'The machine or container it runs on; null when it is gone.' })
  host!: string | null;

  @Field(() => Int, { nullable: true, description: 'Its process id on that machine; null when it is gone.' })
  pid!: number | null;

  @Field(() => String, { nullable: true, description: 'Version of the server; null when it is gone.' })
  version!: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it started; null when it is gone.' })
  startedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Where it listens, as seen from its own machine; null when it is gone. Workers share an address.',
  })
  url!: string | null;

  @Field(() => NodeLoad, {
    nullable: true,
    description: 'How busy it was when it was heard of last; null when it is gone.',
  })
  load!: NodeLoad | null;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When it was heard of last, by its own clock; null when it is gone.',
  })
  seenAt!: Date | null;

  @Field(() => [Lease], { description: 'The debates of this workspace that it runs.' })
  leases!: readonly Lease[];

  @Field(() => Int, { nullable: true, description: 'How many debates it runs, those of other workspaces too.' })
  leaseCount!: number | null;
}

@Resolver()
export class ClusterNodeResolver {
  @Query(() => [ClusterNode], {
    description:
      'The server processes that share the database, the oldest first, then those that are gone and still hold leases.',
  })
  async clusterNodes(@Ctx() { cluster, actor }: Context): Promise<readonly ClusterNode[]> {
    return (await cluster.nodes(actor)).map(toNode);
  }
}

function toNode({ process, ...known }: cluster.ClusterNode): ClusterNode {
  const gone = { host: null, pid: null, version: null, startedAt: null, url: null, load: null, seenAt: null };
  return { ...known, ...gone, ...process };
}
