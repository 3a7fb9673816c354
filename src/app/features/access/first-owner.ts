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

/** Creates the first owner directly in the database: without an owner, no user can sign in to create one. */
export async function createFirstOwner(config: Config, ...owner: FirstOwner): Promise<User> {
  // Checked before the database is created.
  checkedOwner(...owner);
  const open = await openPreparedDatabase(config);
  try {
    const { doors } = composeFeatures(await loadFeatures(), depsOver({ config, open, ...ALONE }));
    return await doors.access.createFirstOwner(...owner);
  } finally {
    await open.close();
  }
}

/** For a process that makes one change and serves no requests. */
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
