import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { eventCursor } from '../../domain/events/cursor.ts';
import type { Context } from '../context.ts';
import { Receipt, toReceipt } from '../receipts/receipt-types.ts';
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
    const debate = await debateLoader.load(id);
    if (!debate) return null;
    const references = sharedReferences(debates, debate);
    const list = await debates.events(debate, page);
    const items = list.items.map((event) => toDebateEvent(event, references));
    const cursorOf = ({ seq }: DebateEvent) => eventCursor(id, seq);
    return toConnection(
      EventConnection,
      { ...list, items, cursorOf },
      (event) => event,
      async () => debate.seq,
    );
  }

  @FieldResolver(() => Receipt, {
    nullable: true,
    description: 'The signed receipt of the debate; null until the debate ends.',
  })
  async receipt(@Root() { id }: Debate, @Ctx() { receiptLoader }: Context): Promise<Receipt | null> {
    const receipt = await receiptLoader.load(id);
    return receipt ? toReceipt(receipt) : null;
  }
}
