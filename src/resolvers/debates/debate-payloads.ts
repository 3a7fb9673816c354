import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { PageInfo } from '../shared/connection.ts';
import { UserError } from '../shared/user-errors.ts';
import { Debate } from './debate-types.ts';

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
  count!: () => Promise<number>;

  @Field(() => Int, { simple: false, description: 'How many debates the filter lets through, on all pages.' })
  totalCount(): Promise<number> {
    return this.count();
  }
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

@ObjectType({ description: 'What came of forking a debate.', simpleResolvers: true })
export class ForkDebatePayload {
  @Field(() => Debate, { nullable: true, description: 'The fork; null when there are user errors.' })
  debate?: Debate | null;

  @Field(() => [UserError], { description: 'Why it was not forked; empty when it was.' })
  userErrors!: readonly UserError[];
}

@ObjectType({ description: 'What came of saying something to the debaters.', simpleResolvers: true })
export class InterjectPayload {
  @Field(() => Debate, { nullable: true, description: 'The debate; null when there are user errors.' })
  debate?: Debate | null;

  @Field(() => [UserError], { description: 'Why it was not taken; empty when it was.' })
  userErrors!: readonly UserError[];
}

@ObjectType({ description: 'What came of recording what turned out right.', simpleResolvers: true })
export class RecordGroundTruthPayload {
  @Field(() => Debate, { nullable: true, description: 'The debate; null when there are user errors.' })
  debate?: Debate | null;

  @Field(() => [UserError], { description: 'Why it was not recorded; empty when it was.' })
  userErrors!: readonly UserError[];
}

@ObjectType({ description: 'The least and the most of something.', simpleResolvers: true })
export class IntRange {
  @Field(() => Int, { description: 'If the debate ends as early as it can.' })
  least!: number;

  @Field(() => Int, { description: 'If it goes all the way.' })
  most!: number;
}

@ObjectType({ description: 'The least and the most of something.', simpleResolvers: true })
export class FloatRange {
  @Field(() => Float, { description: 'If the debate ends as early as it can.' })
  least!: number;

  @Field(() => Float, { description: 'If it goes all the way.' })
  most!: number;
}

@ObjectType({
  description: 'What a debate may take, by a rule of thumb. Fallbacks are not foreseen; the limits hold in any case.',
  simpleResolvers: true,
})
export class DebateEstimate {
  @Field(() => IntRange, { description: 'Calls of language models.' })
  calls!: IntRange;

  @Field(() => IntRange, { description: 'Tokens read.' })
  inputTokens!: IntRange;

  @Field(() => IntRange, { description: 'Tokens written.' })
  outputTokens!: IntRange;

  @Field(() => FloatRange, { nullable: true, description: 'US dollars; null when a price is not known.' })
  costUsd!: FloatRange | null;

  @Field(() => [ID], { description: 'Agents whose price is not known.' })
  unpriced!: readonly string[];
}

@ObjectType({ description: 'What came of estimating a debate.', simpleResolvers: true })
export class EstimateDebatePayload {
  @Field(() => DebateEstimate, { nullable: true, description: 'The estimate; null when there are user errors.' })
  estimate?: DebateEstimate | null;

  @Field(() => [UserError], { description: 'Mistakes in the input; empty when it could be started.' })
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
