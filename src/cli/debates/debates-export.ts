import type { Command } from 'commander';
import { documentFormat, formatOption } from '../command/document-format.ts';
import type { WholeDebate } from '../debate/debate-event.ts';
import { readDebate } from '../debate/watch-debate.ts';
import { DebateDocument, DebateDocumentDocument, DebatesDocument, type DocumentFormat } from '../generated/graphql.ts';
import { request } from '../server/api.ts';
import { withServer } from '../server/with-server.ts';
import { write } from '../terminal/terminal.ts';

const PAGE = 100;

/** `aragora debates export`: whole debates, as one list in JSON, as pages of Markdown or as lines of CSV. */
export function exportCommand(debates: Command): void {
  debates
    .command('export')
    .description('print debates with everything said in them, the oldest first')
    .argument('[ids...]', 'ids of debates (all of them)')
    .addOption(formatOption())
    .action((ids: string[], { format }: { format: string }) =>
      withServer(({ url }) => {
        const debates = ids.length > 0 ? named(url, ids) : all(url);
        return format === 'json' ? exportJson(debates) : exportDocuments(url, debates, documentFormat(format));
      }),
    );
}

async function exportJson(debates: AsyncIterable<WholeDebate>): Promise<void> {
  let separator = '[\n';
  for await (const debate of debates) {
    await write(separator + JSON.stringify(debate, null, 2));
    separator = ',\n';
  }
  await write(separator === '[\n' ? '[]\n' : '\n]\n');
}

async function exportDocuments(
  url: string,
  debates: AsyncIterable<WholeDebate>,
  format: DocumentFormat,
): Promise<void> {
  let isFirst = true;
  for await (const { id } of debates) {
    const { debate } = await request(url, DebateDocumentDocument, { id, format });
    // Deleted since it was found.
    if (!debate) continue;
    await write(isFirst ? debate.document : following(debate.document, format));
    isFirst = false;
  }
}

/** Behind another document the headings of a table are not said again. */
function following(document: string, format: DocumentFormat): string {
  return format === 'CSV' ? document.slice(document.indexOf('\r\n') + 2) : `\n${document}`;
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
