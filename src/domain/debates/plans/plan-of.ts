import type { Protocol } from '../protocol.ts';
import { judge, safe, vote } from './blind-first.ts';
import { deliberate } from './deliberate.ts';
import { moderated } from './moderated.ts';
import type { Plan } from './plan.ts';

/** The plan of a protocol. */
export function planOf({ mode, policy }: Protocol): Plan {
  switch (mode) {
    case 'SAFE':
      return safe;
    case 'DELIBERATE':
      return deliberate;
    case 'VOTE':
      return vote;
    case 'JUDGE':
      return judge;
    case 'MODERATED':
      return moderated;
    case 'POLICY':
      return policy?.choice === 'VOTE' || policy?.choice === 'CHAMPION' ? vote : safe;
  }
}
