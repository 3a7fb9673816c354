import type { OperationSetup, Prepared } from '../support/operation-setups.ts';

/** Ended debates have a receipt. */
const NEED_A_RECEIPT = ['DebateReceipt', 'Receipt'];

export const setup: OperationSetup = {
  prepare: async ({ world }, operation): Promise<Prepared> => {
    if (!NEED_A_RECEIPT.includes(operation)) return { placeholders: {} };
    return { placeholders: { dbt_: (await world.debate()).id } };
  },
};
