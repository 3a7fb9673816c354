import { Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import type * as domain from '../domain/debates/debate.ts';
import { positionOf } from '../domain/debates/positions.ts';
import type { Consensus } from '../domain/debates/protocol.ts';
import type { TurnKind } from '../domain/debates/turn.ts';
import type { Outcome, StopReason } from '../domain/debates/verdict.ts';
import { ConsensusEnum, DebateStatusEnum, OutcomeEnum, StopReasonEnum, TurnKindEnum } from './debate-enums.ts';
import { Criterion, DebateOption, Evidence, toEvidence } from './decision-types.ts';
import { Node } from './node.ts';
import { Turn, TurnFailure, toTurn, toTurnFailure } from './turn-types.ts';
import { Verdict } from './verdict-types.ts';

@ObjectType({ description: 'How the debate is held.', simpleResolvers: true })
export class DebateProtocol {
  @Field(() => ConsensusEnum, { description: 'How many of the votes an option needs.' })
  consensus!: Consensus;

  @Field(() => Int, { description: 'Most rounds of critique and revision.' })
  maxRounds!: number;

  @Field(() => Int, { description: 'Least time between two turns, in milliseconds.' })
  paceMs!: number;
}

@ObjectType({ description: 'One who takes part in a debate.', simpleResolvers: true })
export class Participant {
  @Field(() => ID, { description: 'Id within this debate.' })
  id!: string;

  @Field(() => String, { description: 'What to show for it.' })
  label!: string;

  @Field(() => ID, { description: 'The agent that answers for it, as `agents` lists it.' })
  agentId!: string;

  @Field(() => String, { description: 'Who provides that agent; `builtin` for the rule-based one.' })
  provider!: string;

  @Field(() => String, { nullable: true, description: 'The model that answers; null for a rule-based agent.' })
  model!: string | null;
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
  status!: domain.DebateStatus;

  @Field(() => OutcomeEnum, { nullable: true, description: 'How it came out; null until it has ended.' })
  outcome!: Outcome | null;

  @Field(() => StopReasonEnum, { nullable: true, description: 'Why it ended when it did; null until it has ended.' })
  stopReason!: StopReason | null;

  @Field(() => DebateProtocol, { description: 'How it is held.' })
  protocol!: DebateProtocol;

  @Field(() => [DebateOption], { description: 'What can be chosen.' })
  options!: readonly DebateOption[];

  @Field(() => [Criterion], { description: 'What the options are judged by.' })
  criteria!: readonly Criterion[];

  @Field(() => [Evidence], { description: 'What there is to argue with.' })
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
  const { id, status, outcome, stopReason, protocol, participants, phase, turns, failures, verdict } = debate;
  const { task, kind, options, criteria, evidence } = debate.decision;
  const positions = participants.map((one) => ({ participantId: one.id, position: positionOf(turns, one.id) }));
  const winner = options.find((option) => option.id === verdict?.winner) ?? null;
  const { createdAt, startedAt, endedAt } = debate;
  const told = { turns: turns.map(toTurn), failures: failures.map(toTurnFailure), verdict, winner, positions };
  const asked = { task, ...(kind !== undefined && { kind }), options, criteria, evidence: evidence.map(toEvidence) };
  return Object.assign(
    new Debate(),
    { id, status, outcome, stopReason, protocol, participants, phase, ...asked, ...told },
    {
      createdAt,
      startedAt,
      endedAt,
    },
  );
}
