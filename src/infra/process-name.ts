import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** The place in which a process id is valid, and the start time that makes it unique there. */
interface Place {
  /** Boot id of the machine and process namespace. Process ids are comparable only within one. */
  readonly world: string;
  /** Start of the process in ticks since the boot. A process id is used again, but not with the same start. */
  readonly began: string;
}

/**
 * A unique name for this process: host, process id, place and a random part. Another process on the same machine can tell
 * from it whether this process still runs.
 */
export function processName(): string {
  const { world, began } = placeOf('self') ?? { world: '', began: '' };
  return [hostname(), process.pid, world, began, randomUUID()].join(':');
}

/** Whether the process with this name has certainly ended. False when unknown, such as on another machine. */
export function isGone(name: string): boolean {
  const [, pid, world, began] = name.split(':');
  if (!world || !began || placeOf('self')?.world !== world) return false;
  return placeOf(pid ?? '')?.began !== began;
}

/** undefined when there is no such process, and on systems without `/proc`. */
function placeOf(pid: string): Place | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    // The name in brackets may contain any text, so the fields are counted after it.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, '').trim().split(' ');
    const namespace = readlinkSync('/proc/self/ns/pid').replace(/\D/g, '');
    const [began, state] = [stat[19], stat[0]];
    // A zombie has ended, but its parent has not read its status.
    if (began === undefined || state === 'Z' || state === 'X') return undefined;
    return { world: `${boot}.${namespace}`, began };
  } catch {
    return undefined;
  }
}

/** The subcommand of this process, such as `serve`; undefined in another program. Never an argument: it may be secret. */
export function commandName(): string | undefined {
  const [, , command = ''] = process.argv;
  return /^[a-z]{1,20}$/.test(command) ? command : undefined;
}
