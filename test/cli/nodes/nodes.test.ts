import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import type { ClusterNodesQuery } from '../../../src/cli/generated/graphql.ts';
import { renderNodes } from '../../../src/cli/nodes/nodes.ts';
import type { Answered } from '../../../src/cli/server/api.ts';

type Node = Answered<ClusterNodesQuery>['clusterNodes'][number];

const NOW = new Date('2026-01-01T02:00:05.000Z');
const LIVING: Node = {
  id: 'alpha:7:x',
  status: 'RUNNING',
  isSelf: true,
  host: 'alpha',
  pid: 7,
  version: '1.2.3',
  startedAt: '2026-01-01T00:00:00.000Z',
  url: 'http://127.0.0.1:8080',
  seenAt: '2026-01-01T02:00:02.000Z',
  load: { runningDebates: 2, maxDebates: 10, openSockets: 4, eventLoopDelayMs: 1.5, memoryBytes: 209_715_200 },
  leaseCount: 2,
  leases: [],
};
const GONE: Node = {
  ...{ id: 'beta:9:\u001b[31my', status: 'GONE', isSelf: false, leaseCount: 1 },
  ...{ host: null, pid: null, version: null, startedAt: null, url: null, seenAt: null, load: null },
  leases: [{ debateId: 'dbt_1', expiresAt: '2026-01-01T02:00:15.000Z' }],
};

it('nodes have one line each, and a node that is gone shows when its leases expire', () => {
  const lines = stripVTControlCharacters(renderNodes([LIVING, GONE], NOW, 'TABLE')).split('\n');
  expect(lines.map((line) => line.trim().split(/ {2,}/))).toEqual([
    ['node', 'status', 'version', 'debates', 'leases', 'sockets', 'delay', 'memory', 'up', 'seen', 'address'],
    ['alpha:7 *', 'running', '1.2.3', '2/10', '2', '4', '1.5 ms', '200 MiB', '2 h', '3 s ago', LIVING.url],
    ['beta:9:y', 'gone', '1 until 02:00:15'],
  ]);
});

it('nodes with withheld fields have one line each, with the leases of the own workspace', () => {
  const [lease] = GONE.leases;
  const part: Node = { ...LIVING, host: null, pid: null, url: null, load: null, leaseCount: null };
  const [cells] = renderNodes([{ ...part, leases: lease ? [lease] : [] }], NOW, 'TABS')
    .split('\n')
    .map((line) => line.split('\t'));
  expect(cells).toEqual(['alpha:7:x *', 'running', '1.2.3', '', '1', '', '', '', '2 h', '3 s ago', '']);
});

it('nodes for a program have one line each, without a head and with tabs between cells', () => {
  const [first = '', second = ''] = renderNodes([LIVING, GONE], NOW, 'TABS').split('\n');
  expect(first.split('\t').slice(0, 4)).toEqual(['alpha:7 *', 'running', '1.2.3', '2/10']);
  expect(second.split('\t')).toHaveLength(first.split('\t').length);
});
