import type { Command } from 'commander';
import { ClusterNodesDocument, type ClusterNodesQuery } from '../generated/graphql.ts';
import { type Answered, type ApiError, ApiFailure, requestPart } from '../server/api.ts';
import { withServer } from '../server/with-server.ts';
import { plainTable } from '../terminal/plain-table.ts';
import { print, printJson, say } from '../terminal/terminal.ts';
import { plural, printable } from '../terminal/text.ts';

type Node = Answered<ClusterNodesQuery>['clusterNodes'][number];

/** `aragora nodes`: the server processes that share the database. */
export function nodesCommand(command: Command): void {
  command.option('--json', 'print them as JSON').action(({ json }: { json?: true }) =>
    withServer(async ({ url }) => {
      const { data, withheld } = await requestPart(url, ClusterNodesDocument, {});
      const nodes = data.clusterNodes ?? [];
      if (json) printJson(nodes);
      else if (nodes.length > 0) print(renderNodes(nodes, new Date(), process.stdout.isTTY ? 'TABLE' : 'TABS'));
      if (!json) say(summary(nodes));
      if (withheld.length > 0) say(withheldLine(withheld));
    }),
  );
}

const HEAD = ['node', 'status', 'version', 'debates', 'leases', 'sockets', 'delay', 'memory', 'up', 'seen', 'address'];
const MIB = 1024 * 1024;

/** One line per node. For a node that is gone, the line has its id and the expiry of its leases. */
export function renderNodes(nodes: readonly Node[], now: Date, form: 'TABLE' | 'TABS'): string {
  const rows = nodes.map((node) => row(node, now));
  if (form === 'TABS') return rows.map((cells) => cells.join('\t')).join('\n');
  const table = plainTable(HEAD);
  table.push(...rows);
  return table.toString();
}

function row(node: Node, now: Date): string[] {
  const { load, leaseCount, startedAt, seenAt } = node;
  const name = node.host === null ? printable(node.id) : `${printable(node.host)}:${node.pid}`;
  return [
    node.isSelf ? `${name} *` : name,
    node.status.toLowerCase(),
    printable(node.version ?? ''),
    load ? `${load.runningDebates}/${load.maxDebates}` : '',
    `${leaseCount ?? node.leases.length}${node.status === 'GONE' ? ` until ${lastExpiry(node)}` : ''}`,
    load ? `${load.openSockets}` : '',
    load ? `${load.eventLoopDelayMs} ms` : '',
    load ? `${Math.round(load.memoryBytes / MIB)} MiB` : '',
    startedAt ? since(startedAt, now) : '',
    seenAt ? `${since(seenAt, now)} ago` : '',
    printable(node.url ?? ''),
  ];
}

function lastExpiry({ leases }: Node): string {
  const last = leases
    .map(({ expiresAt }) => expiresAt)
    .sort()
    .at(-1);
  return last === undefined ? 'they expire' : last.slice(11, 19);
}

function summary(nodes: readonly Node[]): string {
  const living = nodes.filter(({ status }) => status !== 'GONE');
  if (living.length === 0) return 'No server is running.';
  const answered = living.some(({ isSelf }) => isSelf) ? '; * answered this command' : '';
  return `${plural(living.length, 'node')}, ${plural(
    nodes.reduce((sum, { leaseCount, leases }) => sum + (leaseCount ?? leases.length), 0),
    'lease',
  )}${answered}`;
}

/** The fields that are not shown, and the permission they need. Leases are then only those of the caller's workspace. */
export function withheldLine(withheld: readonly ApiError[]): string {
  const fields = new Set(withheld.map(({ path = [] }) => String(path.at(-1) ?? 'a field')));
  return `Not shown: ${[...fields].sort().join(', ')}. ${new ApiFailure(withheld).message}`;
}

const UNITS: readonly (readonly [number, string])[] = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
];

/** How long ago, in the largest unit that fits. */
function since(time: string, now: Date): string {
  const seconds = Math.max(0, Math.round((now.getTime() - Date.parse(time)) / 1000));
  const [size, unit] = UNITS.find(([unitSeconds]) => seconds >= unitSeconds) ?? [1, 's'];
  return `${Math.floor(seconds / size)} ${unit}`;
}
