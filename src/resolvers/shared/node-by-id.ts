import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { Node } from './node.ts';

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: 'The object with this id; null when the workspace has none.',
  })
  async node(
    @Arg('id', () => ID, { description: 'Id of the object.' }) id: string,
    @Ctx() context: Context,
  ): Promise<Node | null> {
    const read = context.nodes[id.slice(0, id.indexOf('_') + 1)];
    return read ? read(id, context) : null;
  }
}
