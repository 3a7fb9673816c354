import { type FeatureTenancy, input, OF_THE_SERVER, sameForAll } from '../support/tenancy/feature-tenancy.ts';
import { idOf } from '../support/tenancy/tenant.ts';

export const tenancy: FeatureTenancy = {
  probes: {
    Query: {
      receipt: { args: (own) => [{ debateId: idOf(own, 'ended') }, { debateId: idOf(own, 'deleted') }] },
      receiptKeys: sameForAll,
    },
    Mutation: { rotateReceiptKey: input(() => ({}), { silent: 'The keys are those of the server.' }) },
  },
  routes: {
    'GET /.well-known/aragora-receipt-keys.json': { bare: 200, silent: OF_THE_SERVER },
    'GET /api/receipts/:debateId': {
      bare: 401,
      own: (own) => idOf(own, 'ended'),
      at: (id) => ({ path: `/api/receipts/${id}` }),
    },
  },
};
