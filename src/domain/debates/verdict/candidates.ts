import type { AnswerGroup, Candidate, Turn } from '../turn.ts';

/** The candidates after these answers in words were grouped: members join theirs, the other groups become new ones. */
export function withGroups(
  candidates: readonly Candidate[],
  answers: readonly Turn[],
  groups: readonly AnswerGroup[],
): readonly Candidate[] {
  const known = [...candidates];
  for (const { candidateId, text, members } of groups) {
    const from = members.flatMap((at) => (answers[at] ? [placeOf(answers[at])] : []));
    if (from.length === 0) continue;
    const at = known.findIndex(({ id }) => id === candidateId);
    const joined = known[at];
    if (joined) known[at] = { ...joined, from: [...joined.from, ...from] };
    else known.push({ id: nextId(known), text, from });
  }
  return known;
}

/** One group for every different text, used when no grouper has said which answers mean the same. */
export function eachForItself(answers: readonly Turn[]): readonly AnswerGroup[] {
  const texts = [...new Set(answers.map(wordsOf))];
  return texts.map((text) => ({
    candidateId: null,
    text,
    members: answers.flatMap((answer, at) => (wordsOf(answer) === text ? [at] : [])),
  }));
}

/** The candidates and one more, which belongs to no turn. */
export function withWords(candidates: readonly Candidate[], text: string): readonly Candidate[] {
  return [...candidates, { id: nextId(candidates), text, from: [] }];
}

function placeOf({ participantId, round }: Turn) {
  return { participantId, round };
}

function wordsOf({ openAnswer }: Turn): string {
  return openAnswer?.trim() ?? '';
}

function nextId(candidates: readonly Candidate[]): string {
  return `c${candidates.length + 1}`;
}
