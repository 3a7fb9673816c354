import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { Credential } from '../../domain/access/actor.ts';
import { may } from '../../domain/access/actor.ts';
import type * as domain from '../../domain/audit/audit-entry.ts';
import type { AuditOutcome, AuditCategory as Category } from '../../domain/audit/audit-entry.ts';
import type { AuditFormat } from '../../domain/audit/audit-export.ts';
import type { AuditScope } from '../../domain/audit/audit-log.ts';
import { CredentialKindEnum } from '../access/credential-kind.ts';
import type { Context } from '../context.ts';
import { connectionOf } from '../shared/connection.ts';
import { Node } from '../shared/node.ts';
import { DateTime, JSONObject, SafeInt } from '../shared/scalars.ts';
import { wordsOf } from '../shared/words-enum.ts';

const AuditCategoryEnum = wordsOf<Category>('AuditCategory', 'The part of the system that an entry concerns.', {
  AUTH: 'Sign-in, sign-out, keys and sessions.',
  ACCESS: 'Users, roles and workspaces.',
  DATA: 'Stored data: exports, erasure, retention and backups.',
  ADMIN: 'Settings and keys of the system.',
  DEBATE: 'Debates.',
  SYSTEM: 'Actions of the system itself.',
});

const AuditOutcomeEnum = wordsOf<AuditOutcome>('AuditOutcome', 'Result of an action.', {
  SUCCESS: 'The action succeeded.',
  DENIED: 'The caller had no permission.',
  FAILURE: 'The caller had permission, but the action failed.',
});

export const AuditFormatEnum = wordsOf<AuditFormat>('AuditFormat', 'Format of an audit log export.', {
  JSON: 'Lines of JSON: a header that describes the selection, then one line for each entry. It can be verified.',
  CSV: 'For spreadsheets, with a header line. Texts that look like formulas get a leading apostrophe.',
});

export const AuditScopeEnum = wordsOf<AuditScope>('AuditScope', 'The part of the audit log to read.', {
  WORKSPACE: 'Entries of the workspace of the caller.',
  ORGANISATION:
    'Entries of all workspaces of the organisation, and of the organisation itself. Requires the permission `organisation.audit`.',
});

export const AuditOrderEnum = wordsOf<'NEWEST_FIRST' | 'OLDEST_FIRST'>('AuditOrder', 'Order of audit entries.', {
  NEWEST_FIRST: 'Newest entry first.',
  OLDEST_FIRST: 'Oldest entry first.',
});

@ObjectType({ description: 'The actor of an entry, as far as known.', simpleResolvers: true })
export class AuditActor {
  @Field(() => ID, { nullable: true, description: 'Id of the user; null when the caller had not signed in.' })
  userId!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The administrator who acted as `userId`; null without impersonation.',
  })
  impersonatorId!: string | null;

  @Field(() => CredentialKindEnum, { nullable: true, description: 'Credential of the caller; null when unknown.' })
  credential!: Credential | null;

  @Field(() => ID, { nullable: true, description: 'Id of the API key; null when none was used.' })
  apiKeyId!: string | null;

  @Field(() => String, { nullable: true, description: 'Network address of the request; null when unknown.' })
  address!: string | null;
}

@ObjectType({ description: 'The object of an action.', simpleResolvers: true })
export class AuditTarget {
  @Field(() => String, {
    description: 'Type of the object, such as `debate`. The set is open: later versions add types.',
  })
  type!: string;

  @Field(() => String, {
    description: 'Id of the object; for an object without an id, such as a role, its name.',
  })
  key!: string;
}

@ObjectType({
  description: 'A record of an action, with actor, target and reason. It is never changed or deleted.',
  implements: Node,
  simpleResolvers: true,
})
export class AuditEntry extends Node {
  @Field(() => ID, { description: 'Id with the prefix `aud_`.' })
  declare id: string;

  @Field(() => SafeInt, {
    description:
      'Number in the log of the organisation, from 1 without gaps. Entries of other workspaces have numbers too.',
  })
  seq!: number;

  @Field(() => DateTime, { description: 'Time of recording, never before that of the previous entry.' })
  at!: Date;

  @Field(() => ID, { description: 'Organisation of the log.' })
  organisationId!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Workspace of the action; null when it concerns no single workspace.',
  })
  workspaceId!: string | null;

  @Field(() => AuditActor, { description: 'Actor of the action.' })
  actor!: AuditActor;

  @Field(() => AuditCategoryEnum, { description: 'The part of the system concerned.' })
  category!: Category;

  @Field(() => String, {
    description: 'Name of the action, such as `debate.deleted`. The set is open: later versions add actions.',
  })
  action!: string;

  @Field(() => AuditTarget, {
    nullable: true,
    description: 'Object of the action; null when there is none.',
  })
  target!: AuditTarget | null;

  @Field(() => AuditOutcomeEnum, { description: 'Result of the action.' })
  outcome!: AuditOutcome;

  @Field(() => String, {
    nullable: true,
    description: 'Reason that the actor gave; null when none was given.',
  })
  reason!: string | null;

  @Field(() => JSONObject, { description: 'Further facts, depending on the action. Empty when there are none.' })
  detail!: object;

  @Field(() => String, { description: 'Hash of the previous entry, 64 hexadecimal digits; zeros for the first entry.' })
  prevHash!: string;

  @Field(() => String, {
    description:
      'SHA-256 of the canonical JSON (RFC 8785) of `seq`, `prevHash` and the digest of all other fields, 64 hexadecimal digits.',
  })
  hash!: string;
}

export function toAuditEntry({ actor, target, ...entry }: domain.AuditEntry): AuditEntry {
  return Object.assign(new AuditEntry(), {
    ...entry,
    actor: { ...actor, credential: actor.credential as Credential | null },
    target: target && { type: target.type, key: target.id },
  });
}

/** An entry that the caller may read; null for any other id. */
export async function readAuditEntry(id: string, { auditLog, actor }: Context): Promise<AuditEntry | null> {
  const scope = may(actor, 'organisation.audit') ? 'ORGANISATION' : 'WORKSPACE';
  const entry = await auditLog.find({ ...actor, scope }, id);
  return entry ? toAuditEntry(entry) : null;
}

export const AuditConnection = connectionOf(AuditEntry, {
  ...{ name: 'Audit', one: 'entry', many: 'entries' },
  promise: 'Entries recorded during paging never move an item to another page.',
  total: 'Number of entries on all pages that match the filter.',
});

@ObjectType({
  description:
    'The end of the audit log. A copy stored elsewhere shows later whether entries up to here were removed or changed.',
  simpleResolvers: true,
})
export class AuditHead {
  @Field(() => SafeInt, { description: 'Number of the last entry; 0 when there is none.' })
  seq!: number;

  @Field(() => String, { description: 'Hash of the last entry, 64 hexadecimal digits; zeros when there is none.' })
  hash!: string;
}

@ObjectType({ description: 'A part of an audit log export.', simpleResolvers: true })
export class AuditExportPart {
  @Field(() => String, { description: 'Text to append to the file.' })
  text!: string;

  @Field(() => String, { nullable: true, description: 'Value of `after` for the next part; null in the last part.' })
  next!: string | null;
}

@InputType({ description: 'Conditions for entries. An omitted condition matches all.' })
export class AuditFilter {
  @Field(() => [AuditCategoryEnum], {
    nullable: true,
    description: 'Only entries of these categories, at most 50. An empty list matches nothing.',
  })
  category?: Category[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only entries with exactly this action, such as `debate.deleted`.',
  })
  action?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only actions of this user, including those as another user.' })
  actorId?: string | null;

  @Field(() => String, { nullable: true, description: 'Only actions on the object with this id or name.' })
  targetKey?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Only entries recorded at or after this time.' })
  since?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Only entries recorded before this time.' })
  until?: Date | null;
}
