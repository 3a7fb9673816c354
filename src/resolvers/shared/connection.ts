import { type ClassType, Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'Position of a page in its list.', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, {
    description: 'Whether there are items after `endCursor`. With `last` and without `before` always false.',
  })
  hasNextPage!: boolean;

  @Field(() => Boolean, {
    description: 'Whether there are items before `startCursor`. Without `last` and `after` always false.',
  })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first item; null for an empty page.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last item; null for an empty page.' })
  endCursor!: string | null;
}

interface Edge<T> {
  readonly cursor: string;
  readonly node: T;
}

/** A Relay connection. `count` is a function, so that items are only counted when `totalCount` is selected. */
export interface Connection<T> {
  readonly edges: readonly Edge<T>[];
  readonly nodes: readonly T[];
  readonly pageInfo: PageInfo;
  readonly count: () => Promise<number>;
}

/**
 * The words of a list: its GraphQL name, the words for one item and for several, the promise of its paging, and what
 * `totalCount` counts.
 */
interface ListWords {
  readonly name: string;
  readonly one: string;
  readonly many: string;
  readonly promise: string;
  readonly total: string;
}

/** Creates the GraphQL types `<name>Connection` and `<name>Edge` for lists of a type. Returns the connection. */
export function connectionOf<T extends object>(
  Node: abstract new () => T,
  { name, one, many, promise, total }: ListWords,
): ClassType<Connection<T>> {
  @ObjectType(`${name}Edge`, { description: `One ${one} of a list, with its cursor.`, simpleResolvers: true })
  class NodeEdge implements Edge<T> {
    @Field(() => String, { description: 'Cursor for `after` or `before`.' })
    cursor!: string;

    @Field(() => Node, { description: `The ${one}.` })
    node!: T;
  }

  @ObjectType(`${name}Connection`, { description: `One page of ${many}. ${promise}`, simpleResolvers: true })
  class NodeConnection implements Connection<T> {
    @Field(() => [NodeEdge], { description: `The ${many} with their cursors.` })
    edges!: readonly NodeEdge[];

    @Field(() => [Node], { description: `The ${many} alone.` })
    nodes!: readonly T[];

    @Field(() => PageInfo, { description: 'Position of the page in the list.' })
    pageInfo!: PageInfo;

    count!: () => Promise<number>;

    @Field(() => Int, { simple: false, description: total })
    totalCount(): Promise<number> {
      return this.count();
    }
  }
  return NodeConnection;
}

/** Converts a page to its connection. */
export function toConnection<T, Item>(
  Type: ClassType<Connection<T>>,
  page: Listed<Item>,
  toNode: (item: Item) => T,
  count: () => Promise<number>,
): Connection<T> {
  const { hasNextPage, hasPreviousPage } = page;
  const edges = page.items.map((item) => ({ cursor: page.cursorOf(item), node: toNode(item) }));
  const [startCursor, endCursor] = [edges[0]?.cursor ?? null, edges.at(-1)?.cursor ?? null];
  const pageInfo = { hasNextPage, hasPreviousPage, startCursor, endCursor };
  return Object.assign(new Type(), { edges, nodes: edges.map(({ node }) => node), pageInfo, count });
}

interface Listed<Item> {
  readonly items: readonly Item[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  cursorOf(item: Item): string;
}
