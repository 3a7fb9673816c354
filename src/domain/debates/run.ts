import { Doorbell } from '../events/doorbell.ts';
import { Interrupted } from '../shared/errors.ts';
import type { Clock } from '../shared/ports.ts';
import type { Emit } from '../shared/signals.ts';
import { type Ask, checkAnswer } from './ask.ts';
import { type CommitPorts, commit } from './commit.ts';
import type { Debate } from './debate.ts';
import type { Participant } from './participant.ts';
import type { AskAgent, DebateStore, FindCruxes } from './ports.ts';
import { reachVerdict } from './reach-verdict.ts';
import type { Answer } from './turn.ts';

export interface RunPorts extends CommitPorts {
  readonly store: DebateStore;
  readonly ask: AskAgent;
  readonly findCruxes: FindCruxes;
  readonly clock: Clock;
  readonly emit: Emit;
  readonly leaseMs: number;
}

/** Commands are looked for at every ring, and at least this often. */
const COMMAND_POLL_MS = 1_000;

/**
 * Drives one claimed debate to its end. A step is one answer of one agent, saved with its event as it arrives; whoever
 * goes on after a crash asks only for the answers that are not there.
 */
export class Run {
  private readonly ports: RunPorts;
  private readonly debate: Debate;
  private readonly fence: number;
  private readonly stopped = new AbortController();
  private readonly signal: AbortSignal;
  private cancelled = false;
  /** Set once a save failed: the debate in memory is then ahead of the store and must not be saved any more. */
  private lost: Interrupted | undefined;
  private lastStep: Promise<void> = Promise.resolve();

  constructor(ports: RunPorts, debate: Debate, fence: number, interrupt: AbortSignal) {
    this.ports = ports;
    this.debate = debate;
    this.fence = fence;
    this.signal = AbortSignal.any([interrupt, this.stopped.signal]);
  }

  /** Resolves when the debate has ended. Rejects with `Interrupted` when it could not go on: all that was said is stored. */
  async toEnd(): Promise<void> {
    const watching = this.watch();
    try {
      this.debate.run(this.ports.clock.now(), this.fence);
      await this.save();
      while (!this.debate.isEnded) await this.advance();
    } catch (error) {
      if (this.lost) throw this.lost;
      if (error instanceof Interrupted) throw error;
      await this.abort(error);
    } finally {
      this.stopped.abort();
      await watching;
    }
  }

  /** Ends a debate that was cancelled or that a defect keeps from going on: another try would meet it again. */
  private async abort(error: unknown): Promise<void> {
    const { clock, emit } = this.ports;
    if (this.cancelled) this.debate.abort('CANCELLED', 'CANCELLED', clock.now());
    else {
      emit('debate.error', { debateId: this.debate.id, error });
      this.debate.abort('FAILED', 'ERROR', clock.now());
    }
    await this.save();
  }

  private async advance(): Promise<void> {
    this.signal.throwIfAborted();
    const { awaited } = this.debate;
    if (awaited.length > 0) return this.takeTurns(awaited);
    if (this.isQuorumLost) this.debate.abort('FAILED', 'QUORUM_LOST', this.ports.clock.now());
    else if (!this.debate.enterNextPhase()) this.decide();
    await this.save();
  }

  /** Fewer than two, or fewer than half, is no debate. */
  private get isQuorumLost(): boolean {
    const { phase, participants, answers } = this.debate;
    return phase !== null && answers < Math.max(2, Math.ceil(participants.length / 2));
  }

  private async takeTurns(participants: readonly Participant[]): Promise<void> {
    const turns = participants.map((participant) => this.takeTurn(participant).catch((error) => this.stop(error)));
    await Promise.all(turns);
    this.signal.throwIfAborted();
  }

  private stop(error: unknown): void {
    this.stopped.abort(error);
  }

  private async takeTurn(participant: Participant): Promise<void> {
    const ask = this.debate.askOf(participant.id);
    const answer = await this.askFor(ask, participant);
    this.lastStep = this.lastStep.then(() => this.keep(ask, answer));
    await this.lastStep;
  }

  private async askFor(ask: Ask, { agentId, id: participantId }: Participant): Promise<Answer | Error> {
    const { ask: askAgent, clock, emit } = this.ports;
    const about = { debateId: this.debate.id, agentId, participantId, kind: ask.kind };
    const askedAt = clock.monotonicMs();
    try {
      const answer = checkAnswer(await askAgent(ask, this.signal), ask);
      emit('agent.answered', { ...about, durationMs: Math.round(clock.monotonicMs() - askedAt) });
      return answer;
    } catch (error) {
      this.signal.throwIfAborted();
      emit('agent.failed', { ...about, error });
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  /** Steps are kept one after the other, no faster than the pace. */
  private async keep(ask: Ask, answer: Answer | Error): Promise<void> {
    const { clock } = this.ports;
    await clock.sleep(this.untilNextTurnMs(), this.signal);
    this.signal.throwIfAborted();
    if (answer instanceof Error) this.debate.fail(ask, answer.message, clock.now());
    else this.debate.answer(ask, answer, clock.now());
    await this.save();
  }

  private untilNextTurnMs(): number {
    const { turns, protocol } = this.debate;
    const last = turns.at(-1);
    if (last === undefined || protocol.paceMs === 0) return 0;
    const waitMs = new Date(last.at).getTime() + protocol.paceMs - this.ports.clock.now().getTime();
    // A clock that was set back must not make a debate wait for longer than its pace.
    return Math.min(Math.max(0, waitMs), protocol.paceMs);
  }

  private decide(): void {
    const { debate } = this;
    const { decision, participants, turns } = debate;
    const verdict = reachVerdict(debate);
    const cruxes = this.ports.findCruxes({ decision, participants, turns, verdict });
    debate.decide({ ...verdict, cruxes, costUsd: 0 }, this.ports.clock.now());
  }

  private async save(): Promise<void> {
    try {
      await commit(this.ports, this.debate, () => this.ports.store.save(this.debate, this.fence));
    } catch (error) {
      this.lost = asInterrupted(error);
      throw this.lost;
    }
  }

  /** Carries commands out and keeps the lease while the run goes on. */
  private async watch(): Promise<void> {
    const { bus, clock, store, leaseMs } = this.ports;
    const { id, workspaceId } = this.debate;
    const bell = new Doorbell(clock);
    const stopListening = bus.listen({ workspaceId, stream: id }, bell.ring);
    try {
      let renewedAt = clock.monotonicMs();
      while (!this.signal.aborted) {
        const commands = await store.commandsOf(id);
        if (commands.some((command) => command.kind === 'CANCEL')) return this.cancel();
        if (clock.monotonicMs() - renewedAt >= leaseMs / 3) {
          await store.renew(id, this.fence, leaseMs);
          renewedAt = clock.monotonicMs();
        }
        await bell.wait(COMMAND_POLL_MS, this.signal);
      }
    } catch (error) {
      this.stop(asInterrupted(error));
    } finally {
      stopListening();
    }
  }

  private cancel(): void {
    this.cancelled = true;
    this.stop(new Error('The debate was cancelled.'));
  }
}

function asInterrupted(error: unknown): Interrupted {
  if (error instanceof Interrupted) return error;
  return new Interrupted('The run lost touch with its store.', { cause: error });
}
