import type { Actor } from '../../../../src/domain/access/actor.ts';

/** Stands in every text of organisation A that can be chosen. */
export const CANARY = 'CANARY-A-7f3e91';
export const PASSWORD = 'correct horse battery staple';

/** An organisation, and what features put into it. */
export interface Tenant {
  readonly mark: string;
  /** Its owner, who is signed in. */
  readonly owner: Actor;
  readonly email: string;
  /** Ids of what is in it, one of each kind, named by the feature that has put it there. */
  readonly ids: Readonly<Record<string, string>>;
  /** Further ones of a kind, each made in another way. */
  readonly furtherIds: Readonly<Record<string, readonly string[]>>;
  /** Secrets of its users. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** The id of one kind. Throws when no feature has put one there. */
export function idOf({ ids }: Tenant, kind: string): string {
  return known(ids, kind);
}

export function secretOf({ secrets }: Tenant, name: string): string {
  return known(secrets, name);
}

/** A text of the organisation's own that names a thing, such as an idempotency key. */
export function keyOf({ mark }: Tenant): string {
  return `${mark}-key`;
}

/** All ids, one of each kind, with those of the owner. */
export function idsOf({ owner, ids }: Tenant): Readonly<Record<string, string>> {
  const { userId, workspaceId, organisationId } = owner;
  return { ...ids, userId, workspaceId, organisationId };
}

function known(values: Readonly<Record<string, string>>, name: string): string {
  const value = values[name];
  if (value === undefined) throw new Error(`There is no ${name} among ${Object.keys(values).join(', ')}.`);
  return value;
}
