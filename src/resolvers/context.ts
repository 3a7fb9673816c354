import type { Access } from '../domain/access/access.ts';
import type { Actor, Caller } from '../domain/access/actor.ts';
import type { Agents } from '../domain/agents/agents.ts';
import type { AuditLog } from '../domain/audit/audit-log.ts';
import type { Debates } from '../domain/debates/debates.ts';
import type { Receipts } from '../domain/receipts/receipts.ts';
import type { Budget } from '../domain/system/budget.ts';
import type { Cluster } from '../domain/system/cluster.ts';
import type { System } from '../domain/system/system.ts';
import type { Usage } from '../domain/usage/usage.ts';
import { type DebateLoader, debateLoader } from './debates/debate-loader.ts';

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
  /** Through whom the operation came. */
  readonly caller: Caller;
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
  return new OperationContext(features, caller, requestId);
}

/** As long as a subscription lasts it is kept, and thousands may: what is not asked for is not made. */
class OperationContext implements Context {
  readonly access: Features['access'];
  readonly debates: Features['debates'];
  readonly agents: Features['agents'];
  readonly receipts: Features['receipts'];
  readonly system: Features['system'];
  readonly usage: Features['usage'];
  readonly auditLog: Features['auditLog'];
  readonly cluster: Features['cluster'];
  readonly requestId: string;
  budget?: Budget;
  readonly caller: Caller;
  private loader: DebateLoader | undefined;

  constructor(features: Features, caller: Caller, requestId: string) {
    this.access = features.access;
    this.debates = features.debates;
    this.agents = features.agents;
    this.receipts = features.receipts;
    this.system = features.system;
    this.usage = features.usage;
    this.auditLog = features.auditLog;
    this.cluster = features.cluster;
    this.caller = caller;
    this.requestId = requestId;
  }

  get actor(): Actor {
    return this.caller.actor;
  }

  get address(): string | null {
    return this.caller.address;
  }

  get debateLoader(): DebateLoader {
    this.loader ??= debateLoader(this.debates, this.actor);
    return this.loader;
  }
}
