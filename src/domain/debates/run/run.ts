import { Notifier } from '../../events/notifier.ts';
import type { Call } from '../../shared/call.ts';
import { Interrupted, Unavailable } from '../../shared/errors.ts';
import type { Debate } from '../debate.ts';
import type { Participant } from '../participant.ts';
import type { Claim, DebateRecords, DebateStore, FindCruxes } from '../ports.ts';
import { reachVerdict } from '../verdict/reach-verdict.ts';
import { toRecord } from '../verdict/to-record.ts';
import type { StopReason } from '../verdict/verdict.ts';
import { type CommitPorts, commit } from './commit.ts';
import { isQuorumLost } from './quorum.ts';
import type { FormerRun } from './resumption.ts';
import { Spent } from './spent.ts';
import { type TurnPorts, type TurnResult, takeTurn, unanswered } from './take-turn.ts';
import type { TurnRequest } from './turn-request.ts';
import { turnRequestOf } from './turn-request-of.ts';

export interface RunPorts extends CommitPorts, TurnPorts {
  readonly store: DebateStore;
  readonly records: DebateRecords;
  readonly findCruxes: FindCruxes;
  readonly leaseMs: number;
}

/** Commands are read at every notification, and at least this often. */
const COMMAND_POLL_MS = 1_000;

/**
 * Drives one claimed debate to its end. A step is one answer of one agent, saved with its event as it arrives; whoever
 * goes on after a crash asks only for the answers that are not there.
 */
export class Run {
  private readonly ports: RunPorts;
  private readonly debate: Debate;
  private readonly fence: number;
  private readonly former: FormerRun;
  private readonly spent: Spent;
  private readonly stopped = new AbortController();
  private readonly signal: AbortSignal;
  /** Aborts when the deadline passes: calls in flight are given up, and the debate is decided with what there is. */
  private readonly late = new AbortController();
  private cancelled = false;
  /** Set once a save failed: the debate in memory is then ahead of the store and must not be saved any more. */
  private lost: Interrupted | undefined;
  private lastStep: Promise<void> = Promise.resolve();

  constructor(ports: RunPorts, { debate, fence, former }: Claim, interrupt: AbortSignal) {
    this.ports = ports;
    this.debate = debate;
    this.fence = fence;
    this.former = former;
    this.spent = new Spent(debate.protocol.limits, () => debate.spending);
    this.signal = AbortSignal.any([interrupt, this.stopped.signal]);
  }

  /** Resolves when the debate has ended. Rejects with `Interrupted` when it could not go on: all that was said is stored. */
  async toEnd(): Promise<void> {
    const watching = Promise.all([this.watch(), this.awaitDeadline()]);
    try {
      await this.takeUp();
      while (!this.debate.isEnded) await this.advance();
    } catch (thrown) {
      if (this.lost) throw this.lost;
      // A store that cannot be read for the moment is no reason to end a debate.
      const error = thrown instanceof Unavailable ? asInterrupted(thrown) : thrown;
      if (error instanceof Interrupted) {
        await this.recordAbandoned();
        throw error;
      }
      await this.abort(error);
    } finally {
      this.stopped.abort();
      await watching;
    }
  }

  /** Whether the debate was taken from this run: what it was about to record is not stored. */
  get isLost(): boolean {
    return this.lost !== undefined;
  }

  private async takeUp(): Promise<void> {
    const { clock, emit } = this.ports;
    const resumption = this.debate.run(clock.now(), this.fence, this.former);
    await this.save();
    if (!resumption) return;
    emit('debateResumed', { debateId: this.debate.id, fence: this.fence, cutOff: resumption.cutOff.length });
  }

  /** Ends a debate that was cancelled or that a defect keeps from going on: another try would meet it again. */
  private async abort(error: unknown): Promise<void> {
    const { clock, emit } = this.ports;
    this.recordGivenUp();
    if (this.cancelled) this.debate.abort('CANCELLED', 'CANCELLED', clock.now());
    else {
      emit('debateError', { debateId: this.debate.id, error });
      this.debate.abort('FAILED', 'ERROR', clock.now());
    }
    await this.save();
  }

  /** Calls that were given up have cost something all the same. */
  private recordGivenUp(): void {
    const message = 'The debate ended before the answer came.';
    for (const [ask, call] of this.callsInWork()) {
      this.debate.fail(ask, { code: 'CANCELLED', message, call }, this.ports.clock.now());
    }
  }

  /** For whoever goes on, as long as the debate is still ours to save. */
  private async recordAbandoned(): Promise<void> {
    const calls = this.callsInWork();
    if (calls.length === 0) return;
    for (const [ask, call] of calls) this.debate.abandon(ask, call);
    await this.save();
  }

  private callsInWork(): readonly (readonly [TurnRequest, Call])[] {
    const { participants } = this.debate;
    return [...this.spent.inWork].flatMap(([ask, attempts]) => {
      const participant = participants.find(({ id }) => id === ask.participantId);
      return participant ? [[ask, unanswered(participant, attempts)] as const] : [];
    });
  }

  private async advance(): Promise<void> {
    this.signal.throwIfAborted();
    const { awaited } = this.debate;
    const limit = this.limitReached;
    if (limit !== undefined) return this.end(limit);
    if (awaited.length > 0) return this.takeTurns(awaited);
    if (isQuorumLost(this.debate)) return this.loseQuorum();
    await this.hearPeople();
    const over = this.debate.enterNextPhase();
    return over === undefined ? this.save() : this.end(over);
  }

  private get limitReached(): StopReason | undefined {
    if (this.late.signal.aborted) return 'DEADLINE';
    return this.spent.isOver ? 'BUDGET' : undefined;
  }

  /** The blind answers stand where there was a quorum for them and they can decide; otherwise there is no verdict. */
  private loseQuorum(): Promise<void> {
    const { mode } = this.debate.protocol;
    if (this.debate.phase?.round !== 0 && mode !== 'DELIBERATE' && mode !== 'MODERATED') return this.end('QUORUM_LOST');
    this.debate.abort('FAILED', 'QUORUM_LOST', this.ports.clock.now());
    return this.save();
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
    const ask = turnRequestOf(this.debate, participant.id);
    const said = await takeTurn(this.ports, this.debate, ask, participant, {
      stopped: this.signal,
      late: this.late.signal,
      attempted: (attempt) => {
        this.spent.add(ask, attempt);
        return this.limitReached === undefined;
      },
    });
    this.lastStep = this.lastStep.then(() => this.keep(ask, said));
    await this.lastStep;
  }

  /** Steps are kept one after the other, no faster than the pace. */
  private async keep(ask: TurnRequest, said: TurnResult): Promise<void> {
    const { clock } = this.ports;
    await clock.sleep(this.untilNextTurnMs(), AbortSignal.any([this.signal, this.late.signal]));
    this.signal.throwIfAborted();
    if ('failure' in said) this.debate.fail(ask, said.failure, clock.now());
    else this.debate.answer(ask, said.answer, clock.now());
    this.spent.settle(ask);
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

  /** Ends the debate with the verdict there can be. */
  private async end(stopReason: StopReason): Promise<void> {
    const { debate, ports } = this;
    // Nobody is asked any more, and an answer in words counts all the same.
    debate.groupAsTheyAre();
    const verdict = reachVerdict(debate, stopReason);
    const { participants, resolvedTurns: turns } = debate;
    const cruxes = ports.findCruxes({ decision: debate.argued(), participants, turns, verdict });
    debate.decide({ ...verdict, cruxes }, stopReason, ports.clock.now());
    await this.save();
  }

  /** What people said since the last phase, before the next one begins. */
  private async hearPeople(): Promise<void> {
    const { store, clock } = this.ports;
    const said = (await store.commandsOf(this.debate.id)).filter(({ kind }) => kind === 'INTERJECT');
    if (said.length === 0) return;
    for (const { text, requestedBy } of said) this.debate.interject(text ?? '', requestedBy, clock.now());
    await this.save(() => store.consume(said.map(({ id }) => id)));
  }

  private async save(also: () => Promise<void> = async () => {}): Promise<void> {
    const { store, records } = this.ports;
    try {
      await commit(this.ports, this.debate, async () => {
        await store.save(this.debate, this.fence);
        await also();
        const record = this.debate.verdict && toRecord(this.debate, this.debate.verdict);
        if (record) await records.add(this.debate.workspaceId, record);
      });
    } catch (error) {
      this.lost = asInterrupted(error);
      throw this.lost;
    }
  }

  private async awaitDeadline(): Promise<void> {
    const { clock } = this.ports;
    const { deadline } = this.debate.protocol.limits;
    if (deadline === null) return;
    const leftMs = new Date(deadline).getTime() - clock.now().getTime();
    await clock.sleep(leftMs, this.signal);
    if (!this.signal.aborted) this.late.abort(new Error('The deadline of the debate has passed.'));
  }

  /** Carries commands out and keeps the lease while the run goes on. */
  private async watch(): Promise<void> {
    const { bus, clock, store, leaseMs } = this.ports;
    const { id, workspaceId } = this.debate;
    const notifier = new Notifier(clock);
    const stopListening = bus.listen({ workspaceId, stream: id }, notifier.notify);
    try {
      let renewedAt = clock.monotonicMs();
      while (!this.signal.aborted) {
        const commands = await store.commandsOf(id);
        if (commands.some((command) => command.kind === 'CANCEL')) return this.cancel();
        if (clock.monotonicMs() - renewedAt >= leaseMs / 3) {
          await store.renew(id, this.fence, leaseMs);
          renewedAt = clock.monotonicMs();
        }
        await notifier.wait(COMMAND_POLL_MS, this.signal);
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
