import type { Command } from 'commander';
import { someOf, wholeNumber } from '../command/options.ts';
import { type DebateStatus, DebatesDocument, type DebatesQuery } from '../generated/graphql.ts';
import { type Answered, request } from '../server/api.ts';
import { withServer } from '../server/with-server.ts';
import { GAP, plainTable } from '../terminal/plain-table.ts';
import { print, printJson, say } from '../terminal/terminal.ts';
import { printable, shorten, widthOf } from '../terminal/text.ts';

type Listed = Answered<DebatesQuery>['debates']['edges'][number]['node'];

interface Options {
  readonly first: number;
  readonly after?: string;
  readonly status?: DebateStatus[];
  readonly json?: true;
}

/** `aragora debates list`: one page of the debates, newest first. */
export function listCommand(command: Command): void {
  command
    .option('--first <n>', 'number of debates, 1 to 100', wholeNumber(1, 100), 20)
    .option('--after <cursor>', 'debates after this cursor, as printed with the previous page')
    .option(
      '--status <statuses>',
      'only these: pending, running, completed, failed, cancelled; separate several with commas',
      someOf('PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED'),
    )
    .option('--json', 'print the page as JSON')
    .action((options: Options) => withServer(({ url }) => list(url, options)));
}

async function list(url: string, { first, after, status, json }: Options): Promise<void> {
  const { debates } = await request(url, DebatesDocument, { first, after, filter: status && { status } });
  const { edges, totalCount, pageInfo } = debates;
  const nodes = edges.map(({ node }) => node);
  if (json) return printJson(debates);
  if (process.stdout.isTTY) print(table(nodes, process.stdout.columns));
  else if (nodes.length > 0) print(nodes.map(row).map(tabbed));
  say(`${nodes.length} of ${totalCount}${pageInfo.hasNextPage ? `; next page: --after ${pageInfo.endCursor}` : ''}`);
}

const HEAD = ['id', 'status', 'decision', 'created (UTC)', 'task'];

function row({ id, status, outcome, winner, createdAt, task }: Listed): string[] {
  const result = winner?.label ?? outcome?.toLowerCase().replace('_', ' ') ?? '';
  return [id, status.toLowerCase(), printable(result), createdAt, printable(task)];
}

function tabbed(cells: readonly string[]): string {
  return cells.map((cell) => cell.replace(/\s+/g, ' ')).join('\t');
}

const MAX_RESULT = 20;

function table(debates: readonly Listed[], columns: number): string {
  const drawn = plainTable(HEAD);
  const rows = debates.map(row).map(([id = '', status = '', result = '', created = '', task = '']) => {
    return { before: [id, status, shorten(result, MAX_RESULT), created.slice(0, 16).replace('T', ' ')], task };
  });
  const widths = HEAD.slice(0, -1).map((head, column) =>
    Math.max(widthOf(head), ...rows.map(({ before }) => widthOf(before[column] ?? ''))),
  );
  const taken = widths.reduce((sum, width) => sum + width + GAP, 0);
  for (const { before, task } of rows) drawn.push([...before, shorten(task, Math.max(12, columns - taken))]);
  return drawn.toString();
}
