import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { refuse } from '../domain/shared/errors.ts';
import type { Context } from './context.ts';
import { toDebate } from './debate-types.ts';
import { Node } from './node.ts';

const MOST_NODES = 100;

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: 'Whatever has this id; null when the workspace has no such thing.',
  })
  node(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() context: Context): Promise<Node | null> {
    return load(id, context);
  }

  @Query(() => [Node], { nullable: 'items', description: 'The same for up to 100 ids at once, in their order.' })
  nodes(
    @Arg('ids', () => [ID], { description: 'The ids.' }) ids: string[],
    @Ctx() context: Context,
  ): Promise<(Node | null)[]> {
    if (ids.length > MOST_NODES) throw refuse('INVALID_INPUT', `ids: ask for at most ${MOST_NODES} at once.`, ['ids']);
    return Promise.all(ids.map((id) => load(id, context)));
  }
}

async function load(id: string, { debateLoader }: Context): Promise<Node | null> {
  if (!id.startsWith('dbt_')) return null;
  const debate = await debateLoader.load(id);
  return debate ? toDebate(debate) : null;
}
