import type { Actor } from '../access/actor.ts';
import type { EventLog } from '../events/ports.ts';
import { notFound } from '../shared/errors.ts';
import { given } from '../shared/given.ts';
import type { DebateStore, EraseReceipt, RecordAction, SettleBeforeErasure } from './ports.ts';

interface ErasePorts {
  readonly store: DebateStore;
  readonly log: EventLog;
  readonly eraseReceipt: EraseReceipt;
  readonly settleBeforeErasure: SettleBeforeErasure;
  readonly recordAction: RecordAction;
}

/** The last event of a deleted debate's stream. It has no followers: the debate is no longer found. */
export const TOMBSTONE = 'debate.deleted';

/**
 * Removes an ended debate in the ambient transaction. Its stream and the audit log keep the fact and the user that deleted
 * it.
 */
export async function erase(ports: ErasePorts, actor: Actor, id: string, reason?: string): Promise<void> {
  const { store, log, eraseReceipt, settleBeforeErasure, recordAction } = ports;
  const { workspaceId, userId } = actor;
  const ref = { workspaceId, stream: id };
  await settleBeforeErasure(ref);
  // Another request was faster; there must not be two tombstones.
  if (!(await store.remove(workspaceId, id))) throw notFound(id);
  await log.erase(ref);
  await eraseReceipt(ref);
  await log.append(ref, [{ kind: TOMBSTONE, data: { by: userId } }]);
  const target = { type: 'debate', id };
  await recordAction(actor, {
    category: 'DEBATE',
    action: TOMBSTONE,
    target,
    outcome: 'SUCCESS',
    ...given({ reason }),
  });
}
