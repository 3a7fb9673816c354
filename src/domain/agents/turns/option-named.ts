import type { Option } from '../../debates/decision.ts';
import type { TurnRequest } from '../../debates/run/turn-request.ts';

/** The letter of an option in a list: A for the first. */
export function letterOf(place: number): string {
  return String.fromCharCode(65 + place);
}

/**
 * Whether options are listed with letters. They are not when an option has a letter as its id or label, which would be
 * ambiguous.
 */
export function hasLetters(options: readonly Option[]): boolean {
  return !options.some(({ id, label }) => /^[a-z]$/i.test(id) || /^[a-z]$/i.test(label.trim()));
}

/** The id of the option with this id or label; null when none or several match. */
export function optionCalled(options: readonly Option[], words: string): string | null {
  const wanted = bare(words);
  const exact = options.find(({ id }) => id === wanted);
  if (exact) return exact.id;
  const [named, ...others] = options.filter(({ id, label }) => isSame(id, wanted) || isSame(label, wanted));
  return named && others.length === 0 ? named.id : null;
}

/**
 * The id of the listed option that these words name: by its id, its label or its letter; null for none. Candidates of
 * an open question are listed without letters.
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

/** Removes quotes, brackets, emphasis and the full stop around a name. */
function bare(words: string): string {
  return words
    .trim()
    .replace(/^["'`*([“‘]+/, '')
    .replace(/["'`*)\]”’.]+$/, '')
    .trim();
}
