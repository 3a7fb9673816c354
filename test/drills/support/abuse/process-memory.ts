import { readFile } from 'node:fs/promises';

export const MIB = 1024 * 1024;
const LOOK_MS = 50;

/** The memory of the process in bytes. */
export async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const [, kib] = /^VmRSS:\s+(\d+) kB$/m.exec(status) ?? [];
  if (kib === undefined) throw new Error(`Process ${pid} does not report its memory.`);
  return Number(kib) * 1024;
}

/** Measures the maximum memory of a process. The returned function stops the measurement and returns the bytes. */
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
