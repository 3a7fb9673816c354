import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { ServerProcess } from '../server-process.ts';

/** Environment of a server that allows the drill to collect its garbage. */
export const COLLECTABLE = { NODE_OPTIONS: '--inspect=127.0.0.1:0' };

/** Makes the server collect its garbage, so that the remaining memory is what it needs. */
export async function collectGarbage({ inspectorUrl }: ServerProcess): Promise<void> {
  if (inspectorUrl === undefined) throw new Error('The server was started without an inspector.');
  const inspector = new WebSocket(inspectorUrl);
  await once(inspector, 'open');
  inspector.send(JSON.stringify({ id: 1, method: 'HeapProfiler.collectGarbage' }));
  await once(inspector, 'message');
  inspector.close();
  await once(inspector, 'close');
}
