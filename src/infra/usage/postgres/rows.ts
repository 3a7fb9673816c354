import { defineEntity, p } from '@mikro-orm/core';
import type { CountedDebates, CountedStream } from '../../../domain/usage/ports.ts';

export const UsageStreamRow = defineEntity({
  name: 'UsageStreamRow',
  tableName: 'usage_streams',
  properties: {
    workspaceId: p.text().primary(),
    stream: p.text().primary(),
    counted: p.integer(),
    shared: p.integer(),
    agents: p.json<CountedStream['agents']>(),
  },
});

export const UsageCallRow = defineEntity({
  name: 'UsageCallRow',
  tableName: 'usage_calls',
  properties: {
    workspaceId: p.text().primary(),
    day: p.date().primary(),
    agentId: p.text().collation('C').primary(),
    model: p.text().collation('C').primary(),
    calls: p.bigint('number'),
    failedCalls: p.bigint('number'),
    unpricedCalls: p.bigint('number'),
    estimatedCalls: p.bigint('number'),
    inputTokens: p.bigint('number'),
    outputTokens: p.bigint('number'),
    knownCostUsd: p.decimal('number').columnType('numeric'),
  },
});

export const UsageDebateRow = defineEntity({
  name: 'UsageDebateRow',
  tableName: 'usage_debates',
  properties: {
    workspaceId: p.text().primary(),
    day: p.date().primary(),
    moment: p.text().$type<CountedDebates['moment']>().fieldName('what').collation('C').primary(),
    debates: p.bigint('number'),
  },
});

export const USAGE_ENTITIES = [UsageStreamRow, UsageCallRow, UsageDebateRow];
