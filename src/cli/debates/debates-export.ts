import type { Command } from 'commander';
import { formatOption } from '../command/document-format.ts';
import type { WholeDebate } from '../debate/debate-event.ts';
import { readDebate } from '../debate/watch-debate.ts';
import { DebateDocument, DebatesDocument } from '../generated/graphql.ts';
import { ApiFailure, request } from '../server/api.ts';
import { readText } from '../server/read-text.ts';
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
        return format === 'json' ? exportJson(debates) : exportDocuments(url, debates, format);
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

async function exportDocuments(url: string, debates: AsyncIterable<WholeDebate>, format: string): Promise<void> {
  const following = format === 'csv' ? withoutHead : afterEmptyLine;
  let isFirst = true;
  for await (const { id } of debates) {
    const document = readText(url, `/api/debates/${id}/document?format=${format}`);
    if (await writeFound(isFirst ? document : following(document))) isFirst = false;
  }
}

/** Writes a document. Returns whether it existed: the debate may have been deleted after it was listed. */
async function writeFound(parts: AsyncIterable<string>): Promise<boolean> {
  try {
    for await (const part of parts) await write(part);
    return true;
  } catch (error) {
    if (error instanceof ApiFailure && error.errors[0]?.extensions?.code === 'NOT_FOUND') return false;
    throw error;
  }
}

async function* afterEmptyLine(document: AsyncIterable<string>): AsyncGenerator<string> {
  let before = '\n';
  for await (const part of document) {
    yield before + part;
    before = '';
  }
}

/** A further CSV document without the header line, which the first one has. */
async function* withoutHead(document: AsyncIterable<string>): AsyncGenerator<string> {
  let head: string | undefined = '';
  for await (const part of document) {
    if (head === undefined) {
      yield part;
      continue;
    }
    head += part;
    const end = head.indexOf('\r\n');
    if (end < 0) continue;
    yield head.slice(end + '\r\n'.length);
    head = undefined;
  }
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
