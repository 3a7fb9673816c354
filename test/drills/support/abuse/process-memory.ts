import { readFile } from 'node:fs/promises';

export const MIB = 1024 * 1024;
const LOOK_MS = 50;

/** Bytes of memory the process holds now. */
export async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const [, kib] = /^VmRSS:\s+(\d+) kB$/m.exec(status) ?? [];
  if (kib === undefined) throw new Error(`Process ${pid} does not say how much memory it holds.`);
  return Number(kib) * 1024;
}

/** Watches the most memory that a process holds; what is answered ends that, and tells it in bytes. */
export function watchMemory(pid: number): () => Promise<number> {
  let most = 0;
  const look = async () => {
    most = Math.max(most, await residentBytes(pid));
  };
  const looking = setInterval(() => void look().catch(() => {}), LOOK_MS);
  return async () => {
    clearInterval(looking);
    await look();
    return most;
  };
}

export function inMib(bytes: number): number {
  return Math.round((bytes / MIB) * 10) / 10;
}
