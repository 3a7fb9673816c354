import { earlierEvent } from '../../domain/debates/earlier.ts';
import type { DebateEventKind, DebateEvents } from '../../domain/debates/events.ts';
import { eventCursor } from '../../domain/events/cursor.ts';
import type { LoggedEvent } from '../../domain/events/event.ts';
import { notFound } from '../../domain/shared/errors.ts';
import { toCall } from '../agents/call-types.ts';
import * as types from './debate-event-types.ts';
import { toInterjection, toProtocol } from './debate-types.ts';
import { toTurn, toTurnFailure } from './turn-types.ts';

type Of<T> = Omit<T, keyof types.DebateEvent>;

/** A GraphQL type for every kind of event, and its fields made of the payload. */
const MAKERS: { readonly [K in DebateEventKind]: (data: DebateEvents[K]) => Of<object> & object } = {
  'debate.started': ({ origin = null, protocol, ...data }): Of<types.DebateStarted> =>
    Object.assign(new types.DebateStarted(), data, { origin, protocol: toProtocol(protocol) }),
  'phase.started': (data): Of<types.PhaseStarted> => Object.assign(new types.PhaseStarted(), data),
  'proposal.made': (data) => Object.assign(new types.ProposalMade(), { turn: toTurn(data) }),
  'critique.made': (data) => Object.assign(new types.CritiqueMade(), { turn: toTurn(data) }),
  'revision.made': (data) => Object.assign(new types.RevisionMade(), { turn: toTurn(data) }),
  'vote.cast': (data) => Object.assign(new types.VoteCast(), { turn: toTurn(data) }),
  'answers.grouped': (data) => Object.assign(new types.AnswersGrouped(), { turn: toTurn(data) }),
  'argument.made': (data) => Object.assign(new types.ArgumentMade(), { turn: toTurn(data) }),
  'reply.made': (data) => Object.assign(new types.ReplyMade(), { turn: toTurn(data) }),
  'moderation.given': (data) => Object.assign(new types.ModerationGiven(), { turn: toTurn(data) }),
  'judgement.given': (data) => Object.assign(new types.JudgementGiven(), { turn: toTurn(data) }),
  'candidates.named': (data): Of<types.CandidatesNamed> => Object.assign(new types.CandidatesNamed(), data),
  'human.interjected': (data) => Object.assign(new types.HumanInterjected(), { interjection: toInterjection(data) }),
  'position.changed': (data) => Object.assign(new types.PositionChanged(), data),
  'agent.failed': (data) => Object.assign(new types.AgentFailed(), { failure: toTurnFailure(data) }),
  'calls.abandoned': ({ call, ...data }): Of<types.CallsAbandoned> =>
    Object.assign(new types.CallsAbandoned(), data, { call: toCall(call) }),
  'run.resumed': (data) => Object.assign(new types.RunResumed(), data),
  'verdict.reached': (data) => Object.assign(new types.VerdictReached(), { verdict: data }),
  'debate.ended': (data) => Object.assign(new types.DebateEnded(), data),
};

export function toDebateEvent({ kind, data, stream, seq, at }: LoggedEvent): types.DebateEvent {
  // The debate was deleted while somebody was still reading it.
  if (data === null) throw notFound(stream);
  const make = MAKERS[kind as DebateEventKind] as (data: unknown) => object;
  const payload = earlierEvent(kind as DebateEventKind, data as object);
  return Object.assign(make(payload), { debateId: stream, seq, at, cursor: eventCursor(stream, seq) });
}
