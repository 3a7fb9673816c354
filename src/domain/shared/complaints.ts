/** Most complaints in one answer. */
export const MAX_COMPLAINTS = 50;

/** The first complaints, and how many there are besides. */
export interface Listed<T> {
  readonly listed: readonly T[];
  readonly more: number;
}

/** At most 50 of the complaints, and the number of the others. The others are counted, and never made. */
export function listed<T>(all: Iterable<() => T>, more = 0): Listed<T> {
  const first: T[] = [];
  let others = more;
  for (const make of all) {
    if (first.length < MAX_COMPLAINTS) first.push(make());
    else others++;
  }
  return { listed: first, more: others };
}

/** The complaints as an answer lists them: at most 50. Of more the 50th says how many are left out. */
export function inAnswer<T>({ listed: first, more }: Listed<T>, rest: (message: string) => T): readonly T[] {
  const omitted = omittedOf({ listed: first, more });
  if (omitted === 0) return first;
  return [...first.slice(0, MAX_COMPLAINTS - 1), rest(`There are ${omitted} more mistakes. Correct these first.`)];
}

/** The number of complaints that an answer leaves out. */
export function omittedOf({ listed: first, more }: Listed<unknown>): number {
  const all = first.length + more;
  return all > MAX_COMPLAINTS ? all - (MAX_COMPLAINTS - 1) : 0;
}
