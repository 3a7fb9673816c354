import type { Actor } from '../access/actor.ts';
import type { EventLog } from '../events/ports.ts';
import { notFound } from '../shared/errors.ts';
import type { DebateStore, EraseReceipt, SettleBeforeErasure } from './ports.ts';

interface ErasePorts {
  readonly store: DebateStore;
  readonly log: EventLog;
  readonly eraseReceipt: EraseReceipt;
  readonly settleBeforeErasure: SettleBeforeErasure;
}

/** The last event of a deleted debate's stream. Nobody follows it: the debate is not found any more. */
export const TOMBSTONE = 'debate.deleted';

/** Takes an ended debate away, in the ambient transaction, and leaves in its stream that and by whom it was deleted. */
export async function erase(ports: ErasePorts, actor: Actor, id: string): Promise<void> {
  const { store, log, eraseReceipt, settleBeforeErasure } = ports;
  const { workspaceId, userId } = actor;
  const ref = { workspaceId, stream: id };
  await settleBeforeErasure(ref);
  // Somebody else was faster; there must not be two tombstones.
  if (!(await store.remove(workspaceId, id))) throw notFound(id);
  await log.erase(ref);
  await eraseReceipt(ref);
  await log.append(ref, [{ kind: TOMBSTONE, data: { by: userId } }]);
}
