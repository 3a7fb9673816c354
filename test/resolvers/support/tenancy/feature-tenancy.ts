import type { Actor } from '../../../../src/domain/access/actor.ts';
import type { Root } from '../any-operation.ts';
import type { Tenant } from './tenant.ts';
import type { Extent, TwoOrganisations } from './two-organisations.ts';

/** How one root field is asked by an organisation about what is its own. */
export interface Probe {
  /** Arguments, once for each way worth asking. */
  readonly args: (own: Tenant) => readonly [object, ...object[]];
  /** Why nothing in the answer tells whose it is; left out: the answer has to show a text or an id of its own. */
  readonly silent?: string;
  /** Inputs that are ids, but only of things in the same input, not of anything that is kept. */
  readonly local?: readonly string[];
  /** Inputs besides ids, cursors and keys that a text of another organisation may be put into. */
  readonly texts?: readonly string[];
}

export type Probes = Readonly<Record<string, Probe>>;

/** How one route is asked. */
export interface RouteProbe {
  /** The status for a request without a credential. */
  readonly bare: number;
  /** Where the id stands in the request; left out: just the path. */
  readonly at?: (id: string) => { readonly query?: string; readonly body?: object; readonly path?: string };
  /** Which of its own ids an organisation asks with. */
  readonly own?: (own: Tenant) => string;
  /** Why nothing in the answer tells whose it is; left out: it has to show a text or an id of its own. */
  readonly silent?: string;
}

/** An organisation that is being filled. Every text that can be chosen has the mark in it. */
export interface Filling {
  readonly both: TwoOrganisations;
  readonly owner: Actor;
  readonly mark: string;
  readonly extent: Extent;
}

/** What a feature does to keep organisations apart, as the tests ask for it. It stands in the feature's own folder. */
export interface FeatureTenancy {
  /** Puts into an organisation whatever the feature can hold. */
  readonly fill?: (filling: Filling) => Promise<Partial<Pick<Tenant, 'ids' | 'furtherIds' | 'secrets'>>>;
  /** Cursors into what the organisation has, one of each kind. */
  readonly cursors?: (own: Tenant) => Readonly<Record<string, string>>;
  /** Has something happen in the organisation that every subscription of the feature tells of. */
  readonly move?: (both: TwoOrganisations, own: Tenant, mark: string) => Promise<void>;
  /** A row for every root field of the feature. Inputs that name something need none: they are found in the schema. */
  readonly probes: Readonly<Partial<Record<Root, Probes>>>;
  /** Nested fields in which no probe finds anything, and why. */
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
