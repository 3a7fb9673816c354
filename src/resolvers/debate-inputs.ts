import { Field, ID, InputType, Int } from 'type-graphql';
import type { DebateStatus } from '../domain/debates/debate.ts';
import type { Consensus } from '../domain/debates/protocol.ts';
import type { Outcome } from '../domain/debates/verdict.ts';
import { ConsensusEnum, DebateStatusEnum, OutcomeEnum } from './debate-enums.ts';
import { DecisionInput } from './decision-inputs.ts';

const KEY =
  'Makes the request safe to repeat: for 24 hours the same key with the same input answers the first result and does nothing.';

@InputType({ description: 'A debate to start.' })
export class StartDebateInput {
  @Field(() => DecisionInput, { description: 'What to decide, with the evidence and the agents that argue.' })
  decision!: DecisionInput;

  @Field(() => [ID], { nullable: true, description: 'Which of the decision’s agents take part; all when left out.' })
  agents?: string[] | null;

  @Field(() => ConsensusEnum, { defaultValue: 'MAJORITY', description: 'How many of the votes an option needs.' })
  consensus!: Consensus;

  @Field(() => Int, { defaultValue: 3, description: 'Most rounds of critique and revision, 1 to 12.' })
  maxRounds!: number;

  @Field(() => Int, { defaultValue: 0, description: 'Least time between two turns in milliseconds, 0 to 60,000.' })
  paceMs!: number;

  @Field(() => String, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

@InputType({ description: 'A debate to cancel.' })
export class CancelDebateInput {
  @Field(() => ID, { description: 'The debate.' })
  id!: string;

  @Field(() => String, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

@InputType({ description: 'An ended debate to delete.' })
export class DeleteDebateInput {
  @Field(() => ID, { description: 'The debate.' })
  id!: string;

  @Field(() => String, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

@InputType({ description: 'Which debates to list. Conditions left out do not count.' })
export class DebateFilter {
  @Field(() => [DebateStatusEnum], { nullable: true, description: 'Only debates in one of these states.' })
  status?: DebateStatus[] | null;

  @Field(() => [OutcomeEnum], { nullable: true, description: 'Only debates that came out in one of these ways.' })
  outcome?: Outcome[] | null;

  @Field(() => String, { nullable: true, description: 'Only debates whose task contains this text, in any case.' })
  text?: string | null;
}
