import { Field, Float, GraphQLISODateTime, ID, InputType, Int } from 'type-graphql';
import type { DebateStatus } from '../../domain/debates/debate-state.ts';
import type { Consensus, Mode, Tally, Topology } from '../../domain/debates/protocol.ts';
import type { Outcome } from '../../domain/debates/verdict/verdict.ts';
import { MutationInput } from '../shared/mutation-input.ts';
import { DebateStatusEnum, OutcomeEnum } from './debate-enums.ts';
import { DecisionInput } from './decision-inputs.ts';
import { ConsensusEnum, ModeEnum, TallyEnum, TopologyEnum } from './protocol-enums.ts';

@InputType({ description: 'Hard limits of a debate.' })
export class DebateLimitsInput {
  @Field(() => Float, { nullable: true, description: 'Most US dollars. Refused where a debater’s price is not known.' })
  maxCostUsd?: number | null;

  @Field(() => Int, { nullable: true, description: 'Most tokens, read and written.' })
  maxTokens?: number | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it ends at the latest, within 7 days.' })
  deadline?: Date | null;
}

@InputType({ description: 'A debate to start.' })
export class StartDebateInput extends MutationInput {
  @Field(() => DecisionInput, { description: 'What to decide, with the evidence and the agents that argue.' })
  decision!: DecisionInput;

  @Field(() => [ID], {
    nullable: true,
    description:
      'Who debates, in the order of speaking: agents of the decision, or agents that `agents` lists, such as `anthropic-api` or `openrouter:qwen/qwen3-max`; one may come twice. Left out: the decision’s agents, or a panel of 5 language models of at least 3 families, where that many are configured.',
  })
  agents?: string[] | null;

  @Field(() => ModeEnum, {
    nullable: true,
    description: 'How it is held. Left out: SAFE where language models debate, DELIBERATE among the decision’s agents.',
  })
  mode?: Mode | null;

  @Field(() => ConsensusEnum, {
    nullable: true,
    description:
      'How many of the votes an option needs. Left out: MAJORITY in DELIBERATE, PLURALITY in every other mode.',
  })
  consensus?: Consensus | null;

  @Field(() => TallyEnum, { nullable: true, description: 'What is counted; CHOICE when left out.' })
  tally?: Tally | null;

  @Field(() => TopologyEnum, { nullable: true, description: 'Who hears whom; ALL_TO_ALL when left out.' })
  topology?: Topology | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Most rounds of exchange, 1 to 12. Left out: 2 in DELIBERATE and MODERATED, 1 in SAFE.',
  })
  maxRounds?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Least time between two turns in milliseconds, 0 to 60,000; 0 when left out.',
  })
  paceMs?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Exchange, or ask the judge, even where the panel agrees from the start; false when left out.',
  })
  debateAnyway?: boolean | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The agent that moderates a MODERATED debate; chosen when left out.',
  })
  moderator?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The agent that judges in JUDGE and MODERATED; chosen when left out, of another family than the debaters where there is one.',
  })
  judge?: string | null;

  @Field(() => DebateLimitsInput, {
    nullable: true,
    description:
      'Its limits. What is left out is limited by ARAGORA_MAX_COST_USD and ARAGORA_MAX_TOKENS where language models debate.',
  })
  limits?: DebateLimitsInput | null;
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
