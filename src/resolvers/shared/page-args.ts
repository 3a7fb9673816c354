import { ArgsType, Field, Int } from 'type-graphql';
import type { PageRequest } from '../../domain/shared/connection.ts';

/** Which page of a list: `first` after a cursor, or `last` before one. */
@ArgsType()
export class PageArgs implements PageRequest {
  @Field(() => Int, { nullable: true, description: 'How many to take from the start of the page, 1 to 100.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only what comes after this cursor.' })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many to take from the end of the page, 1 to 100.' })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'Only what comes before this cursor.' })
  before?: string | null;
}
