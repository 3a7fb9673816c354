import { checkedOwner } from '../../../domain/access/access.ts';
import type { User } from '../../../domain/access/user.ts';
import { MemoryEventBus } from '../../../infra/events/memory.ts';
import { MemoryChannel } from '../../../infra/events/memory-channel.ts';
import { composeFeatures } from '../../compose.ts';
import type { Config } from '../../config.ts';
import { depsOver } from '../../deps.ts';
import { openPreparedDatabase } from '../../resources/open-database.ts';
import { loadFeatures } from '../features.ts';

export type FirstOwner = readonly [email: string, name: string, password: string];

/** Makes the first owner straight in the database: before there is one, nobody can sign in to do so. */
export async function createFirstOwner(config: Config, ...owner: FirstOwner): Promise<User> {
  // Before anything is made for an owner that is refused.
  checkedOwner(...owner);
  const open = await openPreparedDatabase(config);
  try {
    const { doors } = composeFeatures(await loadFeatures(), depsOver({ config, open, ...ALONE }));
    return await doors.access.createFirstOwner(...owner);
  } finally {
    await open.close();
  }
}

/** For a process that makes one change and serves nobody. */
const ALONE = {
  version: '',
  bus: new MemoryEventBus(),
  channel: new MemoryChannel(),
  redis: undefined,
  jobs: { send: async () => {} },
  emit: () => {},
  processLoad: () => ({ openSockets: 0, eventLoopDelayMs: 0, memoryBytes: 0 }),
  onHeartbeatFailure: () => {},
};
