import type { RequestTurn } from '../../../src/domain/debates/ports.ts';
import type { TurnListener, TurnRequest } from '../../../src/domain/debates/run/turn-request.ts';
import type { Answer } from '../../../src/domain/debates/turn.ts';
import { AgentFailure, type Attempt } from '../../../src/domain/shared/call.ts';
import { anAnswer } from '../builders.ts';
import type { FakeClock } from '../fake-clock.ts';

/** What an agent does when asked: answers, after a while if it says so; fails; or is silent until it is stopped. */
export type Reply = (Partial<Answer> & { readonly afterMs?: number }) | Error | 'HANG';
export type Script = (ask: TurnRequest) => Reply;

/** Agents that do what the script says, and a record of what they were asked. */
export class ScriptedPanel {
  readonly asked: TurnRequest[] = [];
  /** Reasons with which hanging agents were stopped. */
  readonly stopped: unknown[] = [];
  /** What hanging agents tell of their calls once they are stopped. */
  givenUp: readonly Attempt[] = [];
  private readonly script: Script;
  private readonly clock: FakeClock;

  constructor(clock: FakeClock, script: Script) {
    this.clock = clock;
    this.script = script;
  }

  readonly ask: RequestTurn = async (ask, listener, signal) => {
    signal.throwIfAborted();
    this.asked.push(ask);
    const reply = this.script(ask);
    if (reply instanceof Error) throw failureOf(reply);
    if (reply === 'HANG') return this.hang(listener, signal);
    const { afterMs = 0, ...answer } = reply;
    await this.clock.sleep(afterMs, signal);
    signal.throwIfAborted();
    return anAnswer(answer);
  };

  /** Who was asked for what, such as `ann PROPOSAL 0`, in order. */
  get questions(): readonly string[] {
    return this.asked.map(({ participantId, kind, round }) => `${participantId} ${kind} ${round}`);
  }

  private async hang(listener: TurnListener, signal: AbortSignal): Promise<never> {
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    this.stopped.push(signal.reason);
    for (const attempt of this.givenUp) listener.attempted(attempt);
    throw signal.reason;
  }
}

/** An Error of a script stands for an agent that cannot answer, unless it is said to be a defect. */
function failureOf(error: Error): Error {
  return error.name === 'Error' ? new AgentFailure('OVERLOADED', error.message) : error;
}

/** Everybody holds on to one position from proposal to vote. */
export function holding(positions: Readonly<Record<string, string | null>>): (ask: TurnRequest) => Partial<Answer> {
  return ({ participantId, kind }) => (kind === 'CRITIQUE' ? {} : { position: positions[participantId] ?? null });
}

/** The script, except where the other one has something to say. */
export function unless(exception: (ask: TurnRequest) => Reply | undefined, script: Script): Script {
  return (ask) => exception(ask) ?? script(ask);
}
