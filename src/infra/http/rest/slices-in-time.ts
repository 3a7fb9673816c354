import type { OperationDeadline } from '../../operation-deadline.ts';

/**
 * The slices of a text, each made within the time of an operation. The time in which the reader takes them does not count.
 * Throws when a slice is late: the text ends there.
 */
export async function* slicesInTime(
  first: IteratorResult<string>,
  rest: AsyncIterator<string>,
  limits: OperationDeadline,
): AsyncGenerator<string> {
  try {
    for (let slice = first; !slice.done; slice = await nextInTime(rest, limits)) yield slice.value;
  } finally {
    // Not awaited: it comes after a slice that is being made.
    rest.return?.().catch(() => {});
  }
}

async function nextInTime(slices: AsyncIterator<string>, limits: OperationDeadline): Promise<IteratorResult<string>> {
  const deadline = limits.again();
  try {
    return await deadline.race(() => slices.next());
  } finally {
    deadline.end();
  }
}
