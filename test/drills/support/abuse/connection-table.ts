import { readFile } from 'node:fs/promises';

/** One side of a TCP connection as the kernel reports it. */
export interface KnownConnection {
  /** False when its process has closed it. */
  readonly isOpen: boolean;
  /** Bytes written to it that the other side has not received. */
  readonly unsentBytes: number;
}

const ESTABLISHED = '01';

/** Connections of the process that listens at this port, by the port of the other side. */
export async function connectionsAt(port: number): Promise<ReadonlyMap<number, KnownConnection>> {
  const [, ...lines] = (await readFile('/proc/net/tcp', 'utf8')).trim().split('\n');
  const rows = lines.map((line) => line.trim().split(/\s+/));
  return new Map(
    rows.flatMap(([, local = '', remote = '', state, queues = '']) =>
      portIn(local) === port
        ? [[portIn(remote), { isOpen: state === ESTABLISHED, unsentBytes: Number.parseInt(queues, 16) }]]
        : [],
    ),
  );
}

function portIn(address: string): number {
  return Number.parseInt(address.split(':')[1] ?? '', 16);
}
