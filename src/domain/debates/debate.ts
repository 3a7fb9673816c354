import type { NewEvent } from '../events/event.ts';
import { type Call, type Spending, spendingOf } from '../shared/call.ts';
import type { Decision } from './decision.ts';
import { type DebateEventKind, type DebateEvents, debateEvent, TURN_EVENTS } from './events.ts';
import { isDebater, type Participant } from './participant.ts';
import type { Course } from './plans/plan.ts';
import { planOf } from './plans/plan-of.ts';
import type { Protocol } from './protocol.ts';
import type { Ballot } from './protocols/tally.ts';
import { inOrder } from './run/in-order.ts';
import { countCalls, listAttempts } from './run/list-attempts.ts';
import { isSamePhase, type Phase, type PhaseRef } from './run/phase.ts';
import { NO_PROGRESS, type Progress } from './run/progress.ts';
import { type FormerRun, type Resumption, resumptionOf } from './run/resumption.ts';
import type { FailureReport, TurnRequest } from './run/turn-request.ts';
import type { Origin } from './start/origin.ts';
import type { Abandoned, Answer, AnswerGroup, Candidate, Failure, Interjection, Turn } from './turn.ts';
import { blindBallots, finalBallots } from './verdict/ballots.ts';
import { eachForItself, withGroups, withWords } from './verdict/candidates.ts';
import type { Flip } from './verdict/flip.ts';
import { flipOf, flipsIn } from './verdict/flip.ts';
import { resolved, takesWords, ungrouped } from './verdict/positions.ts';
import { statedEvidence, statedId } from './verdict/stated-evidence.ts';
import type { Outcome, StopReason, Verdict } from './verdict/verdict.ts';

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
  readonly origin?: Origin | null;
}

/**
 * A debate and all that was said in it. Every change is recorded as an event; whoever saves the debate takes the events
 * and saves both together.
 *
 *   PENDING ─▶ RUNNING ─▶ COMPLETED | FAILED
 *      └───────────┴────▶ CANCELLED
 */
export class Debate implements Progress {
  readonly id: string;
  readonly workspaceId: string;
  readonly decision: Decision;
  readonly participants: readonly Participant[];
  readonly protocol: Protocol;
  readonly createdAt: Date;
  readonly origin: Origin | null;
  status: DebateStatus = 'PENDING';
  /** Set once the debate has ended, as are `stopReason` and `endedAt`. */
  outcome: Outcome | null = null;
  stopReason: StopReason | null = null;
  startedAt: Date | null = null;
  endedAt: Date | null = null;
  phase!: Phase | null;
  turns!: readonly Turn[];
  failures!: readonly Failure[];
  candidates!: readonly Candidate[];
  interjections!: readonly Interjection[];
  abandoned!: readonly Abandoned[];
  verdict!: Verdict | null;
  resumptions!: readonly Resumption[];
  inherited!: Progress['inherited'];
  /** What turned out right, as somebody recorded it after the end; null: nothing was recorded. See `verdict/ground-truth.ts`. */
  groundTruth: string | null = null;
  private news: NewEvent[] = [];

  constructor(start: DebateStart, progress: Progress = NO_PROGRESS) {
    this.id = start.id;
    this.workspaceId = start.workspaceId;
    this.decision = start.decision;
    this.participants = start.participants;
    this.protocol = start.protocol;
    this.createdAt = start.createdAt;
    this.origin = start.origin ?? null;
    Object.assign(this, progress);
  }

  static start(start: DebateStart): Debate {
    const debate = new Debate(start);
    const { decision, participants, protocol, origin } = debate;
    const { task, options } = decision;
    debate.record('debate.started', { task, options, participants, protocol, ...(origin && { origin }) });
    return debate;
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

  /** The turns with the candidates that answers in words were grouped to as their positions. */
  get resolvedTurns(): readonly Turn[] {
    return resolved(this.turns, this.candidates);
  }

  /** Every change of position, in order. */
  get flips(): readonly Flip[] {
    return flipsIn(this.resolvedTurns);
  }

  /** The decision with the candidates of an open question as its options, and with what these turns stated as evidence. */
  argued(turns: readonly Turn[] = this.resolvedTurns): Decision {
    const stated = statedEvidence(turns, this.participants);
    const options = this.isOpen ? this.candidates.map(({ id, text }) => ({ id, label: text })) : this.decision.options;
    return { ...this.decision, options, evidence: [...this.decision.evidence, ...stated] };
  }

  /** The blind answers of all who gave one. */
  get blind(): readonly Ballot[] {
    return blindBallots(this.resolvedTurns, this.debaters);
  }

  /** What every debater said last where it stated a position: a vote, a revision, or its blind answer. */
  get final(): readonly Ballot[] {
    return finalBallots(this.resolvedTurns, this.debaters);
  }

  /** What the debate's calls took so far; a fork did not pay for what it shares. */
  get spending(): Spending {
    return spendingOf(listAttempts(this));
  }

  get calls(): { readonly calls: number; readonly failedCalls: number } {
    return countCalls(this);
  }

  /** Takes the debate up: for the first time, or again (`attempt` 2, 3, …) after whoever ran it is gone. */
  run(at: Date, attempt: number, former: FormerRun = 'RELEASED'): Resumption | undefined {
    const resumption = this.status === 'RUNNING' ? resumptionOf(this, at, attempt, former) : undefined;
    if (resumption) {
      this.resumptions = [...this.resumptions, resumption];
      this.record('run.resumed', { attempt, cutOff: resumption.cutOff });
    }
    this.status = 'RUNNING';
    this.startedAt ??= at;
    return resumption;
  }

  /** Goes on to the next phase; answers why the debate is over when there is none left. */
  enterNextPhase(): StopReason | undefined {
    const step = planOf(this.protocol)(this.course);
    if ('end' in step) return step.end;
    if (this.hasBeenHeld(step.phase)) {
      // Whoever was to group these answers has spoken and left them out.
      this.group(this.ungrouped, []);
      return this.enterNextPhase();
    }
    this.phase = step.phase;
    this.record('phase.started', step.phase);
    return undefined;
  }

  private hasBeenHeld(phase: PhaseRef): boolean {
    return this.phase !== null && phase.kind === 'GROUPING' && isSamePhase(phase, this.phase);
  }

  /** Makes candidates of answers in words that nobody can be asked to group any more, each for itself. */
  groupAsTheyAre(): void {
    if (this.protocol.mode !== 'MODERATED' && this.ungrouped.length > 0) this.group(this.ungrouped, []);
  }

  private get course(): Course {
    const { protocol, participants, phase, blind } = this;
    const hasUngrouped = this.protocol.mode !== 'MODERATED' && this.ungrouped.length > 0;
    return { protocol, participants, phase, blind, hasUngrouped, turns: this.resolvedTurns };
  }

  /** Answers in words that no candidate stands for yet. */
  get ungrouped(): readonly Turn[] {
    return inOrder(ungrouped(this.turns, this.candidates), this.participants);
  }

  /** Those of the present phase who have neither answered nor failed, in the order of the participants. */
  get awaited(): readonly Participant[] {
    const taken = [...this.turns, ...this.failures].filter(this.isOfPhase);
    const asked = this.phase?.speakers.filter((id) => taken.every(({ participantId }) => participantId !== id)) ?? [];
    return this.participants.filter(({ id }) => asked.includes(id));
  }

  /** How many answered in the present phase. */
  get answers(): number {
    return this.turns.filter(this.isOfPhase).length;
  }

  /** Records an answer to a turn request, and the change of position it may bring. */
  answer({ kind, round, participantId }: TurnRequest, answer: Answer, at: Date): void {
    const stated = (answer.stated ?? []).map((_, index) => statedId({ participantId, kind, round }, index));
    const evidence = [...answer.evidence, ...stated];
    const turn: Turn = { kind, round, participantId, at: at.toISOString(), ...takesWords(kind, answer), evidence };
    const answers = this.ungrouped;
    this.turns = [...this.turns, turn];
    this.record(TURN_EVENTS[kind], turn);
    if (turn.openAnswer === undefined) this.recordFlip(turn);
    if (kind === 'GROUPING') this.group(answers, answer.groups ?? []);
    if (this.protocol.mode === 'MODERATED' && kind === 'PROPOSAL' && turn.openAnswer !== undefined) {
      this.group([turn], [{ candidateId: null, text: turn.openAnswer, members: [0] }]);
    }
    if (turn.ruling?.isFinal && turn.ruling.answer !== null && this.isOpen) this.nameAnswer(turn.ruling.answer);
  }

  fail({ kind, round, participantId }: TurnRequest, failure: FailureReport, at: Date): void {
    const answers = this.ungrouped;
    const failed: Failure = { kind, round, participantId, ...failure, at: at.toISOString() };
    this.failures = [...this.failures, failed];
    this.record('agent.failed', failed);
    if (kind === 'GROUPING') this.group(answers, []);
  }

  /** Records calls that were made in vain: whoever goes on asks for the turn again. */
  abandon({ kind, round, participantId }: TurnRequest, call: Call): void {
    const abandoned = { kind, round, participantId, call };
    this.abandoned = [...this.abandoned, abandoned];
    this.record('calls.abandoned', abandoned);
  }

  /** Makes candidates of answers in words; those that are in no group stand for themselves. */
  private group(answers: readonly Turn[], groups: readonly AnswerGroup[]): void {
    const grouped = withGroups(this.candidates, answers, groups);
    const left = ungrouped(answers, grouped);
    this.candidates = withGroups(grouped, left, eachForItself(left));
    this.record('candidates.named', { round: this.phase?.round ?? 0, candidates: this.candidates });
    for (const answer of answers) this.recordFlip(answer);
  }

  private recordFlip(turn: Turn): void {
    const at = this.turns.indexOf(turn);
    const turns = this.resolvedTurns;
    const flip = flipOf(turns.slice(0, at), turns[at] ?? turn);
    if (flip) this.record('position.changed', flip);
  }

  /** What was ruled is a candidate from now on, unless it is one already, word for word. */
  private nameAnswer(text: string): void {
    if (this.candidates.some((candidate) => candidate.text === text)) return;
    this.candidates = withWords(this.candidates, text);
    this.record('candidates.named', { round: this.phase?.round ?? 0, candidates: this.candidates });
  }

  /** Records what a person said; those who are asked from the next phase on hear it. */
  interject(text: string, by: string, at: Date): void {
    const { kind, round } = this.phase ?? { kind: 'PROPOSAL' as const, round: 0 };
    const interjection = { text, by, kind, round, at: at.toISOString() };
    this.interjections = [...this.interjections, interjection];
    this.record('human.interjected', interjection);
  }

  /** Ends the debate with its verdict. */
  decide(verdict: Verdict, stopReason: StopReason, at: Date): void {
    this.verdict = verdict;
    this.record('verdict.reached', verdict);
    this.end('COMPLETED', verdict.outcome, stopReason, at);
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

  /** Puts events of an origin behind the start, as they are. */
  inherit(events: readonly NewEvent[]): void {
    this.news.push(...events);
  }

  private record<K extends DebateEventKind>(kind: K, data: DebateEvents[K]): void {
    this.news.push(debateEvent(kind, data));
  }

  private readonly isOfPhase = (turn: PhaseRef): boolean => this.phase !== null && isSamePhase(turn, this.phase);
}
