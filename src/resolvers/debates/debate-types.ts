import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type * as domain from '../../domain/debates/debate.ts';
import type { DebateStatus } from '../../domain/debates/debate-state.ts';
import type { Role } from '../../domain/debates/participant.ts';
import type * as domainInterjection from '../../domain/debates/run/interjection.ts';
import type { TurnKind } from '../../domain/debates/turn.ts';
import { NO_OPTION_RIGHT } from '../../domain/debates/verdict/ground-truth.ts';
import { positionOf } from '../../domain/debates/verdict/positions.ts';
import type { Outcome, StopReason } from '../../domain/debates/verdict/verdict.ts';
import { Spending } from '../agents/call-types.ts';
import { Node } from '../shared/node.ts';
import { DateTime } from '../shared/scalars.ts';
import { DebateStatusEnum, OutcomeEnum, StopReasonEnum, TurnKindEnum } from './debate-enums.ts';
import { Criterion, DebateOption, Evidence, toEvidence } from './decision-types.ts';
import { RoleEnum } from './protocol-enums.ts';
import { DebateProtocol, toProtocol } from './protocol-types.ts';
import { Turn, TurnFailure, toTurn, toTurnFailure } from './turn-types.ts';
import { toVerdict, Verdict } from './verdict-types.ts';

@ObjectType({
  description: 'The origin of a fork. The fork shares the events of the origin up to `seq`.',
  simpleResolvers: true,
})
export class DebateOrigin {
  @Field(() => ID, { description: 'Id of the original debate.' })
  debateId!: string;

  @Field(() => Int, { description: 'Number of the last shared event.' })
  seq!: number;

  @Field(() => String, { description: 'Hash of that event in the chain of the origin.' })
  hash!: string;
}

@ObjectType({ description: 'An answer to an open question. Later turns refer to it by id.', simpleResolvers: true })
export class Candidate {
  @Field(() => ID, { description: 'Id within this debate.' })
  id!: string;

  @Field(() => String, { description: 'Text of the answer.' })
  text!: string;
}

@ObjectType({ description: 'A message of a person to the debaters.', simpleResolvers: true })
export class Interjection {
  @Field(() => String, { description: 'Text of the message.' })
  text!: string;

  @Field(() => ID, { description: 'Id of the user.' })
  by!: string;

  @Field(() => DateTime, { description: 'Time of recording.' })
  at!: Date;
}

export function toInterjection({ text, by, at }: domainInterjection.Interjection): Interjection {
  return { text, by, at: new Date(at) };
}

@ObjectType({ description: 'An agent in a debate, with a role.', simpleResolvers: true })
export class Participant {
  @Field(() => ID, { description: 'Id within this debate.' })
  id!: string;

  @Field(() => String, { description: 'Display name.' })
  label!: string;

  @Field(() => RoleEnum, { description: 'Role in the debate.' })
  role!: Role;

  @Field(() => ID, { description: 'Id of the agent that answers for the participant, as in the query `agents`.' })
  agentId!: string;

  @Field(() => String, { description: 'Provider of the agent; `builtin` for the rule-based one.' })
  provider!: string;

  @Field(() => String, { nullable: true, description: 'Name of the model; null for a rule-based agent.' })
  model!: string | null;

  @Field(() => String, { nullable: true, description: 'Maker of the model; null for a rule-based agent.' })
  family!: string | null;

  @Field(() => Float, {
    description:
      'Weight of the vote, computed from past debates with ground truth; 1 for all when there are too few of them.',
  })
  weight!: number;
}

@ObjectType({ description: 'The current position of a participant.', simpleResolvers: true })
export class Position {
  @Field(() => ID, { description: 'Id of the participant.' })
  participantId!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Id of the option or candidate; null when the participant has no position.',
  })
  position!: string | null;
}

@ObjectType({
  description: 'The current phase of a debate. All speakers are asked at once, and hear only earlier phases.',
  simpleResolvers: true,
})
export class DebatePhase {
  @Field(() => TurnKindEnum, { description: 'Kind of turn requested.' })
  kind!: TurnKind;

  @Field(() => Int, { description: 'Round: 0 for proposals, then 1, 2, …. A vote has the number of the last round.' })
  round!: number;
}

@ObjectType({ description: 'A debate, from the question to the verdict.', implements: Node, simpleResolvers: true })
export class Debate implements Node {
  id!: string;

  @Field(() => String, { description: 'The question to decide.' })
  task!: string;

  @Field(() => String, { nullable: true, description: 'Kind of decision; null when not set.' })
  kind?: string;

  @Field(() => DebateStatusEnum, { description: 'Status of the debate.' })
  status!: DebateStatus;

  @Field(() => OutcomeEnum, { nullable: true, description: 'Outcome of the debate; null until it ends.' })
  outcome!: Outcome | null;

  @Field(() => StopReasonEnum, { nullable: true, description: 'Why the debate ended; null until it ends.' })
  stopReason!: StopReason | null;

  @Field(() => DebateProtocol, { description: 'Protocol of the debate.' })
  protocol!: DebateProtocol;

  @Field(() => DebateOrigin, { nullable: true, description: 'Origin of a fork; null when the debate is no fork.' })
  origin!: DebateOrigin | null;

  @Field(() => [DebateOption], { description: 'Options to choose from. For an open question: the candidates.' })
  options!: readonly DebateOption[];

  @Field(() => Boolean, { description: 'Whether the question is open: without options, with answers in words.' })
  isOpen!: boolean;

  @Field(() => [Criterion], { description: 'Criteria by which the options are judged.' })
  criteria!: readonly Criterion[];

  @Field(() => [Evidence], { description: 'Evidence of the decision and arguments that agents stated.' })
  evidence!: readonly Evidence[];

  @Field(() => [Participant], { description: 'Participants of the debate.' })
  participants!: readonly Participant[];

  @Field(() => DebatePhase, { nullable: true, description: 'Current or last phase; null until the debate runs.' })
  phase!: DebatePhase | null;

  @Field(() => [Position], { description: 'Current position of each debater.' })
  positions!: readonly Position[];

  @Field(() => [Turn], { description: 'All turns in the order of arrival.' })
  turns!: readonly Turn[];

  @Field(() => [TurnFailure], { description: 'Turns that agents failed to take.' })
  failures!: readonly TurnFailure[];

  @Field(() => [Interjection], { description: 'Messages of people to the debaters.' })
  interjections!: readonly Interjection[];

  @Field(() => Spending, { description: 'Tokens and cost of its calls so far. A fork does not count shared turns.' })
  spending!: Spending;

  @Field(() => ID, {
    nullable: true,
    description:
      'Id of the option that turned out right, set by `recordGroundTruth`; null when nothing is recorded or no option was right.',
  })
  groundTruth!: string | null;

  @Field(() => Boolean, { description: 'Whether ground truth is recorded.' })
  hasGroundTruth!: boolean;

  @Field(() => Verdict, {
    nullable: true,
    description: 'The verdict; null until it is reached, and for ABORTED debates.',
  })
  verdict!: Verdict | null;

  @Field(() => DebateOption, {
    nullable: true,
    description: 'The winning option; null unless the outcome is DECIDED.',
  })
  winner!: DebateOption | null;

  @Field(() => DateTime, { description: 'Time of creation.' })
  createdAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time when a process first ran it; null until then.',
  })
  startedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Time of the end; null until then.' })
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
