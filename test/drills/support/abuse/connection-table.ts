import { readFile } from 'node:fs/promises';

/** One side of a TCP connection, as the kernel knows it. */
export interface KnownConnection {
  /** Whether the process that holds it has not closed it. */
  readonly isOpen: boolean;
  /** Bytes that were written to it and not taken yet by the other side. */
  readonly unsentBytes: number;
}

const ESTABLISHED = '01';

/** Connections of whoever listens at this port, by the port of the other side. */
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
