import type { EventBus, EventLog } from '../../events/ports.ts';
import type { Atomically } from '../../shared/ports.ts';
import type { Debate } from '../debate.ts';
import type { IssueReceipt } from '../ports.ts';

export interface CommitPorts {
  readonly log: EventLog;
  readonly bus: EventBus;
  readonly atomically: Atomically;
  readonly issueReceipt: IssueReceipt;
}

/** Saves the debate together with the events it recorded, and with its receipt once it has ended: all or nothing. */
export async function persist(
  { log, atomically, issueReceipt }: Omit<CommitPorts, 'bus'>,
  debate: Debate,
  save: () => Promise<void>,
) {
  const news = debate.takeNews();
  await atomically(async () => {
    await save();
    await log.append({ workspaceId: debate.workspaceId, stream: debate.id }, news);
    if (debate.isEnded) await issueReceipt(debate);
  });
}

/** `persist`, then notifies the followers of the debate. */
export async function commit(ports: CommitPorts, debate: Debate, save: () => Promise<void>): Promise<void> {
  await persist(ports, debate, save);
  await ports.bus.notify({ workspaceId: debate.workspaceId, stream: debate.id });
}
