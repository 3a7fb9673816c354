import type { Decision } from '../../debates/decision.ts';
import type { Participant } from '../../debates/participant.ts';
import type { TurnRequest } from '../../debates/run/turn-request.ts';

/** Replaces a name. */
export const WITHHELD = '[name withheld]';

/** Makers, models and services that are known by these names whether or not they take part. */
const KNOWN_NAMES = [
  ...['openai', 'open ai', 'chatgpt', 'chat gpt', 'gpt', 'anthropic', 'claude', 'gemini', 'gemma', 'deepmind'],
  ...['grok', 'xai', 'x.ai', 'mistral', 'mixtral', 'ministral', 'magistral', 'codestral', 'llama', 'ollama', 'meta ai'],
  ...['deepseek', 'qwen', 'kimi', 'moonshot ai', 'cohere', 'openrouter', 'nemotron'],
];

/** Providers with everyday words as names: they reveal nothing, and sentences need these words. */
const TELL_NOTHING = new Set(['local', 'builtin']);

/** A version after a name, which tells the model: `-5.4-mini`, `4o`, ` Opus 4.5`. */
const VERSION =
  '(?:\\p{N}[\\p{L}\\p{N}]*)?(?:[-_./][\\p{L}\\p{N}]+)*' +
  '(?:\\s+(?:(?:opus|sonnet|haiku|pro|flash|mini|nano|lite|turbo|large|medium|small)|v?\\p{N}[\\p{N}.]*\\p{L}?)(?![\\p{L}\\p{N}]))*';

/**
 * Returns a function that removes the author's identity from a text: every name of a participant (its label, agent,
 * provider, model, family) and the usual names of models and their makers, as whole words in any case, also with
 * invisible characters in them. A name that the decision itself mentions is its subject, and stays.
 */
export function anonymiser(ask: TurnRequest): (text: string) => string {
  const subject = subjectOf(ask);
  const isSecret = (name: string) => !wordPattern(name).test(subject);
  const own = [...new Set(ask.participants.flatMap(namesOf))].filter(isSecret);
  const names = namesPattern(KNOWN_NAMES.filter(isSecret), own);
  return (text) => (names ? text.replace(names, WITHHELD) : text);
}

/** Known names with their versions, then the other names; the longest first, so that no part of a name is left. */
function namesPattern(known: readonly string[], others: readonly string[]): RegExp | null {
  const longestFirst = (names: readonly string[]) => names.toSorted((a, b) => b.length - a.length).map(spelling);
  // The version once for all names: a pattern with a version for each name takes four times as long to compile.
  const versioned = known.length > 0 ? [`(?:${longestFirst(known).join('|')})${VERSION}`] : [];
  const patterns = [...versioned, ...longestFirst(others)];
  if (patterns.length === 0) return null;
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${patterns.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
}

/** Names that could identify a participant. */
function namesOf({ role, label, agentId, provider, model, family }: Participant): readonly string[] {
  // The label of a judge or moderator is an everyday word.
  const shown = role === 'DEBATER' || role === 'AFFIRMATIVE' || role === 'NEGATIVE' ? label : null;
  return [shown, agentId, provider, model, model?.split('/').at(-1), family]
    .flatMap((name) => name?.trim() ?? [])
    .filter((name) => name.length > 1 && !TELL_NOTHING.has(name.toLowerCase()));
}

/**
 * The words that state the subject of the decision. Of the text added by debaters, only answers that are nothing but a
 * name.
 */
function subjectOf({ decision, isOpen, ungrouped }: TurnRequest): string {
  const options = decision.options.map(({ label }) => label);
  const words = [
    decision.task,
    ...(isOpen ? [...options, ...ungrouped].filter(isOnlyName) : options),
    ...decision.criteria.flatMap(({ label, question }) => [label, question]),
    ...evidenceWords(decision),
  ];
  return words.join('\n');
}

function evidenceWords(decision: Decision): readonly string[] {
  return decision.evidence
    .filter(({ statedBy }) => statedBy === undefined)
    .flatMap(({ source }) => [source.title, source.quote ?? '', source.url ?? '', source.document ?? '']);
}

function isOnlyName(answer: string): boolean {
  const names = namesPattern(KNOWN_NAMES, []);
  const rest = names ? answer.replace(names, '') : answer;
  return rest !== answer && !/[\p{L}\p{N}]/u.test(rest.replace(/\b(?:the|by|from|of|s|or|and)\b/gi, ''));
}

function wordPattern(name: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${spelling(name)}(?!\\p{L})`, 'iu');
}

/** A pattern for the name, with any invisible characters between its characters, and any white space for a space. */
function spelling(name: string): string {
  return [...name]
    .map((character) => (/\s/.test(character) ? '\\s+' : character.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')))
    .join('\\p{Cf}*');
}
