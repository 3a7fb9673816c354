import type { EventBus, EventLog } from '../events/ports.ts';
import type { Atomically } from '../shared/ports.ts';
import type { Debate } from './debate.ts';

export interface CommitPorts {
  readonly log: EventLog;
  readonly bus: EventBus;
  readonly atomically: Atomically;
}

/** Saves the debate together with the events it recorded, all or nothing. */
export async function persist(
  { log, atomically }: Pick<CommitPorts, 'log' | 'atomically'>,
  debate: Debate,
  save: () => Promise<void>,
) {
  const news = debate.takeNews();
  await atomically(async () => {
    await save();
    await log.append({ workspaceId: debate.workspaceId, stream: debate.id }, news);
  });
}

/** `persist`, then rings for whoever follows the debate. */
export async function commit(ports: CommitPorts, debate: Debate, save: () => Promise<void>): Promise<void> {
  await persist(ports, debate, save);
  await ports.bus.ring({ workspaceId: debate.workspaceId, stream: debate.id });
}
