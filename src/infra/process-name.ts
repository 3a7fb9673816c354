import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** Where a process is known by its number, and what that number stands for there. */
interface Place {
  /** The boot of the machine and the process namespace: numbers mean the same only within one. */
  readonly world: string;
  /** When the process began, in ticks since the boot: numbers are used again, this pair is not. */
  readonly began: string;
}

/**
 * A name for this process that no other one ever has, and by which another one on the same machine can tell whether it
 * still runs: host, process id, place, and a random part.
 */
export function processName(): string {
  const { world, began } = placeOf('self') ?? { world: '', began: '' };
  return [hostname(), process.pid, world, began, randomUUID()].join(':');
}

/** Whether the process of that name is proved to be gone. False where it cannot be told, as on another machine. */
export function isGone(name: string): boolean {
  const [, pid, world, began] = name.split(':');
  if (!world || !began || placeOf('self')?.world !== world) return false;
  return placeOf(pid ?? '')?.began !== began;
}

/** undefined where there is no such process, and on systems without `/proc`. */
function placeOf(pid: string): Place | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    // The name in brackets may hold anything, so the fields are counted from its end.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, '').trim().split(' ');
    const namespace = readlinkSync('/proc/self/ns/pid').replace(/\D/g, '');
    const [began, state] = [stat[19], stat[0]];
    // A zombie has ended; only its parent has not yet noticed.
    if (began === undefined || state === 'Z' || state === 'X') return undefined;
    return { world: `${boot}.${namespace}`, began };
  } catch {
    return undefined;
  }
}
