import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { LoggedEvent } from '../../domain/events/event.ts';
import type { Context } from '../context.ts';
import { readReceiptOf } from '../receipts/read-receipt.ts';
import { Receipt } from '../receipts/receipt-types.ts';
import { type Connection, connectionOf, toConnection } from '../shared/connection.ts';
import { PageArgs } from '../shared/page-args.ts';
import { Debate } from './debate-types.ts';
import { DebateEvent } from './events/debate-event.ts';
import { toDebateEvent } from './events/to-debate-event.ts';
import { sharedReferences } from './shared-references.ts';

const EventConnection = connectionOf(DebateEvent, {
  ...{ name: 'DebateEvent', one: 'event', many: 'events' },
  promise: 'Stored events never change. Each cursor is also one for `debateEvents(after:)`.',
  total: 'Number of events of the debate so far.',
});

/** Fields of a debate that are read only when they are selected. */
@Resolver(() => Debate)
export class DebateFieldResolver {
  @FieldResolver(() => EventConnection, {
    nullable: true,
    description:
      'The stored events of the debate, oldest first; null when the debate was deleted meanwhile. To go on live, pass `endCursor` to `debateEvents(after:)`.',
  })
  async events(
    @Root() { id }: Debate,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { debateLoader, debates }: Context,
  ): Promise<Connection<DebateEvent> | null> {
    // Read again, because the result of a repeated mutation has only the fields of the debate.
    const debate = await debateLoader.load(id);
    if (!debate) return null;
    const references = sharedReferences(debates, debate);
    const toEvent = (event: LoggedEvent) => toDebateEvent(event, references);
    return toConnection(EventConnection, await debates.events(debate, page), toEvent, async () => debate.seq);
  }

  @FieldResolver(() => Receipt, {
    nullable: true,
    description: 'The signed receipt of the debate; null until the debate ends.',
  })
  receipt(@Root() { id }: Debate, @Ctx() context: Context): Promise<Receipt | null> {
    return readReceiptOf(id, context);
  }
}
