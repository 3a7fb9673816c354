import { eventCursor } from '../../../src/domain/events/cursor.ts';
import { encodeCursor } from '../../../src/domain/shared/cursor.ts';
import { aDecisionInput } from '../support/inputs.ts';
import { type FeatureTenancy, input, plain } from '../support/tenancy/feature-tenancy.ts';
import { idOf, keyOf, type Tenant } from '../support/tenancy/tenant.ts';
import { fillWithDebates, moveDebate } from './tenancy-debates.ts';

/** Inputs with ids of objects in the same input. */
const PARTS = ['input.decision', 'input.agents', 'input.judge', 'input.moderator'];

const further = ({ furtherIds }: Tenant) => furtherIds.debates ?? [];

export const tenancy: FeatureTenancy = {
  fill: fillWithDebates,
  move: moveDebate,
  cursors: (own) => ({
    events: eventCursor(idOf(own, 'running'), 2),
    endedEvents: eventCursor(idOf(own, 'ended'), 2),
    newestDebates: encodeCursor('d1|NEWEST_FIRST', idOf(own, 'ended')),
    oldestDebates: encodeCursor('d1|OLDEST_FIRST', idOf(own, 'ended')),
  }),
  probes: {
    Query: {
      debate: {
        args: (own) => [{ id: idOf(own, 'ended') }, ...[idOf(own, 'running'), ...further(own)].map((id) => ({ id }))],
      },
      debateStatistics: { args: () => [{}], texts: ['kind'], silent: 'Numbers, and ids of agents.' },
      debates: { args: () => [{ first: 50 }], texts: ['filter.text'] },
      estimateDebate: input(() => ({ decision: aDecisionInput() }), { local: PARTS, silent: 'It reads nothing.' }),
    },
    Mutation: {
      cancelDebate: input((own) => ({ id: idOf(own, 'running') })),
      deleteDebate: input((own) => ({ id: idOf(own, 'ended') })),
      forkDebate: input((own) => ({ debateId: idOf(own, 'ended'), after: eventCursor(idOf(own, 'ended'), 4) }), {
        local: PARTS,
      }),
      interject: input((own) => ({ debateId: idOf(own, 'running'), text: 'Well.' })),
      recordGroundTruth: input((own) => ({ debateId: idOf(own, 'ended'), groundTruth: 'x' }), {
        local: ['input.groundTruth'],
      }),
      startDebate: input((own) => ({ decision: aDecisionInput({ task: keyOf(own) }) }), { local: PARTS }),
    },
    Subscription: {
      debateEvents: {
        args: (own) => [
          { debateId: idOf(own, 'running') },
          ...[idOf(own, 'ended'), ...further(own)].map((debateId) => ({ debateId })),
        ],
      },
      debatesChanged: plain,
      debateTokens: { args: (own) => [{ debateId: idOf(own, 'running') }] },
    },
  },
  routes: {
    'GET /api/debates/export': { bare: 401 },
    'GET /api/debates/:id/document': {
      bare: 401,
      own: (own) => idOf(own, 'ended'),
      at: (id) => ({ path: `/api/debates/${id}/document` }),
    },
  },
};
