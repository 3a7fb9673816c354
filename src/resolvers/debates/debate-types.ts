import { Field, Float, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import type * as domain from '../../domain/debates/debate.ts';
import type { DebateStatus } from '../../domain/debates/debate-state.ts';
import type { Role } from '../../domain/debates/participant.ts';
import type * as domainProtocol from '../../domain/debates/protocol.ts';
import type * as domainTurn from '../../domain/debates/turn.ts';
import type { TurnKind } from '../../domain/debates/turn.ts';
import { NO_OPTION_RIGHT } from '../../domain/debates/verdict/ground-truth.ts';
import { positionOf } from '../../domain/debates/verdict/positions.ts';
import type { Outcome, StopReason } from '../../domain/debates/verdict/verdict.ts';
import { Spending } from '../agents/call-types.ts';
import { Node } from '../shared/node.ts';
import { DebateStatusEnum, OutcomeEnum, StopReasonEnum, TurnKindEnum } from './debate-enums.ts';
import { Criterion, DebateOption, Evidence, toEvidence } from './decision-types.ts';
import { ConsensusEnum, ModeEnum, PolicyChoiceEnum, RoleEnum, TallyEnum, TopologyEnum } from './protocol-enums.ts';
import { Turn, TurnFailure, toTurn, toTurnFailure } from './turn-types.ts';
import { toVerdict, Verdict } from './verdict-types.ts';

@ObjectType({
  description: 'Hard limits of a debate. What was begun when one is reached may go over it: one call of each agent.',
  simpleResolvers: true,
})
export class DebateLimits {
  @Field(() => Float, { nullable: true, description: 'US dollars; null: none. Calls of unknown price do not count.' })
  maxCostUsd!: number | null;

  @Field(() => Int, { nullable: true, description: 'Tokens read and written; null: none.' })
  maxTokens!: number | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it ends at the latest; null: no such time.' })
  deadline!: Date | null;
}

@ObjectType({ description: 'What POLICY chose, and on what grounds.', simpleResolvers: true })
export class Policy {
  @Field(() => PolicyChoiceEnum, { description: 'The choice.' })
  choice!: domainProtocol.PolicyChoice['choice'];

  @Field(() => Int, { description: 'Debates with ground truth of the same kind it was chosen from.' })
  withGroundTruth!: number;

  @Field(() => String, { description: 'Why.' })
  reason!: string;
}

@ObjectType({ description: 'How the debate is held.', simpleResolvers: true })
export class DebateProtocol {
  @Field(() => ModeEnum, { description: 'How it is held and decided.' })
  mode!: domainProtocol.Mode;

  @Field(() => ConsensusEnum, { description: 'How many of the votes an option needs.' })
  consensus!: domainProtocol.Consensus;

  @Field(() => TallyEnum, { description: 'What is counted.' })
  tally!: domainProtocol.Tally;

  @Field(() => TopologyEnum, { description: 'Who hears whom.' })
  topology!: domainProtocol.Topology;

  @Field(() => Int, { description: 'Most rounds of exchange.' })
  maxRounds!: number;

  @Field(() => Int, { description: 'Least time between two turns, in milliseconds.' })
  paceMs!: number;

  @Field(() => Boolean, { description: 'Whether to exchange, or ask the judge, even where all agreed from the start.' })
  debateAnyway!: boolean;

  @Field(() => DebateLimits, { description: 'Its limits.' })
  limits!: DebateLimits;

  @Field(() => Policy, { nullable: true, description: 'What POLICY chose; null for other modes.' })
  policy!: Policy | null;
}

export function toProtocol(protocol: domainProtocol.Protocol): DebateProtocol {
  const { deadline } = protocol.limits;
  return { ...protocol, limits: { ...protocol.limits, deadline: deadline === null ? null : new Date(deadline) } };
}

@ObjectType({
  description: 'Where a fork comes from: its events up to `seq` are those of the origin.',
  simpleResolvers: true,
})
export class DebateOrigin {
  @Field(() => ID, { description: 'The debate it was forked from.' })
  debateId!: string;

  @Field(() => Int, { description: 'The last event both share.' })
  seq!: number;

  @Field(() => String, { description: 'Hash of that event in the origin’s chain.' })
  hash!: string;
}

@ObjectType({ description: 'An answer to an open question: what later turns name by its id.', simpleResolvers: true })
export class Candidate {
  @Field(() => ID, { description: 'Id within this debate.' })
  id!: string;

  @Field(() => String, { description: 'The answer.' })
  text!: string;
}

@ObjectType({ description: 'What a person said to the debaters.', simpleResolvers: true })
export class Interjection {
  @Field(() => String, { description: 'The words.' })
  text!: string;

  @Field(() => ID, { description: 'Who said it.' })
  by!: string;

  @Field(() => GraphQLISODateTime, { description: 'When it was recorded.' })
  at!: Date;
}

export function toInterjection({ text, by, at }: domainTurn.Interjection): Interjection {
  return { text, by, at: new Date(at) };
}

@ObjectType({ description: 'One who takes part in a debate.', simpleResolvers: true })
export class Participant {
  @Field(() => ID, { description: 'Id within this debate.' })
  id!: string;

  @Field(() => String, { description: 'What to show for it.' })
  label!: string;

  @Field(() => RoleEnum, { description: 'What it does.' })
  role!: Role;

  @Field(() => ID, { description: 'The agent that answers for it, as `agents` lists it.' })
  agentId!: string;

  @Field(() => String, { description: 'Who provides that agent; `builtin` for the rule-based one.' })
  provider!: string;

  @Field(() => String, { nullable: true, description: 'The model that answers; null for a rule-based agent.' })
  model!: string | null;

  @Field(() => String, { nullable: true, description: 'Who made the model; null for a rule-based agent.' })
  family!: string | null;

  @Field(() => Float, {
    description: 'How much its vote counts, by measured reliability; 1 for all where too little was measured.',
  })
  weight!: number;
}

@ObjectType({ description: 'What a participant holds at present.', simpleResolvers: true })
export class Position {
  @Field(() => ID, { description: 'Who holds it.' })
  participantId!: string;

  @Field(() => ID, { nullable: true, description: 'The option; null: none.' })
  position!: string | null;
}

@ObjectType({
  description: 'Where a running debate stands. Everybody is asked at once and hears what was said before it.',
  simpleResolvers: true,
})
export class DebatePhase {
  @Field(() => TurnKindEnum, { description: 'What is asked for.' })
  kind!: TurnKind;

  @Field(() => Int, { description: '0 for proposals, then 1, 2, …; the vote carries the last round.' })
  round!: number;
}

@ObjectType({ description: 'A debate, from the question to the verdict.', implements: Node, simpleResolvers: true })
export class Debate implements Node {
  id!: string;

  @Field(() => String, { description: 'The question to decide.' })
  task!: string;

  @Field(() => String, { nullable: true, description: 'What sort of decision it is.' })
  kind?: string;

  @Field(() => DebateStatusEnum, { description: 'Where the debate is in its life.' })
  status!: DebateStatus;

  @Field(() => OutcomeEnum, { nullable: true, description: 'How it came out; null until it has ended.' })
  outcome!: Outcome | null;

  @Field(() => StopReasonEnum, { nullable: true, description: 'Why it ended when it did; null until it has ended.' })
  stopReason!: StopReason | null;

  @Field(() => DebateProtocol, { description: 'How it is held.' })
  protocol!: DebateProtocol;

  @Field(() => DebateOrigin, { nullable: true, description: 'The debate this one is a fork of; null: none.' })
  origin!: DebateOrigin | null;

  @Field(() => [DebateOption], { description: 'What can be chosen; the candidates, for an open question.' })
  options!: readonly DebateOption[];

  @Field(() => Boolean, { description: 'Whether the question is open: it lists no options, and answers are in words.' })
  isOpen!: boolean;

  @Field(() => [Criterion], { description: 'What the options are judged by.' })
  criteria!: readonly Criterion[];

  @Field(() => [Evidence], { description: 'What there is to argue with: the file’s evidence, and what agents stated.' })
  evidence!: readonly Evidence[];

  @Field(() => [Participant], { description: 'Who takes part.' })
  participants!: readonly Participant[];

  @Field(() => DebatePhase, { nullable: true, description: 'Where it stands, or stood last; null until it runs.' })
  phase!: DebatePhase | null;

  @Field(() => [Position], { description: 'What every participant holds at present.' })
  positions!: readonly Position[];

  @Field(() => [Turn], { description: 'Everything said, in the order of arrival.' })
  turns!: readonly Turn[];

  @Field(() => [TurnFailure], { description: 'The turns that agents failed to take.' })
  failures!: readonly TurnFailure[];

  @Field(() => [Interjection], { description: 'What people said to the debaters.' })
  interjections!: readonly Interjection[];

  @Field(() => Spending, { description: 'What its calls took so far. A fork did not pay for what it shares.' })
  spending!: Spending;

  @Field(() => ID, {
    nullable: true,
    description:
      'The option that turned out right, as somebody recorded it; null: none was recorded, or none was right.',
  })
  groundTruth!: string | null;

  @Field(() => Boolean, { description: 'Whether somebody has recorded what turned out right.' })
  hasGroundTruth!: boolean;

  @Field(() => Verdict, {
    nullable: true,
    description: 'The verdict; null until there is one, and for ABORTED debates.',
  })
  verdict!: Verdict | null;

  @Field(() => DebateOption, {
    nullable: true,
    description: 'The option decided on; null unless the outcome is DECIDED.',
  })
  winner!: DebateOption | null;

  @Field(() => GraphQLISODateTime, { description: 'When it was stored.' })
  createdAt!: Date;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it was first run.' })
  startedAt!: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it ended.' })
  endedAt!: Date | null;
}

export function toDebate(debate: domain.Debate): Debate {
  const { id, status, outcome, stopReason, participants, phase, failures, origin, isOpen, spending } = debate;
  const { createdAt, startedAt, endedAt, groundTruth } = debate;
  const { task, kind, options, criteria, evidence } = debate.argued();
  const turns = debate.resolvedTurns;
  const positions = debate.debaters.map((one) => ({ participantId: one.id, position: positionOf(turns, one.id) }));
  const verdict = toVerdict(debate.verdict, groundTruth);
  const winner = options.find((option) => option.id === verdict?.winner) ?? null;
  const asked = {
    task,
    ...(kind !== undefined && { kind }),
    options,
    criteria,
    evidence: evidence.map(toEvidence),
    isOpen,
  };
  const held = { protocol: toProtocol(debate.protocol), participants, phase, origin, positions };
  const said = { turns: turns.map(toTurn), failures: failures.map(toTurnFailure) };
  const interjections = debate.interjections.map(toInterjection);
  const known = {
    groundTruth: groundTruth === NO_OPTION_RIGHT ? null : groundTruth,
    hasGroundTruth: groundTruth !== null,
  };
  return Object.assign(
    new Debate(),
    { id, status, outcome, stopReason, verdict, winner, spending, ...asked, ...held, ...said, interjections, ...known },
    { createdAt, startedAt, endedAt },
  );
}
