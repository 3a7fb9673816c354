import type { Actor } from '../../../../src/domain/access/actor.ts';
import type { Root } from '../any-operation.ts';
import type { Tenant } from './tenant.ts';
import type { Extent, TwoOrganisations } from './two-organisations.ts';

/** How an organisation requests its own data through one root field. */
export interface Probe {
  /** Arguments of each request. */
  readonly args: (own: Tenant) => readonly [object, ...object[]];
  /** Why the result identifies no owner. Default: the result must contain a text or an id of the organisation. */
  readonly silent?: string;
  /** Inputs that are ids of objects in the same input, not of stored objects. */
  readonly local?: readonly string[];
  /** Inputs besides ids, cursors and keys that can take a text of another organisation. */
  readonly texts?: readonly string[];
}

export type Probes = Readonly<Record<string, Probe>>;

/** How one route is called. */
export interface RouteProbe {
  /** The status for a request without a credential. */
  readonly bare: number;
  /** Position of the id in the request. Default: only the path. */
  readonly at?: (id: string) => { readonly query?: string; readonly body?: object; readonly path?: string };
  /** The id of the organisation to use. */
  readonly own?: (own: Tenant) => string;
  /** Why the response identifies no owner. Default: it must contain a text or an id of the organisation. */
  readonly silent?: string;
}

/** An organisation to fill with data. Every text that can be chosen contains the mark. */
export interface Filling {
  readonly both: TwoOrganisations;
  readonly owner: Actor;
  readonly mark: string;
  readonly extent: Extent;
}

/** The part of a feature in the tests of tenancy. It is in the folder of the feature. */
export interface FeatureTenancy {
  /** Creates data of every kind of the feature in an organisation. */
  readonly fill?: (filling: Filling) => Promise<Partial<Pick<Tenant, 'ids' | 'furtherIds' | 'secrets'>>>;
  /** Cursors into the data of the organisation, one of each kind. */
  readonly cursors?: (own: Tenant) => Readonly<Record<string, string>>;
  /** Causes an event in the organisation for every subscription of the feature. */
  readonly move?: (both: TwoOrganisations, own: Tenant, mark: string) => Promise<void>;
  /** A row for every root field of the feature. Inputs that name stored objects need no row: they are found in the schema. */
  readonly probes: Readonly<Partial<Record<Root, Probes>>>;
  /** Nested fields without a value in any probe, and the reason. */
  readonly neverReached?: Readonly<Record<string, string>>;
  /** A row for every route of the feature, such as `GET /api/things`. */
  readonly routes?: Readonly<Record<string, RouteProbe>>;
}

export const OF_THE_SERVER = 'It is about the server and the same for everybody.';
export const plain: Probe = { args: () => [{}] };
export const sameForAll: Probe = { ...plain, silent: OF_THE_SERVER };

/** A mutation with this input. */
export function input(of: (own: Tenant) => object, more: Omit<Probe, 'args'> = {}): Probe {
  return { args: (own) => [{ input: of(own) }], ...more };
}

/** The same reason for some fields of a type. */
export function onEach(type: string, fields: readonly string[], reason: string): Record<string, string> {
  return Object.fromEntries(fields.map((field) => [`${type}.${field}`, reason]));
}
