import { type ClassType, Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'Where a page of a list stands.', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, {
    description: 'Whether there is more after `endCursor`. Told only when paging with `first`, or before a cursor.',
  })
  hasNextPage!: boolean;

  @Field(() => Boolean, {
    description: 'Whether there is more before `startCursor`. Told only when paging with `last`, or after a cursor.',
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

/** A Relay connection. `count` is a function, so that nothing is counted unless `totalCount` is selected. */
export interface Connection<T> {
  readonly edges: readonly Edge<T>[];
  readonly nodes: readonly T[];
  readonly pageInfo: PageInfo;
  readonly count: () => Promise<number>;
}

/** How a list is described: its GraphQL name, the words for one item and for several, and what paging it promises. */
interface ListWords {
  readonly name: string;
  readonly one: string;
  readonly many: string;
  readonly promise: string;
}

/** The GraphQL types `<name>Connection` and `<name>Edge` of lists of a node; returns the first. */
export function connectionOf<T extends object>(
  Node: ClassType<T>,
  { name, one, many, promise }: ListWords,
): ClassType<Connection<T>> {
  @ObjectType(`${name}Edge`, { description: `One ${one} of a list.`, simpleResolvers: true })
  class NodeEdge implements Edge<T> {
    @Field(() => String, { description: 'Hand it to `after` or `before`.' })
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

    @Field(() => PageInfo, { description: 'Where the page stands.' })
    pageInfo!: PageInfo;

    count!: () => Promise<number>;

    @Field(() => Int, { simple: false, description: `How many ${many} the filter lets through, on all pages.` })
    totalCount(): Promise<number> {
      return this.count();
    }
  }
  return NodeConnection;
}

/** A page as the connection of its type. */
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
