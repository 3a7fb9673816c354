import type { Command } from 'commander';
import { CommandFailure } from '../command/failure.ts';
import { failureOf } from '../command/mistakes.ts';
import { list, wholeNumber } from '../command/options.ts';
import { watchOnly } from '../debate/run-debate.ts';
import { noDebate } from '../debate/watch-debate.ts';
import { DebateHistoryDocument, ForkDebateDocument } from '../generated/graphql.ts';
import { request } from '../server/api.ts';
import { withServer } from '../server/with-server.ts';

const PAGE = 100;

interface Options {
  readonly after: number;
  readonly say?: string;
  readonly rounds?: number;
  readonly agents?: string[];
  readonly json?: true;
}

/** `aragora debates fork`: forks a debate after an event, and shows the fork. */
export function forkCommand(command: Command): void {
  command
    .argument('<id>', 'the debate to fork (dbt_…)')
    .requiredOption(
      '--after <seq>',
      'number of the last event to share; `receipt export --format csv` lists those of an ended debate',
      wholeNumber(1, 10_000),
    )
    .option('--say <words>', 'an interjection to the debaters before they continue')
    .option('--rounds <n>', 'maximum rounds of exchange, 1 to 12', wholeNumber(1, 12))
    .option('--agents <pairs>', 'other agents for participants, such as p1=openai-api,p2=gemini', list)
    .option('--json', 'print the whole ended debate as JSON')
    .action(async (id: string, options: Options) => {
      const forked = await withServer(({ url }) => fork(url, id, options));
      await watchOnly(forked, options.json ? { json: true } : {});
    });
}

async function fork(url: string, id: string, { after, say, rounds, agents }: Options): Promise<string> {
  const cursor = await eventCursorAt(url, id, after);
  const replacements = agents?.map((pair) => {
    const [participantKey = '', agentKey = ''] = pair.split('=');
    return { participantKey, agentKey };
  });
  const input = { debateId: id, after: cursor, interjection: say, maxRounds: rounds, agents: replacements };
  const { forkDebate } = await request(url, ForkDebateDocument, { input });
  if (forkDebate.debate) return forkDebate.debate.id;
  throw failureOf(forkDebate);
}

/** The cursor of the event with this number, among the events that are stored now. */
export async function eventCursorAt(url: string, id: string, seq: number, pageSize = PAGE): Promise<string> {
  let after: string | null | undefined;
  do {
    const { debate } = await request(url, DebateHistoryDocument, { id, first: pageSize, after });
    if (!debate?.events) throw noDebate(id);
    const { edges, pageInfo } = debate.events;
    const found = edges.find(({ node }) => node.seq === seq);
    if (found) return found.cursor;
    after = pageInfo.hasNextPage ? pageInfo.endCursor : undefined;
  } while (after);
  throw new CommandFailure(`${id} has fewer than ${seq} events.`);
}
