import type { LossyChannel } from '../../events/ports.ts';
import { AgentFailure, type Attempt, type Call } from '../../shared/call.ts';
import type { Clock } from '../../shared/ports.ts';
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
}

/** What came of asking an agent. */
export type TurnResult = { readonly answer: Answer } | { readonly failure: FailureReport };

/** When to stop waiting for an agent. */
export interface TurnSignals {
  /** Aborts when the run stops: nobody wants the answer any more. */
  readonly stopped: AbortSignal;
  /** Aborts when the deadline of the debate passes: the turn has failed. */
  readonly late: AbortSignal;
  /** Told of every attempt that is over. Answers whether another one may be paid for. */
  attempted(attempt: Attempt): boolean;
}

/** What a defect says of itself is for the log, not for whoever reads the debate. */
const DEFECT = 'Something went wrong inside the server; its log says what.';

/** Asks the participant's agent, shows live what it writes, and answers what came of it. Throws only when stopped. */
export async function takeTurn(
  { ask: askAgent, channel, clock, emit }: TurnPorts,
  { id: debateId, workspaceId }: Debate,
  { ask, participant }: { readonly ask: TurnRequest; readonly participant: Participant },
  patience: TurnSignals,
): Promise<TurnResult> {
  const { kind, round, participantId } = ask;
  const about = { debateId, agentId: participant.agentId, participantId, kind };
  const askedAt = clock.monotonicMs();
  const attempts: Attempt[] = [];
  const live = liveTurn(channel, clock, { workspaceId, stream: debateId }, { participantId, kind, round });
  const attempted = (attempt: Attempt) => {
    attempts.push(attempt);
    return patience.attempted(attempt);
  };
  try {
    const signal = AbortSignal.any([patience.stopped, patience.late]);
    const listener = { text: (piece: string) => live.text(piece), restart: () => live.restart(), attempted };
    const answer = checkAnswer(await askAgent(ask, listener, signal), ask);
    emit('agentAnswered', { ...about, durationMs: Math.round(clock.monotonicMs() - askedAt) });
    return { answer };
  } catch (error) {
    patience.stopped.throwIfAborted();
    emit('turnFailed', { ...about, error });
    return { failure: failureOf(error, participant, attempts, patience) };
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

/** The record of calls that brought no answer. */
export function unanswered({ provider, model }: Participant, attempts: readonly Attempt[]): Call {
  return { requestedModel: `${provider}:${model}`, servedModel: null, attempts };
}
