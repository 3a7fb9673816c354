import { eventCursor } from '../../../src/domain/events/cursor.ts';
import type { OperationSetup } from '../support/operation-setups.ts';

/** Operations that need a debate with turns, or an ended one. */
const NEED_A_DEBATE = ['DeleteDebate', 'ForkDebate', 'RecordGroundTruth'];
/** Event number of the first turn, after the start of the debate, of its run and of its first phase. */
const FIRST_TURN = 4;

export const setup: OperationSetup = {
  prepare: async ({ world }, operation) => {
    const { id } = NEED_A_DEBATE.includes(operation) ? await world.debate() : await world.start();
    return { placeholders: { dbt_: id, cursor: eventCursor(id, FIRST_TURN) } };
  },
  meanwhile: async ({ world }, { dbt_: stream = '' }) => {
    await world.start();
    const said = { participantId: 'ann', kind: 'PROPOSAL', round: 0, attempt: 1, offset: 0, text: 'I hold' };
    world.channel.send({ workspaceId: world.actor.workspaceId, stream }, said);
  },
};
