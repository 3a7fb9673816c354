/// <reference types="vite/types/importMeta.d.ts" />
import type { Root } from '../any-operation.ts';
import type { FeatureTenancy, Probe, RouteProbe } from './feature-tenancy.ts';
import type { Tenant } from './tenant.ts';

/** The `tenancy.ts` of each feature, ordered by name. */
export const TENANCIES: readonly FeatureTenancy[] = Object.values(
  import.meta.glob<FeatureTenancy>('../../*/tenancy.ts', { eager: true, import: 'tenancy' }),
);

export const PROBES: Readonly<Record<Root, Readonly<Record<string, Probe>>>> = {
  Query: joined(({ probes }) => probes.Query),
  Mutation: joined(({ probes }) => probes.Mutation),
  Subscription: joined(({ probes }) => probes.Subscription),
};

/** Nested fields without a value in any probe, and the reason. */
export const NEVER_REACHED: Readonly<Record<string, string>> = joined(({ neverReached }) => neverReached);

export const ROUTES: Readonly<Record<string, RouteProbe>> = joined(({ routes }) => routes);

export function cursorsOf(own: Tenant): Readonly<Record<string, string>> {
  return joined(({ cursors }) => cursors?.(own));
}

function joined<Row>(rowsOf: (tenancy: FeatureTenancy) => Readonly<Record<string, Row>> | undefined) {
  return Object.fromEntries(TENANCIES.flatMap((tenancy) => Object.entries(rowsOf(tenancy) ?? {})));
}
