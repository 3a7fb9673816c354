import { Field, ID, Int, ObjectType } from 'type-graphql';
import { PageInfo } from './connection.ts';
import { Debate } from './debate-types.ts';
import { UserError } from './user-errors.ts';

@ObjectType({ description: 'A debate in a list.', simpleResolvers: true })
export class DebateEdge {
  @Field(() => String, { description: 'Hand it to `after` or `before`.' })
  cursor!: string;

  @Field(() => Debate, { description: 'The debate.' })
  node!: Debate;
}

@ObjectType({
  description: 'One page of debates. What is started while you page never moves an item to another page.',
  simpleResolvers: true,
})
export class DebateConnection {
  @Field(() => [DebateEdge], { description: 'The debates with their cursors.' })
  edges!: readonly DebateEdge[];

  @Field(() => [Debate], { description: 'The debates alone.' })
  nodes!: readonly Debate[];

  @Field(() => PageInfo, { description: 'Where the page stands.' })
  pageInfo!: PageInfo;

  /** A function, so that nothing is counted unless somebody asks. */
  @Field(() => Int, { description: 'How many debates the filter lets through, on all pages.' })
  totalCount!: () => Promise<number>;
}

@ObjectType({ description: 'What came of starting a debate.', simpleResolvers: true })
export class StartDebatePayload {
  @Field(() => Debate, { nullable: true, description: 'The debate; null when there are user errors.' })
  debate?: Debate | null;

  @Field(() => [UserError], { description: 'Mistakes in the input; empty when the debate was started.' })
  userErrors!: readonly UserError[];
}

@ObjectType({ description: 'What came of cancelling a debate.', simpleResolvers: true })
export class CancelDebatePayload {
  @Field(() => Debate, {
    nullable: true,
    description: 'The debate as it stands. Still RUNNING when whoever runs it has not answered within two seconds.',
  })
  debate?: Debate | null;

  @Field(() => [UserError], { description: 'Why it was not cancelled; empty when it was.' })
  userErrors!: readonly UserError[];
}

@ObjectType({ description: 'What came of deleting a debate.', simpleResolvers: true })
export class DeleteDebatePayload {
  @Field(() => ID, { nullable: true, description: 'Id of the deleted debate.' })
  deletedDebateId?: string | null;

  @Field(() => [UserError], { description: 'Why it was not deleted; empty when it was.' })
  userErrors!: readonly UserError[];
}

@ObjectType({
  description: 'Says that a debate changed. Read what you need of it; there is no cursor.',
  simpleResolvers: true,
})
export class DebateChange {
  @Field(() => ID, { description: 'The debate to read again.' })
  debateId!: string;
}
