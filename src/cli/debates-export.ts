import { type Command, Option } from 'commander';
import { request } from './api.ts';
import type { WholeDebate } from './debate-event.ts';
import { DebateDocument, DebatesDocument } from './generated/graphql.ts';
import { readDebate } from './watch-debate.ts';
import { withServer } from './with-server.ts';

const PAGE = 100;

/** `aragora debates export`: whole debates as one JSON array. */
export function exportCommand(debates: Command): void {
  debates
    .command('export')
    .description('print debates with everything said in them, the oldest first')
    .argument('[ids...]', 'ids of debates (all of them)')
    .addOption(new Option('--format <format>', 'in which form').choices(['json']).default('json'))
    .action((ids: string[]) => withServer(({ url }) => exportDebates(url, ids)));
}

async function exportDebates(url: string, ids: readonly string[]): Promise<void> {
  let separator = '[\n';
  for await (const debate of ids.length > 0 ? named(url, ids) : all(url)) {
    await write(separator + JSON.stringify(debate, null, 2));
    separator = ',\n';
  }
  await write(separator === '[\n' ? '[]\n' : '\n]\n');
}

// An unknown id is found before anything is written.
async function* named(url: string, ids: readonly string[]): AsyncGenerator<WholeDebate> {
  const found: WholeDebate[] = [];
  for (const id of ids) found.push(await readDebate(url, id));
  yield* found;
}

async function* all(url: string): AsyncGenerator<WholeDebate> {
  let after: string | null | undefined;
  do {
    const { debates } = await request(url, DebatesDocument, { first: PAGE, after, orderBy: 'OLDEST_FIRST' });
    for (const { id } of debates.nodes) {
      const { debate } = await request(url, DebateDocument, { id });
      // Deleted since its page was read.
      if (debate) yield debate;
    }
    after = debates.pageInfo.hasNextPage ? debates.pageInfo.endCursor : undefined;
  } while (after);
}

/** Resolves once the text is on its way, so that a slow reader is waited for. */
function write(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
