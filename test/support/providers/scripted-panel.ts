import type { RequestTurn } from '../../../src/domain/debates/ports.ts';
import type { TurnListener, TurnRequest } from '../../../src/domain/debates/run/turn-request.ts';
import type { Answer } from '../../../src/domain/debates/turn.ts';
import { AgentFailure, type Attempt } from '../../../src/domain/shared/call.ts';
import { anAnswer } from '../builders.ts';
import type { FakeClock } from '../fake-clock.ts';

/** The reply of an agent: an answer, with a delay if given; a failure; or silence until it is stopped. */
export type Reply = (Partial<Answer> & { readonly afterMs?: number }) | Error | 'HANG';
export type Script = (ask: TurnRequest) => Reply;

/** Agents that follow the script, with a record of their turn requests. */
export class ScriptedPanel {
  readonly asked: TurnRequest[] = [];
  /** The reasons with which silent agents were stopped. */
  readonly stopped: unknown[] = [];
  /** The attempts that silent agents report when they are stopped. */
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

  /** Every turn request as text, such as `ann PROPOSAL 0`, in order. */
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

/** An Error of a script is an agent failure, unless it is a subclass such as TypeError, which is a defect. */
function failureOf(error: Error): Error {
  return error.name === 'Error' ? new AgentFailure('OVERLOADED', error.message) : error;
}

/** Every agent keeps one position from proposal to vote. */
export function holding(positions: Readonly<Record<string, string | null>>): (ask: TurnRequest) => Partial<Answer> {
  return ({ participantId, kind }) => (kind === 'CRITIQUE' ? {} : { position: positions[participantId] ?? null });
}

/** The script, except when the exception returns a reply. */
export function unless(exception: (ask: TurnRequest) => Reply | undefined, script: Script): Script {
  return (ask) => exception(ask) ?? script(ask);
}
