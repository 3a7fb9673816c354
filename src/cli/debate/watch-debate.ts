import { CommandFailure } from '../command/failure.ts';
import { DebateDocument } from '../generated/graphql.ts';
import { request } from '../server/api.ts';
import type { WholeDebate } from './debate-event.ts';
import { followDebate } from './follow-debate.ts';
import { followTokens } from './follow-tokens.ts';
import type { View } from './live-view.ts';

/** Shows the debate until it has ended. Returns the whole debate, or undefined if the signal is aborted first. */
export async function watchDebate(
  url: string,
  id: string,
  view: View,
  signal: AbortSignal = new AbortController().signal,
): Promise<WholeDebate | undefined> {
  const over = new AbortController();
  const writing = view.showsText ? showText(url, id, view, AbortSignal.any([signal, over.signal])) : undefined;
  try {
    for await (const event of followDebate(url, id, view, signal)) {
      view.show(event);
      if (event.__typename === 'DebateEnded') return await readDebate(url, id);
    }
    return undefined;
  } finally {
    over.abort();
    await writing;
    view.close();
  }
}

/** Shows live text. Errors are ignored: the events carry the finished turns. */
async function showText(url: string, id: string, view: View, signal: AbortSignal): Promise<void> {
  try {
    for await (const piece of followTokens(url, id, signal)) view.text(piece);
  } catch {}
}

/** Throws a `CommandFailure` if there is no such debate. */
export async function readDebate(url: string, id: string): Promise<WholeDebate> {
  const { debate } = await request(url, DebateDocument, { id });
  if (!debate) throw noDebate(id);
  return debate;
}

export function noDebate(id: string): CommandFailure {
  return new CommandFailure(`There is no debate ${id}. List them with: aragora debates list`);
}
