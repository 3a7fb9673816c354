import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { toDebate } from '../debates/debate-types.ts';
import { Node } from './node.ts';

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: 'Whatever has this id; null when the workspace has no such thing.',
  })
  async node(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() { debateLoader }: Context,
  ): Promise<Node | null> {
    if (!id.startsWith('dbt_')) return null;
    const debate = await debateLoader.load(id);
    return debate ? toDebate(debate) : null;
  }
}
