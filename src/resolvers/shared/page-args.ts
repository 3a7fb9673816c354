import { ArgsType, Field, Int } from 'type-graphql';
import type { PageRequest } from '../../domain/shared/connection.ts';

/** A page of a list: the `first` items after a cursor, or the `last` items before one. Default: the first 20. */
@ArgsType()
export class PageArgs implements PageRequest {
  @Field(() => Int, {
    nullable: true,
    description: 'Number of items from the start, 1 to 100. Default: 20, unless `last` is given.',
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only items after this cursor.' })
  after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Number of items from the end, 1 to 100. Not together with `first`.',
  })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'Only items before this cursor.' })
  before?: string | null;
}
