import { Usage } from '../../../domain/usage/usage.ts';
import { USAGE_ENTITIES } from '../../../infra/usage/postgres/rows.ts';
import { PostgresUsageStore } from '../../../infra/usage/postgres/usage-store.ts';
import { UsageResolver } from '../../../resolvers/usage/usage.ts';
import type { FeatureModule } from '../../feature.ts';

/** The usage of debates, counted from the event log. */
export const feature: FeatureModule = {
  entities: USAGE_ENTITIES,
  resolvers: [UsageResolver],
  compose: ({ database, ...ports }) => {
    const usage = new Usage({ ...ports, store: new PostgresUsageStore(database) });
    return { doors: { usage }, reactors: [usage.reactor] };
  },
};
