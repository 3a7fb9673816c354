import type { LossyChannel } from '../../events/ports.ts';
import { AgentFailure, type Attempt, type Call } from '../../shared/call.ts';
import type { Clock, WorkContext } from '../../shared/ports.ts';
import type { Emit } from '../../shared/signals.ts';
import type { Debate } from '../debate.ts';
import { liveTurn } from '../live/live-turn.ts';
import type { Participant } from '../participant.ts';
import type { RequestTurn } from '../ports.ts';
import type { Answer } from '../turn.ts';
import { checkAnswer, type FailureReport, type TurnRequest, UnusableAnswer } from './turn-request.ts';

export interface TurnPorts {
  readonly ask: RequestTurn;
  readonly channel: LossyChannel;
  readonly clock: Clock;
  readonly emit: Emit;
  readonly context: WorkContext;
}

/** Result of one requested turn. */
export type TurnResult = { readonly answer: Answer } | { readonly failure: FailureReport };

/** Tells `takeTurn` when to stop waiting for an agent. */
export interface TurnSignals {
  /** Aborts when the run stops: the answer is no longer needed. */
  readonly stopped: AbortSignal;
  /** Aborts when the deadline of the debate passes: the turn has failed. */
  readonly late: AbortSignal;
  /** Aborts when the process stops: no further call is started for the turn, one in flight may end. */
  readonly draining: AbortSignal;
  /** Called after every attempt. Returns whether the budget allows another one. */
  attempted(attempt: Attempt): boolean;
}

/** The message of a defect goes into the log, not into the debate. */
const DEFECT = 'Something went wrong inside the server; its log says what.';

/** Requests a turn from the participant's agent and shows its text live. Returns an answer or a failure; throws only when stopped or drained. */
export function takeTurn(
  ports: TurnPorts,
  debate: Debate,
  asked: RequestedTurn,
  signals: TurnSignals,
): Promise<TurnResult> {
  const names = { agent: asked.participant.agentId };
  return ports.context.extend(names, () => takeNamedTurn(ports, debate, asked, signals));
}

interface RequestedTurn {
  readonly request: TurnRequest;
  readonly participant: Participant;
}

async function takeNamedTurn(
  { ask: requestTurn, channel, clock, emit }: TurnPorts,
  { id: debateId, workspaceId }: Debate,
  { request, participant }: RequestedTurn,
  signals: TurnSignals,
): Promise<TurnResult> {
  const { kind, round, participantId } = request;
  const about = { debateId, agentId: participant.agentId, participantId, kind };
  const askedAt = clock.monotonicMs();
  const attempts: Attempt[] = [];
  const durationMs = () => Math.round(clock.monotonicMs() - askedAt);
  const live = liveTurn(channel, clock, { workspaceId, stream: debateId }, { participantId, kind, round });
  const attempted = (attempt: Attempt) => {
    attempts.push(attempt);
    return signals.attempted(attempt);
  };
  try {
    const signal = AbortSignal.any([signals.stopped, signals.late]);
    const listener = {
      text: (piece: string) => live.text(piece),
      restart: () => live.restart(),
      attempting: () => signals.draining.throwIfAborted(),
      attempted,
    };
    const answer = checkAnswer(await requestTurn(request, listener, signal), request);
    emit('agentAnswered', { ...about, durationMs: durationMs() });
    return { answer };
  } catch (error) {
    signals.stopped.throwIfAborted();
    // The turn did not fail: another process requests it again.
    if (signals.draining.aborted && error === signals.draining.reason) throw error;
    emit('turnFailed', { ...about, durationMs: durationMs(), error });
    return { failure: failureOf(error, participant, attempts, signals) };
  } finally {
    live.done();
  }
}

function failureOf(
  error: unknown,
  participant: Participant,
  attempts: readonly Attempt[],
  { late }: TurnSignals,
): FailureReport {
  const tried = attempts.length > 0 ? { call: unanswered(participant, attempts) } : {};
  if (late.aborted) {
    return { code: 'CANCELLED', message: 'The deadline of the debate passed before the answer came.', ...tried };
  }
  if (error instanceof UnusableAnswer) return { code: 'MALFORMED', message: error.message, ...tried };
  if (!(error instanceof AgentFailure)) return { message: DEFECT, ...tried };
  return { code: error.code, message: error.message, ...(error.call && { call: error.call }) };
}

/** The record of attempts without an answer. */
export function unanswered({ provider, model }: Participant, attempts: readonly Attempt[]): Call {
  return { requestedModel: `${provider}:${model}`, servedModel: null, attempts };
}
