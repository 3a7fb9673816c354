import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { checkCount } from '../../domain/shared/shapes/item-count.ts';
import type { Context } from '../context.ts';
import { denialOf } from '../guards/permission-rules.ts';
import { Node } from './node.ts';

const MAX_IDS = 100;
/** The longest ids are those of agents: a provider and a model. */
const MAX_ID_LENGTH = 400;

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description:
      'The object with this id; null when the workspace has none, or when the caller lacks the permission to read objects of its type.',
  })
  node(@Arg('id', () => ID, { description: 'Id of the object.' }) id: string, @Ctx() context: Context) {
    return readNode(id, context, 'Query.node');
  }

  @Query(() => [Node], {
    nullable: 'items',
    description: 'The objects with these ids, in the order of the ids. An item is null as described at `node`.',
  })
  nodes(
    @Arg('ids', () => [ID], { description: 'Ids of the objects, at most 100.' }) ids: string[],
    @Ctx() context: Context,
  ): Promise<Node | null>[] {
    checkCount('ids', ids, MAX_IDS);
    const reads = new Map([...new Set(ids)].map((id) => [id, readNode(id, context, 'Query.nodes')]));
    return ids.map((id) => reads.get(id) as Promise<Node | null>);
  }
}

/** An id of a type that the caller may not read looks like an unknown id. */
async function readNode(id: string, context: Context, field: string): Promise<Node | null> {
  const reader = context.nodes[id.slice(0, id.indexOf('_') + 1)];
  // The database stores no NUL, and refuses it in a comparison. To write a long text into a statement takes long.
  if (!reader || id.length > MAX_ID_LENGTH || id.includes('\0')) return null;
  const denial = denialOf(context, reader.permission, field);
  if (denial?.extensions.code === 'UNAUTHENTICATED') throw denial;
  return denial ? null : reader.read(id, context);
}
