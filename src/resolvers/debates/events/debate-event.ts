import { Field, GraphQLISODateTime, ID, Int, InterfaceType } from 'type-graphql';
import type { DebateEventKind, DebateEvents } from '../../../domain/debates/events.ts';

@InterfaceType({
  description: 'Something that happened in a debate. Events are numbered without a gap, and never change.',
  resolveType: (value: object) => value.constructor.name,
})
export abstract class DebateEvent {
  @Field(() => ID, { description: 'The debate it happened in.' })
  debateId!: string;

  @Field(() => Int, { description: 'Its place in the debate, from 1 without a gap.' })
  seq!: number;

  @Field(() => String, { description: 'Hand it to `debateEvents(after:)` to go on with the next event.' })
  cursor!: string;

  @Field(() => GraphQLISODateTime, { description: 'When it was recorded.' })
  at!: Date;
}

/** The GraphQL type of one kind of event, and its fields made from the stored payload. */
export interface EventMapping<Data> {
  readonly type: new () => DebateEvent;
  make(data: Data): DebateEvent;
}

export type EventMappings = { readonly [K in DebateEventKind]: EventMapping<DebateEvents[K]> };

export function mapping<T extends DebateEvent, Data>(
  type: new () => T,
  fieldsOf: (data: Data) => Omit<T, keyof DebateEvent>,
): EventMapping<Data> {
  return { type, make: (data) => Object.assign(new type(), fieldsOf(data)) };
}
