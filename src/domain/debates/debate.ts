import type { NewEvent } from '../events/event.ts';
import { type Call, type Spending, spendingOf } from '../shared/call.ts';
import { apply } from './apply.ts';
import { type DebateState, type EndedStatus, NEW_DEBATE } from './debate-state.ts';
import type { Decision } from './decision.ts';
import { debateEvent } from './events.ts';
import { isDebater, type Participant } from './participant.ts';
import { nextStep } from './plans/next-step.ts';
import type { Protocol } from './protocol.ts';
import type { Ballot } from './protocols/tally.ts';
import { answersIn, awaitedIn } from './run/awaited.ts';
import { inOrder } from './run/in-order.ts';
import { countCalls, listAttempts } from './run/list-attempts.ts';
import { isSamePhase, type PhaseRef } from './run/phase.ts';
import { type FormerRun, type Resumption, resumptionOf } from './run/resumption.ts';
import { answerEvents, failureEvents, groupingEvents } from './run/step-events.ts';
import type { FailureReport, TurnRequest } from './run/turn-request.ts';
import type { FormerPanel, Origin } from './start/origin.ts';
import type { Answer, Turn } from './turn.ts';
import { blindBallots, finalBallots } from './verdict/ballots.ts';
import { type Flip, flipsIn } from './verdict/flip.ts';
import { resolved, ungrouped } from './verdict/positions.ts';
import { statedEvidence } from './verdict/stated-evidence.ts';
import type { Outcome, StopReason, Verdict } from './verdict/verdict.ts';

/** What a debate is given at its start. It never changes. */
export interface DebateStart {
  readonly id: string;
  readonly workspaceId: string;
  readonly decision: Decision;
  readonly participants: readonly Participant[];
  readonly protocol: Protocol;
  readonly createdAt: Date;
  readonly origin?: Origin | null;
  /** Of a fork: who took part before, the earliest first. */
  readonly formerPanels?: readonly FormerPanel[];
}

/**
 * A debate: what it was given, its state, and the events recorded since it was last saved. Commands decide which events
 * happen; `apply` says what an event changes. The caller saves state and events together.
 *
 *   PENDING ─▶ RUNNING ─▶ COMPLETED | FAILED
 *      └───────────┴────▶ CANCELLED
 */
export class Debate implements DebateState {
  readonly id: string;
  readonly workspaceId: string;
  readonly decision: Decision;
  readonly participants: readonly Participant[];
  readonly protocol: Protocol;
  readonly createdAt: Date;
  readonly origin: Origin | null;
  readonly formerPanels: readonly FormerPanel[];
  /** The option that turned out right, recorded after the end; null: not recorded. See `verdict/ground-truth.ts`. */
  readonly groundTruth: string | null;
  readonly seq!: number;
  readonly sharedSeq!: number;
  readonly status!: DebateState['status'];
  readonly outcome!: DebateState['outcome'];
  readonly stopReason!: DebateState['stopReason'];
  readonly startedAt!: DebateState['startedAt'];
  readonly endedAt!: DebateState['endedAt'];
  readonly phase!: DebateState['phase'];
  readonly turns!: DebateState['turns'];
  readonly failures!: DebateState['failures'];
  readonly candidates!: DebateState['candidates'];
  readonly interjections!: DebateState['interjections'];
  readonly abandoned!: DebateState['abandoned'];
  readonly verdict!: DebateState['verdict'];
  readonly resumptions!: DebateState['resumptions'];
  readonly inherited!: DebateState['inherited'];
  private current!: DebateState;
  private news: NewEvent[] = [];

  constructor(start: DebateStart, state: DebateState = NEW_DEBATE, groundTruth: string | null = null) {
    this.id = start.id;
    this.workspaceId = start.workspaceId;
    this.decision = start.decision;
    this.participants = start.participants;
    this.protocol = start.protocol;
    this.createdAt = start.createdAt;
    this.origin = start.origin ?? null;
    this.formerPanels = start.formerPanels ?? [];
    this.groundTruth = groundTruth;
    this.become(state);
  }

  /** A new debate; a fork with the events it shares with its origin, as they are in the origin's stream. */
  static start(start: DebateStart, shared: readonly NewEvent[] = []): Debate {
    const debate = new Debate(start);
    const { decision, participants, protocol, origin } = debate;
    const { task, options } = decision;
    debate.record(debateEvent('debate.started', { task, options, participants, protocol, ...(origin && { origin }) }));
    debate.recordAll(shared);
    return debate;
  }

  get state(): DebateState {
    return this.current;
  }

  get isEnded(): boolean {
    return this.endedAt !== null;
  }

  /** Whether answers may be in words: the decision lists no options. */
  get isOpen(): boolean {
    return this.decision.options.length === 0;
  }

  get debaters(): readonly Participant[] {
    return this.participants.filter(isDebater);
  }

  /** The turns; the position of an answer in words is the candidate it was grouped to. */
  get resolvedTurns(): readonly Turn[] {
    return resolved(this.turns, this.candidates);
  }

  /** Every change of position, in order. */
  get flips(): readonly Flip[] {
    return flipsIn(this.resolvedTurns);
  }

  /** The decision with the candidates of an open question as its options, and the arguments stated in the turns as evidence. */
  argued(turns: readonly Turn[] = this.resolvedTurns): Decision {
    const stated = statedEvidence(turns, this.participants);
    const options = this.isOpen ? this.candidates.map(({ id, text }) => ({ id, label: text })) : this.decision.options;
    return { ...this.decision, options, evidence: [...this.decision.evidence, ...stated] };
  }

  /** The blind answers. */
  get blind(): readonly Ballot[] {
    return blindBallots(this.resolvedTurns, this.debaters);
  }

  /** The last position each debater stated: a vote, a revision or its blind answer. */
  get final(): readonly Ballot[] {
    return finalBallots(this.resolvedTurns, this.debaters);
  }

  /** Tokens and cost of the debate's own calls: a fork does not count those of its origin. */
  get spending(): Spending {
    return spendingOf(listAttempts(this));
  }

  get calls(): { readonly calls: number; readonly failedCalls: number } {
    return countCalls(this);
  }

  /** Answers in words that belong to no candidate yet. */
  get ungrouped(): readonly Turn[] {
    return inOrder(ungrouped(this.turns, this.candidates), this.participants);
  }

  get awaited(): readonly Participant[] {
    return awaitedIn(this);
  }

  get answers(): number {
    return answersIn(this);
  }

  /** Starts the first run of the debate, or resumes it (`attempt` 2, 3, …) after another run gave it up or crashed. */
  run(at: Date, attempt: number, former: FormerRun = 'RELEASED'): Resumption | undefined {
    if (this.status !== 'RUNNING') {
      this.record(debateEvent('run.started', { at: at.toISOString() }));
      return undefined;
    }
    const resumption = resumptionOf(this, at, attempt, former);
    this.record(debateEvent('run.resumed', resumption));
    return resumption;
  }

  /** Goes on to the next phase. Returns why the debate is over when no phase is left. */
  enterNextPhase(): StopReason | undefined {
    const step = nextStep(this);
    if ('end' in step) return step.end;
    if (this.hasGroupedIn(step.phase)) {
      // The grouper has answered and left these answers out.
      this.recordAll(groupingEvents(this, this.ungrouped, []));
      return this.enterNextPhase();
    }
    this.record(debateEvent('phase.started', step.phase));
    return undefined;
  }

  private hasGroupedIn(phase: PhaseRef): boolean {
    return this.phase !== null && phase.kind === 'GROUPING' && isSamePhase(phase, this.phase);
  }

  /** Makes each answer in words that was never grouped a candidate of its own, when no more turns follow. */
  groupAsTheyAre(): void {
    if (this.protocol.mode === 'MODERATED' || this.ungrouped.length === 0) return;
    this.recordAll(groupingEvents(this, this.ungrouped, []));
  }

  answer(request: TurnRequest, answer: Answer, at: Date): void {
    this.recordAll(answerEvents(this, request, answer, at));
  }

  fail(request: TurnRequest, failure: FailureReport, at: Date): void {
    this.recordAll(failureEvents(this, request, failure, at));
  }

  /** Records calls that brought no answer because the run stops: the next run requests the turn again. */
  abandon({ kind, round, participantId }: TurnRequest, call: Call): void {
    this.record(debateEvent('calls.abandoned', { kind, round, participantId, call }));
  }

  /** Records a message of a person. The debaters get it from the next phase on. */
  interject(text: string, by: string, at: Date): void {
    const { kind, round } = this.phase ?? { kind: 'PROPOSAL' as const, round: 0 };
    this.record(debateEvent('human.interjected', { text, by, kind, round, at: at.toISOString() }));
  }

  /** Ends the debate with its verdict. */
  decide(verdict: Verdict, stopReason: StopReason, at: Date): void {
    this.record(debateEvent('verdict.reached', verdict));
    this.end('COMPLETED', verdict.outcome, stopReason, at);
  }

  /** Ends the debate without a verdict. */
  abort(status: Exclude<EndedStatus, 'COMPLETED'>, stopReason: StopReason, at: Date): void {
    this.end(status, 'ABORTED', stopReason, at);
  }

  private end(status: EndedStatus, outcome: Outcome, stopReason: StopReason, at: Date): void {
    this.record(debateEvent('debate.ended', { status, outcome, stopReason, at: at.toISOString() }));
  }

  /** Whether events were recorded since the last call of `takeNews`. */
  get hasNews(): boolean {
    return this.news.length > 0;
  }

  /** The events recorded since the last call, to be saved in the same transaction as the state. */
  takeNews(): readonly NewEvent[] {
    return this.news.splice(0);
  }

  private recordAll(events: Iterable<NewEvent>): void {
    for (const event of events) this.record(event);
  }

  /** The only way to change a debate. */
  private record(event: NewEvent): void {
    this.become(apply(this.current, event));
    this.news.push(event);
  }

  private become(state: DebateState): void {
    this.current = state;
    Object.assign(this, state);
  }
}
