import type { Actor } from '../domain/access/actor.ts';
import type { AuditLog } from '../domain/access/audit-log.ts';
import type { Agents } from '../domain/agents/agents.ts';
import type { Debates } from '../domain/debates/debates.ts';
import type { Receipts } from '../domain/receipts/receipts.ts';
import type { Cluster } from '../domain/system/cluster.ts';
import type { System } from '../domain/system/system.ts';
import type { Usage } from '../domain/usage/usage.ts';
import { type DebateLoader, debateLoader } from './loader.ts';

/** The front doors the resolvers speak to. */
export interface Features {
  readonly debates: Debates;
  readonly agents: Agents;
  readonly receipts: Receipts;
  readonly system: System;
  readonly usage: Usage;
  readonly auditLog: AuditLog;
  readonly cluster: Cluster;
}

/** What one operation is answered with; every operation, on whatever transport, has its own. */
export interface Context extends Features {
  readonly actor: Actor;
  readonly requestId: string;
  readonly debateLoader: DebateLoader;
}

/** A context of its own for one operation. */
export function contextFor(features: Features, actor: Actor, requestId: string): Context {
  return { ...features, actor, requestId, debateLoader: debateLoader(features.debates, actor) };
}
