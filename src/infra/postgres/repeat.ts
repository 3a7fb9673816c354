import { setTimeout } from 'node:timers/promises';
import { hasCode } from './unavailable.ts';

/** SQLSTATE `serialization_failure` and `deadlock_detected`: the database undid everything, and asks for a repetition. */
const CONFLICTS = /^(40001|40P01)$/;
const MAX_ATTEMPTS = 6;
const FIRST_PAUSE_MS = 20;

/** Runs one statement or one transaction, again when it met another one. The pauses grow, and differ between callers. */
export async function repeated<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || !hasCode(error, CONFLICTS)) throw error;
      await setTimeout(FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + Math.random()));
    }
  }
}
