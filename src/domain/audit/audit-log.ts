import { storable } from '../shared/json.ts';
import type { Atomically, Clock, Ids } from '../shared/ports.ts';
import { type AuditActor, type AuditEntry, type AuditedAction, type AuditLink, auditHash } from './audit-entry.ts';
import { type AuditExport, type ExportPart, exportPart } from './audit-export.ts';
import { type AuditList, type AuditListRequest, checkFilter, listAuditEntries } from './list-audit-entries.ts';
import type { AuditFilter, AuditStore, HeldLink, OrganisationOf } from './ports.ts';

export interface AuditLogPorts {
  readonly store: AuditStore;
  readonly organisationOf: OrganisationOf;
  readonly atomically: Atomically;
  readonly ids: Ids;
  readonly clock: Clock;
}

/** The caller to record: an actor with known facts of its request. Omitted fields are not known. */
export interface AuditCaller extends Partial<AuditActor> {
  readonly userId: string | null;
  readonly workspaceId: string;
}

/** The same for actions on a whole organisation, outside its workspaces. */
export interface OrganisationCaller extends Partial<AuditActor> {
  readonly userId: string | null;
  readonly organisationId: string;
}

/**
 * WORKSPACE: entries of the reader's workspace. ORGANISATION: entries of all its workspaces, and of the organisation itself;
 * the caller checks that the reader may read them.
 */
export type AuditScope = 'WORKSPACE' | 'ORGANISATION';

/** A reader of the log of its workspace's organisation. */
export interface AuditReader {
  readonly workspaceId: string;
  /** Default: WORKSPACE. */
  readonly scope?: AuditScope;
}

/** The actions of an organisation with their actors, in one chain that reveals tampering. */
export class AuditLog {
  private readonly ports: AuditLogPorts;

  constructor(ports: AuditLogPorts) {
    this.ports = ports;
  }

  /**
   * Records an action in the ambient transaction: both are stored, or neither. Call it as the last write (see
   * `AuditStore.append`). A refused action is recorded after its rollback, in a transaction of its own.
   */
  async record(caller: AuditCaller | OrganisationCaller, action: AuditedAction): Promise<AuditEntry> {
    const { store, organisationOf, atomically } = this.ports;
    const workspaceId = 'workspaceId' in caller ? caller.workspaceId : null;
    return atomically(async () => {
      const organisationId = 'workspaceId' in caller ? await organisationOf(caller.workspaceId) : caller.organisationId;
      return store.append(organisationId, (last) =>
        this.seal({ organisationId, workspaceId, actor: actorOf(caller) }, action, last),
      );
    });
  }

  /** One page of the entries in the reader's scope. Throws a `UserError` for an invalid page or filter. */
  async list(reader: AuditReader, request: AuditListRequest): Promise<AuditList> {
    const filter = within(reader, request.filter);
    return listAuditEntries(this.ports.store, await this.organisationOf(reader), { ...request, filter });
  }

  /** The entry with this id; undefined when there is none in the reader's scope. */
  async find(reader: AuditReader, id: string): Promise<AuditEntry | undefined> {
    const entry = await this.ports.store.find(await this.organisationOf(reader), id);
    return entry && isWithin(reader, entry) ? entry : undefined;
  }

  async count(reader: AuditReader, filter: AuditFilter = {}): Promise<number> {
    return this.ports.store.count(await this.organisationOf(reader), checkFilter(within(reader, filter)));
  }

  /** The end of the chain. A copy kept elsewhere later reveals whether entries up to it were removed or rewritten. */
  async head(reader: AuditReader): Promise<AuditLink> {
    return this.ports.store.head(await this.organisationOf(reader));
  }

  /**
   * A part of the log as a file: of entries outside the reader's scope only their links. It goes from its start or from `next` of the previous part; `next` is undefined in the last part.
   * Entries recorded meanwhile are not included. Throws a `UserError` for an invalid window or cursor.
   */
  async exportPart(reader: AuditReader, wanted: AuditExport, after?: string): Promise<ExportPart> {
    const { store, clock } = this.ports;
    const workspaceId = reader.scope === 'ORGANISATION' ? null : reader.workspaceId;
    return exportPart({ store, now: clock.now(), workspaceId }, await this.organisationOf(reader), wanted, after);
  }

  private organisationOf({ workspaceId }: Pick<AuditReader, 'workspaceId'>): Promise<string> {
    return this.ports.organisationOf(workspaceId);
  }

  private seal(
    where: Pick<AuditEntry, 'organisationId' | 'workspaceId' | 'actor'>,
    { category, action, target = null, outcome, reason = null, detail = {} }: AuditedAction,
    last: HeldLink,
  ): AuditEntry {
    const { ids, clock } = this.ports;
    const told = storable({ ...where, category, action, target, outcome, reason, detail });
    const place = { id: ids.next('aud'), seq: last.seq + 1, at: notBefore(last.at, clock.now()), prevHash: last.hash };
    const open = { ...(told as unknown as Omit<AuditEntry, 'hash' | keyof typeof place>), ...place };
    return { ...open, hash: auditHash(open) };
  }
}

function within({ workspaceId, scope }: AuditReader, filter: AuditFilter = {}): AuditFilter {
  return scope === 'ORGANISATION' ? filter : { ...filter, workspaceId };
}

function isWithin({ workspaceId, scope }: AuditReader, entry: AuditEntry): boolean {
  return scope === 'ORGANISATION' || entry.workspaceId === workspaceId;
}

/** Clocks of nodes differ a little, but the times follow the order in which the entries were stored. */
function notBefore(last: Date | undefined, now: Date): Date {
  return last !== undefined && last > now ? last : now;
}

function actorOf(caller: AuditCaller | OrganisationCaller): AuditActor {
  const { userId, impersonatorId = null, credential = null, apiKeyId = null, address = null } = caller;
  return { userId, impersonatorId, credential, apiKeyId, address };
}
