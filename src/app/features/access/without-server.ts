import type { Access } from '../../../domain/access/access.ts';
import { MemoryEventBus } from '../../../infra/events/memory.ts';
import { MemoryChannel } from '../../../infra/events/memory-channel.ts';
import { composeFeatures } from '../../compose.ts';
import type { Config } from '../../config.ts';
import { depsOver } from '../../deps.ts';
import { openPreparedDatabase } from '../../resources/open-database.ts';
import { loadFeatures } from '../features.ts';

/** Makes a change of access directly in the database, without a server. */
export async function changeAccess<T>(config: Config, change: (access: Access) => Promise<T>): Promise<T> {
  const open = await openPreparedDatabase(config);
  try {
    const { doors } = composeFeatures(await loadFeatures(), depsOver({ config, open, ...ALONE }));
    return await change(doors.access);
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
