import {
  DebateDocument,
  type DebateQuery,
  StartDebateDocument,
  type StartDebateInput,
} from '../../../src/cli/generated/graphql.ts';
import type { Answered } from '../../../src/cli/server/api.ts';
import { ask } from '../../infra/http/support/requests.ts';
import { aClient, type DebateEvent, follow } from '../../infra/http/support/sockets.ts';
import { aContestedDecision } from '../../resolvers/support/inputs.ts';

/** Starts a debate of the built-in deliberators and returns its id. */
export async function startDebate(url: string, wanted: Partial<StartDebateInput> = {}): Promise<string> {
  const { startDebate } = await ask(url, StartDebateDocument, { input: { decision: aContestedDecision(), ...wanted } });
  if (!startDebate.debate) throw new Error(JSON.stringify(startDebate.userErrors));
  return startDebate.debate.id;
}

export async function readDebate(url: string, id: string): Promise<NonNullable<Answered<DebateQuery>['debate']>> {
  const { debate } = await ask(url, DebateDocument, { id });
  if (!debate) throw new Error(`There is no ${id}.`);
  return debate;
}

/** The first events of a debate. The connection stays open, as it does when a server dies. */
export async function firstEvents(url: string, debateId: string, count: number): Promise<DebateEvent[]> {
  const events = follow(aClient(url), { debateId });
  const first: DebateEvent[] = [];
  while (first.length < count) first.push((await events.next()).value as DebateEvent);
  return first;
}
