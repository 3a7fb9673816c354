import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { DebateStatus } from '../../domain/debates/debate-state.ts';
import type * as domainInterjection from '../../domain/debates/run/interjection.ts';
import type { TurnKind } from '../../domain/debates/turn.ts';
import type { Outcome, StopReason } from '../../domain/debates/verdict/verdict.ts';
import { Spending } from '../agents/call-types.ts';
import { Node } from '../shared/node.ts';
import { DateTime } from '../shared/scalars.ts';
import { DebateStatusEnum, OutcomeEnum, StopReasonEnum, TurnKindEnum } from './debate-enums.ts';
import { Criterion, DebateOption, Evidence } from './decision-types.ts';
import { Participant } from './participant-types.ts';
import { DebateProtocol } from './protocol-types.ts';
import { Turn, TurnFailure } from './turn-types.ts';
import { Verdict } from './verdict-types.ts';

@ObjectType({
  description: 'The origin of a fork. The fork shares the events of the origin up to `seq`.',
  simpleResolvers: true,
})
export class DebateOrigin {
  @Field(() => ID, { description: 'Id of the original debate, which may have been deleted.' })
  debateId!: string;

  @Field(() => Int, { description: 'Number of the last shared event.' })
  seq!: number;

  @Field(() => String, { description: 'Hash of that event in the chain of the origin.' })
  hash!: string;
}

@ObjectType({ description: 'A message of a person to the debaters.', simpleResolvers: true })
export class Interjection {
  @Field(() => String, { description: 'Text of the message.' })
  text!: string;

  @Field(() => ID, {
    description: 'Id of the user who sent it; `usr_local` for the API token of the server and tokens of its machine.',
  })
  userId!: string;

  @Field(() => DateTime, { description: 'Time of recording.' })
  at!: Date;
}

export function toInterjection({ text, by, at }: domainInterjection.Interjection): Interjection {
  return { text, userId: by, at: new Date(at) };
}

@ObjectType({ description: 'The current position of a participant.', simpleResolvers: true })
export class Position {
  @Field(() => Participant, { description: 'The participant.' })
  participant!: Participant;

  @Field(() => DebateOption, {
    nullable: true,
    description: 'The option or candidate that the participant holds; null when it has no position.',
  })
  option!: DebateOption | null;
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
  kind!: string | null;

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

  @Field(() => DebateOption, {
    nullable: true,
    description:
      'The option that turned out right, set by `recordGroundTruth`; null when nothing is recorded or no option was right.',
  })
  groundTruth!: DebateOption | null;

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
