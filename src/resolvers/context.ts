import type { Access } from '../domain/access/access.ts';
import type { Actor, Caller } from '../domain/access/actor.ts';
import type { AuditLog } from '../domain/access/audit-log.ts';
import type { Agents } from '../domain/agents/agents.ts';
import type { Debates } from '../domain/debates/debates.ts';
import type { Receipts } from '../domain/receipts/receipts.ts';
import type { Budget } from '../domain/system/budget.ts';
import type { Cluster } from '../domain/system/cluster.ts';
import type { System } from '../domain/system/system.ts';
import type { Usage } from '../domain/usage/usage.ts';
import { type DebateLoader, debateLoader } from './loader.ts';

/** The front doors the resolvers speak to. */
export interface Features {
  readonly access: Access;
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
  /** Who asks. On a socket it may do less from one moment to the next. */
  readonly actor: Actor;
  /** Where the operation comes from; null where that is not known. */
  readonly address: string | null;
  readonly requestId: string;
  readonly debateLoader: DebateLoader;
  /** What the operation costs, and what is left; told by the transport that let it in. */
  budget?: Budget;
}

/** A context of its own for one operation. */
export function contextFor(features: Features, caller: Caller, requestId: string): Context {
  const { address } = caller;
  return {
    ...features,
    address,
    requestId,
    get actor() {
      return caller.actor;
    },
    debateLoader: debateLoader(features.debates, caller.actor),
  };
}
