import type { TurnKind } from '../../../../src/domain/debates/turn.ts';
import type { ChatRequest } from '../../../support/providers/openai-words.ts';

/** The turn that a call requests, read from its prompt. */
export interface AskedTurn {
  readonly kind: TurnKind;
  readonly round: number;
  readonly model: string;
  readonly prompt: string;
}

/** A text that only the prompt of this kind of turn contains. The first match counts. */
const MARKS: readonly (readonly [string, TurnKind])[] = [
  ['Answer the question by yourself.', 'PROPOSAL'],
  ['Find the one weakest step', 'CRITIQUE'],
  ['The debate is over. Say what you now hold', 'VOTE'],
  ['Check what was said against your own answer', 'REVISION'],
  ['Put every answer into exactly one group.', 'GROUPING'],
  ['Say whether one side has made clear', 'MODERATION'],
  ['Choose the one candidate that is right', 'JUDGEMENT'],
  ['Before you decide, list the answers', 'JUDGEMENT'],
  ['Decide which answer is right.', 'JUDGEMENT'],
  ['Reply to the affirmative side:', 'REPLY'],
  ['Defend your answer:', 'ARGUMENT'],
  ['Answer the question.', 'PROPOSAL'],
];

/** Throws when the prompt matches no known kind of turn. */
export function turnAskedIn({ model, messages }: ChatRequest): AskedTurn {
  const prompt = messages.at(-1)?.content ?? '';
  const kind = MARKS.find(([mark]) => prompt.includes(mark))?.[1];
  if (kind === undefined) throw new Error(`Which turn is this? ${prompt.slice(-400)}`);
  return { kind, round: roundOf(kind, prompt), model, prompt };
}

/** Debaters number their own answers from 0, the blind one, and their prompt shows the last of them. */
function roundOf(kind: TurnKind, prompt: string): number {
  const own = Number(/Your own answer so far[\s\S]*?\[answer (\d+)\]/.exec(prompt)?.[1] ?? -1);
  switch (kind) {
    case 'CRITIQUE':
    case 'REVISION':
      return own + 1;
    case 'VOTE':
      return own;
    case 'JUDGEMENT':
      return prompt.includes('as you listed them') || isReversed(prompt) ? 2 : 1;
    case 'PROPOSAL':
      return 0;
    default:
      return Number(/This was round (\d+)/.exec(prompt)?.[1] ?? 1);
  }
}

/** A judge gets the candidates twice, the second time in reverse order. */
function isReversed(prompt: string): boolean {
  const shown = [...prompt.matchAll(/^Candidate (\w+)/gm)].map(([, id = '']) => id);
  return shown.length > 1 && shown.join() > shown.toSorted().join();
}

/** The answer of the model. It is always the same for the same prompt, so that a repeated call changes nothing. */
export function wordsFor(turn: AskedTurn): string {
  switch (turn.kind) {
    case 'GROUPING':
      return JSON.stringify({ groups: groupsIn(turn.prompt) });
    case 'MODERATION':
      return ruling('', { 'Whether there is a preference': 'No' });
    case 'JUDGEMENT':
      return judgement(turn.prompt);
    case 'CRITIQUE':
      return JSON.stringify({ text: `${turn.model} objects.`, target: peerIn(turn.prompt), cited: [], arguments: [] });
    case 'ARGUMENT':
    case 'REPLY':
      return sideWords(turn);
    default:
      return turn.prompt.includes('Write plain text') || turn.prompt.includes('Write the answer alone')
        ? sideWords(turn)
        : stand(turn);
  }
}

/** Blind answers depend on the names of the models. The second model takes the other position in every revision. */
function stand({ kind, round, model, prompt }: AskedTurn): string {
  const held = /Your own answer so far \(you hold (\w+)\)/.exec(prompt)?.[1] ?? null;
  const ids = idsIn(prompt);
  const place = Math.max(0, 'abcdefghij'.indexOf(model.at(-1) ?? 'a'));
  const fresh = ids.length > 0 ? (ids[place % ids.length] ?? null) : null;
  const other = ids.find((id) => id !== held) ?? held;
  const moves = place === 1 && kind === 'REVISION';
  const position = held === null ? fresh : moves ? other : held;
  return JSON.stringify({
    text: `[answer ${kind === 'VOTE' ? `${round} and vote` : round}] So ${model} holds it.`,
    position,
    answer: position === null ? `Answer ${place % 2}` : null,
    confidence: 0.5 + place / 10,
    ranking: position === null ? [] : [position, ...ids.filter((id) => id !== position)],
    reason: `The reason of ${model}.`,
    cited: moves ? [peerIn(prompt)] : [],
    arguments: argumentsFor(position),
  });
}

function argumentsFor(option: string | null): readonly object[] {
  if (option === null) return [];
  return [{ option, stance: 'for', criterion: 'cost', strength: 0.6, source: null, text: `It speaks for ${option}.` }];
}

function sideWords({ kind, model, prompt }: AskedTurn): string {
  const ids = idsIn(prompt);
  const answer = model.endsWith('b') ? (ids[1] ?? 'In a table') : (ids[0] ?? 'In a cookie');
  if (ids.length > 0) return `Answer: ${answer}\nThe reasons of ${model}.`;
  return kind === 'PROPOSAL' ? answer : `${answer}. The reasons of ${model}.`;
}

function judgement(prompt: string): string {
  if (prompt.includes('list the answers the two sides hold')) return 'Affirmative: the first.\nNegative: the second.';
  const answer = prompt.includes('the answer itself') ? 'In a table' : (idsIn(prompt)[1] ?? 'x');
  if (prompt.includes('"Correct Answer"')) return ruling(answer, { 'Supported Side': 'Negative' });
  return JSON.stringify({
    text: 'The better one.',
    position: [...prompt.matchAll(/^Candidate (\w+)/gm)].map(([, id]) => id).toSorted()[0],
  });
}

function ruling(answer: string, words: Record<string, string>): string {
  return JSON.stringify({ 'Supported Side': '', Reason: 'Both have a point.', 'Correct Answer': answer, ...words });
}

/** Every second answer is in the same group. */
function groupsIn(prompt: string): readonly object[] {
  const numbers = [...prompt.matchAll(/^Answer (\d+)(?: \(|:)/gm)].map(([, number]) => Number(number));
  const groups = [0, 1].map((rest) => numbers.filter((number) => number % 2 === rest));
  return groups.filter(({ length }) => length > 0).map((members) => ({ candidate: null, members }));
}

function idsIn(prompt: string): readonly string[] {
  const options = [...prompt.matchAll(/\(id: (\w+)\)$/gm)].map(([, id = '']) => id);
  if (options.length > 0) return options;
  return [...prompt.matchAll(/^Candidate answer with the id (\w+)/gm)].map(([, id = '']) => id);
}

function peerIn(prompt: string): string | null {
  return /^(Argument \d+|Peer [A-Z])(?= \()/m.exec(prompt)?.[1] ?? null;
}
