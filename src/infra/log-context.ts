import { AsyncLocalStorage } from 'node:async_hooks';
import type { WorkContext, WorkNames } from '../domain/shared/ports.ts';

const storage = new AsyncLocalStorage<WorkNames>();

/** Names the current work in its log lines. They are kept through all that the work awaits. */
export const workContext: WorkContext = {
  enter: (names, work) => storage.run(names, work),
  extend: (names, work) => storage.run({ ...storage.getStore(), ...names }, work),
};

/** The names of the current work. */
export function currentWork(): WorkNames {
  return storage.getStore() ?? NO_WORK;
}

/** Runs what outlives the current work, such as a timer that is shared. */
export function outsideWork<T>(work: () => T): T {
  return storage.exit(work);
}

const NO_WORK: WorkNames = {};
