import type { Worker } from 'node:cluster';

/** The part of a TCP handle of Node that is used here. */
interface ConnectionHandle {
  close(): void;
}

/** A message with which node:cluster passes a connection to a worker, and the reply of the worker. */
interface ClusterMessage {
  readonly act?: string;
  readonly seq?: number;
  readonly ack?: number;
}

/**
 * Closes the connections that the primary has passed to this worker and that the worker had not accepted when it ended.
 * node:cluster keeps them open, so that their clients would wait without end. These clients now see a closed connection.
 */
export function closeUnacceptedConnections({ process: child }: Worker): void {
  const unaccepted = new Map<number, ConnectionHandle>();
  const send = child.send.bind(child) as (...message: unknown[]) => boolean;
  child.send = (message: ClusterMessage, handle?: unknown, ...rest: unknown[]) => {
    if (message.act === 'newconn' && message.seq !== undefined) unaccepted.set(message.seq, handle as ConnectionHandle);
    return send(message, handle, ...rest);
  };
  child.on('internalMessage', ({ ack }: ClusterMessage) => {
    if (ack !== undefined) unaccepted.delete(ack);
  });
  child.once('exit', () => {
    for (const handle of unaccepted.values()) handle.close();
    unaccepted.clear();
  });
}
