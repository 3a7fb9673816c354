import type { Command } from 'commander';
import { documentFormat, formatOption } from '../command/document-format.ts';
import type { WholeDebate } from '../debate/debate-event.ts';
import { readDebate } from '../debate/watch-debate.ts';
import { DebateDocument, DebateDocumentDocument, DebatesDocument, type DocumentFormat } from '../generated/graphql.ts';
import { request } from '../server/api.ts';
import { withServer } from '../server/with-server.ts';
import { write } from '../terminal/terminal.ts';
import { jsonText } from '../terminal/text.ts';

const PAGE = 100;

/** `aragora debates export`: whole debates as one JSON list, as Markdown or as CSV. */
export function exportCommand(command: Command): void {
  command
    .argument('[ids...]', 'ids of debates (default: all debates)')
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
    await write(separator + jsonText(debate));
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
    // It was deleted after it was listed.
    if (!debate) continue;
    await write(isFirst ? debate.document : following(debate.document, format));
    isFirst = false;
  }
}

/** A further CSV document without the header line, which the first one has. */
function following(document: string, format: DocumentFormat): string {
  return format === 'CSV' ? document.slice(document.indexOf('\r\n') + 2) : `\n${document}`;
}

// Reads all debates first, so that an unknown id fails before anything is written.
async function* named(url: string, ids: readonly string[]): AsyncGenerator<WholeDebate> {
  const found: WholeDebate[] = [];
  for (const id of ids) found.push(await readDebate(url, id));
  yield* found;
}

async function* all(url: string): AsyncGenerator<WholeDebate> {
  let after: string | null | undefined;
  do {
    const { debates } = await request(url, DebatesDocument, { first: PAGE, after, orderBy: 'OLDEST_FIRST' });
    for (const { id } of debates.edges.map(({ node }) => node)) {
      const { debate } = await request(url, DebateDocument, { id });
      // It was deleted after its page was read.
      if (debate) yield debate;
    }
    after = debates.pageInfo.hasNextPage ? debates.pageInfo.endCursor : undefined;
  } while (after);
}
