import type { GraphQLResolveInfo } from 'graphql';
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Info,
  ObjectType,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import type { Debates } from '../../domain/debates/debates.ts';
import type { DebateFilter as DomainFilter } from '../../domain/debates/ports.ts';
import { given } from '../../domain/shared/given.ts';
import type { Context } from '../context.ts';
import { askedFields } from '../shared/asked-fields.ts';
import { type Connection, connectionOf, toConnection } from '../shared/connection.ts';
import { mapAsync, mapFollowed } from '../shared/map-async.ts';
import { PageArgs } from '../shared/page-args.ts';
import { DebateOrderEnum } from './debate-enums.ts';
import { DebateFilter } from './debate-inputs.ts';
import { Debate } from './debate-types.ts';
import { DebateEvent } from './events/debate-event.ts';
import { toDebateEvent } from './events/to-debate-event.ts';
import { sharedReferences } from './shared-references.ts';
import { partsOf, toDebate, toListedDebate } from './to-debate.ts';

declare module '../context.ts' {
  interface Doors {
    readonly debates: Debates;
  }
}

const DebateConnection = connectionOf(Debate, {
  ...{ name: 'Debate', one: 'debate', many: 'debates' },
  promise: 'Debates started during paging never move an item to another page.',
  total: 'Number of debates on all pages that match the filter.',
});

@ArgsType()
class DebatesArgs extends PageArgs {
  @Field(() => DebateFilter, { nullable: true, description: 'Conditions for debates.' })
  filter!: DebateFilter | null;

  @Field(() => DebateOrderEnum, { defaultValue: 'NEWEST_FIRST', description: 'Order of the debates.' })
  orderBy!: 'NEWEST_FIRST' | 'OLDEST_FIRST';
}

@ObjectType({
  description: 'A notification that a debate changed. It carries no content and no cursor.',
  simpleResolvers: true,
})
class DebateChange {
  @Field(() => ID, { description: 'Id of the changed debate.' })
  debateId!: string;
}

@Resolver()
export class DebateResolver {
  @Query(() => Debate, { nullable: true, description: 'The debate with this id; null when the workspace has none.' })
  async debate(
    @Arg('id', () => ID, { description: 'Id of the debate.' }) id: string,
    @Ctx() { debateLoader }: Context,
  ) {
    const debate = await debateLoader.load(id);
    return debate ? toDebate(debate) : null;
  }

  @Query(() => DebateConnection, { description: 'Debates of the workspace.' })
  async debates(
    @Args(() => DebatesArgs) { filter: wanted, orderBy: order, ...page }: DebatesArgs,
    @Ctx() { debates, actor }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<Debate>> {
    const filter = toFilter(wanted);
    const asked = askedFields(info);
    const list = await debates.list(actor, { ...page, filter, order, parts: partsOf(asked) });
    return toConnection(DebateConnection, list, toListedDebate(asked), () => debates.count(actor, filter));
  }

  @Subscription(() => DebateEvent, {
    description:
      'Events of a debate: first the past ones, then new ones until the debate ends. In order, each exactly once. After a lost connection, resume with the cursor of the last received event.',
    subscribe: ({ args, context }) => subscribeToEvents(args as EventArgs, context as Context),
  })
  debateEvents(
    @Arg('debateId', () => ID, { description: 'Id of the debate.' }) _debateId: string,
    @Arg('after', () => String, {
      nullable: true,
      description: 'Cursor of the last received event. Default: from the start.',
    })
    _after: string | null,
    @Root() event: DebateEvent,
  ): DebateEvent {
    return event;
  }

  @Subscription(() => DebateChange, {
    description:
      'Reports changed debates of the workspace from now on. Changes in quick succession are reported once. It has no cursor: after a lost connection, read the debates again.',
    subscribe: ({ args, context }) => subscribeToChanges(args as ChangeArgs, context as Context),
  })
  debatesChanged(
    @Arg('filter', () => DebateFilter, {
      nullable: true,
      description:
        'Reports only debates that meet the conditions after the change: not deleted ones, and not those that no longer meet them. Default: all changes.',
    })
    _filter: DebateFilter | null,
    @Root() change: DebateChange,
  ): DebateChange {
    return change;
  }
}

@Resolver(() => DebateChange)
export class DebateChangeResolver {
  @FieldResolver(() => Debate, {
    nullable: true,
    description: 'The current state of the debate; null when it was deleted.',
  })
  async debate(@Root() { debateId }: DebateChange, @Ctx() { debateLoader }: Context): Promise<Debate | null> {
    const debate = await debateLoader.load(debateId);
    return debate ? toDebate(debate) : null;
  }
}

interface ChangeArgs {
  readonly filter?: DebateFilter | null;
}

interface EventArgs {
  readonly debateId: string;
  readonly after?: string | null;
}

async function subscribeToEvents({ debateId, after }: EventArgs, { debates, actor }: Context) {
  const { debate, events } = await debates.follow(actor, debateId, after ?? undefined);
  const references = sharedReferences(debates, debate);
  return mapFollowed(events, (event) => toDebateEvent(event, references));
}

function subscribeToChanges({ filter }: ChangeArgs, { debates, actor }: Context) {
  const changes = debates.changes(actor, filter ? toFilter(filter) : undefined);
  return mapAsync(changes, (debateId) => Object.assign(new DebateChange(), { debateId }));
}

function toFilter(filter: DebateFilter | null): DomainFilter {
  const { status: statuses, outcome: outcomes, kind: kinds, since, until, text } = filter ?? {};
  return given({ statuses, outcomes, kinds, since, until, text: text === '' ? undefined : text });
}
