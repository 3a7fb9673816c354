import { UserError } from '../../shared/errors.ts';

/** Result of the check, or its mistakes, with the place of the checked thing in the input before their fields. */
export function attempt<T>(check: () => T, place: readonly string[] = []) {
  try {
    return { value: check(), problems: [], more: 0 };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { listed, more } = error.mistakes;
    return { problems: listed.map((problem) => ({ ...problem, field: [...place, ...problem.field] })), more };
  }
}
