import type { Option } from '../../debates/decision.ts';
import type { TurnRequest } from '../../debates/run/turn-request.ts';

/** The letter an option is listed with: A for the first. */
export function letterOf(place: number): string {
  return String.fromCharCode(65 + place);
}

/** Whether options are listed with letters: not where one is called by a letter itself, which could mean either. */
export function hasLetters(options: readonly Option[]): boolean {
  return !options.some(({ id, label }) => /^[a-z]$/i.test(id) || /^[a-z]$/i.test(label.trim()));
}

/** The id of the option that is called so, by its id or its label; null for none, or for several. */
export function optionCalled(options: readonly Option[], words: string): string | null {
  const wanted = bare(words);
  const exact = options.find(({ id }) => id === wanted);
  if (exact) return exact.id;
  const [named, ...others] = options.filter(({ id, label }) => isSame(id, wanted) || isSame(label, wanted));
  return named && others.length === 0 ? named.id : null;
}

/**
 * The id of the option that is meant by these words where options are listed: by its id, its label or, unless the question
 * is open and its candidates are listed without, its letter; null for none.
 */
export function optionNamed(
  { decision: { options }, isOpen }: Pick<TurnRequest, 'decision' | 'isOpen'>,
  words: string,
): string | null {
  const called = optionCalled(options, words);
  if (called !== null || isOpen || !hasLetters(options)) return called;
  const listed = options.find(({ label }, place) => {
    const letter = letterOf(place);
    return [letter, `option ${letter}`, `${letter}. ${label}`, `${letter}) ${label}`].some((name) =>
      isSame(name, words),
    );
  });
  return listed?.id ?? null;
}

function isSame(name: string, words: string): boolean {
  return bare(name).toLowerCase() === bare(words).toLowerCase();
}

/** Without quotes, brackets, emphasis and the full stop that may stand around a name. */
function bare(words: string): string {
  return words
    .trim()
    .replace(/^["'`*([“‘]+/, '')
    .replace(/["'`*)\]”’.]+$/, '')
    .trim();
}
