import type { OperationWork } from '../../../domain/shared/slices.ts';
import { ownTurn } from './own-turn.ts';

/** The work of one operation. Each text is made once, however often its field is selected. */
export function operationWork(pay: (points: number) => Promise<void>): OperationWork {
  const made = new Map<string, Promise<string>>();
  return {
    pay,
    pause: ownTurn,
    once: (key, make) => {
      const known = made.get(key) ?? make();
      made.set(key, known);
      return known;
    },
  };
}
