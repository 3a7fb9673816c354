import type { Participant } from '../../debates/participant.ts';
import type { TurnRequest } from '../../debates/run/turn-request.ts';
import type { Turn } from '../../debates/turn.ts';
import { interjectionParts, questionParts } from './question.ts';
import type { Part } from './quoted.ts';

const SIDES: Readonly<Partial<Record<Participant['role'], string>>> = {
  AFFIRMATIVE: 'Affirmative side',
  NEGATIVE: 'Negative side',
};

/** The prompt of a side: the question, and everything that both sides said. */
export function sideParts(ask: TurnRequest): readonly Part[] {
  return [...moderatedQuestion(ask), ...spoken(ask, ask.heard), ...interjectionParts(ask), sideTask(ask)];
}

/** The prompt of the moderator: the first answer, and what both sides said in this round. */
export function moderatorParts(ask: TurnRequest): readonly Part[] {
  const heard = ask.heard.filter(({ kind, round }) => kind === 'PROPOSAL' || round === ask.round);
  return [
    ...moderatedQuestion(ask),
    ...spoken(ask, heard),
    ...interjectionParts(ask),
    `This was round ${ask.round}. Say whether one side has made clear that its answer is the right one. If so the debate ends; if not it goes on.`,
  ];
}

/**
 * The prompt of the final judge: the whole debate, and in its second turn the candidates that it listed in its first.
 */
export function finalJudgeParts(ask: TurnRequest): readonly Part[] {
  const listed = ask.heard.findLast(
    ({ kind, participantId }) => kind === 'JUDGEMENT' && participantId === ask.participantId,
  );
  return [
    ...moderatedQuestion(ask),
    ...spoken(ask, ask.heard),
    ...interjectionParts(ask),
    ...(listed && ask.round > 1 ? [{ heading: 'The candidates as you listed them', quote: listed.text }] : []),
    ask.round > 1
      ? 'The debate ended without a decision. Decide which answer is right.'
      : 'The debate ended without a decision. Before you decide, list the answers the two sides hold at its end, each in one line: "Affirmative: …" and "Negative: …". Add nothing else.',
  ];
}

/** The form of a moderator's answer. */
export function moderationFormat(ask: TurnRequest): string {
  return `Answer with one JSON object and nothing before or after it. Its keys, in this order:
- "Whether there is a preference": "Yes" or "No"
- "Supported Side": "Affirmative" or "Negative"; "" where there is no preference
- "Reason": why, in a sentence or two
- "Correct Answer": ${answerMeaning(ask)}; "" where there is no preference`;
}

/** The form of a judge's answer when it decides. */
export function verdictFormat(ask: TurnRequest): string {
  return `Answer with one JSON object and nothing before or after it. Its keys, in this order:
- "Reason": why, in a sentence or two
- "Supported Side": "Affirmative" or "Negative"; "" where you agree with neither
- "Correct Answer": ${answerMeaning(ask)}`;
}

/** The form of a side's answer. */
export function sideFormat({ kind, decision: { options }, isOpen }: TurnRequest): string {
  if (!isOpen) {
    const ids = options.map(({ id }) => id).join(', ');
    return `Write plain text. Its first line is "Answer: " and the id of the option you hold (${ids}); your reasons follow.`;
  }
  if (kind !== 'PROPOSAL') return 'Write plain text: the answer you hold, and your reasons.';
  return 'Write the answer alone, in as few words as it needs: reasons are asked for next.';
}

/**
 * The question without the candidates of an open question: a list of them would favour the first speaker, and the
 * answers are in the turns anyway.
 */
function moderatedQuestion(ask: TurnRequest): readonly Part[] {
  return questionParts(ask.isOpen ? { ...ask, decision: { ...ask.decision, options: [] } } : ask);
}

function answerMeaning({ decision: { options }, isOpen }: TurnRequest): string {
  return isOpen ? 'the answer itself' : `the id of the right option (${options.map(({ id }) => id).join(', ')})`;
}

function sideTask({ kind }: TurnRequest): string {
  if (kind === 'PROPOSAL') return 'Answer the question.';
  if (kind === 'REPLY') return 'Reply to the affirmative side: say where it is wrong, which answer is right, and why.';
  return 'Defend your answer: say why it is right and, where the other side has spoken, why what it says does not hold. Where it convinces you, say so.';
}

/** The turns of the two sides, in the given order. */
function spoken({ participants }: TurnRequest, turns: readonly Turn[]): readonly Part[] {
  return turns.flatMap(({ participantId, kind, round, text }) => {
    const side = SIDES[participants.find(({ id }) => id === participantId)?.role ?? 'DEBATER'];
    if (side === undefined) return [];
    return [{ heading: `${side}, ${kind === 'PROPOSAL' ? 'first answer' : `round ${round}`}`, quote: text }];
  });
}
