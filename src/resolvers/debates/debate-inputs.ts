import { Field, Float, InputType, Int } from 'type-graphql';
import type { DebateStatus } from '../../domain/debates/debate-state.ts';
import type { Consensus, Mode, Tally, Topology } from '../../domain/debates/protocol.ts';
import type { Outcome } from '../../domain/debates/verdict/verdict.ts';
import { MutationInput } from '../shared/mutation-input.ts';
import { DateTime } from '../shared/scalars.ts';
import { DebateStatusEnum, OutcomeEnum } from './debate-enums.ts';
import { DecisionInput } from './decision-inputs.ts';
import { ConsensusEnum, ModeEnum, TallyEnum, TopologyEnum } from './protocol-enums.ts';

@InputType({ description: 'Hard limits of a debate.' })
export class DebateLimitsInput {
  @Field(() => Float, {
    nullable: true,
    description: 'Maximum cost in US dollars. Refused when the price of a debater is unknown.',
  })
  maxCostUsd?: number | null;

  @Field(() => Int, { nullable: true, description: 'Maximum number of input and output tokens.' })
  maxTokens?: number | null;

  @Field(() => DateTime, { nullable: true, description: 'Latest end of the debate, within 7 days.' })
  deadline?: Date | null;
}

@InputType({ description: 'The debate to start.' })
export class StartDebateInput extends MutationInput {
  @Field(() => DecisionInput, { description: 'The decision, with its evidence and agents.' })
  decision!: DecisionInput;

  @Field(() => [String], {
    nullable: true,
    description:
      'Debaters in the order of speaking, at most 10, by key: agents of the decision, or agents from the query `agents`, such as `anthropic-api` or `openrouter:qwen/qwen3-max`. A language model may be listed twice, an agent of the decision once. Default: the agents of the decision, or a panel of 5 language models of at least 3 families when that many are configured.',
  })
  agents?: string[] | null;

  @Field(() => ModeEnum, {
    nullable: true,
    description:
      'Mode of the debate. Default: SAFE as soon as a language model debates, DELIBERATE with rule-based agents alone.',
  })
  mode?: Mode | null;

  @Field(() => ConsensusEnum, {
    nullable: true,
    description: 'Share of the votes an option needs. Default: MAJORITY in DELIBERATE, PLURALITY in all other modes.',
  })
  consensus?: Consensus | null;

  @Field(() => TallyEnum, { nullable: true, description: 'How votes are counted. Default: CHOICE.' })
  tally?: Tally | null;

  @Field(() => TopologyEnum, { nullable: true, description: 'Which debater hears which. Default: ALL_TO_ALL.' })
  topology?: Topology | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Maximum number of rounds, 1 to 12. Default: 2 in DELIBERATE and MODERATED, 1 in SAFE.',
  })
  maxRounds?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Minimum time between two turns in milliseconds, 0 to 60,000. Default: 0.',
  })
  paceMs?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether to hold the exchange, or ask the judge, even when the blind answers agree. Default: false.',
  })
  debateAnyway?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'Agent that moderates a MODERATED debate. Default: chosen by the server.',
  })
  moderator?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Agent that judges in JUDGE and MODERATED. Default: chosen by the server, from a family that no debater has if possible.',
  })
  judge?: string | null;

  @Field(() => DebateLimitsInput, {
    nullable: true,
    description:
      'Limits of the debate. With language models, ARAGORA_MAX_COST_USD and ARAGORA_MAX_TOKENS replace omitted limits.',
  })
  limits?: DebateLimitsInput | null;
}

@InputType({ description: 'Conditions for debates. An omitted condition matches all.' })
export class DebateFilter {
  @Field(() => [DebateStatusEnum], {
    nullable: true,
    description: 'Only debates with one of these statuses, at most 20. An empty list matches nothing.',
  })
  status?: DebateStatus[] | null;

  @Field(() => [OutcomeEnum], {
    nullable: true,
    description: 'Only debates with one of these outcomes, at most 20. An empty list matches nothing.',
  })
  outcome?: Outcome[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Only debates on one of these kinds of decision, at most 50. An empty list matches nothing.',
  })
  kind?: string[] | null;

  @Field(() => DateTime, { nullable: true, description: 'Only debates that were created at this time or later.' })
  since?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Only debates that were created before this time.' })
  until?: Date | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Only debates whose task contains this text. Case does not matter. Texts of three letters or more are found by an index, shorter ones by reading all tasks.',
  })
  text?: string | null;
}
