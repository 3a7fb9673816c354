import type { FeatureTenancy } from '../support/tenancy/feature-tenancy.ts';

const window = { lastDays: 1 };

export const tenancy: FeatureTenancy = {
  probes: {
    Query: {
      usage: {
        args: () => [
          { window, groupBy: ['DAY'] },
          { window, groupBy: ['AGENT', 'MODEL'] },
        ],
        silent: 'Numbers, and ids of agents.',
      },
    },
  },
  neverReached: { 'UsageRow.agent': 'The models of the debates are no agents of the server.' },
};
