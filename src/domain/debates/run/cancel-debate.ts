import type { Actor } from '../../access/actor.ts';
import { Notifier } from '../../events/notifier.ts';
import { userError } from '../../shared/errors.ts';
import { given } from '../../shared/given.ts';
import type { Clock } from '../../shared/ports.ts';
import type { Emit } from '../../shared/signals.ts';
import type { Debate } from '../debate.ts';
import type { DebateStore, RecordAction } from '../ports.ts';
import { type CommitPorts, persist } from './commit.ts';

export interface CancelPorts extends CommitPorts {
  readonly store: DebateStore;
  readonly clock: Clock;
  readonly emit: Emit;
  readonly recordAction: RecordAction;
}

/** How long a cancellation waits for the run to end before it returns the debate as it is. */
const MAX_WAIT_MS = 2_000;

/**
 * `endOrCommand`, recorded in the audit log; call it in a transaction. `was` in the entry says whether the debate was
 * waiting, and has now ended, or was running, and will stop.
 */
export async function cancel(ports: CancelPorts, actor: Actor, debate: Debate, reason?: string): Promise<boolean> {
  const isEnded = await endOrCommand(ports, actor, debate);
  await ports.recordAction(actor, {
    ...{
      category: 'DEBATE',
      action: 'debate.cancelled',
      target: { type: 'debate', id: debate.id },
      outcome: 'SUCCESS',
    },
    ...given({ reason }),
    detail: { was: isEnded ? 'PENDING' : 'RUNNING' },
  });
  return isEnded;
}

/**
 * Ends a waiting debate, or stores a command for the process that runs it. Returns whether the debate has ended. Throws a
 * `UserError` (CONFLICT) when it had ended before.
 */
async function endOrCommand(ports: CancelPorts, actor: Actor, debate: Debate): Promise<boolean> {
  const { store, clock } = ports;
  const { id, workspaceId } = debate;
  if (debate.isEnded) throw userError('CONFLICT', `${id} has ended already (${debate.status}).`, ['id']);
  if (debate.status === 'PENDING') {
    debate.abort('CANCELLED', 'CANCELLED', clock.now());
    if (await store.saveUnclaimed(debate)) {
      await persist(ports, debate, async () => {});
      return true;
    }
  }
  const isLeft = await store.command({ kind: 'CANCEL', debateId: id, workspaceId, requestedBy: actor.userId });
  if (!isLeft) throw userError('CONFLICT', `${id} has ended already.`, ['id']);
  return false;
}

/** The debate once it has ended, or as it is after `MAX_WAIT_MS`; undefined when it was deleted. */
export async function untilEnded({ store, clock, bus }: CancelPorts, workspaceId: string, id: string) {
  const deadline = clock.monotonicMs() + MAX_WAIT_MS;
  const notifier = new Notifier(clock);
  const stop = bus.listen({ workspaceId, stream: id }, notifier.notify);
  try {
    for (;;) {
      const debate = await store.find(workspaceId, id);
      if (debate === undefined || debate.isEnded || clock.monotonicMs() >= deadline) return debate;
      await notifier.wait(MAX_WAIT_MS / 10);
    }
  } finally {
    stop();
  }
}
