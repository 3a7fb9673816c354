import { request } from './api.ts';
import type { WholeDebate } from './debate-event.ts';
import { CommandFailure } from './failure.ts';
import { followDebate } from './follow-debate.ts';
import { DebateDocument } from './generated/graphql.ts';
import type { View } from './live-view.ts';

/** Shows the debate until it has ended; answers it whole, or undefined when the signal came first. */
export async function watchDebate(
  url: string,
  id: string,
  view: View,
  signal: AbortSignal = new AbortController().signal,
): Promise<WholeDebate | undefined> {
  try {
    for await (const event of followDebate(url, id, view, signal)) {
      view.show(event);
      if (event.__typename === 'DebateEnded') return await readDebate(url, id);
    }
    return undefined;
  } finally {
    view.close();
  }
}

/** Throws a `CommandFailure` when there is no such debate. */
export async function readDebate(url: string, id: string): Promise<WholeDebate> {
  const { debate } = await request(url, DebateDocument, { id });
  if (!debate) throw new CommandFailure(`There is no debate ${id}. List them with: aragora debates list`);
  return debate;
}
