import type { Call } from '../../shared/call.ts';
import { Interrupted, Unavailable } from '../../shared/errors.ts';
import type { Debate } from '../debate.ts';
import type { Participant } from '../participant.ts';
import type { DebateRecords, DebateStore, FindCruxes } from '../ports.ts';
import { reachVerdict } from '../verdict/reach-verdict.ts';
import { toRecord } from '../verdict/to-record.ts';
import type { StopReason } from '../verdict/verdict.ts';
import { type CommitPorts, commit } from './commit.ts';
import { KnownCommands } from './known-commands.ts';
import type { Claim } from './lease.ts';
import { untilNextTurnMs } from './pace.ts';
import { isQuorumLost } from './quorum.ts';
import type { FormerRun } from './resumption.ts';
import { Spent } from './spent.ts';
import { type TurnPorts, type TurnResult, takeTurn, unanswered } from './take-turn.ts';
import type { TurnRequest } from './turn-request.ts';
import { turnRequestOf } from './turn-request-of.ts';
import { watch } from './watch.ts';

export interface RunPorts extends CommitPorts, TurnPorts {
  readonly store: DebateStore;
  readonly records: DebateRecords;
  readonly findCruxes: FindCruxes;
  readonly leaseMs: number;
}

/** Tells a run that its process stops. */
export interface RunSignals {
  /** Aborts first: no further call is started, those in flight may end. */
  readonly draining: AbortSignal;
  /** Aborts at the end of the time for that, with the same reason: calls in flight are given up. */
  readonly interrupt: AbortSignal;
}

/**
 * Drives one claimed debate to its end. A step is one answer of one agent, saved with its events as it arrives; answers
 * that arrive together are saved together, and the last ones of a phase with the beginning of the next. After a crash the
 * next run requests only the missing answers.
 */
export class Run {
  private readonly ports: RunPorts;
  private readonly debate: Debate;
  private readonly fence: number;
  private readonly former: FormerRun;
  private readonly spent: Spent;
  private readonly stopped = new AbortController();
  private readonly draining: AbortSignal;
  private readonly signal: AbortSignal;
  /** Aborts when the deadline passes: calls in flight are given up, and the debate is decided on the answers it has. */
  private readonly late = new AbortController();
  private cancelled = false;
  /** Set when a save has failed: the debate in memory is then ahead of the store and must not be saved again. */
  private lost: Interrupted | undefined;
  /** Steps that wait to be saved. */
  private readonly steps: Step[] = [];
  private keeping: Promise<void> | undefined;
  private readonly commands: KnownCommands;

  constructor(ports: RunPorts, { debate, fence, former }: Claim, { draining, interrupt }: RunSignals) {
    this.ports = ports;
    this.debate = debate;
    this.fence = fence;
    this.former = former;
    this.spent = new Spent(debate.protocol.limits, () => debate.spending);
    this.commands = new KnownCommands(ports.store, debate.id);
    this.draining = draining;
    this.signal = AbortSignal.any([interrupt, this.stopped.signal]);
  }

  /** Resolves when the debate has ended. Rejects with `Interrupted` when it cannot continue; every step so far is stored. */
  async toEnd(): Promise<void> {
    const watching = Promise.all([this.watch(), this.awaitDeadline()]);
    try {
      await this.takeUp();
      while (!this.debate.isEnded) await this.advance();
    } catch (thrown) {
      if (this.lost) throw this.lost;
      // A store that is unavailable for a moment is no reason to end a debate.
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

  /** Whether a save failed: the last events of this run are not stored. */
  get isLost(): boolean {
    return this.lost !== undefined;
  }

  private async takeUp(): Promise<void> {
    const { clock, emit } = this.ports;
    const resumption = this.debate.run(clock.now(), this.fence, this.former);
    if (!resumption) return;
    await this.save();
    emit('debateResumed', { debateId: this.debate.id, fence: this.fence, cutOff: resumption.cutOff.length });
  }

  /** Ends a debate that was cancelled, or that hit a defect: another run would hit it again. */
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

  /** Calls that were given up still cost something. */
  private recordGivenUp(): void {
    const message = 'The debate ended before the answer came.';
    for (const [request, call] of this.callsInWork()) {
      this.debate.fail(request, { code: 'CANCELLED', message, call }, this.ports.clock.now());
    }
  }

  /** Records calls in flight for the next run, while this run may still save the debate. */
  private async recordAbandoned(): Promise<void> {
    for (const [request, call] of this.callsInWork()) this.debate.abandon(request, call);
    await this.saveNews();
  }

  private callsInWork(): readonly (readonly [TurnRequest, Call])[] {
    const { participants } = this.debate;
    return [...this.spent.inWork].flatMap(([request, attempts]) => {
      const participant = participants.find(({ id }) => id === request.participantId);
      return participant ? [[request, unanswered(participant, attempts)] as const] : [];
    });
  }

  private async advance(): Promise<void> {
    this.signal.throwIfAborted();
    const { awaited } = this.debate;
    const limit = this.limitReached;
    if (limit !== undefined) return this.end(limit);
    if (awaited.length > 0) return this.takeTurns(awaited);
    if (isQuorumLost(this.debate)) return this.loseQuorum();
    await this.recordInterjections();
    const over = this.debate.enterNextPhase();
    if (over !== undefined) await this.end(over);
  }

  private get limitReached(): StopReason | undefined {
    if (this.late.signal.aborted) return 'DEADLINE';
    return this.spent.isOver ? 'BUDGET' : undefined;
  }

  /** The blind answers decide if they had a quorum and the mode allows it; otherwise there is no verdict. */
  private loseQuorum(): Promise<void> {
    const { mode } = this.debate.protocol;
    if (this.debate.phase?.round !== 0 && mode !== 'DELIBERATE' && mode !== 'MODERATED') return this.end('QUORUM_LOST');
    this.debate.abort('FAILED', 'QUORUM_LOST', this.ports.clock.now());
    return this.save();
  }

  private async takeTurns(participants: readonly Participant[]): Promise<void> {
    this.draining.throwIfAborted();
    await this.saveNews();
    const turns = participants.map((participant) => this.takeTurn(participant).catch((error) => this.stop(error)));
    await Promise.all(turns);
    this.signal.throwIfAborted();
  }

  /** Stops the run. A turn that ends only because the process stops leaves the others the time to end too. */
  private stop(error: unknown): void {
    if (this.draining.aborted && error === this.draining.reason) return;
    this.stopped.abort(error);
  }

  private async takeTurn(participant: Participant): Promise<void> {
    const request = turnRequestOf(this.debate, participant.id);
    const result = await takeTurn(
      this.ports,
      this.debate,
      { request, participant },
      {
        stopped: this.signal,
        late: this.late.signal,
        draining: this.draining,
        attempted: (attempt) => {
          this.spent.add(request, attempt);
          return this.limitReached === undefined;
        },
      },
    );
    this.steps.push({ request, result });
    this.keeping ??= this.keepSteps().finally(() => {
      this.keeping = undefined;
    });
    await this.keeping;
  }

  /** Saves the steps that have arrived, no faster than the pace. */
  private async keepSteps(): Promise<void> {
    const { clock } = this.ports;
    const { paceMs } = this.debate.protocol;
    while (this.steps.length > 0) {
      await clock.sleep(
        untilNextTurnMs(this.debate, clock.now()),
        AbortSignal.any([this.signal, this.late.signal, this.draining]),
      );
      this.signal.throwIfAborted();
      for (const step of this.steps.splice(0, paceMs > 0 ? 1 : this.steps.length)) this.record(step);
      // The last answers of a phase are saved when the next one begins, which is at once.
      if (paceMs > 0 || this.debate.awaited.length > 0) await this.save();
    }
  }

  private record({ request, result }: Step): void {
    const now = this.ports.clock.now();
    if ('failure' in result) this.debate.fail(request, result.failure, now);
    else this.debate.answer(request, result.answer, now);
    this.spent.settle(request);
  }

  /** Ends the debate with a verdict on the answers it has. */
  private async end(stopReason: StopReason): Promise<void> {
    const { debate, ports } = this;
    await this.saveNews();
    // No turn follows, and answers in words still count.
    debate.groupAsTheyAre();
    const verdict = reachVerdict(debate, stopReason);
    const { participants, resolvedTurns: turns } = debate;
    const cruxes = ports.findCruxes({ decision: debate.argued(), participants, turns, verdict });
    debate.decide({ ...verdict, cruxes }, stopReason, ports.clock.now());
    await this.save();
  }

  /** Records the messages of people that arrived since the last phase, before the next one begins. */
  private async recordInterjections(): Promise<void> {
    const { store, clock } = this.ports;
    const commands = (await this.commands.read()).filter(({ kind }) => kind === 'INTERJECT');
    if (commands.length === 0) return;
    for (const { text, requestedBy } of commands) this.debate.interject(text ?? '', requestedBy, clock.now());
    await this.save(() => store.consume(commands.map(({ id }) => id)));
    this.commands.forget();
  }

  private async saveNews(): Promise<void> {
    if (this.debate.hasNews) await this.save();
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

  /** Obeys a cancellation, and holds the lease while the run goes on. */
  private async watch(): Promise<void> {
    const { debate, fence, commands } = this;
    try {
      if (await watch(this.ports, { id: debate.id, fence, commands }, this.signal)) this.cancel();
    } catch (error) {
      this.stop(asInterrupted(error));
    }
  }

  private cancel(): void {
    this.cancelled = true;
    this.stop(new Error('The debate was cancelled.'));
  }
}

/** A requested turn with its result. */
interface Step {
  readonly request: TurnRequest;
  readonly result: TurnResult;
}

function asInterrupted(error: unknown): Interrupted {
  if (error instanceof Interrupted) return error;
  return new Interrupted('The run lost touch with its store.', { cause: error });
}
