import type { NewEvent } from '../events/event.ts';
import type { Ask } from './ask.ts';
import type { Decision } from './decision.ts';
import { type DebateEventKind, type DebateEvents, debateEvent, TURN_EVENTS } from './events.ts';
import type { Participant } from './participant.ts';
import { FIRST_PHASE, isSamePhase, type Phase, phaseAfter, rank } from './phase.ts';
import { flipOf, isSettled } from './positions.ts';
import type { Protocol } from './protocol.ts';
import type { Answer, Failure, Turn } from './turn.ts';
import type { Outcome, StopReason, Verdict } from './verdict.ts';

export type DebateStatus = 'PENDING' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELLED';
export type EndedStatus = Exclude<DebateStatus, 'PENDING' | 'RUNNING'>;

/** What a debate is made of at its start. */
export interface DebateStart {
  readonly id: string;
  readonly workspaceId: string;
  readonly decision: Decision;
  readonly participants: readonly Participant[];
  readonly protocol: Protocol;
  readonly createdAt: Date;
}

/**
 * A debate and all that was said in it. Every change is recorded as an event; whoever saves the debate takes the events
 * and saves both together.
 *
 *   PENDING ─▶ RUNNING ─▶ COMPLETED | FAILED
 *      └───────────┴────▶ CANCELLED
 */
export class Debate {
  readonly id: string;
  readonly workspaceId: string;
  readonly decision: Decision;
  readonly participants: readonly Participant[];
  readonly protocol: Protocol;
  readonly createdAt: Date;
  status: DebateStatus = 'PENDING';
  /** Set once the debate has ended, as are `stopReason` and `endedAt`. */
  outcome: Outcome | null = null;
  stopReason: StopReason | null = null;
  startedAt: Date | null = null;
  endedAt: Date | null = null;
  phase: Phase | null = null;
  turns: readonly Turn[] = [];
  failures: readonly Failure[] = [];
  verdict: Verdict | null = null;
  private news: NewEvent[] = [];

  constructor(start: DebateStart) {
    this.id = start.id;
    this.workspaceId = start.workspaceId;
    this.decision = start.decision;
    this.participants = start.participants;
    this.protocol = start.protocol;
    this.createdAt = start.createdAt;
  }

  static start(start: DebateStart): Debate {
    const debate = new Debate(start);
    const { decision, participants, protocol } = start;
    debate.record('debate.started', { task: decision.task, options: decision.options, participants, protocol });
    return debate;
  }

  get isEnded(): boolean {
    return this.endedAt !== null;
  }

  /** Takes the debate up: for the first time, or again (`attempt` 2, 3, …) after whoever ran it is gone. */
  run(at: Date, attempt: number): void {
    if (this.status === 'RUNNING') this.record('run.resumed', { attempt });
    this.status = 'RUNNING';
    this.startedAt ??= at;
  }

  /** Goes on to the next phase; false when there is none left. */
  enterNextPhase(): boolean {
    const next = this.phase === null ? FIRST_PHASE : phaseAfter(this.phase, this.isTalkedOut);
    if (next === undefined) return false;
    this.phase = next;
    this.record('phase.started', { ...next, speakers: this.participants.map((participant) => participant.id) });
    return true;
  }

  /** Whether the rounds are over: as many as the protocol allows, or nothing moves any more. */
  private get isTalkedOut(): boolean {
    const round = this.phase?.round ?? 0;
    return round >= this.protocol.maxRounds || isSettled(this.turns, round);
  }

  /** Those of the present phase who have neither answered nor failed, in the order of the participants. */
  get awaited(): readonly Participant[] {
    const heardFrom = new Set(
      [...this.turns, ...this.failures].filter(this.isOfPhase).map((turn) => turn.participantId),
    );
    return this.phase === null ? [] : this.participants.filter((participant) => !heardFrom.has(participant.id));
  }

  /** How many answered in the present phase. */
  get answers(): number {
    return this.turns.filter(this.isOfPhase).length;
  }

  /** What the participant is asked in the present phase. It hears the phases before, never the one that runs. */
  askOf(participantId: string): Ask {
    const { kind, round } = this.phase ?? FIRST_PHASE;
    const { decision, participants } = this;
    return { kind, round, decision, participants, participantId, heard: this.heardBefore({ kind, round }) };
  }

  /** Ordered by phase and participant, so that the order of arrival can change nothing. */
  private heardBefore(phase: Phase): readonly Turn[] {
    const place = new Map(this.participants.map((participant, index) => [participant.id, index]));
    const placeOf = (turn: Turn) => rank(turn) * this.participants.length + (place.get(turn.participantId) ?? 0);
    return this.turns.filter((turn) => rank(turn) < rank(phase)).sort((one, other) => placeOf(one) - placeOf(other));
  }

  /** Records an answer to `askOf`, and the change of position it may bring. */
  answer({ kind, round, participantId }: Ask, answer: Answer, at: Date): void {
    const turn: Turn = { kind, round, participantId, at: at.toISOString(), ...answer };
    const flip = flipOf(this.turns, turn);
    this.turns = [...this.turns, turn];
    this.record(TURN_EVENTS[kind], turn);
    if (flip) this.record('position.changed', flip);
  }

  fail({ kind, round, participantId }: Ask, message: string, at: Date): void {
    const failure: Failure = { kind, round, participantId, message, at: at.toISOString() };
    this.failures = [...this.failures, failure];
    this.record('agent.failed', failure);
  }

  /** Ends the debate with its verdict. */
  decide(verdict: Verdict, at: Date): void {
    this.verdict = verdict;
    this.record('verdict.reached', verdict);
    const settled = isSettled(this.turns, this.phase?.round ?? 0);
    this.end('COMPLETED', verdict.outcome, settled ? 'CONVERGED' : 'MAX_ROUNDS', at);
  }

  /** Ends the debate without a verdict. */
  abort(status: Exclude<EndedStatus, 'COMPLETED'>, stopReason: StopReason, at: Date): void {
    this.end(status, 'ABORTED', stopReason, at);
  }

  private end(status: EndedStatus, outcome: Outcome, stopReason: StopReason, at: Date): void {
    Object.assign(this, { status, outcome, stopReason, endedAt: at });
    this.record('debate.ended', { status, outcome, stopReason });
  }

  /** The events recorded since the last call: to be saved in the same transaction as the debate. */
  takeNews(): readonly NewEvent[] {
    return this.news.splice(0);
  }

  private record<K extends DebateEventKind>(kind: K, data: DebateEvents[K]): void {
    this.news.push(debateEvent(kind, data));
  }

  private readonly isOfPhase = (turn: Phase): boolean => this.phase !== null && isSamePhase(turn, this.phase);
}
