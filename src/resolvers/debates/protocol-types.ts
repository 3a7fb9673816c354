import { Field, Float, Int, ObjectType } from 'type-graphql';
import type * as domain from '../../domain/debates/protocol.ts';
import { DateTime } from '../shared/scalars.ts';
import { ConsensusEnum, ModeEnum, PolicyChoiceEnum, TallyEnum, TopologyEnum } from './protocol-enums.ts';

@ObjectType({
  description:
    'Hard limits of a debate. Calls in flight when a limit is reached may exceed it, by one call of each agent.',
  simpleResolvers: true,
})
export class DebateLimits {
  @Field(() => Float, {
    nullable: true,
    description: 'Maximum cost in US dollars; null for no limit. Calls without a known price do not count.',
  })
  maxCostUsd!: number | null;

  @Field(() => Int, { nullable: true, description: 'Maximum number of input and output tokens; null for no limit.' })
  maxTokens!: number | null;

  @Field(() => DateTime, { nullable: true, description: 'Latest end of the debate; null for no deadline.' })
  deadline!: Date | null;
}

@ObjectType({ description: 'The choice of POLICY and its reason.', simpleResolvers: true })
export class Policy {
  @Field(() => PolicyChoiceEnum, { description: 'The chosen protocol.' })
  choice!: domain.PolicyChoice['choice'];

  @Field(() => Int, {
    description: 'Number of debates of the same kind with ground truth that the choice is based on.',
  })
  withGroundTruth!: number;

  @Field(() => String, { description: 'Reason of the choice.' })
  reason!: string;
}

@ObjectType({ description: 'Settings by which answers become a verdict.', simpleResolvers: true })
export class DebateProtocol {
  @Field(() => ModeEnum, { description: 'Mode of the debate.' })
  mode!: domain.Mode;

  @Field(() => ConsensusEnum, { description: 'Share of the votes an option needs.' })
  consensus!: domain.Consensus;

  @Field(() => TallyEnum, { description: 'How votes are counted.' })
  tally!: domain.Tally;

  @Field(() => TopologyEnum, { description: 'Which debater hears which.' })
  topology!: domain.Topology;

  @Field(() => Int, { description: 'Maximum number of rounds.' })
  maxRounds!: number;

  @Field(() => Int, { description: 'Minimum time between two turns in milliseconds.' })
  paceMs!: number;

  @Field(() => Boolean, {
    description: 'Whether the exchange is held, or the judge asked, even when the blind answers agree.',
  })
  debateAnyway!: boolean;

  @Field(() => DebateLimits, { description: 'Limits of the debate.' })
  limits!: DebateLimits;

  @Field(() => Policy, { nullable: true, description: 'The choice of POLICY; null for other modes.' })
  policy!: Policy | null;
}

export function toProtocol(protocol: domain.Protocol): DebateProtocol {
  const { deadline } = protocol.limits;
  return { ...protocol, limits: { ...protocol.limits, deadline: deadline === null ? null : new Date(deadline) } };
}
