import { Field, ID, Int, InterfaceType } from 'type-graphql';
import type { DebateEventKind, DebateEvents } from '../../../domain/debates/events.ts';
import { DateTime } from '../../shared/scalars.ts';
import type { References } from '../references.ts';
import { Turn } from '../turn-types.ts';

@InterfaceType({
  description: 'An event of a debate. Events are numbered without gaps and never change.',
  resolveType: (value: object) => value.constructor.name,
})
export abstract class DebateEvent {
  @Field(() => ID, { description: 'Id of the debate.' })
  debateId!: string;

  @Field(() => Int, { description: 'Number in the stream of the debate, from 1 without gaps.' })
  seq!: number;

  @Field(() => String, { description: 'Cursor for `debateEvents(after:)`, to resume after this event.' })
  cursor!: string;

  @Field(() => DateTime, { description: 'Time of recording.' })
  at!: Date;
}

@InterfaceType({
  description: 'An event that records one turn of a participant.',
  implements: DebateEvent,
  resolveType: (value: object) => value.constructor.name,
})
export abstract class TurnEvent extends DebateEvent {
  @Field(() => Turn, { description: 'The turn.' })
  turn!: Turn;
}

/** The GraphQL type of one event kind, and the conversion of the stored payload to its fields. */
export interface EventMapping<Data> {
  readonly type: new () => DebateEvent;
  make(data: Data, references: References): DebateEvent;
}

export type EventMappings = { readonly [K in DebateEventKind]: EventMapping<DebateEvents[K]> };

export function mapping<T extends DebateEvent, Data>(
  type: new () => T,
  fieldsOf: (data: Data, references: References) => Omit<T, keyof DebateEvent>,
): EventMapping<Data> {
  return { type, make: (data, references) => Object.assign(new type(), fieldsOf(data, references)) };
}
