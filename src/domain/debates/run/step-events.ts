import type { NewEvent } from '../../events/event.ts';
import type { Debate } from '../debate.ts';
import { debateEvent, TURN_EVENTS } from '../events.ts';
import type { Answer, AnswerGroup, Failure, Turn } from '../turn.ts';
import { eachForItself, withGroups, withWords } from '../verdict/candidates.ts';
import { flipOf } from '../verdict/flip.ts';
import { takesWords, ungrouped } from '../verdict/positions.ts';
import { statedId } from '../verdict/stated-evidence.ts';
import type { FailureReport, TurnRequest } from './turn-request.ts';

/** Events of one step. The debate applies each event before it asks for the next one, so later events see earlier ones. */
type StepEvents = Generator<NewEvent, void, undefined>;

/** An answer to a turn request, and the change of position and the candidates that come with it. */
export function* answerEvents(debate: Debate, request: TurnRequest, answer: Answer, at: Date): StepEvents {
  const { kind } = request;
  yield debateEvent(TURN_EVENTS[kind], turnOf(request, answer, at));
  const turn = debate.turns.at(-1) as Turn;
  const { openAnswer, ruling } = turn;
  if (openAnswer === undefined) yield* flipEvents(debate, turn);
  if (kind === 'GROUPING') yield* groupingEvents(debate, debate.ungrouped, turn.groups ?? []);
  if (debate.protocol.mode === 'MODERATED' && kind === 'PROPOSAL' && openAnswer !== undefined) {
    yield* groupingEvents(debate, [turn], [{ candidateId: null, text: openAnswer, members: [0] }]);
  }
  if (ruling?.isFinal && ruling.answer !== null && debate.isOpen) yield* ruledAnswerEvents(debate, ruling.answer);
}

/** A failed turn. When a grouping fails, every answer it was to group becomes a candidate of its own. */
export function* failureEvents(debate: Debate, request: TurnRequest, report: FailureReport, at: Date): StepEvents {
  const { kind, round, participantId } = request;
  const failure: Failure = { kind, round, participantId, ...report, at: at.toISOString() };
  yield debateEvent('agent.failed', failure);
  if (kind === 'GROUPING') yield* groupingEvents(debate, debate.ungrouped, []);
}

/** The answers in words become candidates; those in no group become candidates of their own. */
export function* groupingEvents(debate: Debate, answers: readonly Turn[], groups: readonly AnswerGroup[]): StepEvents {
  const grouped = withGroups(debate.candidates, answers, groups);
  const left = ungrouped(answers, grouped);
  const candidates = withGroups(grouped, left, eachForItself(left));
  yield debateEvent('candidates.named', { round: debate.phase?.round ?? 0, candidates });
  for (const answer of answers) yield* flipEvents(debate, answer);
}

function turnOf({ kind, round, participantId }: TurnRequest, answer: Answer, at: Date): Turn {
  const stated = (answer.stated ?? []).map((_, index) => statedId({ participantId, kind, round }, index));
  const evidence = [...answer.evidence, ...stated];
  return { kind, round, participantId, at: at.toISOString(), ...takesWords(kind, answer), evidence };
}

/** The change of position that a turn of the debate brings, if it brings one. */
function* flipEvents(debate: Debate, turn: Turn): StepEvents {
  const at = debate.turns.indexOf(turn);
  const turns = debate.resolvedTurns;
  const flip = flipOf(turns.slice(0, at), turns[at] ?? turn);
  if (flip) yield debateEvent('position.changed', flip);
}

/** The answer in words of a ruling becomes a candidate, unless a candidate with the same text exists. */
function* ruledAnswerEvents({ candidates, phase }: Debate, text: string): StepEvents {
  if (candidates.some((candidate) => candidate.text === text)) return;
  yield debateEvent('candidates.named', { round: phase?.round ?? 0, candidates: withWords(candidates, text) });
}
