import type { Actor } from '../../../../src/domain/access/actor.ts';

/** Part of every text of organisation A that can be chosen. */
export const CANARY = 'CANARY-A-7f3e91';
export const PASSWORD = 'correct horse battery staple';

/** An organisation with the data of the features. */
export interface Tenant {
  readonly mark: string;
  /** The signed-in owner. */
  readonly owner: Actor;
  readonly email: string;
  /** Ids of its data, one of each kind, named by the feature that created it. */
  readonly ids: Readonly<Record<string, string>>;
  /** Further ids of a kind, each created in another way. */
  readonly furtherIds: Readonly<Record<string, readonly string[]>>;
  /** Secrets of its users. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** The id of one kind. Throws when no feature created one. */
export function idOf({ ids }: Tenant, kind: string): string {
  return known(ids, kind);
}

export function secretOf({ secrets }: Tenant, name: string): string {
  return known(secrets, name);
}

/** A text of the organisation that names an object, such as an idempotency key. */
export function keyOf({ mark }: Tenant): string {
  return `${mark}-key`;
}

/** All ids, one of each kind, and those of the owner. */
export function idsOf({ owner, ids }: Tenant): Readonly<Record<string, string>> {
  const { userId, workspaceId, organisationId } = owner;
  return { ...ids, userId, workspaceId, organisationId };
}

function known(values: Readonly<Record<string, string>>, name: string): string {
  const value = values[name];
  if (value === undefined) throw new Error(`There is no ${name} among ${Object.keys(values).join(', ')}.`);
  return value;
}
